//! The play that is measured: the page's at-least-once scene with so many orders that it takes more than a thousand
//! steps, recorded once by the player and then replayed.

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::{Event, EventSink};
use ackademy_engine::ids::OrderId;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use ackademy_engine::step::apply;
use ackademy_engine::world::World;

const ORDER_COUNT: u16 = 60;
const ORDER_INTERVAL: u64 = 20_000;
const SEED: u64 = 7;

/// A recorded run.
pub struct Play {
    scenario: Scenario,
    actions: Vec<Action>,
}

/// Counts what happens.
#[derive(Default)]
struct Counter(u64);

impl EventSink for Counter {
    fn report(&mut self, _event: Event) {
        self.0 += 1;
    }
}

impl Play {
    /// Plays the scene to its end.
    pub fn record() -> Play {
        let mut scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
        scenario.orders = (1..=ORDER_COUNT).map(|number| number.to_string()).collect();
        scenario.clients[0].orders = (0..ORDER_COUNT)
            .map(|index| (OrderId(index), u64::from(index) * ORDER_INTERVAL))
            .collect();
        let mut player = Player::new(Arc::new(scenario), SEED);
        while player.step().is_some() {}
        Play {
            scenario: Scenario::clone(player.scenario()),
            actions: player.past().iter().map(|step| step.action).collect(),
        }
    }

    /// How many steps it takes.
    pub fn action_count(&self) -> usize {
        self.actions.len()
    }

    /// Takes every step again from the start. Returns how many events there were.
    pub fn replay(&self) -> u64 {
        let mut world = World::new(&self.scenario);
        let mut counter = Counter::default();
        for action in &self.actions {
            apply(&self.scenario, &mut world, action, &mut counter).expect("it was recorded");
        }
        counter.0
    }
}
