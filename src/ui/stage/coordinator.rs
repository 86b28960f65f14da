//! The transaction coordinator inside a broker: its memory directly above its log.

use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, look, words};
use super::log::log_row;
use crate::i18n::message;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{BrokerCard, Coordinator, CoordinatorState, Loading, MemoryCell, Thing};

/// The coordinator and the rows of its log.
pub fn coordinator(page: Page, card: &BrokerCard, coordinator: &Coordinator) -> View {
    let kind = match coordinator.state {
        CoordinatorState::Idle => "coordinator coordinator--idle",
        CoordinatorState::Works => "coordinator coordinator--works",
        CoordinatorState::Loads => "coordinator coordinator--works coordinator--loads",
        CoordinatorState::Gone => "coordinator coordinator--gone",
        CoordinatorState::Zombie => "coordinator coordinator--works coordinator--zombie",
    };
    let line = match &coordinator.loading {
        Some(loading) => counted(loading),
        None => words(page, "span", "coordinator__line", &coordinator.line),
    };
    let head = tag("p", "coordinator__head")
        .with(words(
            page,
            "span",
            "coordinator__name",
            &t!("coordinator-title"),
        ))
        .with(" ")
        .with(line);
    let cells = many(&coordinator.cells, |cell| memory(page, card, cell));
    let block = tag("div", kind)
        .with(head)
        .with(when(!coordinator.cells.is_empty(), || {
            tag("div", "memory").with(cells)
        }));
    View::Row(vec![
        block.into(),
        many(&coordinator.rows, |row| log_row(page, row, true)),
    ])
}

/// The frame loop writes how many records are read by now.
fn counted(loading: &Loading) -> Tag {
    // A tag of its own, because what the loop writes into it must go with it.
    tag("strong", "coordinator__line")
        .set("data-loading", loading.since.to_string())
        .set("data-due", loading.due.to_string())
        .set("data-total", loading.total.to_string())
}

/// What is remembered of one transactional id.
fn memory(page: Page, card: &BrokerCard, cell: &MemoryCell) -> Tag {
    let look = look(
        "memory__cell",
        &[
            (cell.pending.is_some(), "memory__cell--pending"),
            (
                cell.state.is_none() && cell.read.is_empty(),
                "memory__cell--unknown",
            ),
            (!cell.read.is_empty(), "memory__cell--reading"),
        ],
    );
    let state = match cell.state {
        Some(state) => tag("b", "memory__state").with(state),
        None if cell.read.is_empty() => words(page, "b", "memory__state", &t!("memory-unknown")),
        // Written by the frame loop, record by record.
        None => tag("em", "memory__state").set("data-reads", steps(&cell.read)),
    };
    let owner = cell.owner.map(|(id, epoch)| {
        let text = message("memory-owner").with("id", id).with("epoch", epoch);
        words(page, "span", "memory__owner", &text)
    });
    let pending = cell
        .pending
        .as_ref()
        .map(|text| words(page, "span", "memory__pending", text));
    let inside = tag("span", "memory__line")
        .with(tag("span", "memory__id").with(cell.name.clone()))
        .with(" ")
        .with(state);
    button("", page, Intent::Select(Thing::Memory(card.id, cell.id)))
        .set("class", look)
        .set("aria-haspopup", "dialog")
        .with(inside)
        .with(" ")
        .with(owner)
        .with(" ")
        .with(pending)
}

/// `1 Empty,2 Ongoing`: from so many read records on it holds this state.
fn steps(read: &[(usize, &'static str)]) -> String {
    let steps: Vec<String> = read
        .iter()
        .map(|(count, state)| format!("{count} {state}"))
        .collect();
    steps.join(",")
}
