//! Faults, and what undoes them.

use super::connection::Fate;
use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId};
use crate::node::{BrokerStatus, ClientStatus, Membership, Producer, TransactionManager};
use crate::protocol::{Direction, Envelope, EnvelopeKey, KafkaError};
use crate::world::beginning::first_consumer;

impl<S: EventSink> Context<'_, S> {
    /// The envelope never arrives, nor does anything behind it on this connection.
    pub(super) fn drop_envelope(&mut self, key: EnvelopeKey) -> Applied {
        if let Some(place) = self
            .world
            .broker(key.broker)
            .late
            .iter()
            .position(|e| e.key == key)
        {
            self.world.broker_mut(key.broker).late.remove(place);
            self.report(Event::EnvelopeDropped(key));
            return Ok(());
        }
        let connection = self.world.connection(key.sender, key.broker, key.channel);
        let queue = match key.direction {
            Direction::Request => &connection.requests,
            Direction::Response => &connection.responses,
        };
        let place = queue
            .iter()
            .position(|e| e.key == key)
            .ok_or(NotEnabled("this envelope is not on its way"))?;
        let somebody_waits = self
            .world
            .outstanding_on(key.sender, key.broker, key.channel)
            .next()
            .is_some();
        let connection = self
            .world
            .connection_mut(key.sender, key.broker, key.channel);
        let lost: Vec<Envelope> = match key.direction {
            Direction::Request => {
                // Nobody waits for an answer to acks=0: nothing will time out, the next send opens a new connection.
                connection.requests_silenced = somebody_waits;
                connection.requests.drain(place..).collect()
            }
            Direction::Response => {
                connection.responses_silenced = true;
                connection.responses.drain(place..).collect()
            }
        };
        self.report(Event::EnvelopeDropped(key));
        for envelope in &lost[1..] {
            self.report(Event::EnvelopeLost(envelope.key));
        }
        Ok(())
    }

    /// Holds an envelope back, or lets it go on.
    pub(super) fn set_held(&mut self, key: EnvelopeKey, held: bool) -> Applied {
        match self.world.envelope(key) {
            Some(envelope) if envelope.held != held => {}
            _ => {
                return Err(NotEnabled(
                    "this envelope is not on its way, or is so already",
                ));
            }
        }
        let connection = self
            .world
            .connection_mut(key.sender, key.broker, key.channel);
        let on_connection = connection
            .requests
            .iter_mut()
            .chain(&mut connection.responses)
            .find(|e| e.key == key);
        if let Some(envelope) = on_connection {
            envelope.held = held;
        } else {
            let late = &mut self.world.broker_mut(key.broker).late;
            late.iter_mut()
                .find(|e| e.key == key)
                .expect("found above")
                .held = held;
        }
        self.report(if held {
            Event::EnvelopeHeld(key)
        } else {
            Event::EnvelopeReleased(key)
        });
        Ok(())
    }

    /// Makes a late copy of a request. A second copy of a response finds nobody who waits for it (correlation id).
    pub(super) fn duplicate(&mut self, key: EnvelopeKey) -> Applied {
        let original = self
            .world
            .envelope(key)
            .ok_or(NotEnabled("this envelope is not on its way"))?;
        if key.direction == Direction::Response {
            self.report(Event::ResponseDuplicateIgnored(key));
            return Ok(());
        }
        let mut copy = Envelope {
            held: false,
            ..original.clone()
        };
        let late = &self.world.broker(key.broker).late;
        while copy.key.copy == 0 || late.iter().any(|e| e.key == copy.key) {
            copy.key.copy += 1;
        }
        let copied = copy.key;
        self.world.broker_mut(key.broker).add_late(copy);
        self.report(Event::RequestDuplicated(copied));
        Ok(())
    }

    /// Both ends notice at once that their connections are gone.
    pub(super) fn break_connection(&mut self, sender: NodeId, broker: BrokerId) -> Applied {
        let exists = match sender {
            NodeId::Client(client) => client.index() < self.world.clients.len(),
            NodeId::Broker(other) => {
                other.index() < self.world.coordinators.len()
                    && self.world.broker(other).status.is_up()
            }
            NodeId::Controller => false,
        };
        if !exists || !self.world.broker(broker).status.is_up() {
            return Err(NotEnabled("there is no such connection"));
        }
        self.report(Event::ConnectionBroken(sender, broker));
        for channel in self.scenario.channels() {
            self.reset_connection(sender, broker, *channel, Fate::Gone);
            self.fail_outstanding(sender, broker, *channel, KafkaError::NetworkException);
        }
        if let NodeId::Client(client) = sender {
            self.work(client);
        }
        Ok(())
    }

    pub(super) fn cut_link(&mut self, a: NodeId, b: NodeId) -> Applied {
        if a == b || !self.world.links.edit().cut(a, b) {
            return Err(NotEnabled("this link is cut already"));
        }
        self.report(Event::LinkCut(a, b));
        Ok(())
    }

    pub(super) fn heal_link(&mut self, a: NodeId, b: NodeId) -> Applied {
        if !self.world.links.edit().heal(a, b) {
            return Err(NotEnabled("this link is whole"));
        }
        self.report(Event::LinkHealed(a, b));
        Ok(())
    }

    pub(super) fn crash(&mut self, node: NodeId) -> Applied {
        match node {
            NodeId::Broker(broker) => self.crash_broker(broker, false),
            NodeId::Client(client) => self.crash_client(client),
            NodeId::Controller => Err(NotEnabled("the controller never fails here")),
        }
    }

    pub(super) fn crash_unflushed(&mut self, broker: BrokerId) -> Applied {
        self.crash_broker(broker, true)
    }

    fn crash_broker(&mut self, broker: BrokerId, power_lost: bool) -> Applied {
        if !self.world.broker(broker).status.is_up() {
            return Err(NotEnabled("this broker is down"));
        }
        self.report(Event::Crashed(NodeId::Broker(broker)));
        self.end_broker_process(broker, false);
        for partition in self.scenario.partition_ids() {
            let recovery_point = self.world.replica(partition, broker).recovery_point();
            if power_lost && recovery_point < self.world.replica(partition, broker).log_end_offset()
            {
                self.world
                    .replica_mut(partition, broker)
                    .truncate_to(recovery_point);
                self.report(Event::UnflushedLost(broker, partition, recovery_point));
            }
        }
        Ok(())
    }

    /// Leadership moves away, the page cache is written, and a file proves the clean stop.
    pub(super) fn shut_down(&mut self, broker: BrokerId) -> Applied {
        if !self.world.broker(broker).is_running() || self.world.is_cut_from_controller(broker) {
            return Err(NotEnabled(
                "only a running broker that reaches the controller can shut down",
            ));
        }
        self.world.controller.edit().brokers[broker.index()].shutting_down = true;
        self.remove_from_in_sync(broker, false);
        if self.world.broker_can_learn(broker) {
            self.broker_learns(broker)?;
        }
        for partition in self.scenario.partition_ids() {
            if self
                .scenario
                .partition(partition)
                .replicas
                .contains(&broker)
            {
                self.world.replica_mut(partition, broker).shut_down();
            }
        }
        self.world.controller.edit().brokers[broker.index()] = crate::node::Registration {
            fenced: true,
            shutting_down: false,
        };
        self.end_broker_process(broker, true);
        self.report(Event::ShutDown(broker));
        Ok(())
    }

    fn end_broker_process(&mut self, broker: BrokerId, clean: bool) {
        let partition_count = self.scenario.partitions.len();
        let state = self.world.broker_mut(broker);
        state.status = BrokerStatus::Down { clean };
        state.leading = vec![None; partition_count];
        state.parked.clear();
        let late = std::mem::take(&mut state.late);
        for envelope in late {
            self.report(Event::EnvelopeLost(envelope.key));
        }
        for sender in self.scenario.senders() {
            for channel in self.scenario.channels() {
                let mut waiting = self.world.outstanding_on(sender, broker, *channel);
                if waiting.next().is_some() && sender != NodeId::Broker(broker) {
                    drop(waiting);
                    self.break_from_broker(sender, broker, *channel);
                } else {
                    drop(waiting);
                    self.reset_connection(sender, broker, *channel, Fate::Gone);
                }
            }
        }
        self.end_coordinator(broker);
        self.end_group_coordinator(broker);
    }

    fn crash_client(&mut self, client: ClientId) -> Applied {
        if self.world.client(client).status == ClientStatus::Crashed {
            return Err(NotEnabled("this client is down"));
        }
        self.report(Event::Crashed(NodeId::Client(client)));
        for broker in self.scenario.brokers() {
            for channel in self.scenario.channels() {
                self.reset_connection(client.into(), broker, *channel, Fate::Late);
            }
        }
        let setup = self.scenario.client(client);
        let state = self.world.client_mut(client);
        state.status = ClientStatus::Crashed;
        state.outstanding.clear();
        state.wants_metadata = false;
        state.asks_next = 0;
        state.producer = setup
            .producer
            .as_ref()
            .map(|_| Producer::new(self.scenario.partitions.len()));
        state.consumer = setup.consumer.as_ref().map(first_consumer);
        if self.world.membership(client).is_some() {
            *self.membership_mut(client) = Membership::new();
        }
        if self.world.manager(client).is_some() {
            *self.world.managers[client.index()].edit() = Some(TransactionManager::new());
        }
        if self.world.local(client).is_some() {
            self.world.local_mut(client).forget();
        }
        Ok(())
    }

    pub(super) fn restart(&mut self, node: NodeId) -> Applied {
        match node {
            NodeId::Broker(broker) => self.restart_broker(broker)?,
            NodeId::Client(client) if self.scenario.first_of(client).is_some() => {
                return Err(NotEnabled("a second process starts beside the first"));
            }
            NodeId::Client(client) => self.restart_client(client)?,
            NodeId::Controller => return Err(NotEnabled("the controller never fails here")),
        }
        self.report(Event::Restarted(node));
        Ok(())
    }

    /// A second process of a client that has one to start.
    pub(super) fn start_second(&mut self, client: ClientId) -> Applied {
        let twin = self.scenario.twin_of(client);
        let twin = twin.ok_or(NotEnabled("this client has no second process to start"))?;
        self.restart_client(twin)?;
        self.report(Event::Restarted(NodeId::Client(twin)));
        Ok(())
    }

    fn restart_broker(&mut self, broker: BrokerId) -> Applied {
        let BrokerStatus::Down { clean } = self.world.broker(broker).status else {
            return Err(NotEnabled("this broker is up"));
        };
        self.world.broker_mut(broker).status = BrokerStatus::Starting;
        for partition in self.scenario.partition_ids() {
            if self
                .scenario
                .partition(partition)
                .replicas
                .contains(&broker)
            {
                self.world.replica_mut(partition, broker).reload();
                if self.world.broker(broker).view.of(partition).leader != Some(broker) {
                    self.begin_to_follow(broker, partition);
                }
            }
        }
        if self.scenario.has_transactions() {
            let instance = self.world.free_instance(broker.into());
            self.world.coordinator_mut(broker).instance = instance;
        }
        self.register(broker, clean);
        Ok(())
    }

    /// A new process: nothing in memory, fresh metadata, and the shop hands over again what it was not told stored.
    fn restart_client(&mut self, client: ClientId) -> Applied {
        if self.world.client(client).status != ClientStatus::Crashed {
            return Err(NotEnabled("this client is up"));
        }
        let instance = self.world.free_instance(client.into());
        let state = self.world.client_mut(client);
        state.status = ClientStatus::Running;
        state.instance = instance;
        state.wants_metadata = true;
        state.shop.hand_over_again();
        self.relay_from_the_start(client);
        if self.world.client_can_learn(client) {
            self.client_learns(client)?;
        } else {
            self.world.client_mut(client).wants_metadata = false;
        }
        self.work(client);
        Ok(())
    }

    pub(super) fn pause(&mut self, node: NodeId) -> Applied {
        match node {
            NodeId::Broker(broker) if self.world.broker(broker).is_running() => {
                self.world.broker_mut(broker).status = BrokerStatus::Paused;
            }
            NodeId::Client(client) if self.world.client(client).is_running() => {
                self.world.client_mut(client).status = ClientStatus::Paused;
            }
            _ => return Err(NotEnabled("only a running process can be paused")),
        }
        self.report(Event::Paused(node));
        Ok(())
    }

    pub(super) fn resume(&mut self, node: NodeId) -> Applied {
        match node {
            NodeId::Broker(broker) if self.world.broker(broker).status == BrokerStatus::Paused => {
                self.world.broker_mut(broker).status = BrokerStatus::Running;
            }
            NodeId::Client(client) if self.world.client(client).status == ClientStatus::Paused => {
                self.world.client_mut(client).status = ClientStatus::Running;
            }
            _ => return Err(NotEnabled("this process is not paused")),
        }
        self.report(Event::Resumed(node));
        Ok(())
    }
}
