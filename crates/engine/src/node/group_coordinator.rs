//! The group coordinator inside a broker: memory alone. What outlives it are group records and offsets in its partition of
//! `__consumer_offsets` (`GroupMetadataManager`, `ClassicGroup`).

use std::collections::BTreeMap;

use crate::ids::{GroupId, LeaderEpoch, Offset, PartitionId, PartitionSet};
use crate::log::{GroupRecord, RecordedMember};
use crate::protocol::{EnvelopeKey, Generation, GroupMetadata, KafkaError, MemberId};

/// The states of a classic group, with Kafka's names (`ClassicGroupState`). A dead group is one that is not there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupState {
    /// Nobody is a member; offsets stay.
    Empty,
    /// JoinGroups wait until everybody has joined.
    PreparingRebalance,
    /// JoinGroups are answered; SyncGroups wait for the leader's.
    CompletingRebalance,
    /// Everybody has an assignment.
    Stable,
}

impl GroupState {
    /// Every state, in the order in which a group comes to them.
    pub const ALL: [GroupState; 4] = [
        GroupState::Empty,
        GroupState::PreparingRebalance,
        GroupState::CompletingRebalance,
        GroupState::Stable,
    ];

    /// The name as Kafka's tools print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GroupState::Empty => "Empty",
            GroupState::PreparingRebalance => "PreparingRebalance",
            GroupState::CompletingRebalance => "CompletingRebalance",
            GroupState::Stable => "Stable",
        }
    }
}

/// A JoinGroup or SyncGroup that waits, and whether its connection is still there to answer on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Waiting {
    /// The request.
    pub key: EnvelopeKey,
    /// Whether somebody can be told.
    pub answerable: bool,
}

/// A member of a group.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupMember {
    /// Its id.
    pub id: MemberId,
    /// The partitions of the topics it subscribes to.
    pub subscription: PartitionSet,
    /// What it was assigned last.
    pub assignment: PartitionSet,
    /// session.timeout.ms
    pub session_timeout_ms: u32,
    /// max.poll.interval.ms: how long the group waits for it to join again.
    pub rebalance_timeout_ms: u32,
    /// Its JoinGroup, while the others are waited for.
    pub joining: Option<Waiting>,
    /// Its SyncGroup, while the leader's is waited for.
    pub syncing: Option<Waiting>,
    /// It has not sent SyncGroup in this generation.
    pub owes_sync: bool,
}

/// An id that was given out and has not joined yet (KIP-394).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PendingMember {
    /// The id.
    pub id: MemberId,
    /// session.timeout.ms of who was given it.
    pub session_timeout_ms: u32,
}

/// A group record that is in the log and waits for the high watermark: the leader's assignment.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Assigning {
    /// Where it was appended.
    pub log: PartitionId,
    /// The offset after it.
    pub end_offset: Offset,
    /// What everybody will be told.
    pub assignments: Vec<(MemberId, PartitionSet)>,
}

/// What a coordinator remembers of one group.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Group {
    /// Where it stands.
    pub state: GroupState,
    /// How many rebalances it has had.
    pub generation: Generation,
    /// Who assigns.
    pub leader: Option<MemberId>,
    /// Its members, in the order in which they first joined.
    pub members: Vec<GroupMember>,
    /// Ids given out.
    pub pending: Vec<PendingMember>,
    /// In PreparingRebalance: it was empty before, so group.initial.rebalance.delay.ms runs.
    pub is_initial: bool,
    /// Somebody new has come since that delay began.
    pub has_newcomer: bool,
    /// The assignment that waits for replication.
    pub assigning: Option<Assigning>,
}

impl Group {
    /// A group that nobody has joined yet.
    #[must_use]
    pub fn new() -> Group {
        Group {
            state: GroupState::Empty,
            generation: Generation(0),
            leader: None,
            members: Vec::new(),
            pending: Vec::new(),
            is_initial: false,
            has_newcomer: false,
            assigning: None,
        }
    }

    /// What a new coordinator knows of a group: what was written down. Members live on, and nobody has to join again.
    #[must_use]
    pub fn loaded(record: &GroupRecord) -> Group {
        let member = |recorded: &RecordedMember| GroupMember {
            id: recorded.id,
            subscription: recorded.subscription,
            assignment: recorded.assignment,
            session_timeout_ms: recorded.session_timeout_ms,
            rebalance_timeout_ms: recorded.rebalance_timeout_ms,
            joining: None,
            syncing: None,
            owes_sync: false,
        };
        let state = if record.members.is_empty() {
            GroupState::Empty
        } else {
            GroupState::Stable
        };
        Group {
            state,
            generation: record.generation,
            leader: record.leader,
            members: record.members.iter().map(member).collect(),
            ..Group::new()
        }
    }

    /// A member.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&GroupMember> {
        self.members.iter().find(|member| member.id == id)
    }

    /// A member, to be changed.
    pub fn member_mut(&mut self, id: MemberId) -> Option<&mut GroupMember> {
        self.members.iter_mut().find(|member| member.id == id)
    }

    /// Whether every member waits in JoinGroup and no id is pending (`hasAllMembersJoined`).
    #[must_use]
    pub fn has_everybody_joined(&self) -> bool {
        self.pending.is_empty() && self.members.iter().all(|member| member.joining.is_some())
    }

    /// Whether a sender is a member, in the group's generation (`validateMember`).
    ///
    /// # Errors
    /// UNKNOWN_MEMBER_ID, then ILLEGAL_GENERATION.
    pub fn validate(&self, metadata: GroupMetadata) -> Result<MemberId, KafkaError> {
        let known = metadata.member.filter(|id| self.member(*id).is_some());
        let id = known.ok_or(KafkaError::UnknownMemberId)?;
        if metadata.generation != self.generation {
            return Err(KafkaError::IllegalGeneration);
        }
        Ok(id)
    }

    /// What a heartbeat of this sender is answered now (`classicGroupHeartbeatToClassicGroup`).
    #[must_use]
    pub fn answer_to_heartbeat(&self, metadata: GroupMetadata) -> KafkaError {
        match self.validate(metadata) {
            Err(error) => error,
            Ok(_) => match self.state {
                GroupState::Empty => KafkaError::UnknownMemberId,
                GroupState::PreparingRebalance => KafkaError::RebalanceInProgress,
                GroupState::CompletingRebalance | GroupState::Stable => KafkaError::None,
            },
        }
    }

    /// What is written down of it when these assignments are.
    #[must_use]
    pub fn record(&self, assignments: &[(MemberId, PartitionSet)]) -> GroupRecord {
        let member = |member: &GroupMember| RecordedMember {
            id: member.id,
            subscription: member.subscription,
            assignment: assignment_of(assignments, member.id),
            session_timeout_ms: member.session_timeout_ms,
            rebalance_timeout_ms: member.rebalance_timeout_ms,
        };
        GroupRecord {
            generation: self.generation,
            leader: self.leader,
            members: self.members.iter().map(member).collect(),
        }
    }
}

impl Default for Group {
    fn default() -> Self {
        Group::new()
    }
}

/// What a list of assignments holds for a member; one that is left out gets nothing.
#[must_use]
pub fn assignment_of(assignments: &[(MemberId, PartitionSet)], id: MemberId) -> PartitionSet {
    let mut found = assignments.iter().filter(|(member, _)| *member == id);
    found.next().map_or(PartitionSet::EMPTY, |(_, set)| *set)
}

/// The memory of the group coordinator inside one broker.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct GroupCoordinator {
    /// The partitions of `__consumer_offsets` it has read to their end, and the epoch it leads them in.
    pub loaded: Vec<(PartitionId, LeaderEpoch)>,
    /// By group.
    pub groups: BTreeMap<GroupId, Group>,
}

impl GroupCoordinator {
    /// Whether it has read this partition to its end.
    #[must_use]
    pub fn has_loaded(&self, log: PartitionId) -> bool {
        self.loaded.iter().any(|(partition, _)| *partition == log)
    }
}
