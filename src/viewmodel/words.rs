//! Names of things as messages.

use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{NodeId, OrderId, PartitionId, PartitionSet};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};
use ackademy_engine::scenario::{Preset, Scenario};

use super::envelope::{ends, what_was};
use super::payments;
use crate::i18n::{Message, message};

/// A node's name inside a sentence: "broker 1", "checkout". Languages give it a form for the start of one.
#[must_use]
pub fn node_name(scenario: &Scenario, node: NodeId) -> Message {
    match node {
        NodeId::Broker(broker) => message("name-broker").with("broker", i64::from(broker.0)),
        NodeId::Controller => message("name-controller"),
        NodeId::Client(client) => match scenario.client(client).name.as_str() {
            "checkout" => message("name-checkout"),
            "billing" => message("name-billing"),
            "statement" => message("name-statement"),
            "second-statement" => message("name-second-statement"),
            other => message("name-client").with("name", other),
        },
    }
}

/// A partition's name: the topic alone where it has one partition.
#[must_use]
pub fn partition_name(scenario: &Scenario, partition: PartitionId) -> String {
    let setup = scenario.partition(partition);
    if setup.partition_count == 1 {
        setup.topic.clone()
    } else {
        setup.name()
    }
}

/// Orders as people list them: "3", "1–4", "1, 3".
pub(super) fn listed(scenario: &Scenario, orders: impl IntoIterator<Item = OrderId>) -> String {
    let mut runs: Vec<(OrderId, OrderId)> = Vec::new();
    for order in orders {
        match runs.last_mut() {
            Some((_, last)) if last.0 + 1 == order.0 => *last = order,
            _ => runs.push((order, order)),
        }
    }
    let name = |order: OrderId| scenario.order_name(order);
    let run = |(first, last): (OrderId, OrderId)| {
        if first == last {
            name(first).to_owned()
        } else {
            format!("{}–{}", name(first), name(last))
        }
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

/// The orders that an envelope carries or answers for, and how many they are.
pub(super) fn orders_of(scenario: &Scenario, key: EnvelopeKey) -> (String, i64) {
    match key.subject {
        Subject::Orders { first, count, .. } => {
            let orders = (first.0..first.0 + u16::from(count)).map(OrderId);
            (listed(scenario, orders), i64::from(count))
        }
        _ => (String::new(), 0),
    }
}

/// The offset that an envelope commits, or whose commit it answers.
pub(super) fn offset_of(key: EnvelopeKey) -> i64 {
    match key.subject {
        Subject::Committed { offset, .. } => i64::from(offset.0),
        _ => 0,
    }
}

/// What an envelope is and its way, inside a sentence: "ack of order 3, broker 1 to checkout".
#[must_use]
pub fn envelope_name(scenario: &Scenario, key: EnvelopeKey) -> Message {
    with_way(scenario, what(scenario, key), key)
}

/// An envelope, called `what`, and its way.
pub(super) fn with_way(scenario: &Scenario, what: Message, key: EnvelopeKey) -> Message {
    let (from, to) = ends(key);
    message("envelope-with-way")
        .with("what", what)
        .with("from", node_name(scenario, from))
        .with("to", node_name(scenario, to))
}

/// What an envelope is, without its way: "ack of order 3".
pub(super) fn what(scenario: &Scenario, key: EnvelopeKey) -> Message {
    if let Some(payments) = payments::produced(scenario, key) {
        return payments;
    }
    let (orders, count) = orders_of(scenario, key);
    match (key.api, key.direction) {
        (Api::Produce, Direction::Request) if key.copy > 0 => message("envelope-produce-copy")
            .with("orders", orders)
            .with("count", count),
        (Api::Produce, Direction::Request) => message("envelope-produce")
            .with("orders", orders)
            .with("count", count),
        (Api::Produce, Direction::Response) => message("envelope-ack")
            .with("orders", orders)
            .with("count", count),
        (Api::Fetch, Direction::Request) => message("envelope-fetch"),
        (Api::Fetch, Direction::Response) => message("envelope-records"),
        (Api::OffsetCommit, Direction::Request) => {
            message("envelope-offset-commit").with("offset", offset_of(key))
        }
        (Api::OffsetCommit, Direction::Response) => {
            message("envelope-offset-commit-answer").with("offset", offset_of(key))
        }
        (Api::OffsetFetch, Direction::Request) => message("envelope-offset-fetch"),
        (Api::OffsetFetch, Direction::Response) => message("envelope-offset-fetch-answer"),
        (Api::FindCoordinator, Direction::Request) => message("envelope-find-coordinator"),
        (Api::FindCoordinator, Direction::Response) => message("envelope-find-coordinator-answer"),
        (Api::InitProducerId, Direction::Request) => message("envelope-init-producer-id"),
        (Api::InitProducerId, Direction::Response) => message("envelope-init-producer-id-answer"),
        (_, Direction::Request) => in_transaction(scenario, key),
        (api, Direction::Response) => message("envelope-named-answer").with("api", api.name()),
    }
}

/// Requests that speak of transactions and groups, by Kafka's name and what they are about.
fn in_transaction(scenario: &Scenario, key: EnvelopeKey) -> Message {
    match (key.api, key.subject) {
        (Api::AddPartitionsToTxn, Subject::Transaction { partitions, .. }) => {
            let names = partition_names(scenario, partitions);
            if is_question(key) {
                message("envelope-is-in-transaction").with("partitions", names)
            } else {
                message("envelope-add-partitions").with("partitions", names)
            }
        }
        (Api::TxnOffsetCommit, _) => {
            message("envelope-txn-offset-commit").with("offset", offset_of(key))
        }
        (Api::EndTxn, subject) if is_commit(subject) => message("envelope-end-commit"),
        (Api::EndTxn, _) => message("envelope-end-abort"),
        (Api::WriteTxnMarkers, Subject::Markers { partitions, .. }) => {
            let names = partition_names(scenario, partitions);
            if is_commit(key.subject) {
                message("envelope-commit-markers").with("partitions", names)
            } else {
                message("envelope-abort-markers").with("partitions", names)
            }
        }
        (api, _) => message("envelope-named").with("api", api.name()),
    }
}

/// Partitions by name, in the order of their ids.
pub(super) fn partition_names(scenario: &Scenario, set: PartitionSet) -> String {
    let names: Vec<String> = set
        .iter()
        .map(|partition| partition_name(scenario, partition))
        .collect();
    names.join(", ")
}

/// A leader asks a coordinator whether a partition is in the transaction; it adds nothing.
pub(super) fn is_question(key: EnvelopeKey) -> bool {
    matches!(key.sender, NodeId::Broker(_))
}

/// Whether a transaction ends with a commit.
pub(super) fn is_commit(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::End {
            result: TransactionResult::Commit,
            ..
        } | Subject::Markers {
            result: TransactionResult::Commit,
            ..
        }
    )
}

/// What a learner may do, named: "Cut: ack of order 3". Of a run in which it was done, [`deed_name`] knows more.
#[must_use]
pub fn intervention_name(scenario: &Scenario, action: Action) -> Message {
    named_with(scenario, action, |envelope| what(scenario, envelope))
}

/// What somebody did in a step of the past: an envelope is called what it was.
#[must_use]
pub fn deed_name(player: &Player, step: usize, action: Action) -> Message {
    let what = |envelope| what_was(player, step, envelope);
    named_with(player.scenario(), action, what)
}

fn named_with(
    scenario: &Scenario,
    action: Action,
    what: impl Fn(EnvelopeKey) -> Message,
) -> Message {
    let node = |node| node_name(scenario, node);
    match action {
        Action::Deliver(key) => message("did-deliver").with("what", what(key)),
        Action::Drop(key) => message("did-drop").with("what", what(key)),
        Action::Delay(key) => message("did-delay").with("what", what(key)),
        Action::Release(key) => message("did-release").with("what", what(key)),
        Action::Duplicate(key) => message("did-duplicate").with("what", what(key)),
        Action::BreakConnection(sender, broker) => message("did-break-connection")
            .with("a", node(sender))
            .with("b", node(NodeId::Broker(broker))),
        Action::CutLink(a, b) => message("did-cut-link")
            .with("a", node(a))
            .with("b", node(b)),
        Action::HealLink(a, b) => message("did-heal-link")
            .with("a", node(a))
            .with("b", node(b)),
        Action::Crash(it) => message("did-crash").with("node", node(it)),
        Action::CrashUnflushed(broker) => {
            message("did-crash-unflushed").with("node", node(NodeId::Broker(broker)))
        }
        Action::ShutDown(broker) => {
            message("did-shut-down").with("node", node(NodeId::Broker(broker)))
        }
        Action::Restart(it) => message("did-restart").with("node", node(it)),
        Action::StartSecond(client) => {
            message("did-start-second").with("node", node(NodeId::Client(client)))
        }
        Action::Pause(it) => message("did-pause").with("node", node(it)),
        Action::Resume(it) => message("did-resume").with("node", node(it)),
        Action::Client(_, Call::TakeOrder(order)) => {
            message("did-take-order").with("order", scenario.order_name(order))
        }
        // Scripts alone do more.
        _ => message("did-something"),
    }
}

/// What a guarantee means, beside its name, which is the same in every language.
#[must_use]
pub fn preset_gloss(preset: Preset) -> Message {
    match preset {
        Preset::AtMostOnce => message("preset-at-most-once-gloss"),
        Preset::AtLeastOnce => message("preset-at-least-once-gloss"),
        Preset::ExactlyOnce => message("preset-exactly-once-gloss"),
    }
}
