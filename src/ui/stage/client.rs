//! A client's card: its orders, and what it is busy with.

use ackademy_engine::ids::{ClientId, NodeId};
use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::viewmodel::{ClientCard, Health, Line, OrderChip, OrderState, Thing, Tone};

fn card_of(screen: &Screen, id: ClientId) -> Option<&ClientCard> {
    let mut clients = screen.view.stage.clients.iter();
    clients.find(|client| client.id == id)
}

/// One client.
pub fn client(page: Page, id: ClientId) -> AnyView {
    let card = page.part(move |screen| card_of(screen, id).cloned());
    let look = page.part(move |screen| look(screen, id));
    let text = move |take: fn(Page, &ClientCard) -> String| {
        Signal::derive(move || card.with(|card| card.as_ref().map(|card| take(page, card))))
    };
    let body = dynamic(move || card.with(|card| body(page, card.as_ref())));
    view! {
        <article class=look data-node=node_mark(NodeId::Client(id))>
            <button
                class="card__head"
                aria-haspopup="dialog"
                on:click=page.press(Intent::Select(Thing::Client(id)))
            >
                <span class="card__name">{text(|page, card| page.text(&card.name))}</span>
                <span class="card__role">{text(|page, card| page.text(&card.role))}</span>
            </button>
            <div class="card__body">{body}</div>
        </article>
    }
    .into_any()
}

fn look(screen: &Screen, id: ClientId) -> String {
    let mut look = "card card--client".to_owned();
    let Some(card) = card_of(screen, id) else {
        return look;
    };
    let is_selected = screen.menu.as_ref().map(|menu| menu.thing) == Some(Thing::Client(id));
    for (holds, class) in [
        (!card.produces, " card--reader"),
        (card.health == Health::Down, " card--down"),
        (card.health == Health::Paused, " card--still"),
        (is_selected, " card--selected"),
    ] {
        if holds {
            look.push_str(class);
        }
    }
    look
}

fn body(page: Page, card: Option<&ClientCard>) -> AnyView {
    let Some(card) = card else {
        return ().into_any();
    };
    let orders = (!card.orders.is_empty()).then(|| {
        let chips = many(&card.orders, |chip| order(page, chip));
        view! { <ul class="orders">{chips}</ul> }.into_any()
    });
    let deadline = card.deadline.map(|deadline| {
        let due = deadline.at.to_string();
        view! { <p class="line line--quiet" data-deadline=due></p> }.into_any()
    });
    view! {
        {orders}
        <div class="card__lines">{many(&card.lines, |each| line(page, each))} {deadline}</div>
    }
    .into_any()
}

fn order(page: Page, chip: &OrderChip) -> AnyView {
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
    view! {
        <li class=look>
            <span aria-hidden="true">{name.to_owned()}</span>
            <span class="for-readers">{page.text(&spoken)}</span>
        </li>
    }
    .into_any()
}

fn line(page: Page, line: &Line) -> AnyView {
    let look = match line.tone {
        Tone::Plain => "line",
        Tone::Quiet => "line line--quiet",
        Tone::Waiting => "line line--waiting",
        Tone::Good => "line line--good",
        Tone::Bad => "line line--bad",
    };
    view! { <p class=look>{page.text(&line.text)}</p> }.into_any()
}
