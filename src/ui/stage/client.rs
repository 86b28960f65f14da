//! A client's card: its orders, and what it is busy with.

use ackademy_engine::ids::{ClientId, NodeId};
use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::{Page, page};
use crate::i18n::message;
use crate::session::Intent;
use crate::viewmodel::{ClientCard, Health, Line, OrderChip, OrderState, Thing, Tone};

/// One client.
#[component]
pub fn ClientView(id: ClientId) -> impl IntoView {
    let page = page();
    let card = page.part(move |screen| {
        let clients = &screen.view.stage.clients;
        clients.iter().find(|client| client.id == id).cloned()
    });
    let of = move |take: fn(&ClientCard) -> bool| card.with(|card| card.as_ref().is_some_and(take));
    let orders = Memo::new(move |_| card.with(|card| card.as_ref().map(|c| c.orders.clone())));
    let lines = Memo::new(move |_| card.with(|card| card.as_ref().map(|c| c.lines.clone())));
    let deadline = Memo::new(move |_| card.with(|card| card.as_ref().and_then(|c| c.deadline)));
    let name = move || card.with(|card| card.as_ref().map(|card| page.text(&card.name)));
    let role = move || card.with(|card| card.as_ref().map(|card| page.text(&card.role)));
    let is_selected = page
        .part(move |screen| screen.menu.as_ref().map(|menu| menu.thing) == Some(Thing::Client(id)));
    view! {
        <article
            class="card card--client"
            class:card--reader=move || of(|card| !card.produces)
            class:card--down=move || of(|card| card.health == Health::Down)
            class:card--still=move || of(|card| card.health == Health::Paused)
            class:card--selected=move || is_selected.get()
            data-node=node_mark(NodeId::Client(id))
        >
            <button
                class="card__head"
                aria-haspopup="dialog"
                on:click=move |_| page.ask(Intent::Select(Thing::Client(id)))
            >
                <span class="card__name">{name}</span>
                <span class="card__role">{role}</span>
            </button>
            <div class="card__body">
                <Show when=move || orders.with(|orders| orders.as_ref().is_some_and(|orders| !orders.is_empty()))>
                    <ul class="orders">
                        {move || orders.get().map(|orders| orders.into_iter().map(|chip| order(page, chip)).collect_view())}
                    </ul>
                </Show>
                <div class="card__lines">
                    {move || lines.get().map(|lines| lines.into_iter().map(|each| line(page, each)).collect_view())}
                    <Show when=move || deadline.get().is_some()>
                        <p class="line line--quiet" data-deadline=move || deadline.get().map(|deadline| deadline.at.to_string())></p>
                    </Show>
                </div>
            </div>
        </article>
    }
}

fn order(page: Page, chip: OrderChip) -> impl IntoView {
    let look = match chip.state {
        OrderState::Pending => "order order--pending",
        OrderState::Waiting => "order order--waiting",
        OrderState::Told => "order order--told",
        OrderState::Failed => "order order--failed",
    };
    let spoken = spoken_of(&chip);
    view! {
        <li class=look>
            <span aria-hidden="true">{chip.name}</span>
            <span class="for-readers">{move || page.text(&spoken)}</span>
        </li>
    }
}

fn spoken_of(chip: &OrderChip) -> crate::i18n::Message {
    let spoken = match chip.state {
        OrderState::Pending => message("order-pending"),
        OrderState::Waiting => message("order-waiting"),
        OrderState::Told => message("order-told"),
        OrderState::Failed => message("order-failed"),
    };
    spoken.with("order", chip.name.as_str())
}

fn line(page: Page, line: Line) -> impl IntoView {
    let look = match line.tone {
        Tone::Plain => "line",
        Tone::Quiet => "line line--quiet",
        Tone::Waiting => "line line--waiting",
        Tone::Good => "line line--good",
        Tone::Bad => "line line--bad",
    };
    view! { <p class=look>{move || page.text(&line.text)}</p> }
}
