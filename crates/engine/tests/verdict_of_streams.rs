//! The verdict on the stream pipeline: each leg against its promises.

mod scenes;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::guarantee::{
    AnomalyKind, Leg, Open, RowState, Undecided, Verdict, WaitingFor, explain, judge,
};
use ackademy_engine::ids::{ClientId, NodeId, OrderId, TransactionalId};
use ackademy_engine::ledger::{Ledger, Row};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_engine::scenario::Preset;
use scenes::{
    STATEMENT, STEPS_MAX, STREAM, changed_stream, explained, intervene, named, on, state, streams,
    the_cause, to_rest, until,
};

const ORDER_2: OrderId = OrderId(1);
const PAYMENTS: Leg = Leg::OrdersToPayments;
const TO_STATEMENT: Leg = Leg::Statement(STATEMENT);
/// A reader of uncommitted records beside the statement.
const OPEN: ClientId = ClientId(3);

fn scene(preset: Preset) -> Player {
    Player::new(changed_stream(preset, |_| {}), 7)
}

/// A Produce of billing with this order, or the answer to it.
fn payment(player: &Player, direction: Direction, order: OrderId) -> Option<EnvelopeKey> {
    let mut envelopes = player.world().envelopes().map(|envelope| envelope.key);
    envelopes.find(|key| {
        let of_billing = key.sender == NodeId::Client(STREAM) && key.direction == direction;
        of_billing && key.api == Api::Produce && scenes::carries(*key, order)
    })
}

fn drop_payment(player: &mut Player, direction: Direction) -> Action {
    until(player, |p| payment(p, direction, ORDER_2).is_some());
    let drop = Action::Drop(payment(player, direction, ORDER_2).unwrap());
    intervene(player, drop);
    drop
}

fn row_of_order_2(player: &Player) -> Row<u32> {
    Ledger::of_trace(player).of(ORDER_2).clone()
}

fn marker_is_written(player: &Player, result: TransactionResult, topic: &str) -> bool {
    let scenario = player.scenario();
    player.events().iter().any(|event| {
        matches!(event, Event::MarkerAppended(_, partition, _, _, found)
            if *found == result && scenario.partition(*partition).topic == topic)
    })
}

#[test]
fn a_fenced_stream_application_is_waited_for_and_loses_nothing() {
    let mut player = scene(Preset::ExactlyOnce);
    until(&mut player, |p| {
        payment(p, Direction::Request, ORDER_2).is_some()
    });
    let billing = NodeId::Client(STREAM);
    intervene(&mut player, Action::Pause(billing));
    // The coordinator aborts its transaction meanwhile (transaction.timeout.ms).
    player.run_until(STEPS_MAX, Player::is_at_rest);
    intervene(&mut player, Action::Resume(billing));
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert_eq!(
        judge(&player).overall,
        Verdict::Waiting(WaitingFor::Client(STREAM))
    );
    intervene(&mut player, Action::Crash(billing));
    intervene(&mut player, Action::Restart(billing));
    assert_eq!(judge(&to_rest(player)).overall, Verdict::Kept);
}

#[test]
fn without_faults_every_stream_keeps_every_leg() {
    for (name, scenario) in streams() {
        let player = to_rest(Player::new(scenario, 7));
        let judgement = judge(&player);
        assert_eq!(judgement.overall, Verdict::Kept, "{name}");
        let reading = if name.ends_with("readers") { 4 } else { 3 };
        assert_eq!(judgement.legs.len(), reading, "{name}");
    }
}

#[test]
fn a_lost_ack_of_a_payment_doubles_it_at_least_once_and_not_exactly_once() {
    let mut player = scene(Preset::AtLeastOnce);
    let drop = drop_payment(&mut player, Direction::Response);
    let player = to_rest(player);
    let judgement = judge(&player);
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    let doubled = |leg| (leg, ORDER_2, AnomalyKind::Duplicated, 2);
    assert_eq!(named(judgement.overall), doubled(TO_STATEMENT));
    assert_eq!(named(on(&judgement, PAYMENTS)), doubled(PAYMENTS));
    assert_eq!(on(&judgement, Leg::CheckoutToOrders), Verdict::Kept);
    for leg in [PAYMENTS, TO_STATEMENT] {
        let explanation = explained(&player, leg, ORDER_2);
        assert_eq!(the_cause(&explanation), drop);
        let told = |event: &Event| explanation.chain.iter().any(|link| link.event == *event);
        assert!(told(&Event::EnvelopeDropped(match drop {
            Action::Drop(key) => key,
            _ => unreachable!(),
        })));
    }
    let mut player = scene(Preset::ExactlyOnce);
    drop_payment(&mut player, Direction::Response);
    assert_eq!(judge(&to_rest(player)).overall, Verdict::Kept);
}

#[test]
fn at_most_once_loses_a_payment_that_its_offset_has_ticked_off() {
    let mut player = scene(Preset::AtMostOnce);
    let drop = drop_payment(&mut player, Direction::Request);
    assert!(judge(&player).anomalies.is_empty());
    let player = to_rest(player);
    let judgement = judge(&player);
    let lost = |leg| (leg, ORDER_2, AnomalyKind::Lost, 0);
    assert_eq!(named(judgement.overall), lost(TO_STATEMENT));
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    let kinds: Vec<_> = judgement.anomalies.iter().map(|v| named(*v)).collect();
    assert_eq!(
        kinds,
        [
            lost(TO_STATEMENT),
            lost(PAYMENTS),
            (PAYMENTS, ORDER_2, AnomalyKind::Torn, 0)
        ]
    );
    assert_eq!(the_cause(&explained(&player, TO_STATEMENT, ORDER_2)), drop);
}

#[test]
fn a_transaction_between_prepare_and_complete_is_being_completed_and_not_torn() {
    let mut player = scene(Preset::ExactlyOnce);
    // Billing's marker reaches one partition before the other.
    until(&mut player, |p| {
        let half = judge(p);
        let completed = matches!(
            on(&half, PAYMENTS),
            Verdict::NotDecided(Open {
                order: Some(_),
                why: Undecided::BeingCompleted(transaction),
            }) if transaction.id == Some(TransactionalId(1))
        );
        assert!(half.anomalies.is_empty(), "{half:?}");
        completed
    });
    assert_eq!(judge(&to_rest(player)).overall, Verdict::Kept);
}

#[test]
fn an_open_transaction_is_named_while_its_order_waits_for_the_marker() {
    let mut player = scene(Preset::ExactlyOnce);
    let in_transaction = |id, leg, order| {
        move |p: &Player| {
            let open = state(p, order, leg);
            matches!(open, RowState::NotDecided(Undecided::InTransaction(t))
                if t.id == Some(TransactionalId(id)))
        }
    };
    until(
        &mut player,
        in_transaction(0, Leg::CheckoutToOrders, ORDER_2),
    );
    until(&mut player, in_transaction(1, PAYMENTS, ORDER_2));
    until(&mut player, in_transaction(1, TO_STATEMENT, ORDER_2));
}

#[test]
fn a_crash_of_billing_shows_its_aborted_payment_to_read_uncommitted_readers_alone() {
    let (_, scenario) = streams().remove(3);
    let mut player = Player::new(scenario, 7);
    let seen = |p: &Player| p.world().facts().of(ORDER_2).seen[OPEN.index()].get() == 1;
    until(&mut player, |p| {
        seen(p) && state(p, ORDER_2, PAYMENTS) != RowState::Arrived(1)
    });
    let billing = NodeId::Client(STREAM);
    intervene(&mut player, Action::Crash(billing));
    let waiting = judge(&player);
    assert_eq!(
        on(&waiting, PAYMENTS),
        Verdict::Waiting(WaitingFor::Client(STREAM))
    );
    intervene(&mut player, Action::Restart(billing));
    until(&mut player, |p| {
        marker_is_written(p, TransactionResult::Abort, "payments")
    });
    let player = to_rest(player);
    let judgement = judge(&player);
    let open = Leg::Statement(OPEN);
    let kinds: Vec<AnomalyKind> = judgement
        .anomalies
        .iter()
        .map(|verdict| {
            assert!(matches!(verdict, Verdict::AllowedAnomaly(_)), "{verdict:?}");
            let (leg, _, kind, _) = named(*verdict);
            assert_eq!(leg, open);
            kind
        })
        .collect();
    assert!(kinds.contains(&AnomalyKind::SeenThenAborted), "{kinds:?}");
    for leg in [Leg::CheckoutToOrders, PAYMENTS, TO_STATEMENT] {
        assert_eq!(on(&judgement, leg), Verdict::Kept, "{leg:?}");
    }
    let seen_then_aborted = judgement.anomalies.iter().find_map(|verdict| {
        let anomaly = verdict.anomaly()?;
        (anomaly.kind == AnomalyKind::SeenThenAborted).then_some(anomaly)
    });
    let explanation = explain(&player, &seen_then_aborted.unwrap());
    assert_eq!(the_cause(&explanation), Action::Crash(billing));
    let completes = explanation.chain.last().unwrap().event;
    assert!(
        matches!(completes, Event::SeenAborted(OPEN, _)),
        "{completes:?}"
    );
}

#[test]
fn statement_that_starts_again_reads_everything_twice_and_shows_it_once() {
    let mut player = to_rest(scene(Preset::ExactlyOnce));
    let statement = NodeId::Client(STATEMENT);
    intervene(&mut player, Action::Crash(statement));
    assert_eq!(
        judge(&player).overall,
        Verdict::Kept,
        "nothing is left for it"
    );
    intervene(&mut player, Action::Restart(statement));
    let player = to_rest(player);
    assert_eq!(
        player.world().facts().of(ORDER_2).seen[STATEMENT.index()].get(),
        2
    );
    assert_eq!(judge(&player).overall, Verdict::Kept);
}

#[test]
fn a_dead_statement_waits_and_says_for_whom() {
    let mut player = scene(Preset::AtLeastOnce);
    intervene(&mut player, Action::Crash(NodeId::Client(STATEMENT)));
    let player = to_rest(player);
    let judgement = judge(&player);
    let waiting = Verdict::Waiting(WaitingFor::Client(STATEMENT));
    assert_eq!(on(&judgement, TO_STATEMENT), waiting);
    assert_eq!(on(&judgement, PAYMENTS), Verdict::Kept);
}

#[test]
fn a_shop_in_transactions_has_one_copy_that_counts_after_an_abort() {
    let mut player = scene(Preset::ExactlyOnce);
    until(&mut player, |p| row_of_order_2(p).in_doubt == 1);
    let checkout = NodeId::Client(scenes::CHECKOUT);
    intervene(&mut player, Action::Crash(checkout));
    intervene(&mut player, Action::Restart(checkout));
    let player = to_rest(player);
    let row = row_of_order_2(&player);
    assert_eq!(
        (row.copies, row.committed, row.outputs_committed),
        (2, 1, 1)
    );
    assert_eq!(judge(&player).overall, Verdict::Kept);
}
