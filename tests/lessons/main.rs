//! Lessons without a browser: their beats, their page to read, the runs that learners make in them, and waits.

mod beats;
mod own_runs;
mod progress;
mod still_page;
mod waiting;

use std::fs;
use std::path::{Path, PathBuf};

use ackademy::session::Session;
use ackademy_lesson::Lesson;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lessons")
}

/// Every lesson's folder, in order.
fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("lessons");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a folder").file_name())
        .map(|name| name.into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

/// A lesson's scenes and beats, as they are written.
fn text_of(name: &str) -> String {
    fs::read_to_string(folder().join(name).join("lesson.txt")).expect("the lesson")
}

fn read(text: &str) -> Lesson {
    Lesson::read(text).expect("it can be read")
}

/// A lesson at a beat, from 0, with this text for its own.
fn with_text(name: &str, text: &str, beat: usize) -> Session {
    Session::lesson(name, read(text), beat).expect("it can be played")
}

fn of(name: &str, beat: usize) -> Session {
    with_text(name, &text_of(name), beat)
}
