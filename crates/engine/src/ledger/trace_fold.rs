//! The ledger from events alone, one event at a time, with exact numbers.

use super::logs::{Logs, Outcome, Record};
use super::{Ledger, Reading, Row};
use crate::event::Event;
use crate::ids::{BrokerSet, ClientId, GroupId, NodeId, Offset, OrderId, PartitionId};
use crate::player::Player;
use crate::protocol::{Api, EnvelopeKey, Subject};
use crate::scenario::Scenario;

/// What the events so far say. Taking note of an event costs about as much as what it moved; a whole run is folded again
/// after a seek.
#[derive(Clone, Debug)]
pub struct TraceFold {
    logs: Logs,
    rows: Vec<Told>,
    readers: Vec<(ClientId, Vec<PartitionId>)>,
    /// By client: whether orders come from it, and whether its producer is transactional.
    shops: Vec<bool>,
    transactional: Vec<bool>,
    /// By client: whether it numbers its batches, so that leaders recognise a copy.
    idempotent: Vec<bool>,
    /// By client: whether it reads what is committed alone.
    read_committed: Vec<bool>,
    partition_count: u8,
    group_count: u8,
    /// By partition: whether a stream application writes to it.
    is_output: Vec<bool>,
    sends: Vec<(ClientId, OrderId)>,
    charges: Vec<OrderId>,
    polls: Vec<(ClientId, PartitionId, OrderId)>,
    seen_aborted: Vec<(ClientId, OrderId)>,
}

/// What was said and done about one order, beside the logs.
#[derive(Clone, Debug, Default)]
struct Told {
    taken: bool,
    sent: u32,
    told_stored: u32,
    told_failed: u32,
    charged: u32,
    /// How often the network copied a Produce with it whose copy no leader recognises: of a shop, of a stream application.
    copied: u32,
    output_copied: u32,
    /// By reader, in the order of `readers`.
    polled: Vec<u32>,
}

impl TraceFold {
    /// Before the first event.
    #[must_use]
    pub fn new(scenario: &Scenario) -> TraceFold {
        let readers: Vec<(ClientId, Vec<PartitionId>)> = scenario
            .client_ids()
            .filter_map(|client| {
                let consumer = scenario.client(client).consumer.as_ref()?;
                Some((client, consumer.partitions.clone()))
            })
            .collect();
        let blank = Told {
            polled: vec![0; readers.len()],
            ..Told::default()
        };
        let mut rows = vec![blank; scenario.orders.len()];
        for (order, _) in scenario.clients.iter().flat_map(|client| &client.orders) {
            rows[order.index()].taken = true;
        }
        TraceFold {
            logs: Logs::new(scenario),
            rows,
            readers,
            shops: scenario.client_ids().map(|c| scenario.is_shop(c)).collect(),
            transactional: scenario
                .client_ids()
                .map(|client| scenario.transactional_id(client).is_some())
                .collect(),
            idempotent: scenario
                .clients
                .iter()
                .map(|client| {
                    client
                        .producer
                        .as_ref()
                        .is_some_and(|p| p.enable_idempotence)
                })
                .collect(),
            read_committed: scenario
                .client_ids()
                .map(|client| scenario.reads_committed(client))
                .collect(),
            partition_count: u8::try_from(scenario.partitions.len()).expect("few partitions"),
            group_count: u8::try_from(scenario.groups.len()).expect("few groups"),
            is_output: scenario
                .partition_ids()
                .map(|p| scenario.is_output(p))
                .collect(),
            sends: Vec::new(),
            charges: Vec::new(),
            polls: Vec::new(),
            seen_aborted: Vec::new(),
        }
    }

    /// Everything that happened in a run up to where it stands.
    #[must_use]
    pub fn of(player: &Player) -> TraceFold {
        let mut fold = TraceFold::new(player.scenario());
        for event in player.events() {
            fold.note(event);
        }
        fold
    }

    /// Takes note of the next event.
    pub fn note(&mut self, event: &Event) {
        self.logs.note(event);
        match *event {
            Event::OrderTaken(_, order) => self.row(order).taken = true,
            Event::OrderSent(client, order) if self.is_shop(client) => {
                let row = self.row(order);
                row.taken = true;
                row.sent += 1;
                if row.sent == 1 {
                    self.sends.push((client, order));
                }
            }
            // In a transaction the callback is not the last word.
            Event::ToldStored(client, order, _)
                if self.is_shop(client) && !self.transactional[client.index()] =>
            {
                self.row(order).told_stored += 1;
            }
            Event::ToldCommitted(_, order) => self.row(order).told_stored += 1,
            Event::ToldFailed(client, order, _) if self.is_shop(client) => {
                self.row(order).told_failed += 1;
            }
            Event::Charged(_, order) => {
                let row = self.row(order);
                row.charged += 1;
                if row.charged == 1 {
                    self.charges.push(order);
                }
            }
            Event::RequestDuplicated(key) => self.note_copied(key),
            Event::SeenAborted(client, order) => self.seen_aborted.push((client, order)),
            Event::RecordPolled(client, partition, _, order) => {
                if !self.polls.contains(&(client, partition, order)) {
                    self.polls.push((client, partition, order));
                }
                let place = self
                    .readers
                    .iter()
                    .position(|(reader, _)| *reader == client);
                let place = place.expect("only a reader polls");
                self.row(order).polled[place] += 1;
            }
            _ => {}
        }
    }

    /// Without sequence numbers a leader appends a copy like any other record (`ProducerStateManager`).
    fn note_copied(&mut self, key: EnvelopeKey) {
        let (Api::Produce, NodeId::Client(client), Subject::Orders { first, count, .. }) =
            (key.api, key.sender, key.subject)
        else {
            return;
        };
        if self.idempotent[client.index()] {
            return;
        }
        let is_shop = self.is_shop(client);
        for order in (first.0..first.0 + u16::from(count)).map(OrderId) {
            let row = self.row(order);
            row.copied += u32::from(is_shop);
            row.output_copied += u32::from(!is_shop);
        }
    }

    /// The ledger as the events tell it.
    #[must_use]
    pub fn ledger(&self) -> Ledger<u32> {
        let mut ledger = Ledger {
            rows: (0_u16..)
                .zip(&self.rows)
                .map(|(id, told)| self.without_copies(OrderId(id), told))
                .collect(),
        };
        for partition in self.partitions() {
            self.count_copies(partition, &mut ledger);
        }
        ledger
    }

    fn without_copies(&self, order: OrderId, told: &Told) -> Row<u32> {
        let readers = self.readers.iter().zip(&told.polled);
        Row {
            order,
            taken: told.taken,
            sent: told.sent,
            told_stored: told.told_stored,
            told_failed: told.told_failed,
            copies: 0,
            committed: 0,
            in_doubt: 0,
            outputs: 0,
            outputs_committed: 0,
            outputs_in_doubt: 0,
            effects_inside: 0,
            effects_outside: told.charged,
            readers: readers
                .map(|((client, _), seen)| Reading {
                    client: *client,
                    visible: 0,
                    seen: *seen,
                    seen_aborted: self.seen_aborted.contains(&(*client, order)),
                })
                .collect(),
        }
    }

    fn count_copies(&self, partition: PartitionId, ledger: &mut Ledger<u32>) {
        let log = self.logs.counted(partition);
        let visible = [log.visible(false), log.visible(true)];
        let outcomes = self.logs.outcomes(partition);
        let ticked_off: Vec<Offset> = (0..self.group_count)
            .filter_map(|group| self.logs.committed_offset(GroupId(group), partition))
            .collect();
        for (offset, order) in self.in_log(partition) {
            let row = &mut ledger.rows[order.index()];
            let (stands, in_doubt) = match outcomes[offset.index()] {
                Outcome::Stands => (1, 0),
                Outcome::Aborted => (0, 0),
                Outcome::InDoubt => (0, 1),
            };
            if self.is_output[partition.index()] {
                row.outputs += 1;
                row.outputs_committed += stands;
                row.outputs_in_doubt += in_doubt;
            } else {
                row.copies += 1;
                row.committed += stands;
                row.in_doubt += in_doubt;
            }
            let passed = ticked_off.iter().filter(|next| offset < **next).count();
            row.effects_inside += stands * u32::try_from(passed).expect("few groups");
            for ((_, assigned), reading) in self.readers.iter().zip(&mut row.readers) {
                let waits = usize::from(self.read_committed[reading.client.index()]);
                let is_visible = visible[waits].get(offset.index()) == Some(&true);
                reading.visible += u32::from(is_visible && assigned.contains(&partition));
            }
        }
    }

    /// The orders in the log that counts, with their offsets.
    pub fn in_log(&self, partition: PartitionId) -> impl Iterator<Item = (Offset, OrderId)> + '_ {
        let records = self.logs.counted(partition).records.iter();
        (0_u32..)
            .zip(records)
            .filter_map(|(offset, record)| match record {
                Record::Order(order) | Record::OrderOf(_, order) => Some((Offset(offset), *order)),
                _ => None,
            })
    }

    /// The orders in the log that counts whose outcome is no other than to stand, in the order of their offsets.
    pub fn standing_in_log(&self, partition: PartitionId) -> impl Iterator<Item = OrderId> + '_ {
        let outcomes = self.logs.outcomes(partition);
        self.in_log(partition)
            .filter(move |(offset, _)| outcomes[offset.index()] == Outcome::Stands)
            .map(|(_, order)| order)
    }

    /// How many copies of an order that stand these groups have ticked off, each copy once.
    #[must_use]
    pub fn ticked_off_by(&self, groups: &[GroupId], order: OrderId) -> u32 {
        let mut passed = 0;
        for partition in self.partitions() {
            let next = groups
                .iter()
                .filter_map(|group| self.logs.committed_offset(*group, partition))
                .max();
            let outcomes = self.logs.outcomes(partition);
            let counts = |(offset, found): &(Offset, OrderId)| {
                *found == order
                    && next.is_some_and(|next| *offset < next)
                    && outcomes[offset.index()] == Outcome::Stands
            };
            passed += self.in_log(partition).filter(counts).count();
        }
        u32::try_from(passed).expect("few copies")
    }

    /// What each client was given for the first time from each partition, in the order of that.
    #[must_use]
    pub fn polls(&self) -> &[(ClientId, PartitionId, OrderId)] {
        &self.polls
    }

    /// Who was given an order of an aborted transaction, in the order in which that became known.
    #[must_use]
    pub fn seen_aborted(&self) -> &[(ClientId, OrderId)] {
        &self.seen_aborted
    }

    /// Every order that was sent and by whom, in the order of first sends.
    #[must_use]
    pub fn sends(&self) -> &[(ClientId, OrderId)] {
        &self.sends
    }

    /// Every order that was charged, in the order of first charges.
    #[must_use]
    pub fn charges(&self) -> &[OrderId] {
        &self.charges
    }

    /// How many more copies of this order, and of what a stream application makes of it, the network itself can have put
    /// into the log.
    #[must_use]
    pub fn copied(&self, order: OrderId) -> (u32, u32) {
        let row = &self.rows[order.index()];
        (row.copied, row.output_copied)
    }

    /// The brokers that have lost a copy of this order with their power.
    #[must_use]
    pub fn wiped(&self, order: OrderId) -> BrokerSet {
        self.logs.wiped(order)
    }

    fn partitions(&self) -> impl Iterator<Item = PartitionId> + use<> {
        (0..self.partition_count).map(PartitionId)
    }

    fn is_shop(&self, client: ClientId) -> bool {
        self.shops[client.index()]
    }

    fn row(&mut self, order: OrderId) -> &mut Told {
        &mut self.rows[order.index()]
    }
}
