//! The first minute's words: what is happening, one question, and what came of it.

use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{dynamic, many, when};
use super::super::route::Place;
use super::verdict::why;
use crate::i18n::{Message, message};
use crate::session::{FirstMinuteView, Intent, Phase, Screen};
use crate::t;

fn first(screen: &Screen) -> Option<&FirstMinuteView> {
    screen.first_minute.as_ref()
}

fn is_in(screen: &Screen, phase: Phase) -> bool {
    first(screen).is_some_and(|first| first.phase == phase)
}

/// The panel beside the stage.
pub fn first_minute_panel(page: Page) -> AnyView {
    let words = move |take: fn(&FirstMinuteView) -> &Message| {
        page.part(move |screen| first(screen).map(|first| take(first).clone()))
    };
    let (headline, why) = (
        words(|first| &first.headline),
        words(|first| &first.explanation),
    );
    let told = move |words: Memo<Option<Message>>| {
        Signal::derive(move || words.with(|words| words.as_ref().map(|words| page.text(words))))
    };
    let asking = page.is(|screen| is_in(screen, Phase::Asking));
    let over = page.is(|screen| is_in(screen, Phase::Told));
    let cut = move || {
        view! {
            <div class="panel__foot panel__foot--narrow">
                <button class="button button--strong" data-primary on:click=page.press(Intent::CutAck)>
                    {page.say(t!("first-cut"))}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="panel__scroll">
            <p class="panel__kicker">{page.say(t!("first-kicker"))}</p>
            <h1 class="panel__title">{told(headline)}</h1>
            <p class="panel__lead">{told(why)}</p>
            {when(asking, move || question(page))}
            {when(over, move || outcome(page))}
        </div>
        {when(asking, cut)}
        {when(over, move || next_steps(page))}
    }
    .into_any()
}

fn answer(times: u8) -> Message {
    match times {
        0 => t!("first-answer-none"),
        1 => t!("first-answer-once"),
        _ => t!("first-answer-twice"),
    }
}

fn question(page: Page) -> AnyView {
    let options = many([0_u8, 1, 2], |times| {
        let chosen =
            page.is(move |screen| first(screen).is_some_and(|f| f.prediction == Some(times)));
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="prediction"
                    prop:checked=chosen
                    on:change=move |_| page.ask(Intent::Predict(times))
                />
                <span>{page.say(answer(times))}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset class="question">
            <legend class="question__text">{page.say(message("first-question").with("order", "3"))}</legend>
            <div class="question__options">{options}</div>
        </fieldset>
        <p class="panel__note">{page.say(t!("first-guess"))}</p>
    }
    .into_any()
}

fn outcome(page: Page) -> AnyView {
    let look = page.part(|screen| {
        if first(screen).is_some_and(|first| first.charges > 1) {
            "verdict-box verdict-box--bad"
        } else {
            "verdict-box"
        }
    });
    let verdict = page.part(|screen| first(screen).and_then(|first| first.verdict.clone()));
    let said = page.part(|screen| first(screen).and_then(|first| first.said.clone()));
    let lines = dynamic(move || {
        let verdict = many(verdict.get(), |verdict| {
            view! { <p class="verdict-box__text">{page.text(&verdict)}</p> }.into_any()
        });
        let said = many(said.get(), |said| {
            view! { <p class="verdict-box__said">{page.text(&said)}</p> }.into_any()
        });
        view! {
            {verdict}
            {said}
        }
        .into_any()
    });
    view! {
        <div class=look role="status">
            {lines}
        </div>
        {when(page.is(|screen| screen.view.judged.ruling.anomaly.is_some()), move || why(page))}
    }
    .into_any()
}

fn next_steps(page: Page) -> AnyView {
    let can_compare = page
        .is(|screen| first(screen).is_some_and(|first| !first.is_second_run && first.charges > 1));
    let cannot = page
        .is(|screen| first(screen).is_some_and(|first| first.is_second_run || first.charges < 2));
    let compare = move || {
        view! {
            <button class="button button--strong" data-primary on:click=page.press(Intent::SameCutWithIdempotence)>
                {page.say(t!("first-same-cut"))}
            </button>
        }
        .into_any()
    };
    let again = move || {
        view! {
            <button class="button button--strong" data-primary on:click=page.press(Intent::Restart)>
                {page.say(t!("first-again"))}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="panel__foot">
            {when(can_compare, compare)} {when(cannot, again)}
            <a class="button" href=Place::Playground.href()>
                {page.say(t!("nav-playground"))}
            </a>
        </div>
    }
    .into_any()
}
