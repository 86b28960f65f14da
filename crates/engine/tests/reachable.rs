//! Breadth first through everything that can happen in tiny scenes, to exhaustion. The counts are pinned: a state that no
//! longer repeats (a counter, an order that means nothing), or one that is no longer reached, shows as another number.
//!
//! The selftest crate takes this file in as it is, so that the same search runs in WebAssembly and finds the same counts.

use std::collections::BTreeSet;

use ackademy_engine::action::Action;
use ackademy_engine::fingerprint::Fingerprint;
use ackademy_engine::ids::OrderId;
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use ackademy_engine::step::{apply, enabled, faults, is_vain};
use ackademy_engine::world::World;

/// How much may go wrong. It is part of what makes two visits the same, and never part of a world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Budget {
    /// How many answers to Produce may be dropped.
    pub dropped_acks: u8,
    /// How often somebody's patience may end although waiting is not vain.
    pub slow: u8,
}

impl Budget {
    /// What is left after paying for this step, or `None` if that is too little.
    fn after(self, world: &World, action: &Action) -> Option<Budget> {
        let Budget { dropped_acks, slow } = self;
        match action {
            Action::FireTimer(timer) if !is_vain(world, *timer) => slow
                .checked_sub(1)
                .map(|slow| Budget { dropped_acks, slow }),
            Action::Drop(key)
                if (key.direction, key.api) == (Direction::Response, Api::Produce) =>
            {
                dropped_acks
                    .checked_sub(1)
                    .map(|dropped_acks| Budget { dropped_acks, slow })
            }
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
    /// How often each order was charged (0, 1, 2 for more) where nothing can happen any more.
    pub ends: BTreeSet<Vec<u8>>,
}

/// Every step that the budget allows, with the world and the budget after it.
fn successors(scenario: &Scenario, world: &World, budget: Budget) -> Vec<(Action, World, Budget)> {
    let mut actions = Vec::new();
    enabled(scenario, world, &mut actions);
    faults(scenario, world, &mut actions);
    let paid = |action: &Action| Some((*action, budget.after(world, action)?));
    let taken = |(action, left): (Action, Budget)| {
        let mut after = world.clone();
        apply(scenario, &mut after, &action, &mut ()).expect("an offered step is possible");
        (action, after, left)
    };
    actions.iter().filter_map(paid).map(taken).collect()
}

/// Visits everything that can be reached from the scenario's start.
pub fn explore(scenario: &Scenario, budget: Budget) -> Reached {
    let start = World::new(scenario);
    let mut reached = Reached::default();
    let mut visited = BTreeSet::from([(start.fingerprint(), budget)]);
    let mut components: BTreeSet<Fingerprint> = BTreeSet::new();
    let mut level = vec![(start, budget)];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (world, budget) in level {
            for (fingerprint, bytes) in world.components() {
                if components.insert(fingerprint) {
                    reached.bytes += bytes();
                }
            }
            let successors = successors(scenario, &world, budget);
            if successors.is_empty() {
                let charged = |order| world.facts().of(OrderId(order)).effects.get();
                reached
                    .ends
                    .insert((0..order_count(scenario)).map(charged).collect());
            }
            reached.steps += successors.len();
            next.extend(
                successors
                    .into_iter()
                    .map(|(_, world, left)| (world, left))
                    .filter(|(world, left)| visited.insert((world.fingerprint(), *left))),
            );
        }
        level = next;
    }
    reached.states = visited.len();
    reached
}

fn order_count(scenario: &Scenario) -> u16 {
    u16::try_from(scenario.orders.len()).expect("few orders")
}

/// The page's scene with so few orders that it can be exhausted. No power is lost, so nothing need be flushed.
pub fn scene(orders: u16, idempotent: bool) -> Scenario {
    let mut scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    scenario.orders.truncate(usize::from(orders));
    scenario.clients[0].orders.truncate(usize::from(orders));
    scenario.background_flush = false;
    let producer = scenario.clients[0].producer.as_mut().expect("checkout");
    producer.enable_idempotence = idempotent;
    scenario
}

/// The pinned searches: a name, the scene, what may go wrong.
pub fn scenes() -> [(&'static str, Scenario, Budget); 5] {
    let budget = |dropped_acks, slow| Budget { dropped_acks, slow };
    [
        ("two orders, no fault", scene(2, false), budget(0, 0)),
        ("one order, one dropped ack", scene(1, false), budget(1, 0)),
        (
            "one order, one wait cut short",
            scene(1, false),
            budget(0, 1),
        ),
        ("two orders, one dropped ack", scene(2, false), budget(1, 0)),
        ("the same, idempotent", scene(2, true), budget(1, 0)),
    ]
}

#[test]
fn the_counts_of_tiny_scenes_are_as_pinned() {
    // States, steps, and bytes of all distinct components: divided by the states, 8 bytes a state in the smallest scene
    // and 2 in the largest, for the larger a space the more its states share.
    let pinned = [
        (2_811, 8_985, 22_399),
        (3_995, 13_747, 18_798),
        (48_794, 199_931, 70_761),
        (41_184, 151_763, 65_466),
        (13_259, 48_335, 34_816),
    ];
    for ((name, scenario, budget), pinned) in scenes().into_iter().zip(pinned) {
        let reached = explore(&scenario, budget);
        let found = (reached.states, reached.steps, reached.bytes);
        assert_eq!(
            found, pinned,
            "{name}: say in the commit why the counts changed"
        );
    }
}

#[test]
fn only_a_fault_charges_twice_and_idempotence_takes_that_away() {
    let budget = |dropped_acks| Budget {
        dropped_acks,
        slow: 0,
    };
    let ends = |idempotent, drops| explore(&scene(1, idempotent), budget(drops)).ends;
    assert_eq!(ends(false, 0), [vec![1]].into());
    assert_eq!(ends(false, 1), [vec![1], vec![2]].into());
    assert_eq!(ends(true, 1), [vec![1]].into());
}
