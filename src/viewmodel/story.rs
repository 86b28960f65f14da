//! What happened, in words: for the event list, the causal chain and screen readers.

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId};
use ackademy_engine::player::{Player, as_told};
use ackademy_engine::protocol::{Acks, Api, EnvelopeKey, KafkaError};
use ackademy_engine::scenario::Scenario;

use super::beside_kafka::of_workaround;
use super::envelope::what_was;
use super::payments::of_payment;
use super::story_of_groups::of_group;
use super::story_of_transactions::of_transaction;
use super::words::{node_name, partition_name, with_way};
use crate::FULL;
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
        for event in as_told(player.trace().events_of(index)).rev() {
            if lines.len() == most {
                return lines;
            }
            if let Some((text, weight)) = line_of(player, index, event) {
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

/// An event of one step of a run in words; `None` for what a learner need not read.
#[must_use]
pub fn line_of(player: &Player, step: usize, event: &Event) -> Option<(Message, Weight)> {
    let scenario = player.scenario();
    // In the first minute nothing else can happen.
    let beyond = |tell: Tell| if FULL { tell(scenario, event) } else { None };
    of_envelope(player, step, event)
        .or_else(|| beyond(of_payment))
        .or_else(|| of_producer(scenario, event))
        .or_else(|| of_consumer(scenario, event))
        .or_else(|| beyond(of_workaround))
        .or_else(|| of_waiting(scenario, event))
        .or_else(|| of_log(scenario, event))
        .or_else(|| beyond(of_cluster))
        .or_else(|| FULL.then(|| of_fault(player, step, event))?)
        .or_else(|| beyond(of_transaction))
        .or_else(|| beyond(of_group))
}

type Tell = fn(&Scenario, &Event) -> Option<(Message, Weight)>;

fn of_envelope(player: &Player, step: usize, event: &Event) -> Option<(Message, Weight)> {
    let scenario = player.scenario();
    let named = |key: EnvelopeKey| with_way(scenario, what_was(player, step, key), key);
    Some(match *event {
        Event::EnvelopeDropped(key) => (
            message("story-dropped").with("envelope", named(key)),
            Weight::Alarm,
        ),
        Event::EnvelopeLost(key) => (
            message("story-lost").with("envelope", named(key)),
            Weight::Major,
        ),
        Event::EnvelopeHeld(key) => (
            message("story-held").with("envelope", named(key)),
            Weight::Alarm,
        ),
        Event::EnvelopeReleased(key) => (
            message("story-released").with("envelope", named(key)),
            Weight::Major,
        ),
        Event::RequestDuplicated(key) => (
            message("story-duplicated").with("envelope", named(key)),
            Weight::Alarm,
        ),
        Event::ResponseDuplicateIgnored(key) => (
            message("story-duplicate-answer-ignored").with("envelope", named(key)),
            Weight::Alarm,
        ),
        Event::RequestReceived(key) if key.copy > 0 => (
            message("story-copy-arrived").with("envelope", named(key)),
            Weight::Alarm,
        ),
        Event::RequestBecameLate(key) => (
            message("story-became-late").with("envelope", named(key)),
            Weight::Major,
        ),
        Event::Answered(key, digest) if digest.error != KafkaError::None => (
            message("story-answered-error")
                .with("broker", node_name(scenario, NodeId::Broker(key.broker)))
                .with("api", key.api.name())
                .with("error", digest.error.name()),
            Weight::Alarm,
        ),
        Event::EnvelopeSent(key) if key.api == Api::Produce => (
            message("story-sent").with("envelope", named(key)),
            Weight::Minor,
        ),
        _ => return None,
    })
}

fn of_producer(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
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
        Event::ToldStored(client, order, None) if asks_for_no_answer(scenario, client) => (
            message("story-told-unasked")
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
        _ => return None,
    })
}

fn of_consumer(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client| node_name(scenario, NodeId::Client(client));
    Some(match *event {
        Event::PositionSet(client, partition, offset) => (
            message("story-position-set")
                .with("client", name(client))
                .with("partition", partition_name(scenario, partition))
                .with("offset", i64::from(offset.0)),
            Weight::Minor,
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
        _ => return None,
    })
}

/// Patience that ran out, and connections found to be gone.
fn of_waiting(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client| node_name(scenario, NodeId::Client(client));
    Some(match *event {
        Event::TimerFired(Timer::Request(key)) if key.api == Api::Produce => (
            message("story-request-timed-out").with("client", node_name(scenario, key.sender)),
            Weight::Major,
        ),
        Event::TimerFired(Timer::Delivery(client, _, order, _)) => (
            message("story-delivery-timed-out")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::TimerFired(Timer::ProduceWait(key)) => (
            message("story-wait-ended")
                .with("broker", node_name(scenario, NodeId::Broker(key.broker))),
            Weight::Major,
        ),
        Event::Disconnected(sender, broker) => (
            message("story-disconnected")
                .with("client", node_name(scenario, sender))
                .with("broker", node_name(scenario, NodeId::Broker(broker))),
            Weight::Alarm,
        ),
        Event::ConnectionRefused(sender, broker) => (
            message("story-refused")
                .with("client", node_name(scenario, sender))
                .with("broker", node_name(scenario, NodeId::Broker(broker))),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

/// With acks=0 a producer calls it success once the request has set out.
fn asks_for_no_answer(scenario: &Scenario, client: ClientId) -> bool {
    let producer = scenario.client(client).producer.as_ref();
    producer.is_some_and(|producer| producer.acks == Acks::Zero)
}

fn of_log(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker| node_name(scenario, NodeId::Broker(broker));
    let of = |partition| partition_name(scenario, partition);
    Some(match *event {
        Event::RecordAppended(broker, partition, offset, order) => (
            message("story-appended")
                .with("broker", name(broker))
                .with("order", scenario.order_name(order))
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
            Weight::Major,
        ),
        Event::OffsetAppended(broker, group, partition, offset) => (
            message("story-offset-appended")
                .with("broker", name(broker))
                .with("group", scenario.groups[usize::from(group.0)].as_str())
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
            Weight::Minor,
        ),
        Event::DuplicateRecognised(broker, partition, offset) => (
            message("story-duplicate-recognised")
                .with("broker", name(broker))
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
            Weight::Alarm,
        ),
        Event::RecordsReplicated(broker, partition, offset) => (
            message("story-replicated")
                .with("broker", name(broker))
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
            Weight::Minor,
        ),
        Event::Truncated(broker, partition, offset) => (
            message("story-truncated")
                .with("broker", name(broker))
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
            Weight::Alarm,
        ),
        Event::UnflushedLost(broker, partition, offset) => (
            message("story-unflushed-lost")
                .with("broker", name(broker))
                .with("partition", of(partition))
                .with("offset", i64::from(offset.0)),
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

fn of_fault(player: &Player, step: usize, event: &Event) -> Option<(Message, Weight)> {
    let name = |node| node_name(player.scenario(), node);
    let action = player.trace().steps().get(step).map(|it| it.action);
    let text = match *event {
        Event::Crashed(node) if matches!(action, Some(Action::CrashUnflushed(_))) => {
            message("story-power-cut").with("node", name(node))
        }
        Event::Crashed(node) => message("story-crashed").with("node", name(node)),
        Event::ShutDown(broker) => {
            message("story-shut-down").with("node", name(NodeId::Broker(broker)))
        }
        Event::Restarted(node) => message("story-restarted").with("node", name(node)),
        Event::Paused(node) => message("story-paused").with("node", name(node)),
        Event::Resumed(node) => message("story-resumed").with("node", name(node)),
        Event::LinkCut(a, b) => message("story-link-cut")
            .with("a", name(a))
            .with("b", name(b)),
        Event::LinkHealed(a, b) => message("story-link-healed")
            .with("a", name(a))
            .with("b", name(b)),
        Event::ConnectionBroken(sender, broker) => message("story-connection-broken")
            .with("a", name(sender))
            .with("b", name(NodeId::Broker(broker))),
        _ => return None,
    };
    Some((text, Weight::Alarm))
}
