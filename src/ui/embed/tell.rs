//! What the page around is told.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::parameters;
use crate::embed::{Field, Report};
use crate::session::LessonView;
use crate::ui::browser::{self, document, window};
use crate::ui::page::Shown;
use crate::viewmodel::Tone;
use ackademy_engine::guarantee::AnomalyKind;

/// Sends a message to the page around, if there is one; with `host=` to that origin alone.
pub fn tell(report: &Report) {
    if !browser::is_framed() {
        return;
    }
    let message = Object::new();
    let put = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&message, &name.into(), value);
    };
    put("ackademy", &1.into());
    for (name, field) in report.fields() {
        let value = match field {
            Field::Text(text) => JsValue::from(text),
            Field::Number(number) => JsValue::from(number),
            Field::Flag(flag) => JsValue::from(flag),
        };
        put(name, &value);
    }
    let target = parameters().host.as_deref().unwrap_or("*");
    if let Ok(Some(parent)) = window().parent() {
        let _ = parent.post_message(&message, target);
    }
}

/// Remembers what was told, so that only changes are.
#[derive(Default)]
pub struct Teller {
    is_ready: bool,
    height: u32,
    verdict: Option<(&'static str, Option<AnomalyKind>)>,
    lesson: Option<LessonView>,
}

impl Teller {
    /// The page has been drawn: tells what is different.
    pub fn drawn(&mut self, shown: &Shown) {
        if !browser::is_framed() {
            return;
        }
        if !std::mem::replace(&mut self.is_ready, true) {
            tell(&Report::Ready);
        }
        let height = height();
        if std::mem::replace(&mut self.height, height) != height {
            tell(&Report::Height(height));
        }
        let ruling = &shown.screen.view.judged.ruling;
        let anomaly = ruling.anomaly.as_ref().map(|anomaly| anomaly.kind);
        let standing = match ruling.tone {
            _ if anomaly.is_some() => "anomaly",
            Tone::Good => "kept",
            Tone::Waiting => "waiting",
            _ => "open",
        };
        let verdict = (standing, anomaly);
        if self.verdict.replace(verdict) != Some(verdict) {
            tell(&Report::Verdict(standing, anomaly));
        }
        if let Some(now) = &shown.screen.lesson {
            let before = self.lesson.replace(now.clone());
            of_lesson(before.as_ref(), now);
        }
    }
}

/// What is different in a lesson: the beat, what was foretold once the answer is there, goals, and its end.
fn of_lesson(before: Option<&LessonView>, now: &LessonView) {
    let before = before.filter(|before| before.name == now.name);
    let number = |place: usize| u32::try_from(place).unwrap_or(0);
    let lesson = || now.name.clone();
    let is_new_beat = before.is_none_or(|before| before.beat != now.beat);
    if is_new_beat {
        tell(&Report::Beat {
            lesson: lesson(),
            beat: number(now.beat),
        });
    }
    let knew = |it: &LessonView| it.answer.clone();
    if let Some(answer) = &now.answer
        && before.and_then(knew).is_none_or(|old| old != *answer)
        && let Some(said) = &answer.said
    {
        tell(&Report::Prediction {
            lesson: lesson(),
            beat: number(answer.asked_in),
            option: number(answer.said_place),
            is_right: *said == answer.came_true,
        });
    }
    for (goal, reached) in &now.goals {
        let had = |before: &&LessonView| before.goals.contains(&(goal.clone(), true));
        if *reached && !is_new_beat && !before.as_ref().is_some_and(had) {
            tell(&Report::Goal {
                lesson: lesson(),
                goal: goal.clone(),
            });
        }
    }
    if is_new_beat && now.beat + 1 == now.beat_count && now.has_every_goal {
        tell(&Report::Completed { lesson: lesson() });
    }
}

/// So many pixels would show everything.
fn height() -> u32 {
    let body = document().body();
    body.map_or(0, |body| u32::try_from(body.scroll_height()).unwrap_or(0))
}
