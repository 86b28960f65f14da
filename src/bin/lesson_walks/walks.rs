//! One lesson, beat by beat: its solution, done again by menus.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use ackademy::i18n::Bundle;
use ackademy::session::{Intent, LessonStep, LessonView, Session};
use ackademy::viewmodel::Thing;
use ackademy_engine::action::Action;
use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Deed;
use ackademy_lesson::Lesson;

/// A frame of the page.
const FRAME_MICROS: u64 = 16_000;
/// More than any lesson plays.
const FRAMES_MAX: usize = 100_000;

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// The folders of all lessons, in order.
pub fn names() -> Vec<String> {
    let folders = fs::read_dir(assets().join("lessons")).expect("there are lessons");
    let names = folders.map(|folder| folder.expect("it can be read").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("plain letters"))
        .collect();
    names.sort();
    names
}

/// How a lesson is walked in a language.
pub fn walk(name: &str, language: &str) -> String {
    let file = assets().join(format!("i18n/{language}.ftl"));
    let words = fs::read_to_string(file).expect("a language file");
    let bundle = Bundle::parse(language, &words).expect("tests keep it readable");
    let file = assets().join("lessons").join(name).join("lesson.txt");
    let lesson = fs::read_to_string(file).expect("a lesson");
    let lesson = Lesson::read(&lesson).expect("its checker keeps it readable");
    let beats: Vec<String> = lesson.beats.iter().map(|beat| beat.name.clone()).collect();
    let mut session = Session::lesson(name, lesson, 0).expect("it can be played");
    let mut written = format!("lesson\t{language}\t{name}\n");
    for (place, beat) in beats.iter().enumerate() {
        session.handle(Intent::Lesson(LessonStep::Go(place)));
        if !view(&session).options.is_empty() {
            session.handle(Intent::Lesson(LessonStep::Say(0)));
        }
        let presses = by_hand(&mut session, &bundle);
        let seen = view(&session);
        assert!(seen.is_done, "{name}: {beat} cannot be reached by hand");
        let answer = seen.answer.map_or("-".to_owned(), |answer| {
            let is_right = answer.said.as_deref() == Some(&*answer.came_true);
            if is_right { "right" } else { "wrong" }.to_owned()
        });
        let _ = writeln!(written, "beat\t{beat}\t{answer}");
        written.push_str(&presses);
    }
    written
}

fn view(session: &Session) -> LessonView {
    session.screen().lesson.expect("it is a lesson")
}

/// Does what the solution does, and plays on until the goals are reached.
fn by_hand(session: &mut Session, bundle: &Bundle) -> String {
    let mut written = String::new();
    if view(session).goals.is_empty() {
        return written;
    }
    for deed in solution(session) {
        while session.player().position() < deed.position {
            let before = session.player().position();
            session.handle(Intent::Step);
            assert_ne!(before, session.player().position(), "the run is over");
        }
        let action = deed.intervention.action;
        let thing = thing(action);
        session.handle(Intent::Select(thing));
        let screen = session.screen();
        let menu = screen.menu.expect("a menu opens");
        let mut choices = menu.choices.iter();
        let choice = choices
            .find(|choice| choice.action == action)
            .expect("the menu offers it");
        let pressed = match thing {
            Thing::Envelope(key) => {
                let mut pills = screen.view.pills.iter();
                let pill = pills.find(|pill| pill.key == key).expect("it is in sight");
                bundle.format(&pill.name)
            }
            Thing::Broker(broker) => format!("broker-{}", broker.0),
            Thing::Client(client) => format!("client-{}", client.0),
            Thing::Link(..) | Thing::Log(..) | Thing::Memory(..) => {
                unreachable!("nodes and envelopes alone")
            }
        };
        let label = bundle.format(&choice.label);
        let position = session.player().position();
        let _ = writeln!(written, "press\t{position}\t{pressed}\t{label}");
        session.handle(Intent::Act(action));
        session.handle(Intent::Pause);
    }
    session.handle(Intent::TogglePlay);
    for _ in 0..FRAMES_MAX {
        if !session.is_playing() {
            break;
        }
        session.advance(FRAME_MICROS);
    }
    written
}

/// What "Show me" would do here. The stage is left as it was.
fn solution(session: &mut Session) -> Vec<Deed> {
    let done = session.player().position();
    session.handle(Intent::Lesson(LessonStep::Show));
    let deeds = session.player().deeds();
    session.handle(Intent::Restart);
    assert_eq!(session.player().position(), done);
    let mut deeds = deeds;
    deeds.retain(|deed| deed.position >= done);
    deeds
}

fn thing(action: Action) -> Thing {
    match action {
        Action::Drop(key) | Action::Delay(key) | Action::Release(key) | Action::Duplicate(key) => {
            Thing::Envelope(key)
        }
        Action::Crash(node)
        | Action::Restart(node)
        | Action::Pause(node)
        | Action::Resume(node)
        | Action::CutLink(node, _)
        | Action::HealLink(node, _)
        | Action::BreakConnection(node, _) => of_node(node),
        Action::CrashUnflushed(broker) | Action::ShutDown(broker) => Thing::Broker(broker),
        Action::StartSecond(client) => Thing::Client(client),
        other => panic!("nobody can do this by hand: {other:?}"),
    }
}

fn of_node(node: NodeId) -> Thing {
    match node {
        NodeId::Broker(broker) => Thing::Broker(broker),
        NodeId::Client(client) => Thing::Client(client),
        NodeId::Controller => panic!("nobody presses the controller"),
    }
}

#[cfg(test)]
mod tests {
    use super::{names, walk};

    #[test]
    fn every_lesson_can_be_walked_by_its_menus() {
        for name in names() {
            let walk = walk(&name, "en");
            assert!(walk.contains("\npress\t"), "{name}: nothing is to be done");
        }
    }
}
