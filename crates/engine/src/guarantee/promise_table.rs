//! What the config keys promise, per leg. No preset is asked for its name, so that a changed key changes the promise.

use super::{Leg, Promise, Standing};
use crate::few::sort_few;
use crate::ids::{ClientId, PartitionId};
use crate::protocol::{Acks, IsolationLevel, OffsetReset};
use crate::scenario::{
    ClientSetup, CommitOrder, ConsumerConfig, ProducerConfig, Scenario, Subscription, Workarounds,
};

/// One cell of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Which leg.
    pub leg: Leg,
    /// Which promise.
    pub promise: Promise,
    /// What the keys say of it.
    pub standing: Standing,
}

/// The promises of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PromiseTable {
    cells: Vec<Cell>,
    has_effects_outside: bool,
}

impl PromiseTable {
    /// Derives the table from a scenario's config keys. Where several clients share a leg, the weakest counts. A promise
    /// that means nothing on a leg has no cell: *all or nothing* is about stream applications, *only committed* about readers
    /// of what is written in transactions.
    #[must_use]
    pub fn of(scenario: &Scenario) -> PromiseTable {
        let keys = Keys::of(scenario);
        let mut cells = Vec::new();
        let mut legs = Vec::new();
        if !keys.shops.is_empty() {
            legs.push(Leg::CheckoutToOrders);
        }
        if !keys.streams.is_empty() {
            legs.push(Leg::OrdersToPayments);
        }
        legs.extend(scenario.statements().map(Leg::Statement));
        if !keys.workers().is_empty() {
            legs.push(Leg::OutsideEffect);
        }
        for leg in legs {
            for promise in Promise::ALL {
                cells.extend(keys.standing(leg, promise).map(|standing| Cell {
                    leg,
                    promise,
                    standing,
                }));
            }
        }
        sort_few(&mut cells, |cell| (cell.leg, cell.promise));
        PromiseTable {
            cells,
            has_effects_outside: !keys.chargers.is_empty(),
        }
    }

    /// Every cell, by leg, then by promise.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cells of one leg, by promise.
    pub fn cells_of(&self, leg: Leg) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.leg == leg)
    }

    /// The legs that the scenario has, in the order of an order's way.
    #[must_use]
    pub fn legs(&self) -> Vec<Leg> {
        let mut legs: Vec<Leg> = self.cells.iter().map(|cell| cell.leg).collect();
        legs.dedup();
        legs
    }

    /// The legs on which something happens that can be judged.
    #[must_use]
    pub fn judged_legs(&self) -> Vec<Leg> {
        let mut legs = self.legs();
        legs.retain(|leg| *leg != Leg::OutsideEffect || self.has_effects_outside);
        legs
    }

    /// What the keys say of a promise; nothing is promised where the table has no such cell.
    #[must_use]
    pub fn standing(&self, leg: Leg, promise: Promise) -> Standing {
        let mut cells = self.cells_of(leg);
        cells
            .find(|cell| cell.promise == promise)
            .map_or(Standing::NotPromised, |cell| cell.standing)
    }
}

fn promised_if(holds: bool) -> Standing {
    if holds {
        Standing::Promised
    } else {
        Standing::NotPromised
    }
}

/// A producer's part in a leg. A relay sends again what its producer has given up, and a shop in lock-step has no two orders
/// on their way.
fn writes(
    scenario: &Scenario,
    producer: &ProducerConfig,
    promise: Promise,
    helped_by: Workarounds,
) -> bool {
    match promise {
        Promise::NotLost => {
            producer.acks == Acks::All
                && (producer.retries > 0 || helped_by.outbox)
                && producer
                    .partitions
                    .iter()
                    .all(|partition| survives_one_crash(scenario, *partition))
        }
        // With acks=0 a producer never learns of a failure, so it never sends again.
        Promise::NotTwice => {
            producer.enable_idempotence || producer.retries == 0 || producer.acks == Acks::Zero
        }
        // Nothing overtakes what is never sent again, or what is alone on its way (`Sender.guaranteeMessageOrder`).
        Promise::InOrder => {
            producer.enable_idempotence
                || helped_by.lock_step
                || producer.max_in_flight_requests_per_connection == 1
                || producer.retries == 0
                || producer.acks == Acks::Zero
        }
        Promise::AllOrNothing | Promise::OnlyCommitted => producer.transactional_id.is_some(),
    }
}

/// Whether what acks=all has acknowledged outlives the crash of any one machine, unflushed data included (KIP-966).
fn survives_one_crash(scenario: &Scenario, partition: PartitionId) -> bool {
    let setup = scenario.partition(partition);
    setup.effective_min_insync_replicas() >= 2 && !setup.unclean_leader_election
}

/// A client that reads and writes.
type Stream<'a> = (&'a ConsumerConfig, &'a ProducerConfig);

/// The config keys by who has them.
struct Keys<'a> {
    scenario: &'a Scenario,
    shops: Vec<&'a ProducerConfig>,
    streams: Vec<Stream<'a>>,
    chargers: Vec<&'a ConsumerConfig>,
}

impl<'a> Keys<'a> {
    fn of(scenario: &'a Scenario) -> Keys<'a> {
        let setups = || scenario.clients.iter();
        let consumer = |setup: &'a ClientSetup| setup.consumer.as_ref();
        Keys {
            scenario,
            shops: setups()
                .filter(|setup| setup.consumer.is_none())
                .filter_map(|setup| setup.producer.as_ref())
                .collect(),
            streams: setups()
                .filter_map(|setup| Some((consumer(setup)?, setup.producer.as_ref()?)))
                .collect(),
            chargers: setups()
                .filter(|setup| setup.has_effects_outside())
                .filter_map(consumer)
                .collect(),
        }
    }

    /// Who does work that reaches the outside world: those who charge or, without them, the stream applications.
    fn workers(&self) -> Vec<&'a ConsumerConfig> {
        if self.chargers.is_empty() {
            self.streams.iter().map(|(consumer, _)| *consumer).collect()
        } else {
            self.chargers.clone()
        }
    }

    /// What is said of a promise on a leg; `None` where it means nothing there.
    fn standing(&self, leg: Leg, promise: Promise) -> Option<Standing> {
        if promise == Promise::AllOrNothing {
            let together = |stream: &Stream<'_>| is_together(*stream);
            return (leg == Leg::OrdersToPayments)
                .then(|| promised_if(self.streams.iter().all(together)));
        }
        if promise == Promise::OnlyCommitted {
            return self.only_committed(leg).map(promised_if);
        }
        Some(match leg {
            Leg::CheckoutToOrders => promised_if(self.reaches_log(promise)),
            Leg::OrdersToPayments => promised_if(self.through_streams(promise)),
            Leg::Statement(reader) => promised_if(self.to_statement(reader, promise)),
            Leg::OutsideEffect => self.outside(promise),
        })
    }

    fn reaches_log(&self, promise: Promise) -> bool {
        let mut shops = self.shops.iter();
        shops.all(|producer| writes(self.scenario, producer, promise, self.scenario.workarounds))
    }

    /// Order is kept within a partition only.
    fn has_one_input(&self) -> bool {
        self.shops.iter().all(|shop| shop.partitions.len() == 1)
    }

    fn through_streams(&self, promise: Promise) -> bool {
        let of_stream = |(consumer, producer): &Stream<'_>| {
            let stored = writes(self.scenario, producer, promise, Workarounds::default());
            match promise {
                Promise::NotLost => stored && is_read_through(consumer),
                Promise::NotTwice if consumer.commit_order == CommitOrder::BeforeProcessing => {
                    stored && self.sees_no_aborted(consumer)
                }
                Promise::NotTwice => {
                    is_together((consumer, producer))
                        && self.sees_no_aborted(consumer)
                        && self.is_fenced(consumer, producer)
                }
                _ => stored && self.has_one_input(),
            }
        };
        self.reaches_log(promise) && self.streams.iter().all(of_stream)
    }

    /// Whether a reader is never given an order twice because a transaction was aborted and done again.
    fn sees_no_aborted(&self, consumer: &ConsumerConfig) -> bool {
        consumer.isolation_level == IsolationLevel::ReadCommitted
            || !self.is_written_in_transactions(consumer)
    }

    fn is_written_in_transactions(&self, consumer: &ConsumerConfig) -> bool {
        let producers = self
            .scenario
            .clients
            .iter()
            .filter_map(|c| c.producer.as_ref());
        let mut transactional = producers.filter(|p| p.transactional_id.is_some());
        transactional.any(|producer| {
            let mut partitions = producer.partitions.iter();
            partitions.any(|partition| consumer.partitions.contains(partition))
        })
    }

    /// Whether a zombie of a stream application is stopped: by its group's generation (KIP-447), or, where everybody reads
    /// the same partitions without a group, because all have the same transactional.id.
    fn is_fenced(&self, consumer: &ConsumerConfig, producer: &ProducerConfig) -> bool {
        match consumer.subscription {
            Subscription::Group(settings) => {
                settings.sends_group_metadata && settings.aborts_when_revoked
            }
            Subscription::Assign => self.streams.iter().all(|(other, its)| {
                its.transactional_id == producer.transactional_id
                    || !other
                        .partitions
                        .iter()
                        .any(|p| consumer.partitions.contains(p))
            }),
        }
    }

    fn to_statement(&self, reader: ClientId, promise: Promise) -> bool {
        let Some(consumer) = &self.scenario.client(reader).consumer else {
            return false;
        };
        let written = if self.scenario.reads_outputs(reader) {
            self.through_streams(promise)
        } else {
            self.reaches_log(promise)
        };
        written
            && match promise {
                Promise::NotLost => consumer.auto_offset_reset == OffsetReset::Earliest,
                Promise::NotTwice => self.sees_no_aborted(consumer),
                _ => true,
            }
    }

    /// Whether readers on this leg are given nothing of a transaction that is aborted; `None` where none reads what is
    /// written in transactions.
    fn only_committed(&self, leg: Leg) -> Option<bool> {
        let readers: Vec<&ConsumerConfig> = match leg {
            Leg::CheckoutToOrders => Vec::new(),
            Leg::OrdersToPayments => self.streams.iter().map(|(consumer, _)| *consumer).collect(),
            Leg::Statement(reader) => self.scenario.client(reader).consumer.iter().collect(),
            Leg::OutsideEffect => self.chargers.clone(),
        };
        let mut concerned = readers
            .into_iter()
            .filter(|consumer| self.is_written_in_transactions(consumer))
            .peekable();
        concerned.peek()?;
        Some(concerned.all(|consumer| consumer.isolation_level == IsolationLevel::ReadCommitted))
    }

    fn outside(&self, promise: Promise) -> Standing {
        let workers = self.workers();
        let mut chargers = self
            .scenario
            .client_ids()
            .filter(|client| self.scenario.client(*client).has_effects_outside());
        let in_log = if chargers.any(|client| self.scenario.reads_outputs(client)) {
            self.through_streams(promise)
        } else {
            self.reaches_log(promise)
        };
        let is_repeated =
            |consumer: &&ConsumerConfig| consumer.commit_order != CommitOrder::BeforeProcessing;
        match promise {
            Promise::NotLost => {
                promised_if(in_log && workers.iter().all(|consumer| is_read_through(consumer)))
            }
            // A repeated number is recognised, whether the record was read twice or stands in the log twice.
            Promise::NotTwice
                if self.scenario.workarounds.idempotency_key || self.scenario.workarounds.inbox =>
            {
                Standing::Promised
            }
            Promise::NotTwice => {
                let in_log = in_log && workers.iter().all(|worker| self.sees_no_aborted(worker));
                if in_log && workers.iter().any(is_repeated) {
                    // One copy in the log is all that Kafka promises; a charge repeated after a crash lies behind the line.
                    Standing::OutsideKafka
                } else {
                    promised_if(in_log)
                }
            }
            _ => promised_if(in_log && self.has_one_input()),
        }
    }
}

/// Output and offset are in one transaction.
fn is_together((consumer, producer): Stream<'_>) -> bool {
    consumer.commit_order == CommitOrder::InTransaction && producer.transactional_id.is_some()
}

/// Nothing that is in the log is passed over: ticked off only when it is done with, and read from the start.
fn is_read_through(consumer: &ConsumerConfig) -> bool {
    consumer.commit_order != CommitOrder::BeforeProcessing
        && consumer.auto_offset_reset == OffsetReset::Earliest
}
