//! What the engine says of itself, in texts that must be equal everywhere.

use std::fmt::Write;
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::fingerprint::fingerprint_of;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use ackademy_engine::step::{apply, enabled, faults};
use ackademy_engine::world::World;

use crate::reachable::{explore, scenes};

/// How many steps a walk has.
const WALK_STEPS: u64 = 150;
/// One step of this many is a fault.
const STEPS_A_FAULT: u128 = 6;
/// The most steps that a timed run takes to come to rest.
const RUN_STEPS_MAX: usize = 1_000;

/// A text about the engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Report {
    /// A run over steps and faults picked by their number, with the fingerprint after each step.
    Walk,
    /// A run with a clock and one cut ack, with the times and the fingerprint of each step.
    TimedRun,
    /// The counts of exhausted scenes.
    Reachable,
}

impl Report {
    /// Every report, in the order of their numbers.
    pub const ALL: [Report; 3] = [Report::Walk, Report::TimedRun, Report::Reachable];

    /// The name of its file in `golden/`.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Report::Walk => "walk.txt",
            Report::TimedRun => "timed-run.txt",
            Report::Reachable => "reachable.txt",
        }
    }

    /// Makes the report.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Report::Walk => walks(),
            Report::TimedRun => timed_run(),
            Report::Reachable => reachable(),
        }
    }
}

fn simple(preset: Preset) -> Scenario {
    Scenario::preset(preset, Pipeline::Simple)
}

fn idempotent() -> Scenario {
    let mut scenario = simple(Preset::AtLeastOnce);
    let producer = scenario.clients[0].producer.as_mut();
    let producer = producer.expect("checkout is a producer");
    producer.enable_idempotence = true;
    producer.max_in_flight_requests_per_connection = 5;
    scenario
}

fn walks() -> String {
    let mut text = String::new();
    walk("at most once", &simple(Preset::AtMostOnce), &mut text);
    walk("at least once", &simple(Preset::AtLeastOnce), &mut text);
    walk("idempotent", &idempotent(), &mut text);
    text
}

/// Per step: its number, how many steps and faults were offered, and what the world looks like after it.
fn walk(name: &str, scenario: &Scenario, text: &mut String) {
    let mut world = World::new(scenario);
    writeln!(text, "# {name}").expect("a string takes any text");
    for step in 0..WALK_STEPS {
        let (mut steps, mut offers) = (Vec::new(), Vec::new());
        enabled(scenario, &world, &mut steps);
        faults(scenario, &world, &mut offers);
        let pick = fingerprint_of(&(name, step)).0;
        let from = if steps.is_empty() || pick.is_multiple_of(STEPS_A_FAULT) {
            &offers
        } else {
            &steps
        };
        let place = (pick / STEPS_A_FAULT) % from.len() as u128;
        let action = from[usize::try_from(place).expect("below a length")];
        apply(scenario, &mut world, &action, &mut ()).expect("an offered step is possible");
        let (steps, offers, print) = (steps.len(), offers.len(), world.fingerprint().0);
        writeln!(text, "{step} {steps}+{offers} {print:032x}").expect("a string takes any text");
    }
}

/// Per step: its number, its simulated and its screen time, and what the world looks like after it.
fn timed_run() -> String {
    let mut player = Player::new(Arc::new(simple(Preset::AtLeastOnce)), 7);
    let ack = |player: &Player| {
        let keys = player.world().envelopes().map(|envelope| envelope.key);
        let mut acks =
            keys.filter(|key| (key.direction, key.api) == (Direction::Response, Api::Produce));
        acks.next()
    };
    let on_its_way = player.run_until(RUN_STEPS_MAX, |player| ack(player).is_some());
    assert!(on_its_way, "an ack sets out");
    player.advance(300_000);
    let cut = ack(&player).expect("it is on its way for longer than that");
    player
        .intervene(Action::Drop(cut))
        .expect("it is on its way");
    player.run_until(RUN_STEPS_MAX, Player::is_at_rest);
    let steps = player.past().to_vec();
    player.seek(0);
    let mut text = String::new();
    for (number, step) in steps.iter().enumerate() {
        player.step();
        let print = player.world().fingerprint().0;
        writeln!(text, "{number} {} {} {print:032x}", step.at, step.screen_at)
            .expect("a string takes any text");
    }
    text
}

fn reachable() -> String {
    let counts = scenes().into_iter().map(|scene| {
        let reached = explore(&scene);
        let (states, steps, bytes) = (reached.states, reached.steps, reached.bytes);
        format!(
            "{}: {states} states, {steps} steps, {bytes} bytes\n",
            scene.name
        )
    });
    counts.collect()
}
