//! The generator is strong: where Kafka promises nothing, it finds what can go wrong.

use std::cell::Cell;

use ackademy_engine::event::Event;
use ackademy_engine::ids::OrderId;
use ackademy_engine::log::Replica;
use ackademy_engine::protocol::Acks;
use ackademy_engine::scenario::{Mechanism, Mechanisms, RETRIES_MAX, Scenario};
use ackademy_engine::world::World;
use proptest::prelude::*;

use crate::invariants::{Broken, Promises};
use crate::random::{
    BROKER_KINDS, Case, EVERY_KIND, Setup, Taken, cases_of, check, play, print_table, setups,
};

const CASES: u32 = 600;

/// How many runs there were, and how many of them found something.
#[derive(Default)]
struct Found {
    runs: Cell<usize>,
    plain: Cell<usize>,
    after_epoch_bump: Cell<usize>,
}

impl Found {
    fn note(&self, found: bool, bumped: bool) {
        let count = if bumped {
            &self.after_epoch_bump
        } else {
            &self.plain
        };
        count.set(count.get() + usize::from(found));
        self.runs.set(self.runs.get() + 1);
    }

    /// How many of a thousand runs found something.
    fn permille(&self) -> usize {
        self.plain.get() * 1_000 / self.runs.get()
    }
}

fn acks_all(enable_idempotence: bool) -> impl Strategy<Value = Case> {
    let setups = setups().prop_map(move |setup| Setup {
        acks: Acks::All,
        enable_idempotence,
        retries: RETRIES_MAX,
        ..setup
    });
    cases_of(setups, &EVERY_KIND)
}

/// Whether an order that the shop handed over once stands twice in one log.
fn stores_twice(scenario: &Scenario, world: &World) -> bool {
    let orders = scenario.order_ids();
    let sent_once: Vec<OrderId> = orders
        .filter(|order| world.facts().of(*order).sent.get() == 1)
        .collect();
    let twice = |replica: &Replica| {
        let copies = |order: &OrderId| replica.orders().filter(|(_, o)| o == order).count();
        sent_once.iter().any(|order| copies(order) > 1)
    };
    scenario.partition_ids().any(|partition| {
        let mut brokers = scenario.brokers();
        brokers.any(|broker| twice(world.replica(partition, broker)))
    })
}

fn duplicates(cases: impl Strategy<Value = Case>) -> Found {
    let found = Found::default();
    check(CASES, cases, |case| {
        let mut bumped = false;
        let run = play(
            &case,
            &mut [&mut |taken: &Taken| {
                let is_bump = |event: &Event| matches!(event, Event::EpochBumped(_));
                bumped |= taken.events.iter().any(is_bump);
                Ok(())
            }],
        )?;
        found.note(stores_twice(&run.scenario, &run.world), bumped);
        Ok(())
    });
    found
}

#[test]
fn without_idempotence_an_order_sent_once_is_stored_twice() {
    let (off, on) = (duplicates(acks_all(false)), duplicates(acks_all(true)));
    let rows = [
        ("idempotence off", &off.plain),
        ("idempotence on", &on.plain),
        (
            "idempotence on, epoch raised by the client",
            &on.after_epoch_bump,
        ),
    ];
    let rows = rows.map(|(name, count)| format!("{name:<42} {:>5}", count.get()));
    print_table(
        &format!(
            "Of {} runs, those that store an order twice that was sent once",
            off.runs.get()
        ),
        rows.into_iter(),
    );
    assert!(off.permille() >= 50, "hardly any run finds a duplicate");
    // A client that raises its epoch numbers anew what is in flight, so the broker cannot tell a repeat from news
    // (`TransactionManager.bumpIdempotentProducerEpoch`). Nothing else lets a duplicate through.
    assert_eq!(on.plain.get(), 0);
}

/// Runs that lose a record told stored although no power was lost.
fn losses(cases: u32, setups: impl Strategy<Value = Setup>) -> Found {
    let found = Found::default();
    check(cases, cases_of(setups, &BROKER_KINDS), |case| {
        let mut lost = false;
        let mut promises = Promises::new(|broken: Broken| {
            lost |= broken.power_losses.is_empty();
            Ok(())
        });
        play(&case, &mut [&mut promises])?;
        found.note(lost, false);
        Ok(())
    });
    found
}

#[test]
fn with_acks_1_a_record_told_stored_is_lost_without_any_loss_of_power() {
    let setups = setups().prop_map(|setup| Setup {
        acks: Acks::One,
        enable_idempotence: false,
        broker_count: setup.broker_count.max(2),
        ..setup
    });
    let found = losses(CASES, setups);
    print_table(
        &format!(
            "Of {} runs, those that lose a record told stored",
            found.runs.get()
        ),
        [format!("acks=1, no power lost {:>5}", found.plain.get())].into_iter(),
    );
    assert!(found.permille() >= 50, "hardly any run loses a record");
}

#[test]
fn without_what_keeps_replicas_alike_a_record_told_stored_is_lost_with_acks_all() {
    let safe = |mechanisms: Mechanisms| {
        setups().prop_map(move |setup| Setup {
            acks: Acks::All,
            retries: RETRIES_MAX,
            broker_count: 3,
            min_insync_replicas: 2,
            mechanisms,
            ..setup
        })
    };
    let without = |mechanism| {
        let mut mechanisms = Mechanisms::default();
        mechanisms.set(mechanism, false);
        losses(CASES, safe(mechanisms)).plain.get()
    };
    assert_eq!(losses(CASES, safe(Mechanisms::default())).plain.get(), 0);
    for mechanism in [Mechanism::InSyncWait, Mechanism::LeaderEpochTruncation] {
        assert!(without(mechanism) > 0, "{}", mechanism.name());
    }
}
