//! How far a learner has come in a lesson, as a line of text for whoever can keep it.
//!
//! A line is the lesson's name, its beat from 0, and then, each after a space: `finished`, `said:QUESTION=OPTION` for what was
//! foretold, `reached:GOAL`. What else it holds is passed over.

use super::LessonView;

const FINISHED: &str = "finished";
const SAID: &str = "said:";
const REACHED: &str = "reached:";

/// How far a learner has come in a lesson.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// The beat at which it was left, from 0.
    pub beat: usize,
    /// Each of its goals was reached, and it was read to its end.
    pub is_finished: bool,
    /// What was foretold: questions and options, by name.
    pub said: Vec<(String, String)>,
    /// Goals that were reached at any time, by name.
    pub reached: Vec<String>,
}

impl Progress {
    /// What a line says of a lesson; `None` if it is about another one, or none.
    #[must_use]
    pub fn read(line: &str, lesson: &str) -> Option<Progress> {
        let mut parts = line.split(' ');
        if parts.next() != Some(lesson) {
            return None;
        }
        let mut progress = Progress {
            beat: parts.next()?.parse().ok()?,
            ..Progress::default()
        };
        for part in parts {
            let said = part.strip_prefix(SAID);
            if part == FINISHED {
                progress.is_finished = true;
            } else if let Some((question, option)) = said.and_then(|it| it.split_once('=')) {
                progress.said.push((question.to_owned(), option.to_owned()));
            } else if let Some(goal) = part.strip_prefix(REACHED) {
                progress.reached.push(goal.to_owned());
            }
        }
        Some(progress)
    }

    /// The line of this lesson.
    #[must_use]
    pub fn written(&self, lesson: &str) -> String {
        let said = self.said.iter();
        let said = said.map(|(question, option)| format!("{SAID}{question}={option}"));
        let reached = self.reached.iter().map(|goal| format!("{REACHED}{goal}"));
        let finished = self.is_finished.then(|| FINISHED.to_owned());
        let mut parts = vec![lesson.to_owned(), self.beat.to_string()];
        parts.extend(finished.into_iter().chain(said).chain(reached));
        parts.join(" ")
    }

    /// The same once the learner has come this far as well.
    #[must_use]
    pub fn with(mut self, lesson: &LessonView) -> Progress {
        for (goal, is_reached) in &lesson.every_goal {
            if *is_reached && !self.reached.contains(goal) {
                self.reached.push(goal.clone());
            }
        }
        let is_last = lesson.beat + 1 == lesson.beat_count;
        let mut goals = lesson.every_goal.iter();
        self.is_finished |= is_last && goals.all(|(goal, _)| self.reached.contains(goal));
        self.beat = lesson.beat;
        self.said.clone_from(&lesson.has_said);
        self
    }
}
