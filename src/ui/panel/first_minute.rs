//! The first minute's words: what is happening, one question, and what came of it.

use leptos::prelude::*;

use super::super::page::page;
use super::super::route::Place;
use super::story::Story;
use crate::i18n::message;
use crate::session::{FirstMinuteView, Intent, Phase};
use crate::t;

/// The panel beside the stage.
#[component]
pub fn FirstMinutePanel() -> impl IntoView {
    let page = page();
    let first = page.part(|screen| screen.first_minute.clone());
    let phase = Memo::new(move |_| first.with(|first| first.as_ref().map(|first| first.phase)));
    let words = move |take: fn(&FirstMinuteView) -> &crate::i18n::Message| {
        first.with(|first| first.as_ref().map(|first| page.text(take(first))))
    };
    let is = move |wanted: Phase| phase.get() == Some(wanted);
    view! {
        <div class="panel__scroll">
            <p class="panel__kicker">{move || page.text(&t!("first-kicker"))}</p>
            <h1 class="panel__title">{move || words(|first| &first.headline)}</h1>
            <p class="panel__lead">{move || words(|first| &first.explanation)}</p>
            <Show when=move || is(Phase::Asking)>
                <Question />
            </Show>
            <Show when=move || is(Phase::Told)>
                <Outcome />
            </Show>
        </div>
        <Show when=move || is(Phase::Asking)>
            <div class="panel__foot panel__foot--narrow">
                <button class="button button--strong" data-primary on:click=move |_| page.ask(Intent::CutAck)>
                    {move || page.text(&t!("first-cut"))}
                </button>
            </div>
        </Show>
        <Show when=move || is(Phase::Told)>
            <NextSteps />
        </Show>
    }
}

#[component]
fn Question() -> impl IntoView {
    let page = page();
    let said = page.part(|screen| {
        let first = screen.first_minute.as_ref();
        first.and_then(|first| first.prediction)
    });
    let option = move |times: u8, label: crate::i18n::Message| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="prediction"
                    prop:checked=move || said.get() == Some(times)
                    on:change=move |_| page.ask(Intent::Predict(times))
                />
                <span>{move || page.text(&label)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="question">
            <legend class="question__text">{move || page.text(&message("first-question").with("order", "3"))}</legend>
            {option(0, t!("first-answer-none"))}
            {option(1, t!("first-answer-once"))}
            {option(2, t!("first-answer-twice"))}
        </fieldset>
        <p class="panel__note">{move || page.text(&t!("first-guess"))}</p>
    }
}

#[component]
fn Outcome() -> impl IntoView {
    let page = page();
    let first = page.part(|screen| screen.first_minute.clone());
    let is_bad = move || first.with(|first| first.as_ref().is_some_and(|first| first.charges > 1));
    let verdict = move || {
        first.get().map(|first| {
            let told = match (first.is_second_run, first.charges) {
                (true, _) => t!("first-verdict-recognised"),
                (false, 2..) => t!("first-verdict-twice"),
                (false, _) => t!("first-verdict-once"),
            };
            page.text(&told)
        })
    };
    let said = move || {
        let first = first.get()?;
        let came_true = first.came_true?;
        let said = match first.prediction? {
            0 => t!("first-answer-none"),
            1 => t!("first-answer-once"),
            _ => t!("first-answer-twice"),
        };
        let sentence = if came_true {
            message("first-you-said-right")
        } else {
            message("first-you-said-wrong")
        };
        Some(page.text(&sentence.with("said", said)))
    };
    view! {
        <div class="verdict-box" class:verdict-box--bad=is_bad role="status">
            <p class="verdict-box__text">{verdict}</p>
            <Show when=move || said().is_some()>
                <p class="verdict-box__said">{said}</p>
            </Show>
        </div>
        <Why />
    }
}

/// The causal chain of what happened, opened on demand.
#[component]
fn Why() -> impl IntoView {
    let page = page();
    view! {
        <details class="fold">
            <summary>{move || page.text(&t!("first-why"))}</summary>
            <Story most=12 oldest_first=true />
        </details>
    }
}

#[component]
fn NextSteps() -> impl IntoView {
    let page = page();
    let can_compare = page.part(|screen| {
        let first = screen.first_minute.as_ref();
        first.is_some_and(|first| !first.is_second_run && first.charges > 1)
    });
    view! {
        <div class="panel__foot">
            <Show
                when=move || can_compare.get()
                fallback=move || view! {
                    <button class="button" on:click=move |_| page.ask(Intent::Restart)>
                        {move || page.text(&t!("first-again"))}
                    </button>
                }
            >
                <button class="button button--strong" data-primary on:click=move |_| page.ask(Intent::SameCutWithIdempotence)>
                    {move || page.text(&t!("first-same-cut"))}
                </button>
            </Show>
            <a class="button" href=Place::Playground.href()>{move || page.text(&t!("nav-playground"))}</a>
        </div>
    }
}
