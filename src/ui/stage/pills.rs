//! Envelopes on their way, each a button; dots for followers' fetches; marks where something was cut.

use ackademy_engine::protocol::EnvelopeKey;
use leptos::html;
use leptos::prelude::*;

use super::super::browser;
use super::super::motion::px;
use super::super::page::page;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{Kind, Pill, Thing};

/// Everything that moves.
#[component]
pub fn Pills() -> impl IntoView {
    let page = page();
    let keys = page.part(|screen| {
        let pills = screen.view.pills.iter();
        pills.map(|pill| pill.key).collect::<Vec<_>>()
    });
    let trips = page.part(|screen| screen.view.trips.len());
    view! {
        <div class="pills">
            <For each=move || 0..trips.get() key=|index| *index let:_index>
                <i class="trip" data-trip="asks" aria-hidden="true"></i>
            </For>
            <For each=move || keys.get() key=|key| *key let:key>
                <PillView key=key />
            </For>
            <CutMarks />
            <CutButton />
        </div>
    }
}

#[component]
fn PillView(key: EnvelopeKey) -> impl IntoView {
    let page = page();
    let pill = page.part(move |screen| {
        let mut pills = screen.view.pills.iter();
        pills.find(|pill| pill.key == key).cloned()
    });
    let of = move |take: fn(&Pill) -> bool| pill.with(|pill| pill.as_ref().is_some_and(take));
    let label = move || pill.with(|pill| pill.as_ref().map(|pill| page.text(&pill.label)));
    let name = move || pill.with(|pill| pill.as_ref().map(|pill| page.text(&pill.name)));
    let look = move || match pill.with(|pill| pill.as_ref().map(|pill| pill.kind)) {
        Some(Kind::Produce) => "pill pill--produce",
        Some(Kind::Ack) => "pill pill--ack",
        Some(Kind::Fetch) => "pill pill--fetch",
        Some(Kind::Offsets) => "pill pill--offsets",
        Some(Kind::Housekeeping) | None => "pill pill--quiet",
    };
    let is_asked_about = page.part(move |screen| {
        let first = screen.first_minute.as_ref();
        first.is_some_and(|first| first.ack == Some(key))
    });
    let element = NodeRef::<html::Button>::new();
    element.on_load(move |element| {
        page.motion
            .update_value(|motion| motion.add(key, element.into()));
        page.draw_soon();
    });
    on_cleanup(move || {
        page.motion.try_update_value(|motion| motion.remove(key));
    });
    view! {
        <button
            node_ref=element
            class=look
            class:pill--held=move || of(|pill| pill.held)
            class:pill--copy=move || of(|pill| pill.is_copy)
            class:pill--ringed=move || is_asked_about.get()
            data-layer
            data-followed=move || is_asked_about.get().then_some("")
            aria-haspopup="dialog"
            aria-label=name
            on:click=move |_| page.ask(Intent::Select(Thing::Envelope(key)))
        >
            <span class="pill__body">{label}</span>
        </button>
    }
}

/// A cross where an envelope was when it was cut.
#[component]
fn CutMarks() -> impl IntoView {
    let page = page();
    let dropped = page.part(|screen| screen.view.dropped.clone());
    let marks = move || {
        let keys = dropped.get();
        page.motion.with_value(|motion| {
            keys.iter()
                .filter_map(|key| motion.last_seen(*key))
                .map(|at| format!("transform:translate({}px,{}px)", px(at.x), px(at.y)))
                .collect::<Vec<_>>()
        })
    };
    view! {
        {move || {
            marks()
                .into_iter()
                .map(|style| {
                    view! {
                        <span class="cut-mark" style=style aria-hidden="true">
                            <svg viewBox="0 0 24 24" width="30" height="30"><path d="M5 5l14 14M19 5L5 19" /></svg>
                        </span>
                    }
                })
                .collect_view()
        }}
    }
}

/// The first minute's one button, on the ack itself.
#[component]
fn CutButton() -> impl IntoView {
    let page = page();
    let waits = page.part(|screen| {
        let first = screen.first_minute.as_ref();
        first.is_some_and(|first| first.ack.is_some())
    });
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get()
            && !browser::is_framed()
        {
            browser::focus(&button);
        }
    });
    view! {
        <Show when=move || waits.get()>
            <button
                class="cut-button"
                node_ref=button
                data-follows
                data-primary
                data-layer
                on:click=move |_| page.ask(Intent::CutAck)
            >
                {move || page.text(&t!("first-cut"))}
            </button>
        </Show>
    }
}
