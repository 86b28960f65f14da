//! A member of a group: what poll(), commitSync() and close() do about it, and what it makes of answers
//! (`AbstractCoordinator`, `ConsumerCoordinator`).

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{ClientId, PartitionSet};
use crate::node::{
    Consumer, Coordinator, ManagerState, MemberState, Membership, OffsetCommitState, Position,
};
use crate::parts::{GROUPS, needs};
use crate::protocol::{
    Api, ClientException, EnvelopeKey, Generation, GroupMetadata, KafkaError, MemberId, Response,
    Subject,
};
use crate::scenario::Driver;

const REBALANCING: ClientException = ClientException::Broker(KafkaError::RebalanceInProgress);

impl<S: EventSink> Context<'_, S> {
    pub(super) fn membership_mut(&mut self, client: ClientId) -> &mut Membership {
        needs(GROUPS);
        self.world.memberships[client.index()]
            .edit()
            .as_mut()
            .expect("this client subscribes")
    }

    /// poll() of a member that has to join: its callback, then JoinGroup (`onJoinPrepare`).
    pub(super) fn poll_to_join(&mut self, client: ClientId) {
        let settings = self.scenario.group_settings(client).expect("a member");
        let is_open = self.world.manager(client).is_some_and(|manager| {
            matches!(
                manager.state,
                ManagerState::InTransaction | ManagerState::AbortableError
            )
        });
        let acts_by_itself = self.scenario.client(client).driver == Driver::Application;
        let had_any = !self.membership_mut(client).assigned.is_empty();
        if is_open && !settings.aborts_when_revoked {
            self.keep_offsets(client);
        }
        self.lose_partitions(client);
        if acts_by_itself && !is_open {
            self.consumer_mut(client).polled.clear();
        }
        let membership = self.membership_mut(client);
        membership.state = MemberState::Joining;
        membership.must_rejoin = false;
        membership.commit_failed = None;
        membership.aborts = acts_by_itself && is_open && had_any && settings.aborts_when_revoked;
    }

    /// The application's own list of offsets to send outlives the callback that it ignores.
    fn keep_offsets(&mut self, client: ClientId) {
        let config = self.consumer_config(client).partitions.clone();
        let consumer = self.consumer_mut(client);
        let pairs = consumer
            .consumed
            .iter()
            .zip(&consumer.committed)
            .zip(config);
        let kept: Vec<_> = pairs
            .filter(|((consumed, committed), _)| consumed != committed)
            .filter_map(|((consumed, _), partition)| Some((partition, (*consumed)?)))
            .collect();
        self.membership_mut(client).kept_offsets.extend(kept);
    }

    /// onPartitionsRevoked(), or onPartitionsLost() of who is in no generation any more; nothing is read from then on.
    fn lose_partitions(&mut self, client: ClientId) {
        let membership = self.membership_mut(client);
        let owned = std::mem::take(&mut membership.assigned);
        let is_lost = membership.generation == Generation::NONE || membership.member.is_none();
        let consumer = self.consumer_mut(client);
        *consumer = consumer.without_partitions();
        if owned.is_empty() {
            return;
        }
        self.report(if is_lost {
            Event::PartitionsLost(client, owned)
        } else {
            Event::PartitionsRevoked(client, owned)
        });
    }

    /// close(): the callback, and LeaveGroup if there is anything to leave.
    pub(super) fn close_consumer(&mut self, client: ClientId) -> Applied {
        needs(GROUPS);
        let open = |membership: &&Membership| membership.state != MemberState::Closed;
        let Some(membership) = self.world.membership(client).filter(open) else {
            return Err(NotEnabled(
                "this consumer subscribes to nothing, or is closed",
            ));
        };
        let leaving = membership
            .member
            .filter(|_| membership.state != MemberState::Unjoined);
        self.lose_partitions(client);
        self.consumer_mut(client).commit = OffsetCommitState::Idle;
        let membership = self.membership_mut(client);
        membership.leaving = leaving;
        membership.state = MemberState::Closed;
        membership.member = None;
        membership.generation = Generation::NONE;
        self.report(Event::ConsumerClosed(client));
        Ok(())
    }

    /// The application was away from poll() for too long: the heartbeat thread leaves in its name.
    pub(super) fn miss_poll(&mut self, client: ClientId) -> Applied {
        if !self.world.may_miss_poll(self.scenario, client) {
            return Err(NotEnabled("this consumer's application is in poll()"));
        }
        let membership = self.membership_mut(client);
        membership.leaving = membership.member;
        self.forget_generation(client, true);
        Ok(())
    }

    /// The client is out: of this generation, or, when it is no member at all, of its id too.
    fn forget_generation(&mut self, client: ClientId, id_too: bool) {
        let membership = self.membership_mut(client);
        if id_too {
            membership.member = None;
        }
        membership.generation = Generation::NONE;
        membership.must_rejoin = true;
        membership.state = MemberState::Unjoined;
        let commit = self.consumer_mut(client).commit;
        if matches!(
            commit,
            OffsetCommitState::Wanted | OffsetCommitState::BackingOff
        ) {
            self.throw_commit(client, ClientException::CommitFailed);
        }
    }

    /// commitSync() of a member that is in no generation throws without asking anybody (`generationIfStable`).
    pub(super) fn commit_throws(&mut self, client: ClientId) -> bool {
        let Some(membership) = self.world.membership(client) else {
            return false;
        };
        let thrown = match membership.state {
            MemberState::Stable => return false,
            _ if membership.is_rebalancing() => REBALANCING,
            _ => ClientException::CommitFailed,
        };
        self.throw_commit(client, thrown);
        true
    }

    fn throw_commit(&mut self, client: ClientId, thrown: ClientException) {
        self.consumer_mut(client).commit = OffsetCommitState::Idle;
        self.membership_mut(client).commit_failed = Some(thrown);
        self.report(Event::CommitThrew(client, thrown));
    }

    /// Errors of OffsetCommit that only a member is told; false for all others.
    pub(super) fn member_commit_refused(&mut self, client: ClientId, error: KafkaError) -> bool {
        let Some(membership) = self.world.membership(client) else {
            return false;
        };
        let is_rebalancing = membership.is_rebalancing();
        match error {
            KafkaError::RebalanceInProgress => {
                self.membership_mut(client).must_rejoin = true;
                self.throw_commit(client, REBALANCING);
            }
            KafkaError::UnknownMemberId | KafkaError::IllegalGeneration if is_rebalancing => {
                self.throw_commit(client, REBALANCING);
            }
            KafkaError::UnknownMemberId | KafkaError::IllegalGeneration => {
                self.throw_commit(client, ClientException::CommitFailed);
                self.forget_generation(client, error == KafkaError::UnknownMemberId);
            }
            KafkaError::GroupIdNotFound => {
                self.throw_commit(client, ClientException::Broker(error))
            }
            _ => return false,
        }
        true
    }

    pub(super) fn group_request_failed(&mut self, key: EnvelopeKey) {
        needs(GROUPS);
        let client = key.client();
        self.consumer_mut(client).coordinator = Coordinator::Unknown;
        self.membership_mut(client).request = None;
        self.begin_again(key);
    }

    /// What a request without a good answer leaves to do: who could not sync joins again, who leaves is gone anyhow.
    fn begin_again(&mut self, key: EnvelopeKey) {
        let membership = self.membership_mut(key.client());
        match (key.api, &membership.state) {
            (Api::SyncGroup, MemberState::Syncing(_)) => membership.state = MemberState::Joining,
            (Api::LeaveGroup, _) => membership.leaving = None,
            _ => {}
        }
    }

    pub(super) fn group_answered(&mut self, key: EnvelopeKey, response: &Response) {
        needs(GROUPS);
        let client = key.client();
        self.membership_mut(client).request = None;
        let state = self.membership_mut(client).state.clone();
        match response {
            Response::JoinGroup {
                error: KafkaError::None,
                metadata,
                members,
                ..
            } if state == MemberState::Joining => {
                let membership = self.membership_mut(client);
                membership.member = metadata.member;
                membership.generation = metadata.generation;
                membership.state = MemberState::Syncing(Arc::clone(members));
            }
            Response::JoinGroup {
                error: KafkaError::MemberIdRequired,
                metadata,
                ..
            } if state == MemberState::Joining => {
                self.membership_mut(client).member = metadata.member;
            }
            Response::SyncGroup {
                error: KafkaError::None,
                assignment,
            } if matches!(state, MemberState::Syncing(_)) => {
                self.take_assignment(client, *assignment)
            }
            Response::LeaveGroup { .. } => self.membership_mut(client).leaving = None,
            refused => self.group_request_refused(key, refused.digest().error),
        }
    }

    fn group_request_refused(&mut self, key: EnvelopeKey, error: KafkaError) {
        let client = key.client();
        match error {
            KafkaError::NotCoordinator | KafkaError::CoordinatorNotAvailable => {
                self.consumer_mut(client).coordinator = Coordinator::Unknown;
                self.membership_mut(client).backing_off = true;
                self.begin_again(key);
            }
            KafkaError::CoordinatorLoadInProgress => {
                self.membership_mut(client).backing_off = key.api != Api::Heartbeat;
                self.begin_again(key);
            }
            KafkaError::RebalanceInProgress if key.api == Api::Heartbeat => {
                let membership = self.membership_mut(client);
                membership.must_rejoin |= membership.state == MemberState::Stable;
            }
            KafkaError::UnknownMemberId | KafkaError::IllegalGeneration => {
                self.told_to_be_out(key, error == KafkaError::UnknownMemberId);
            }
            _ => self.begin_again(key),
        }
    }

    /// UNKNOWN_MEMBER_ID or ILLEGAL_GENERATION: worth something only if it is about what the client still is.
    fn told_to_be_out(&mut self, key: EnvelopeKey, id_too: bool) {
        let client = key.client();
        let Subject::Member { metadata, .. } = key.subject else {
            panic!("this is about a member")
        };
        let membership = self.membership_mut(client);
        let is_joining = membership.is_rebalancing();
        if key.api == Api::Heartbeat {
            if metadata == membership.current() && membership.state == MemberState::Stable {
                self.forget_generation(client, id_too);
            }
        } else if is_joining {
            if id_too {
                membership.member = None;
            }
            membership.generation = Generation::NONE;
            membership.state = MemberState::Joining;
        }
    }

    /// Each assignment, also of partitions owned before, begins with the committed offsets (`onJoinComplete`).
    fn take_assignment(&mut self, client: ClientId, assignment: PartitionSet) {
        let membership = self.membership_mut(client);
        membership.state = MemberState::Stable;
        membership.assigned = assignment;
        membership.metadata = membership.current();
        self.unset_positions(client);
        self.report(Event::PartitionsAssigned(client, assignment));
    }

    /// A member asks for the committed offsets of what it owns, and of nothing else.
    pub(super) fn unset_positions(&mut self, client: ClientId) {
        let Some(membership) = self.world.membership(client) else {
            return;
        };
        let assigned = membership.assigned;
        let partitions = self.consumer_config(client).partitions.clone();
        let positions = partitions.into_iter().map(|partition| {
            if assigned.contains(partition) {
                Position::Unknown
            } else {
                Position::Unassigned
            }
        });
        let positions = positions.collect();
        let consumer = self.consumer_mut(client);
        *consumer = Consumer {
            positions,
            ..consumer.clone()
        };
    }
}

/// Who reads what, as the leader's client says (`RangeAssignor`): of each topic the members in the order of their ids get
/// ranges of partitions, the first ones get one more where they do not come out even.
#[must_use]
pub(super) fn assign_ranges(
    scenario: &crate::scenario::Scenario,
    members: &[(MemberId, PartitionSet)],
) -> Vec<(MemberId, PartitionSet)> {
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|(id, _)| (&scenario.client(id.client).name, id.number));
    let mut shares: Vec<(MemberId, PartitionSet)> = sorted
        .iter()
        .map(|(id, _)| (*id, PartitionSet::EMPTY))
        .collect();
    let mut topics: Vec<&str> = Vec::new();
    for setup in &scenario.partitions {
        if !topics.contains(&setup.topic.as_str()) {
            topics.push(&setup.topic);
        }
    }
    for topic in topics {
        let partitions: Vec<_> = scenario
            .partition_ids()
            .filter(|partition| scenario.partition(*partition).topic == topic)
            .collect();
        let wants = |(_, (_, subscription)): &(usize, &(MemberId, PartitionSet))| {
            partitions
                .iter()
                .any(|partition| subscription.contains(*partition))
        };
        let takers: Vec<usize> = sorted
            .iter()
            .enumerate()
            .filter(wants)
            .map(|(place, _)| place)
            .collect();
        let Some(each) = partitions.len().checked_div(takers.len()) else {
            continue;
        };
        let more = partitions.len() % takers.len();
        let mut rest = partitions.into_iter();
        for (turn, place) in takers.into_iter().enumerate() {
            let share = each + usize::from(turn < more);
            let owned: PartitionSet = rest.by_ref().take(share).collect();
            shares[place].1 = shares[place].1.union(owned);
        }
    }
    shares
}

/// What a member says when it commits; nothing where the consumer is no member.
pub(super) fn metadata_of(membership: Option<&Membership>) -> GroupMetadata {
    membership.map_or(GroupMetadata::NONE, Membership::current)
}
