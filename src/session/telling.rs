//! What the page around is told of a lesson: each thing once, for as long as the lesson is open.

use super::LessonView;
use crate::embed::Report;

/// Remembers what was told of the open lesson.
#[derive(Default)]
pub struct LessonTeller {
    lesson: String,
    beat: Option<usize>,
    goals: Vec<String>,
    predictions: Vec<usize>,
    is_completed: bool,
}

impl LessonTeller {
    /// What is to be told, given what is on screen.
    pub fn look(&mut self, now: Option<&LessonView>) -> Vec<Report> {
        let Some(now) = now else {
            *self = LessonTeller::default();
            return Vec::new();
        };
        if self.lesson != now.name {
            *self = LessonTeller {
                lesson: now.name.clone(),
                ..LessonTeller::default()
            };
        }
        let mut reports = Vec::new();
        let is_new_beat = self.beat.replace(now.beat) != Some(now.beat);
        if is_new_beat {
            reports.push(Report::Beat {
                lesson: now.name.clone(),
                beat: number(now.beat),
            });
        }
        reports.extend(self.prediction(now));
        for (goal, is_reached) in &now.goals {
            if *is_reached && !self.goals.contains(goal) {
                self.goals.push(goal.clone());
                // What a beat begins with, nobody has reached in it.
                if !is_new_beat {
                    reports.push(Report::Goal {
                        lesson: now.name.clone(),
                        goal: goal.clone(),
                    });
                }
            }
        }
        let is_last = now.beat + 1 == now.beat_count;
        if is_last && now.has_every_goal() && !std::mem::replace(&mut self.is_completed, true) {
            reports.push(Report::Completed {
                lesson: now.name.clone(),
            });
        }
        reports
    }

    /// What was foretold, once the run has answered.
    fn prediction(&mut self, now: &LessonView) -> Option<Report> {
        let answer = now.answer.as_ref()?;
        let said = answer.said.as_ref()?;
        if self.predictions.contains(&answer.asked_in) {
            return None;
        }
        self.predictions.push(answer.asked_in);
        Some(Report::Prediction {
            lesson: now.name.clone(),
            beat: number(answer.asked_in),
            option: number(answer.said_place),
            is_right: *said == answer.came_true,
        })
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(0)
}
