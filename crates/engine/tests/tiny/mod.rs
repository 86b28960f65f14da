//! The scenes that are searched to exhaustion: how small they are made, and why.

mod stream;

use ackademy_engine::facts::{Count, OrderFacts};
use ackademy_engine::ids::OrderId;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use ackademy_engine::world::World;

use super::Budget;

pub use stream::{billing_and_a_crash, checkout_and_a_crash, stream_without_fault};

/// A search: what is searched, from where, and what may go wrong.
pub struct Scene {
    /// What it is called in reports.
    pub name: &'static str,
    /// The setup.
    pub scenario: Scenario,
    /// Where the search begins.
    pub start: World,
    /// What may go wrong.
    pub budget: Budget,
    /// What is counted of each order in the end.
    pub end: fn(&OrderFacts) -> Count,
}

impl Scene {
    fn new(name: &'static str, scenario: Scenario, budget: Budget) -> Scene {
        Scene {
            name,
            start: World::new(&scenario),
            scenario,
            budget,
            end: |facts| facts.effects,
        }
    }

    /// How often each order came to the end of its way (0, 1, 2 for more).
    pub fn end_of(&self, world: &World) -> Vec<u8> {
        let orders = u16::try_from(self.scenario.orders.len()).expect("few orders");
        let facts = (0..orders).map(|order| world.facts().of(OrderId(order)));
        facts.map(|facts| (self.end)(facts).get()).collect()
    }
}

/// The pinned searches.
pub fn scenes() -> Vec<Scene> {
    let named = |name, scene: Scene| Scene { name, ..scene };
    let slow = Budget {
        slow: 1,
        ..Budget::default()
    };
    vec![
        named("two orders, no fault", simple(2, false, 0)),
        named("one order, one dropped ack", simple(1, false, 1)),
        Scene::new(
            "one order, one wait cut short",
            simple_scenario(1, false),
            slow,
        ),
        named("two orders, one dropped ack", simple(2, false, 1)),
        named("the same, idempotent", simple(2, true, 1)),
        stream_without_fault(),
        checkout_and_a_crash(true),
        billing_and_a_crash(),
    ]
}

/// The page's simple scene, with a budget of dropped acks.
pub fn simple(orders: u16, idempotent: bool, dropped_acks: u8) -> Scene {
    let budget = Budget {
        dropped_acks,
        ..Budget::default()
    };
    Scene::new("simple", simple_scenario(orders, idempotent), budget)
}

fn simple_scenario(orders: u16, idempotent: bool) -> Scenario {
    let mut scenario = page(Preset::AtLeastOnce, Pipeline::Simple, orders);
    let producer = scenario.clients[0].producer.as_mut();
    producer.expect("checkout").enable_idempotence = idempotent;
    scenario
}

/// The page's scene with so few orders that it can be exhausted. No power is lost, so nothing need be flushed.
fn page(preset: Preset, pipeline: Pipeline, orders: u16) -> Scenario {
    let mut scenario = Scenario::preset(preset, pipeline);
    scenario.orders.truncate(usize::from(orders));
    for client in &mut scenario.clients {
        client.orders.truncate(usize::from(orders));
    }
    scenario.background_flush = false;
    scenario
}
