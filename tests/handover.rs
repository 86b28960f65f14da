//! A first minute that another program goes on with: nothing on screen is lost, whatever the moment.

use ackademy::session::{Intent, Screen, Session};
use ackademy::share::{self, Link};
use ackademy::viewmodel::Thing;
use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId};

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

/// What is on screen after a reload.
fn reloaded(session: &Session) -> Session {
    let text = session.to_keep().expect("something was done");
    Session::kept(&text).expect("what was kept is found again")
}

#[test]
fn after_a_reload_the_first_minute_stands_where_it_was_and_waits() {
    for frames in [0, 40, 200, 500, 900, 4_000] {
        let mut session = after(&[Intent::NextSpeed, Intent::Predict(1), Intent::CutAck]);
        play(&mut session, frames);
        let mut other = reloaded(&session);
        session.handle(Intent::Pause);
        assert_eq!(shown(&other), shown(&session));
        for each in [&mut session, &mut other] {
            each.handle(Intent::TogglePlay);
            play(each, 600);
        }
        assert_eq!(shown(&other), shown(&session));
    }
}

#[test]
fn a_reload_keeps_what_the_full_program_lets_one_do() {
    let mut session = after(&[Intent::CutAck]);
    at_rest(&mut session);
    session.handle(Intent::SameCutUnderExactlyOnce);
    for _ in 0..20 {
        session.handle(Intent::Step);
    }
    let crash = Action::Crash(NodeId::Broker(BrokerId(3)));
    session.handle(Intent::Act(crash));
    let other = reloaded(&session);
    session.handle(Intent::Pause);
    assert_eq!(shown(&other), shown(&session));
}

#[test]
fn nothing_is_kept_of_a_first_minute_in_which_nothing_was_done() {
    assert_eq!(after(&[]).to_keep(), None);
    let played = [Intent::Predict(2), Intent::CutAck, Intent::Restart];
    assert_eq!(after(&played).to_keep(), None);
    assert_eq!(Session::playground().to_keep(), None);
    assert!(after(&[Intent::Predict(2)]).to_keep().is_some());
    assert!(after(&[Intent::Step]).to_keep().is_some());
}

#[test]
fn what_was_kept_and_does_not_come_out_so_again_is_not_shown() {
    let session = after(&[Intent::CutAck]);
    let kept = session.to_keep().expect("a cut was made");
    let handed_over = session.hand_over().expect("a first minute");
    let (before, run) = kept.rsplit_once('.').unwrap();
    let Ok(Link::Run(mut run)) = share::read(run) else {
        panic!("it ends with a run");
    };
    run.check = run.check.map(|check| check ^ 1);
    let other = share::write(&Link::Run(run));
    assert!(Session::kept(&format!("{before}.{other}")).is_none());
    for broken in ["", "null", "1.2.3", &kept[2..], &kept[..kept.len() - 1]] {
        assert!(Session::kept(broken).is_none(), "{broken}");
    }
    assert!(!Session::kept(&handed_over).expect("it is one").is_playing());
}
