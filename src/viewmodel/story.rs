//! What happened, in words: for the event list, the causal chain and screen readers.

use ackademy_engine::event::Event;
use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, EnvelopeKey, KafkaError};
use ackademy_engine::scenario::Scenario;

use super::words::{envelope_name, node_name, partition_name};
use crate::i18n::{Message, message};

/// How much a line matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// Worth a line of the list.
    Minor,
    /// Worth reading out while stepping.
    Major,
    /// Worth reading out while playing: a fault, an error, a verdict.
    Alarm,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Debug)]
pub struct StoryLine {
    /// How many steps had been taken when it had happened; going there shows the state after it.
    pub position: usize,
    /// Simulated microseconds since the start.
    pub at: u64,
    /// What happened.
    pub text: Message,
    /// How much it matters.
    pub weight: Weight,
}

/// The last things that happened, newest first, at most `most`.
#[must_use]
pub fn story(player: &Player, most: usize) -> Vec<StoryLine> {
    let mut lines = Vec::new();
    for (index, step) in player.past().iter().enumerate().rev() {
        for event in player.trace().events_of(index).iter().rev() {
            if lines.len() == most {
                return lines;
            }
            if let Some((text, weight)) = line_of(player.scenario(), event) {
                lines.push(StoryLine {
                    position: index + 1,
                    at: step.at,
                    text,
                    weight,
                });
            }
        }
    }
    lines
}

/// An event in words; `None` for what a learner need not read.
#[must_use]
pub fn line_of(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    of_envelope(scenario, event)
        .or_else(|| of_client(scenario, event))
        .or_else(|| of_log(scenario, event))
        .or_else(|| of_cluster(scenario, event))
        .or_else(|| of_fault(scenario, event))
}

fn about(scenario: &Scenario, what: Message, envelope: EnvelopeKey) -> Message {
    what.with("envelope", envelope_name(scenario, envelope))
}

fn of_envelope(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    Some(match *event {
        Event::EnvelopeDropped(key) => (
            about(scenario, message("story-dropped"), key),
            Weight::Alarm,
        ),
        Event::EnvelopeLost(key) => (about(scenario, message("story-lost"), key), Weight::Major),
        Event::EnvelopeHeld(key) => (about(scenario, message("story-held"), key), Weight::Alarm),
        Event::EnvelopeReleased(key) => (
            about(scenario, message("story-released"), key),
            Weight::Major,
        ),
        Event::RequestDuplicated(key) => (
            about(scenario, message("story-duplicated"), key),
            Weight::Alarm,
        ),
        Event::ResponseDuplicateIgnored(key) => (
            about(scenario, message("story-duplicate-answer-ignored"), key),
            Weight::Alarm,
        ),
        Event::RequestBecameLate(key) => (
            about(scenario, message("story-became-late"), key),
            Weight::Major,
        ),
        Event::Answered(key, digest) if digest.error != KafkaError::None => (
            message("story-answered-error")
                .with("broker", node_name(scenario, NodeId::Broker(key.broker)))
                .with("api", key.api.name())
                .with("error", digest.error.name()),
            Weight::Alarm,
        ),
        Event::EnvelopeSent(key) if key.api == Api::Produce => {
            (about(scenario, message("story-sent"), key), Weight::Minor)
        }
        _ => return None,
    })
}

fn of_client(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client| node_name(scenario, NodeId::Client(client));
    Some(match *event {
        Event::OrderSent(client, order) => (
            message("story-order-sent")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Minor,
        ),
        Event::OrderTaken(client, order) => (
            message("story-order-taken")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::ToldStored(client, order, _) => (
            message("story-told-stored")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::ToldFailed(client, order, exception) => (
            message("story-told-failed")
                .with("client", name(client))
                .with("order", scenario.order_name(order))
                .with("exception", exception.class_name()),
            Weight::Alarm,
        ),
        Event::RetryScheduled(client, _, order, error) => (
            message("story-retry")
                .with("client", name(client))
                .with("order", scenario.order_name(order))
                .with("error", error.name()),
            Weight::Alarm,
        ),
        Event::EpochBumped(client) => (
            message("story-epoch-bumped").with("client", name(client)),
            Weight::Alarm,
        ),
        Event::RecordPolled(client, _, offset, order) => (
            message("story-polled")
                .with("client", name(client))
                .with("order", scenario.order_name(order))
                .with("offset", i64::from(offset.0)),
            Weight::Major,
        ),
        Event::Charged(_, order) => (
            message("story-charged").with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::OffsetsCommitted(client, _, offset) => (
            message("story-offsets-committed")
                .with("client", name(client))
                .with("offset", i64::from(offset.0)),
            Weight::Major,
        ),
        Event::ClientDisconnected(client, broker) | Event::ConnectionRefused(client, broker) => (
            message("story-disconnected")
                .with("client", name(client))
                .with("broker", node_name(scenario, NodeId::Broker(broker))),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

fn of_log(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker| node_name(scenario, NodeId::Broker(broker));
    let at = |what: Message, broker, partition, offset: u32| {
        what.with("broker", name(broker))
            .with("partition", partition_name(scenario, partition))
            .with("offset", i64::from(offset))
    };
    Some(match *event {
        Event::RecordAppended(broker, partition, offset, order) => (
            at(message("story-appended"), broker, partition, offset.0)
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::DuplicateRecognised(broker, partition, offset) => (
            at(
                message("story-duplicate-recognised"),
                broker,
                partition,
                offset.0,
            ),
            Weight::Alarm,
        ),
        Event::RecordsReplicated(broker, partition, offset) => (
            at(message("story-replicated"), broker, partition, offset.0),
            Weight::Minor,
        ),
        Event::Truncated(broker, partition, offset) => (
            at(message("story-truncated"), broker, partition, offset.0),
            Weight::Alarm,
        ),
        Event::UnflushedLost(broker, partition, offset) => (
            at(message("story-unflushed-lost"), broker, partition, offset.0),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

fn of_cluster(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker| node_name(scenario, NodeId::Broker(broker));
    Some(match *event {
        Event::LeaderElected(partition, Some(leader), epoch) => (
            message("story-elected")
                .with("broker", name(leader))
                .with("partition", partition_name(scenario, partition))
                .with("epoch", i64::from(epoch.0)),
            Weight::Alarm,
        ),
        Event::LeaderElected(partition, None, _) => (
            message("story-no-leader").with("partition", partition_name(scenario, partition)),
            Weight::Alarm,
        ),
        Event::InSyncReplicasChanged(partition, replicas) => {
            let listed: Vec<String> = replicas.iter().map(|broker| broker.0.to_string()).collect();
            (
                message("story-in-sync")
                    .with("partition", partition_name(scenario, partition))
                    .with("brokers", listed.join(", "))
                    .with("count", i64::try_from(replicas.count()).unwrap_or(0)),
                Weight::Major,
            )
        }
        Event::BrokerFenced(broker) => (
            message("story-fenced").with("broker", name(broker)),
            Weight::Alarm,
        ),
        Event::BrokerUnfenced(broker) => (
            message("story-unfenced").with("broker", name(broker)),
            Weight::Major,
        ),
        Event::LeadershipLost(broker, partition) => (
            message("story-leadership-lost")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, partition)),
            Weight::Major,
        ),
        _ => return None,
    })
}

fn of_fault(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let of_node = |what: Message, node| what.with("node", node_name(scenario, node));
    let of_link = |what: Message, a, b| {
        what.with("a", node_name(scenario, a))
            .with("b", node_name(scenario, b))
    };
    let text = match *event {
        Event::Crashed(node) => of_node(message("story-crashed"), node),
        Event::ShutDown(broker) => of_node(message("story-shut-down"), NodeId::Broker(broker)),
        Event::Restarted(node) => of_node(message("story-restarted"), node),
        Event::Paused(node) => of_node(message("story-paused"), node),
        Event::Resumed(node) => of_node(message("story-resumed"), node),
        Event::LinkCut(a, b) => of_link(message("story-link-cut"), a, b),
        Event::LinkHealed(a, b) => of_link(message("story-link-healed"), a, b),
        Event::ConnectionBroken(client, broker) => of_link(
            message("story-connection-broken"),
            NodeId::Client(client),
            NodeId::Broker(broker),
        ),
        _ => return None,
    };
    Some((text, Weight::Alarm))
}
