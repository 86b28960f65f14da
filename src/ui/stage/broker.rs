//! A broker's card: a full row per log that it leads, chips for the copies it keeps.

use ackademy_engine::ids::{BrokerId, NodeId};
use leptos::prelude::*;

use super::super::motion::node_mark;
use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{BrokerCard, Cell, CellKind, CopyChip, Health, LogRow, Thing};

/// A row is drawn at least this many cells wide, so that it does not jump while it fills.
const CELLS_DRAWN: usize = 6;

fn card_of(screen: &Screen, id: BrokerId) -> Option<&BrokerCard> {
    let mut brokers = screen.view.stage.brokers.iter();
    brokers.find(|broker| broker.id == id)
}

/// One broker.
pub fn broker(page: Page, id: BrokerId) -> AnyView {
    let card = page.part(move |screen| card_of(screen, id).cloned());
    let look = page.part(move |screen| look(screen, id));
    let text = move |take: fn(Page, &BrokerCard) -> String| {
        Signal::derive(move || card.with(|card| card.as_ref().map(|card| take(page, card))))
    };
    let rows = dynamic(move || {
        card.with(|card| {
            let rows = card.iter().flat_map(|card| &card.rows);
            many(rows, |row| log_row(page, row))
        })
    });
    let chips = dynamic(move || {
        card.with(|card| {
            let chips = card.iter().flat_map(|card| &card.chips);
            many(chips, |chip| copy_chip(page, chip))
        })
    });
    view! {
        <article class=look data-node=node_mark(NodeId::Broker(id))>
            <button
                class="card__head"
                aria-haspopup="dialog"
                on:click=page.press(Intent::Select(Thing::Broker(id)))
            >
                <span class="card__name">{text(|page, card| page.text(&card.name))}</span>
                <span class="card__role">{text(|page, card| page.text(&card.role))}</span>
                <span class="card__short">{text(short)}</span>
            </button>
            <div class="card__rows">{rows} <p class="chips">{chips}</p></div>
        </article>
    }
    .into_any()
}

fn look(screen: &Screen, id: BrokerId) -> String {
    let mut look = "card card--broker".to_owned();
    let Some(card) = card_of(screen, id) else {
        return look;
    };
    let is_selected = screen.menu.as_ref().map(|menu| menu.thing) == Some(Thing::Broker(id));
    for (holds, class) in [
        (card.leads && card.health == Health::Up, " card--leads"),
        (card.health == Health::Down, " card--down"),
        (
            matches!(card.health, Health::Paused | Health::Starting),
            " card--still",
        ),
        (card.is_zombie, " card--zombie"),
        (is_selected, " card--selected"),
    ] {
        if holds {
            look.push_str(class);
        }
    }
    look
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

fn log_row(page: Page, row: &LogRow) -> AnyView {
    let labels: Vec<&str> = row.cells.iter().map(|cell| cell.label.as_str()).collect();
    let spoken = page.text(
        &message("log-row-spoken")
            .with("partition", row.name.as_str())
            .with("records", labels.join(", "))
            .with("count", i64::from(row.log_end_offset)),
    );
    let earlier = (row.earlier > 0).then(|| {
        let text = page.text(&message("log-row-earlier").with("count", row.earlier));
        view! { <span class="log__earlier">{text}</span> }.into_any()
    });
    let blanks = CELLS_DRAWN.saturating_sub(row.cells.len());
    view! {
        <div class="log" role="img" aria-label=spoken>
            <span class="log__name">{row.name.clone()}</span>
            <span class="log__cells">
                {earlier} {many(&row.cells, cell)}
                {many(0..blanks, |_| view! { <span class="cell cell--blank"></span> }.into_any())}
            </span>
        </div>
    }
    .into_any()
}

fn cell(cell: &Cell) -> AnyView {
    let mut look = "cell".to_owned();
    let is_offset = cell.kind == CellKind::CommittedOffset;
    for (holds, class) in [
        (is_offset, " cell--offset"),
        (cell.above_high_watermark, " cell--hollow"),
        (cell.is_repeat, " cell--repeat"),
    ] {
        if holds {
            look.push_str(class);
        }
    }
    let label = if is_offset {
        format!("→{}", cell.label)
    } else {
        cell.label.clone()
    };
    view! {
        <span class=look>
            <span class="cell__box">{label}</span>
            <span class="cell__offset">{cell.offset.to_string()}</span>
        </span>
    }
    .into_any()
}

fn copy_chip(page: Page, chip: &CopyChip) -> AnyView {
    let text = format!("{} {}/{}", chip.name, chip.have, chip.of);
    let note = (!chip.in_sync).then(|| {
        let text = page.text(&t!("chip-out-of-sync"));
        view! { <span class="chip__note">" "{text}</span> }.into_any()
    });
    view! {
        <span class="chip">
            {text} {note}
        </span>
    }
    .into_any()
}
