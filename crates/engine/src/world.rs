//! The whole state of a run: a fixed list of components, each shared between worlds until one of them edits it.

use std::sync::Arc;

use crate::facts::Facts;
use crate::fingerprint::{Fingerprint, Tracked, encoded_bytes, fingerprint_of};
use crate::ids::{BrokerId, BrokerSet, ClientId, LeaderEpoch, Offset, PartitionId};
use crate::log::Replica;
use crate::network::{Connection, Links};
use crate::node::{
    Broker, BrokerStatus, Client, ClientStatus, ClusterView, Consumer, Controller, Leadership,
    PartitionView, Producer, Registration, Shop,
};
use crate::protocol::{Channel, Direction, Envelope, EnvelopeKey};
use crate::scenario::Scenario;

/// The state of a run. No clock, no randomness: two worlds with equal fingerprints have the same futures.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) broker_count: u8,
    pub(crate) replicas: Vec<Tracked<Replica>>,
    pub(crate) brokers: Vec<Tracked<Broker>>,
    pub(crate) clients: Vec<Tracked<Client>>,
    pub(crate) connections: Vec<Tracked<Connection>>,
    pub(crate) controller: Tracked<Controller>,
    pub(crate) links: Tracked<Links>,
    pub(crate) facts: Tracked<Facts>,
}

impl World {
    /// The state before the first step: every broker up, every replica in sync and empty, clients started.
    #[must_use]
    pub fn new(scenario: &Scenario) -> World {
        let view = Arc::new(ClusterView {
            partitions: scenario
                .partitions
                .iter()
                .map(|setup| PartitionView {
                    leader: Some(setup.replicas[0]),
                    leader_epoch: LeaderEpoch(0),
                    partition_epoch: 0,
                    in_sync_replicas: setup.replicas.iter().copied().collect(),
                    eligible_leader_replicas: BrokerSet::EMPTY,
                })
                .collect(),
        });
        let connection_count = scenario.clients.len() * usize::from(scenario.broker_count) * 2;
        World {
            broker_count: scenario.broker_count,
            replicas: first_replicas(scenario),
            brokers: scenario
                .brokers()
                .map(|broker| Tracked::new(first_broker(scenario, broker, &view)))
                .collect(),
            clients: scenario
                .client_ids()
                .map(|client| Tracked::new(first_client(scenario, client, &view)))
                .collect(),
            connections: vec![Tracked::new(Connection::default()); connection_count],
            controller: Tracked::new(Controller {
                view: ClusterView::clone(&view),
                brokers: vec![
                    Registration {
                        fenced: false,
                        shutting_down: false
                    };
                    usize::from(scenario.broker_count)
                ],
                last_known_leaders: vec![None; scenario.partitions.len()],
                next_producer_id: 1,
            }),
            links: Tracked::new(Links::default()),
            facts: Tracked::new(Facts::new(scenario.orders.len(), scenario.clients.len())),
        }
    }

    /// The digest of the whole state, from the digests of its components.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let parts: Vec<Fingerprint> = self.component_fingerprints().collect();
        fingerprint_of(&parts)
    }

    fn component_fingerprints(&self) -> impl Iterator<Item = Fingerprint> + '_ {
        self.components().map(|(fingerprint, _)| fingerprint)
    }

    /// Each component's digest, with the size of its canonical encoding computed on demand.
    pub fn components(
        &self,
    ) -> impl Iterator<Item = (Fingerprint, Box<dyn Fn() -> u64 + '_>)> + '_ {
        fn part<T: std::hash::Hash + Clone>(
            tracked: &Tracked<T>,
        ) -> (Fingerprint, Box<dyn Fn() -> u64 + '_>) {
            (
                tracked.fingerprint(),
                Box::new(move || encoded_bytes::<T>(tracked)),
            )
        }
        let fixed = [part(&self.controller), part(&self.links), part(&self.facts)];
        (self.replicas.iter().map(part))
            .chain(self.brokers.iter().map(part))
            .chain(self.clients.iter().map(part))
            .chain(self.connections.iter().map(part))
            .chain(fixed)
    }

    /// A broker's memory.
    #[must_use]
    pub fn broker(&self, broker: BrokerId) -> &Broker {
        &self.brokers[broker.index()]
    }

    /// A client's state.
    #[must_use]
    pub fn client(&self, client: ClientId) -> &Client {
        &self.clients[client.index()]
    }

    /// A broker's copy of a partition (empty where it keeps none).
    #[must_use]
    pub fn replica(&self, partition: PartitionId, broker: BrokerId) -> &Replica {
        &self.replicas[self.replica_place(partition, broker)]
    }

    /// The controller.
    #[must_use]
    pub fn controller(&self) -> &Controller {
        &self.controller
    }

    /// Which links are cut.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// What happened to each order.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// A connection.
    #[must_use]
    pub fn connection(&self, client: ClientId, broker: BrokerId, channel: Channel) -> &Connection {
        &self.connections[self.connection_place(client, broker, channel)]
    }

    /// The envelope with this key, wherever it is: on a connection or late at its broker.
    #[must_use]
    pub fn envelope(&self, key: EnvelopeKey) -> Option<&Envelope> {
        let connection = self.connection(key.client, key.broker, key.channel);
        let queue = match key.direction {
            Direction::Request => &connection.requests,
            Direction::Response => &connection.responses,
        };
        queue
            .iter()
            .chain(&self.broker(key.broker).late)
            .find(|envelope| envelope.key == key)
    }

    /// Every envelope on a connection or late at a broker, in a fixed order.
    pub fn envelopes(&self) -> impl Iterator<Item = &Envelope> {
        let on_connections = self
            .connections
            .iter()
            .flat_map(|c| c.requests.iter().chain(&c.responses));
        on_connections.chain(self.brokers.iter().flat_map(|broker| &broker.late))
    }

    /// The leader by the controller's truth and its replica.
    #[must_use]
    pub fn leader_replica(&self, partition: PartitionId) -> Option<(BrokerId, &Replica)> {
        let leader = self.controller.view.of(partition).leader?;
        Some((leader, self.replica(partition, leader)))
    }

    pub(crate) fn replica_place(&self, partition: PartitionId, broker: BrokerId) -> usize {
        partition.index() * usize::from(self.broker_count) + broker.index()
    }

    pub(crate) fn connection_place(
        &self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) -> usize {
        let pair = client.index() * usize::from(self.broker_count) + broker.index();
        pair * 2 + usize::from(channel == Channel::Coordinator)
    }

    pub(crate) fn replica_mut(&mut self, partition: PartitionId, broker: BrokerId) -> &mut Replica {
        let place = self.replica_place(partition, broker);
        self.replicas[place].edit()
    }

    pub(crate) fn broker_mut(&mut self, broker: BrokerId) -> &mut Broker {
        self.brokers[broker.index()].edit()
    }

    pub(crate) fn client_mut(&mut self, client: ClientId) -> &mut Client {
        self.clients[client.index()].edit()
    }

    pub(crate) fn connection_mut(
        &mut self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) -> &mut Connection {
        let place = self.connection_place(client, broker, channel);
        self.connections[place].edit()
    }
}

fn first_replicas(scenario: &Scenario) -> Vec<Tracked<Replica>> {
    let mut replicas = Vec::new();
    for setup in &scenario.partitions {
        for broker in scenario.brokers() {
            let mut replica = Replica::default();
            if setup.replicas[0] == broker {
                replica.begin_epoch(LeaderEpoch(0));
            }
            replicas.push(Tracked::new(replica));
        }
    }
    replicas
}

fn first_broker(scenario: &Scenario, broker: BrokerId, view: &Arc<ClusterView>) -> Broker {
    let leading = |setup: &crate::scenario::PartitionSetup| {
        (setup.replicas[0] == broker).then(|| Leadership {
            epoch: LeaderEpoch(0),
            reported: scenario
                .brokers()
                .map(|other| setup.replicas.contains(&other).then_some(Offset(0)))
                .collect(),
        })
    };
    Broker {
        status: BrokerStatus::Running,
        view: Arc::clone(view),
        leading: scenario.partitions.iter().map(leading).collect(),
        parked: Vec::new(),
        late: Vec::new(),
    }
}

fn first_client(scenario: &Scenario, client: ClientId, view: &Arc<ClusterView>) -> Client {
    let setup = scenario.client(client);
    Client {
        status: ClientStatus::Running,
        instance: 0,
        view: Arc::clone(view),
        wants_metadata: false,
        asks_next: 0,
        outstanding: Vec::new(),
        shop: Shop {
            pending: setup.orders.iter().map(|(order, _)| *order).collect(),
            unconfirmed: Vec::new(),
        },
        producer: setup
            .producer
            .as_ref()
            .map(|_| Producer::new(scenario.partitions.len())),
        consumer: setup
            .consumer
            .as_ref()
            .map(|config| Consumer::new(config.partitions.len())),
        raw_answers: vec![None; setup.raw.len()],
    }
}
