//! What the config keys promise, per leg. No preset is asked for its name, so that a changed key changes the promise.

use super::{Leg, Promise, Standing};
use crate::few::sort_few;
use crate::protocol::{Acks, OffsetReset};
use crate::scenario::{CommitOrder, ConsumerConfig, ProducerConfig, Scenario};

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
}

impl PromiseTable {
    /// Derives the table from a scenario's config keys. Where several clients share a leg, the weakest counts.
    #[must_use]
    pub fn of(scenario: &Scenario) -> PromiseTable {
        let producers: Vec<&ProducerConfig> = scenario
            .clients
            .iter()
            .filter_map(|client| client.producer.as_ref())
            .collect();
        let consumers: Vec<&ConsumerConfig> = scenario
            .clients
            .iter()
            .filter_map(|client| client.consumer.as_ref())
            .collect();
        let mut cells = Vec::new();
        for promise in Promise::ALL {
            let into_log = into_log(scenario, &producers, promise);
            let cell = |leg, standing| Cell {
                leg,
                promise,
                standing,
            };
            if !producers.is_empty() {
                cells.push(cell(Leg::CheckoutToOrders, into_log));
            }
            if !consumers.is_empty() {
                let outside = outside(scenario, &producers, &consumers, promise, into_log);
                cells.push(cell(Leg::OutsideEffect, outside));
            }
        }
        sort_few(&mut cells, |cell| (cell.leg, cell.promise));
        PromiseTable { cells }
    }

    /// Every cell, by leg, then by promise.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The legs that the scenario has.
    pub fn legs(&self) -> impl Iterator<Item = Leg> + '_ {
        let has = |leg: &Leg| self.cells.iter().any(|cell| cell.leg == *leg);
        Leg::ALL.into_iter().filter(has)
    }

    /// What the keys say of a promise; nothing is promised of a leg that the scenario does not have.
    #[must_use]
    pub fn standing(&self, leg: Leg, promise: Promise) -> Standing {
        let mut cells = self.cells.iter();
        cells
            .find(|cell| (cell.leg, cell.promise) == (leg, promise))
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

fn into_log(scenario: &Scenario, producers: &[&ProducerConfig], promise: Promise) -> Standing {
    let holds = |producer: &&ProducerConfig| match promise {
        Promise::NotLost => {
            producer.acks == Acks::All
                && (producer.retries > 0 || scenario.workarounds.outbox)
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
                || scenario.workarounds.lock_step
                || producer.max_in_flight_requests_per_connection == 1
                || producer.retries == 0
                || producer.acks == Acks::Zero
        }
    };
    promised_if(producers.iter().all(holds))
}

/// Whether what acks=all has acknowledged outlives the crash of any one machine, unflushed data included (KIP-966).
fn survives_one_crash(scenario: &Scenario, partition: crate::ids::PartitionId) -> bool {
    let setup = scenario.partition(partition);
    setup.effective_min_insync_replicas() >= 2 && !setup.unclean_leader_election
}

fn outside(
    scenario: &Scenario,
    producers: &[&ProducerConfig],
    consumers: &[&ConsumerConfig],
    promise: Promise,
    into_log: Standing,
) -> Standing {
    let in_log = into_log == Standing::Promised;
    let after = |consumer: &&ConsumerConfig| consumer.commit_order == CommitOrder::AfterProcessing;
    match promise {
        Promise::NotLost => promised_if(
            in_log
                && consumers.iter().all(|consumer| {
                    after(consumer) && consumer.auto_offset_reset == OffsetReset::Earliest
                }),
        ),
        // A repeated number is recognised, whether the record was read twice or stands in the log twice.
        Promise::NotTwice if scenario.workarounds.idempotency_key || scenario.workarounds.inbox => {
            Standing::Promised
        }
        Promise::NotTwice if consumers.iter().any(after) => {
            if in_log {
                // One copy in the log is all that Kafka promises; a charge repeated after a crash lies behind the line.
                Standing::OutsideKafka
            } else {
                Standing::NotPromised
            }
        }
        Promise::NotTwice => promised_if(in_log),
        // Order is kept within a partition only.
        Promise::InOrder => promised_if(
            in_log
                && producers
                    .iter()
                    .all(|producer| producer.partitions.len() == 1),
        ),
    }
}
