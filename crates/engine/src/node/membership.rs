//! A Java consumer's side of its group (`AbstractCoordinator`, `ConsumerCoordinator`).

use std::sync::Arc;

use crate::ids::{Offset, PartitionId, PartitionSet};
use crate::protocol::{ClientException, EnvelopeKey, Generation, GroupMetadata, MemberId};

/// Where a member stands (`AbstractCoordinator.MemberState`).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum MemberState {
    /// In no group: not joined yet, or it was told that it is out. The next poll() joins.
    Unjoined,
    /// poll() waits for JoinGroup's answer.
    Joining,
    /// poll() waits for SyncGroup's answer. The leader knows everybody, with what they subscribe to.
    Syncing(Arc<[(MemberId, PartitionSet)]>),
    /// It has an assignment.
    Stable,
    /// close() was called.
    Closed,
}

impl MemberState {
    /// The state's name in scripts.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            MemberState::Unjoined => "unjoined",
            MemberState::Joining => "joining",
            MemberState::Syncing(_) => "syncing",
            MemberState::Stable => "stable",
            MemberState::Closed => "closed",
        }
    }
}

/// What a consumer that subscribes keeps of its group.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Membership {
    /// Where it stands.
    pub state: MemberState,
    /// The id it has been given and not been told to forget.
    pub member: Option<MemberId>,
    /// The generation it is in.
    pub generation: Generation,
    /// The group rebalances: the next poll() joins again.
    pub must_rejoin: bool,
    /// groupMetadata(): the generation last joined, kept even when a heartbeat made the client forget it.
    pub metadata: GroupMetadata,
    /// What it owns.
    pub assigned: PartitionSet,
    /// The request of its group that is in flight; never more than one.
    pub request: Option<EnvelopeKey>,
    /// retry.backoff.ms is running before the next one.
    pub backing_off: bool,
    /// LeaveGroup is to be sent for this id, or has been.
    pub leaving: Option<MemberId>,
    /// The last commitSync() threw; the application polls again.
    pub commit_failed: Option<ClientException>,
    /// Partitions were taken away while a transaction was open: the application aborts it before it goes on.
    pub aborts: bool,
    /// Offsets that an application has in hand for its open transaction although their partitions were taken away.
    pub kept_offsets: Vec<(PartitionId, Offset)>,
}

impl Membership {
    /// A consumer that has subscribed and not polled yet.
    #[must_use]
    pub fn new() -> Membership {
        Membership {
            state: MemberState::Unjoined,
            member: None,
            generation: Generation::NONE,
            must_rejoin: true,
            metadata: GroupMetadata::NONE,
            assigned: PartitionSet::EMPTY,
            request: None,
            backing_off: false,
            leaving: None,
            commit_failed: None,
            aborts: false,
            kept_offsets: Vec::new(),
        }
    }

    /// Whether poll() has something to do with the group before it can return records.
    #[must_use]
    pub fn wants_poll(&self) -> bool {
        self.must_rejoin && matches!(self.state, MemberState::Unjoined | MemberState::Stable)
    }

    /// Whether poll() is waiting for the group (`rebalanceInProgress`).
    #[must_use]
    pub fn is_rebalancing(&self) -> bool {
        matches!(self.state, MemberState::Joining | MemberState::Syncing(_))
    }

    /// What it says of itself.
    #[must_use]
    pub fn current(&self) -> GroupMetadata {
        GroupMetadata {
            generation: self.generation,
            member: self.member,
        }
    }
}

impl Default for Membership {
    fn default() -> Self {
        Membership::new()
    }
}
