//! What is judged and counted, as the page lays it out: the verdict, a row per order, the promises, the costs.

use ackademy_engine::guarantee::{
    Anomaly, Cell, Judgement, Leg, PromiseTable, Standing, Verdict, explain, judge,
};
use ackademy_engine::ledger::Costs;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::Tone;
use super::judgement::{
    VerdictWords, WhyWords, cost_words, leg_name, promise_name, standing_name, verdict_words,
    why_words,
};
use super::ledger_table::{ColumnHead, OrderRow, columns, rows};
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

/// What is promised of one leg.
#[derive(Clone, PartialEq, Debug)]
pub struct LegPromises {
    /// Which leg.
    pub leg: Message,
    /// Each promise, what the keys say of it, and how that is meant.
    pub cells: Vec<(Message, Message, Tone)>,
    /// What became of it so far, and how that is meant; `None` where nothing is judged.
    pub outcome: Option<(Message, Tone)>,
    /// Kafka's promise ends before this leg.
    pub lies_outside: bool,
}

/// Everything that is judged and counted.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The verdict.
    pub ruling: Ruling,
    /// The ledger's columns.
    pub columns: Vec<ColumnHead>,
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
            columns: Vec::new(),
            rows: Vec::new(),
            promises: Vec::new(),
            costs: Vec::new(),
        }
    }
}

pub(super) fn judged(player: &Player) -> Judged {
    let judgement = judge(player);
    Judged {
        columns: columns(player.scenario()),
        rows: rows(player, &judgement),
        ruling: Ruling {
            words: verdict_words(player.scenario(), &judgement.overall),
            tone: verdict_tone(&judgement.overall),
            anomaly: judgement.overall.anomaly(),
        },
        promises: promises(player, &judgement),
        costs: cost_words(&Costs::of(player)),
    }
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
        Verdict::AllowedAnomaly(_)
        | Verdict::OutsideKafka(_)
        | Verdict::Copied(_)
        | Verdict::Broken(_) => Tone::Bad,
    }
}

fn promises(player: &Player, judgement: &Judgement) -> Vec<LegPromises> {
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
        outcome: outcome(player.scenario(), judgement, leg),
        lies_outside: table
            .cells_of(leg)
            .any(|cell| cell.standing == Standing::OutsideKafka),
    };
    table.legs().into_iter().map(of_leg).collect()
}

fn outcome(scenario: &Scenario, judgement: &Judgement, leg: Leg) -> Option<(Message, Tone)> {
    let mut legs = judgement.legs.iter();
    let (_, verdict) = legs.find(|(of, _)| *of == leg)?;
    Some((verdict_words(scenario, verdict).fact, verdict_tone(verdict)))
}
