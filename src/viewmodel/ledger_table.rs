//! The ledger as the page lays it out: which columns a pipeline has, and what stands in an order's row.

use ackademy_engine::guarantee::{Judgement, RowState};
use ackademy_engine::ledger::{Ledger, Row};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::Tone;
use super::judgement::row_state_words;
use crate::i18n::{Message, message};

/// The head of a column of the ledger.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnHead {
    /// In full.
    pub name: Message,
    /// Where room is short.
    pub short: Message,
    /// What it counts; the order's own column counts nothing.
    pub hint: Option<Message>,
}

/// One cell of an order's row.
#[derive(Clone, PartialEq, Debug)]
pub struct LedgerCell {
    /// How often.
    pub count: u32,
    /// What is to be said instead of the count, where it has not arrived.
    pub state: Option<Message>,
    /// Copies that do not count, or not yet: in doubt, aborted.
    pub notes: Vec<Message>,
    /// How it is meant.
    pub tone: Tone,
}

impl LedgerCell {
    fn count(count: u32) -> LedgerCell {
        LedgerCell {
            count,
            state: None,
            notes: Vec::new(),
            tone: Tone::Plain,
        }
    }

    /// Of copies, those that count; of the others, what they wait for.
    fn copies(all: u32, committed: u32, in_doubt: u32) -> LedgerCell {
        let aborted = all.saturating_sub(committed + in_doubt);
        let mut notes = Vec::new();
        if in_doubt > 0 {
            notes.push(message("ledger-in-doubt").with("count", in_doubt));
        }
        if aborted > 0 {
            notes.push(message("ledger-aborted").with("count", aborted));
        }
        LedgerCell {
            notes,
            ..LedgerCell::count(committed)
        }
    }
}

/// One order's row.
#[derive(Clone, PartialEq, Debug)]
pub struct OrderRow {
    /// Its name.
    pub order: String,
    /// A cell for each column after the order's own.
    pub cells: Vec<LedgerCell>,
}

/// The ledger's columns. Simple: order, sent, told stored, in the log, read, charged. Stream: order, sent, told stored, in
/// orders, read, in payments, shown.
pub(super) fn columns(scenario: &Scenario) -> Vec<ColumnHead> {
    let mut heads = vec![
        (message("ledger-order"), message("ledger-order-short"), None),
        (
            message("ledger-sent"),
            message("ledger-sent-short"),
            Some(message("ledger-sent-hint")),
        ),
        (
            message("ledger-told"),
            message("ledger-told-short"),
            Some(message("ledger-told-hint")),
        ),
        (
            message("ledger-log"),
            message("ledger-log-short"),
            Some(message("ledger-log-hint")),
        ),
        (
            message("ledger-read"),
            message("ledger-read-short"),
            Some(message("ledger-read-hint")),
        ),
    ];
    if has_stream(scenario) {
        heads.extend([
            (
                message("ledger-paid"),
                message("ledger-paid-short"),
                Some(message("ledger-paid-hint")),
            ),
            (
                message("ledger-shown"),
                message("ledger-shown-short"),
                Some(message("ledger-shown-hint")),
            ),
        ]);
    } else {
        heads.push((
            message("ledger-charged"),
            message("ledger-charged-short"),
            Some(message("ledger-charged-hint")),
        ));
    }
    let heads = heads.into_iter();
    heads
        .map(|(name, short, hint)| ColumnHead { name, short, hint })
        .collect()
}

fn has_stream(scenario: &Scenario) -> bool {
    scenario.clients.iter().any(|setup| setup.is_stream())
}

/// A row per order that a shop has taken.
pub(super) fn rows(player: &Player, judgement: &Judgement) -> Vec<OrderRow> {
    let scenario = player.scenario();
    let ledger = Ledger::<u32>::of_trace(player);
    let row = |row: &Row<u32>| {
        let mut verdicts = judgement.rows.iter();
        let verdict = verdicts.find(|verdict| verdict.order == row.order);
        // Where the way of an order ends, the customer sees it.
        let last = verdict.and_then(|verdict| verdict.legs.last());
        OrderRow {
            order: scenario.order_name(row.order).to_owned(),
            cells: cells(scenario, row, last.map(|(_, state)| *state)),
        }
    };
    ledger.taken().map(row).collect()
}

fn cells(scenario: &Scenario, row: &Row<u32>, state: Option<RowState>) -> Vec<LedgerCell> {
    let mut cells = vec![
        LedgerCell::count(row.sent),
        LedgerCell::count(row.told_stored),
        LedgerCell::copies(row.copies, row.committed, row.in_doubt),
        LedgerCell::count(seen(scenario, row, false)),
    ];
    let end = if has_stream(scenario) {
        cells.push(LedgerCell::copies(
            row.outputs,
            row.outputs_committed,
            row.outputs_in_doubt,
        ));
        seen(scenario, row, true)
    } else {
        row.effects_outside
    };
    cells.push(LedgerCell {
        state: state.and_then(row_state_words),
        tone: tone(state),
        ..LedgerCell::count(end)
    });
    cells
}

/// How often it was given to statements, or to whoever does something with it.
fn seen(scenario: &Scenario, row: &Row<u32>, by_statements: bool) -> u32 {
    let readers = row.readers.iter();
    let wanted =
        readers.filter(|reading| scenario.client(reading.client).is_statement() == by_statements);
    wanted.map(|reading| reading.seen).sum()
}

fn tone(state: Option<RowState>) -> Tone {
    match state {
        Some(RowState::Arrived(1)) => Tone::Good,
        Some(RowState::Arrived(_) | RowState::Lost | RowState::GivenUp) => Tone::Bad,
        Some(RowState::Waiting(_)) => Tone::Waiting,
        Some(RowState::NotDecided(_)) | None => Tone::Quiet,
    }
}
