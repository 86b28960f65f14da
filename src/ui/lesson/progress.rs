//! How far the learner has come, kept where storage is allowed: a line for each lesson.

use crate::session::Progress;
use crate::ui::page::Shown;
use crate::ui::route::Place;
use crate::ui::storage;

const KEY: &str = "ackademy.lessons";

/// How far the learner came in a lesson, who has begun it.
pub fn of(name: &str) -> Option<Progress> {
    let kept = storage::recall(KEY)?;
    kept.lines().find_map(|line| Progress::read(line, name))
}

/// Takes note of where the learner is, as long as the lesson is what is looked at.
pub fn keep(shown: &Shown) {
    let lesson = shown.screen.lesson.as_ref();
    let Some(lesson) = lesson.filter(|_| shown.place == Place::Lesson) else {
        return;
    };
    let before = of(&lesson.name);
    let now = before.clone().unwrap_or_default().with(lesson);
    if before.as_ref() == Some(&now) {
        return;
    }
    let mut kept: Vec<String> = storage::recall(KEY)
        .unwrap_or_default()
        .lines()
        .filter(|line| line.split(' ').next() != Some(&lesson.name))
        .map(str::to_owned)
        .collect();
    kept.push(now.written(&lesson.name));
    storage::remember(KEY, &kept.join("\n"));
}
