//! Every replica's log as the events tell it: who appended, who copied from whom, what was cut.

use crate::event::Event;
use crate::ids::{BrokerId, BrokerSet, GroupId, NodeId, Offset, OrderId, PartitionId, ProducerId};
use crate::log::TransactionResult;
use crate::scenario::Scenario;

/// One record, as far as the ledger needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Record {
    Order(OrderId),
    /// The same inside a transaction of this producer: its marker decides whether readers see it.
    OrderOf(ProducerId, OrderId),
    TickedOff(GroupId, PartitionId, Offset),
    /// The same inside a transaction of this producer: its marker decides.
    TickedOffBy(ProducerId, GroupId, PartitionId, Offset),
    Marker(ProducerId, TransactionResult),
    /// A record of the transaction log.
    Transaction,
}

/// Whether a record counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// It belongs to no transaction, or to a committed one.
    Stands,
    Aborted,
    /// No marker has ended its transaction.
    InDoubt,
}

/// One replica's log.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptLog {
    pub(super) records: Vec<Record>,
    pub(super) high_watermark: usize,
}

impl KeptLog {
    /// What the markers among the first `end` records say of each of these.
    pub(super) fn outcomes(&self, end: usize) -> Vec<Outcome> {
        let end = end.min(self.records.len());
        let mut outcomes = vec![Outcome::Stands; end];
        let mut decided: Vec<(ProducerId, TransactionResult)> = Vec::new();
        for place in (0..end).rev() {
            let owner = match self.records[place] {
                Record::OrderOf(producer, _) | Record::TickedOffBy(producer, ..) => producer,
                Record::Marker(producer, result) => {
                    decided.retain(|(id, _)| *id != producer);
                    decided.push((producer, result));
                    continue;
                }
                _ => continue,
            };
            outcomes[place] = match decided.iter().find(|(id, _)| *id == owner) {
                Some((_, TransactionResult::Commit)) => Outcome::Stands,
                Some((_, TransactionResult::Abort)) => Outcome::Aborted,
                None => Outcome::InDoubt,
            };
        }
        outcomes
    }

    /// What a reader is given by now: the offsets below the high watermark or, of a read_committed reader, those of decided
    /// records below the first that is not.
    pub(super) fn visible(&self, read_committed: bool) -> Vec<bool> {
        let mut outcomes = self.outcomes(self.high_watermark);
        if !read_committed {
            return vec![true; outcomes.len()];
        }
        let stable = outcomes.iter().position(|o| *o == Outcome::InDoubt);
        outcomes.truncate(stable.unwrap_or(outcomes.len()));
        outcomes.iter().map(|o| *o == Outcome::Stands).collect()
    }

    fn cut(&mut self, offset: Offset) -> Vec<Record> {
        let from = offset.index().min(self.records.len());
        self.high_watermark = self.high_watermark.min(from);
        self.records.split_off(from)
    }
}

/// The logs of all replicas, and who leads by the controller's word.
#[derive(Clone, Debug)]
pub(super) struct Logs {
    /// By partition, then by broker.
    copies: Vec<Vec<KeptLog>>,
    /// By partition: who leads or, while nobody does, led last.
    holders: Vec<BrokerId>,
    /// By partition: who leads.
    leaders: Vec<Option<BrokerId>>,
    /// By broker: the leaders it has learned of.
    learned: Vec<Vec<Option<BrokerId>>>,
    /// By group: the partition that keeps its committed offsets.
    offset_logs: Vec<Option<PartitionId>>,
    /// By transactional id: the partition that keeps its state.
    transaction_logs: Vec<Option<PartitionId>>,
    /// By order: the brokers that lost a copy of it with their power.
    wiped: Vec<BrokerSet>,
    /// Whether markers decide anything.
    has_markers: bool,
}

impl Logs {
    pub(super) fn new(scenario: &Scenario) -> Logs {
        let brokers = usize::from(scenario.broker_count);
        let holders: Vec<BrokerId> = scenario
            .partitions
            .iter()
            .map(|setup| setup.replicas[0])
            .collect();
        let leaders: Vec<Option<BrokerId>> = holders.iter().copied().map(Some).collect();
        let groups = u8::try_from(scenario.groups.len()).expect("few groups");
        Logs {
            copies: vec![vec![KeptLog::default(); brokers]; scenario.partitions.len()],
            learned: vec![leaders.clone(); brokers],
            leaders,
            holders,
            offset_logs: (0..groups)
                .map(|group| scenario.offsets_partition(GroupId(group)))
                .collect(),
            transaction_logs: scenario
                .transactional_id_list()
                .map(|id| scenario.transaction_partition(id))
                .collect(),
            wiped: vec![BrokerSet::EMPTY; scenario.orders.len()],
            has_markers: scenario.mechanisms.last_stable_offset,
        }
    }

    /// The log that counts for a partition.
    pub(super) fn counted(&self, partition: PartitionId) -> &KeptLog {
        &self.copies[partition.index()][self.holders[partition.index()].index()]
    }

    /// What becomes of each record of the log that counts, by the markers in it.
    pub(super) fn outcomes(&self, partition: PartitionId) -> Vec<Outcome> {
        let log = self.counted(partition);
        if self.has_markers {
            log.outcomes(log.records.len())
        } else {
            vec![Outcome::Stands; log.records.len()]
        }
    }

    /// The groups' committed offsets by the log that counts: the last one below its high watermark.
    pub(super) fn committed_offset(
        &self,
        group: GroupId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let log = self.counted(self.offset_logs[usize::from(group.0)]?);
        let mut decided: Vec<(ProducerId, TransactionResult)> = Vec::new();
        let mine = |g: GroupId, p: PartitionId| g == group && p == partition;
        for record in log.records.iter().take(log.high_watermark).rev() {
            match *record {
                Record::TickedOff(g, p, offset) if mine(g, p) => return Some(offset),
                Record::TickedOffBy(_, g, p, offset) if mine(g, p) && !self.has_markers => {
                    return Some(offset);
                }
                Record::TickedOffBy(producer, g, p, offset) if mine(g, p) => {
                    let outcome = decided.iter().find(|(id, _)| *id == producer);
                    if outcome.is_some_and(|(_, result)| *result == TransactionResult::Commit) {
                        return Some(offset);
                    }
                }
                Record::Marker(producer, result) => {
                    decided.retain(|(id, _)| *id != producer);
                    decided.push((producer, result));
                }
                _ => {}
            }
        }
        None
    }

    /// The brokers that lost a copy of this order with their power.
    pub(super) fn wiped(&self, order: OrderId) -> BrokerSet {
        self.wiped[order.index()]
    }

    pub(super) fn note(&mut self, event: &Event) {
        match *event {
            Event::RecordAppended(broker, partition, _, order) => {
                self.copy(partition, broker)
                    .records
                    .push(Record::Order(order));
            }
            Event::AppendedInTransaction(broker, partition, from, producer) => {
                for record in &mut self.copy(partition, broker).records[from.index()..] {
                    if let Record::Order(order) = *record {
                        *record = Record::OrderOf(producer, order);
                    }
                }
            }
            Event::OffsetAppended(broker, group, partition, offset) => {
                if let Some(log) = self.offset_logs[usize::from(group.0)] {
                    let record = Record::TickedOff(group, partition, offset);
                    self.copy(log, broker).records.push(record);
                }
            }
            Event::OffsetPending(broker, group, partition, offset, producer) => {
                if let Some(log) = self.offset_logs[usize::from(group.0)] {
                    let record = Record::TickedOffBy(producer, group, partition, offset);
                    self.copy(log, broker).records.push(record);
                }
            }
            Event::MarkerAppended(broker, partition, _, producer, result) => {
                let record = Record::Marker(producer, result);
                self.copy(partition, broker).records.push(record);
            }
            Event::TransactionLogged(broker, id, ..) => {
                if let Some(log) = self.transaction_logs[id.index()] {
                    self.copy(log, broker).records.push(Record::Transaction);
                }
            }
            Event::RecordsReplicated(follower, partition, end) => {
                self.replicate(follower, partition, end);
            }
            Event::HighWatermarkRaised(broker, partition, to) => {
                self.copy(partition, broker).high_watermark = to.index();
            }
            Event::Truncated(broker, partition, to) => {
                self.copy(partition, broker).cut(to);
            }
            Event::UnflushedLost(broker, partition, to) => {
                for record in self.copy(partition, broker).cut(to) {
                    if let Record::Order(order) | Record::OrderOf(_, order) = record {
                        let wiped = &mut self.wiped[order.index()];
                        *wiped = wiped.with(broker);
                    }
                }
            }
            Event::LeaderElected(partition, leader, _) => {
                self.leaders[partition.index()] = leader;
                if let Some(leader) = leader {
                    self.holders[partition.index()] = leader;
                }
            }
            Event::MetadataLearned(NodeId::Broker(broker)) => {
                self.learned[broker.index()].clone_from(&self.leaders);
            }
            _ => {}
        }
    }

    /// A follower copies from whom it believes to lead.
    fn replicate(&mut self, follower: BrokerId, partition: PartitionId, end: Offset) {
        let Some(leader) = self.learned[follower.index()][partition.index()] else {
            return;
        };
        let copies = &mut self.copies[partition.index()];
        let from = copies[follower.index()].records.len();
        let source = copies[leader.index()].records.iter();
        let copied: Vec<Record> = source.take(end.index()).skip(from).copied().collect();
        copies[follower.index()].records.extend(copied);
    }

    fn copy(&mut self, partition: PartitionId, broker: BrokerId) -> &mut KeptLog {
        &mut self.copies[partition.index()][broker.index()]
    }
}
