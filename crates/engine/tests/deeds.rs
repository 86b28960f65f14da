//! A run is made again from what was done in it, step for step and moment for moment.

use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn scene(preset: Preset, pipeline: Pipeline) -> Player {
    Player::new(Arc::new(Scenario::preset(preset, pipeline)), 7)
}

/// What a learner does: lets screen time pass, steps, and now and then picks one of the offered faults.
fn play(player: &mut Player, picks: &[(u8, u16)]) {
    for (kind, number) in picks {
        match kind % 4 {
            0 => {
                player.advance(u64::from(*number) * 40);
            }
            1 => {
                player.step();
            }
            2 => {
                player.run_until(usize::from(number % 40), |_| false);
            }
            _ => {
                let offered = player.faults();
                let _ = player.intervene(offered[usize::from(*number) % offered.len()]);
            }
        }
    }
}

fn again(player: &Player) -> Option<Player> {
    let scenario = Arc::clone(player.scenario());
    Player::repeat(
        scenario,
        player.seed(),
        &player.deeds(),
        player.planned().to_vec(),
    )
}

proptest! {
    #![proptest_config(Config {
        cases: 120,
        rng_seed: RngSeed::Fixed(20_261_125),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn the_deeds_of_a_run_make_the_same_run_again(
        preset in prop::sample::select(Preset::all(Pipeline::Simple)),
        picks in prop::collection::vec(any::<(u8, u16)>(), 1..60),
    ) {
        let mut player = scene(preset, Pipeline::Simple);
        play(&mut player, &picks);
        let mut repeated = again(&player).expect("the same run has the same moments");
        repeated.run_until(player.position(), |p| p.position() == player.position());
        prop_assert_eq!(repeated.world().fingerprint(), player.world().fingerprint());
        let actions = |p: &Player| -> Vec<(Action, u64)> {
            p.past().iter().map(|step| (step.action, step.at)).collect()
        };
        prop_assert_eq!(actions(&repeated), actions(&player));
    }
}

#[test]
fn a_seek_back_forgets_no_deed() {
    let mut player = scene(Preset::AtLeastOnce, Pipeline::Simple);
    play(&mut player, &[(2, 12), (3, 5), (2, 30), (3, 40)]);
    let deeds = player.deeds();
    assert_eq!(deeds.len(), 2);
    player.seek(3);
    assert_eq!(player.deeds(), deeds);
    assert_eq!(player.position(), 3, "to ask moves nothing");
}

#[test]
fn deeds_that_do_not_fit_are_refused() {
    let mut player = scene(Preset::AtLeastOnce, Pipeline::Simple);
    play(&mut player, &[(2, 12), (3, 5)]);
    let deeds = player.deeds();
    let elsewhere = |scenario: Scenario, change: fn(&mut ackademy_engine::player::Deed)| {
        let mut changed = deeds.clone();
        change(&mut changed[0]);
        Player::repeat(Arc::new(scenario), 7, &changed, Vec::new()).is_some()
    };
    let same = || Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    assert!(elsewhere(same(), |_| {}));
    assert!(!elsewhere(same(), |deed| deed.at += 60_000_000));
    assert!(!elsewhere(same(), |deed| deed.at = 0));
    assert!(!elsewhere(same(), |deed| deed.position = 1_000_000));
    assert!(!elsewhere(same(), |deed| {
        deed.intervention.action = Action::Client(ClientId(9), Call::TakeOrder(OrderId(900)));
    }));
    assert!(!elsewhere(same(), |deed| {
        deed.intervention.action = Action::Client(ClientId(200), Call::Poll);
    }));
}
