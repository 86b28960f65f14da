//! What a group coordinator answers (`GroupMetadataManager.classicGroup*`). Checked in this order: member id, generation,
//! state.

use std::sync::Arc;

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, GroupId, PartitionSet};
use crate::node::{
    Assigning, Group, GroupMember, GroupState, Parked, ParkedWork, PendingMember, Waiting,
};
use crate::parts::{GROUPS, needs};
use crate::protocol::{EnvelopeKey, GroupMetadata, KafkaError, MemberId, Request, Response};

impl<S: EventSink> Context<'_, S> {
    /// Carries out a request to the group coordinator inside this broker.
    pub(super) fn coordinate_group(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: &Request,
    ) {
        needs(GROUPS);
        let group = match request {
            Request::JoinGroup { group, .. }
            | Request::SyncGroup { group, .. }
            | Request::Heartbeat { group, .. }
            | Request::LeaveGroup { group, .. } => *group,
            _ => panic!("this is no request to a group coordinator"),
        };
        let coordinates = self.world.coordinates(self.scenario, key.broker, group);
        let waiting = Waiting { key, answerable };
        let answered = coordinates.and_then(|()| match request {
            Request::JoinGroup { .. } => self.join_group(waiting, request),
            Request::SyncGroup {
                metadata,
                assignments,
                ..
            } => self.sync_group(waiting, group, *metadata, assignments),
            Request::LeaveGroup { member, .. } => self.leave_group(waiting, group, *member),
            Request::Heartbeat { metadata, .. } => {
                let known = self.world.group(key.broker, group);
                match heartbeat_answer(known, *metadata) {
                    KafkaError::None => Ok(Some(Response::Heartbeat {
                        error: KafkaError::None,
                    })),
                    error => Err(error),
                }
            }
            _ => panic!("this is no request to a group coordinator"),
        });
        match answered {
            Ok(Some(response)) => self.answer(key, answerable, response),
            Ok(None) => {}
            Err(error) => {
                let response = Response::refusal(key.api, error, request);
                self.answer(key, answerable, response);
            }
        }
    }

    pub(super) fn group_mut(&mut self, broker: BrokerId, group: GroupId) -> &mut Group {
        needs(GROUPS);
        let memory = self.world.groups[broker.index()].edit();
        memory.groups.entry(group).or_default()
    }

    /// Gives out an id, or lets its bearer join; `None` while the JoinGroup waits.
    fn join_group(
        &mut self,
        asked: Waiting,
        request: &Request,
    ) -> Result<Option<Response>, KafkaError> {
        let Request::JoinGroup {
            group,
            member,
            session_timeout_ms,
            rebalance_timeout_ms,
            subscription,
        } = *request
        else {
            panic!("{:?} is a JoinGroup", asked.key)
        };
        let broker = asked.key.broker;
        let Some(id) = member else {
            return Ok(Some(self.give_member_id(
                asked.key,
                group,
                session_timeout_ms,
            )));
        };
        let known = self.world.group(broker, group);
        let known = known.ok_or(KafkaError::UnknownMemberId)?;
        let is_pending = known.pending.iter().any(|pending| pending.id == id);
        let joined = GroupMember {
            id,
            subscription,
            assignment: PartitionSet::EMPTY,
            session_timeout_ms,
            rebalance_timeout_ms,
            joining: Some(asked),
            syncing: None,
            owes_sync: false,
        };
        if is_pending {
            let known = self.group_mut(broker, group);
            known.pending.retain(|pending| pending.id != id);
            known.has_newcomer |= known.state == GroupState::PreparingRebalance && known.is_initial;
            known.leader.get_or_insert(id);
            known.members.push(joined);
        } else {
            let old = *known.member(id).ok_or(KafkaError::UnknownMemberId)?;
            let is_unchanged = old.subscription == subscription;
            match known.state {
                GroupState::Empty => return Err(KafkaError::UnknownMemberId),
                // Who did not get the answer of this generation, or need not have asked, gets it (again).
                GroupState::CompletingRebalance if is_unchanged => {
                    return Ok(Some(joined_answer(known, id)));
                }
                GroupState::Stable if is_unchanged && known.leader != Some(id) => {
                    return Ok(Some(joined_answer(known, id)));
                }
                _ => {}
            }
            let assignment = old.assignment;
            *self.member_mut(broker, group, id) = GroupMember {
                assignment,
                syncing: old.syncing,
                ..joined
            };
        }
        self.rebalance_or_complete(broker, group);
        Ok(None)
    }

    pub(super) fn member_mut(
        &mut self,
        broker: BrokerId,
        group: GroupId,
        id: MemberId,
    ) -> &mut GroupMember {
        let found = self.group_mut(broker, group).member_mut(id);
        found.expect("a member of the group")
    }

    /// Nobody joins without an id, so that a lost answer leaves no ghost among the members (KIP-394).
    fn give_member_id(
        &mut self,
        key: EnvelopeKey,
        group: GroupId,
        session_timeout_ms: u32,
    ) -> Response {
        let broker = key.broker;
        let id = self.world.free_member_id(key.client());
        let is_new = self.world.group(broker, group).is_none();
        let known = self.group_mut(broker, group);
        known.pending.push(PendingMember {
            id,
            session_timeout_ms,
        });
        self.report(Event::MemberIdGiven(broker, group, id));
        if is_new {
            self.append_group_record(broker, group, &[]);
        }
        Response::JoinGroup {
            error: KafkaError::MemberIdRequired,
            metadata: GroupMetadata {
                member: Some(id),
                ..GroupMetadata::NONE
            },
            leader: None,
            members: Arc::new([]),
        }
    }

    fn sync_group(
        &mut self,
        asked: Waiting,
        group: GroupId,
        metadata: GroupMetadata,
        assignments: &[(MemberId, PartitionSet)],
    ) -> Result<Option<Response>, KafkaError> {
        let broker = asked.key.broker;
        let known = self.world.group(broker, group);
        let known = known.ok_or(KafkaError::UnknownMemberId)?;
        let id = known.validate(metadata)?;
        match known.state {
            GroupState::Empty => return Err(KafkaError::UnknownMemberId),
            GroupState::PreparingRebalance => return Err(KafkaError::RebalanceInProgress),
            GroupState::Stable => {
                let member = self.member_mut(broker, group, id);
                member.owes_sync = false;
                let assignment = member.assignment;
                let error = KafkaError::None;
                return Ok(Some(Response::SyncGroup { error, assignment }));
            }
            GroupState::CompletingRebalance => {}
        }
        let assigns = known.leader == Some(id) && known.assigning.is_none();
        let member = self.member_mut(broker, group, id);
        member.owes_sync = false;
        member.syncing = Some(asked);
        if assigns {
            let (log, end_offset) = self.append_group_record(broker, group, assignments);
            self.group_mut(broker, group).assigning = Some(Assigning {
                log,
                end_offset,
                assignments: assignments.to_vec(),
            });
            self.raise_high_watermark(broker, log);
        }
        Ok(None)
    }

    /// The last one to go leaves a record behind, and is answered when it is replicated.
    fn leave_group(
        &mut self,
        asked: Waiting,
        group: GroupId,
        id: MemberId,
    ) -> Result<Option<Response>, KafkaError> {
        let broker = asked.key.broker;
        let known = self.world.group(broker, group);
        let known = known.ok_or(KafkaError::UnknownMemberId)?;
        let is_pending = known.pending.iter().any(|pending| pending.id == id);
        if !is_pending && known.member(id).is_none() {
            return Err(KafkaError::UnknownMemberId);
        }
        let record = self.remove_member(broker, group, id);
        let Some((log, end_offset)) = record else {
            let error = KafkaError::None;
            return Ok(Some(Response::LeaveGroup { error }));
        };
        self.world.broker_mut(broker).parked.push(Parked {
            key: asked.key,
            answerable: asked.answerable,
            work: ParkedWork::Append {
                partition: log,
                base_offset: end_offset,
                end_offset,
            },
        });
        self.raise_high_watermark(broker, log);
        Ok(None)
    }
}

/// What a member is told of the generation that has begun; the leader is told who is in it.
pub(super) fn joined_answer(group: &Group, id: MemberId) -> Response {
    let everybody = || {
        let members = group.members.iter();
        members
            .map(|member| (member.id, member.subscription))
            .collect()
    };
    Response::JoinGroup {
        error: KafkaError::None,
        metadata: GroupMetadata::of(id, group.generation),
        leader: group.leader,
        members: if group.leader == Some(id) {
            everybody()
        } else {
            Arc::new([])
        },
    }
}

/// `GroupMetadataManager.classicGroupHeartbeat`
pub(super) fn heartbeat_answer(group: Option<&Group>, metadata: GroupMetadata) -> KafkaError {
    group.map_or(KafkaError::UnknownMemberId, |known| {
        known.answer_to_heartbeat(metadata)
    })
}

/// Whether a group takes offsets from this sender (`ClassicGroup.validateOffsetCommit`,
/// `OffsetMetadataManager.validateOffsetCommit`).
pub(super) fn validate_offsets(
    group: Option<&Group>,
    metadata: GroupMetadata,
    transactional: bool,
) -> Result<(), KafkaError> {
    let is_anonymous = metadata.generation.0 < 0 && metadata.member.is_none();
    let Some(group) = group else {
        return match (metadata.generation.0 < 0, transactional) {
            (true, _) => Ok(()),
            (false, true) => Err(KafkaError::IllegalGeneration),
            (false, false) => Err(KafkaError::GroupIdNotFound),
        };
    };
    if metadata.generation.0 < 0 && group.state == GroupState::Empty {
        return Ok(());
    }
    if !is_anonymous {
        group.validate(metadata)?;
    } else if !transactional && group.state != GroupState::Empty {
        return Err(KafkaError::UnknownMemberId);
    }
    if !transactional && group.state == GroupState::CompletingRebalance {
        return Err(KafkaError::RebalanceInProgress);
    }
    Ok(())
}

impl crate::world::World {
    /// The smallest number that makes an id of this client which nothing in the cluster mentions.
    pub(super) fn free_member_id(&self, client: ClientId) -> MemberId {
        (1..=u8::MAX)
            .map(|number| MemberId { client, number })
            .find(|id| !self.mentions(*id))
            .expect("few ids of one client")
    }
}
