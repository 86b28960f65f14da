//! What goes into a link comes out of it.

use ackademy::session::{Intent, Key, Owner, Session, SettingKey};
use ackademy::share::{self, Link, Run, Setup};
use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::player::{Anchor, Deed, Intervention, Milestone, Origin, Player};
use ackademy_engine::scenario::{Pipeline, Preset};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

use crate::{after_the_cut, opened, text_of};

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(20_261_125),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    }
}

fn same_moment(one: &Player, other: &Player) {
    assert_eq!(one.position(), other.position());
    assert_eq!(one.now(), other.now());
    assert_eq!(one.world().fingerprint(), other.world().fingerprint());
    // Screen time is rounded, and no part of a run.
    let steps = |player: &Player| -> Vec<(Action, u64, Origin)> {
        let steps = player.past().iter();
        steps
            .map(|step| (step.action, step.at, step.origin))
            .collect()
    };
    assert_eq!(steps(one), steps(other));
}

#[test]
fn a_moment_is_found_again_between_two_steps() {
    let session = Session::first_minute();
    let again = opened(&text_of(&session));
    same_moment(session.player(), again.player());
    assert!(again.screen().notice.is_none());
    assert!(!again.is_playing());
}

#[test]
fn what_was_done_after_the_moment_is_kept() {
    let mut session = after_the_cut(6);
    session.handle(Intent::SeekPosition(2));
    let again = opened(&text_of(&session));
    same_moment(session.player(), again.player());
    assert_eq!(again.player().deeds(), session.player().deeds());
    assert_eq!(again.player().deeds().len(), 1);
}

#[test]
fn changed_settings_and_what_is_still_planned_are_kept() {
    let mut session = after_the_cut(3);
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    session.handle(Intent::Pause);
    let acks = SettingKey::of(Owner::Checkout, Key::Acks);
    session.handle(Intent::ChangeSetting(acks, "1".to_owned()));
    session.handle(Intent::Pause);
    assert_eq!(session.player().planned().len(), 1);
    let again = opened(&text_of(&session));
    same_moment(session.player(), again.player());
    assert_eq!(again.player().planned(), session.player().planned());
    assert_eq!(again.screen().settings, session.screen().settings);
}

#[test]
fn a_run_that_goes_otherwise_is_repeated_by_meaning_and_says_so() {
    let mut run = after_the_cut(6).to_link();
    run.check = run.check.map(|check| check ^ 1);
    let again = Session::from_link(&run).unwrap();
    assert_eq!(again.player().deeds().len(), 1);
    let notice = again.screen().notice.expect("it says so");
    assert_eq!(notice.text.key(), "link-other-run");
    run.check = None;
    assert!(Session::from_link(&run).unwrap().screen().notice.is_none());
}

#[test]
fn a_run_of_twenty_faults_takes_less_than_2000_characters() {
    let mut session = Session::playground();
    let mut done = 0;
    while done < 20 {
        for _ in 0..5 {
            session.handle(Intent::Step);
        }
        let offered = session.player().faults();
        session.handle(Intent::Act(offered[done * 7 % offered.len()]));
        done += 1;
    }
    let text = text_of(&session);
    assert_eq!(session.player().deeds().len(), 20);
    assert!(text.len() < 2_000, "{} characters", text.len());
    same_moment(session.player(), opened(&text).player());
}

#[test]
fn a_lesson_and_its_beat_come_out_as_they_went_in() {
    let link = Link::Lesson {
        name: "03-the-ack-that-never-came".to_owned(),
        beat: 4,
    };
    assert_eq!(share::read(&share::write(&link)), Ok(link));
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn a_random_run_is_found_again_at_its_moment(
        preset in prop::sample::select(Preset::all(Pipeline::Simple)),
        picks in prop::collection::vec(any::<(u8, u16)>(), 1..40),
        back in any::<u16>(),
    ) {
        let mut session = Session::playground();
        session.handle(Intent::ChoosePreset(preset));
        for (kind, number) in picks {
            if kind % 3 == 0 {
                let offered = session.player().faults();
                session.handle(Intent::Act(offered[usize::from(number) % offered.len()]));
            } else {
                session.handle(Intent::TogglePlay);
                session.advance(u64::from(number) * 20);
                session.handle(Intent::Pause);
            }
        }
        if back % 2 == 0 {
            let position = usize::from(back) % (session.player().position() + 1);
            session.handle(Intent::SeekPosition(position));
        }
        let again = opened(&text_of(&session));
        prop_assert!(again.screen().notice.is_none());
        same_moment(session.player(), again.player());
        prop_assert_eq!(again.player().deeds(), session.player().deeds());
    }

    #[test]
    fn any_content_comes_out_as_it_went_in(run in runs()) {
        let link = Link::Run(Box::new(run));
        prop_assert_eq!(share::read(&share::write(&link)), Ok(link));
    }
}

fn actions() -> impl Strategy<Value = Action> {
    let node = || {
        prop_oneof![
            any::<u8>().prop_map(|id| NodeId::Client(ClientId(id))),
            (1..=u8::MAX).prop_map(|id| NodeId::Broker(BrokerId(id))),
            Just(NodeId::Controller),
        ]
    };
    prop_oneof![
        node().prop_map(Action::Crash),
        (node(), node()).prop_map(|(a, b)| Action::CutLink(a, b)),
        (any::<u8>(), any::<u16>()).prop_map(|(client, order)| {
            Action::Client(ClientId(client), Call::TakeOrder(OrderId(order)))
        }),
    ]
}

fn interventions() -> impl Strategy<Value = (Action, Anchor)> {
    let milestone = prop_oneof![
        Just(Milestone::Start),
        any::<u16>().prop_map(|order| Milestone::Charged(OrderId(order))),
        (0..1000_usize).prop_map(Milestone::Intervened),
    ];
    (actions(), milestone, 0..1000_usize, 0..1_000_000_000_u64).prop_map(
        |(action, milestone, nth, micros)| {
            let anchor = Anchor::After {
                milestone,
                nth,
                micros,
            };
            (action, anchor)
        },
    )
}

fn runs() -> impl Strategy<Value = Run> {
    let setup = (
        prop::sample::select(vec![Pipeline::Simple, Pipeline::Stream]),
        prop::sample::select(Preset::all(Pipeline::Stream)),
        prop::collection::vec((any::<u8>(), ".{0,12}"), 0..6),
    );
    let deeds = prop::collection::vec((0..100_usize, 0..1_000_000_u64, interventions()), 0..20);
    let planned = prop::collection::vec(interventions(), 0..5);
    let moment = (
        any::<u64>(),
        0..share::STEPS_MAX,
        0..1_000_000_u64,
        any::<Option<u32>>(),
    );
    (setup, deeds, planned, moment).prop_map(|(setup, deeds, planned, moment)| {
        let (mut position, mut at) = (0, 0);
        let with_index = |index, (action, anchor)| Intervention {
            action,
            anchor,
            index,
            missed: false,
        };
        let deeds: Vec<Deed> = deeds
            .into_iter()
            .enumerate()
            .map(|(index, (steps, micros, intervention))| {
                position += steps + 1;
                at += micros;
                Deed {
                    position,
                    at,
                    intervention: with_index(index, intervention),
                }
            })
            .collect();
        let after = deeds.len();
        Run {
            setup: Setup {
                pipeline: setup.0,
                preset: setup.1,
                changes: setup.2,
            },
            seed: moment.0,
            planned: planned
                .into_iter()
                .enumerate()
                .map(|(place, it)| with_index(after + place, it))
                .collect(),
            deeds,
            position: moment.1,
            into_gap: moment.2,
            check: moment.3,
        }
    })
}
