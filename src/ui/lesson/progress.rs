//! How far the learner has come, kept where storage is allowed: a line for each lesson, its beat, and whether it was finished.

use crate::session::LessonView;
use crate::ui::page::Shown;
use crate::ui::storage;

const KEY: &str = "ackademy.lessons";

/// The beat at which a lesson was left.
pub fn of(name: &str) -> Option<usize> {
    line_of(name)?.split(' ').nth(1)?.parse().ok()
}

/// Whether a lesson was finished once.
pub fn is_finished(name: &str) -> bool {
    line_of(name).is_some_and(|line| line.ends_with(" finished"))
}

fn line_of(name: &str) -> Option<String> {
    let kept = storage::recall(KEY)?;
    let mut lines = kept.lines();
    let line = lines.find(|line| line.split(' ').next() == Some(name))?;
    Some(line.to_owned())
}

/// Takes note of where the learner is.
pub fn keep(shown: &Shown) {
    let Some(lesson) = &shown.screen.lesson else {
        return;
    };
    let line = line(lesson);
    if line_of(&lesson.name).as_deref() == Some(&line) {
        return;
    }
    let mut kept: Vec<String> = storage::recall(KEY)
        .unwrap_or_default()
        .lines()
        .filter(|line| line.split(' ').next() != Some(&lesson.name))
        .map(str::to_owned)
        .collect();
    kept.push(line);
    storage::remember(KEY, &kept.join("\n"));
}

fn line(lesson: &LessonView) -> String {
    let is_last = lesson.beat + 1 == lesson.beat_count;
    let finished = if is_last || is_finished(&lesson.name) {
        " finished"
    } else {
        ""
    };
    format!("{} {}{finished}", lesson.name, lesson.beat)
}
