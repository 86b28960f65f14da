//! Which processes there are, and which guarantee is being tried.

use ackademy_engine::scenario::{Pipeline, Preset};

use super::super::dom::{Tag, View, many, tag};
use super::super::page::Page;
use super::super::pieces::button;
use super::parts::banner;
use crate::i18n::Message;
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::preset_gloss;

/// A guarantee's name.
pub fn preset_name(preset: Preset) -> Message {
    match preset {
        Preset::AtMostOnce => t!("preset-at-most-once"),
        Preset::AtLeastOnce => t!("preset-at-least-once"),
        Preset::ExactlyOnce => t!("preset-exactly-once"),
    }
}

/// The pipelines, and the guarantees that can be tried with each.
pub fn preset_switch(page: Page, screen: &Screen) -> View {
    let pipelines = many([Pipeline::Simple, Pipeline::Stream], |pipeline| {
        let (name, gloss) = pipeline_name(pipeline);
        choice(page, Intent::ChoosePipeline(pipeline), &name, &gloss)
            .flag("aria-pressed", screen.pipeline == pipeline)
    });
    let presets = many(Preset::all(screen.pipeline), |preset| {
        let gloss = preset_gloss(*preset);
        choice(
            page,
            Intent::ChoosePreset(*preset),
            &preset_name(*preset),
            &gloss,
        )
        .flag("aria-pressed", screen.preset == *preset)
    });
    let choices = tag("div", "choices")
        .with(group(page, &t!("pipeline-label")).with(pipelines))
        .with(group(page, &t!("preset-label")).with(presets));
    View::Row(vec![choices.into(), banner(page, screen).into()])
}

fn group(page: Page, label: &Message) -> Tag {
    tag("div", "presets")
        .set("role", "group")
        .set("aria-label", page.text(label))
}

fn choice(page: Page, intent: Intent, name: &Message, gloss: &Message) -> Tag {
    button("presets__one", page, intent)
        .set("title", page.text(gloss))
        .with(page.text(name))
}

/// A pipeline's name, and what it does.
pub fn pipeline_name(pipeline: Pipeline) -> (Message, Message) {
    match pipeline {
        Pipeline::Simple => (t!("pipeline-simple"), t!("pipeline-simple-gloss")),
        Pipeline::Stream => (t!("pipeline-stream"), t!("pipeline-stream-gloss")),
    }
}
