//! The verdict in words: what is the case, what was promised, what is open, and why it came so.

use ackademy_engine::guarantee::{
    Anomaly, AnomalyKind, Explanation, Leg, Open, OpenTransaction, Promise, RowState, Standing,
    Undecided, Verdict, WaitingFor,
};
use ackademy_engine::ids::{ClientId, NodeId, OrderId};
use ackademy_engine::ledger::Costs;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::story::{StoryLine, line_of};
use super::words::{deed_name, envelope_name, node_name};
use crate::i18n::{Arg, Message, message};

/// A verdict in one or two sentences.
#[derive(Clone, PartialEq, Debug)]
pub struct VerdictWords {
    /// What is the case, or what is open.
    pub fact: Message,
    /// What was promised, where something went wrong.
    pub standing: Option<Message>,
}

/// A verdict in words.
#[must_use]
pub fn verdict_words(scenario: &Scenario, verdict: &Verdict) -> VerdictWords {
    let (fact, standing) = match *verdict {
        Verdict::Kept => (message("verdict-kept"), None),
        Verdict::NotDecided(open) => (open_words(scenario, open), None),
        Verdict::Waiting(waiting) => (waiting_words(scenario, waiting), None),
        Verdict::Broken(anomaly) => (
            anomaly_words(scenario, anomaly),
            Some(message("verdict-broken")),
        ),
        Verdict::AllowedAnomaly(anomaly) => (
            anomaly_words(scenario, anomaly),
            Some(message("verdict-allowed")),
        ),
        Verdict::OutsideKafka(anomaly) => (
            anomaly_words(scenario, anomaly),
            Some(message("verdict-outside")),
        ),
        Verdict::Copied(anomaly) => (
            anomaly_words(scenario, anomaly),
            Some(message("verdict-copied")),
        ),
    };
    VerdictWords { fact, standing }
}

fn anomaly_words(scenario: &Scenario, anomaly: Anomaly) -> Message {
    let name = |order| scenario.order_name(order);
    let order = name(anomaly.order);
    match anomaly.kind {
        AnomalyKind::Torn if anomaly.count > 0 => {
            message("verdict-torn-offset").with("order", order)
        }
        AnomalyKind::Torn => message("verdict-torn-output").with("order", order),
        AnomalyKind::SeenThenAborted => message("verdict-seen-then-aborted").with("order", order),
        AnomalyKind::Duplicated => duplicated_words(scenario, anomaly),
        AnomalyKind::Reordered { after } => reordered_words(scenario, anomaly, after),
        AnomalyKind::Lost => match anomaly.leg {
            Leg::CheckoutToOrders => message("verdict-lost-log").with("order", order),
            Leg::OrdersToPayments => message("verdict-lost-payment").with("order", order),
            Leg::Statement(reader) => message("verdict-lost-statement")
                .with("client", node_name(scenario, NodeId::Client(reader)))
                .with("order", order),
            Leg::OutsideEffect => message("verdict-lost-effect").with("order", order),
        },
        AnomalyKind::GivenUp => match anomaly.leg {
            Leg::CheckoutToOrders => message("verdict-given-up-log").with("order", order),
            Leg::OrdersToPayments => message("verdict-given-up-payment").with("order", order),
            Leg::Statement(reader) => message("verdict-given-up-statement")
                .with("client", node_name(scenario, NodeId::Client(reader)))
                .with("order", order),
            Leg::OutsideEffect => message("verdict-given-up-effect").with("order", order),
        },
    }
}

fn duplicated_words(scenario: &Scenario, anomaly: Anomaly) -> Message {
    let (order, count) = (scenario.order_name(anomaly.order), anomaly.count);
    match anomaly.leg {
        Leg::CheckoutToOrders => message("verdict-duplicated-log")
            .with("order", order)
            .with("count", count),
        Leg::OrdersToPayments => message("verdict-duplicated-payment")
            .with("order", order)
            .with("count", count),
        Leg::Statement(reader) => message("verdict-duplicated-statement")
            .with("client", node_name(scenario, NodeId::Client(reader)))
            .with("order", order)
            .with("count", count),
        Leg::OutsideEffect => message("verdict-duplicated-effect")
            .with("order", order)
            .with("count", count),
    }
}

fn reordered_words(scenario: &Scenario, anomaly: Anomaly, after: OrderId) -> Message {
    let order = scenario.order_name(anomaly.order);
    let after = scenario.order_name(after);
    match anomaly.leg {
        Leg::CheckoutToOrders => message("verdict-reordered-log")
            .with("order", order)
            .with("after", after),
        Leg::OrdersToPayments => message("verdict-reordered-payment")
            .with("order", order)
            .with("after", after),
        Leg::Statement(reader) => message("verdict-reordered-statement")
            .with("client", node_name(scenario, NodeId::Client(reader)))
            .with("order", order)
            .with("after", after),
        Leg::OutsideEffect => message("verdict-reordered-effect")
            .with("order", order)
            .with("after", after),
    }
}

/// Where a transaction is open: its transactional.id or, where no coordinator knows that, its producer id.
fn in_transaction_words(scenario: &Scenario, transaction: OpenTransaction, order: &str) -> Message {
    match transaction.id {
        Some(id) => message("open-in-transaction")
            .with("id", scenario.transactional_ids[id.index()].as_str())
            .with("order", order),
        None => message("open-in-unknown-transaction")
            .with("producer", transaction.producer_id.0.to_string())
            .with("order", order),
    }
}

fn held_back_words(scenario: &Scenario, transaction: OpenTransaction) -> Message {
    match transaction.id {
        Some(id) => message("waiting-transaction")
            .with("id", scenario.transactional_ids[id.index()].as_str()),
        None => message("waiting-unknown-transaction")
            .with("producer", transaction.producer_id.0.to_string()),
    }
}

fn open_words(scenario: &Scenario, open: Open) -> Message {
    let client = |client: ClientId| node_name(scenario, NodeId::Client(client));
    // Only a step that is left, or an envelope that names its own orders, is open without an order.
    let order = open.order.map_or("", |order| scenario.order_name(order));
    match open.why {
        Undecided::InShop(_) => message("open-in-shop").with("order", order),
        Undecided::InProducer(id) => message("open-in-producer")
            .with("client", client(id))
            .with("order", order),
        Undecided::OnTheWire(key) => {
            message("open-on-the-way").with("envelope", envelope_name(scenario, key))
        }
        Undecided::AwaitingAnswer(key) => message("open-awaiting-answer")
            .with("client", node_name(scenario, key.sender))
            .with("order", order),
        Undecided::AwaitingReplication(_) => {
            message("open-awaiting-replication").with("order", order)
        }
        Undecided::InTransaction(transaction) => in_transaction_words(scenario, transaction, order),
        Undecided::BeingCompleted(_) => message("open-being-completed").with("order", order),
        Undecided::NotFetched(id) => message("open-not-fetched")
            .with("client", client(id))
            .with("order", order),
        Undecided::InConsumer(id) if scenario.clients[id.index()].is_stream() => {
            message("open-in-stream")
                .with("client", client(id))
                .with("order", order)
        }
        Undecided::InConsumer(id) => message("open-in-consumer")
            .with("client", client(id))
            .with("order", order),
        Undecided::StepDue(_) => message("open-step-due"),
    }
}

fn waiting_words(scenario: &Scenario, waiting: WaitingFor) -> Message {
    let name = |node| node_name(scenario, node);
    match waiting {
        WaitingFor::Broker(id) => message("waiting-node").with("node", name(NodeId::Broker(id))),
        WaitingFor::Client(id) => message("waiting-node").with("node", name(NodeId::Client(id))),
        WaitingFor::Link(a, b) => message("waiting-link")
            .with("a", name(a))
            .with("b", name(b)),
        WaitingFor::Release(key) => {
            message("waiting-envelope").with("envelope", envelope_name(scenario, key))
        }
        WaitingFor::Transaction(transaction) => held_back_words(scenario, transaction),
    }
}

/// What a cell of the ledger says where an order has not arrived; `None` where its count says it.
#[must_use]
pub fn row_state_words(state: RowState) -> Option<Message> {
    match state {
        RowState::Arrived(_) => None,
        RowState::Lost => Some(message("ledger-state-lost")),
        RowState::GivenUp => Some(message("ledger-state-given-up")),
        RowState::NotDecided(_) => Some(message("ledger-state-open")),
        RowState::Waiting(_) => Some(message("ledger-state-waiting")),
    }
}

/// A part of an order's way.
#[must_use]
pub fn leg_name(scenario: &Scenario, leg: Leg) -> Message {
    match leg {
        Leg::CheckoutToOrders => message("promise-leg-log"),
        Leg::OrdersToPayments => message("promise-leg-payments"),
        Leg::Statement(reader) => message("promise-leg-statement")
            .with("client", node_name(scenario, NodeId::Client(reader))),
        Leg::OutsideEffect => message("promise-leg-effect"),
    }
}

/// What can be promised of it.
#[must_use]
pub fn promise_name(promise: Promise) -> Message {
    match promise {
        Promise::NotLost => message("promise-not-lost"),
        Promise::NotTwice => message("promise-not-twice"),
        Promise::InOrder => message("promise-in-order"),
        Promise::AllOrNothing => message("promise-all-or-nothing"),
        Promise::OnlyCommitted => message("promise-only-committed"),
    }
}

/// Whether it is.
#[must_use]
pub fn standing_name(standing: Standing) -> Message {
    match standing {
        Standing::Promised => message("promise-yes"),
        Standing::NotPromised => message("promise-no"),
        Standing::OutsideKafka => message("promise-outside"),
    }
}

/// How an anomaly came about, in words.
#[derive(Clone, PartialEq, Debug)]
pub struct WhyWords {
    /// What was done, a sentence each, or that no single fault explains it.
    pub causes: Vec<Message>,
    /// A replay without the causes has confirmed them.
    pub replayed: Option<Message>,
    /// What followed, oldest first.
    pub chain: Vec<StoryLine>,
}

/// An explanation in words.
#[must_use]
pub fn why_words(player: &Player, why: &Explanation) -> WhyWords {
    let mut causes: Vec<Message> = why
        .causes
        .iter()
        .map(|cause| deed_name(player, cause.step, cause.intervention.action))
        .map(|what| message("why-cause").with("what", what))
        .collect();
    if causes.is_empty() {
        causes.push(message("why-no-cause"));
    }
    let chain = why.chain.iter().filter_map(|link| {
        let (text, weight) = line_of(player, link.step, &link.event)?;
        Some(StoryLine {
            position: link.step + 1,
            at: player.trace().steps()[link.step].at,
            text,
            weight,
        })
    });
    WhyWords {
        causes,
        replayed: why.confirmed.then(|| message("why-replayed")),
        chain: chain.collect(),
    }
}

/// What a run has cost so far: requests, round trips, retries, and checkout's round trips per order.
#[must_use]
pub fn cost_words(costs: &Costs) -> Vec<Message> {
    let total = costs.total();
    let mut words = vec![
        message("cost-requests").with("count", total.requests),
        message("cost-round-trips").with("count", total.round_trips),
        message("cost-retries").with("count", costs.retries),
    ];
    let (trips, orders) = costs.producer_round_trips();
    let (trips, orders) = (i64::from(trips), i64::from(orders));
    let tenths = (trips * 20 + orders).checked_div(2 * orders);
    words.extend(
        tenths.map(|value| {
            message("cost-per-order").with("trips", Arg::Decimal { value, digits: 1 })
        }),
    );
    words
}
