//! Waits that are skipped: what passes meanwhile is what would have passed, and nothing new is passed by.

use ackademy::session::{Intent, LessonStep, Session};
use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId};
use ackademy_engine::player::Origin;

use crate::{names, of};

/// From the last deed to the goal, for whoever skips each wait; in seconds of screen time.
const SECONDS_MAX: u64 = 30;

const KILL: &str = "11-kill-the-coordinator";

fn killed(beat: usize) -> Session {
    let mut session = of(KILL, beat);
    session.handle(Intent::Act(Action::Crash(NodeId::Broker(BrokerId(1)))));
    session
}

fn is_done(session: &Session) -> bool {
    session.screen().lesson.expect("it is a lesson").is_done
}

/// Plays on until there is a wait to skip.
fn play_to_a_wait(session: &mut Session) {
    for _ in 0..5_000 {
        if session.advance(16_000) && session.screen().is_waiting {
            return;
        }
    }
    panic!("there is nothing to wait for");
}

#[test]
fn a_skipped_wait_leads_where_playing_on_leads() {
    let mut skips = killed(2);
    play_to_a_wait(&mut skips);
    let mut plays = killed(2);
    plays.handle(Intent::Pause);
    let before = skips.player().position();
    skips.handle(Intent::SkipWaiting);
    let after = skips.player().position();
    assert!(after > before + 100, "from {before} to {after}");
    while plays.player().position() < after {
        plays.handle(Intent::Step);
    }
    let world = |session: &Session| session.player().world().fingerprint();
    assert_eq!(world(&skips), world(&plays));
    assert_eq!(skips.player().past(), plays.player().past());
}

#[test]
fn a_skipped_wait_ends_before_what_it_waited_for() {
    let mut session = killed(2);
    play_to_a_wait(&mut session);
    session.handle(Intent::SkipWaiting);
    let fenced = |session: &Session| {
        let mut events = session.player().events().iter();
        events.any(|event| *event == Event::BrokerFenced(BrokerId(1)))
    };
    assert!(!fenced(&session) && session.is_playing());
    let screen = session.screen();
    assert!(!screen.is_waiting, "it is about to happen");
    assert_eq!(
        screen.passed_micros.map(|micros| micros / 1_000_000),
        Some(8)
    );
    for _ in 0..100 {
        session.advance(16_000);
    }
    assert!(fenced(&session));
    assert_eq!(session.screen().passed_micros, None);
}

#[test]
fn at_every_speed_a_skipped_wait_is_over() {
    for presses in 0..4 {
        let mut session = killed(2);
        for _ in 0..presses {
            session.handle(Intent::NextSpeed);
        }
        play_to_a_wait(&mut session);
        session.handle(Intent::SkipWaiting);
        let screen = session.screen();
        assert!(!screen.is_waiting, "at {} %", screen.speed);
    }
}

#[test]
fn what_was_passed_is_reached_by_seeking() {
    let mut session = killed(2);
    play_to_a_wait(&mut session);
    let before = session.player().position();
    session.handle(Intent::SkipWaiting);
    let after = session.player().world().fingerprint();
    let position = session.player().position();
    session.handle(Intent::SeekPosition(before + 50));
    assert_eq!(session.player().position(), before + 50);
    session.handle(Intent::SeekPosition(position));
    assert_eq!(session.player().world().fingerprint(), after);
}

#[test]
fn whoever_is_not_waiting_skips_nothing() {
    let mut session = killed(2);
    assert!(!session.screen().is_waiting);
    let before = session.player().position();
    session.handle(Intent::SkipWaiting);
    assert_eq!(session.player().position(), before);
}

#[test]
fn a_run_in_which_nothing_new_can_come_stands_still_and_says_so() {
    let mut session = Session::playground();
    let (billing, broker) = (NodeId::Client(ClientId(1)), NodeId::Broker(BrokerId(1)));
    session.handle(Intent::Act(Action::CutLink(billing, broker)));
    session.handle(Intent::TogglePlay);
    for _ in 0..20 {
        play_to_a_wait(&mut session);
        session.handle(Intent::SkipWaiting);
        if let Some(notice) = session.screen().notice {
            assert_eq!(notice.text.key(), "notice-nothing-new");
            assert!(!session.is_playing());
            assert!(!session.screen().is_waiting, "it is not offered again");
            return;
        }
    }
    panic!("something new comes again and again");
}

/// Plays until something has happened. Returns how much screen time that took.
fn play_on(session: &mut Session) -> u64 {
    let before = session.player().screen_now();
    while !session.advance(16_000) {}
    session.player().screen_now() - before
}

/// How much screen time the goals of a beat take after the last deed of its solution.
fn hurried(name: &str, beat: usize) -> u64 {
    let mut session = of(name, beat);
    session.handle(Intent::Lesson(LessonStep::Show));
    let steps = session.player().trace().steps();
    let last = steps
        .iter()
        .rposition(|step| step.origin == Origin::Intervention);
    let came_in = session.player().position();
    session.handle(Intent::SeekPosition(
        last.map_or(came_in, |last| last + 1).max(came_in),
    ));
    session.handle(Intent::TogglePlay);
    let mut screen = 0;
    while !is_done(&session) && session.is_playing() {
        if session.screen().is_waiting {
            session.handle(Intent::SkipWaiting);
            // As long as a press takes.
            screen += 500_000;
        } else {
            screen += play_on(&mut session);
        }
    }
    assert!(is_done(&session), "{name}, beat {}", beat + 1);
    screen
}

#[test]
fn who_skips_each_wait_reaches_every_goal_soon() {
    for name in names() {
        let session = of(&name, 0);
        let beats = session.screen().lesson.expect("a lesson").beat_count;
        for beat in 0..beats {
            let view = of(&name, beat).screen().lesson.expect("a lesson");
            if view.goals.is_empty() {
                continue;
            }
            let screen = hurried(&name, beat);
            assert!(
                screen <= SECONDS_MAX * 1_000_000,
                "{name}, beat {}",
                beat + 1
            );
        }
    }
}
