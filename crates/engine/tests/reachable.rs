//! Breadth first through everything that can happen in tiny scenes, to exhaustion. The counts are pinned: a state that no
//! longer repeats (a counter, an order that means nothing), or one that is no longer reached, shows as another number.
//!
//! The selftest crate takes this file in as it is, so that the same search runs in WebAssembly and finds the same counts.

mod tiny;

use std::collections::BTreeSet;

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::fingerprint::Fingerprint;
use ackademy_engine::ids::{BrokerId, NodeId};
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::{apply, enabled, faults, is_vain};
use ackademy_engine::world::World;

pub use tiny::{Scene, scenes};

/// How much may go wrong. It is part of what makes two visits the same, and never part of a world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Budget {
    /// How many answers to Produce may be dropped.
    pub dropped_acks: u8,
    /// How often somebody's patience may end although waiting is not vain.
    pub slow: u8,
    /// A broker that may die, once.
    pub crash: Option<BrokerId>,
    /// No batch runs out of time.
    pub never_expires: bool,
}

impl Budget {
    /// What is left after paying for this step, or `None` if that is too little.
    fn after(self, world: &World, action: &Action) -> Option<Budget> {
        match action {
            Action::FireTimer(timer) if !is_vain(world, *timer) => {
                let slow = self.slow.checked_sub(1)?;
                Some(Budget { slow, ..self })
            }
            Action::Drop(key)
                if (key.direction, key.api) == (Direction::Response, Api::Produce) =>
            {
                let dropped_acks = self.dropped_acks.checked_sub(1)?;
                Some(Budget {
                    dropped_acks,
                    ..self
                })
            }
            Action::Crash(NodeId::Broker(broker)) if self.crash == Some(*broker) => Some(Budget {
                crash: None,
                ..self
            }),
            Action::FireTimer(Timer::Delivery(..)) if self.never_expires => None,
            Action::FireTimer(_) => Some(self),
            _ => is_system_step(action).then_some(self),
        }
    }
}

/// Whether the step is none of the faults, which this search takes only where its budget names them.
fn is_system_step(action: &Action) -> bool {
    matches!(
        action,
        Action::Deliver(_)
            | Action::Disconnected(..)
            | Action::Client(..)
            | Action::LearnMetadata(_)
            | Action::ReplicaFetch { .. }
            | Action::AlterPartition { .. }
            | Action::Unfence(_)
            | Action::Flush(_)
            | Action::LoadTransactions { .. }
    )
}

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Unique pairs of world and budget.
    pub states: usize,
    /// Steps between them.
    pub steps: usize,
    /// The canonical encodings of all distinct components together.
    pub bytes: u64,
    /// How often each order came to its end (0, 1, 2 for more) where nothing can happen any more.
    pub ends: BTreeSet<Vec<u8>>,
    components: BTreeSet<Fingerprint>,
}

impl Reached {
    /// Counts the components that a world does not share with the one before it.
    fn count_bytes(&mut self, world: &World, before: &[Fingerprint]) {
        for (place, (fingerprint, bytes)) in world.components().enumerate() {
            if before.get(place) != Some(&fingerprint) && self.components.insert(fingerprint) {
                self.bytes += bytes();
            }
        }
    }
}

/// Every step that the budget allows, with the world and the budget after it.
fn successors(scenario: &Scenario, world: &World, budget: Budget) -> Vec<(World, Budget)> {
    let mut actions = Vec::new();
    enabled(scenario, world, &mut actions);
    faults(scenario, world, &mut actions);
    let paid = |action: &Action| Some((*action, budget.after(world, action)?));
    let taken = |(action, left): (Action, Budget)| {
        let mut after = world.clone();
        apply(scenario, &mut after, &action, &mut ()).expect("an offered step is possible");
        (after, left)
    };
    actions.iter().filter_map(paid).map(taken).collect()
}

/// Visits everything that can be reached from where the scene begins.
pub fn explore(scene: &Scene) -> Reached {
    let mut reached = Reached::default();
    let mut visited = BTreeSet::from([(scene.start.fingerprint(), scene.budget)]);
    reached.count_bytes(&scene.start, &[]);
    let mut level = vec![(scene.start.clone(), scene.budget)];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (world, budget) in level {
            let parts: Vec<Fingerprint> = world.components().map(|(part, _)| part).collect();
            let successors = successors(&scene.scenario, &world, budget);
            if successors.is_empty() {
                reached.ends.insert(scene.end_of(&world));
            }
            reached.steps += successors.len();
            for (after, left) in successors {
                if visited.insert((after.fingerprint(), left)) {
                    reached.count_bytes(&after, &parts);
                    next.push((after, left));
                }
            }
        }
        level = next;
    }
    reached.states = visited.len();
    reached
}

/// What is pinned of a search: states, steps, bytes of all distinct components, and how orders end.
#[cfg(test)]
type Pinned = (usize, usize, u64, &'static [&'static [u8]]);

#[test]
fn the_counts_of_tiny_scenes_are_as_pinned() {
    // Divided by the states, the bytes are 18 a state in a small scene and 1 in the largest: the larger a space, the more its
    // states share.
    let pinned: [Pinned; 8] = [
        (2_811, 8_985, 22_415, &[&[1, 1]]),
        (3_995, 13_747, 18_810, &[&[1], &[2]]),
        (48_794, 199_931, 70_773, &[&[0], &[1], &[2]]),
        (
            41_184,
            151_763,
            65_518,
            &[&[1, 1], &[1, 2], &[2, 1], &[2, 2]],
        ),
        (13_259, 48_335, 34_840, &[&[1, 1]]),
        (39_478, 160_747, 92_692, &[&[1]]),
        (4_210, 11_523, 77_864, &[&[1]]),
        (310_219, 1_300_072, 373_926, &[&[1]]),
    ];
    for (scene, pinned) in scenes().into_iter().zip(pinned) {
        let found = explore(&scene);
        let ends: Vec<&[u8]> = found.ends.iter().map(Vec::as_slice).collect();
        assert_eq!(
            (found.states, found.steps, found.bytes, &ends[..]),
            pinned,
            "{}: say in the commit why the counts changed",
            scene.name
        );
    }
}

#[test]
fn only_a_fault_charges_twice_and_idempotence_takes_that_away() {
    let ends = |idempotent, dropped_acks| explore(&tiny::simple(1, idempotent, dropped_acks)).ends;
    assert_eq!(ends(false, 0), [vec![1]].into());
    assert_eq!(ends(false, 1), [vec![1], vec![2]].into());
    assert_eq!(ends(true, 1), [vec![1]].into());
}

#[test]
fn the_death_of_a_coordinator_costs_nothing_but_where_no_log_outlives_it() {
    let ends = |has_log| explore(&tiny::checkout_and_a_crash(has_log)).ends;
    assert_eq!(ends(true), [vec![1]].into());
    assert_eq!(ends(false), [vec![0], vec![1]].into());
}
