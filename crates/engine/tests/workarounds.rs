//! The four workarounds, with a crash after every single step of a run: what each prevents holds wherever the crash falls, and
//! without it the same crashes do the harm.

mod scenes;

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::guarantee::{Leg, Promise, PromiseTable, Standing};
use ackademy_engine::ids::{ClientId, NodeId, OrderId};
use ackademy_engine::ledger::{Costs, Ledger, Row, assert_ledgers_agree};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario, Workaround};
use scenes::changed;

const CHECKOUT: ClientId = ClientId(0);
const BILLING: ClientId = ClientId(1);
const STEPS_MAX: usize = 20_000;

fn with(preset: Preset, workarounds: &[Workaround]) -> Arc<Scenario> {
    changed(preset, |scenario| {
        scenario.background_flush = false;
        for workaround in workarounds {
            scenario.workarounds.set(*workaround, true);
        }
    })
}

/// A run of the page's orders in which this process dies after `steps` steps and is started again, at once or when all
/// else is at rest; `None` when the run is over by then.
fn crashed_after(
    scenario: &Arc<Scenario>,
    client: ClientId,
    steps: usize,
    at_once: bool,
    watch: &mut impl FnMut(&Player),
) -> Option<Player> {
    let mut player = Player::new(Arc::clone(scenario), 1);
    for _ in 0..steps {
        player.step()?;
    }
    player
        .intervene(Action::Crash(NodeId::Client(client)))
        .ok()?;
    let mut play = |player: &mut Player| {
        for _ in 0..STEPS_MAX {
            watch(player);
            assert_ledgers_agree(player);
            if player.is_at_rest() || player.step().is_none() {
                break;
            }
        }
    };
    if !at_once {
        play(&mut player);
    }
    player
        .intervene(Action::Restart(NodeId::Client(client)))
        .unwrap();
    play(&mut player);
    assert!(player.is_at_rest(), "after {steps} steps");
    Some(player)
}

/// The rows at the end of every run with one crash.
fn ends(
    scenario: &Arc<Scenario>,
    client: ClientId,
    watch: &mut impl FnMut(&Player),
) -> Vec<Vec<Row<u32>>> {
    let mut ends = Vec::new();
    for at_once in [false, true] {
        for steps in (0..).step_by(2) {
            let Some(player) = crashed_after(scenario, client, steps, at_once, watch) else {
                break;
            };
            ends.push(Ledger::of_trace(&player).taken().cloned().collect());
        }
    }
    assert!(ends.len() > 50, "{} crashes", ends.len());
    ends
}

fn quietly(_: &Player) {}

fn any(ends: &[Vec<Row<u32>>], is: impl Fn(&Row<u32>) -> bool) -> bool {
    ends.iter().flatten().any(is)
}

#[test]
fn a_key_or_an_inbox_charges_once_wherever_billing_dies() {
    let bare = ends(&with(Preset::AtLeastOnce, &[]), BILLING, &mut quietly);
    assert!(any(&bare, |row| row.effects_outside > 1), "the crash bites");
    for workaround in [Workaround::IdempotencyKey, Workaround::Inbox] {
        let ends = ends(
            &with(Preset::AtLeastOnce, &[workaround]),
            BILLING,
            &mut quietly,
        );
        assert!(
            !any(&ends, |row| row.effects_outside != 1),
            "{workaround:?}"
        );
    }
}

#[test]
fn neither_brings_back_what_was_committed_before_it_was_done() {
    for workaround in [Workaround::IdempotencyKey, Workaround::Inbox] {
        let ends = ends(
            &with(Preset::AtMostOnce, &[workaround]),
            BILLING,
            &mut quietly,
        );
        assert!(any(&ends, |row| row.effects_outside == 0), "{workaround:?}");
        assert!(!any(&ends, |row| row.effects_outside > 1), "{workaround:?}");
    }
}

#[test]
fn an_outbox_sends_every_order_wherever_checkout_dies_and_some_of_them_twice() {
    for preset in [Preset::AtLeastOnce, Preset::ExactlyOnce] {
        let ends = ends(&with(preset, &[Workaround::Outbox]), CHECKOUT, &mut quietly);
        assert!(!any(&ends, |row| row.copies == 0), "{preset:?}");
        assert!(any(&ends, |row| row.copies > 1), "{preset:?}");
    }
}

#[test]
fn in_lock_step_at_most_one_order_is_under_way_wherever_billing_dies() {
    let most_under_way = |workarounds: &[Workaround]| {
        let mut most = 0;
        let mut watch = |player: &Player| {
            let facts = player.world().facts();
            let open = |order: &u16| {
                let facts = facts.of(OrderId(*order));
                facts.sent.get() > 0 && facts.effects.get() == 0
            };
            most = most.max((0..3).filter(open).count());
        };
        let ends = ends(&with(Preset::AtLeastOnce, workarounds), BILLING, &mut watch);
        assert!(!any(&ends, |row| row.effects_outside == 0));
        most
    };
    assert!(most_under_way(&[]) > 1, "without it several are");
    assert_eq!(most_under_way(&[Workaround::LockStep]), 1);
    assert_eq!(
        most_under_way(&[Workaround::LockStep, Workaround::Outbox]),
        1
    );
}

#[test]
fn costs_are_counted() {
    let costs = |workarounds: &[Workaround]| {
        let mut player = Player::new(with(Preset::AtLeastOnce, workarounds), 1);
        player.run_until(STEPS_MAX, Player::is_at_rest);
        let costs = Costs::of(&player);
        (costs.local_transactions, costs.recognised, costs.replies)
    };
    assert_eq!(costs(&[]), (0, 0, 0));
    assert_eq!(costs(&[Workaround::Outbox]), (6, 0, 0));
    assert_eq!(costs(&[Workaround::Inbox]), (3, 0, 0));
    assert_eq!(costs(&[Workaround::LockStep]), (0, 0, 3));
}

#[test]
fn lock_step_waits_the_whole_way_for_each_order() {
    let end = |workarounds: &[Workaround]| {
        let mut player = Player::new(with(Preset::AtLeastOnce, workarounds), 1);
        player.run_until(STEPS_MAX, |player| {
            player.world().facts().of(OrderId(2)).effects.get() > 0
        });
        player.now()
    };
    assert!(end(&[Workaround::LockStep]) > end(&[]));
}

#[test]
fn promises_follow_what_a_workaround_prevents() {
    let standing = |preset, workarounds: &[Workaround], leg, promise| {
        PromiseTable::of(&with(preset, workarounds)).standing(leg, promise)
    };
    for workaround in [Workaround::IdempotencyKey, Workaround::Inbox] {
        let charged = |workarounds| {
            standing(
                Preset::AtLeastOnce,
                workarounds,
                Leg::OutsideEffect,
                Promise::NotTwice,
            )
        };
        assert_eq!(charged(&[]), Standing::NotPromised);
        assert_eq!(charged(&[workaround]), Standing::Promised);
    }
    let copies = |workarounds| {
        standing(
            Preset::AtMostOnce,
            workarounds,
            Leg::CheckoutToOrders,
            Promise::NotLost,
        )
    };
    assert_eq!(copies(&[]), Standing::NotPromised);
    assert_eq!(
        copies(&[Workaround::Outbox]),
        Standing::NotPromised,
        "acks=0"
    );
}

#[test]
fn a_workaround_that_nobody_takes_part_in_is_refused() {
    let refusal = |pipeline, workaround| {
        let mut scenario = Scenario::preset(Preset::AtLeastOnce, pipeline);
        scenario.workarounds.set(workaround, true);
        assert!(scenario.workarounds.uses(workaround));
        scenario.validate().err().map(|error| error.to_string())
    };
    for workaround in Workaround::ALL {
        assert_eq!(refusal(Pipeline::Simple, workaround), None);
    }
    assert_eq!(refusal(Pipeline::Stream, Workaround::Outbox), None);
    for (workaround, who) in [
        (Workaround::IdempotencyKey, "a consumer"),
        (Workaround::Inbox, "a consumer"),
        (Workaround::LockStep, "a shop, and a consumer"),
    ] {
        assert_eq!(
            refusal(Pipeline::Stream, workaround),
            Some(format!(
                "{} needs {who} without a producer that charges among the clients that act by themselves",
                workaround.name()
            ))
        );
    }
}
