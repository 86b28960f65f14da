//! The verdict, the ledger of every order, the promises and what they cost, as the engine judges and counts them.

use ackademy_engine::guarantee::{
    Anomaly, AnomalyKind, Judgement, Leg, Open, Promise, PromiseTable, RowState, Standing,
    Undecided, Verdict, WaitingFor, judge,
};
use ackademy_engine::ids::NodeId;
use ackademy_engine::ledger::{Costs, Ledger};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::Api;

use super::Tone;
use super::words::{envelope_name, node_name, partition_name};
use crate::i18n::{Message, message};
use crate::t;

/// The verdict in one sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Ruling {
    /// What happened.
    pub fact: Message,
    /// How that stands to the promise.
    pub promise: Message,
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
    /// How often it was sent.
    pub sent: u32,
    /// How often its producer was told that it is stored.
    pub told: u32,
    /// Copies in the log.
    pub copies: u32,
    /// How often it was read.
    pub read: u32,
    /// How often it was charged.
    pub charged: u32,
    /// How it stands.
    pub state: Message,
    /// How that is meant.
    pub tone: Tone,
}

/// What is promised of one leg.
#[derive(Clone, PartialEq, Debug)]
pub struct LegPromises {
    /// Which leg.
    pub leg: Message,
    /// Each promise with what the keys say of it.
    pub cells: Vec<(Message, Message, Tone)>,
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

pub(super) fn judged(player: &Player) -> Judged {
    let judgement = judge(player);
    Judged {
        ruling: ruling(player, &judgement),
        rows: rows(player, &judgement),
        promises: promises(player),
        costs: costs(player),
    }
}

fn ruling(player: &Player, judgement: &Judgement) -> Ruling {
    let verdict = &judgement.overall;
    let (fact, promise, tone) = match verdict {
        Verdict::Kept => (t!("verdict-kept"), t!("verdict-kept-promise"), Tone::Good),
        Verdict::NotDecided(open) => (t!("verdict-open"), undecided(player, open), Tone::Quiet),
        Verdict::Waiting(what) => (t!("verdict-waiting"), waiting(player, *what), Tone::Waiting),
        Verdict::AllowedAnomaly(anomaly) => {
            (fact(player, *anomaly), t!("verdict-allowed"), Tone::Bad)
        }
        Verdict::OutsideKafka(anomaly) => {
            (fact(player, *anomaly), t!("verdict-outside"), Tone::Bad)
        }
        Verdict::Broken(anomaly) => (fact(player, *anomaly), t!("verdict-broken"), Tone::Bad),
    };
    Ruling {
        fact,
        promise,
        tone,
        anomaly: verdict.anomaly(),
    }
}

fn fact(player: &Player, anomaly: Anomaly) -> Message {
    let order = player.scenario().order_name(anomaly.order);
    let count = i64::from(anomaly.count);
    match (anomaly.kind, anomaly.leg) {
        (AnomalyKind::Lost, Leg::CheckoutToOrders) => {
            message("verdict-lost-in-log").with("order", order)
        }
        (AnomalyKind::Lost, Leg::OutsideEffect) => {
            message("verdict-lost-charge").with("order", order)
        }
        (AnomalyKind::Duplicated, Leg::CheckoutToOrders) => message("verdict-twice-in-log")
            .with("order", order)
            .with("count", count),
        (AnomalyKind::Duplicated, Leg::OutsideEffect) => message("verdict-charged-more")
            .with("order", order)
            .with("count", count),
        (AnomalyKind::Reordered { after }, _) => message("verdict-reordered")
            .with("order", order)
            .with("after", player.scenario().order_name(after)),
        (AnomalyKind::GivenUp, _) => message("verdict-given-up").with("order", order),
    }
}

fn undecided(player: &Player, open: &Open) -> Message {
    let why = why_undecided(player, open.why);
    match open.order {
        Some(order) => message("verdict-open-order")
            .with("order", player.scenario().order_name(order))
            .with("why", why),
        None => why,
    }
}

fn why_undecided(player: &Player, why: Undecided) -> Message {
    let scenario = player.scenario();
    let client = |client| node_name(scenario, NodeId::Client(client));
    match why {
        Undecided::InShop(_) => t!("open-in-shop"),
        Undecided::InProducer(id) => message("open-in-producer").with("client", client(id)),
        Undecided::OnTheWire(key) => {
            message("open-on-the-wire").with("envelope", envelope_name(scenario, key))
        }
        Undecided::AwaitingAnswer(_) => t!("open-awaiting-answer"),
        Undecided::AwaitingReplication(partition) => message("open-awaiting-replication")
            .with("partition", partition_name(scenario, partition)),
        Undecided::NotFetched(id) => message("open-not-fetched").with("client", client(id)),
        Undecided::InConsumer(id) => message("open-in-consumer").with("client", client(id)),
        Undecided::StepDue(_) => t!("open-step-due"),
    }
}

fn waiting(player: &Player, what: WaitingFor) -> Message {
    let scenario = player.scenario();
    let name = |node| node_name(scenario, node);
    match what {
        WaitingFor::Broker(broker) => {
            message("waiting-for-node").with("node", name(NodeId::Broker(broker)))
        }
        WaitingFor::Client(client) => {
            message("waiting-for-node").with("node", name(NodeId::Client(client)))
        }
        WaitingFor::Link(a, b) => message("waiting-for-link")
            .with("a", name(a))
            .with("b", name(b)),
        WaitingFor::Release(key) => {
            message("waiting-for-release").with("envelope", envelope_name(scenario, key))
        }
    }
}

fn rows(player: &Player, judgement: &Judgement) -> Vec<OrderRow> {
    let ledger = Ledger::<u32>::of_trace(player);
    ledger
        .taken()
        .map(|row| {
            let verdict = judgement
                .rows
                .iter()
                .find(|judged| judged.order == row.order);
            let state = verdict.and_then(|verdict| verdict.on(Leg::OutsideEffect));
            let (state, tone) = row_state(state);
            OrderRow {
                order: player.scenario().order_name(row.order).to_owned(),
                sent: row.sent,
                told: row.told_stored,
                copies: row.copies,
                read: row.readers.iter().map(|reading| reading.seen).sum(),
                charged: row.effects_outside,
                state,
                tone,
            }
        })
        .collect()
}

fn row_state(state: Option<RowState>) -> (Message, Tone) {
    match state {
        Some(RowState::Arrived(count)) => (
            message("row-charged").with("count", i64::from(count)),
            if count == 1 { Tone::Good } else { Tone::Bad },
        ),
        Some(RowState::Lost) => (t!("row-lost"), Tone::Bad),
        Some(RowState::GivenUp) => (t!("row-given-up"), Tone::Bad),
        Some(RowState::Waiting(_)) => (t!("row-waiting"), Tone::Waiting),
        Some(RowState::NotDecided(_)) | None => (t!("row-open"), Tone::Quiet),
    }
}

fn promises(player: &Player) -> Vec<LegPromises> {
    let table = PromiseTable::of(player.scenario());
    Leg::ALL
        .iter()
        .map(|leg| LegPromises {
            leg: match leg {
                Leg::CheckoutToOrders => t!("leg-checkout-to-orders"),
                Leg::OutsideEffect => t!("leg-outside-effect"),
            },
            cells: Promise::ALL
                .iter()
                .map(|promise| {
                    let (standing, tone) = standing(table.standing(*leg, *promise));
                    (promise_name(*promise), standing, tone)
                })
                .collect(),
        })
        .collect()
}

fn promise_name(promise: Promise) -> Message {
    match promise {
        Promise::NotLost => t!("promise-not-lost"),
        Promise::NotTwice => t!("promise-not-twice"),
        Promise::InOrder => t!("promise-in-order"),
    }
}

fn standing(standing: Standing) -> (Message, Tone) {
    match standing {
        Standing::Promised => (t!("standing-promised"), Tone::Good),
        Standing::NotPromised => (t!("standing-not-promised"), Tone::Quiet),
        Standing::OutsideKafka => (t!("standing-outside-kafka"), Tone::Waiting),
    }
}

fn costs(player: &Player) -> Vec<Message> {
    let costs = Costs::of(player);
    let (round_trips, orders) = costs.producer_round_trips();
    let commits = costs.of_api(Api::OffsetCommit).requests;
    vec![
        message("cost-round-trips")
            .with("count", i64::from(round_trips))
            .with("orders", i64::from(orders)),
        message("cost-retries").with("count", i64::from(costs.retries)),
        message("cost-offset-commits").with("count", i64::from(commits)),
        message("cost-requests").with("count", i64::from(costs.total().requests)),
    ]
}
