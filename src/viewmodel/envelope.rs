//! What is on its way, as pills that travel along wires.

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, NodeId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Body, Direction, EnvelopeKey, KafkaError, Response, Subject};
use ackademy_engine::scenario::Scenario;

use super::Detail;
use super::payments::{holds_payments, is_of_payments};
use super::words::{is_commit, is_question, listed, node_name, offset_of, orders_of, what};
use crate::i18n::{Message, message};

/// For so many microseconds of screen time the place of a cut is marked.
const CUT_IS_SEEN: u64 = 1_500_000;

/// What an envelope means to a learner; decides its look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Carries orders to a broker.
    Produce,
    /// Answers Produce.
    Ack,
    /// Asks for records, or brings none.
    Fetch,
    /// Brings records.
    Records,
    /// Commits or asks for offsets.
    Offsets,
    /// Speaks of a transaction to its coordinator.
    Transaction,
    /// Writes the marker that ends a transaction.
    Marker,
    /// Finds out who is who.
    Housekeeping,
}

/// An envelope on its way.
#[derive(Clone, PartialEq, Debug)]
pub struct Pill {
    /// Which one.
    pub key: EnvelopeKey,
    /// Where it set out.
    pub from: NodeId,
    /// Where it goes.
    pub to: NodeId,
    /// Its look.
    pub kind: Kind,
    /// The few words on it.
    pub label: Message,
    /// What it is, for a list and for screen readers.
    pub name: Message,
    /// Held back until released.
    pub held: bool,
    /// A late copy.
    pub is_copy: bool,
}

/// A follower's fetch, there and back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trip {
    /// Who fetches.
    pub follower: BrokerId,
    /// From whom.
    pub leader: BrokerId,
    /// Since when, in simulated microseconds.
    pub since: u64,
    /// When it is done.
    pub due: u64,
}

pub(super) fn pills(player: &Player, detail: Detail) -> Vec<Pill> {
    let envelopes = player.world().envelopes();
    envelopes
        .filter_map(|envelope| {
            let key = envelope.key;
            let records = fetched_orders(&envelope.body);
            let kind = kind_of(key.api, key.direction, !records.is_empty());
            let matters = matches!(kind, Kind::Produce | Kind::Ack | Kind::Records);
            if detail == Detail::Essential && !matters {
                return None;
            }
            let (from, to) = ends(key);
            Some(Pill {
                key,
                from,
                to,
                kind,
                label: label(player, key, &records),
                name: title(player, key),
                held: envelope.held,
                is_copy: key.copy > 0,
            })
        })
        .collect()
}

pub(super) fn trips(player: &Player) -> Vec<Trip> {
    let pending = player.pending().iter();
    pending
        .filter_map(|pending| match pending.action {
            Action::ReplicaFetch { follower, leader } => Some(Trip {
                follower,
                leader,
                since: pending.since,
                due: pending.due,
            }),
            _ => None,
        })
        .collect()
}

/// What was cut or lost on its way a moment ago: long enough to be seen.
pub(super) fn dropped(player: &Player) -> Vec<EnvelopeKey> {
    let now = player.screen_now();
    let past = player.trace().steps()[..player.position()].iter();
    let fresh = past
        .enumerate()
        .rev()
        .take_while(|(_, step)| now.saturating_sub(step.screen_at) < CUT_IS_SEEN);
    let events = fresh.flat_map(|(position, _)| player.trace().events_of(position));
    events
        .filter_map(|event| match event {
            Event::EnvelopeDropped(key) | Event::EnvelopeLost(key) => Some(*key),
            _ => None,
        })
        .collect()
}

/// What an envelope is and its way, standing by itself: "Ack of order 3, broker 1 to checkout".
pub(super) fn title(player: &Player, key: EnvelopeKey) -> Message {
    let (from, to) = ends(key);
    message("envelope-title")
        .with("what", what_is(player, key))
        .with("from", node_name(player.scenario(), from))
        .with("to", node_name(player.scenario(), to))
}

/// What an envelope on its way is, its content considered: an error is no ack.
pub(super) fn what_is(player: &Player, key: EnvelopeKey) -> Message {
    considered(player.scenario(), key, is_refusal(player, key))
}

/// What an envelope was in a step of the past, its content considered: it may be gone by now.
pub(super) fn what_was(player: &Player, step: usize, key: EnvelopeKey) -> Message {
    let asked = EnvelopeKey {
        copy: 0,
        ..key.in_direction(Direction::Request)
    };
    let said = |event: &Event| match event {
        Event::Answered(of, digest) if *of == asked => Some(digest.error != KafkaError::None),
        _ => None,
    };
    let answers = key.direction == Direction::Response && key.api == Api::Produce;
    let refuses = answers && {
        let past = player.trace().events_before(step + 1);
        past.iter().rev().find_map(said) == Some(true)
    };
    considered(player.scenario(), key, refuses)
}

fn considered(scenario: &Scenario, key: EnvelopeKey, refuses: bool) -> Message {
    if key.api != Api::Produce || !refuses {
        return what(scenario, key);
    }
    let (orders, count) = orders_of(scenario, key);
    if is_of_payments(scenario, key) {
        return message("envelope-payment-refusal")
            .with("orders", orders)
            .with("count", count);
    }
    message("envelope-refusal")
        .with("orders", orders)
        .with("count", count)
}

/// An answer that says no.
pub(super) fn is_refusal(player: &Player, key: EnvelopeKey) -> bool {
    let envelope = player.world().envelope(key);
    envelope.is_some_and(|envelope| match &envelope.body {
        Body::Response(response) => response.digest().error != KafkaError::None,
        Body::Request(_) => false,
    })
}

/// Where an envelope sets out and where it goes.
pub(super) fn ends(key: EnvelopeKey) -> (NodeId, NodeId) {
    let (sender, broker) = (key.sender, NodeId::Broker(key.broker));
    match key.direction {
        Direction::Request => (sender, broker),
        Direction::Response => (broker, sender),
    }
}

fn kind_of(api: Api, direction: Direction, brings_records: bool) -> Kind {
    match (api, direction) {
        (Api::Produce, Direction::Request) => Kind::Produce,
        (Api::Produce, Direction::Response) => Kind::Ack,
        (Api::Fetch, _) if brings_records => Kind::Records,
        (Api::Fetch, _) => Kind::Fetch,
        (Api::OffsetCommit | Api::OffsetFetch, _) => Kind::Offsets,
        (
            Api::AddPartitionsToTxn | Api::AddOffsetsToTxn | Api::TxnOffsetCommit | Api::EndTxn,
            _,
        ) => Kind::Transaction,
        (Api::WriteTxnMarkers, _) => Kind::Marker,
        (
            Api::FindCoordinator
            | Api::InitProducerId
            | Api::JoinGroup
            | Api::SyncGroup
            | Api::Heartbeat
            | Api::LeaveGroup,
            _,
        ) => Kind::Housekeeping,
    }
}

/// The orders that a Fetch response brings.
fn fetched_orders(body: &Body) -> Vec<OrderId> {
    let Body::Response(Response::Fetch { partitions }) = body else {
        return Vec::new();
    };
    let batches = partitions.iter().flat_map(|fetched| &fetched.batches);
    let orders = batches.flat_map(|batch| batch.orders());
    orders.map(|(_, order)| order).collect()
}

fn label(player: &Player, key: EnvelopeKey, records: &[OrderId]) -> Message {
    let scenario = player.scenario();
    let (orders, count) = orders_of(scenario, key);
    match (key.api, key.direction) {
        (Api::Produce, Direction::Request) if is_of_payments(scenario, key) => {
            message("pill-payments")
                .with("orders", orders)
                .with("count", count)
        }
        (Api::Produce, Direction::Request) => message("pill-orders")
            .with("orders", orders)
            .with("count", count),
        (_, Direction::Response) if is_refusal(player, key) => message("pill-error"),
        (Api::Produce, Direction::Response) => message("pill-ack").with("orders", orders),
        (Api::Fetch, Direction::Request) => message("pill-fetch"),
        (Api::Fetch, Direction::Response) if records.is_empty() => message("pill-no-records"),
        (Api::Fetch, Direction::Response) if asks_for_payments(scenario, key) => {
            message("pill-payments")
                .with("orders", listed(scenario, records.iter().copied()))
                .with("count", records.len())
        }
        (Api::Fetch, Direction::Response) => message("pill-orders")
            .with("orders", listed(scenario, records.iter().copied()))
            .with("count", records.len()),
        (Api::OffsetCommit, Direction::Request) => {
            message("pill-offset-commit").with("offset", offset_of(key))
        }
        (Api::OffsetCommit, Direction::Response) => {
            message("pill-offset-commit-answer").with("offset", offset_of(key))
        }
        (Api::OffsetFetch, Direction::Request) => message("pill-offset-fetch"),
        (Api::OffsetFetch, Direction::Response) => message("pill-offset-fetch-answer"),
        (Api::FindCoordinator, Direction::Request) => message("pill-find-coordinator"),
        (Api::FindCoordinator, Direction::Response) => message("pill-find-coordinator-answer"),
        (Api::InitProducerId, Direction::Request) => message("pill-init-producer-id"),
        (Api::InitProducerId, Direction::Response) => message("pill-init-producer-id-answer"),
        (_, Direction::Request) => transaction_label(scenario, key),
        (_, Direction::Response) => transaction_answer_label(key),
    }
}

fn asks_for_payments(scenario: &Scenario, key: EnvelopeKey) -> bool {
    matches!(key.subject, Subject::Position { partition, .. } if holds_payments(scenario, partition))
}

/// Requests that speak of transactions and groups.
fn transaction_label(scenario: &Scenario, key: EnvelopeKey) -> Message {
    match (key.api, key.subject) {
        (Api::AddPartitionsToTxn, _) if is_question(key) => message("pill-is-in-transaction"),
        (Api::AddPartitionsToTxn, Subject::Transaction { partitions, .. }) => {
            let topic = partitions
                .iter()
                .next()
                .map(|it| &scenario.partition(it).topic);
            message("pill-add").with("what", topic.map_or("", String::as_str))
        }
        (Api::AddOffsetsToTxn, _) => message("pill-add-offsets"),
        (Api::TxnOffsetCommit, _) => message("pill-txn-offset").with("offset", offset_of(key)),
        (Api::EndTxn, subject) if is_commit(subject) => message("pill-end-commit"),
        (Api::EndTxn, _) => message("pill-end-abort"),
        (Api::WriteTxnMarkers, subject) if is_commit(subject) => message("pill-marker-commit"),
        (Api::WriteTxnMarkers, _) => message("pill-marker-abort"),
        (Api::JoinGroup, _) => message("pill-join"),
        (Api::LeaveGroup, _) => message("pill-leave"),
        (api, _) => message("pill-named").with("api", api.name()),
    }
}

fn transaction_answer_label(key: EnvelopeKey) -> Message {
    match key.api {
        Api::AddPartitionsToTxn if is_question(key) => message("pill-is-in-transaction-answer"),
        Api::AddPartitionsToTxn | Api::AddOffsetsToTxn => message("pill-add-answer"),
        Api::TxnOffsetCommit => message("pill-offset-commit-answer").with("offset", offset_of(key)),
        Api::EndTxn if is_commit(key.subject) => message("pill-end-commit-answer"),
        Api::EndTxn => message("pill-end-abort-answer"),
        Api::WriteTxnMarkers => message("pill-marker-answer"),
        Api::JoinGroup => message("pill-join-answer"),
        Api::LeaveGroup => message("pill-leave-answer"),
        api => message("pill-named-answer").with("api", api.name()),
    }
}
