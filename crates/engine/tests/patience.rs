//! Where waiting is vain, by a look at what is near.

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::protocol::Api;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use ackademy_engine::step::{apply, enabled, is_patience, is_vain};
use ackademy_engine::world::World;

/// Takes the first step that is no timer of patience, until a timer that `wanted` names is armed.
fn world_with(scenario: &Scenario, wanted: impl Fn(Timer) -> bool) -> (World, Timer) {
    let mut world = World::new(scenario);
    let mut actions = Vec::new();
    loop {
        actions.clear();
        enabled(scenario, &world, &mut actions);
        let armed = actions.iter().find_map(|action| match action {
            Action::FireTimer(timer) if wanted(*timer) => Some(*timer),
            _ => None,
        });
        if let Some(timer) = armed {
            return (world, timer);
        }
        let next = actions.iter().find(|action| !is_patience(action));
        let next = *next.expect("the timer is armed before everything is at rest");
        apply(scenario, &mut world, &next, &mut ()).unwrap();
    }
}

#[test]
fn a_request_that_replication_can_still_answer_does_not_wait_in_vain() {
    let scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    for api in [Api::Produce, Api::OffsetCommit] {
        let waits = |timer| matches!(timer, Timer::ProduceWait(key) if key.api == api);
        let (world, timer) = world_with(&scenario, waits);
        assert!(!is_vain(&world, timer), "{api:?}");
    }
}

#[test]
fn a_request_whose_sender_is_gone_waits_in_vain() {
    let scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    let (mut world, timer) = world_with(&scenario, |timer| matches!(timer, Timer::ProduceWait(_)));
    let Timer::ProduceWait(key) = timer else {
        unreachable!("it was asked for")
    };
    let sender = ackademy_engine::ids::NodeId::Client(key.client());
    apply(&scenario, &mut world, &Action::Crash(sender), &mut ()).unwrap();
    assert!(is_vain(&world, timer));
}
