//! The two ledgers of the stream pipeline agree after every action, and a planted miscount in any column shows.

mod scenes;

use std::collections::BTreeMap;
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId, OrderId, PartitionId};
use ackademy_engine::ledger::{
    Column, Ledger, TraceFold, assert_ledgers_agree, disagreement, of_world,
};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Mechanism, Preset};
use scenes::{
    STATEMENT, STREAM, changed_stream, intervene, intervene_agreeing, kind, repair_agreeing,
    steps_agreeing, streams, to_rest, until,
};

/// A reader of uncommitted records beside the statement.
const OPEN: ClientId = ClientId(3);

#[test]
fn the_ledgers_agree_after_every_action_with_each_fault_at_many_moments() {
    let mut applied: BTreeMap<String, usize> = BTreeMap::new();
    let mut met = [0; 2];
    for (_, scenario) in streams() {
        let mut base = Player::new(scenario, 7);
        let mut moment = 0;
        while base.step().is_some() && moment < 170 {
            assert_ledgers_agree(&base);
            moment += 1;
            let faults = base.faults();
            for fault in faults.iter().skip(moment % 13).step_by(13) {
                let mut player = base.clone();
                intervene_agreeing(&mut player, *fault);
                steps_agreeing(&mut player, 30);
                repair_agreeing(&mut player);
                steps_agreeing(&mut player, 30);
                *applied.entry(kind(fault)).or_default() += 1;
                for event in player.events() {
                    match event {
                        Event::MarkerAppended(.., TransactionResult::Abort) => met[0] += 1,
                        Event::Truncated(..) | Event::UnflushedLost(..) => met[1] += 1,
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(met.iter().all(|times| *times >= 20), "{met:?}");
    for kind in [
        "Drop",
        "Duplicate",
        "Crash",
        "CrashUnflushed",
        "Pause",
        "CutLink",
    ] {
        assert!(
            applied.get(kind).is_some_and(|times| *times >= 20),
            "{kind}: {applied:?}"
        );
    }
}

#[test]
fn the_ledgers_agree_with_each_mechanism_taken_out() {
    for mechanism in Mechanism::ALL {
        let scenario = changed_stream(Preset::ExactlyOnce, |scenario| {
            scenario.mechanisms.set(mechanism, false);
        });
        let mut base = Player::new(scenario, 7);
        for moment in 0..12 {
            base.run_until(12, |_| false);
            let mut player = base.clone();
            let faults = player.faults();
            intervene(&mut player, faults[(moment * 37) % faults.len()]);
            steps_agreeing(&mut player, 40);
            repair_agreeing(&mut player);
            steps_agreeing(&mut player, 40);
        }
    }
}

#[test]
fn the_ledgers_agree_when_billing_dies_at_any_moment_and_readers_have_seen_what_is_aborted() {
    let (_, scenario) = streams().remove(3);
    let mut base = Player::new(scenario, 7);
    let billing = NodeId::Client(STREAM);
    let mut seen = 0;
    while base.run_until(3, |_| false) || !base.is_at_rest() {
        let mut player = base.clone();
        for action in [Action::Crash(billing), Action::Restart(billing)] {
            intervene(&mut player, action);
            assert_ledgers_agree(&player);
        }
        steps_agreeing(&mut player, 60);
        let aborted = |event: &Event| matches!(event, Event::SeenAborted(..));
        seen += usize::from(player.events().iter().any(aborted));
    }
    assert!(seen >= 5, "{seen}");
}

/// Billing dies with an open transaction that a reader has seen, and does its work again.
fn with_an_abort() -> Player {
    let (_, scenario) = streams().remove(3);
    let mut player = Player::new(scenario, 7);
    let seen = |p: &Player| {
        let ledger = Ledger::of_trace(p);
        ledger.rows.iter().any(|row| {
            row.outputs_in_doubt == 1 && row.readers.iter().any(|r| r.client == OPEN && r.seen == 1)
        })
    };
    until(&mut player, seen);
    let billing = NodeId::Client(STREAM);
    intervene(&mut player, Action::Crash(billing));
    intervene(&mut player, Action::Restart(billing));
    player
}

/// The first difference once the events that are not wanted are left out.
fn without(player: &Player, leave_out: impl Fn(&Event) -> bool) -> Column {
    changed(player, |event| (!leave_out(event)).then_some(*event))
}

/// The first difference once each event is told otherwise, or not at all.
fn changed(player: &Player, tell: impl Fn(&Event) -> Option<Event>) -> Column {
    let mut fold = TraceFold::new(player.scenario());
    for event in player.events().iter().filter_map(tell) {
        fold.note(&event);
    }
    let world = of_world(player.scenario(), player.world());
    disagreement(&fold.ledger(), &world)
        .expect("a planted miscount")
        .column
}

fn is_payment(player: &Player, partition: PartitionId) -> bool {
    player.scenario().is_output(partition)
}

#[test]
fn a_planted_miscount_shows_in_the_column_that_it_moves() {
    let player = to_rest(with_an_abort());
    assert_ledgers_agree(&player);
    let turned = |from: TransactionResult, topic: &str| {
        changed(&player, |event| match *event {
            Event::MarkerAppended(broker, partition, offset, producer, result)
                if result == from && player.scenario().partition(partition).topic == topic =>
            {
                let to = match result {
                    TransactionResult::Commit => TransactionResult::Abort,
                    TransactionResult::Abort => TransactionResult::Commit,
                };
                Some(Event::MarkerAppended(
                    broker, partition, offset, producer, to,
                ))
            }
            event => Some(event),
        })
    };
    assert_eq!(
        turned(TransactionResult::Commit, "orders"),
        Column::Committed
    );
    assert_eq!(
        turned(TransactionResult::Commit, "payments"),
        Column::OutputsCommitted
    );
    assert_eq!(
        turned(TransactionResult::Abort, "payments"),
        Column::OutputsCommitted
    );
    assert_eq!(
        turned(TransactionResult::Commit, "__consumer_offsets"),
        Column::EffectsInside
    );
    let output =
        |e: &Event| matches!(e, Event::RecordAppended(_, p, ..) if is_payment(&player, *p));
    let last = *player.events().iter().rfind(|e| output(e)).unwrap();
    assert_eq!(without(&player, |e| *e == last), Column::Outputs);
    assert_eq!(
        without(&player, |e| matches!(e, Event::SeenAborted(..))),
        Column::SeenAborted(OPEN)
    );
    assert_eq!(
        without(&player, |e| matches!(e, Event::OffsetPending(..))),
        Column::EffectsInside
    );
    assert!(matches!(
        without(&player, |e| matches!(e, Event::RecordPolled(STATEMENT, ..))),
        Column::Seen(STATEMENT)
    ));
}

#[test]
fn a_planted_miscount_of_open_transactions_shows_while_they_are_open() {
    let (_, scenario) = streams().remove(2);
    let mut player = Player::new(Arc::clone(&scenario), 7);
    let row = |p: &Player| Ledger::of_trace(p).of(OrderId(0)).clone();
    until(&mut player, |p| row(p).in_doubt == 1);
    let known = |e: &Event| matches!(e, Event::AppendedInTransaction(..));
    assert_eq!(without(&player, known), Column::Committed);
    until(&mut player, |p| row(p).outputs_in_doubt == 1);
    let of_billing =
        |e: &Event| matches!(e, Event::AppendedInTransaction(_, p, ..) if is_payment(&player, *p));
    assert_eq!(without(&player, of_billing), Column::OutputsCommitted);
    // A marker that was never written.
    let mut more = TraceFold::new(&scenario);
    for event in player.events() {
        more.note(event);
    }
    let owner = player.events().iter().rev().find_map(|event| match *event {
        Event::AppendedInTransaction(broker, partition, from, producer) => {
            Some((broker, partition, from.plus(1), producer))
        }
        _ => None,
    });
    let (broker, partition, end, producer) = owner.unwrap();
    let result = TransactionResult::Abort;
    more.note(&Event::MarkerAppended(
        broker, partition, end, producer, result,
    ));
    let world = of_world(&scenario, player.world());
    let differs = disagreement(&more.ledger(), &world).expect("a planted miscount");
    assert_eq!(differs.column, Column::OutputsInDoubt);
}
