//! Envelopes on their way, each a button; dots for followers' fetches; marks where something was cut.

use ackademy_engine::protocol::EnvelopeKey;
use leptos::html;
use leptos::prelude::*;

use super::super::browser;
use super::super::motion::px;
use super::super::page::Page;
use super::super::pieces::{dynamic, many, per_envelope, when};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Kind, Pill, Thing};

/// Everything that moves.
pub fn pills(page: Page) -> AnyView {
    let keys = page.part(|screen| {
        let pills = screen.view.pills.iter();
        pills.map(|pill| pill.key).collect::<Vec<_>>()
    });
    let trips = page.part(|screen| screen.view.trips.len());
    let dots = dynamic(move || {
        many(0..trips.get(), |_| {
            view! { <i class="trip" data-trip="asks" aria-hidden="true"></i> }.into_any()
        })
    });
    let cut_waits = page.is(|screen| {
        let first = screen.first_minute.as_ref();
        first.is_some_and(|first| first.ack.is_some())
    });
    view! {
        <div class="pills">
            {dots} {per_envelope(keys.into(), move |key| pill(page, key))} {cut_marks(page)}
            {when(cut_waits, move || cut_button(page))}
        </div>
    }
    .into_any()
}

fn pill_of(screen: &Screen, key: EnvelopeKey) -> Option<&Pill> {
    screen.view.pills.iter().find(|pill| pill.key == key)
}

fn is_asked_about(screen: &Screen, key: EnvelopeKey) -> bool {
    let first = screen.first_minute.as_ref();
    first.is_some_and(|first| first.ack == Some(key))
}

fn look(screen: &Screen, key: EnvelopeKey) -> String {
    let Some(pill) = pill_of(screen, key) else {
        return "pill".to_owned();
    };
    let mut look = match pill.kind {
        Kind::Produce | Kind::Records => "pill pill--produce",
        Kind::Ack => "pill pill--ack",
        Kind::Fetch => "pill pill--fetch",
        Kind::Offsets => "pill pill--offsets",
        Kind::Housekeeping => "pill pill--quiet",
    }
    .to_owned();
    for (holds, class) in [
        (pill.held, " pill--held"),
        (pill.is_copy, " pill--copy"),
        (is_asked_about(screen, key), " pill--ringed"),
    ] {
        if holds {
            look.push_str(class);
        }
    }
    look
}

fn pill(page: Page, key: EnvelopeKey) -> AnyView {
    let pill = page.part(move |screen| pill_of(screen, key).cloned());
    let look = page.part(move |screen| look(screen, key));
    let text = move |take: fn(Page, &Pill) -> String| {
        Signal::derive(move || pill.with(|pill| pill.as_ref().map(|pill| take(page, pill))))
    };
    let followed = page.part(move |screen| is_asked_about(screen, key).then_some("yes"));
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
            data-layer
            data-followed=followed
            aria-haspopup="dialog"
            aria-label=text(|page, pill| page.text(&pill.name))
            on:click=page.press(Intent::Select(Thing::Envelope(key)))
        >
            <span class="pill__body">{text(|page, pill| page.text(&pill.label))}</span>
        </button>
    }
    .into_any()
}

/// A cross where an envelope was when it was cut.
fn cut_marks(page: Page) -> AnyView {
    let dropped = page.part(|screen| screen.view.dropped.clone());
    dynamic(move || {
        let keys = dropped.get();
        let places: Vec<_> = page.motion.with_value(|motion| {
            let seen = keys.iter().filter_map(|key| motion.last_seen(*key));
            seen.collect()
        });
        many(places, |at| {
            let style = format!("transform:translate({}px,{}px)", px(at.x), px(at.y));
            view! {
                <span class="cut-mark" style=style aria-hidden="true">
                    <svg viewBox="0 0 24 24" width="30" height="30">
                        <path d="M5 5l14 14M19 5L5 19" />
                    </svg>
                </span>
            }
            .into_any()
        })
    })
}

/// The first minute's one button, on the ack itself.
fn cut_button(page: Page) -> AnyView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get()
            && !browser::is_framed()
        {
            browser::focus(&button);
        }
    });
    view! {
        <button
            class="cut-button"
            node_ref=button
            data-follows
            data-primary
            data-layer
            on:click=page.press(Intent::CutAck)
        >
            {page.say(t!("first-cut"))}
        </button>
    }
    .into_any()
}
