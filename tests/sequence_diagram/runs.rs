//! Runs to draw: some that a learner would make, and random ones.

use std::sync::Arc;

use ackademy::session::SEED;
use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, NodeId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

pub const STEPS_MAX: usize = 3_000;

pub fn run_of(preset: Preset, pipeline: Pipeline) -> Player {
    Player::new(Arc::new(Scenario::preset(preset, pipeline)), SEED)
}

pub fn to_its_end(mut player: Player) -> Player {
    player.run_until(STEPS_MAX, Player::is_at_rest);
    player
}

/// An envelope of this kind that is on its way.
pub fn on_its_way(player: &Player, api: Api, direction: Direction) -> Option<EnvelopeKey> {
    let mut envelopes = player.world().envelopes();
    let is_it = |key: &EnvelopeKey| key.api == api && key.direction == direction;
    envelopes.find_map(|envelope| Some(envelope.key).filter(is_it))
}

/// Plays until such an envelope is on its way, and does this to it.
pub fn done_to(
    player: &mut Player,
    (api, direction): (Api, Direction),
    act: impl FnOnce(EnvelopeKey) -> Action,
) -> EnvelopeKey {
    let found = |player: &Player| on_its_way(player, api, direction).is_some();
    assert!(player.run_until(STEPS_MAX, found));
    let key = on_its_way(player, api, direction).expect("it is on its way");
    player.intervene(act(key)).expect("it is on its way");
    key
}

pub const ACK: (Api, Direction) = (Api::Produce, Direction::Response);
pub const PRODUCE: (Api, Direction) = (Api::Produce, Direction::Request);

/// At least once, an ack cut, and what comes of it; stands where it was cut.
pub fn lost_ack() -> (Player, EnvelopeKey) {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    let key = done_to(&mut player, ACK, Action::Drop);
    (player, key)
}

/// The leader of the orders dies while a Produce is on its way to it, and comes back.
pub fn broker_death() -> (Player, BrokerId) {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    let key = done_to(&mut player, PRODUCE, |key| {
        Action::Crash(NodeId::Broker(key.broker))
    });
    (player, key.broker)
}

/// As random as a seed: at some steps one of the faults that are offered.
pub fn random_run(seed: u64, preset: Preset, pipeline: Pipeline) -> Player {
    let mut player = run_of(preset, pipeline);
    let mut dice = Dice(seed);
    for _ in 0..400 {
        if dice.roll(9) == 0 {
            let faults = player.faults();
            if !faults.is_empty() {
                let fault = faults[dice.roll(faults.len())];
                player.intervene(fault).expect("a fault that is offered");
            }
        } else if player.step().is_none() {
            break;
        }
    }
    player
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let sides = u64::try_from(sides).expect("few");
        usize::try_from((self.0 >> 33) % sides).expect("few")
    }
}
