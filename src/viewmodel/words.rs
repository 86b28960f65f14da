//! Names of things as messages.

use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{NodeId, OrderId, PartitionId};
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};
use ackademy_engine::scenario::Scenario;

use crate::i18n::{Message, message};

/// A node's name: "broker 1", "checkout".
#[must_use]
pub fn node_name(scenario: &Scenario, node: NodeId) -> Message {
    match node {
        NodeId::Broker(broker) => message("name-broker").with("broker", i64::from(broker.0)),
        NodeId::Controller => message("name-controller"),
        NodeId::Client(client) => match scenario.client(client).name.as_str() {
            "checkout" => message("name-checkout"),
            "billing" => message("name-billing"),
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

/// The orders that an envelope carries or answers for, as people list them: "3", "1, 2".
pub(super) fn orders_of(scenario: &Scenario, key: EnvelopeKey) -> String {
    match key.subject {
        Subject::Orders { first, count, .. } => {
            let names: Vec<&str> = (first.0..first.0 + u16::from(count))
                .map(|order| scenario.order_name(OrderId(order)))
                .collect();
            names.join(", ")
        }
        _ => String::new(),
    }
}

/// What an envelope is, in a sentence's worth of words: "Ack of order 3, broker 1 to checkout".
#[must_use]
pub fn envelope_name(scenario: &Scenario, key: EnvelopeKey) -> Message {
    let broker = node_name(scenario, NodeId::Broker(key.broker));
    let client = node_name(scenario, NodeId::Client(key.client));
    let (from, to) = match key.direction {
        Direction::Request => (client, broker),
        Direction::Response => (broker, client),
    };
    message("envelope-with-way")
        .with("what", what(scenario, key))
        .with("from", from)
        .with("to", to)
}

/// What an envelope is, without its way: "ack of order 3".
pub(super) fn what(scenario: &Scenario, key: EnvelopeKey) -> Message {
    let named = match (key.api, key.direction, key.copy > 0) {
        (Api::Produce, Direction::Request, false) => message("envelope-produce"),
        (Api::Produce, Direction::Request, true) => message("envelope-produce-copy"),
        (Api::Produce, Direction::Response, _) => message("envelope-ack"),
        (Api::Fetch, Direction::Request, _) => message("envelope-fetch"),
        (Api::Fetch, Direction::Response, _) => message("envelope-records"),
        (Api::OffsetCommit, Direction::Request, _) => message("envelope-offset-commit"),
        (Api::OffsetCommit, Direction::Response, _) => message("envelope-offset-commit-answer"),
        (Api::OffsetFetch, Direction::Request, _) => message("envelope-offset-fetch"),
        (Api::OffsetFetch, Direction::Response, _) => message("envelope-offset-fetch-answer"),
        (Api::FindCoordinator, Direction::Request, _) => message("envelope-find-coordinator"),
        (Api::FindCoordinator, Direction::Response, _) => {
            message("envelope-find-coordinator-answer")
        }
        (Api::InitProducerId, Direction::Request, _) => message("envelope-init-producer-id"),
        (Api::InitProducerId, Direction::Response, _) => {
            message("envelope-init-producer-id-answer")
        }
    };
    match key.subject {
        Subject::Orders { count, .. } => named
            .with("orders", orders_of(scenario, key))
            .with("count", i64::from(count)),
        Subject::Committed { offset, .. } => named.with("offset", i64::from(offset.0)),
        _ => named,
    }
}

/// What a learner did, named: "the cut of the ack of order 3".
#[must_use]
pub fn intervention_name(scenario: &Scenario, action: Action) -> Message {
    let of_envelope = |did: Message, envelope| did.with("what", what(scenario, envelope));
    let of_node = |did: Message, node| did.with("node", node_name(scenario, node));
    let of_link = |did: Message, a, b| {
        did.with("a", node_name(scenario, a))
            .with("b", node_name(scenario, b))
    };
    match action {
        Action::Deliver(key) => of_envelope(message("did-deliver"), key),
        Action::Drop(key) => of_envelope(message("did-drop"), key),
        Action::Delay(key) => of_envelope(message("did-delay"), key),
        Action::Release(key) => of_envelope(message("did-release"), key),
        Action::Duplicate(key) => of_envelope(message("did-duplicate"), key),
        Action::BreakConnection(client, broker) => of_link(
            message("did-break-connection"),
            NodeId::Client(client),
            NodeId::Broker(broker),
        ),
        Action::CutLink(a, b) => of_link(message("did-cut-link"), a, b),
        Action::HealLink(a, b) => of_link(message("did-heal-link"), a, b),
        Action::Crash(node) => of_node(message("did-crash"), node),
        Action::CrashUnflushed(broker) => {
            of_node(message("did-crash-unflushed"), NodeId::Broker(broker))
        }
        Action::ShutDown(broker) => of_node(message("did-shut-down"), NodeId::Broker(broker)),
        Action::Restart(node) => of_node(message("did-restart"), node),
        Action::Pause(node) => of_node(message("did-pause"), node),
        Action::Resume(node) => of_node(message("did-resume"), node),
        Action::Client(_, Call::TakeOrder(order)) => {
            message("did-take-order").with("order", scenario.order_name(order))
        }
        // Scripts alone do more.
        _ => message("did-something"),
    }
}
