//! Why: the named cause of an anomaly is tested by replaying without it, and the chain is made of events of the run.

mod scenes;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::guarantee::{Explanation, Leg};
use ackademy_engine::ids::{BrokerId, NodeId, OrderId, PartitionId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Acks, Api, Direction, KafkaError};
use ackademy_engine::scenario::Preset;
use scenes::{
    BILLING, CHECKOUT, STEPS_MAX, act_on, changed, charged, envelope_is, explained, idempotent,
    in_flight, intervene, preset, the_cause, to_rest, until,
};

const ORDER_2: OrderId = OrderId(1);
const ORDER_3: OrderId = OrderId(2);

/// The kinds of a chain's events.
fn kinds(explanation: &Explanation) -> Vec<String> {
    let kind = |event: &Event| {
        let name = format!("{event:?}");
        let end = name.find('(').unwrap();
        match event {
            Event::TimerFired(timer) => {
                let timer = format!("{timer:?}");
                format!("TimerFired({})", timer.split('(').next().unwrap())
            }
            _ => name[..end].to_owned(),
        }
    };
    explanation
        .chain
        .iter()
        .map(|link| kind(&link.event))
        .collect()
}

#[test]
fn a_lost_ack_is_the_cause_of_a_second_charge() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    let cut = act_on(&mut player, Direction::Response, ORDER_3, Action::Drop);
    let player = to_rest(player);
    let explanation = explained(&player, Leg::OutsideEffect, ORDER_3);
    assert_eq!(the_cause(&explanation), cut);
    assert_eq!(
        kinds(&explanation),
        [
            "RecordAppended",
            "EnvelopeDropped",
            "RecordPolled",
            "Charged",
            "TimerFired(Request)",
            "RetryScheduled",
            "EnvelopeSent",
            "RecordAppended",
            "RecordPolled",
            "Charged",
        ]
    );
    let explanation = explained(&player, Leg::CheckoutToOrders, ORDER_3);
    assert_eq!(
        kinds(&explanation),
        [
            "RecordAppended",
            "EnvelopeDropped",
            "TimerFired(Request)",
            "RetryScheduled",
            "EnvelopeSent",
            "RecordAppended"
        ]
    );
}

#[test]
fn an_explanation_can_be_asked_for_as_soon_as_the_second_charge_is_made() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    let cut = act_on(&mut player, Direction::Response, ORDER_3, Action::Drop);
    until(&mut player, |p| charged(p, ORDER_3) == 2);
    assert_eq!(
        the_cause(&explained(&player, Leg::OutsideEffect, ORDER_3)),
        cut
    );
}

#[test]
fn a_crash_of_billing_between_charge_and_offset_commit_is_the_cause_of_a_second_charge() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    until(&mut player, |p| charged(p, ORDER_2) == 1);
    let crash = Action::Crash(NodeId::Client(BILLING));
    intervene(&mut player, crash);
    intervene(&mut player, Action::Restart(NodeId::Client(BILLING)));
    let explanation = explained(&to_rest(player), Leg::OutsideEffect, ORDER_2);
    assert_eq!(the_cause(&explanation), crash);
    assert_eq!(
        kinds(&explanation),
        [
            "RecordAppended",
            "RecordPolled",
            "Charged",
            "Crashed",
            "Restarted",
            "PositionSet",
            "RecordPolled",
            "Charged"
        ]
    );
}

#[test]
fn a_dropped_request_with_acks_0_is_the_cause_of_a_loss() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    let drop = act_on(&mut player, Direction::Request, ORDER_2, Action::Drop);
    let explanation = explained(&to_rest(player), Leg::CheckoutToOrders, ORDER_2);
    assert_eq!(the_cause(&explanation), drop);
    assert_eq!(
        kinds(&explanation),
        ["EnvelopeSent", "ToldStored", "EnvelopeDropped"]
    );
}

#[test]
fn a_crash_of_billing_after_the_offset_commit_is_the_cause_of_a_loss() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    until(&mut player, |p| {
        let consumer = p.world().client(BILLING).consumer.as_ref().unwrap();
        let next = consumer.polled.front();
        next.is_some_and(|record| record.order == ORDER_2) && consumer.uncommitted().is_none()
    });
    let crash = Action::Crash(NodeId::Client(BILLING));
    intervene(&mut player, crash);
    intervene(&mut player, Action::Restart(NodeId::Client(BILLING)));
    let explanation = explained(&to_rest(player), Leg::OutsideEffect, ORDER_2);
    assert_eq!(the_cause(&explanation), crash);
    assert_eq!(
        kinds(&explanation),
        [
            "EnvelopeSent",
            "ToldStored",
            "RecordAppended",
            "RecordPolled",
            "OffsetAppended",
            "Crashed",
            "Restarted",
            "PositionSet",
        ]
    );
}

/// acks=1: order 2 is acknowledged, its leader dies before anybody has fetched it, and comes back.
fn dead_leader() -> Player {
    let scenario = changed(Preset::AtLeastOnce, |scenario| {
        scenario.clients[0].producer.as_mut().unwrap().acks = Acks::One;
    });
    let mut player = Player::new(scenario, 7);
    until(&mut player, |p| {
        p.world().facts().of(ORDER_2).told_stored.get() == 0
            && in_flight(p, Api::Produce, Direction::Response, ORDER_2).is_some()
    });
    let replicated = |p: &Player| {
        p.world()
            .replica(PartitionId(0), BrokerId(2))
            .orders()
            .count()
            > 1
    };
    assert!(!replicated(&player));
    for follower in [2, 3] {
        intervene(
            &mut player,
            Action::CutLink(
                NodeId::Broker(BrokerId(1)),
                NodeId::Broker(BrokerId(follower)),
            ),
        );
    }
    until(&mut player, |p| {
        p.world().facts().of(ORDER_2).told_stored.get() == 1
    });
    intervene(&mut player, Action::Crash(NodeId::Broker(BrokerId(1))));
    for follower in [2, 3] {
        intervene(
            &mut player,
            Action::HealLink(
                NodeId::Broker(BrokerId(1)),
                NodeId::Broker(BrokerId(follower)),
            ),
        );
    }
    player.run_until(STEPS_MAX, |p| p.now() > 12_000_000);
    intervene(&mut player, Action::Restart(NodeId::Broker(BrokerId(1))));
    to_rest(player)
}

#[test]
fn a_crash_of_the_leader_with_acks_1_is_the_cause_of_a_loss() {
    let explanation = explained(&dead_leader(), Leg::CheckoutToOrders, ORDER_2);
    assert_eq!(
        the_cause(&explanation),
        Action::Crash(NodeId::Broker(BrokerId(1)))
    );
    assert_eq!(
        kinds(&explanation),
        [
            "EnvelopeSent",
            "RecordAppended",
            "ToldStored",
            "Crashed",
            "LeaderElected",
            "Restarted",
            "Truncated"
        ]
    );
}

#[test]
fn a_late_copy_is_the_cause_of_a_duplicate() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    let copy = act_on(&mut player, Direction::Request, ORDER_2, Action::Duplicate);
    let explanation = explained(&to_rest(player), Leg::CheckoutToOrders, ORDER_2);
    assert_eq!(the_cause(&explanation), copy);
    assert_eq!(
        kinds(&explanation),
        [
            "RequestDuplicated",
            "RecordAppended",
            "RequestReceived",
            "RecordAppended"
        ]
    );
}

#[test]
fn a_crash_of_checkout_before_the_ack_is_the_cause_of_what_the_shop_sends_again() {
    let mut player = Player::new(idempotent(), 7);
    until(&mut player, envelope_is(Direction::Response, ORDER_3));
    let crash = Action::Crash(NodeId::Client(CHECKOUT));
    intervene(&mut player, crash);
    intervene(&mut player, Action::Restart(NodeId::Client(CHECKOUT)));
    let explanation = explained(&to_rest(player), Leg::CheckoutToOrders, ORDER_3);
    assert_eq!(the_cause(&explanation), crash);
    let kinds = kinds(&explanation);
    let order = [
        "RecordAppended",
        "Crashed",
        "Restarted",
        "OrderSent",
        "EnvelopeSent",
        "RecordAppended",
    ];
    let told: Vec<&String> = kinds
        .iter()
        .filter(|kind| *kind != "EnvelopeLost")
        .collect();
    assert_eq!(told, order);
}

fn reordered() -> (Player, Action) {
    let scenario = changed(Preset::AtLeastOnce, |scenario| {
        let producer = scenario.clients[0].producer.as_mut().unwrap();
        producer.max_in_flight_requests_per_connection = 5;
        producer.batch_records_max = 1;
    });
    let mut player = Player::new(scenario, 7);
    let refuse = |key| Action::Refuse(key, KafkaError::NotLeaderOrFollower);
    let refused = act_on(&mut player, Direction::Request, ORDER_2, refuse);
    let held = act_on(&mut player, Direction::Response, ORDER_2, Action::Delay);
    until(&mut player, envelope_is(Direction::Request, ORDER_3));
    let Action::Delay(key) = held else {
        unreachable!("it was held")
    };
    intervene(&mut player, Action::Release(key));
    (to_rest(player), refused)
}

#[test]
fn a_refused_first_try_or_its_slow_answer_is_the_cause_of_a_reordering() {
    let (player, refused) = reordered();
    let explanation = explained(&player, Leg::CheckoutToOrders, ORDER_2);
    let cause = the_cause(&explanation);
    assert!(
        cause == refused || matches!(cause, Action::Delay(_)),
        "{cause:?}"
    );
    let kinds = kinds(&explanation);
    assert_eq!(
        kinds[kinds.len() - 4..],
        [
            "RetryScheduled",
            "RecordAppended",
            "EnvelopeSent",
            "RecordAppended"
        ]
    );
}
