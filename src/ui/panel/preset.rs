//! The presets: which guarantee is being tried.

use ackademy_engine::scenario::{Pipeline, Preset};
use leptos::prelude::*;

use super::super::page::page;
use crate::session::Intent;
use crate::t;

/// The presets side by side, in the playground alone: the first minute has one.
#[component]
pub fn PresetSwitch() -> impl IntoView {
    let page = page();
    let is_playground = page.part(|screen| screen.first_minute.is_none());
    let chosen = page.part(|screen| screen.preset);
    let name = |preset: Preset| match preset {
        Preset::AtMostOnce => t!("preset-at-most-once"),
        Preset::AtLeastOnce => t!("preset-at-least-once"),
    };
    view! {
        <Show when=move || is_playground.get()>
            <div class="presets" role="group" aria-label=move || page.text(&t!("preset-label"))>
                {Preset::all(Pipeline::Simple)
                    .iter()
                    .map(|preset| {
                        let preset = *preset;
                        view! {
                            <button
                                class="presets__one"
                                aria-pressed=move || (chosen.get() == preset).to_string()
                                on:click=move |_| page.ask(Intent::ChoosePreset(preset))
                            >
                                {move || page.text(&name(preset))}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </Show>
    }
}
