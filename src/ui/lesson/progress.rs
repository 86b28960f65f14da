//! How far the learner has come, kept where storage is allowed: a line for each lesson.
//!
//! A line is the lesson's name, its beat from 0, and then, each after a space: `finished`, `said:QUESTION=OPTION` for what was
//! foretold, `reached:GOAL`.

use crate::session::LessonView;
use crate::ui::page::Shown;
use crate::ui::route::Place;
use crate::ui::storage;

const KEY: &str = "ackademy.lessons";
const FINISHED: &str = "finished";
const SAID: &str = "said:";
const REACHED: &str = "reached:";

/// The beat at which a lesson was left.
pub fn of(name: &str) -> Option<usize> {
    line_of(name)?.split(' ').nth(1)?.parse().ok()
}

/// Whether a lesson was finished once: each of its goals was reached, and it was read to its end.
pub fn is_finished(name: &str) -> bool {
    line_of(name).is_some_and(|line| line.split(' ').any(|part| part == FINISHED))
}

/// What was foretold in a lesson: questions and options, by name.
pub fn said(name: &str) -> Vec<(String, String)> {
    parts(name, SAID)
        .iter()
        .filter_map(|said| said.split_once('='))
        .map(|(question, option)| (question.to_owned(), option.to_owned()))
        .collect()
}

fn parts(name: &str, kind: &str) -> Vec<String> {
    let line = line_of(name).unwrap_or_default();
    let parts = line.split(' ').filter_map(|part| part.strip_prefix(kind));
    parts.map(str::to_owned).collect()
}

fn line_of(name: &str) -> Option<String> {
    let kept = storage::recall(KEY)?;
    let mut lines = kept.lines();
    let line = lines.find(|line| line.split(' ').next() == Some(name))?;
    Some(line.to_owned())
}

/// Takes note of where the learner is, as long as the lesson is what is looked at.
pub fn keep(shown: &Shown) {
    let lesson = shown.screen.lesson.as_ref();
    let Some(lesson) = lesson.filter(|_| shown.place == Place::Lesson) else {
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
    let mut reached = parts(&lesson.name, REACHED);
    let new = lesson.reached.iter();
    reached.extend(
        new.filter(|goal| !reached.contains(goal))
            .cloned()
            .collect::<Vec<_>>(),
    );
    let is_last = lesson.beat + 1 == lesson.beat_count;
    let has_every_goal = reached.len() >= lesson.goal_count;
    let mut line = format!("{} {}", lesson.name, lesson.beat);
    if is_last && has_every_goal || is_finished(&lesson.name) {
        line.push(' ');
        line.push_str(FINISHED);
    }
    for (question, option) in &lesson.has_said {
        line.push_str(&format!(" {SAID}{question}={option}"));
    }
    for goal in &reached {
        line.push_str(&format!(" {REACHED}{goal}"));
    }
    line
}
