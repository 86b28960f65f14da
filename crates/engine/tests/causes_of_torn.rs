//! Why an order is torn: of its payment and the offset that ticks it off one half is seen, and the other never will be. The
//! named cause is tested by replaying without it, as every cause is.

mod scenes;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::guarantee::{
    Anomaly, AnomalyKind, Explanation, Leg, RowState, Verdict, judge, takes_away,
};
use ackademy_engine::ids::{GroupId, NodeId, OrderId};
use ackademy_engine::ledger::Ledger;
use ackademy_engine::log::TransactionResult;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Body, Direction, EnvelopeKey, Request};
use ackademy_engine::scenario::{Preset, Scenario};
use scenes::{
    STREAM, carries, changed_stream, explained_anomaly, intervene, state, the_cause, to_rest, until,
};

const ORDER_1: OrderId = OrderId(0);
const ORDER_2: OrderId = OrderId(1);
const ORDER_3: OrderId = OrderId(2);
const PAYMENTS: Leg = Leg::OrdersToPayments;
const BILLING: NodeId = NodeId::Client(STREAM);

fn scene(preset: Preset) -> Player {
    Player::new(changed_stream(preset, |_| {}), 7)
}

/// A request of billing, or the answer to it.
fn of_billing(player: &Player, api: Api, direction: Direction) -> Option<EnvelopeKey> {
    let mut envelopes = player.world().envelopes().map(|envelope| envelope.key);
    envelopes.find(|key| (key.sender, key.api, key.direction) == (BILLING, api, direction))
}

/// A Produce of billing with this order, or the answer to it.
fn payment(player: &Player, direction: Direction, order: OrderId) -> Option<EnvelopeKey> {
    of_billing(player, Api::Produce, direction).filter(|key| carries(*key, order))
}

/// Plays until a Produce of billing with this order, or the answer to it, is on its way, and drops it.
fn drop_payment(player: &mut Player, direction: Direction, order: OrderId) -> Action {
    until(player, |p| payment(p, direction, order).is_some());
    let drop = Action::Drop(payment(player, direction, order).unwrap());
    intervene(player, drop);
    drop
}

/// That an order is torn, where it is; the other things that went wrong with it are left aside.
fn torn(player: &Player, order: OrderId) -> Option<(Verdict, Anomaly)> {
    let judgement = judge(player);
    let mut verdicts = judgement.anomalies.into_iter();
    verdicts.find_map(|verdict| {
        let anomaly = verdict.anomaly()?;
        let is_it =
            (anomaly.leg, anomaly.order, anomaly.kind) == (PAYMENTS, order, AnomalyKind::Torn);
        is_it.then_some((verdict, anomaly))
    })
}

fn why_torn(player: &Player, order: OrderId) -> Explanation {
    let (_, anomaly) = torn(player, order).expect("the order is torn");
    explained_anomaly(player, anomaly)
}

/// How many payments of an order count, and how many copies of it are ticked off.
fn halves(player: &Player, order: OrderId) -> (u32, u32) {
    let row = Ledger::of_trace(player).of(order).clone();
    (row.outputs_committed, row.effects_inside)
}

fn tells(explanation: &Explanation, of: impl Fn(&Event) -> bool) -> bool {
    explanation.chain.iter().any(|link| of(&link.event))
}

#[test]
fn a_dropped_payment_is_the_cause_where_the_offset_stands_and_no_payment_does() {
    let mut player = scene(Preset::AtMostOnce);
    // Of another order, and not the cause.
    drop_payment(&mut player, Direction::Request, ORDER_1);
    let drop = drop_payment(&mut player, Direction::Request, ORDER_2);
    let player = to_rest(player);
    assert_eq!(halves(&player, ORDER_2), (0, 1));
    let explanation = why_torn(&player, ORDER_2);
    assert_eq!(the_cause(&explanation), drop);
    let Action::Drop(key) = drop else {
        unreachable!()
    };
    assert!(tells(&explanation, |event| *event == Event::EnvelopeDropped(key)));
    assert!(tells(&explanation, |event| matches!(
        event,
        Event::OffsetAppended(..)
    )));
}

#[test]
fn a_crash_between_the_offset_and_the_payment_is_the_cause() {
    let mut player = scene(Preset::AtMostOnce);
    until(&mut player, |p| {
        let committed = |event: &Event| matches!(event, Event::OffsetsCommitted(STREAM, ..));
        p.events().last().is_some_and(committed)
    });
    let crash = Action::Crash(BILLING);
    intervene(&mut player, crash);
    intervene(&mut player, Action::Restart(BILLING));
    let player = to_rest(player);
    assert_eq!(halves(&player, ORDER_1), (0, 1));
    let explanation = why_torn(&player, ORDER_1);
    assert_eq!(the_cause(&explanation), crash);
    assert!(tells(&explanation, |event| *event == Event::Crashed(BILLING)));
}

#[test]
fn a_crash_between_the_payment_and_the_offset_is_the_cause_until_the_order_is_done_again() {
    let mut player = scene(Preset::AtLeastOnce);
    until(&mut player, |p| {
        let paid = |event: &Event| matches!(event, Event::ToldStored(STREAM, ORDER_3, _));
        p.events().last().is_some_and(paid)
    });
    assert_eq!(torn(&player, ORDER_3), None, "the offset is on its way");
    let crash = Action::Crash(BILLING);
    intervene(&mut player, crash);
    let player = to_rest(player);
    assert_eq!(halves(&player, ORDER_3), (1, 0));
    let (verdict, _) = torn(&player, ORDER_3).unwrap();
    assert!(matches!(verdict, Verdict::AllowedAnomaly(_)));
    let explanation = why_torn(&player, ORDER_3);
    assert_eq!(the_cause(&explanation), crash);
    assert!(tells(&explanation, |event| *event == Event::Crashed(BILLING)));

    let mut again = player;
    intervene(&mut again, Action::Restart(BILLING));
    let again = to_rest(again);
    assert_eq!(torn(&again, ORDER_3), None);
    assert_eq!(state(&again, ORDER_3, PAYMENTS), RowState::Arrived(2));
}

/// Billing dies inside its second transaction, after a late copy of the first one's marker has committed the offset alone. It
/// starts again behind the order, whose payment is aborted.
fn late_marker() -> (Player, OrderId, Action, Action) {
    let mut player = Player::new(
        changed_stream(Preset::ExactlyOnce, |scenario: &mut Scenario| {
            scenario.clients[STREAM.index()]
                .consumer
                .as_mut()
                .unwrap()
                .max_poll_records = 1;
        }),
        7,
    );
    let marker = |p: &Player| {
        let offsets = p.scenario().offsets_partition(GroupId(0))?;
        let mut envelopes = p.world().envelopes();
        let found = envelopes.find(|envelope| {
            envelope.key.direction == Direction::Request
                && matches!(&envelope.body, Body::Request(Request::WriteTxnMarkers { partitions, .. }) if partitions.contains(offsets))
        });
        found.map(|envelope| envelope.key)
    };
    until(&mut player, |p| marker(p).is_some());
    let first = marker(&player).unwrap();
    let duplicate = Action::Duplicate(first);
    intervene(&mut player, duplicate);
    let copy = EnvelopeKey { copy: 1, ..first };
    intervene(&mut player, Action::Delay(copy));
    let pending = |p: &Player| {
        let pending = |event: &&Event| matches!(event, Event::OffsetPending(..));
        p.events().iter().filter(pending).count()
    };
    until(&mut player, |p| pending(p) == 2);
    intervene(&mut player, Action::Release(copy));
    intervene(&mut player, Action::Deliver(copy));
    let crash = Action::Crash(BILLING);
    intervene(&mut player, crash);
    intervene(&mut player, Action::Restart(BILLING));
    (to_rest(player), ORDER_2, duplicate, crash)
}

#[test]
fn a_late_marker_tears_what_a_transaction_holds_together() {
    let (player, order, duplicate, crash) = late_marker();
    assert_eq!(halves(&player, order), (0, 1));
    let (verdict, anomaly) = torn(&player, order).expect("the order is torn");
    assert!(matches!(verdict, Verdict::Broken(_)));
    let place = |action: Action| {
        let taken = player.interventions();
        let found = taken.iter().position(|done| done.action == action);
        found.expect("it was done")
    };
    // Neither alone does it, so each of them is a cause; what came last is named.
    for cause in [duplicate, crash] {
        assert!(takes_away(&player, &anomaly, &[place(cause)]), "{cause:?}");
    }
    assert!(!takes_away(
        &player,
        &anomaly,
        &[place(Action::Restart(BILLING))]
    ));
    let explanation = why_torn(&player, order);
    assert_eq!(the_cause(&explanation), crash);
    assert!(tells(&explanation, |event| matches!(
        event,
        Event::MarkerAppended(.., TransactionResult::Abort)
    )));
}
