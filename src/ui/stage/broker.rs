//! A broker's card: a full row per log that it leads, chips for the copies it keeps.

use ackademy_engine::ids::NodeId;

use super::super::dom::{Tag, many, tag, when};
use super::super::motion::node_mark;
use super::super::page::Page;
use super::super::pieces::{button, look, words};
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{BrokerCard, Cell, CellKind, CopyChip, Health, LogRow, Thing};

/// A row is drawn at least this many cells wide, so that it does not jump while it fills.
const CELLS_DRAWN: usize = 6;

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
            (is_selected, "card--selected"),
        ],
    );
    let head = button("card__head", page, Intent::Select(thing))
        .set("aria-haspopup", "dialog")
        .with(words(page, "span", "card__name", &card.name))
        .with(words(page, "span", "card__role", &card.role))
        .with(tag("span", "card__short").with(short(page, card)));
    let rows = tag("div", "card__rows")
        .with(many(&card.rows, |row| log_row(page, row)))
        .with(tag("p", "chips").with(many(&card.chips, |chip| copy_chip(page, chip))));
    tag("article", look)
        .set("data-node", node_mark(NodeId::Broker(card.id)))
        .with(head)
        .with(rows)
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

fn log_row(page: Page, row: &LogRow) -> Tag {
    let labels: Vec<&str> = row.cells.iter().map(|cell| cell.label.as_str()).collect();
    let spoken = message("log-row-spoken")
        .with("partition", row.name.as_str())
        .with("records", labels.join(", "))
        .with("count", i64::from(row.log_end_offset));
    let earlier = when(row.earlier > 0, || {
        let text = message("log-row-earlier").with("count", row.earlier);
        words(page, "span", "log__earlier", &text)
    });
    let blanks = CELLS_DRAWN.saturating_sub(row.cells.len());
    let cells = tag("span", "log__cells")
        .with(earlier)
        .with(many(&row.cells, cell))
        .with(many(0..blanks, |_| tag("span", "cell cell--blank")));
    tag("div", "log")
        .set("role", "img")
        .set("aria-label", page.text(&spoken))
        .with(tag("span", "log__name").with(row.name.clone()))
        .with(cells)
}

fn cell(cell: &Cell) -> Tag {
    let is_offset = cell.kind == CellKind::CommittedOffset;
    let look = look(
        "cell",
        &[
            (is_offset, "cell--offset"),
            (cell.above_high_watermark, "cell--hollow"),
            (cell.is_repeat, "cell--repeat"),
        ],
    );
    let mut label = cell.label.clone();
    if is_offset {
        label.insert(0, '→');
    }
    tag("span", look)
        .with(tag("span", "cell__box").with(label))
        .with(tag("span", "cell__offset").with(cell.offset.to_string()))
}

fn copy_chip(page: Page, chip: &CopyChip) -> Tag {
    let note = when(!chip.in_sync, || {
        let text = page.text(&t!("chip-out-of-sync"));
        tag("span", "chip__note").with(" ").with(text)
    });
    tag("span", "chip")
        .with(format!("{} {}/{}", chip.name, chip.have, chip.of))
        .with(note)
}
