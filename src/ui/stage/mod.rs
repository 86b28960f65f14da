//! The stage: cards in HTML, wires in SVG beneath them, pills above.

mod broker;
mod client;
mod coordinator;
mod log;
mod pills;
mod receipt;
mod statement;
mod still;
mod wires;

pub use still::still_stage;

use super::dom::{Tag, many, tag, when};
use super::motion::watch;
use super::page::Page;
use super::panel::preset_switch;
use super::pieces::words;
use crate::FULL;
use crate::i18n::{Message, message};
use crate::session::Screen;
use crate::t;

/// The stage and what stands above it.
pub fn stage(page: Page, screen: &Screen) -> Tag {
    let shows = &screen.view.stage;
    let brokers = many(shows.brokers.iter().enumerate(), |(place, card)| {
        page.part(
            |before| {
                before.view.stage.brokers.get(place) == Some(card) && before.menu == screen.menu
            },
            || broker::broker(page, screen, card),
        )
    });
    let transport = &screen.view.transport;
    let quiet = transport.quiet_micros.filter(|_| screen.playing);
    let quiet = quiet.map(|micros| message("stage-break").with("seconds", seconds(micros)));
    let passed = screen.passed_micros.filter(|_| FULL).map(passed_words);
    let time = passed
        .or(quiet)
        .map(|text| words(page, "p", "break", &text).mark("data-layer"));
    let is_stream = screen.view.stage.is_stream;
    let look = if is_stream {
        "stage stage--stream"
    } else {
        "stage"
    };
    let stage = tag("div", look)
        .mark("data-stage")
        .shown(move |stage| watch(page, &stage))
        .with(page.part(
            |before| before.view.stage.wires == shows.wires,
            || wires::wires(page, screen),
        ))
        .with(clients(page, screen, true))
        .with(tag("div", "stage__column stage__column--brokers").with(brokers))
        .with(clients(page, screen, false).with(when(!is_stream, || {
            page.part(
                |before| before.view.receipt == screen.view.receipt,
                || receipt::receipt(page, screen),
            )
        })))
        .with(pills::pills(page, screen))
        .with(time);
    tag("section", "theatre")
        .set("aria-label", page.text(&t!("stage-label")))
        .with(when(
            FULL && screen.first_minute.is_none() && screen.lesson.is_none(),
            || {
                page.part(
                    |before| {
                        (before.pipeline, before.preset, &before.taken_out)
                            == (screen.pipeline, screen.preset, &screen.taken_out)
                    },
                    || preset_switch(page, screen),
                )
            },
        ))
        .with(stage)
}

/// How much simulated time a skipped wait has taken.
pub fn passed_words(micros: u64) -> Message {
    match seconds(micros) {
        0 => t!("stage-passed-soon"),
        seconds => message("stage-passed").with("seconds", seconds),
    }
}

fn seconds(micros: u64) -> i64 {
    i64::try_from(micros / 1_000_000).unwrap_or(i64::MAX)
}

fn clients(page: Page, screen: &Screen, produce: bool) -> Tag {
    let column = if produce {
        "stage__column stage__column--producers"
    } else {
        "stage__column stage__column--consumers"
    };
    let clients = screen.view.stage.clients.iter().enumerate();
    let wanted = clients.filter(|(_, client)| client.produces == produce);
    tag("div", column).with(many(wanted, |(place, card)| {
        page.part(
            |before| {
                before.view.stage.clients.get(place) == Some(card) && before.menu == screen.menu
            },
            || client::client(page, screen, card),
        )
    }))
}
