//! Events by name and fields.

use super::{Fields, Names, Value, group, timer, transaction};
use crate::event::Event;
use crate::ids::NodeId;
use crate::protocol::{Direction, EnvelopeKey, ResponseDigest};
use crate::script::draft::producer_name;
use crate::script::kind::{
    BROKERS, Key, Kind, MAYBE_BROKER, PARTITIONS, RESULT, TRANSACTION_STATE,
};

/// Every name that [`describe`] gives, so that a script's conditions can be checked.
pub(in crate::script) const EVENT_NAMES: [&str; 82] = [
    "EnvelopeSent",
    "RequestReceived",
    "Answered",
    "ResponseReceived",
    "EnvelopeDropped",
    "EnvelopeLost",
    "EnvelopeHeld",
    "EnvelopeReleased",
    "RequestDuplicated",
    "ResponseDuplicateIgnored",
    "RequestBecameLate",
    "Disconnected",
    "ConnectionRefused",
    "TimerFired",
    "OrderTaken",
    "OrderSent",
    "ToldStored",
    "ToldFailed",
    "RetryScheduled",
    "EpochBumped",
    "RecordPolled",
    "Charged",
    "OrderStored",
    "OrderTickedOff",
    "EffectOpened",
    "EffectStored",
    "OrderRecognised",
    "ChargeIgnored",
    "Replied",
    "OffsetsCommitted",
    "PositionSet",
    "RecordAppended",
    "OffsetAppended",
    "DuplicateRecognised",
    "RecordsReplicated",
    "Truncated",
    "HighWatermarkRaised",
    "UnflushedLost",
    "Flushed",
    "LeaderElected",
    "InSyncReplicasChanged",
    "EligibleLeaderReplicasChanged",
    "BrokerFenced",
    "BrokerUnfenced",
    "LeadershipTaken",
    "LeadershipLost",
    "MetadataLearned",
    "Crashed",
    "ShutDown",
    "Restarted",
    "Paused",
    "Resumed",
    "LinkCut",
    "LinkHealed",
    "ConnectionBroken",
    "ManagerMoved",
    "CallReturned",
    "ToldCommitted",
    "SoughtToCommitted",
    "SeenAborted",
    "TransactionPending",
    "TransactionLogged",
    "TransactionMoved",
    "TransactionLogFailed",
    "TransactionLoaded",
    "TransactionsLoaded",
    "TransactionsForgotten",
    "MarkersGivenUp",
    "MarkerAppended",
    "OffsetPending",
    "AppendedInTransaction",
    "PartitionsAssigned",
    "PartitionsRevoked",
    "PartitionsLost",
    "CommitThrew",
    "ConsumerClosed",
    "MemberIdGiven",
    "MemberRemoved",
    "GroupMoved",
    "GroupRecordAppended",
    "GroupsLoaded",
    "GroupsForgotten",
];

/// Every key that an event has besides those of its envelope.
pub(in crate::script) const EVENT_KEYS: [Key; 28] = [
    ("timer", timer::TIMER),
    ("client", Kind::Client),
    ("broker", Kind::Broker),
    ("partition", Kind::Partition),
    ("order", Kind::Order),
    ("offset", Kind::Number),
    ("exception", Kind::Or(&Kind::Exception, &["none"])),
    ("error", Kind::Error),
    ("leader", MAYBE_BROKER),
    ("leader_epoch", Kind::Number),
    ("in_sync_replicas", BROKERS),
    ("eligible_leader_replicas", BROKERS),
    ("group", Kind::Group),
    ("producer", Kind::ProducerId),
    ("epoch", Kind::Number),
    ("coordinator", Kind::Broker),
    ("records", Kind::Number),
    ("sender", Kind::Node),
    ("call", transaction::CALL),
    ("state", TRANSACTION_STATE),
    ("transactional_id", Kind::TransactionalId),
    ("partitions", PARTITIONS),
    ("result", RESULT),
    ("generation", Kind::Number),
    ("member", Kind::Member),
    ("assignment", PARTITIONS),
    ("a", Kind::Node),
    ("b", Kind::Node),
];

/// What a key of this event can be: two of them are other things in some events than in the rest.
pub(in crate::script) fn kind(event: &str, (key, kind): Key) -> Key {
    let kind = match (event, key) {
        ("ManagerMoved", "state") => transaction::MANAGER_STATE,
        ("GroupMoved", "state") => group::GROUP_STATE,
        ("Answered" | "ResponseReceived", "leader") => Kind::Member,
        _ => kind,
    };
    (key, kind)
}

/// The envelope an event is about; for an answer that came, the response.
pub(in crate::script) fn envelope(event: &Event) -> Option<EnvelopeKey> {
    match *event {
        Event::EnvelopeSent(key)
        | Event::RequestReceived(key)
        | Event::Answered(key, _)
        | Event::EnvelopeDropped(key)
        | Event::EnvelopeLost(key)
        | Event::EnvelopeHeld(key)
        | Event::EnvelopeReleased(key)
        | Event::RequestDuplicated(key)
        | Event::ResponseDuplicateIgnored(key)
        | Event::RequestBecameLate(key) => Some(key),
        Event::ResponseReceived(key, _) => Some(key.in_direction(Direction::Response)),
        Event::TimerFired(fired) => timer::request(fired),
        _ => None,
    }
}

/// The event's name and what it tells besides its envelope.
pub(in crate::script) fn describe(names: Names<'_>, event: &Event) -> (&'static str, Fields) {
    match *event {
        Event::EnvelopeSent(_) => ("EnvelopeSent", vec![]),
        Event::RequestReceived(_) => ("RequestReceived", vec![]),
        Event::Answered(_, digest) => ("Answered", answer_fields(names, digest)),
        Event::ResponseReceived(_, digest) => ("ResponseReceived", answer_fields(names, digest)),
        Event::EnvelopeDropped(_) => ("EnvelopeDropped", vec![]),
        Event::EnvelopeLost(_) => ("EnvelopeLost", vec![]),
        Event::EnvelopeHeld(_) => ("EnvelopeHeld", vec![]),
        Event::EnvelopeReleased(_) => ("EnvelopeReleased", vec![]),
        Event::RequestDuplicated(_) => ("RequestDuplicated", vec![]),
        Event::ResponseDuplicateIgnored(_) => ("ResponseDuplicateIgnored", vec![]),
        Event::RequestBecameLate(_) => ("RequestBecameLate", vec![]),
        Event::TimerFired(fired) => ("TimerFired", timer::fields(names, fired)),
        Event::Disconnected(sender, broker) => (
            "Disconnected",
            vec![names.sender(sender), ("broker", broker.into())],
        ),
        Event::ConnectionRefused(sender, broker) => (
            "ConnectionRefused",
            vec![names.sender(sender), ("broker", broker.into())],
        ),
        Event::ConnectionBroken(sender, broker) => (
            "ConnectionBroken",
            vec![names.sender(sender), ("broker", broker.into())],
        ),
        _ => of_client(names, event)
            .or_else(|| of_log(names, event))
            .or_else(|| of_cluster(names, event))
            .or_else(|| transaction::describe(names, event))
            .or_else(|| group::describe(names, event))
            .expect("every event is one of these"),
    }
}

pub(in crate::script) fn answer_fields(names: Names<'_>, digest: ResponseDigest) -> Fields {
    let mut fields: Fields = vec![("error", digest.error.name().into())];
    if let Some(offset) = digest.offset {
        fields.push(("offset", offset.into()));
    }
    if let Some((id, epoch)) = digest.identity {
        fields.push(("producer", producer_name(id).into()));
        fields.push(("epoch", i32::from(epoch.0).into()));
    }
    if let Some(coordinator) = digest.coordinator {
        fields.push(("coordinator", coordinator.into()));
    }
    if let Some(given) = digest.membership {
        fields.extend(group::metadata(names, given));
    }
    if let Some(leader) = digest.leader {
        fields.push(("leader", names.member(leader)));
    }
    if let Some(assignment) = digest.assignment {
        fields.push(("assignment", names.partitions(assignment)));
    }
    if digest.record_count > 0 {
        fields.push(("records", digest.record_count.into()));
    }
    fields
}

fn of_client(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    let pair = |client, order| {
        vec![
            ("client", names.client(client)),
            ("order", names.order(order)),
        ]
    };
    Some(match *event {
        Event::OrderTaken(client, order) => ("OrderTaken", pair(client, order)),
        Event::OrderSent(client, order) => ("OrderSent", pair(client, order)),
        Event::ToldStored(client, order, offset) => {
            let mut fields = pair(client, order);
            // Without an answer the callback is given -1.
            fields.push(("offset", offset.map_or(Value::Number(-1), Value::from)));
            ("ToldStored", fields)
        }
        Event::ToldFailed(client, order, exception) => {
            let mut fields = pair(client, order);
            fields.push(("exception", exception.class_name().into()));
            ("ToldFailed", fields)
        }
        Event::RetryScheduled(client, partition, order, error) => {
            let mut fields = pair(client, order);
            fields.push(("partition", names.partition(partition)));
            fields.push(("error", error.name().into()));
            ("RetryScheduled", fields)
        }
        Event::EpochBumped(client) => ("EpochBumped", vec![("client", names.client(client))]),
        Event::RecordPolled(client, partition, offset, order) => {
            let mut fields = pair(client, order);
            fields.push(("partition", names.partition(partition)));
            fields.push(("offset", offset.into()));
            ("RecordPolled", fields)
        }
        Event::Charged(client, order) => ("Charged", pair(client, order)),
        Event::OrderStored(client, order) => ("OrderStored", pair(client, order)),
        Event::OrderTickedOff(client, order) => ("OrderTickedOff", pair(client, order)),
        Event::EffectOpened(client, order) => ("EffectOpened", pair(client, order)),
        Event::EffectStored(client, order) => ("EffectStored", pair(client, order)),
        Event::OrderRecognised(client, order) => ("OrderRecognised", pair(client, order)),
        Event::ChargeIgnored(client, order) => ("ChargeIgnored", pair(client, order)),
        Event::Replied(client, order) => ("Replied", pair(client, order)),
        Event::OffsetsCommitted(client, partition, offset) => (
            "OffsetsCommitted",
            vec![
                ("client", names.client(client)),
                ("partition", names.partition(partition)),
                ("offset", offset.into()),
            ],
        ),
        Event::PositionSet(client, partition, offset) => (
            "PositionSet",
            vec![
                ("client", names.client(client)),
                ("partition", names.partition(partition)),
                ("offset", offset.into()),
            ],
        ),
        _ => return None,
    })
}

fn of_log(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    let place = |broker: crate::ids::BrokerId, partition, offset: crate::ids::Offset| {
        vec![
            ("broker", broker.into()),
            ("partition", names.partition(partition)),
            ("offset", offset.into()),
        ]
    };
    Some(match *event {
        Event::RecordAppended(broker, partition, offset, order) => {
            let mut fields = place(broker, partition, offset);
            fields.push(("order", names.order(order)));
            ("RecordAppended", fields)
        }
        Event::OffsetAppended(broker, group, partition, offset) => {
            let mut fields = place(broker, partition, offset);
            fields.push(("group", names.group(group)));
            ("OffsetAppended", fields)
        }
        Event::DuplicateRecognised(broker, partition, offset) => {
            ("DuplicateRecognised", place(broker, partition, offset))
        }
        Event::RecordsReplicated(broker, partition, offset) => {
            ("RecordsReplicated", place(broker, partition, offset))
        }
        Event::Truncated(broker, partition, offset) => {
            ("Truncated", place(broker, partition, offset))
        }
        Event::HighWatermarkRaised(broker, partition, offset) => {
            ("HighWatermarkRaised", place(broker, partition, offset))
        }
        Event::UnflushedLost(broker, partition, offset) => {
            ("UnflushedLost", place(broker, partition, offset))
        }
        Event::Flushed(broker) => ("Flushed", vec![("broker", broker.into())]),
        _ => return None,
    })
}

fn of_cluster(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    let node = |node| match node {
        NodeId::Client(client) => vec![("client", names.client(client))],
        NodeId::Broker(broker) => vec![("broker", broker.into())],
        NodeId::Controller => vec![],
    };
    Some(match *event {
        Event::LeaderElected(partition, leader, epoch) => (
            "LeaderElected",
            vec![
                ("partition", names.partition(partition)),
                ("leader", leader.into()),
                ("leader_epoch", epoch.0.into()),
            ],
        ),
        Event::InSyncReplicasChanged(partition, set) => (
            "InSyncReplicasChanged",
            vec![
                ("partition", names.partition(partition)),
                ("in_sync_replicas", set.into()),
            ],
        ),
        Event::EligibleLeaderReplicasChanged(partition, set) => (
            "EligibleLeaderReplicasChanged",
            vec![
                ("partition", names.partition(partition)),
                ("eligible_leader_replicas", set.into()),
            ],
        ),
        Event::BrokerFenced(broker) => ("BrokerFenced", vec![("broker", broker.into())]),
        Event::BrokerUnfenced(broker) => ("BrokerUnfenced", vec![("broker", broker.into())]),
        Event::LeadershipTaken(broker, partition) => (
            "LeadershipTaken",
            vec![
                ("broker", broker.into()),
                ("partition", names.partition(partition)),
            ],
        ),
        Event::LeadershipLost(broker, partition) => (
            "LeadershipLost",
            vec![
                ("broker", broker.into()),
                ("partition", names.partition(partition)),
            ],
        ),
        Event::MetadataLearned(learner) => ("MetadataLearned", node(learner)),
        Event::Crashed(stopped) => ("Crashed", node(stopped)),
        Event::ShutDown(broker) => ("ShutDown", vec![("broker", broker.into())]),
        Event::Restarted(started) => ("Restarted", node(started)),
        Event::Paused(stopped) => ("Paused", node(stopped)),
        Event::Resumed(started) => ("Resumed", node(started)),
        Event::LinkCut(a, b) => (
            "LinkCut",
            vec![("a", names.node(a).into()), ("b", names.node(b).into())],
        ),
        Event::LinkHealed(a, b) => (
            "LinkHealed",
            vec![("a", names.node(a).into()), ("b", names.node(b).into())],
        ),
        _ => return None,
    })
}
