//! Groups, their members, and what happens to them.

use super::{Fields, Names, Value};
use crate::event::Event;
use crate::ids::{ClientId, GroupId, PartitionSet};
use crate::log::GroupRecord;
use crate::node::{Group, GroupState};
use crate::protocol::{Generation, GroupMetadata, MemberId};
use crate::script::kind::{
    ASSIGNMENTS, Key, Kind, MAYBE_BROKER, MAYBE_MEMBER, MAYBE_NUMBER, MEMBERS,
};
use crate::world::World;

pub(in crate::script) const GROUP_STATE: Kind =
    Kind::Words(|| GroupState::ALL.map(GroupState::name).to_vec());

/// Where a consumer that subscribes stands; `none` of one that does not.
pub(in crate::script) const MEMBERSHIP: Kind =
    Kind::Words(|| vec!["unjoined", "joining", "syncing", "stable", "closed", "none"]);

/// Every key that a group is shown and matched by.
pub(in crate::script) const GROUP_KEYS: [Key; 7] = [
    ("coordinator", MAYBE_BROKER),
    ("state", Kind::Or(&GROUP_STATE, &["none"])),
    ("generation", MAYBE_NUMBER),
    ("leader", MAYBE_MEMBER),
    ("members", MEMBERS),
    ("assignments", ASSIGNMENTS),
    ("pending", MEMBERS),
];

/// What the group's coordinator by the controller's truth remembers of it.
pub(in crate::script) fn group(names: Names<'_>, world: &World, id: GroupId) -> Fields {
    let scenario = names.0;
    let log = scenario.offsets_partition(id);
    let leader = log.and_then(|log| world.controller().view.of(log).leader);
    let mut fields: Fields = vec![("coordinator", leader.into())];
    match leader.and_then(|broker| world.group(broker, id)) {
        Some(known) => fields.extend(of_known(names, known)),
        None => fields.push(("state", "none".into())),
    }
    fields
}

fn of_known(names: Names<'_>, known: &Group) -> Fields {
    let members = || known.members.iter();
    let pending = known.pending.iter().map(|pending| names.member(pending.id));
    let mut assignments: Vec<(MemberId, PartitionSet)> = members()
        .map(|member| (member.id, member.assignment))
        .collect();
    assignments.sort_unstable_by_key(|(id, _)| *id);
    vec![
        ("state", known.state.name().into()),
        ("generation", known.generation.0.into()),
        ("leader", known.leader.map(|id| names.member(id)).into()),
        (
            "members",
            members().map(|member| names.member(member.id)).collect(),
        ),
        ("assignments", assigned(names, &assignments).into()),
        ("pending", pending.collect()),
    ]
}

/// `A/1:t-0+t-1,B/1:none`
fn assigned(names: Names<'_>, assignments: &[(MemberId, PartitionSet)]) -> String {
    let one = |(id, set): &(MemberId, PartitionSet)| {
        let partitions: Vec<String> = set.iter().map(|p| names.partition(p).to_string()).collect();
        let partitions = if partitions.is_empty() {
            "none".to_owned()
        } else {
            partitions.join("+")
        };
        format!("{}:{partitions}", names.member(*id))
    };
    let all: Vec<String> = assignments.iter().map(one).collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(",")
    }
}

/// A group record: `g/generation=2[A/1:t-0,B/1:none]`, members in the order of their ids.
pub(in crate::script) fn record(names: Names<'_>, group: GroupId, record: &GroupRecord) -> String {
    let mut members: Vec<(MemberId, PartitionSet)> = record
        .members
        .iter()
        .map(|member| (member.id, member.assignment))
        .collect();
    members.sort_unstable_by_key(|(id, _)| *id);
    let generation = record.generation.0;
    format!(
        "{}/generation={generation}[{}]",
        names.group(group),
        assigned(names, &members)
    )
}

/// What an answer or a request says of a membership.
pub(in crate::script) fn metadata(names: Names<'_>, metadata: GroupMetadata) -> Fields {
    let mut fields: Fields = Vec::new();
    if metadata.generation != Generation::NONE {
        fields.push(("generation", metadata.generation.0.into()));
    }
    if let Some(member) = metadata.member {
        fields.push(("member", names.member(member)));
    }
    fields
}

/// What a consumer that subscribes shows of its group.
pub(in crate::script) fn membership(names: Names<'_>, world: &World, client: ClientId) -> Fields {
    let Some(membership) = world.membership(client) else {
        return Vec::new();
    };
    let member = membership.member.map(|id| names.member(id));
    vec![
        ("membership", membership.state.name().into()),
        ("member", member.into()),
        ("generation", membership.generation.0.into()),
        ("assigned", names.partitions(membership.assigned)),
        ("must_rejoin", membership.must_rejoin.into()),
    ]
}

pub(in crate::script) fn describe(
    names: Names<'_>,
    event: &Event,
) -> Option<(&'static str, Fields)> {
    let owned = |client, set| {
        vec![
            ("client", names.client(client)),
            ("partitions", names.partitions(set)),
        ]
    };
    let of_group = |broker: crate::ids::BrokerId, group| {
        vec![("broker", broker.into()), ("group", names.group(group))]
    };
    Some(match *event {
        Event::PartitionsAssigned(client, set) => ("PartitionsAssigned", owned(client, set)),
        Event::PartitionsRevoked(client, set) => ("PartitionsRevoked", owned(client, set)),
        Event::PartitionsLost(client, set) => ("PartitionsLost", owned(client, set)),
        Event::CommitThrew(client, thrown) => (
            "CommitThrew",
            vec![
                ("client", names.client(client)),
                ("exception", thrown.class_name().into()),
            ],
        ),
        Event::ConsumerClosed(client) => ("ConsumerClosed", vec![("client", names.client(client))]),
        Event::MemberIdGiven(broker, group, id) => {
            let mut fields = of_group(broker, group);
            fields.push(("member", names.member(id)));
            ("MemberIdGiven", fields)
        }
        Event::MemberRemoved(broker, group, id) => {
            let mut fields = of_group(broker, group);
            fields.push(("member", names.member(id)));
            ("MemberRemoved", fields)
        }
        Event::GroupMoved(broker, group, state, generation) => {
            let mut fields = of_group(broker, group);
            fields.push(("state", state.name().into()));
            fields.push(("generation", generation.0.into()));
            ("GroupMoved", fields)
        }
        Event::GroupRecordAppended(broker, group, offset, generation) => {
            let mut fields = of_group(broker, group);
            fields.push(("offset", offset.into()));
            fields.push(("generation", generation.0.into()));
            ("GroupRecordAppended", fields)
        }
        Event::GroupsLoaded(broker, partition) => (
            "GroupsLoaded",
            vec![
                ("broker", broker.into()),
                ("partition", names.partition(partition)),
            ],
        ),
        Event::GroupsForgotten(broker, partition) => (
            "GroupsForgotten",
            vec![
                ("broker", broker.into()),
                ("partition", names.partition(partition)),
            ],
        ),
        _ => return None,
    })
}

impl Names<'_> {
    /// `billing/1`
    pub fn member(self, id: MemberId) -> Value {
        format!("{}/{}", self.client(id.client), id.number).into()
    }
}
