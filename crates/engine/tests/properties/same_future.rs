//! Two worlds with one fingerprint are one world: a search may drop the second, and a link may name either.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};

use ackademy_engine::action::Action;
use ackademy_engine::fingerprint::{Fingerprint, fingerprint_of};
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::{apply, enabled, faults};
use ackademy_engine::world::World;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::random::{Case, Scene, cases, check, play};

/// How many worlds around the end of a run are left by every step there is.
const EXPANDED_MAX: usize = 20;
/// Faults are many: one in this many is tried.
const FAULTS_A_TRY: usize = 5;

/// Every way on, and what the world looks like after it.
type Future = Vec<(Action, Fingerprint)>;

fn successors(scenario: &Scenario, world: &World) -> Vec<(Action, World)> {
    let (mut actions, mut offers) = (Vec::new(), Vec::new());
    enabled(scenario, world, &mut actions);
    faults(scenario, world, &mut offers);
    actions.extend(offers.into_iter().step_by(FAULTS_A_TRY));
    let taken = |action| {
        let mut after = world.clone();
        apply(scenario, &mut after, &action, &mut ()).expect("an offered step is possible");
        (action, after)
    };
    actions.into_iter().map(taken).collect()
}

fn future(scenario: &Scenario, world: &World) -> Future {
    let look = |(action, after): (Action, World)| (action, after.fingerprint());
    successors(scenario, world).into_iter().map(look).collect()
}

/// Goes every way from a world, breadth first, and compares the futures of any two worlds that look the same to `print`.
/// Returns how often one was met again by another way, or what differs.
fn meet_again(
    scenario: &Scenario,
    start: &World,
    print: impl Fn(&World) -> Fingerprint,
) -> Result<usize, String> {
    let mut known = BTreeMap::from([(print(start), future(scenario, start))]);
    let mut waiting = VecDeque::from([start.clone()]);
    let mut met_again = 0;
    for _ in 0..EXPANDED_MAX {
        let Some(world) = waiting.pop_front() else {
            break;
        };
        for (action, after) in successors(scenario, &world) {
            let here = future(scenario, &after);
            match known.get(&print(&after)) {
                None => {
                    known.insert(print(&after), here);
                    waiting.push_back(after);
                }
                Some(there) if *there == here => met_again += 1,
                Some(there) => {
                    let differs = there.iter().zip(&here).find(|(a, b)| a != b);
                    return Err(format!("after {action:?} the way on differs: {differs:?}"));
                }
            }
        }
    }
    Ok(met_again)
}

fn holds(case: &Case, print: impl Fn(&World) -> Fingerprint) -> Result<usize, TestCaseError> {
    let run = play(case, &mut [])?;
    meet_again(&run.scenario, &run.world, print).map_err(TestCaseError::fail)
}

#[test]
fn worlds_with_equal_fingerprints_have_the_same_future() {
    let met_again = Cell::new(0);
    check(250, cases(), |case| {
        met_again.set(met_again.get() + holds(&case, World::fingerprint)?);
        Ok(())
    });
    let times = met_again.get();
    assert!(times > 10_000, "worlds were met again only {times} times");
}

/// The kinds of components, in the order of [`World::components`], with how many there are.
fn component_kinds(scenario: &Scenario) -> [(&'static str, usize); 7] {
    let (brokers, clients) = (usize::from(scenario.broker_count), scenario.clients.len());
    [
        ("replicas", brokers * scenario.partitions.len()),
        ("brokers", brokers),
        ("clients", clients),
        ("connections", clients * brokers * 2),
        ("controller", 1),
        ("links", 1),
        ("facts", 1),
    ]
}

/// A fingerprint that does not see components of one kind.
fn blind_to(kind: &str, scenario: &Scenario, world: &World) -> Fingerprint {
    let names = component_kinds(scenario)
        .map(|(name, count)| vec![name; count])
        .concat();
    assert_eq!(names.len(), world.components().count(), "a kind is missing");
    let seen = names
        .iter()
        .zip(world.components())
        .filter(|(name, _)| **name != kind);
    fingerprint_of(&seen.map(|(_, (print, _))| print).collect::<Vec<_>>())
}

#[test]
fn a_fingerprint_blind_to_any_component_is_found_out() {
    for (kind, _) in component_kinds(&Scenario::preset(
        ackademy_engine::scenario::Preset::AtLeastOnce,
        ackademy_engine::scenario::Pipeline::Simple,
    )) {
        let blind = |case: Case| -> TestCaseResult {
            let scenario = case.setup.scenario();
            holds(&case, |world| blind_to(kind, &scenario, world)).map(|_| ())
        };
        assert!(
            crate::random::breaks(200, cases(), blind),
            "blind to {kind} and nobody noticed"
        );
    }
}
