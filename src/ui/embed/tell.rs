//! What the page around is told.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::parameters;
use crate::embed::{Field, Report};
use crate::session::telling::LessonTeller;
use crate::ui::browser::{self, document, window};
use crate::ui::page::Shown;
use crate::viewmodel::{Ruling, Tone};
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
    lesson: LessonTeller,
}

impl Teller {
    /// The page has been drawn: tells what is different.
    pub fn drawn(&mut self, shown: &Shown) {
        if !browser::is_framed() || shown.waits_for_lesson() {
            return;
        }
        if !std::mem::replace(&mut self.is_ready, true) {
            tell(&Report::Ready);
        }
        let height = height();
        if std::mem::replace(&mut self.height, height) != height {
            tell(&Report::Height(height));
        }
        let runs = shown.place.shows_a_run();
        let lesson = shown.screen.lesson.as_ref();
        for report in self.lesson.look(lesson.filter(|_| runs)) {
            tell(&report);
        }
        if runs {
            self.verdict(&shown.screen.view.judged.ruling);
        }
    }

    fn verdict(&mut self, ruling: &Ruling) {
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
    }
}

/// So many pixels would show everything: the page's own height, and what is scrolled within it.
fn height() -> u32 {
    let Some(body) = document().body() else {
        return 0;
    };
    let hidden_in = |place: &web_sys::HtmlElement| place.scroll_height() - place.client_height();
    let within = browser::find_visible(&body, SCROLLED);
    let within = within.iter().map(hidden_in).max().unwrap_or(0).max(0);
    u32::try_from(body.scroll_height().max(own_height(&body)) + within).unwrap_or(0)
}

/// A part of a pixel is shown by a whole one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is some thousand pixels high"
)]
fn own_height(body: &web_sys::HtmlElement) -> i32 {
    body.get_bounding_client_rect().height().ceil() as i32
}

/// What scrolls by itself where the page as a whole does not.
const SCROLLED: &str = ".panel__scroll, .theatre, .verdict, .lessons, .transaction, .maker";
