//! The run of a lesson is a run like others: its keys can be changed where a beat gives them, and it goes to the playground.

use ackademy::session::{Intent, Key, Keys, LessonStep, Owner, Session, SettingKey};
use ackademy::share::{self, Link};
use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, NodeId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};

use crate::{names, of, text_of, with_text};

const NUMBERS: &str = "06-a-number-on-every-batch";
const LEADER: &str = "05-the-leader-dies";

fn last_beat_of(name: &str) -> Session {
    let beats = of(name, 0).screen().lesson.expect("a lesson").beat_count;
    of(name, beats - 1)
}

fn idempotence() -> SettingKey {
    SettingKey::of(Owner::Checkout, Key::EnableIdempotence)
}

fn value_of(session: &Session, key: SettingKey) -> String {
    let rows = session.screen().settings;
    let row = rows.into_iter().find(|row| row.key == key);
    row.expect("the key is listed").value
}

fn change(session: &mut Session, key: SettingKey, value: &str) {
    session.handle(Intent::ChangeSetting(key, value.to_owned()));
}

fn ack(player: &Player) -> EnvelopeKey {
    let mut keys = player.world().envelopes().map(|envelope| envelope.key);
    let is_ack =
        |key: &EnvelopeKey| key.direction == Direction::Response && key.api == Api::Produce;
    keys.find(is_ack).expect("the ack is on its way")
}

fn play_out(session: &mut Session) {
    session.handle(Intent::TogglePlay);
    for _ in 0..20_000 {
        if !session.is_playing() {
            return;
        }
        session.advance(16_000);
    }
    panic!("the run never comes to rest");
}

fn charges(session: &Session, order: u16) -> u8 {
    session
        .player()
        .world()
        .facts()
        .of(OrderId(order))
        .effects
        .get()
}

/// Sent to somebody else and opened there.
fn in_the_playground(session: &Session) -> Option<Session> {
    let link = Link::Run(Box::new(session.to_playground_link()?));
    match share::read(&share::write(&link)) {
        Ok(Link::Run(run)) => Some(Session::from_link(&run).expect("the link is whole")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_run_of_a_lesson_goes_to_the_playground_unless_it_has_processes_of_its_own() {
    let mut stay = Vec::new();
    for name in names() {
        let beats = of(&name, 0).screen().lesson.expect("a lesson").beat_count;
        for beat in 0..beats {
            let mut session = of(&name, beat);
            session.handle(Intent::Lesson(LessonStep::Show));
            let steps = session.player().trace().steps().len();
            for position in [session.player().position(), steps] {
                session.handle(Intent::SeekPosition(position));
                let Some(there) = in_the_playground(&session) else {
                    stay.push(format!("{name}, beat {}", beat + 1));
                    break;
                };
                let why = format!("{name}, beat {}, step {position}", beat + 1);
                assert_eq!(there.screen().notice, None, "{why}");
                assert!(there.screen().lesson.is_none());
                let steps = |session: &Session| -> Vec<(Action, u64)> {
                    let steps = session.player().past().iter();
                    steps.map(|step| (step.action, step.at)).collect()
                };
                assert_eq!(steps(&there), steps(&session), "{why}");
            }
        }
    }
    let of_their_own = [
        "09-what-readers-see, beat 5",
        "09-what-readers-see, beat 6",
        "12-the-zombie, beat 4",
        "12-the-zombie, beat 5",
        "12-the-zombie, beat 6",
    ];
    assert_eq!(stay, of_their_own);
}

#[test]
fn who_leaves_for_the_playground_finds_the_keys_of_the_scene() {
    let mut session = of(NUMBERS, 1);
    session.handle(Intent::OpenPlayground);
    assert_eq!(value_of(&session, idempotence()), "true");
    let again = Session::from_link(&session.to_link()).expect("a link");
    assert_eq!(again.screen().notice, None);
}

#[test]
fn a_key_changes_the_lessons_own_run_where_the_beat_gives_it() {
    let mut session = last_beat_of(NUMBERS);
    assert_eq!(session.screen().lesson.expect("a lesson").keys, Keys::Given);
    session.handle(Intent::Act(Action::Drop(ack(session.player()))));
    session.handle(Intent::Pause);
    play_out(&mut session);
    assert_eq!(charges(&session, 2), 1, "the batch was recognised");
    change(&mut session, idempotence(), "false");
    assert!(session.is_playing(), "the same cut comes once more");
    let told = session.screen().notice.expect("it says so");
    assert_eq!(
        (told.text.key(), told.can_undo),
        ("notice-replayed-in-lesson", true)
    );
    assert!(session.screen().lesson.is_some());
    let dropped = |session: &Session| {
        let mut events = session.player().events().iter();
        events.any(|event| matches!(event, Event::EnvelopeDropped(_)))
    };
    assert!(!dropped(&session), "and is seen to come");
    session.handle(Intent::Pause);
    play_out(&mut session);
    assert!(dropped(&session));
    assert_eq!(charges(&session, 2), 2);
    session.handle(Intent::Undo);
    assert_eq!(value_of(&session, idempotence()), "true");
    session.handle(Intent::Restart);
    assert_eq!(value_of(&session, idempotence()), "true");
}

#[test]
fn before_anything_was_done_a_changed_key_leaves_the_run_where_it_stands() {
    let mut session = last_beat_of(NUMBERS);
    let before = session.player().now();
    change(&mut session, idempotence(), "false");
    assert!(!session.is_playing());
    let after = session.player().now();
    assert!(before.abs_diff(after) < 10_000, "from {before} to {after}");
    session.handle(Intent::Act(Action::Drop(ack(session.player()))));
    assert!(session.is_playing());
}

#[test]
fn where_the_beat_does_not_give_it_a_key_stays_and_the_page_says_so() {
    let mut session = of(NUMBERS, 1);
    assert_eq!(
        session.screen().lesson.expect("a lesson").keys,
        Keys::NotGiven
    );
    change(&mut session, idempotence(), "false");
    assert_eq!(
        session.screen().notice.expect("told").text.key(),
        "notice-not-in-this-part"
    );
    assert_eq!(value_of(&session, idempotence()), "true");
}

#[test]
fn a_scene_with_a_process_of_its_own_has_no_keys_to_change() {
    let name = "09-what-readers-see";
    let text = text_of(name).replace(
        "goals=held-back",
        "goals=held-back controls=faults,settings",
    );
    let mut session = with_text(name, &text, 4);
    assert_eq!(
        session.screen().lesson.expect("a lesson").keys,
        Keys::OfNoPreset
    );
    let before = session.player().world().fingerprint();
    let min = SettingKey::of(Owner::Cluster, Key::MinInsyncReplicas);
    change(&mut session, min, "1");
    assert_eq!(session.player().world().fingerprint(), before);
}

#[test]
fn with_one_in_sync_replica_an_acked_order_is_lost_with_one_broker() {
    let mut session = last_beat_of(LEADER);
    let min = SettingKey::of(Owner::Cluster, Key::MinInsyncReplicas);
    change(&mut session, min, "1");
    for broker in [2, 3] {
        session.handle(Intent::Act(Action::ShutDown(BrokerId(broker))));
    }
    let told = |session: &Session| {
        let mut events = session.player().events().iter();
        events.any(|event| matches!(event, Event::ToldStored(_, OrderId(2), _)))
    };
    while !told(&session) {
        session.handle(Intent::Step);
    }
    let one = BrokerId(1);
    session.handle(Intent::Act(Action::CrashUnflushed(one)));
    session.handle(Intent::Act(Action::Restart(NodeId::Broker(one))));
    session.handle(Intent::Pause);
    play_out(&mut session);
    assert_eq!(charges(&session, 2), 0);
}
