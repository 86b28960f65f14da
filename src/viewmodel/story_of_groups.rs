//! What happened to groups, in words.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, GroupId, NodeId, PartitionSet};
use ackademy_engine::node::GroupState;
use ackademy_engine::scenario::Scenario;

use super::Weight;
use super::words::{node_name, partition_name, partition_names};
use crate::i18n::{Message, message};

pub(super) fn of_group(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    of_member(scenario, event).or_else(|| of_coordinator(scenario, event))
}

fn of_member(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client: ClientId| node_name(scenario, NodeId::Client(client));
    let listed = |set: PartitionSet| partition_names(scenario, set);
    Some(match *event {
        Event::PartitionsAssigned(client, set) if set.is_empty() => (
            message("story-nothing-assigned").with("client", name(client)),
            Weight::Major,
        ),
        Event::PartitionsAssigned(client, set) => (
            message("story-assigned")
                .with("client", name(client))
                .with("partitions", listed(set)),
            Weight::Major,
        ),
        Event::PartitionsRevoked(client, set) => (
            message("story-revoked")
                .with("client", name(client))
                .with("partitions", listed(set)),
            Weight::Alarm,
        ),
        Event::PartitionsLost(client, set) => (
            message("story-partitions-lost")
                .with("client", name(client))
                .with("partitions", listed(set)),
            Weight::Alarm,
        ),
        Event::CommitThrew(client, exception) => (
            message("story-commit-threw")
                .with("client", name(client))
                .with("exception", exception.class_name()),
            Weight::Alarm,
        ),
        Event::ConsumerClosed(client) => (
            message("story-consumer-closed").with("client", name(client)),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

fn of_coordinator(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker: BrokerId| node_name(scenario, NodeId::Broker(broker));
    let group_name = |group: GroupId| scenario.groups[usize::from(group.0)].as_str();
    let client =
        |id: ackademy_engine::protocol::MemberId| node_name(scenario, NodeId::Client(id.client));
    Some(match *event {
        Event::MemberIdGiven(broker, group, member) => (
            message("story-member-id-given")
                .with("broker", name(broker))
                .with("client", client(member))
                .with("group", group_name(group)),
            Weight::Minor,
        ),
        Event::MemberRemoved(broker, group, member) => (
            message("story-member-removed")
                .with("broker", name(broker))
                .with("client", client(member))
                .with("group", group_name(group)),
            Weight::Alarm,
        ),
        Event::GroupMoved(_, group, state, generation) => {
            let text = message("story-group-moved")
                .with("group", group_name(group))
                .with("state", state.name())
                .with("generation", i64::from(generation.0));
            let weight = match state {
                GroupState::Stable => Weight::Major,
                _ => Weight::Minor,
            };
            (text, weight)
        }
        Event::GroupRecordAppended(broker, group, offset, generation) => (
            message("story-group-record")
                .with("broker", name(broker))
                .with("group", group_name(group))
                .with("generation", i64::from(generation.0))
                .with("offset", i64::from(offset.0)),
            Weight::Minor,
        ),
        Event::GroupsLoaded(broker, log) => (
            message("story-groups-loaded")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, log)),
            Weight::Major,
        ),
        Event::GroupsForgotten(broker, log) => (
            message("story-groups-forgotten")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, log)),
            Weight::Major,
        ),
        _ => return None,
    })
}
