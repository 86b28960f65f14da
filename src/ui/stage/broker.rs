//! A broker's card: a full row per log that it leads, chips for the copies it keeps.

use ackademy_engine::ids::NodeId;

use super::super::dom::{Tag, View, many, tag, when};
use super::super::motion::{node_mark, watch};
use super::super::page::Page;
use super::super::pieces::{button, look, words};
use super::coordinator::coordinator;
use super::log::{copy_chip, log_row};
use crate::FULL;
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::viewmodel::{BrokerCard, Health, Thing};

/// One broker.
pub fn broker(page: Page, screen: &Screen, card: &BrokerCard) -> Tag {
    let thing = Thing::Broker(card.id);
    let is_selected = screen.menu.as_ref().map(|menu| menu.thing) == Some(thing);
    let is_still = matches!(card.health, Health::Paused | Health::Starting);
    let look = look(
        "card card--broker",
        &[
            (card.leads && card.health == Health::Up, "card--leads"),
            (card.health == Health::Down, "card--down"),
            (is_still, "card--still"),
            (card.is_zombie, "card--zombie"),
            (card.has_transaction, "card--transaction"),
            (is_selected, "card--selected"),
        ],
    );
    let head = button("card__head", page, Intent::Select(thing))
        .set("aria-haspopup", "dialog")
        .with(words(page, "span", "card__name", &card.name))
        .with(words(page, "span", "card__role", &card.role))
        .with(tag("span", "card__short").with(short(page, card)));
    let opens = FULL && screen.first_minute.is_none();
    let inside = card
        .coordinator
        .as_ref()
        .filter(|_| FULL)
        .map(|it| coordinator(page, card, it))
        .unwrap_or(View::Nothing);
    let rows = tag("div", "card__rows")
        .with(inside)
        .with(many(&card.rows, |row| log_row(page, row, opens)))
        .with(tag("p", "chips").with(many(&card.chips, |chip| {
            copy_chip(page, chip, card.health == Health::Down)
        })));
    tag("article", look)
        .set("data-node", node_mark(NodeId::Broker(card.id)))
        .shown(move |card| watch(page, &card))
        .with(head)
        .with(when(opens, || fold(page, card)))
        .with(rows)
}

/// Where brokers are one line each, this opens one. The browser keeps whether it is open.
fn fold(page: Page, card: &BrokerCard) -> Tag {
    let name = message("card-open-logs").with("broker", i64::from(card.id.0));
    tag("input", "card__fold")
        .set("type", "checkbox")
        .set("aria-label", page.text(&name))
        .on("change", move |_| page.draw_soon())
}

/// A closed card still says how full its logs are.
fn short(page: Page, card: &BrokerCard) -> String {
    let told = card.rows.iter().map(|row| {
        page.text(
            &message("card-row-short")
                .with("partition", row.name.as_str())
                .with("count", i64::from(row.log_end_offset)),
        )
    });
    told.collect::<Vec<_>>().join(" ")
}
