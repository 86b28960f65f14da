//! What a member sends to the coordinator of its group.

use super::Context;
use super::membership::assign_ranges;
use crate::action::Timer;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId};
use crate::node::{Coordinator, MemberState};
use crate::parts::{GROUPS, needs};
use crate::protocol::{Channel, Request};
use crate::scenario::{ConsumerConfig, Scenario};
use crate::world::World;

use super::{Applied, NotEnabled};

impl World {
    /// The next request of a member to its group, but for heartbeats, which have a timer.
    pub(super) fn membership_request(
        &self,
        scenario: &Scenario,
        client: ClientId,
        config: &ConsumerConfig,
    ) -> Option<Request> {
        let membership = self.membership(client)?;
        let settings = config.group_settings()?;
        if membership.request.is_some() || membership.backing_off {
            return None;
        }
        let group = config.group;
        if let Some(member) = membership.leaving {
            return Some(Request::LeaveGroup { group, member });
        }
        match &membership.state {
            MemberState::Joining if !membership.aborts => Some(Request::JoinGroup {
                group,
                member: membership.member,
                session_timeout_ms: settings.session_timeout_ms,
                rebalance_timeout_ms: settings.max_poll_interval_ms,
                subscription: config.partitions.iter().copied().collect(),
            }),
            MemberState::Syncing(members) => Some(Request::SyncGroup {
                group,
                metadata: membership.current(),
                assignments: assign_ranges(scenario, members).into(),
            }),
            _ => None,
        }
    }

    /// Whether a consumer has no business with its coordinator: a member that has not polled yet, or is closed.
    pub(super) fn needs_no_coordinator(&self, client: ClientId) -> bool {
        self.membership(client).is_some_and(|membership| {
            matches!(
                membership.state,
                MemberState::Unjoined | MemberState::Closed
            ) && membership.leaving.is_none()
        })
    }
}

impl<S: EventSink> Context<'_, S> {
    pub(super) fn send_to_group(&mut self, client: ClientId, broker: BrokerId, request: Request) {
        needs(GROUPS);
        let key = self.send_request(client, broker, Channel::Coordinator, request);
        self.membership_mut(client).request = Some(key);
    }

    /// heartbeat.interval.ms is over.
    pub(super) fn send_heartbeat(&mut self, client: ClientId) -> Applied {
        if !self.world.heartbeat_matters(self.scenario, client) {
            return Err(NotEnabled("this client's heartbeat would change nothing"));
        }
        let Coordinator::Known(broker) = self.consumer_mut(client).coordinator else {
            panic!("a heartbeat goes to a known coordinator")
        };
        if !self.world.broker(broker).status.is_up() {
            self.report(Event::ConnectionRefused(NodeId::Client(client), broker));
            self.consumer_mut(client).coordinator = Coordinator::BackingOff;
            return Ok(());
        }
        let group = self.group_of(client);
        let metadata = self.membership_mut(client).current();
        self.send_to_group(client, broker, Request::Heartbeat { group, metadata });
        Ok(())
    }

    /// Timers of groups, at members and at coordinators.
    pub(super) fn fire_group_timer(&mut self, timer: Timer) -> Applied {
        needs(GROUPS);
        match timer {
            Timer::Heartbeat(client) => self.send_heartbeat(client),
            Timer::PollInterval(client) => self.miss_poll(client),
            Timer::MemberSession(broker, group, id) => self.end_member_session(broker, group, id),
            Timer::InitialRebalance(broker, group) => self.end_initial_delay(broker, group),
            Timer::RebalanceTimeout(broker, group) => self.end_rebalance_wait(broker, group),
            Timer::SyncTimeout(broker, group) => self.end_sync_wait(broker, group),
            Timer::GroupLogWait(broker, group) => self.give_up_assignment(broker, group),
            _ => panic!("this has nothing to do with groups"),
        }
    }
}
