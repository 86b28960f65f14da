//! A cause is named only when a replay without it takes the anomaly away; a wrong one is not confirmed.

mod scenes;

use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::guarantee::{Anomaly, AnomalyKind, Leg, explain, judge, takes_away};
use ackademy_engine::ids::OrderId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Direction, OffsetReset};
use ackademy_engine::scenario::{Preset, Scenario};
use scenes::{
    CHECKOUT, STEPS_MAX, act_on, anomaly, changed, charged, explained, intervene, preset,
    the_cause, to_rest,
};

const ORDER_2: OrderId = OrderId(1);
const ORDER_3: OrderId = OrderId(2);

#[test]
fn two_late_copies_are_a_cause_together_where_neither_is_alone() {
    let mut player = Player::new(preset(Preset::AtMostOnce), 7);
    let copy = act_on(&mut player, Direction::Request, ORDER_2, Action::Duplicate);
    intervene(&mut player, copy);
    // It has nothing to do with order 2, and is not named.
    act_on(&mut player, Direction::Request, ORDER_3, Action::Drop);
    let player = to_rest(player);
    let explanation = explained(&player, Leg::OutsideEffect, ORDER_2);
    let causes: Vec<Action> = explanation
        .causes
        .iter()
        .map(|cause| cause.intervention.action)
        .collect();
    assert_eq!(causes, [copy, copy]);
    assert_eq!(explanation.anomaly.count, 3);
    let anomaly = explanation.anomaly;
    for alone in [0, 1] {
        assert!(!takes_away(&player, &anomaly, &[alone]));
    }
}

#[test]
fn a_wrong_cause_is_not_confirmed() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    act_on(&mut player, Direction::Request, ORDER_2, Action::Drop);
    act_on(&mut player, Direction::Response, ORDER_3, Action::Drop);
    let player = to_rest(player);
    let twice = anomaly(&player, Leg::OutsideEffect, ORDER_3);
    assert!(!takes_away(&player, &twice, &[0]), "the request of order 2");
    assert!(!takes_away(&player, &twice, &[]), "nothing");
    assert!(takes_away(&player, &twice, &[1]), "the ack of order 3");
}

#[test]
fn an_anomaly_that_is_not_there_has_no_cause() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    act_on(&mut player, Direction::Response, ORDER_3, Action::Drop);
    let player = to_rest(player);
    let invented = Anomaly {
        order: ORDER_2,
        ..anomaly(&player, Leg::OutsideEffect, ORDER_3)
    };
    assert!(!takes_away(&player, &invented, &[0]));
    let explanation = explain(&player, &invented);
    assert!(!explanation.confirmed && explanation.causes.is_empty());
}

#[test]
fn an_anomaly_that_needs_no_intervention_names_none() {
    let scenario: Arc<Scenario> = changed(Preset::AtLeastOnce, |scenario| {
        let consumer = scenario.clients[1].consumer.as_mut().unwrap();
        consumer.auto_offset_reset = OffsetReset::Latest;
        // The order is there before the reader looks for the end.
        scenario.clients[0].producer.as_mut().unwrap().linger_ms = 0;
    });
    let lost = |seed| {
        let mut player = Player::new(Arc::clone(&scenario), seed);
        player.run_until(STEPS_MAX, Player::is_at_rest);
        let found = judge(&player)
            .anomalies
            .first()
            .and_then(|verdict| verdict.anomaly());
        found.map(|anomaly| (player, anomaly))
    };
    let (player, anomaly) = (0..50)
        .find_map(lost)
        .expect("one seed in fifty skips an order");
    assert_eq!(anomaly.kind, AnomalyKind::Lost);
    let explanation = explain(&player, &anomaly);
    assert!(!explanation.confirmed && explanation.causes.is_empty());
}

#[test]
fn what_hung_on_the_cause_is_repeated_without_it() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    act_on(&mut player, Direction::Response, ORDER_3, Action::Drop);
    // A fourth order, taken after the cut and anchored to it.
    intervene(
        &mut player,
        Action::Client(CHECKOUT, Call::TakeOrder(OrderId(3))),
    );
    let player = to_rest(player);
    let explanation = explained(&player, Leg::OutsideEffect, ORDER_3);
    assert!(matches!(the_cause(&explanation), Action::Drop(_)));
    let replayed = Player::with_interventions(
        Arc::clone(player.scenario()),
        player.seed(),
        player.interventions_without(&[0]),
    );
    assert_eq!(charged(&to_rest(replayed), OrderId(3)), 1);
}
