//! Which timers of groups are armed.
//!
//! A member sends a heartbeat every few seconds for as long as it lives, and nearly all are answered NONE and change nothing.
//! Such heartbeats are no steps here, or no run would ever come to rest: a member that could send one keeps its session. A
//! heartbeat becomes a step (its timer is armed) when the member would learn something from it, and a session may run out
//! (its timer is armed) when no heartbeat of that member can reach its coordinator.

use super::groups::heartbeat_answer;
use crate::ids::{BrokerId, ClientId, GroupId, Offset};
use crate::log::Payload;
use crate::node::{Coordinator, Group, GroupState, MemberState, RawAnswer};
use crate::protocol::{Body, Channel, KafkaError, MemberId, Response, Subject};
use crate::scenario::{Driver, Scenario};
use crate::world::World;

impl World {
    /// Whether a member's next heartbeat would tell it something: it has to join again, it is out, its coordinator has moved
    /// or is gone.
    pub(crate) fn heartbeat_matters(&self, scenario: &Scenario, client: ClientId) -> bool {
        let (Some(membership), Some(consumer)) =
            (self.membership(client), &self.client(client).consumer)
        else {
            return false;
        };
        let may_send = self.client(client).is_running()
            && membership.state == MemberState::Stable
            && membership.request.is_none()
            && !membership.backing_off;
        let Coordinator::Known(broker) = consumer.coordinator else {
            return false;
        };
        if !may_send {
            return false;
        }
        if !self.broker(broker).is_running() || !self.is_linked(client, broker) {
            return true;
        }
        let config = scenario.client(client).consumer.as_ref();
        let group = config.expect("a member has a consumer").group;
        match self.coordinates(scenario, broker, group) {
            Err(KafkaError::CoordinatorLoadInProgress) => return false,
            Err(_) => return true,
            Ok(()) => {}
        }
        match heartbeat_answer(self.group(broker, group), membership.current()) {
            KafkaError::None => false,
            KafkaError::RebalanceInProgress => !membership.must_rejoin,
            _ => true,
        }
    }

    /// Whether an application is so busy that its consumer may miss max.poll.interval.ms. One that acts by itself polls
    /// whenever it has nothing else to do; when a script's polls is the script's business.
    pub(crate) fn may_miss_poll(&self, scenario: &Scenario, client: ClientId) -> bool {
        let (Some(membership), Some(consumer)) =
            (self.membership(client), &self.client(client).consumer)
        else {
            return false;
        };
        let is_busy = scenario.client(client).driver == Driver::Script
            || !consumer.polled.is_empty()
            || consumer.uncommitted().is_some();
        self.client(client).is_running() && membership.state == MemberState::Stable && is_busy
    }

    /// Whether a member, or an id that waits to join, can be given up: it waits for nothing here, and no heartbeat comes.
    pub(crate) fn session_may_end(&self, broker: BrokerId, group: GroupId, id: MemberId) -> bool {
        let Some(known) = self.group(broker, group) else {
            return false;
        };
        let waits = match known.member(id) {
            Some(member) => member.joining.is_some() || member.syncing.is_some(),
            None if known.pending.iter().any(|pending| pending.id == id) => false,
            None => return false,
        };
        self.broker(broker).is_running() && !waits && !self.keeps_session(broker, id)
    }

    fn keeps_session(&self, broker: BrokerId, id: MemberId) -> bool {
        let (Some(membership), Some(consumer)) =
            (self.membership(id.client), &self.client(id.client).consumer)
        else {
            // Who sends requests as written sends heartbeats as written.
            return false;
        };
        let connection = self.connection(id.client, broker, Channel::Coordinator);
        let is_stuck = connection.requests_silenced
            || connection.responses_silenced
            || connection.requests.iter().any(|envelope| envelope.held);
        let is_elsewhere =
            matches!(consumer.coordinator, Coordinator::Known(known) if known != broker);
        self.client(id.client).is_running()
            && membership.member == Some(id)
            && (membership.state == MemberState::Stable || membership.is_rebalancing())
            && self.is_linked(id.client, broker)
            && !is_stuck
            && !is_elsewhere
    }

    /// Whether somebody who may still be heard of is on the way to this coordinator.
    pub(super) fn may_be_heard_of(&self, broker: BrokerId, id: MemberId) -> bool {
        let of_client = |key: crate::protocol::EnvelopeKey| {
            key.sender == id.client.into()
                && key.broker == broker
                && key.channel == Channel::Coordinator
        };
        self.client(id.client).is_running()
            && self.is_linked(id.client, broker)
            && self.envelopes().any(|envelope| of_client(envelope.key))
    }

    /// Whether a group waits for its first members.
    pub(crate) fn delays_rebalance(&self, broker: BrokerId, group: GroupId) -> bool {
        self.prepares(broker, group)
            .is_some_and(|known| known.is_initial)
    }

    /// Whether a group that rebalances waits for somebody to join.
    pub(crate) fn waits_for_joins(&self, broker: BrokerId, group: GroupId) -> bool {
        self.prepares(broker, group)
            .is_some_and(|known| !known.is_initial)
    }

    fn prepares(&self, broker: BrokerId, group: GroupId) -> Option<&Group> {
        let known = self.group(broker, group)?;
        let does =
            self.broker(broker).is_running() && known.state == GroupState::PreparingRebalance;
        does.then_some(known)
    }

    /// Whether somebody has joined this generation and not sent SyncGroup.
    pub(crate) fn waits_for_syncs(&self, broker: BrokerId, group: GroupId) -> bool {
        let owes = |known: &Group| known.members.iter().any(|member| member.owes_sync);
        self.broker(broker).is_running() && self.group(broker, group).is_some_and(owes)
    }

    /// Whether an assignment waits for replication.
    pub(crate) fn waits_to_assign(&self, broker: BrokerId, group: GroupId) -> bool {
        let waits = |known: &Group| known.assigning.is_some();
        self.broker(broker).is_running() && self.group(broker, group).is_some_and(waits)
    }

    /// Whether the processes that a group waits for all stand still.
    pub(super) fn waits_for_nobody(&self, broker: BrokerId, group: GroupId) -> bool {
        let Some(known) = self.group(broker, group) else {
            return true;
        };
        let missing = known.members.iter().filter(|member| {
            member.owes_sync
                || known.state == GroupState::PreparingRebalance && member.joining.is_none()
        });
        let pending = known.pending.iter().map(|pending| pending.id.client);
        let mut clients = missing.map(|member| member.id.client).chain(pending);
        clients.all(|client| !self.client(client).is_running())
    }

    /// Whether anything in the cluster still mentions a member id.
    pub(super) fn mentions(&self, id: MemberId) -> bool {
        let of_group = |known: &Group| {
            known.member(id).is_some() || known.pending.iter().any(|pending| pending.id == id)
        };
        let in_memory = self
            .groups
            .iter()
            .any(|memory| memory.groups.values().any(of_group));
        let state = self.client(id.client);
        let by_client = self.membership(id.client).is_some_and(|membership| {
            let ids = [
                membership.member,
                membership.metadata.member,
                membership.leaving,
            ];
            ids.contains(&Some(id))
        });
        let told = |answer: &Option<RawAnswer>| {
            matches!(answer, Some(RawAnswer::Answered(digest))
                if digest.membership.is_some_and(|given| given.member == Some(id)))
        };
        let carried = self.envelopes().any(|envelope| {
            let of_subject = matches!(envelope.key.subject, Subject::Member { metadata, .. } if metadata.member == Some(id));
            let of_body = matches!(&envelope.body, Body::Response(Response::JoinGroup { metadata, .. }) if metadata.member == Some(id));
            of_subject || of_body
        });
        in_memory
            || by_client
            || state.raw_answers.iter().any(told)
            || carried
            || self.is_recorded(id)
    }

    fn is_recorded(&self, id: MemberId) -> bool {
        let mut replicas = self.replicas.iter();
        replicas.any(|replica| {
            let mut batches = replica.batches_from(Offset(0)).iter();
            batches.any(|batch| match &batch.payload {
                Payload::Group { record, .. } => {
                    record.members.iter().any(|member| member.id == id)
                }
                _ => false,
            })
        })
    }
}
