//! How a group comes from one generation to the next (`prepareRebalance`, `completeClassicGroupJoin`).

use super::groups::joined_answer;
use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, GroupId, Offset, PartitionId, PartitionSet};
use crate::node::{Assigning, GroupState, Waiting, assignment_of};
use crate::parts::GROUPS;
use crate::protocol::{Api, KafkaError, MemberId, Response};

impl<S: EventSink> Context<'_, S> {
    /// Something about a member has changed: the group prepares a rebalance, or its preparation may be over. Returns where
    /// the group record stands if the group has become empty.
    pub(super) fn rebalance_or_complete(
        &mut self,
        broker: BrokerId,
        group: GroupId,
    ) -> Option<(PartitionId, Offset)> {
        let known = self.group_mut(broker, group);
        if known.state != GroupState::PreparingRebalance {
            let waiting = self.end_assignment(broker, group);
            self.answer_syncs(waiting, KafkaError::RebalanceInProgress);
            let known = self.group_mut(broker, group);
            known.is_initial = known.state == GroupState::Empty;
            known.has_newcomer = false;
            for member in &mut known.members {
                member.owes_sync = false;
            }
            self.move_group(broker, group, GroupState::PreparingRebalance);
        }
        let known = self.group_mut(broker, group);
        if known.is_initial || !known.has_everybody_joined() {
            return None;
        }
        self.complete_join(broker, group)
    }

    fn move_group(&mut self, broker: BrokerId, group: GroupId, state: GroupState) {
        let known = self.group_mut(broker, group);
        known.state = state;
        let generation = known.generation;
        self.report(Event::GroupMoved(broker, group, state, generation));
    }

    /// Between two generations: what was about to be assigned is void, and who waits for it has to join again.
    fn end_assignment(&mut self, broker: BrokerId, group: GroupId) -> Vec<Waiting> {
        let known = self.group_mut(broker, group);
        if known.state != GroupState::CompletingRebalance {
            return Vec::new();
        }
        known.assigning = None;
        let mut waiting = Vec::new();
        for member in &mut known.members {
            member.assignment = PartitionSet::EMPTY;
            waiting.extend(member.syncing.take());
        }
        waiting
    }

    fn answer_syncs(&mut self, waiting: Vec<Waiting>, error: KafkaError) {
        for asked in waiting {
            let assignment = PartitionSet::EMPTY;
            let response = Response::SyncGroup { error, assignment };
            self.answer(asked.key, asked.answerable, response);
        }
    }

    /// Whoever has not joined is out; everybody else is told of the next generation at once.
    fn complete_join(&mut self, broker: BrokerId, group: GroupId) -> Option<(PartitionId, Offset)> {
        let known = self.group_mut(broker, group);
        let late = known
            .members
            .iter()
            .filter(|member| member.joining.is_none());
        let late: Vec<MemberId> = late.map(|member| member.id).collect();
        for id in late {
            self.strike_out(broker, group, id);
        }
        let known = self.group_mut(broker, group);
        known.is_initial = false;
        known.generation = known.generation.next();
        if known.members.is_empty() {
            known.leader = None;
            self.move_group(broker, group, GroupState::Empty);
            return Some(self.append_group_record(broker, group, &[]));
        }
        let mut answers = Vec::new();
        for member in &mut known.members {
            member.owes_sync = true;
            answers.push((
                member.joining.take().expect("everybody has joined"),
                member.id,
            ));
        }
        self.move_group(broker, group, GroupState::CompletingRebalance);
        for (asked, id) in answers {
            let known = self.world.group(broker, group).expect("it is here");
            let response = joined_answer(known, id);
            self.answer(asked.key, asked.answerable, response);
        }
        None
    }

    /// A member is gone, or an id is not waited for any more.
    pub(super) fn remove_member(
        &mut self,
        broker: BrokerId,
        group: GroupId,
        id: MemberId,
    ) -> Option<(PartitionId, Offset)> {
        let known = self.group_mut(broker, group);
        let was_pending = known.pending.iter().any(|pending| pending.id == id);
        known.pending.retain(|pending| pending.id != id);
        if was_pending {
            self.report(Event::MemberRemoved(broker, group, id));
            let known = self.group_mut(broker, group);
            // Nothing begins because of somebody who never was a member.
            return (known.state == GroupState::PreparingRebalance)
                .then(|| self.rebalance_or_complete(broker, group))
                .flatten();
        }
        self.strike_out(broker, group, id);
        self.rebalance_or_complete(broker, group)
    }

    /// Takes a member off the list; the first of the others leads if it led. A request of it that waits is told so.
    fn strike_out(&mut self, broker: BrokerId, group: GroupId, id: MemberId) {
        let known = self.group_mut(broker, group);
        let place = known.members.iter().position(|member| member.id == id);
        let gone = known.members.remove(place.expect("a member of the group"));
        if known.leader == Some(id) {
            known.leader = known.members.first().map(|member| member.id);
        }
        self.report(Event::MemberRemoved(broker, group, id));
        for asked in gone.joining.into_iter().chain(gone.syncing) {
            let error = KafkaError::UnknownMemberId;
            let response = match asked.key.api {
                Api::JoinGroup => Response::JoinGroup {
                    error,
                    metadata: crate::protocol::GroupMetadata::NONE,
                    leader: None,
                    members: [].into(),
                },
                _ => Response::SyncGroup {
                    error,
                    assignment: PartitionSet::EMPTY,
                },
            };
            self.answer(asked.key, asked.answerable, response);
        }
    }

    /// The high watermark of a partition rose: assignments that are replicated now are told.
    pub(super) fn complete_assignments(&mut self, broker: BrokerId, log: PartitionId) {
        if !GROUPS {
            return;
        }
        if self.world.groups.is_empty() {
            return;
        }
        let high_watermark = self.world.replica(log, broker).high_watermark();
        let is_ready =
            |assigning: &Assigning| assigning.log == log && assigning.end_offset <= high_watermark;
        let groups = &self.world.groups[broker.index()].groups;
        let ready = groups
            .iter()
            .filter(|(_, known)| known.assigning.as_ref().is_some_and(is_ready));
        let ready: Vec<GroupId> = ready.map(|(group, _)| *group).collect();
        for group in ready {
            self.assign(broker, group);
        }
    }

    fn assign(&mut self, broker: BrokerId, group: GroupId) {
        let known = self.group_mut(broker, group);
        let assigning = known.assigning.take().expect("an assignment that waits");
        let mut answers = Vec::new();
        for member in &mut known.members {
            member.assignment = assignment_of(&assigning.assignments, member.id);
            answers.extend(
                member
                    .syncing
                    .take()
                    .map(|asked| (asked, member.assignment)),
            );
        }
        self.move_group(broker, group, GroupState::Stable);
        for (asked, assignment) in answers {
            let error = KafkaError::None;
            let response = Response::SyncGroup { error, assignment };
            self.answer(asked.key, asked.answerable, response);
        }
    }

    /// group.initial.rebalance.delay.ms is over: again, if somebody has come meanwhile.
    pub(super) fn end_initial_delay(&mut self, broker: BrokerId, group: GroupId) -> Applied {
        if !self.world.delays_rebalance(broker, group) {
            return Err(NotEnabled("this group does not wait for its first members"));
        }
        let known = self.group_mut(broker, group);
        if std::mem::take(&mut known.has_newcomer) {
            return Ok(());
        }
        self.complete_join(broker, group);
        self.settle_log(broker, group);
        Ok(())
    }

    /// The rebalance timeout is over: who has not joined is out.
    pub(super) fn end_rebalance_wait(&mut self, broker: BrokerId, group: GroupId) -> Applied {
        if !self.world.waits_for_joins(broker, group) {
            return Err(NotEnabled("this group waits for nobody to join"));
        }
        self.complete_join(broker, group);
        self.settle_log(broker, group);
        Ok(())
    }

    /// The rebalance timeout is over: who has not sent SyncGroup is out (`expirePendingSync`).
    pub(super) fn end_sync_wait(&mut self, broker: BrokerId, group: GroupId) -> Applied {
        if !self.world.waits_for_syncs(broker, group) {
            return Err(NotEnabled("every member of this group has sent SyncGroup"));
        }
        let known = self.group_mut(broker, group);
        let late = known.members.iter().filter(|member| member.owes_sync);
        let late: Vec<MemberId> = late.map(|member| member.id).collect();
        for id in late {
            self.strike_out(broker, group, id);
        }
        self.rebalance_or_complete(broker, group);
        self.settle_log(broker, group);
        Ok(())
    }

    /// session.timeout.ms of a member, or of an id that was given out, is over.
    pub(super) fn end_member_session(
        &mut self,
        broker: BrokerId,
        group: GroupId,
        id: MemberId,
    ) -> Applied {
        if !self.world.session_may_end(broker, group, id) {
            return Err(NotEnabled("this member is heard of, or is no member here"));
        }
        self.remove_member(broker, group, id);
        self.settle_log(broker, group);
        Ok(())
    }

    /// The leader's assignment was not replicated in time: everybody has to join again.
    pub(super) fn give_up_assignment(&mut self, broker: BrokerId, group: GroupId) -> Applied {
        if !self.world.waits_to_assign(broker, group) {
            return Err(NotEnabled(
                "no assignment of this group waits for replication",
            ));
        }
        let waiting = self.end_assignment(broker, group);
        self.answer_syncs(waiting, KafkaError::CoordinatorNotAvailable);
        self.rebalance_or_complete(broker, group);
        Ok(())
    }

    /// A group record may have been appended outside a request: it may be replicated at once.
    fn settle_log(&mut self, broker: BrokerId, group: GroupId) {
        let log = self.log_of_group(group);
        self.raise_high_watermark(broker, log);
    }
}
