//! What an engine does that is built without some of its parts. `make test` builds these once with all parts and once with none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, NodeId, OrderId};
use ackademy_engine::parts::{GROUPS, OUTAGES, REPETITION, TRANSACTIONS};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::{GroupSettings, Pipeline, Preset, Scenario, Subscription};

const SEED: u64 = 7;
const STEPS_MAX: usize = 2_000;

fn at_least_once() -> Scenario {
    Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple)
}

#[test]
fn transactions_are_refused_where_they_are_left_out() {
    for pipeline in [Pipeline::Simple, Pipeline::Stream] {
        for preset in Preset::all(pipeline) {
            let needs = *preset == Preset::ExactlyOnce;
            let validity = Scenario::preset(*preset, pipeline).validate();
            assert_eq!(
                validity.is_ok(),
                TRANSACTIONS || !needs,
                "{preset:?}: {validity:?}"
            );
        }
    }
}

#[test]
fn groups_are_refused_where_they_are_left_out() {
    let mut scenario = at_least_once();
    let consumer = scenario.clients[1]
        .consumer
        .as_mut()
        .expect("billing reads");
    consumer.subscription = Subscription::Group(GroupSettings::default());
    let validity = scenario.validate();
    assert_eq!(validity.is_ok(), GROUPS, "{validity:?}");
}

#[test]
fn an_outage_is_not_possible_where_outages_are_left_out() {
    let mut player = Player::new(Arc::new(at_least_once()), SEED);
    let crash = player.intervene(Action::Crash(NodeId::Broker(BrokerId(1))));
    assert_eq!(crash.is_ok(), OUTAGES);
}

#[test]
fn nothing_is_planned_where_repetition_is_left_out() {
    let mut player = Player::new(Arc::new(at_least_once()), SEED);
    assert!(player.run_until(STEPS_MAX, |it| it.world().envelopes().next().is_some()));
    let key = player.world().envelopes().next().expect("there is one").key;
    player
        .intervene(Action::Drop(key))
        .expect("it is on its way");
    let plan = player.interventions();
    let again = || Player::with_interventions(Arc::new(at_least_once()), SEED, plan);
    let begun = catch_unwind(AssertUnwindSafe(again));
    assert_eq!(begun.is_ok(), REPETITION);
}

/// The first minute: what the smallest program must be able to do.
#[test]
fn a_cut_ack_charges_twice_with_every_part_and_with_none() {
    let mut player = Player::new(Arc::new(at_least_once()), SEED);
    let order = OrderId(2);
    let ack = |player: &Player| {
        let mut keys = player.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| key.api == Api::Produce && key.direction == Direction::Response)
    };
    let sent = |player: &Player| {
        let is_sent = |event: &Event| matches!(event, Event::OrderSent(_, it) if *it == order);
        player.events().iter().any(is_sent) && ack(player).is_some()
    };
    assert!(player.run_until(STEPS_MAX, sent));
    let key = ack(&player).expect("the broker answers");
    player
        .intervene(Action::Drop(key))
        .expect("it is on its way");
    player.run_until(STEPS_MAX, |_| false);
    assert_eq!(player.world().facts().of(order).effects.get(), 2);
}
