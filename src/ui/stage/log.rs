//! A log as a row of cells. Pressed, it opens as a list of its records.

use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, look, words};
use crate::i18n::message;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{Cell, CellKind, CopyChip, LogRow, Outcome, Thing, Tick, TickKind};

/// A row is drawn at least this many cells wide, so that it does not jump while it fills.
const CELLS_DRAWN: usize = 6;

/// The cells of a transaction log hold whole words. So many of them have room, by the width that there is; the others count
/// as earlier ones. Style sheets show one of these and its number.
const STATES: [(usize, &str); 3] = [
    (usize::MAX, "log__earlier log__earlier--wide"),
    (4, "log__earlier log__earlier--usual"),
    (2, "log__earlier log__earlier--narrow"),
];

/// One log. `opens` tells whether a press shows its records.
pub fn log_row(page: Page, row: &LogRow, opens: bool) -> Tag {
    let look = look(
        "log",
        &[(row.holds_states, "log--states"), (opens, "log--opens")],
    );
    let name = if row.holds_states && row.leads {
        let text = message("coordinator-log").with("partition", row.name.as_str());
        words(page, "span", "log__name", &text)
    } else {
        tag("span", "log__name").with(row.name.clone())
    };
    let label = tag("span", "log__label")
        .with(name)
        .with(when(row.holds_states, || earlier(page, row)))
        .with(many(&row.ticks, |tick| note(page, tick)))
        .with(when(row.has_doubts, || {
            words(page, "span", "note note--doubt", &t!("log-note-doubt"))
        }))
        .with(when(row.has_aborted, || {
            words(page, "span", "note note--aborted", &t!("log-note-aborted"))
        }));
    let spoken = spoken(page, row);
    if !opens {
        return tag("div", look)
            .set("role", "img")
            .set("aria-label", spoken)
            .with(label)
            .with(cells(page, row));
    }
    // Told as one sentence, not sign by sign.
    button(
        "",
        page,
        Intent::Select(Thing::Log(row.partition, row.broker)),
    )
    .set("class", look)
    .set("aria-haspopup", "dialog")
    .with(tag("span", "for-readers").with(spoken))
    .with(label.set("aria-hidden", "true"))
    .with(cells(page, row).set("aria-hidden", "true"))
}

fn cells(page: Page, row: &LogRow) -> Tag {
    let shown = row.cells.len();
    let blanks = if row.holds_states {
        usize::from(shown == 0)
    } else {
        CELLS_DRAWN.saturating_sub(shown)
    };
    let end = row.log_end_offset;
    let has_end_tick = blanks == 0 && row.ticks.iter().any(|tick| tick.offset == end);
    tag("span", "log__cells")
        .with(when(!row.holds_states, || earlier(page, row)))
        .with(many(&row.cells, |one| cell(row, one)))
        .with(many(0..blanks, |place| {
            let blank = tag("span", "cell cell--blank");
            blank.with(ticks(row, end, place == 0))
        }))
        .with(when(has_end_tick, || {
            tag("span", "cell cell--end").with(ticks(row, end, true))
        }))
}

/// How many records stand before the first cell.
fn earlier(page: Page, row: &LogRow) -> View {
    if !row.holds_states {
        return counted(page, row.earlier, "log__earlier");
    }
    let shown = row.cells.len();
    many(STATES, |(most, class)| {
        counted(page, row.earlier + shown.saturating_sub(most), class)
    })
}

fn counted(page: Page, count: usize, class: &'static str) -> View {
    when(count > 0, || {
        let text = message("log-row-earlier").with("count", count);
        words(page, "span", class, &text)
    })
}

fn note(page: Page, tick: &Tick) -> Tag {
    let class = match tick.kind {
        TickKind::Committed => "note note--committed",
        TickKind::Pending => "note note--pending",
        TickKind::LastStable => "note note--stable",
    };
    words(page, "span", class, &tick.note)
}

/// The lines that stand before the record of an offset.
fn ticks(row: &LogRow, offset: u32, is_there: bool) -> View {
    let here = row
        .ticks
        .iter()
        .filter(|tick| is_there && tick.offset == offset);
    many(here.enumerate(), |(place, tick)| {
        let class = match (tick.kind, place) {
            (TickKind::Committed, _) => "tick tick--committed",
            (TickKind::Pending, _) => "tick tick--pending",
            (TickKind::LastStable, 0) => "tick tick--stable",
            (TickKind::LastStable, _) => "tick tick--stable tick--second",
        };
        tag("i", class)
    })
}

fn cell(row: &LogRow, cell: &Cell) -> Tag {
    let kind = match cell.kind {
        CellKind::Order => "cell",
        CellKind::CommittedOffset => "cell cell--offset",
        CellKind::Group => "cell cell--offset cell--group",
        CellKind::CommitMarker => "cell cell--marker",
        CellKind::AbortMarker => "cell cell--marker cell--abort",
        CellKind::TransactionState => "cell cell--state",
    };
    let look = look(
        kind,
        &[
            (cell.above_high_watermark, "cell--hollow"),
            (cell.outcome == Outcome::InDoubt, "cell--doubt"),
            (cell.outcome == Outcome::Aborted, "cell--aborted"),
            (cell.is_repeat, "cell--repeat"),
        ],
    );
    let sign = match cell.kind {
        CellKind::CommittedOffset => "→",
        CellKind::Group => "#",
        _ => "",
    };
    tag("span", look)
        .with(ticks(row, cell.offset, true))
        .with(tag("span", "cell__box").with(format!("{sign}{}", cell.label)))
        .with(tag("span", "cell__offset").with(cell.offset.to_string()))
}

/// A row as screen readers tell it.
fn spoken(page: Page, row: &LogRow) -> String {
    let labels: Vec<String> = row.cells.iter().map(|cell| told(page, cell)).collect();
    let mut spoken = page.text(
        &message("log-row-spoken")
            .with("partition", row.name.as_str())
            .with("records", labels.join(", "))
            .with("count", i64::from(row.log_end_offset)),
    );
    for tick in &row.ticks {
        spoken.push_str(". ");
        spoken.push_str(&page.text(&tick.note));
    }
    spoken
}

fn told(page: Page, cell: &Cell) -> String {
    let label = match cell.kind {
        CellKind::CommitMarker => "COMMIT",
        CellKind::AbortMarker => "ABORT",
        _ => cell.label.as_str(),
    };
    match cell.outcome {
        Outcome::Settled => label.to_owned(),
        Outcome::InDoubt => page.text(&message("cell-in-doubt").with("record", label)),
        Outcome::Aborted => page.text(&message("cell-aborted").with("record", label)),
    }
}

/// A copy in short.
pub fn copy_chip(page: Page, chip: &CopyChip, is_down: bool) -> Tag {
    let note = when(!chip.in_sync && !is_down, || {
        let text = page.text(&t!("chip-out-of-sync"));
        tag("span", "chip__note").with(" ").with(text)
    });
    tag("span", "chip")
        .with(format!("{} {}/{}", chip.name, chip.have, chip.of))
        .with(note)
}
