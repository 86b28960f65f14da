//! Stories from the fact sheet, written as scripts; the file name says what happens. Nothing but a hand writes an `expect`.

use std::path::{Path, PathBuf};

use ackademy_engine::event::Event;
use ackademy_engine::ids::ClientId;
use ackademy_engine::script::{Report, Script};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
}

fn run(name: &str) -> Report {
    let path = folder().join(name).with_extension("txt");
    let text = std::fs::read_to_string(&path).expect("a transcript");
    Script::parse(&text)
        .unwrap_or_else(|mistake| panic!("{}", mistake.in_file(name)))
        .run()
}

/// What is not as a script says, with the whole transcript, to be read at once.
fn faults(name: &str, text: &str) -> Option<String> {
    let script = match Script::parse(text) {
        Ok(script) => script,
        Err(mistake) => return Some(mistake.in_file(name)),
    };
    let report = script.run();
    let failures: Vec<String> = report
        .failures()
        .map(|failure| failure.in_file(name))
        .collect();
    let command = format!(
        "cargo run -q -p ackademy-engine --bin ackademy-run -- crates/engine/tests/transcripts/{name}"
    );
    (!failures.is_empty()).then(|| format!("{}\nto see all of it: {command}", failures.join("\n")))
}

#[test]
fn every_story_is_as_it_says() {
    let mut stories = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("a folder of transcripts") {
        let path = entry.expect("a readable folder").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        stories.push((name, std::fs::read_to_string(path).expect("a transcript")));
    }
    stories.sort();
    assert!(stories.len() >= 120, "the reading finds the stories");
    for (name, text) in &stories {
        assert!(
            text.lines().any(|line| line.starts_with("expect ")),
            "{name} expects nothing"
        );
    }
    let faults: Vec<String> = stories
        .iter()
        .filter_map(|(name, text)| faults(name, text))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn a_story_with_one_wrong_expect_fails() {
    let path = folder().join("lost_ack_duplicates_when_idempotence_is_off.txt");
    let text = std::fs::read_to_string(path).expect("a transcript");
    assert_eq!(faults("right", &text), None);
    for (right, wrong) in [
        (
            "callback checkout a = stored@1",
            "callback checkout a = stored@0",
        ),
        ("a(plain,L0) a(plain,L0)", "a(plain,L0)"),
        ("NONE@0 NONE@1", "NONE@0 NONE@0"),
        ("high_watermark=2", "high_watermark=1"),
        ("end_offset=2 = a a", "end_offset=1 = a a"),
        ("copies=2", "copies=1"),
    ] {
        let planted = text.replace(right, wrong);
        assert_ne!(planted, text, "{right}");
        assert!(faults("planted", &planted).is_some(), "{wrong}");
    }
}

/// Everything that happened to or through this client and that it can know, up to its second Produce.
fn what_the_producer_saw_until_its_retry(report: &Report) -> Vec<Event> {
    let me = ClientId(0);
    let mut seen = Vec::new();
    let mut requests = 0;
    for event in report.player().events() {
        let mine = match *event {
            Event::EnvelopeSent(key) => {
                requests += usize::from(
                    key.sender == me.into()
                        && key == key.in_direction(ackademy_engine::protocol::Direction::Request),
                );
                key.direction == ackademy_engine::protocol::Direction::Request
            }
            Event::ResponseReceived(..)
            | Event::OrderSent(..)
            | Event::ToldStored(..)
            | Event::ToldFailed(..)
            | Event::RetryScheduled(..)
            | Event::Disconnected(..)
            | Event::TimerFired(_) => true,
            _ => false,
        };
        if mine {
            seen.push(*event);
        }
        if requests == 2 {
            break;
        }
    }
    seen
}

#[test]
fn the_producer_cannot_tell_a_lost_request_from_a_lost_ack() {
    let (request, ack) = (
        run("silence_after_a_lost_request"),
        run("silence_after_a_lost_ack"),
    );
    let seen = what_the_producer_saw_until_its_retry(&request);
    assert!(
        seen.iter()
            .any(|event| matches!(event, Event::RetryScheduled(..)))
    );
    assert_eq!(seen, what_the_producer_saw_until_its_retry(&ack));
}
