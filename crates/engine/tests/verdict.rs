//! The verdict compares what the config keys promise with what happened.

mod scenes;

use std::sync::Arc;

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::guarantee::{
    AnomalyKind, Leg, Open, RowState, Undecided, Verdict, WaitingFor, judge,
};
use ackademy_engine::ids::{BrokerId, NodeId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Acks, Api, Direction};
use ackademy_engine::scenario::{Preset, Scenario};
use scenes::{
    BILLING, CHECKOUT, STEPS_MAX, act_on, changed, charged, idempotent, in_flight, intervene,
    named, on, preset, state, to_rest, until,
};

const ORDER_2: OrderId = OrderId(1);
const ORDER_3: OrderId = OrderId(2);

fn acks_1() -> Arc<Scenario> {
    changed(Preset::AtLeastOnce, |scenario| {
        scenario.clients[0].producer.as_mut().unwrap().acks = Acks::One;
    })
}

fn cut_ack_of_order_3(scenario: Arc<Scenario>) -> Player {
    let mut player = Player::new(scenario, 7);
    let ack = |p: &Player| in_flight(p, Api::Produce, Direction::Response, ORDER_3);
    until(&mut player, |p| ack(p).is_some());
    let key = ack(&player).unwrap();
    intervene(&mut player, Action::Drop(key));
    player
}

#[test]
fn a_lost_ack_is_undecided_while_checkout_waits_and_then_a_duplicate_that_at_least_once_allows() {
    let mut player = cut_ack_of_order_3(preset(Preset::AtLeastOnce));
    until(&mut player, |p| charged(p, ORDER_3) == 1);
    until(&mut player, |p| p.now() > 1_000_000);
    let judgement = judge(&player);
    assert!(
        matches!(
            judgement.overall,
            Verdict::NotDecided(Open {
                order: None,
                why: Undecided::StepDue(Action::FireTimer(Timer::Request(_) | Timer::Delivery(..)))
            })
        ),
        "{judgement:?}"
    );
    let player = to_rest(player);
    let judgement = judge(&player);
    let duplicated = |leg| (leg, ORDER_3, AnomalyKind::Duplicated, 2);
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    assert_eq!(named(judgement.overall), duplicated(Leg::OutsideEffect));
    assert_eq!(
        named(on(&judgement, Leg::CheckoutToOrders)),
        duplicated(Leg::CheckoutToOrders)
    );
    assert_eq!(judgement.anomalies.len(), 2);
}

#[test]
fn a_duplicate_is_said_at_once_and_what_is_open_beside_it() {
    let mut player = cut_ack_of_order_3(preset(Preset::AtLeastOnce));
    until(&mut player, |p| charged(p, ORDER_3) == 2);
    let judgement = judge(&player);
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    assert!(matches!(judgement.open, Some(Verdict::NotDecided(_))));
}

#[test]
fn the_same_cut_with_idempotence_keeps_every_promise() {
    let player = to_rest(cut_ack_of_order_3(idempotent()));
    assert_eq!(judge(&player).overall, Verdict::Kept);
}

#[test]
fn a_dropped_request_is_a_loss_that_at_most_once_allows() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    let request = |p: &Player| in_flight(p, Api::Produce, Direction::Request, ORDER_2);
    until(&mut player, |p| request(p).is_some());
    let key = request(&player).unwrap();
    assert_eq!(
        state(&player, ORDER_2, Leg::CheckoutToOrders),
        RowState::NotDecided(Undecided::OnTheWire(key))
    );
    intervene(&mut player, Action::Drop(key));
    let player = to_rest(player);
    let judgement = judge(&player);
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    assert_eq!(
        named(judgement.overall),
        (Leg::OutsideEffect, ORDER_2, AnomalyKind::Lost, 0)
    );
    assert_eq!(
        state(&player, ORDER_3, Leg::OutsideEffect),
        RowState::Arrived(1)
    );
}

#[test]
fn a_copy_by_the_network_is_nothing_that_at_most_once_promises_against() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    act_on(&mut player, Direction::Request, ORDER_2, Action::Duplicate);
    let judgement = judge(&to_rest(player));
    for leg in [Leg::CheckoutToOrders, Leg::OutsideEffect] {
        let verdict = on(&judgement, leg);
        assert!(matches!(verdict, Verdict::Copied(_)), "{judgement:?}");
        assert_eq!(named(verdict), (leg, ORDER_2, AnomalyKind::Duplicated, 2));
    }
    assert_eq!(judgement.overall, on(&judgement, Leg::OutsideEffect));
}

#[test]
fn a_copy_in_the_log_breaks_the_promise_of_a_producer_that_numbers_its_batches() {
    let scenario = changed(Preset::AtLeastOnce, |scenario| {
        let producer = scenario.clients[0].producer.as_mut().unwrap();
        producer.enable_idempotence = true;
        scenario.mechanisms.sequence_check = false;
    });
    let mut player = Player::new(scenario, 7);
    act_on(&mut player, Direction::Request, ORDER_2, Action::Duplicate);
    let verdict = on(&judge(&to_rest(player)), Leg::CheckoutToOrders);
    assert!(matches!(verdict, Verdict::Broken(_)), "{verdict:?}");
    assert_eq!(named(verdict).2, AnomalyKind::Duplicated);
}

#[test]
fn a_dead_leader_is_waited_for_and_acks_1_allows_what_it_took_with_it() {
    let mut player = Player::new(acks_1(), 7);
    for follower in [2, 3] {
        let link = Action::CutLink(
            NodeId::Broker(BrokerId(1)),
            NodeId::Broker(BrokerId(follower)),
        );
        intervene(&mut player, link);
    }
    let told = |p: &Player| p.world().facts().of(ORDER_3).told_stored.get() == 1;
    until(&mut player, told);
    intervene(&mut player, Action::Crash(NodeId::Broker(BrokerId(1))));
    player.run_until(STEPS_MAX, Player::is_at_rest);
    let waiting = judge(&player);
    assert_eq!(
        waiting.overall,
        Verdict::Waiting(WaitingFor::Broker(BrokerId(1)))
    );
    intervene(&mut player, Action::Restart(NodeId::Broker(BrokerId(1))));
    let healing = |p: &Player| p.world().broker(BrokerId(1)).is_running();
    until(&mut player, healing);
    assert!(matches!(
        judge(&player).overall,
        Verdict::Waiting(WaitingFor::Link(..))
    ));
    for follower in [2, 3] {
        let link = Action::HealLink(
            NodeId::Broker(BrokerId(1)),
            NodeId::Broker(BrokerId(follower)),
        );
        intervene(&mut player, link);
    }
    let judgement = judge(&to_rest(player));
    assert!(
        matches!(judgement.overall, Verdict::AllowedAnomaly(_)),
        "{judgement:?}"
    );
    assert_eq!(judgement.anomalies.len(), 6, "three orders on two legs");
    assert_eq!(named(judgement.overall).2, AnomalyKind::Lost);
}

fn crash_billing_when(scenario: Arc<Scenario>, moment: impl Fn(&Player) -> bool) -> Player {
    let mut player = Player::new(scenario, 7);
    until(&mut player, moment);
    intervene(&mut player, Action::Crash(NodeId::Client(BILLING)));
    player
}

#[test]
fn a_crash_after_the_offset_commit_loses_the_charge_and_not_the_copy() {
    let ticked_off = |p: &Player| {
        let consumer = p.world().client(BILLING).consumer.as_ref().unwrap();
        let next = consumer.polled.front();
        next.is_some_and(|record| record.order == ORDER_2) && consumer.uncommitted().is_none()
    };
    let mut player = crash_billing_when(preset(Preset::AtMostOnce), ticked_off);
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert_eq!(
        judge(&player).overall,
        Verdict::Waiting(WaitingFor::Client(BILLING))
    );
    intervene(&mut player, Action::Restart(NodeId::Client(BILLING)));
    let judgement = judge(&to_rest(player));
    assert!(matches!(judgement.overall, Verdict::AllowedAnomaly(_)));
    assert_eq!(
        named(judgement.overall),
        (Leg::OutsideEffect, ORDER_2, AnomalyKind::Lost, 0)
    );
    assert_eq!(on(&judgement, Leg::CheckoutToOrders), Verdict::Kept);
}

#[test]
fn a_second_charge_after_a_crash_of_billing_lies_outside_kafkas_promise() {
    let mut player = crash_billing_when(idempotent(), |p| charged(p, ORDER_2) == 1);
    intervene(&mut player, Action::Restart(NodeId::Client(BILLING)));
    let judgement = judge(&to_rest(player));
    assert!(
        matches!(judgement.overall, Verdict::OutsideKafka(_)),
        "{judgement:?}"
    );
    assert_eq!(
        named(judgement.overall),
        (Leg::OutsideEffect, ORDER_2, AnomalyKind::Duplicated, 2)
    );
    assert_eq!(on(&judgement, Leg::CheckoutToOrders), Verdict::Kept);
}

#[test]
fn what_a_restarted_shop_sends_again_is_no_promise_of_idempotence() {
    let mut player = Player::new(idempotent(), 7);
    let ack = |p: &Player| in_flight(p, Api::Produce, Direction::Response, ORDER_3);
    until(&mut player, |p| ack(p).is_some());
    intervene(&mut player, Action::Crash(NodeId::Client(CHECKOUT)));
    assert_eq!(
        judge(&player).open,
        Some(Verdict::Waiting(WaitingFor::Client(CHECKOUT)))
    );
    intervene(&mut player, Action::Restart(NodeId::Client(CHECKOUT)));
    let judgement = judge(&to_rest(player));
    let copies = on(&judgement, Leg::CheckoutToOrders);
    assert!(matches!(copies, Verdict::OutsideKafka(_)), "{judgement:?}");
    assert_eq!(
        named(copies),
        (Leg::CheckoutToOrders, ORDER_3, AnomalyKind::Duplicated, 2)
    );
}

#[test]
fn a_loss_of_power_everywhere_is_no_promise_of_acks_all() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    until(&mut player, |p| charged(p, ORDER_3) == 1);
    for broker in [1, 2, 3] {
        intervene(&mut player, Action::CrashUnflushed(BrokerId(broker)));
    }
    assert!(matches!(judge(&player).overall, Verdict::Waiting(_)));
    for broker in [1, 2, 3] {
        intervene(
            &mut player,
            Action::Restart(NodeId::Broker(BrokerId(broker))),
        );
    }
    let judgement = judge(&to_rest(player));
    let copies = on(&judgement, Leg::CheckoutToOrders);
    assert!(matches!(copies, Verdict::OutsideKafka(_)), "{judgement:?}");
    assert_eq!(named(copies).2, AnomalyKind::Lost);
    assert_eq!(
        on(&judgement, Leg::OutsideEffect),
        Verdict::Kept,
        "every charge was made before"
    );
}

#[test]
fn an_order_that_checkout_was_told_failed_is_given_up_and_not_lost() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    for broker in [1, 2, 3] {
        let link = Action::CutLink(NodeId::Client(CHECKOUT), NodeId::Broker(BrokerId(broker)));
        intervene(&mut player, link);
    }
    let told = |p: &Player| p.world().facts().of(ORDER_3).told_failed.get() == 1;
    assert!(player.run_until(4 * STEPS_MAX, told));
    for broker in [1, 2, 3] {
        let link = Action::HealLink(NodeId::Client(CHECKOUT), NodeId::Broker(BrokerId(broker)));
        intervene(&mut player, link);
    }
    let player = to_rest(player);
    let given_up: Vec<OrderId> = judge(&player)
        .anomalies
        .into_iter()
        .filter(|verdict| matches!(verdict, Verdict::AllowedAnomaly(a) if a.kind == AnomalyKind::GivenUp))
        .map(|verdict| verdict.anomaly().unwrap().order)
        .collect();
    assert!(given_up.contains(&ORDER_3), "{:?}", judge(&player));
}

#[test]
fn a_retry_that_comes_after_a_later_order_is_a_reordering_that_max_in_flight_5_allows() {
    let scenario = changed(Preset::AtLeastOnce, |scenario| {
        let producer = scenario.clients[0].producer.as_mut().unwrap();
        producer.max_in_flight_requests_per_connection = 5;
        producer.batch_records_max = 1;
    });
    let mut player = Player::new(scenario, 7);
    let request = |p: &Player| in_flight(p, Api::Produce, Direction::Request, ORDER_2);
    until(&mut player, |p| request(p).is_some());
    let key = request(&player).unwrap();
    intervene(
        &mut player,
        Action::Refuse(
            key,
            ackademy_engine::protocol::KafkaError::NotLeaderOrFollower,
        ),
    );
    // The answer is slow, and order 3 sets out meanwhile.
    let answer = key.in_direction(Direction::Response);
    intervene(&mut player, Action::Delay(answer));
    until(&mut player, |p| {
        in_flight(p, Api::Produce, Direction::Request, ORDER_3).is_some()
    });
    intervene(&mut player, Action::Release(answer));
    let judgement = judge(&to_rest(player));
    let reordered = AnomalyKind::Reordered { after: ORDER_3 };
    assert!(
        matches!(judgement.overall, Verdict::AllowedAnomaly(_)),
        "{judgement:?}"
    );
    assert_eq!(
        named(judgement.overall),
        (Leg::OutsideEffect, ORDER_2, reordered, 1)
    );
    assert_eq!(named(on(&judgement, Leg::CheckoutToOrders)).2, reordered);
}
