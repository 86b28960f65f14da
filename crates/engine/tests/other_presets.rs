//! Under other config keys the same orders and faults come again: what hung on a fault that cannot be repeated hangs on what came
//! before it, and no order of the learner is lost.

use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::player::{Anchor, Intervention, Milestone, NoCounterpart, Player};
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

const STEPS_MAX: usize = 4_000;
const CHECKOUT: ClientId = ClientId(0);
const ORDER_4: Action = Action::Client(CHECKOUT, Call::TakeOrder(OrderId(3)));
const ORDER_5: Action = Action::Client(CHECKOUT, Call::TakeOrder(OrderId(4)));
const KILL: Action = Action::Crash(NodeId::Broker(BrokerId(3)));

fn preset(preset: Preset) -> Arc<Scenario> {
    Arc::new(Scenario::preset(preset, Pipeline::Simple))
}

fn ack(player: &Player) -> Option<EnvelopeKey> {
    let mut keys = player.world().envelopes().map(|envelope| envelope.key);
    keys.find(|key| (key.api, key.direction) == (Api::Produce, Direction::Response))
}

/// At least once, up to where the first ack was cut.
fn cut() -> Player {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    assert!(player.run_until(STEPS_MAX, |player| ack(player).is_some()));
    player.advance(300_000);
    let ack = ack(&player).expect("it is on its way");
    player.intervene(Action::Drop(ack)).unwrap();
    player
}

fn do_all(player: &mut Player, actions: &[Action]) {
    for action in actions {
        player.intervene(*action).unwrap();
    }
}

fn to_rest(mut player: Player) -> Player {
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert!(player.is_at_rest());
    player
}

/// When an action was done in a run that has come to its end.
fn time_of(player: &Player, action: Action) -> Option<u64> {
    let mut steps = player.past().iter();
    steps.find(|step| step.action == action).map(|step| step.at)
}

fn charges(player: &Player, order: u16) -> u8 {
    player.world().facts().of(OrderId(order)).effects.get()
}

fn done(player: &Player) -> Vec<Action> {
    let done = player.interventions().into_iter();
    done.map(|it| it.action).collect()
}

fn without_moment(action: Action, index: usize, milestone: Milestone) -> Intervention {
    let anchor = Anchor::After {
        milestone,
        nth: 1,
        micros: 0,
    };
    Intervention {
        action,
        anchor,
        index,
        missed: false,
    }
}

#[test]
fn an_order_and_a_kill_after_a_cut_come_again_where_there_is_no_ack_to_cut() {
    let mut player = cut();
    do_all(&mut player, &[ORDER_4, KILL]);
    let (replayed, missing) = player.replay_in(preset(Preset::AtMostOnce));
    assert!(
        matches!(missing[..], [NoCounterpart::NoEnvelope(it)] if matches!(it.action, Action::Drop(_))),
        "{missing:?}"
    );
    let replayed = to_rest(replayed);
    assert_eq!(done(&replayed), [ORDER_4, KILL]);
    assert_eq!(charges(&replayed, 3), 1);
    let appended = |player: &Player| {
        let is_first = |event: &Event| matches!(event, Event::RecordAppended(_, _, _, OrderId(0)));
        let mut steps = player.past().iter().enumerate();
        let found = steps.find(|(place, _)| player.trace().events_of(*place).iter().any(is_first));
        found.map(|(_, step)| step.at).unwrap()
    };
    let after = |player: &Player| time_of(player, KILL).unwrap() - appended(player);
    assert_eq!(
        after(&replayed),
        after(&player),
        "as long after what came before the cut"
    );
}

#[test]
fn what_cannot_be_repeated_takes_nothing_with_it_however_long_the_chain() {
    let mut player = cut();
    do_all(&mut player, &[ORDER_4]);
    player.run_until(STEPS_MAX, |player| ack(player).is_some());
    let second = ack(&player).expect("order 2 is answered");
    do_all(&mut player, &[Action::Drop(second), KILL]);
    player.wait(2_000_000);
    do_all(
        &mut player,
        &[Action::Restart(NodeId::Broker(BrokerId(3))), ORDER_5],
    );
    let (replayed, missing) = player.replay_in(preset(Preset::AtMostOnce));
    assert_eq!(missing.len(), 2, "{missing:?}");
    let replayed = to_rest(replayed);
    assert_eq!(
        done(&replayed),
        [
            ORDER_4,
            KILL,
            Action::Restart(NodeId::Broker(BrokerId(3))),
            ORDER_5
        ]
    );
    assert_eq!((charges(&replayed, 3), charges(&replayed, 4)), (1, 1));
}

#[test]
fn what_was_done_after_a_second_charge_comes_again_where_there_is_none() {
    let mut player = cut();
    assert!(player.run_until(STEPS_MAX, |player| charges(player, 0) == 2));
    do_all(&mut player, &[ORDER_4, KILL]);
    for other in [Preset::AtMostOnce, Preset::ExactlyOnce] {
        let (replayed, missing) = player.replay_in(preset(other));
        assert!(
            !missing
                .iter()
                .any(|it| matches!(it, NoCounterpart::NoMoment(_))),
            "{missing:?}"
        );
        let replayed = to_rest(replayed);
        assert!(done(&replayed).ends_with(&[ORDER_4, KILL]), "{other:?}");
        assert_eq!((charges(&replayed, 0), charges(&replayed, 3)), (1, 1));
    }
}

#[test]
fn a_way_through_a_preset_without_acks_leads_back_to_the_same_run() {
    let mut player = cut();
    do_all(&mut player, &[ORDER_4, KILL]);
    let (between, _) = player.replay_in(preset(Preset::AtMostOnce));
    for between in [between.clone(), to_rest(between)] {
        let (back, missing) = between.replay_in(preset(Preset::AtLeastOnce));
        assert_eq!(missing, []);
        let (back, player) = (to_rest(back), to_rest(player.clone()));
        assert_eq!(back.world().fingerprint(), player.world().fingerprint());
        assert_eq!(time_of(&back, KILL), time_of(&player, KILL));
    }
}

#[test]
fn an_action_that_is_not_possible_takes_nothing_with_it() {
    let heal = Action::HealLink(NodeId::Client(CHECKOUT), NodeId::Broker(BrokerId(1)));
    let plan = vec![
        without_moment(heal, 0, Milestone::Sent(OrderId(1))),
        without_moment(ORDER_4, 1, Milestone::Intervened(0)),
        without_moment(KILL, 2, Milestone::Intervened(1)),
    ];
    let player = Player::with_interventions(preset(Preset::AtLeastOnce), 7, plan);
    let missing = player.without_counterpart();
    assert!(
        matches!(missing[..], [NoCounterpart::NotPossible(it)] if it.action == heal),
        "{missing:?}"
    );
    assert_eq!(done(&to_rest(player)), [ORDER_4, KILL]);
}

#[test]
fn an_order_without_a_moment_is_added_at_the_end_and_a_kill_without_one_is_named() {
    let never = Milestone::Charged(OrderId(9));
    let plan = vec![
        without_moment(KILL, 0, never),
        without_moment(ORDER_4, 1, never),
    ];
    let player = Player::with_interventions(preset(Preset::AtLeastOnce), 7, plan);
    let missing = player.without_counterpart();
    assert!(
        matches!(missing[..], [NoCounterpart::NoMoment(it)] if it.action == KILL),
        "{missing:?}"
    );
    let player = to_rest(player);
    assert_eq!(done(&player), [ORDER_4]);
    assert_eq!((charges(&player, 2), charges(&player, 3)), (1, 1));
}

#[test]
fn an_order_without_a_moment_is_added_to_a_run_that_asks_for_ever() {
    let plan = vec![without_moment(ORDER_4, 0, Milestone::Charged(OrderId(9)))];
    let mut player = Player::with_interventions(preset(Preset::AtLeastOnce), 7, plan);
    for broker in 1..=3 {
        let broker = NodeId::Broker(BrokerId(broker));
        do_all(
            &mut player,
            &[Action::CutLink(NodeId::Client(ClientId(1)), broker)],
        );
    }
    assert!(player.run_until(STEPS_MAX, |player| player.planned().is_empty()));
    assert!(!player.is_at_rest());
}

#[test]
fn what_is_planned_hangs_on_what_it_hung_on_when_something_is_done_before() {
    let sent = Milestone::Sent(OrderId(1));
    let plan = vec![
        without_moment(ORDER_4, 0, sent),
        without_moment(KILL, 1, Milestone::Intervened(0)),
    ];
    let mut player = Player::with_interventions(preset(Preset::AtLeastOnce), 7, plan);
    let begun = player.position();
    do_all(&mut player, &[ORDER_5]);
    let untouched = player.clone();
    assert_eq!(done(&to_rest(untouched)), [ORDER_5, ORDER_4, KILL]);
    player.run_until(STEPS_MAX, |player| player.planned().len() == 1);
    player.seek(begun);
    do_all(&mut player, &[Action::Pause(NodeId::Broker(BrokerId(2)))]);
    player.run_until(STEPS_MAX, |player| player.planned().is_empty());
    assert!(
        done(&player).ends_with(&[KILL]),
        "it comes when it would have"
    );
}

/// What a learner does: lets time pass, now and then picks an offered fault, and orders.
fn play(player: &mut Player, picks: &[(u8, u16)]) {
    let mut order = 3;
    for (kind, number) in picks {
        match kind % 4 {
            0 => {
                player.run_until(usize::from(number % 40), |_| false);
            }
            1 => {
                player.advance(u64::from(*number) * 40);
            }
            2 => {
                let offered = player.faults();
                let _ = player.intervene(offered[usize::from(*number) % offered.len()]);
            }
            _ => {
                let call = Call::TakeOrder(OrderId(order));
                order += u16::from(player.intervene(Action::Client(CHECKOUT, call)).is_ok());
            }
        }
    }
}

/// How many of these are orders, and how many there are.
fn counted(actions: impl Iterator<Item = Action>) -> (usize, usize) {
    let (mut orders, mut all) = (0, 0);
    for action in actions {
        all += 1;
        orders += usize::from(matches!(action, Action::Client(_, Call::TakeOrder(_))));
    }
    (orders, all)
}

proptest! {
    #![proptest_config(Config {
        cases: 20,
        rng_seed: RngSeed::Fixed(20_261_130),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn whatever_was_done_is_repeated_or_named_and_every_order_is_repeated(
        from in prop::sample::select(Preset::all(Pipeline::Simple)),
        between in prop::sample::select(Preset::all(Pipeline::Simple)),
        to in prop::sample::select(Preset::all(Pipeline::Simple)),
        picks in prop::collection::vec(any::<(u8, u16)>(), 1..40),
        steps in 0..300_usize,
    ) {
        let mut player = Player::new(preset(from), 7);
        play(&mut player, &picks);
        let (orders, all) = counted(player.interventions().into_iter().map(|it| it.action));
        let (mut between, _) = player.replay_in(preset(between));
        between.run_until(steps, |_| false);
        for run in [player, between] {
            let (mut replayed, missing) = run.replay_in(preset(to));
            replayed.run_until(STEPS_MAX, |player| player.planned().is_empty());
            prop_assert!(!missing.iter().any(|it| matches!(it, NoCounterpart::NoMoment(_))), "{missing:?}");
            let repeated = counted(done(&replayed).into_iter());
            prop_assert_eq!(repeated, (orders, all - missing.len()));
        }
    }
}
