//! The presets: which guarantee is being tried.

use ackademy_engine::scenario::Preset;

use super::super::dom::{Tag, many, tag};
use super::super::page::Page;
use super::super::pieces::button;
use crate::i18n::Message;
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::preset_gloss;

/// The guarantees that the stage can show. Exactly once is not among them yet: its transactions would not be drawn.
const SHOWN: [Preset; 2] = [Preset::AtMostOnce, Preset::AtLeastOnce];

fn name(preset: Preset) -> Message {
    match preset {
        Preset::AtMostOnce => t!("preset-at-most-once"),
        Preset::AtLeastOnce => t!("preset-at-least-once"),
        Preset::ExactlyOnce => t!("preset-exactly-once"),
    }
}

/// The presets side by side.
pub fn preset_switch(page: Page, screen: &Screen) -> Tag {
    let buttons = many(&SHOWN, |preset| {
        button("presets__one", page, Intent::ChoosePreset(*preset))
            .flag("aria-pressed", screen.preset == *preset)
            .set("title", page.text(&preset_gloss(*preset)))
            .with(page.text(&name(*preset)))
    });
    tag("div", "presets")
        .set("role", "group")
        .set("aria-label", page.text(&t!("preset-label")))
        .with(buttons)
}
