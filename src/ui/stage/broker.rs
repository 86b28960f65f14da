//! A broker's card: a full row per log that it leads, chips for the copies it keeps.

use ackademy_engine::ids::{BrokerId, NodeId};
use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::{Page, page};
use crate::i18n::message;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{BrokerCard, Cell, CellKind, CopyChip, Health, LogRow, Thing};

/// A row is drawn at least this many cells wide, so that it does not jump while it fills.
const CELLS_DRAWN: usize = 6;

/// One broker.
#[component]
pub fn BrokerView(id: BrokerId) -> impl IntoView {
    let page = page();
    let card = page.part(move |screen| {
        let brokers = &screen.view.stage.brokers;
        brokers.iter().find(|broker| broker.id == id).cloned()
    });
    let of = move |take: fn(&BrokerCard) -> bool| card.with(|card| card.as_ref().is_some_and(take));
    let rows = Memo::new(move |_| card.with(|card| card.as_ref().map(|card| card.rows.clone())));
    let chips = Memo::new(move |_| card.with(|card| card.as_ref().map(|card| card.chips.clone())));
    let name = move || card.with(|card| card.as_ref().map(|card| page.text(&card.name)));
    let role = move || card.with(|card| card.as_ref().map(|card| page.text(&card.role)));
    let is_selected = page
        .part(move |screen| screen.menu.as_ref().map(|menu| menu.thing) == Some(Thing::Broker(id)));
    view! {
        <article
            class="card card--broker"
            class:card--leads=move || of(|card| card.leads && card.health == Health::Up)
            class:card--down=move || of(|card| card.health == Health::Down)
            class:card--still=move || of(|card| matches!(card.health, Health::Paused | Health::Starting))
            class:card--zombie=move || of(|card| card.is_zombie)
            class:card--selected=move || is_selected.get()
            data-node=node_mark(NodeId::Broker(id))
        >
            <button
                class="card__head"
                aria-haspopup="dialog"
                on:click=move |_| page.ask(Intent::Select(Thing::Broker(id)))
            >
                <span class="card__name">{name}</span>
                <span class="card__role">{role}</span>
                <span class="card__short">{move || rows.get().map(|rows| short(page, &rows))}</span>
            </button>
            <div class="card__rows">
                {move || rows.get().map(|rows| rows.into_iter().map(|row| log_row(page, row)).collect_view())}
                <Show when=move || chips.with(|chips| chips.as_ref().is_some_and(|chips| !chips.is_empty()))>
                    <p class="chips">
                        {move || chips.get().map(|chips| chips.into_iter().map(|chip| copy_chip(page, chip)).collect_view())}
                    </p>
                </Show>
            </div>
        </article>
    }
}

/// A closed card still says how full its logs are.
fn short(page: Page, rows: &[LogRow]) -> String {
    let told = rows.iter().map(|row| {
        page.text(
            &message("card-row-short")
                .with("partition", row.name.as_str())
                .with("count", i64::from(row.log_end_offset)),
        )
    });
    told.collect::<Vec<_>>().join(" ")
}

fn log_row(page: Page, row: LogRow) -> impl IntoView {
    let spoken = message("log-row-spoken")
        .with("partition", row.name.as_str())
        .with("records", listed(&row))
        .with("count", i64::from(row.log_end_offset));
    let blanks = CELLS_DRAWN.saturating_sub(row.cells.len());
    let (earlier, has_earlier) = (row.earlier, row.earlier > 0);
    view! {
        <div class="log" role="img" aria-label=move || page.text(&spoken)>
            <span class="log__name">{row.name}</span>
            <span class="log__cells">
                <Show when=move || has_earlier>
                    <span class="log__earlier">{move || page.text(&message("log-row-earlier").with("count", earlier))}</span>
                </Show>
                {row.cells.into_iter().map(cell).collect_view()}
                {(0..blanks).map(|_| view! { <span class="cell cell--blank"></span> }).collect_view()}
            </span>
        </div>
    }
}

fn listed(row: &LogRow) -> String {
    let labels: Vec<&str> = row.cells.iter().map(|cell| cell.label.as_str()).collect();
    labels.join(", ")
}

fn cell(cell: Cell) -> impl IntoView {
    let is_offset = cell.kind == CellKind::CommittedOffset;
    view! {
        <span
            class="cell"
            class:cell--offset=is_offset
            class:cell--hollow=cell.above_high_watermark
            class:cell--repeat=cell.is_repeat
        >
            <span class="cell__box">{if is_offset { format!("→{}", cell.label) } else { cell.label }}</span>
            <span class="cell__offset">{cell.offset}</span>
        </span>
    }
}

fn copy_chip(page: Page, chip: CopyChip) -> impl IntoView {
    let out = !chip.in_sync;
    let name = chip.name.clone();
    view! {
        <span class="chip" class:chip--out=out>
            {format!("{} {}/{}", name, chip.have, chip.of)}
            <Show when=move || out>
                <span class="chip__note">" "{move || page.text(&t!("chip-out-of-sync"))}</span>
            </Show>
        </span>
    }
}
