//! How far a learner has come, as a device keeps it.

use ackademy::session::{Intent, LessonStep, LessonView, Progress, Session};

use crate::of;

const NAME: &str = "01-send-and-forget";

fn view(session: &Session) -> LessonView {
    session.screen().lesson.expect("it is a lesson")
}

fn last(session: &Session) -> usize {
    view(session).beat_count - 1
}

/// The lesson's one goal, reached in its beat.
fn with_its_goal() -> Session {
    let mut session = of(NAME, 1);
    session.handle(Intent::Lesson(LessonStep::Show));
    for _ in 0..20_000 {
        session.advance(16_000);
        if !session.is_playing() {
            break;
        }
    }
    assert!(view(&session).has_every_goal());
    session
}

#[test]
fn a_lesson_is_finished_once_it_was_read_to_its_end_with_every_goal_reached() {
    let mut session = with_its_goal();
    let so_far = Progress::default().with(&view(&session));
    assert!(!so_far.is_finished, "there is more to read");
    let end = last(&session);
    session.handle(Intent::Lesson(LessonStep::Go(end)));
    assert!(so_far.with(&view(&session)).is_finished);
}

#[test]
fn who_reads_to_the_end_alone_has_not_finished() {
    let session = of(NAME, last(&of(NAME, 0)));
    assert!(!Progress::default().with(&view(&session)).is_finished);
}

#[test]
fn a_goal_of_another_day_counts_and_what_was_finished_stays_so() {
    let before = Progress::default().with(&view(&with_its_goal()));
    let finished = before.with(&view(&of(NAME, last(&of(NAME, 0)))));
    assert!(finished.is_finished);
    assert!(finished.with(&view(&of(NAME, 0))).is_finished);
}

#[test]
fn a_line_says_again_what_was_written() {
    let mut session = of(NAME, 0);
    session.handle(Intent::Lesson(LessonStep::Say(1)));
    let so_far = Progress::default().with(&view(&session));
    assert_eq!(so_far.said.len(), 1);
    let said = view(&session).has_said;
    let so_far = so_far.with(&view(&with_its_goal().with_said(&said)));
    assert_eq!(Progress::read(&so_far.written(NAME), NAME), Some(so_far));
}

#[test]
fn of_a_line_that_is_old_or_odd_as_much_is_read_as_can_be() {
    let old = Progress::read("a 3 finished", "a").expect("it names its beat");
    assert_eq!((old.beat, old.is_finished), (3, true));
    let odd = Progress::read("a 2 said:which reached: colour", "a").expect("it names its beat");
    assert_eq!((odd.beat, odd.said.len()), (2, 0));
    for none in ["a", "a here", "ab 2", ""] {
        assert_eq!(Progress::read(none, "a"), None, "{none:?}");
    }
}
