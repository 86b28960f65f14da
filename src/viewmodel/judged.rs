//! What is judged and counted, as the page lays it out: the verdict, a row per order, the promises, the costs.

use ackademy_engine::guarantee::{
    Anomaly, Cell, Leg, PromiseTable, RowState, Standing, Verdict, explain, judge,
};
use ackademy_engine::ledger::{Costs, Ledger, Row};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::Tone;
use super::judgement::{
    VerdictWords, WhyWords, cost_words, leg_name, promise_name, row_state_words, standing_name,
    verdict_words, why_words,
};
use crate::i18n::{Message, message};

/// The verdict, with how it is meant.
#[derive(Clone, PartialEq, Debug)]
pub struct Ruling {
    /// What it says.
    pub words: VerdictWords,
    /// How it is meant.
    pub tone: Tone,
    /// What went wrong, if something did; its causes can be asked for.
    pub anomaly: Option<Anomaly>,
}

/// One order's row.
#[derive(Clone, PartialEq, Debug)]
pub struct OrderRow {
    /// Its name.
    pub order: String,
    /// Sent, told stored, in the log, read.
    pub counts: [u32; 4],
    /// How often it was charged.
    pub charged: u32,
    /// What is to be said instead of a count, where it has not arrived.
    pub state: Option<Message>,
    /// How that is meant.
    pub tone: Tone,
}

/// What is promised of one leg.
#[derive(Clone, PartialEq, Debug)]
pub struct LegPromises {
    /// Which leg.
    pub leg: Message,
    /// Each promise, what the keys say of it, and how that is meant.
    pub cells: Vec<(Message, Message, Tone)>,
    /// Kafka's promise ends before this leg.
    pub lies_outside: bool,
}

/// Everything that is judged and counted.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The verdict.
    pub ruling: Ruling,
    /// A row per order that was taken.
    pub rows: Vec<OrderRow>,
    /// The promise table.
    pub promises: Vec<LegPromises>,
    /// What the run cost so far, each count in a few words.
    pub costs: Vec<Message>,
}

impl Judged {
    /// Nothing judged: where the first minute is all there is, which has a verdict of its own.
    pub(super) fn untold() -> Judged {
        Judged {
            ruling: Ruling {
                words: VerdictWords {
                    fact: message("next-nothing"),
                    standing: None,
                },
                tone: Tone::Quiet,
                anomaly: None,
            },
            rows: Vec::new(),
            promises: Vec::new(),
            costs: Vec::new(),
        }
    }
}

pub(super) fn judged(player: &Player) -> Judged {
    let judgement = judge(player);
    let ledger = Ledger::<u32>::of_trace(player);
    let rows = ledger.taken().map(|row| {
        let verdict = judgement
            .rows
            .iter()
            .find(|verdict| verdict.order == row.order);
        // Where the way of an order ends, the customer sees it.
        let last = verdict.and_then(|verdict| verdict.legs.last());
        let state = last.map(|(_, state)| *state);
        OrderRow {
            order: player.scenario().order_name(row.order).to_owned(),
            counts: [
                row.sent,
                row.told_stored,
                row.copies,
                read_by_billing(player.scenario(), row),
            ],
            // A payment is a charge, or a record that counts.
            charged: row.effects_outside + row.outputs_committed,
            state: state.and_then(row_state_words),
            tone: row_tone(state),
        }
    });
    Judged {
        rows: rows.collect(),
        ruling: Ruling {
            words: verdict_words(player.scenario(), &judgement.overall),
            tone: verdict_tone(&judgement.overall),
            anomaly: judgement.overall.anomaly(),
        },
        promises: promises(player),
        costs: cost_words(&Costs::of(player)),
    }
}

/// How often it was given to somebody who does something with it.
fn read_by_billing(scenario: &Scenario, row: &Row<u32>) -> u32 {
    let readers = row.readers.iter();
    let of_billing = readers.filter(|reading| !scenario.client(reading.client).is_statement());
    of_billing.map(|reading| reading.seen).sum()
}

/// Why something went wrong. Replays the run without one thing at a time, so it is asked for, never shown by itself.
#[must_use]
pub fn why(player: &Player, anomaly: &Anomaly) -> WhyWords {
    why_words(player, &explain(player, anomaly))
}

fn verdict_tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Kept => Tone::Good,
        Verdict::NotDecided(_) => Tone::Quiet,
        Verdict::Waiting(_) => Tone::Waiting,
        Verdict::AllowedAnomaly(_) | Verdict::OutsideKafka(_) | Verdict::Broken(_) => Tone::Bad,
    }
}

fn row_tone(state: Option<RowState>) -> Tone {
    match state {
        Some(RowState::Arrived(1)) => Tone::Good,
        Some(RowState::Arrived(_) | RowState::Lost | RowState::GivenUp) => Tone::Bad,
        Some(RowState::Waiting(_)) => Tone::Waiting,
        Some(RowState::NotDecided(_)) | None => Tone::Quiet,
    }
}

fn promises(player: &Player) -> Vec<LegPromises> {
    let table = PromiseTable::of(player.scenario());
    let cell = |cell: &Cell| {
        let tone = match cell.standing {
            Standing::Promised => Tone::Good,
            Standing::NotPromised => Tone::Quiet,
            Standing::OutsideKafka => Tone::Waiting,
        };
        (
            promise_name(cell.promise),
            standing_name(cell.standing),
            tone,
        )
    };
    let of_leg = |leg: Leg| LegPromises {
        leg: leg_name(player.scenario(), leg),
        cells: table.cells_of(leg).map(cell).collect(),
        lies_outside: table
            .cells_of(leg)
            .any(|cell| cell.standing == Standing::OutsideKafka),
    };
    table.legs().into_iter().map(of_leg).collect()
}
