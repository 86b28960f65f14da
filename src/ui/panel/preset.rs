//! The presets: which guarantee is being tried.

use ackademy_engine::scenario::{Pipeline, Preset};
use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{flag, many, when};
use crate::i18n::Message;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::preset_gloss;

fn name(preset: Preset) -> Message {
    match preset {
        Preset::AtMostOnce => t!("preset-at-most-once"),
        Preset::AtLeastOnce => t!("preset-at-least-once"),
    }
}

/// The presets side by side, in the playground alone: the first minute has one.
pub fn preset_switch(page: Page) -> AnyView {
    when(page.is(|screen| screen.first_minute.is_none()), move || {
        let buttons = many(Preset::all(Pipeline::Simple).iter().copied(), |preset| {
            let pressed = page.is(move |screen| screen.preset == preset);
            view! {
                <button
                    class="presets__one"
                    aria-pressed=flag(pressed)
                        title=page.say(preset_gloss(preset))
                    on:click=page.press(Intent::ChoosePreset(preset))
                >
                    {page.say(name(preset))}
                </button>
            }
            .into_any()
        });
        view! {
            <div class="presets" role="group" aria-label=page.say(t!("preset-label"))>
                {buttons}
            </div>
        }
        .into_any()
    })
}
