//! What a client library sends as soon as it can. After every step of a client it does all it can; what becomes possible
//! by somebody else's step is offered as [`crate::action::Call::Transmit`].

use std::sync::Arc;

use super::membership::metadata_of;
use super::transmit_transaction::TransactionWork;
use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId, Offset, PartitionId};
use crate::node::{Coordinator, OffsetCommitState, Position, TransactionManager};
use crate::protocol::{Acks, Channel, CoordinatorKey, ProducerIdentity, Request};
use crate::scenario::{ConsumerConfig, ProducerConfig, Scenario};
use crate::world::World;

/// The next thing a client library can do by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Work {
    AskIdentity(BrokerId),
    SendBatch(PartitionId, BrokerId),
    AskCoordinator(BrokerId),
    AskOffsets(BrokerId),
    CommitOffsets(BrokerId, PartitionId, Offset),
    Fetch(BrokerId),
    /// No process listens where the client would send: it needs fresh metadata, or another coordinator.
    LoseLeader(BrokerId),
    LoseCoordinator(BrokerId),
    OfTransaction(TransactionWork),
    OfGroup(Request, BrokerId),
}

impl World {
    fn next_work(&self, scenario: &Scenario, client: ClientId) -> Option<Work> {
        if !self.client(client).is_running() {
            return None;
        }
        let setup = scenario.client(client);
        let of_transaction = || {
            self.transaction_work(scenario, client)
                .map(Work::OfTransaction)
        };
        let of_producer = || self.producer_work(scenario, client, setup.producer.as_ref()?);
        let of_consumer = || {
            let config = setup.consumer.as_ref();
            let polls = config.filter(|_| !self.initializes_first(scenario, client));
            self.consumer_work(scenario, client, polls?)
        };
        of_transaction().or_else(of_producer).or_else(of_consumer)
    }

    fn producer_work(
        &self,
        scenario: &Scenario,
        client: ClientId,
        config: &ProducerConfig,
    ) -> Option<Work> {
        let state = self.client(client);
        let producer = state.producer.as_ref()?;
        if config.enable_idempotence && producer.identity.is_none() {
            // A transactional producer asks when initTransactions() is called.
            let may_ask = producer.initializing.is_none()
                && !producer.identity_backing_off
                && config.transactional_id.is_none();
            return self
                .any_broker(client)
                .filter(|_| may_ask)
                .map(Work::AskIdentity);
        }
        (0..)
            .map(PartitionId)
            .zip(&producer.queues)
            .find_map(|(partition, queue)| {
                let leader = state.view.of(partition).leader?;
                if !queue.may_send(producer, config) || !self.may_produce_to(client, partition) {
                    return None;
                }
                if !self.broker(leader).status.is_up() {
                    return (!state.wants_metadata).then_some(Work::LoseLeader(leader));
                }
                let channel = scenario.producer_channel(client);
                let in_flight = self.outstanding_on(client.into(), leader, channel).count();
                let room = in_flight < usize::from(config.max_in_flight_requests_per_connection);
                room.then_some(Work::SendBatch(partition, leader))
            })
    }

    fn consumer_work(
        &self,
        scenario: &Scenario,
        client: ClientId,
        config: &ConsumerConfig,
    ) -> Option<Work> {
        let state = self.client(client);
        let consumer = state.consumer.as_ref()?;
        let needs_offsets = consumer.positions.contains(&Position::Unknown)
            && consumer.offset_fetch.is_none()
            && !consumer.awaits_stable_offset;
        let needs_commit = consumer.commit == OffsetCommitState::Wanted;
        let of_group = self.membership_request(scenario, client, config);
        let of_coordinator = || match consumer.coordinator {
            Coordinator::Unknown if !needs_commit && self.needs_no_coordinator(client) => None,
            Coordinator::Unknown => self.any_broker(client).map(Work::AskCoordinator),
            Coordinator::Known(broker) if needs_offsets || needs_commit || of_group.is_some() => {
                Some(if !self.broker(broker).status.is_up() {
                    Work::LoseCoordinator(broker)
                } else if let Some(request) = of_group {
                    Work::OfGroup(request, broker)
                } else if needs_offsets {
                    Work::AskOffsets(broker)
                } else {
                    let (place, offset) = consumer.uncommitted()?;
                    Work::CommitOffsets(broker, config.partitions[place], offset)
                })
            }
            _ => None,
        };
        of_coordinator().or_else(|| {
            scenario
                .brokers()
                .find_map(|broker| self.fetch_work(client, config, broker))
        })
    }

    fn fetch_work(
        &self,
        client: ClientId,
        config: &ConsumerConfig,
        broker: BrokerId,
    ) -> Option<Work> {
        let state = self.client(client);
        let consumer = state.consumer.as_ref()?;
        let busy =
            consumer.fetch_backing_off || consumer.fetches.iter().any(|key| key.broker == broker);
        if busy
            || self
                .fetch_positions(client, config, broker)
                .next()
                .is_none()
        {
            return None;
        }
        if self.broker(broker).status.is_up() {
            Some(Work::Fetch(broker))
        } else {
            (!state.wants_metadata).then_some(Work::LoseLeader(broker))
        }
    }

    /// Whether an application is not yet at its first poll(): one that reads and writes in transactions calls
    /// initTransactions() before, so that what its consumer is told of committed offsets and records is not older than the
    /// epoch it writes with. A script calls both when it likes.
    fn initializes_first(&self, scenario: &Scenario, client: ClientId) -> bool {
        let manager = self.manager(client);
        scenario.has_plan(client) && manager.is_some_and(TransactionManager::awaits_initialization)
    }

    /// The partitions whose committed offsets a consumer asks for: all of them, or what a member was just assigned.
    fn to_look_up(&self, client: ClientId, config: &ConsumerConfig) -> Arc<[PartitionId]> {
        let consumer = self.client(client).consumer.as_ref();
        let positions = &consumer.expect("it has a consumer").positions;
        let pairs = config.partitions.iter().zip(positions);
        let wanted = pairs.filter(|(_, position)| {
            config.group_settings().is_none() || **position == Position::Unknown
        });
        wanted.map(|(partition, _)| *partition).collect()
    }

    /// What a Fetch to this broker asks for: assigned partitions it leads whose records are all polled.
    pub(super) fn fetch_positions<'a>(
        &'a self,
        client: ClientId,
        config: &'a ConsumerConfig,
        broker: BrokerId,
    ) -> impl Iterator<Item = (PartitionId, Offset)> + 'a {
        let state = self.client(client);
        let consumer = state.consumer.as_ref().expect("it has a consumer");
        config
            .partitions
            .iter()
            .zip(&consumer.positions)
            .filter_map(move |(partition, position)| {
                let led = state.view.of(*partition).leader == Some(broker);
                let polled = !consumer
                    .buffered
                    .iter()
                    .any(|record| record.partition == *partition);
                let offset = position.fetch_offset().filter(|_| led && polled);
                offset.map(|offset| (*partition, offset))
            })
    }

    /// Some broker for a question that any can answer; the next one after each failure.
    pub(super) fn any_broker(&self, client: ClientId) -> Option<BrokerId> {
        let first = self.client(client).asks_next;
        let ring =
            (0..self.broker_count).map(|step| BrokerId((first + step) % self.broker_count + 1));
        ring.into_iter()
            .find(|broker| self.broker(*broker).status.is_up())
    }
}

impl World {
    /// Whether a client library has something it can send.
    pub(crate) fn has_work(&self, scenario: &Scenario, client: ClientId) -> bool {
        self.next_work(scenario, client).is_some()
    }
}

impl<S: EventSink> Context<'_, S> {
    pub(super) fn has_work(&self, client: ClientId) -> bool {
        self.world.has_work(self.scenario, client)
    }

    /// Does all that a client library can do now.
    pub(super) fn work(&mut self, client: ClientId) {
        self.settle_sequences(client);
        while let Some(work) = self.world.next_work(self.scenario, client) {
            self.do_work(client, work);
        }
    }

    fn do_work(&mut self, client: ClientId, work: Work) {
        match work {
            Work::AskIdentity(broker) => {
                let request = Request::InitProducerId { transaction: None };
                let channel = self.scenario.producer_channel(client);
                let key = self.send_request(client, broker, channel, request);
                self.producer_mut(client).initializing = Some(key);
            }
            Work::SendBatch(partition, leader) => self.send_batch(client, partition, leader),
            Work::AskCoordinator(broker) => {
                let key = CoordinatorKey::Group(self.group_of(client));
                let request = Request::FindCoordinator { key };
                let key = self.send_request(client, broker, Channel::Data, request);
                self.consumer_mut(client).coordinator = Coordinator::Asking(key);
            }
            Work::AskOffsets(broker) => {
                let group = self.group_of(client);
                let partitions = self.world.to_look_up(client, self.consumer_config(client));
                let request = Request::OffsetFetch {
                    group,
                    partitions,
                    require_stable: true,
                };
                let key = self.send_request(client, broker, Channel::Coordinator, request);
                self.consumer_mut(client).offset_fetch = Some(key);
            }
            Work::CommitOffsets(broker, partition, offset) => {
                let request = Request::OffsetCommit {
                    group: self.group_of(client),
                    partition,
                    offset,
                    metadata: metadata_of(self.world.membership(client)),
                };
                let key = self.send_request(client, broker, Channel::Coordinator, request);
                self.consumer_mut(client).commit = OffsetCommitState::Sent(key);
            }
            Work::Fetch(broker) => {
                let positions: Arc<[_]> = self
                    .world
                    .fetch_positions(client, self.consumer_config(client), broker)
                    .collect();
                let isolation = self.consumer_config(client).isolation_level;
                let request = Request::Fetch {
                    positions,
                    isolation,
                };
                let key = self.send_request(client, broker, Channel::Data, request);
                self.consumer_mut(client).fetches.push(key);
            }
            Work::LoseLeader(broker) => {
                self.report(Event::ConnectionRefused(NodeId::Client(client), broker));
                self.world.client_mut(client).wants_metadata = true;
            }
            Work::LoseCoordinator(broker) => {
                self.report(Event::ConnectionRefused(NodeId::Client(client), broker));
                self.consumer_mut(client).coordinator = Coordinator::BackingOff;
            }
            Work::OfTransaction(work) => self.do_transaction_work(client, work),
            Work::OfGroup(request, broker) => self.send_to_group(client, broker, request),
        }
    }

    fn send_batch(&mut self, client: ClientId, partition: PartitionId, leader: BrokerId) {
        let config = self.scenario.client(client).producer.as_ref();
        let config = config.expect("it has a producer");
        let acks = config.acks;
        let producer = self.producer_mut(client);
        let identity = producer.identity;
        let mut batch = producer.queues[partition.index()].take_first(identity);
        let request = Request::Produce {
            partition,
            acks,
            producer: batch
                .identity
                .map(|(id, epoch, base_sequence)| ProducerIdentity {
                    id,
                    epoch,
                    base_sequence,
                }),
            transactional_id: config.transactional_id,
            orders: Arc::clone(&batch.orders),
        };
        let channel = self.scenario.producer_channel(client);
        let key = self.send_request(client, leader, channel, request);
        if acks == Acks::Zero {
            // Written to the socket, and that is all a producer with acks=0 ever knows.
            self.tell_stored(client, &batch.orders, None);
        } else {
            batch.request = Some(key);
            self.queue_mut(client, partition).in_flight.push(batch);
        }
    }

    /// A script's client sends a request exactly as written.
    pub(super) fn send_raw(&mut self, client: ClientId, index: u16) -> Applied {
        let Some(raw) = self.scenario.client(client).raw.get(usize::from(index)) else {
            return Err(NotEnabled("this client has no such request"));
        };
        if !self.world.broker(raw.broker).status.is_up() {
            return Err(NotEnabled("the broker this request goes to is down"));
        }
        let (broker, channel, request) = (raw.broker, raw.channel, raw.request.clone());
        self.send_request(client, broker, channel, request);
        Ok(())
    }
}
