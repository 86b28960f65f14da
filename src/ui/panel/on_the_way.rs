//! What is in flight as a list of buttons, for those who do not aim at moving things.

use ackademy_engine::protocol::EnvelopeKey;
use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{per_envelope, when};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Pill, Thing};

/// The list.
pub fn on_the_way(page: Page) -> AnyView {
    let keys = page.part(|screen| {
        let pills = screen.view.pills.iter();
        pills.map(|pill| pill.key).collect::<Vec<_>>()
    });
    let nothing = page.is(|screen| screen.view.pills.is_empty());
    let none = move || view! { <p class="list__none">{page.say(t!("way-nothing"))}</p> }.into_any();
    let title = page.say(t!("way-title"));
    view! {
        <section class="list" aria-label=title>
            <h2 class="list__title">{title}</h2>
            {when(nothing, none)}
            <ul class="list__rows">{per_envelope(keys.into(), move |key| row(page, key))}</ul>
        </section>
    }
    .into_any()
}

fn pill_of(screen: &Screen, key: EnvelopeKey) -> Option<&Pill> {
    screen.view.pills.iter().find(|pill| pill.key == key)
}

fn row(page: Page, key: EnvelopeKey) -> AnyView {
    let pill = page.part(move |screen| pill_of(screen, key).cloned());
    let name =
        Signal::derive(move || pill.with(|pill| pill.as_ref().map(|pill| page.text(&pill.name))));
    let held = page.is(move |screen| pill_of(screen, key).is_some_and(|pill| pill.held));
    let mark =
        move || view! { <span class="list__mark">{page.say(t!("way-held"))}</span> }.into_any();
    view! {
        <li>
            <button
                class="list__button"
                aria-haspopup="dialog"
                on:click=page.press(Intent::Select(Thing::Envelope(key)))
            >
                {name} {when(held, mark)}
            </button>
        </li>
    }
    .into_any()
}
