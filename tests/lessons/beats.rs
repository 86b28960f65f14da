//! A lesson without a browser: a learner reads, foretells, does, is answered, and goes back.

use ackademy::embed::Report;
use ackademy::session::telling::LessonTeller;
use ackademy::session::{Intent, LessonStep, LessonView, Session};
use ackademy_engine::action::Action;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_lesson::Part;

use crate::of;

const NAME: &str = "03-the-ack-that-never-came";

fn at(beat: usize) -> Session {
    of(NAME, beat)
}

fn view(session: &Session) -> LessonView {
    session.screen().lesson.expect("it is a lesson")
}

fn go(session: &mut Session, beat: usize) {
    session.handle(Intent::Lesson(LessonStep::Go(beat)));
    assert_eq!(view(session).beat, beat);
}

fn ack(session: &Session) -> EnvelopeKey {
    let mut keys = session
        .player()
        .world()
        .envelopes()
        .map(|envelope| envelope.key);
    keys.find(|key| key.direction == Direction::Response && key.api == Api::Produce)
        .expect("the ack is on its way")
}

fn play_out(session: &mut Session) {
    for _ in 0..20_000 {
        if !session.is_playing() {
            return;
        }
        session.advance(16_000);
    }
    panic!("the run never comes to rest");
}

#[test]
fn what_was_said_stands_beside_what_came_true() {
    let mut session = at(0);
    go(&mut session, 1);
    assert_eq!(view(&session).options, ["none", "once", "twice"]);
    assert!(!view(&session).is_done);
    session.handle(Intent::Lesson(LessonStep::Say(1)));
    assert!(view(&session).is_done);
    go(&mut session, 2);
    assert_eq!(view(&session).goals, [("charged-twice".to_owned(), false)]);
    session.handle(Intent::Act(Action::Drop(ack(&session))));
    assert!(session.is_playing(), "it goes on by itself");
    play_out(&mut session);
    let told = view(&session);
    assert_eq!(told.goals, [("charged-twice".to_owned(), true)]);
    let answer = told.answer.expect("the answer is there");
    assert_eq!(
        (answer.said.as_deref(), &*answer.came_true),
        (Some("once"), "twice")
    );
    assert_eq!(answer.asked_in, 1);
    // What is known cannot be foretold.
    go(&mut session, 1);
    session.handle(Intent::Lesson(LessonStep::Say(2)));
    assert_eq!(
        (view(&session).said, view(&session).is_open),
        (Some(1), false)
    );
}

#[test]
fn show_me_plays_the_solution_and_reaches_the_goal() {
    let mut session = at(2);
    session.handle(Intent::Lesson(LessonStep::Show));
    assert!(session.is_playing() && !view(&session).is_done);
    play_out(&mut session);
    assert!(view(&session).is_done);
}

#[test]
fn a_beat_that_waits_for_nothing_lets_nothing_be_cut() {
    let mut session = at(0);
    let ack = ack(&session);
    session.handle(Intent::Act(Action::Drop(ack)));
    assert_eq!(
        session.screen().notice.expect("it says so").text.key(),
        "notice-not-in-this-part"
    );
    assert!(session.player().deeds().is_empty());
}

#[test]
fn to_begin_again_is_to_begin_the_beat_again() {
    let mut session = at(2);
    let before = session.player().world().fingerprint();
    session.handle(Intent::Act(Action::Drop(ack(&session))));
    play_out(&mut session);
    session.handle(Intent::Restart);
    assert_eq!(session.player().world().fingerprint(), before);
    assert!(view(&session).is_done, "what was reached stays reached");
}

#[test]
fn what_is_played_where_nothing_is_waited_for_is_not_carried_on() {
    let mut session = of("04-processed-then-crashed", 0);
    let before = session.player().world().fingerprint();
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    assert_ne!(session.player().world().fingerprint(), before);
    go(&mut session, 1);
    assert_eq!(session.player().world().fingerprint(), before);
}

#[test]
fn what_was_foretold_before_a_lesson_was_left_stands_beside_what_comes_true() {
    let said = [
        ("charges", "once"),
        ("charges", "sometimes"),
        ("weather", "once"),
    ]
    .map(|(question, option)| (question.to_owned(), option.to_owned()));
    let mut session = at(2).with_said(&said);
    session.handle(Intent::Lesson(LessonStep::Show));
    play_out(&mut session);
    let answer = view(&session).answer.expect("the answer is there");
    assert_eq!(answer.said.as_deref(), Some("once"));
    assert_eq!(view(&session).has_said, said[..1]);
    assert_eq!(
        view(&session).every_goal[0],
        ("charged-twice".to_owned(), true)
    );
}

#[test]
fn who_goes_back_and_on_again_finds_the_run_as_it_was_left() {
    let mut session = at(1);
    go(&mut session, 2);
    session.handle(Intent::Lesson(LessonStep::Show));
    play_out(&mut session);
    let left = session.player().world().fingerprint();
    go(&mut session, 1);
    assert_ne!(session.player().world().fingerprint(), left);
    go(&mut session, 2);
    assert!(view(&session).is_done);
    assert_eq!(session.player().world().fingerprint(), left);
}

#[test]
fn who_leaves_a_task_out_sees_next_what_it_would_have_brought() {
    let solved = of("01-send-and-forget", 2);
    let mut session = of("01-send-and-forget", 1);
    go(&mut session, 2);
    let seen = session.player().world().fingerprint();
    assert_eq!(seen, solved.player().world().fingerprint());
    assert_ne!(
        seen,
        of("01-send-and-forget", 1).player().world().fingerprint()
    );
}

#[test]
fn who_leaves_for_the_playground_takes_the_run_along() {
    let mut session = at(2);
    let before = session.player().world().fingerprint();
    session.handle(Intent::OpenPlayground);
    assert!(session.screen().lesson.is_none());
    assert_eq!(session.player().world().fingerprint(), before);
}

#[test]
fn the_light_on_a_coordinator_goes_where_the_coordinator_is() {
    let mut session = of("11-kill-the-coordinator", 2);
    assert_eq!(view(&session).lights, [Part::CoordinatorIn(1)]);
    session.handle(Intent::Lesson(LessonStep::Show));
    play_out(&mut session);
    assert_eq!(view(&session).lights, [Part::CoordinatorIn(2)]);
}

fn begun(beat: u32) -> Report {
    Report::Beat {
        lesson: NAME.to_owned(),
        beat,
    }
}

fn reached(goal: &str) -> Report {
    Report::Goal {
        lesson: NAME.to_owned(),
        goal: goal.to_owned(),
    }
}

#[test]
fn the_page_around_is_told_each_thing_of_a_lesson_once() {
    let mut session = at(0);
    let mut teller = LessonTeller::default();
    let mut told = |session: &Session| teller.look(session.screen().lesson.as_ref());
    assert_eq!(told(&session), [begun(0)]);
    assert_eq!(told(&session), []);
    go(&mut session, 1);
    session.handle(Intent::Lesson(LessonStep::Say(1)));
    assert_eq!(told(&session), [begun(1)], "nothing is given away yet");
    go(&mut session, 2);
    assert_eq!(told(&session), [begun(2)]);
    session.handle(Intent::Act(Action::Drop(ack(&session))));
    play_out(&mut session);
    let prediction = Report::Prediction {
        lesson: NAME.to_owned(),
        beat: 1,
        option: 1,
        is_right: false,
    };
    assert_eq!(told(&session), [prediction, reached("charged-twice")]);
    go(&mut session, 1);
    assert_eq!(told(&session), [begun(1)]);
    go(&mut session, 2);
    assert_eq!(told(&session), [begun(2)], "neither is told again");

    go(&mut session, 3);
    assert_eq!(told(&session), [begun(3)]);
    session.handle(Intent::Lesson(LessonStep::Show));
    play_out(&mut session);
    assert_eq!(told(&session), [reached("charged-once")]);
    go(&mut session, 5);
    let completed = || Report::Completed {
        lesson: NAME.to_owned(),
    };
    assert_eq!(told(&session), [begun(5), completed()]);
    go(&mut session, 4);
    go(&mut session, 5);
    assert_eq!(told(&session), [], "it was on its last beat all along");
}

#[test]
fn a_lesson_whose_goals_were_passed_by_is_not_completed() {
    let session = at(5);
    let mut teller = LessonTeller::default();
    assert_eq!(teller.look(session.screen().lesson.as_ref()), [begun(5)]);
    let playground = Session::playground();
    assert_eq!(teller.look(playground.screen().lesson.as_ref()), []);
    let again = at(5);
    let told = teller.look(again.screen().lesson.as_ref());
    assert_eq!(told, [begun(5)], "a lesson that is opened anew begins anew");
}

#[test]
fn a_strangers_order_stands_on_the_strangers_card_alone() {
    let session = of("09-what-readers-see", 4);
    let cards = session.screen().view.stage.clients;
    let orders = |place: usize| -> Vec<String> {
        let chips = cards[place].orders.iter();
        chips.map(|chip| chip.name.clone()).collect()
    };
    assert_eq!(orders(0), ["1", "2", "3"]);
    assert_eq!(orders(3), ["9"]);
}
