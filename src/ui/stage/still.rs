//! The stage as a picture in a text: the same cards, what is on its way between them, and nothing that moves.

use ackademy_engine::ids::NodeId;

use super::super::dom::{Tag, View, many, tag, when};
use super::super::motion::{all_read, countdown};
use super::super::page::Page;
use super::super::pieces::{look, words};
use super::{broker, client, receipt};
use crate::session::{Picture, Screen};
use crate::viewmodel::{Kind, Pill};

/// The picture of a moment.
pub fn still_stage(page: Page, picture: &Picture) -> Tag {
    let screen = &picture.screen;
    let stage = &screen.view.stage;
    let written = |name: &str, value: &str| match name {
        "data-deadline" => Some(countdown(page, value.parse().unwrap_or(0), picture.at)),
        _ => all_read(page, name, value),
    };
    let brokers = many(&stage.brokers, |card| {
        broker::broker(page, screen, card).still(&written)
    });
    let clients = |produces: bool| {
        let wanted = stage
            .clients
            .iter()
            .filter(move |it| it.produces == produces);
        many(wanted, |card| {
            client::client(page, screen, card).still(&written)
        })
    };
    let is_right = |pill: &&Pill| is_reader(screen, pill.from) || is_reader(screen, pill.to);
    let is_left = |pill: &&Pill| !is_between_brokers(pill) && !is_right(pill);
    let pills = &screen.view.pills;
    let cut = many(&picture.cut_links, |cut| {
        words(page, "p", "still-stage__cut", cut)
    });
    tag("div", "still-stage")
        .with(tag("div", "still-stage__column").with(clients(true)))
        .with(gutter(page, Side::Left, pills.iter().filter(is_left)))
        .with(
            tag("div", "still-stage__column")
                .with(brokers)
                .with(gutter(
                    page,
                    Side::Within,
                    pills.iter().filter(is_between_brokers),
                ))
                .with(cut),
        )
        .with(gutter(page, Side::Right, pills.iter().filter(is_right)))
        .with(
            tag("div", "still-stage__column")
                .with(clients(false))
                .with(when(!stage.is_stream, || {
                    receipt::receipt(page, screen).still(&written)
                })),
        )
}

fn is_between_brokers(pill: &&Pill) -> bool {
    let is_client = |node| matches!(node, NodeId::Client(_));
    !is_client(pill.from) && !is_client(pill.to)
}

/// Whoever stands on the right.
fn is_reader(screen: &Screen, node: NodeId) -> bool {
    let mut clients = screen.view.stage.clients.iter();
    clients.any(|card| NodeId::Client(card.id) == node && !card.produces)
}

/// Where envelopes are drawn: between clients that produce and brokers, among brokers, between brokers and readers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Within,
    Right,
}

/// What is on its way, each with the way that it goes.
fn gutter<'a>(page: Page, side: Side, pills: impl Iterator<Item = &'a Pill>) -> View {
    let pills: Vec<View> = pills.map(|it| pill(page, side, it).into()).collect();
    if pills.is_empty() {
        // An empty column keeps the others in their places.
        return when(side != Side::Within, || tag("div", "still-stage__gutter"));
    }
    tag("ul", "still-stage__gutter")
        .set("role", "list")
        .with(View::Row(pills))
        .into()
}

fn pill(page: Page, side: Side, pill: &Pill) -> Tag {
    let kind = match pill.kind {
        Kind::Produce | Kind::Records => "",
        Kind::Ack => "pill--ack",
        Kind::Transaction | Kind::Marker => "pill--transaction",
        Kind::Fetch | Kind::Offsets | Kind::Housekeeping => "pill--quiet",
    };
    let is_of_client = matches!(pill.from, NodeId::Client(_));
    let goes_on = is_of_client == (side == Side::Left);
    let class = look(
        "still-pill",
        &[
            (!kind.is_empty(), kind),
            (pill.held, "pill--held"),
            (pill.is_copy, "pill--copy"),
            (side != Side::Within && goes_on, "still-pill--on"),
            (side != Side::Within && !goes_on, "still-pill--back"),
        ],
    );
    tag("li", class)
        .with(
            words(page, "span", "pill__body still-pill__sign", &pill.label)
                .set("aria-hidden", "true"),
        )
        .with(words(page, "span", "still-pill__name", &pill.name))
}
