//! A client's card: its orders, and what it is busy with.

use ackademy_engine::ids::NodeId;

use super::super::dom::{Tag, many, tag, when};
use super::super::motion::{count_down, node_mark, watch};
use super::super::page::Page;
use super::super::pieces::{button, kafka_name, look, words};
use super::statement::{compare, isolation, payments};
use crate::FULL;
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::viewmodel::{
    ClientCard, Health, Line, OrderChip, OrderState, Thing, Tone, Transactional,
};

/// One client.
pub fn client(page: Page, screen: &Screen, card: &ClientCard) -> Tag {
    let thing = Thing::Client(card.id);
    let is_selected = screen.menu.as_ref().map(|menu| menu.thing) == Some(thing);
    let look = look(
        "card card--client",
        &[
            (!card.produces, "card--reader"),
            (!card.orders.is_empty(), "card--shop"),
            (card.statement.is_some(), "card--statement"),
            (card.health == Health::Down, "card--down"),
            (card.health == Health::Paused, "card--still"),
            (is_selected, "card--selected"),
        ],
    );
    let head = button("card__head", page, Intent::Select(thing))
        .set("aria-haspopup", "dialog")
        .with(words(page, "span", "card__name", &card.name))
        .with(match &card.statement {
            Some(statement) if FULL => isolation(statement),
            _ => words(page, "span", "card__role", &card.role),
        });
    tag("article", look)
        .set("data-node", node_mark(NodeId::Client(card.id)))
        .shown(move |card| watch(page, &card))
        .with(head)
        .with(body(page, screen, card))
}

fn body(page: Page, screen: &Screen, card: &ClientCard) -> Tag {
    let orders = when(!card.orders.is_empty(), || {
        tag("ul", "orders").with(many(&card.orders, |chip| order(page, chip)))
    });
    let deadline = card.deadline.map(|deadline| {
        tag("p", "line line--quiet")
            .set("data-deadline", deadline.at.to_string())
            .shown(move |line| count_down(page, &line))
    });
    let lines = tag("div", "card__lines")
        .with(many(&card.lines, |each| line(page, each)))
        .with(deadline);
    let side = card
        .transactional
        .as_ref()
        .filter(|_| FULL)
        .map(|side| transactional(page, side));
    let statement = card
        .statement
        .as_ref()
        .filter(|_| FULL)
        .map(|statement| payments(page, statement));
    let compares = card
        .statement
        .as_ref()
        .filter(|_| FULL)
        .and_then(|statement| compare(page, screen, statement));
    tag("div", "card__body")
        .with(orders)
        .with(side)
        .with(statement)
        .with(lines)
        .with(compares)
}

/// Who it is to its coordinator, and what its library is at.
fn transactional(page: Page, side: &Transactional) -> Tag {
    let owner = side.identity.map(|(id, epoch)| {
        let text = message("memory-owner").with("id", id).with("epoch", epoch);
        words(page, "span", "tx__owner", &text)
    });
    let state = if side.has_failed {
        "tx__state tx__state--failed"
    } else {
        "tx__state"
    };
    let error = side
        .error
        .map(|error| tag("span", "tx__error").with(kafka_name(error)));
    tag("p", "tx")
        .with(tag("span", "tx__id").with(side.id.clone()))
        .with(" ")
        .with(owner)
        .with(" ")
        .with(tag("span", state).with(kafka_name(side.state)))
        .with(" ")
        .with(error)
}

fn order(page: Page, chip: &OrderChip) -> Tag {
    let name = chip.name.as_str();
    let (look, spoken) = match chip.state {
        OrderState::Pending => (
            "order order--pending",
            message("order-pending").with("order", name),
        ),
        OrderState::Waiting => (
            "order order--waiting",
            message("order-waiting").with("order", name),
        ),
        OrderState::Told => (
            "order order--told",
            message("order-told").with("order", name),
        ),
        OrderState::Failed => (
            "order order--failed",
            message("order-failed").with("order", name),
        ),
    };
    let sign = tag("span", "").set("aria-hidden", "true");
    tag("li", look).with(sign.with(name.to_owned())).with(words(
        page,
        "span",
        "for-readers",
        &spoken,
    ))
}

fn line(page: Page, line: &Line) -> Tag {
    let look = match line.tone {
        Tone::Plain => "line",
        Tone::Quiet => "line line--quiet",
        Tone::Waiting => "line line--waiting",
        Tone::Good => "line line--good",
        Tone::Bad => "line line--bad",
    };
    words(page, "p", look, &line.text)
}
