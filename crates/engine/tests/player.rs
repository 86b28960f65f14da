//! The timed driver: the same seed and actions give the same run, every moment can be reached again, and interventions
//! are repeated by meaning.

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::player::{NoCounterpart, Player};
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

const ORDER_3: OrderId = OrderId(2);
const STEPS_MAX: usize = 2_000;

fn scene(preset: Preset) -> Player {
    Player::new(Arc::new(Scenario::preset(preset, Pipeline::Simple)), 7)
}

fn idempotent() -> Arc<Scenario> {
    let mut scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    scenario.clients[0]
        .producer
        .as_mut()
        .unwrap()
        .enable_idempotence = true;
    Arc::new(scenario)
}

fn ack_of_order_3(player: &Player) -> Option<EnvelopeKey> {
    player
        .world()
        .envelopes()
        .map(|envelope| envelope.key)
        .find(|key| {
            key.direction == Direction::Response
                && key.api == Api::Produce
                && matches!(key.subject, Subject::Orders { first: ORDER_3, .. })
        })
}

fn with_ack_cut(mut player: Player) -> Player {
    assert!(player.run_until(STEPS_MAX, |p| ack_of_order_3(p).is_some()));
    player.advance(300_000);
    let ack = ack_of_order_3(&player).unwrap();
    player.intervene(Action::Drop(ack)).unwrap();
    player
}

fn to_rest(mut player: Player) -> Player {
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert!(player.is_at_rest());
    player
}

fn charges(player: &Player, order: OrderId) -> usize {
    player
        .events()
        .iter()
        .filter(|event| matches!(event, Event::Charged(_, charged) if *charged == order))
        .count()
}

#[test]
fn a_run_without_faults_charges_every_order_once_and_comes_to_rest() {
    for preset in [Preset::AtMostOnce, Preset::AtLeastOnce] {
        let player = to_rest(scene(preset));
        for order in 0..3 {
            assert_eq!(charges(&player, OrderId(order)), 1, "{preset:?}");
        }
    }
}

#[test]
fn a_cut_ack_makes_checkout_wait_half_a_minute_and_charge_twice() {
    let player = to_rest(with_ack_cut(scene(Preset::AtLeastOnce)));
    assert_eq!(charges(&player, ORDER_3), 2);
    assert!(player.now() > 30_000_000, "request.timeout.ms passes");
}

#[test]
fn a_cut_ack_reaches_its_second_charge_within_twenty_seconds_of_screen_time() {
    let cut = with_ack_cut(scene(Preset::AtLeastOnce));
    let from = cut.screen_now();
    let mut player = cut;
    assert!(player.run_until(STEPS_MAX, |p| charges(p, ORDER_3) == 2));
    let seconds = (player.screen_now() - from) / 1_000_000;
    assert!(seconds < 20, "{seconds} s");
}

#[test]
fn a_hop_takes_about_eight_tenths_of_a_second_on_screen() {
    let mut player = scene(Preset::AtLeastOnce);
    player.run_until(STEPS_MAX, |p| ack_of_order_3(p).is_some());
    let (sent, due) = player.flight(ack_of_order_3(&player).unwrap()).unwrap();
    let screen = (due - sent) * 200;
    assert!((400_000..=1_200_000).contains(&screen), "{screen}");
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_seed_other_times() {
    let first = to_rest(scene(Preset::AtLeastOnce));
    let again = to_rest(scene(Preset::AtLeastOnce));
    assert_eq!(first.trace().steps(), again.trace().steps());
    assert_eq!(first.world().fingerprint(), again.world().fingerprint());
    let other = to_rest(Player::new(Arc::clone(first.scenario()), 8));
    assert_ne!(first.trace().steps(), other.trace().steps());
}

#[test]
fn every_moment_is_reached_again_by_seeking() {
    let mut live = with_ack_cut(scene(Preset::AtLeastOnce));
    let mut prints = Vec::new();
    live.seek(0);
    loop {
        prints.push((live.world().fingerprint(), live.pending().to_vec()));
        if live.step().is_none() {
            break;
        }
    }
    for position in [0, prints.len() - 1, 33, 1, 64, 32, 31, 40] {
        live.seek(position);
        assert_eq!(
            (live.world().fingerprint(), live.pending().to_vec()),
            prints[position],
            "position {position}"
        );
    }
}

#[test]
fn acting_in_the_past_forgets_the_future_and_a_refused_action_forgets_nothing() {
    let mut player = to_rest(with_ack_cut(scene(Preset::AtLeastOnce)));
    let whole = player.trace().steps().len();
    player.seek(20);
    assert!(
        player
            .intervene(Action::Restart(NodeId::Broker(BrokerId(1))))
            .is_err()
    );
    assert_eq!(player.trace().steps().len(), whole);
    player
        .intervene(Action::Crash(NodeId::Client(ClientId(0))))
        .unwrap();
    assert_eq!(player.trace().steps().len(), 21);
}

#[test]
fn the_same_cut_with_idempotence_charges_once() {
    let player = to_rest(with_ack_cut(scene(Preset::AtLeastOnce)));
    let (replayed, missing) = player.replay_in(idempotent());
    assert_eq!(missing, []);
    let replayed = to_rest(replayed);
    let cut = |event: &&Event| matches!(event, Event::EnvelopeDropped(key) if key.direction == Direction::Response);
    assert_eq!(
        replayed.events().iter().filter(cut).count(),
        1,
        "the ack is cut here too"
    );
    assert_eq!(charges(&replayed, ORDER_3), 1);
}

#[test]
fn a_cut_ack_has_no_counterpart_where_nothing_is_acked() {
    let player = with_ack_cut(scene(Preset::AtLeastOnce));
    let at_most_once = Arc::new(Scenario::preset(Preset::AtMostOnce, Pipeline::Simple));
    let (_, missing) = player.replay_in(at_most_once);
    assert!(
        matches!(missing[..], [NoCounterpart::NoEnvelope(_)]),
        "{missing:?}"
    );
}

#[test]
fn a_crash_is_repeated_at_the_same_point_of_the_story() {
    let mut player = scene(Preset::AtLeastOnce);
    let charged = |p: &Player| charges(p, OrderId(1)) == 1;
    assert!(player.run_until(STEPS_MAX, charged));
    player
        .intervene(Action::Crash(NodeId::Client(ClientId(1))))
        .unwrap();
    let (mut replayed, missing) = player.replay_in(idempotent());
    assert_eq!(missing, []);
    let crashed = |p: &Player| {
        p.events()
            .contains(&Event::Crashed(NodeId::Client(ClientId(1))))
    };
    assert!(replayed.run_until(STEPS_MAX, crashed));
    assert_eq!(charges(&replayed, OrderId(1)), 1);
}

#[test]
fn a_release_is_repeated_as_late_as_it_was() {
    let mut player = scene(Preset::AtLeastOnce);
    assert!(player.run_until(STEPS_MAX, |p| ack_of_order_3(p).is_some()));
    let ack = ack_of_order_3(&player).unwrap();
    player.intervene(Action::Delay(ack)).unwrap();
    player.wait(2_000_000);
    player.intervene(Action::Release(ack)).unwrap();
    let released = player.now();
    let (replayed, missing) = player.replay_in(Arc::clone(player.scenario()));
    assert_eq!(missing, []);
    let replayed = to_rest(replayed);
    let mut steps = replayed.trace().steps().iter();
    let release = steps.find(|step| matches!(step.action, Action::Release(_)));
    assert_eq!(release.map(|step| step.at), Some(released));
}

#[test]
fn what_waits_at_a_paused_broker_is_met_as_late_as_it_was() {
    let mut player = scene(Preset::AtLeastOnce);
    let request = |p: &Player| {
        let mut keys = p.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| key.direction == Direction::Request && key.api == Api::Produce)
    };
    assert!(player.run_until(STEPS_MAX, |p| request(p).is_some()));
    let broker = NodeId::Broker(BrokerId(1));
    let key = request(&player).unwrap();
    player.intervene(Action::Pause(broker)).unwrap();
    player.wait(1_000_000);
    player.intervene(Action::Drop(key)).unwrap();
    let dropped = player.now();
    let (replayed, missing) = player.replay_in(Arc::clone(player.scenario()));
    assert_eq!(missing, []);
    let mut replayed = replayed;
    replayed.run_until(STEPS_MAX, |p| p.planned().is_empty());
    assert_eq!(
        replayed.past().last().map(|step| (step.action, step.at)),
        Some((Action::Drop(key), dropped))
    );
}

#[test]
fn a_branch_shares_its_past_and_repeats_what_is_planned() {
    let mut player = with_ack_cut(scene(Preset::AtLeastOnce));
    let cut = player.position();
    player.run_until(STEPS_MAX, |p| charges(p, ORDER_3) == 1);
    player
        .intervene(Action::Crash(NodeId::Client(ClientId(1))))
        .unwrap();
    let uncut = player.branch(cut - 1, player.interventions_without(&[0]));
    assert_eq!(uncut.past(), &player.past()[..cut - 1]);
    assert_eq!(
        player.interventions().len(),
        2,
        "the run itself is as it was"
    );
    let uncut = to_rest(uncut);
    assert!(
        uncut
            .events()
            .contains(&Event::Crashed(NodeId::Client(ClientId(1))))
    );
    assert!(
        !uncut
            .events()
            .iter()
            .any(|event| matches!(event, Event::EnvelopeDropped(_)))
    );
}

#[test]
fn screen_time_only_goes_forward_and_a_seek_by_it_finds_the_same_step() {
    let mut player = to_rest(with_ack_cut(scene(Preset::AtLeastOnce)));
    let times: Vec<u64> = player
        .trace()
        .steps()
        .iter()
        .map(|step| step.screen_at)
        .collect();
    assert!(times.is_sorted());
    player.seek_screen(times[30]);
    assert!(player.position() >= 31 && player.screen_now() == times[30]);
}

#[test]
fn a_quiet_stretch_is_cut_short_and_says_how_much_time_passes() {
    let mut player = with_ack_cut(scene(Preset::AtLeastOnce));
    assert!(player.run_until(STEPS_MAX, |p| p.quiet().is_some()));
    assert!(player.quiet().unwrap().micros > 20_000_000);
}

#[test]
fn two_fetches_of_a_follower_never_happen_at_the_same_moment() {
    let player = to_rest(scene(Preset::AtLeastOnce));
    let fetches = player.trace().steps().iter();
    let mut fetches: Vec<(Action, u64)> = fetches
        .filter(|step| matches!(step.action, Action::ReplicaFetch { .. }))
        .map(|step| (step.action, step.at))
        .collect();
    assert!(fetches.len() > 10);
    fetches.sort_unstable();
    assert!(fetches.windows(2).all(|pair| pair[0] != pair[1]));
}
