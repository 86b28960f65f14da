//! The whole state of a run: a fixed list of components, each shared between worlds until one of them edits it.

pub(crate) mod beginning;

use std::sync::Arc;

use beginning::{
    first_broker, first_client, first_controller, first_coordinators, first_groups, first_locals,
    first_managers, first_memberships, first_replicas,
};

use crate::facts::Facts;
use crate::fingerprint::{Fingerprint, Tracked, encoded_bytes, fingerprint_of};
use crate::ids::{BrokerId, BrokerSet, ClientId, GroupId, LeaderEpoch, NodeId, PartitionId};
use crate::log::Replica;
use crate::network::{Connection, Links};
use crate::node::{
    Broker, Client, ClusterView, Controller, Group, GroupCoordinator, Local, Membership,
    PartitionView, TransactionCoordinator, TransactionManager,
};
use crate::parts::{GROUPS, TRANSACTIONS, needs};
use crate::protocol::{Channel, Direction, Envelope, EnvelopeKey};
use crate::scenario::Scenario;

/// The state of a run. No clock, no randomness: two worlds with equal fingerprints have the same futures.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) broker_count: u8,
    /// How many connections a sender can have to one broker.
    channel_count: usize,
    pub(crate) replicas: Vec<Tracked<Replica>>,
    pub(crate) brokers: Vec<Tracked<Broker>>,
    pub(crate) clients: Vec<Tracked<Client>>,
    /// By client, broker and channel; then, where there are transactions, by sending broker, broker and channel.
    pub(crate) connections: Vec<Tracked<Connection>>,
    /// By broker; empty where there are no transactions.
    pub(crate) coordinators: Vec<Tracked<TransactionCoordinator>>,
    /// By client; empty where there are no transactions.
    pub(crate) managers: Vec<Tracked<Option<TransactionManager>>>,
    /// By broker; empty where nobody joins a group.
    pub(crate) groups: Vec<Tracked<GroupCoordinator>>,
    /// By client; empty where nobody joins a group.
    pub(crate) memberships: Vec<Tracked<Option<Membership>>>,
    /// By client; empty where no workaround keeps anything.
    pub(crate) locals: Vec<Tracked<Local>>,
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
        let broker_count = usize::from(scenario.broker_count);
        let channel_count = scenario.channels().len();
        let sending_brokers = if scenario.has_transactions() {
            broker_count
        } else {
            0
        };
        let connection_count =
            (scenario.clients.len() + sending_brokers) * broker_count * channel_count;
        World {
            broker_count: scenario.broker_count,
            channel_count,
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
            coordinators: first_coordinators(scenario),
            managers: first_managers(scenario),
            groups: first_groups(scenario),
            memberships: first_memberships(scenario),
            locals: first_locals(scenario),
            controller: Tracked::new(first_controller(scenario, &view)),
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
            .chain(self.coordinators.iter().map(part))
            .chain(self.managers.iter().map(part))
            .chain(self.groups.iter().map(part))
            .chain(self.memberships.iter().map(part))
            .chain(self.locals.iter().map(part))
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

    /// The memory of the transaction coordinator inside a broker.
    ///
    /// # Panics
    /// Where the scenario has no transactions.
    #[must_use]
    pub fn coordinator(&self, broker: BrokerId) -> &TransactionCoordinator {
        &self.coordinators[broker.index()]
    }

    /// The transactional side of a client's producer, if it has a transactional.id.
    #[must_use]
    pub fn manager(&self, client: ClientId) -> Option<&TransactionManager> {
        if !TRANSACTIONS {
            return None;
        }
        self.managers.get(client.index())?.as_ref()
    }

    /// What a broker remembers of a group; `None` where it does not coordinate it, or nobody ever came.
    #[must_use]
    pub fn group(&self, broker: BrokerId, group: GroupId) -> Option<&Group> {
        if !GROUPS {
            return None;
        }
        self.groups.get(broker.index())?.groups.get(&group)
    }

    /// A client's membership of its group, if it subscribes.
    #[must_use]
    pub fn membership(&self, client: ClientId) -> Option<&Membership> {
        if !GROUPS {
            return None;
        }
        self.memberships.get(client.index())?.as_ref()
    }

    /// What a client's workarounds keep beside it; `None` where none keeps anything.
    #[must_use]
    pub fn local(&self, client: ClientId) -> Option<&Local> {
        self.locals.get(client.index()).map(|local| &**local)
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
    pub fn connection(
        &self,
        sender: impl Into<NodeId>,
        broker: BrokerId,
        channel: Channel,
    ) -> &Connection {
        &self.connections[self.connection_place(sender, broker, channel)]
    }

    /// The envelope with this key, wherever it is: on a connection or late at its broker.
    #[must_use]
    pub fn envelope(&self, key: EnvelopeKey) -> Option<&Envelope> {
        let connection = self.connection(key.sender, key.broker, key.channel);
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

    /// The smallest number of an incarnation of a process that no envelope carries.
    pub(crate) fn free_instance(&self, sender: NodeId) -> u8 {
        let taken = |instance: u8| {
            self.envelopes()
                .any(|e| e.key.sender == sender && e.key.instance == instance)
        };
        (0..=u8::MAX)
            .find(|instance| !taken(*instance))
            .expect("few incarnations in flight")
    }

    pub(crate) fn replica_place(&self, partition: PartitionId, broker: BrokerId) -> usize {
        partition.index() * usize::from(self.broker_count) + broker.index()
    }

    pub(crate) fn connection_place(
        &self,
        sender: impl Into<NodeId>,
        broker: BrokerId,
        channel: Channel,
    ) -> usize {
        let sender = match sender.into() {
            NodeId::Client(client) => client.index(),
            NodeId::Broker(sender) => self.clients.len() + sender.index(),
            NodeId::Controller => panic!("the controller's word travels as LearnMetadata"),
        };
        let pair = sender * usize::from(self.broker_count) + broker.index();
        pair * self.channel_count + channel as usize
    }

    pub(crate) fn coordinator_mut(&mut self, broker: BrokerId) -> &mut TransactionCoordinator {
        needs(TRANSACTIONS);
        self.coordinators[broker.index()].edit()
    }

    pub(crate) fn local_mut(&mut self, client: ClientId) -> &mut Local {
        self.locals[client.index()].edit()
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
        sender: impl Into<NodeId>,
        broker: BrokerId,
        channel: Channel,
    ) -> &mut Connection {
        let place = self.connection_place(sender, broker, channel);
        self.connections[place].edit()
    }
}
