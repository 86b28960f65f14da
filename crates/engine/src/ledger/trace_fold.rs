//! The ledger from events alone, one event at a time, with exact numbers.

use super::logs::{Logs, Record};
use super::{Ledger, Reading, Row};
use crate::event::Event;
use crate::ids::{BrokerSet, ClientId, GroupId, Offset, OrderId, PartitionId};
use crate::player::Player;
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
    /// By client: whether it reads what is committed alone.
    read_committed: Vec<bool>,
    partition_count: u8,
    group_count: u8,
    sends: Vec<(ClientId, OrderId)>,
    charges: Vec<OrderId>,
}

/// What was said and done about one order, beside the logs.
#[derive(Clone, Debug, Default)]
struct Told {
    taken: bool,
    sent: u32,
    told_stored: u32,
    told_failed: u32,
    charged: u32,
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
            read_committed: scenario
                .client_ids()
                .map(|client| scenario.reads_committed(client))
                .collect(),
            partition_count: u8::try_from(scenario.partitions.len()).expect("few partitions"),
            group_count: u8::try_from(scenario.groups.len()).expect("few groups"),
            sends: Vec::new(),
            charges: Vec::new(),
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
            Event::RecordPolled(client, _, _, order) => {
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
            effects_inside: 0,
            effects_outside: told.charged,
            readers: readers
                .map(|((client, _), seen)| Reading {
                    client: *client,
                    visible: 0,
                    seen: *seen,
                })
                .collect(),
        }
    }

    fn count_copies(&self, partition: PartitionId, ledger: &mut Ledger<u32>) {
        let log = self.logs.counted(partition);
        let visible = [log.visible(false), log.visible(true)];
        let committed: Vec<Offset> = (0..self.group_count)
            .filter_map(|group| self.logs.committed_offset(GroupId(group), partition))
            .collect();
        for (offset, order) in self.in_log(partition) {
            let row = &mut ledger.rows[order.index()];
            row.copies += 1;
            let ticked_off = committed.iter().filter(|next| offset < **next).count();
            row.effects_inside += u32::try_from(ticked_off).expect("few groups");
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
