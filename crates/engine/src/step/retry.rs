//! Timers, broken connections and fresh metadata: what makes a client try again.

use std::sync::Arc;

use super::connection::Fate;
use super::{Applied, Context, NotEnabled};
use crate::action::Timer;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId};
use crate::node::{ClusterView, Coordinator, OffsetCommitState, PartitionView, RawAnswer};
use crate::protocol::{Api, Channel, EnvelopeKey, KafkaError, Response};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    pub(super) fn fire_timer(&mut self, timer: Timer) -> Applied {
        if self.world.timer_owner_is_stopped(timer) {
            return Err(NotEnabled("a process that does not run has no timers"));
        }
        match timer {
            Timer::Linger(client, partition) => self.end_linger(client, partition)?,
            Timer::Backoff(client, partition) => self.end_backoff(client, partition)?,
            Timer::Delivery(client, partition, first, twin) => {
                self.expire(client, partition, first, twin)?
            }
            Timer::Request(key) => self.time_out_request(key)?,
            Timer::AskIdentity(client) => self.ask_identity_again(client)?,
            Timer::AskCoordinator(client) => self.ask_coordinator_again(client)?,
            Timer::AskAgain(client) => self.ask_again(client)?,
            Timer::ProduceWait(key) => self.give_up_waiting(key)?,
            Timer::FetchWait(key) => self.end_fetch_wait(key)?,
            Timer::ReplicaLag(partition, follower) => {
                self.shrink_in_sync_replicas(partition, follower)?
            }
            Timer::BrokerSession(broker) => self.fence(broker)?,
            Timer::AskTransaction(client) => self.ask_transaction_again(client)?,
            Timer::TransactionTimeout(broker, id) => self.time_out_transaction(broker, id)?,
            Timer::TransactionLogWait(broker, id) => self.give_up_transition(broker, id)?,
            Timer::CompleteAgain(broker, id) => self.complete_again(broker, id)?,
            of_group => self.fire_group_timer(of_group)?,
        }
        self.report(Event::TimerFired(timer));
        if let Some(client) = timer.client() {
            self.work(client);
        }
        Ok(())
    }

    /// The oldest request on a connection has waited too long: the client closes the connection, and every request on it
    /// fails (`NetworkClient.handleTimedOutRequests`).
    fn time_out_request(&mut self, key: EnvelopeKey) -> Applied {
        if self
            .world
            .timed_request(key.sender, key.broker, key.channel)
            != Some(key)
        {
            return Err(NotEnabled(
                "this request is not the oldest that waits for an answer",
            ));
        }
        self.reset_connection(key.sender, key.broker, key.channel, Fate::Late);
        self.fail_outstanding(
            key.sender,
            key.broker,
            key.channel,
            KafkaError::RequestTimedOut,
        );
        Ok(())
    }

    /// A sender notices that a connection is gone.
    pub(super) fn notice_disconnect(
        &mut self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> Applied {
        if !self.world.can_notice_disconnect(sender, broker, channel) {
            return Err(NotEnabled("this connection is not known to be gone"));
        }
        self.report(Event::Disconnected(sender, broker));
        self.reset_connection(sender, broker, channel, Fate::Gone);
        if let NodeId::Client(client) = sender {
            self.world.client_mut(client).wants_metadata = true;
        }
        self.fail_outstanding(sender, broker, channel, KafkaError::NetworkException);
        if let NodeId::Client(client) = sender {
            self.work(client);
        }
        Ok(())
    }

    /// Every request that waits on a connection fails, oldest first.
    pub(super) fn fail_outstanding(
        &mut self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
        error: KafkaError,
    ) {
        let failed = self.take_outstanding(sender, broker, channel);
        if failed.is_empty() {
            return;
        }
        if let NodeId::Client(client) = sender {
            let broker_count = self.world.broker_count;
            let state = self.world.client_mut(client);
            state.wants_metadata = true;
            state.asks_next = (state.asks_next + 1) % broker_count;
        }
        for key in failed {
            match sender {
                NodeId::Client(_) => self.request_failed(key, error),
                _ => self.broker_request_failed(key),
            }
        }
    }

    fn request_failed(&mut self, key: EnvelopeKey, error: KafkaError) {
        if self.note_raw_answer(key, RawAnswer::Failed) {
            return;
        }
        if self.world.is_transaction_request(key) {
            self.transaction_request_failed(key);
            return;
        }
        match key.api {
            Api::Produce => self.produce_answered(key, error, None),
            Api::InitProducerId => self.identity_failed(key),
            Api::Fetch => self
                .consumer_mut(key.client())
                .fetches
                .retain(|fetch| *fetch != key),
            Api::FindCoordinator => {
                self.consumer_mut(key.client()).coordinator = Coordinator::BackingOff
            }
            Api::OffsetFetch | Api::OffsetCommit => {
                let consumer = self.consumer_mut(key.client());
                consumer.coordinator = Coordinator::Unknown;
                if key.api == Api::OffsetFetch {
                    consumer.offset_fetch = consumer.offset_fetch.filter(|asked| *asked != key);
                } else if consumer.commit == OffsetCommitState::Sent(key) {
                    self.commit_again(key.client());
                }
            }
            Api::JoinGroup | Api::SyncGroup | Api::Heartbeat | Api::LeaveGroup => {
                self.group_request_failed(key)
            }
            _ => panic!("this is a request to a transaction coordinator"),
        }
    }

    pub(super) fn client_is_answered(&mut self, key: EnvelopeKey, response: Response) {
        if self.note_raw_answer(key, RawAnswer::Answered(response.digest())) {
            return;
        }
        if self.world.is_transaction_request(key) {
            self.transaction_request_answered(key, &response);
            return;
        }
        match response {
            Response::Produce { error, base_offset } => {
                self.produce_answered(key, error, base_offset)
            }
            Response::InitProducerId { .. } => self.identity_answered(key, &response),
            Response::Fetch { partitions } => self.fetch_answered(key, &partitions),
            Response::FindCoordinator { error, coordinator } => {
                self.coordinator_answered(key, error, coordinator)
            }
            Response::OffsetFetch { error, offsets } => self.offsets_answered(key, error, &offsets),
            Response::OffsetCommit { error } => self.commit_answered(key, error),
            Response::JoinGroup { .. }
            | Response::SyncGroup { .. }
            | Response::Heartbeat { .. }
            | Response::LeaveGroup { .. } => self.group_answered(key, &response),
            _ => panic!("this is a request to a transaction coordinator"),
        }
    }

    /// A script's client only writes down what it is answered, for the oldest raw request still open that fits.
    fn note_raw_answer(&mut self, key: EnvelopeKey, answer: RawAnswer) -> bool {
        let setup = self.scenario.client(key.client());
        if setup.raw.is_empty() {
            return false;
        }
        let open = |(index, raw): (usize, &crate::node::RawRequest)| {
            let fits = raw.broker == key.broker
                && crate::protocol::Subject::of(&raw.request) == key.subject;
            (fits
                && raw.request.api() == key.api
                && self.world.client(key.client()).raw_answers[index].is_none())
            .then_some(index)
        };
        let place = setup
            .raw
            .iter()
            .enumerate()
            .find_map(open)
            .expect("an answer to a raw request that is open");
        self.world.client_mut(key.client()).raw_answers[place] = Some(answer);
        true
    }

    fn ask_identity_again(&mut self, client: ClientId) -> Applied {
        let waits = self
            .world
            .client(client)
            .producer
            .as_ref()
            .is_some_and(|p| p.identity_backing_off);
        if !waits {
            return Err(NotEnabled(
                "this producer does not wait to ask for its identity",
            ));
        }
        self.producer_mut(client).identity_backing_off = false;
        Ok(())
    }

    fn ask_coordinator_again(&mut self, client: ClientId) -> Applied {
        let waits = |c: &crate::node::Consumer| c.coordinator == Coordinator::BackingOff;
        if !self
            .world
            .client(client)
            .consumer
            .as_ref()
            .is_some_and(waits)
        {
            return Err(NotEnabled(
                "this consumer does not wait to ask for its coordinator",
            ));
        }
        self.consumer_mut(client).coordinator = Coordinator::Unknown;
        Ok(())
    }

    fn ask_again(&mut self, client: ClientId) -> Applied {
        if !self.world.asks_again(client) {
            return Err(NotEnabled(
                "this consumer does not wait to commit or fetch again",
            ));
        }
        let consumer = self.consumer_mut(client);
        consumer.fetch_backing_off = false;
        consumer.awaits_stable_offset = false;
        if consumer.commit == OffsetCommitState::BackingOff {
            consumer.commit = OffsetCommitState::Wanted;
        }
        if self.world.membership(client).is_some_and(|m| m.backing_off) {
            self.membership_mut(client).backing_off = false;
        }
        Ok(())
    }

    /// A client hears from some broker who leads now; brokers may themselves be out of date.
    pub(super) fn client_learns(&mut self, client: ClientId) -> Applied {
        if !self.world.client_can_learn(client) {
            return Err(NotEnabled(
                "this client has nothing to learn, or no broker to learn from",
            ));
        }
        let fresh = self.world.freshest_view(client);
        let state = self.world.client_mut(client);
        state.view = Arc::new(fresh);
        state.wants_metadata = false;
        self.report(Event::MetadataLearned(NodeId::Client(client)));
        self.work(client);
        Ok(())
    }
}

impl Timer {
    /// The client whose timer it is.
    #[must_use]
    pub fn client(self) -> Option<ClientId> {
        match self {
            Timer::Linger(client, _)
            | Timer::Backoff(client, _)
            | Timer::Delivery(client, ..)
            | Timer::AskIdentity(client)
            | Timer::AskCoordinator(client)
            | Timer::AskAgain(client)
            | Timer::AskTransaction(client)
            | Timer::Heartbeat(client)
            | Timer::PollInterval(client) => Some(client),
            Timer::Request(key) => match key.sender {
                NodeId::Client(client) => Some(client),
                _ => None,
            },
            Timer::ProduceWait(_)
            | Timer::FetchWait(_)
            | Timer::ReplicaLag(..)
            | Timer::BrokerSession(_)
            | Timer::TransactionTimeout(..)
            | Timer::TransactionLogWait(..)
            | Timer::CompleteAgain(..)
            | Timer::MemberSession(..)
            | Timer::InitialRebalance(..)
            | Timer::RebalanceTimeout(..)
            | Timer::SyncTimeout(..)
            | Timer::GroupLogWait(..) => None,
        }
    }
}

impl World {
    fn timer_owner_is_stopped(&self, timer: Timer) -> bool {
        let owner = match timer {
            Timer::Request(key) => Some(key.sender),
            _ => timer.client().map(NodeId::Client),
        };
        owner.is_some_and(|owner| !self.is_working(owner))
    }

    pub(crate) fn asks_again(&self, client: ClientId) -> bool {
        let waits = |c: &crate::node::Consumer| {
            c.fetch_backing_off
                || c.awaits_stable_offset
                || c.commit == OffsetCommitState::BackingOff
        };
        self.client(client).consumer.as_ref().is_some_and(waits)
            || self.membership(client).is_some_and(|m| m.backing_off)
    }

    /// Whether a client wants metadata and some broker it reaches knows of a newer leader.
    pub(crate) fn client_can_learn(&self, client: ClientId) -> bool {
        let state = self.client(client);
        // A partition without a leader is asked about again until it has one (LEADER_NOT_AVAILABLE).
        let is_leaderless = || state.view.partitions.iter().any(|p| p.leader.is_none());
        state.is_running()
            && (state.wants_metadata || is_leaderless())
            && self.reachable_views(client).any(|view| {
                view.partitions
                    .iter()
                    .zip(&state.view.partitions)
                    .any(|(theirs, ours)| theirs.leader_epoch > ours.leader_epoch)
            })
    }

    fn reachable_views(&self, client: ClientId) -> impl Iterator<Item = &ClusterView> {
        let serving = move |broker: &BrokerId| {
            self.broker(*broker).is_running() && self.is_linked(client, *broker)
        };
        (1..=self.broker_count)
            .map(BrokerId)
            .filter(serving)
            .map(|broker| &*self.broker(broker).view)
    }

    fn freshest_view(&self, client: ClientId) -> ClusterView {
        let mut partitions: Vec<PartitionView> = self.client(client).view.partitions.clone();
        for view in self.reachable_views(client) {
            for (ours, theirs) in partitions.iter_mut().zip(&view.partitions) {
                if theirs.leader_epoch > ours.leader_epoch {
                    *ours = *theirs;
                }
            }
        }
        ClusterView { partitions }
    }
}
