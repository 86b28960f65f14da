//! The verdict: what the config keys promise, compared with what happened.
//!
//! [`PromiseTable`] derives the promises from config keys alone. [`judge`] compares them with the ledger and gives one
//! [`Verdict`] for the whole run, one per leg, and the state of each order. *Not twice* and *in order* are judged at any
//! moment, and so is *only committed*. *All or nothing* is judged when no transaction is open or stands between Prepare and
//! Complete. *Lost* is judged only when nothing that matters can happen any more: before that a row is not decided yet, and
//! while something is down, cut or held, or an open transaction holds readers back, it waits. [`explain`] names the intervention that led to an anomaly, and tests
//! that by replaying without it.
//!
//! Everything here is ids and enums; whoever shows it finds the words.

mod all_or_nothing;
mod cause;
mod chain;
mod in_order;
mod leg;
mod no_duplicates;
mod no_loss;
mod only_committed;
mod promise_table;
mod quiescence;
mod transactions;
mod whereabouts;

pub use cause::{Cause, Explanation, explain, takes_away};
pub use chain::ChainLink;
pub use leg::{Leg, Promise, Standing};
pub use promise_table::{Cell, PromiseTable};
pub use quiescence::{Undecided, WaitingFor};
pub use transactions::OpenTransaction;

use crate::few::sort_few;
use crate::ids::OrderId;
use crate::ledger::{Ledger, TraceFold};
use crate::player::Player;
use crate::scenario::Scenario;
use crate::world::World;

/// What went wrong with an order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AnomalyKind {
    /// It is not there and never will be, and nobody knows.
    Lost,
    /// It got there more than once.
    Duplicated,
    /// It got there after one that was sent later.
    Reordered {
        /// The one that was sent later.
        after: OrderId,
    },
    /// Its output is seen and the offset of its input never will be, or the other way round.
    Torn,
    /// A reader was given it, and its transaction is aborted.
    SeenThenAborted,
    /// It is not there, and its producer was told that it failed or has seen its transaction aborted; no config promises
    /// success.
    GivenUp,
}

impl AnomalyKind {
    /// The promise that it would break.
    #[must_use]
    pub fn promise(self) -> Promise {
        match self {
            AnomalyKind::Lost | AnomalyKind::GivenUp => Promise::NotLost,
            AnomalyKind::Duplicated => Promise::NotTwice,
            AnomalyKind::Reordered { .. } => Promise::InOrder,
            AnomalyKind::Torn => Promise::AllOrNothing,
            AnomalyKind::SeenThenAborted => Promise::OnlyCommitted,
        }
    }
}

/// One thing that went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Anomaly {
    /// On which leg.
    pub leg: Leg,
    /// With which order.
    pub order: OrderId,
    /// What.
    pub kind: AnomalyKind,
    /// How often the order got to the end of the leg.
    pub count: u32,
}

/// What is still open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Open {
    /// The order it is about; `None` when every order is there and only what follows is under way.
    pub order: Option<OrderId>,
    /// Why it cannot be decided yet.
    pub why: Undecided,
}

/// Promise against facts, in one value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    /// Everything is over, and every order got there once and in order.
    Kept,
    /// Something can still happen by itself.
    NotDecided(Open),
    /// Nothing is decided before this changes.
    Waiting(WaitingFor),
    /// Something went wrong that nobody had promised to prevent.
    AllowedAnomaly(Anomaly),
    /// Something went wrong behind the line where Kafka's promise ends.
    OutsideKafka(Anomaly),
    /// Something went wrong because the network copied a request, which no promise of a producer without idempotence takes
    /// into account: within one connection TCP never does, and the leader cannot tell the copy from another record.
    Copied(Anomaly),
    /// A promise is broken.
    Broken(Anomaly),
}

impl Verdict {
    /// The anomaly it names.
    #[must_use]
    pub fn anomaly(&self) -> Option<Anomaly> {
        match *self {
            Verdict::Broken(anomaly)
            | Verdict::Copied(anomaly)
            | Verdict::OutsideKafka(anomaly)
            | Verdict::AllowedAnomaly(anomaly) => Some(anomaly),
            Verdict::Kept | Verdict::NotDecided(_) | Verdict::Waiting(_) => None,
        }
    }

    /// What weighs more is said first.
    fn weight(&self) -> u8 {
        match self {
            Verdict::Kept => 0,
            Verdict::NotDecided(_) => 1,
            Verdict::Waiting(_) => 2,
            Verdict::AllowedAnomaly(_) => 3,
            Verdict::OutsideKafka(_) => 4,
            Verdict::Copied(_) => 5,
            Verdict::Broken(_) => 6,
        }
    }

    fn of(anomaly: Anomaly, standing: Standing) -> Verdict {
        match standing {
            Standing::Promised => Verdict::Broken(anomaly),
            Standing::NotPromised => Verdict::AllowedAnomaly(anomaly),
            Standing::OutsideKafka => Verdict::OutsideKafka(anomaly),
        }
    }
}

/// What can be said of one order on one leg.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowState {
    /// It got there, this often.
    Arrived(u32),
    /// It is not there and never will be, and nobody knows.
    Lost,
    /// It is not there, and its producer was told so.
    GivenUp,
    /// It may still get there by itself.
    NotDecided(Undecided),
    /// It may still get there once this changes.
    Waiting(WaitingFor),
}

/// One order's states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowVerdict {
    /// Which order.
    pub order: OrderId,
    /// By leg of the scenario, in the order of an order's way.
    pub legs: Vec<(Leg, RowState)>,
}

impl RowVerdict {
    /// The state on one leg; `None` where the scenario does not have it.
    #[must_use]
    pub fn on(&self, leg: Leg) -> Option<RowState> {
        let mut legs = self.legs.iter();
        legs.find(|(on, _)| *on == leg).map(|(_, state)| *state)
    }
}

/// The verdict on a run so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// The one sentence. Anomalies come before what is open; of equal ones the later leg's, which the customer sees.
    pub overall: Verdict,
    /// By leg of the scenario.
    pub legs: Vec<(Leg, Verdict)>,
    /// By order that a shop has taken.
    pub rows: Vec<RowVerdict>,
    /// Everything that went wrong, each as a verdict of its own, what weighs most first.
    pub anomalies: Vec<Verdict>,
    /// What is not decided yet or waits, also where an anomaly is said first.
    pub open: Option<Verdict>,
}

/// Judges a run as it stands.
#[must_use]
pub fn judge(player: &Player) -> Judgement {
    judge_world(player.scenario(), player.world(), &TraceFold::of(player))
}

/// Judges a world and the events that led to it.
#[must_use]
pub fn judge_world(scenario: &Scenario, world: &World, trace: &TraceFold) -> Judgement {
    let ledger = trace.ledger();
    let table = PromiseTable::of(scenario);
    let legs = table.judged_legs();
    let case = Case {
        scenario,
        world,
        ledger: &ledger,
        trace,
        table: &table,
    };
    let rows: Vec<RowVerdict> = ledger
        .taken()
        .map(|row| RowVerdict {
            order: row.order,
            legs: legs
                .iter()
                .map(|leg| (*leg, no_loss::state(&case, row, *leg)))
                .collect(),
        })
        .collect();
    let mut anomalies = Vec::new();
    let mut opens: Vec<(Leg, Option<Verdict>)> = Vec::new();
    for leg in &legs {
        let open = quiescence::open(&case, &rows, *leg);
        no_loss::find(&case, *leg, &rows, &mut anomalies);
        no_duplicates::find(&case, *leg, &mut anomalies);
        in_order::find(&case, *leg, &mut anomalies);
        all_or_nothing::find(&case, *leg, open.is_none(), &mut anomalies);
        only_committed::find(&case, *leg, &mut anomalies);
        opens.push((*leg, open));
    }
    sort_few(&mut anomalies, importance);
    let of_leg = |leg: Leg, open: Option<Verdict>| {
        let mut found = anomalies.iter().copied();
        let worst = found.find(|verdict| verdict.anomaly().is_some_and(|a| a.leg == leg));
        worst.or(open).unwrap_or(Verdict::Kept)
    };
    let open = opens.iter().filter_map(|(_, open)| *open);
    let open = open.max_by_key(Verdict::weight);
    Judgement {
        overall: anomalies.first().copied().or(open).unwrap_or(Verdict::Kept),
        legs: opens
            .iter()
            .map(|(leg, open)| (*leg, of_leg(*leg, *open)))
            .collect(),
        rows,
        anomalies,
        open,
    }
}

/// What the promises look at.
struct Case<'a> {
    scenario: &'a Scenario,
    world: &'a World,
    ledger: &'a Ledger<u32>,
    trace: &'a TraceFold,
    table: &'a PromiseTable,
}

impl Case<'_> {
    /// Whether the shop itself handed an order to a producer more than once. No producer id links the two, so what comes
    /// of that is nothing that Kafka promised to prevent (KIP-98: idempotence holds within one producer session).
    fn was_sent_again(&self, order: OrderId) -> bool {
        self.ledger.of(order).sent > 1
    }
}

fn importance(verdict: &Verdict) -> (u8, Option<(AnomalyKind, std::cmp::Reverse<Leg>, OrderId)>) {
    let anomaly = verdict.anomaly();
    let rank = anomaly.map(|a| (a.kind, std::cmp::Reverse(a.leg), a.order));
    (u8::MAX - verdict.weight(), rank)
}
