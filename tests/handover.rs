//! A first minute that another program goes on with: nothing on screen is lost, whatever the moment.

use ackademy::session::{Intent, Screen, Session};
use ackademy::viewmodel::Thing;
use ackademy_engine::ids::{BrokerId, ClientId};

const FRAME: u64 = 16_667;

/// Plays for so many frames.
fn play(session: &mut Session, frames: usize) {
    for _ in 0..frames {
        session.advance(FRAME);
    }
}

fn at_rest(session: &mut Session) {
    play(session, 4_000);
    assert!(!session.is_playing(), "it comes to rest");
}

/// A first minute after these intents.
fn after(intents: &[Intent]) -> Session {
    let mut session = Session::first_minute();
    for intent in intents {
        session.handle(intent.clone());
    }
    session
}

fn taken_over(session: &Session) -> (Session, Option<Intent>) {
    let text = session.hand_over().expect("a first minute is handed over");
    Session::taken_over(&text).expect("what was handed over is taken over")
}

/// All that is on screen but what has to be asked for again.
fn shown(session: &Session) -> Screen {
    Screen {
        menu: None,
        why: None,
        ..session.screen()
    }
}

fn assert_goes_on(session: &mut Session) {
    let (mut other, _) = taken_over(session);
    assert_eq!(shown(&other), shown(session));
    assert_eq!(other.player().now(), session.player().now());
    for _ in 0..600 {
        other.advance(FRAME);
        session.advance(FRAME);
    }
    assert_eq!(other.screen().first_minute, session.screen().first_minute);
    assert_eq!(other.player().events(), session.player().events());
}

#[test]
fn the_question_stands_with_its_answer() {
    assert_goes_on(&mut after(&[Intent::Predict(1), Intent::NextSpeed]));
}

#[test]
fn a_run_goes_on_at_every_moment_after_the_cut() {
    for frames in [0, 1, 40, 200, 500, 900] {
        let mut session = after(&[Intent::Predict(2), Intent::CutAck]);
        play(&mut session, frames);
        assert_goes_on(&mut session);
    }
}

#[test]
fn the_outcome_is_kept() {
    let mut session = after(&[Intent::CutAck]);
    at_rest(&mut session);
    let charges = session.screen().first_minute.map(|first| first.charges);
    assert_eq!(charges, Some(2));
    assert_goes_on(&mut session);
}

#[test]
fn what_lies_ahead_after_stepping_back_is_still_recorded() {
    let mut session = after(&[Intent::CutAck]);
    at_rest(&mut session);
    for _ in 0..5 {
        session.handle(Intent::StepBack);
    }
    let (other, _) = taken_over(&session);
    let (ours, theirs) = (session.screen(), other.screen());
    assert_eq!(
        theirs.view.transport.marks.len(),
        ours.view.transport.marks.len()
    );
    assert_goes_on(&mut session);
}

#[test]
fn what_was_asked_for_last_is_asked_for_again() {
    let opening = after(&[]);
    let view = opening.screen().view;
    let partition = opening.player().scenario().partition_ids().next().unwrap();
    for thing in [
        Thing::Broker(BrokerId(2)),
        Thing::Client(ClientId(1)),
        Thing::Envelope(view.pills[0].key),
        Thing::Link(view.stage.wires[2].a, view.stage.wires[2].b),
        Thing::Log(partition, BrokerId(3)),
    ] {
        let mut session = after(&[Intent::TogglePlay]);
        session.set_aside(Intent::Select(thing));
        assert!(session.reaches_beyond() && !session.is_playing());
        let (mut other, asked) = taken_over(&session);
        assert_eq!(asked, Some(Intent::Select(thing)));
        other.handle(Intent::Select(thing));
        other.handle(Intent::CloseMenu);
        assert!(
            other.is_playing(),
            "it goes on after the menu, as it did before"
        );
    }
    for intent in [
        Intent::AskWhy(true),
        Intent::SameCutUnderExactlyOnce,
        Intent::OpenPlayground,
    ] {
        let mut session = after(&[Intent::CutAck]);
        session.set_aside(intent.clone());
        assert_eq!(taken_over(&session).1, Some(intent));
    }
}

#[test]
fn a_learner_who_stays_is_where_the_press_was() {
    let mut session = after(&[Intent::CutAck]);
    session.set_aside(Intent::Select(Thing::Broker(BrokerId(1))));
    session.stay();
    assert!(session.is_playing() && !session.reaches_beyond());
}

#[test]
fn another_text_is_refused() {
    let text = after(&[]).hand_over().expect("a first minute");
    assert!(Session::taken_over("").is_none());
    assert!(Session::taken_over(&text[2..]).is_none());
    assert!(Session::taken_over(&text[..text.len() - 3]).is_none());
    assert!(Session::playground().hand_over().is_none());
}
