//! Every replica's log as the events tell it: who appended, who copied from whom, what was cut.

use crate::event::Event;
use crate::ids::{BrokerId, BrokerSet, GroupId, NodeId, Offset, OrderId, PartitionId};
use crate::scenario::Scenario;

/// One record, as far as the ledger needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Record {
    Order(OrderId),
    TickedOff(GroupId, PartitionId, Offset),
}

/// One replica's log.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptLog {
    pub(super) records: Vec<Record>,
    pub(super) high_watermark: usize,
}

impl KeptLog {
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
    /// By order: the brokers that lost a copy of it with their power.
    wiped: Vec<BrokerSet>,
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
            wiped: vec![BrokerSet::EMPTY; scenario.orders.len()],
        }
    }

    /// The log that counts for a partition.
    pub(super) fn counted(&self, partition: PartitionId) -> &KeptLog {
        &self.copies[partition.index()][self.holders[partition.index()].index()]
    }

    /// The groups' committed offsets by the log that counts: the last one below its high watermark.
    pub(super) fn committed_offset(
        &self,
        group: GroupId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let log = self.counted(self.offset_logs[usize::from(group.0)]?);
        let stored = log.records.iter().take(log.high_watermark).rev();
        stored
            .filter_map(|record| match record {
                Record::TickedOff(g, p, offset) if *g == group && *p == partition => Some(*offset),
                _ => None,
            })
            .next()
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
            Event::OffsetAppended(broker, group, partition, offset) => {
                if let Some(log) = self.offset_logs[usize::from(group.0)] {
                    let record = Record::TickedOff(group, partition, offset);
                    self.copy(log, broker).records.push(record);
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
                    if let Record::Order(order) = record {
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
