//! Envelopes on their way, each a button; dots for followers' fetches; marks where something was cut.

use ackademy_engine::protocol::EnvelopeKey;

use super::super::browser;
use super::super::dom::{Tag, View, drawing, many, tag, when};
use super::super::motion::{find_soon, place_at};
use super::super::page::Page;
use super::super::pieces::{button, look, words};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Kind, Pill, Thing};

/// Everything that moves.
pub fn pills(page: Page, screen: &Screen) -> Tag {
    let first = screen.first_minute.as_ref();
    let asked_about = first.and_then(|first| first.ack);
    let dots = many(&screen.view.trips, |_| {
        tag("i", "trip")
            .set("data-trip", "asks")
            .set("aria-hidden", "true")
    });
    let pills = many(&screen.view.pills, |one| {
        page.keyed(
            Some(one.key.into()),
            |before| {
                let first = before.first_minute.as_ref();
                before.view.pills.contains(one) && first.and_then(|first| first.ack) == asked_about
            },
            || pill(page, one, asked_about == Some(one.key)),
        )
    });
    tag("div", "pills")
        .with(dots)
        .with(pills)
        .with(cut_marks(page, &screen.view.dropped))
        .with(when(asked_about.is_some(), || cut_button(page)))
}

fn pill(page: Page, pill: &Pill, is_asked_about: bool) -> Tag {
    let key = pill.key;
    let kind = match pill.kind {
        Kind::Produce | Kind::Records => "pill pill--produce",
        Kind::Ack => "pill pill--ack",
        Kind::Fetch => "pill pill--fetch",
        Kind::Offsets => "pill pill--offsets",
        Kind::Transaction => "pill pill--transaction",
        Kind::Marker => "pill pill--transaction pill--marker",
        Kind::Housekeeping => "pill pill--quiet",
    };
    let look = look(
        kind,
        &[
            (pill.held, "pill--held"),
            (pill.is_copy, "pill--copy"),
            (is_asked_about, "pill--ringed"),
        ],
    );
    let button = tag("button", look)
        .mark("data-layer")
        .set("aria-haspopup", "dialog")
        .set("title", page.text(&pill.name))
        .press(page, Intent::Select(Thing::Envelope(key)))
        .with(words(page, "span", "pill__body", &pill.label));
    // With every frame a browser works out the style of what moves: a box around it has next to none.
    tag("div", "flight")
        .key(key)
        .set_some("data-followed", is_asked_about.then_some("yes"))
        .with(button)
        .shown(move |element| {
            page.moving(|motion| motion.add(key, element));
            find_soon(page);
        })
        .gone(move || page.moving(|motion| motion.remove(key)))
}

/// A cross where an envelope was when it was cut; it stays there whatever travels that way later.
fn cut_marks(page: Page, dropped: &[EnvelopeKey]) -> View {
    many(dropped, |key| {
        let mut seen = None;
        page.moving(|motion| seen = motion.last_seen(*key));
        let at = seen?;
        let cross = drawing("svg", "")
            .set("viewBox", "0 0 24 24")
            .set("width", "30")
            .set("height", "30")
            .with(drawing("path", "").set("d", "M5 5l14 14M19 5L5 19"));
        let mark = tag("span", "cut-mark")
            .key(*key)
            .set("aria-hidden", "true")
            .with(cross)
            .shown(move |mark| place_at(&mark, at));
        Some(mark)
    })
}

/// The first minute's one button, on the ack itself.
fn cut_button(page: Page) -> Tag {
    button("cut-button", page, Intent::CutAck)
        .mark("data-follows")
        .mark("data-primary")
        .mark("data-layer")
        .with(page.text(&t!("first-cut")))
        .shown(|button| {
            if !browser::is_framed() {
                browser::focus(&button);
            }
        })
}
