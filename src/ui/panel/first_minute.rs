//! The first minute's words: what is happening, one question, and what came of it.

use super::super::browser;
use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, words};
use super::super::route::lesson_href;
use super::verdict::why;
use crate::FULL;
use crate::i18n::{Message, message};
use crate::session::{FirstMinuteView, Intent, Phase, Screen};
use crate::t;

/// Where somebody goes on who has seen it.
const FIRST_LESSON: &str = "01-send-and-forget";

/// The panel beside the stage.
pub fn first_minute_panel(page: Page, screen: &Screen, first: &FirstMinuteView) -> View {
    let asking = first.phase == Phase::Asking;
    let over = first.phase == Phase::Told;
    let scroll = tag("div", "panel__scroll")
        .with(words(page, "p", "panel__kicker", &t!("first-kicker")))
        .with(words(page, "h1", "panel__title", &first.headline))
        .with(words(page, "p", "panel__lead", &first.explanation))
        .with(when(asking, || question(page, first)))
        .with(when(over, || outcome(page, screen, first)));
    let cut = when(asking, || {
        let cut = strong_button(page, Intent::CutAck, &t!("first-cut"));
        // Where there is room it stands on the ack instead, and takes the focus there.
        tag("div", "panel__foot panel__foot--narrow").with(cut.shown(|cut| {
            if !browser::is_framed() && cut.offset_width() > 0 {
                browser::focus(&cut);
            }
        }))
    });
    let next = when(over, || next_steps(page, first));
    View::Row(vec![scroll.into(), cut, next])
}

fn strong_button(page: Page, intent: Intent, text: &Message) -> Tag {
    button("button button--strong", page, intent)
        .mark("data-primary")
        .with(page.text(text))
}

fn answer(times: u8) -> Message {
    match times {
        0 => t!("first-answer-none"),
        1 => t!("first-answer-once"),
        _ => t!("first-answer-twice"),
    }
}

fn question(page: Page, first: &FirstMinuteView) -> View {
    let options = many([0_u8, 1, 2], |times| {
        let radio = tag("input", "")
            .set("type", "radio")
            .set("name", "prediction")
            .is("checked", first.prediction == Some(times))
            .on("change", move |_| page.ask(Intent::Predict(times)));
        tag("label", "option")
            .with(radio)
            .with(words(page, "span", "", &answer(times)))
    });
    let text = message("first-question").with("order", "3");
    let question = tag("fieldset", "question")
        .with(words(page, "legend", "question__text", &text))
        .with(tag("div", "question__options").with(options));
    let note = words(page, "p", "panel__note", &t!("first-guess"));
    View::Row(vec![question.into(), note.into()])
}

fn outcome(page: Page, screen: &Screen, first: &FirstMinuteView) -> View {
    let look = if first.charges > 1 {
        "verdict-box verdict-box--bad"
    } else {
        "verdict-box"
    };
    let verdict = first.verdict.as_ref();
    let said = first.said.as_ref();
    let told = tag("div", look)
        .set("role", "status")
        .with(verdict.map(|verdict| words(page, "p", "verdict-box__text", verdict)))
        .with(said.map(|said| words(page, "p", "verdict-box__said", said)));
    let anomaly = screen.view.judged.ruling.anomaly.is_some();
    let went_wrong = anomaly || !FULL && first.charges > 1;
    View::Row(vec![told.into(), why(page, screen, went_wrong)])
}

fn next_steps(page: Page, first: &FirstMinuteView) -> Tag {
    let can_compare = !first.is_second_run && first.charges > 1;
    let next = if can_compare {
        let compare = Intent::SameCutUnderExactlyOnce;
        strong_button(page, compare, &t!("first-same-cut"))
    } else {
        strong_button(page, Intent::Restart, &t!("first-again"))
    };
    let lesson =
        words(page, "a", "button", &t!("first-lesson")).set("href", lesson_href(FIRST_LESSON, 0));
    tag("div", "panel__foot").with(next).with(lesson)
}
