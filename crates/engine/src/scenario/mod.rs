//! A scenario: everything about a run that never changes while it runs.

mod config;
mod groups;
mod mechanism;
mod preset;
mod roles;
mod twin;
mod validate;
mod workaround;

use std::collections::BTreeMap;

pub use config::{
    CommitOrder, ConsumerConfig, Driver, GroupSettings, ProducerConfig, RETRIES_MAX, Subscription,
    Timeouts,
};
pub use mechanism::{Mechanism, Mechanisms};
pub use preset::{ORDERS_MAX, Pipeline, Preset};
pub use validate::ScenarioError;
pub use workaround::{Workaround, Workarounds};

use crate::ids::{BrokerId, ClientId, GroupId, NodeId, OrderId, PartitionId, TransactionalId};
use crate::parts::TRANSACTIONS;
use crate::protocol::{Channel, IsolationLevel};

/// The internal topic of committed offsets.
pub const CONSUMER_OFFSETS: &str = "__consumer_offsets";

/// The internal topic of transactions.
pub const TRANSACTION_STATE: &str = "__transaction_state";

/// transaction.max.timeout.ms
pub const TRANSACTION_TIMEOUT_MAX_MS: u32 = 900_000;

/// The immutable part of a run: cluster, clients, orders. Two runs of the same actions on equal scenarios are equal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// How many brokers there are, 1 to 5, numbered from 1.
    pub broker_count: u8,
    /// Every partition that is touched, in the order of their ids.
    pub partitions: Vec<PartitionSetup>,
    /// Every client process, in the order of their ids.
    pub clients: Vec<ClientSetup>,
    /// Names of consumer groups, in the order of their ids.
    pub groups: Vec<String>,
    /// transactional.id values, in the order of their ids.
    pub transactional_ids: Vec<String>,
    /// What each order is called in transcripts and on the page, in the order of their ids.
    pub orders: Vec<String>,
    /// Whether eligible leader replicas are kept (feature eligible.leader.replicas.version=1, KIP-966).
    pub eligible_leader_replicas: bool,
    /// Whether the page cache is written to disk in the background. Off where no loss of power is looked at.
    pub background_flush: bool,
    /// Kafka's timeouts; only a driver with a clock reads them.
    pub timeouts: Timeouts,
    /// Which of Kafka's safeguards work.
    pub mechanisms: Mechanisms,
    /// What the applications do by themselves about lost or doubled effects.
    pub workarounds: Workarounds,
    /// Clients with a second process of the same configuration, which a fault may start: first and second.
    pub twins: Vec<(ClientId, ClientId)>,
}

/// One partition of one topic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartitionSetup {
    /// The topic's name.
    pub topic: String,
    /// The partition's number within the topic.
    pub index: u8,
    /// How many partitions the topic has; names map to one of them by Kafka's formula.
    pub partition_count: u8,
    /// The brokers that keep a replica, in assignment order: the first is the preferred leader.
    pub replicas: Vec<BrokerId>,
    /// The config key min.insync.replicas.
    pub min_insync_replicas: u8,
    /// The config key unclean.leader.election.enable.
    pub unclean_leader_election: bool,
}

impl PartitionSetup {
    /// The name as Kafka's tools print it: topic, hyphen, number.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.topic, self.index)
    }

    /// min.insync.replicas, or the replica count where that is smaller (`Partition.effectiveMinIsr`).
    #[must_use]
    pub fn effective_min_insync_replicas(&self) -> usize {
        usize::from(self.min_insync_replicas).min(self.replicas.len())
    }
}

/// One client process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientSetup {
    /// Its name in scripts and transcripts.
    pub name: String,
    /// Its producer, if it has one.
    pub producer: Option<ProducerConfig>,
    /// Its consumer, if it has one.
    pub consumer: Option<ConsumerConfig>,
    /// Requests that are sent exactly as written, by index; for a client that is neither.
    pub raw: Vec<crate::node::RawRequest>,
    /// Whether the application acts by itself or waits for a script's commands.
    pub driver: Driver,
    /// The orders this application is given at the start, with their due time in microseconds.
    pub orders: Vec<(OrderId, u64)>,
}

impl Scenario {
    /// The brokers, ascending.
    pub fn brokers(&self) -> impl Iterator<Item = BrokerId> + use<> {
        (1..=self.broker_count).map(BrokerId)
    }

    /// The clients, ascending.
    pub fn client_ids(&self) -> impl Iterator<Item = ClientId> + use<> {
        (0..u8::try_from(self.clients.len()).expect("few clients")).map(ClientId)
    }

    /// The orders that are ever sent, ascending.
    pub fn order_ids(&self) -> impl Iterator<Item = OrderId> + use<> {
        (0..).map(OrderId).take(self.orders.len())
    }

    /// The partitions, ascending.
    pub fn partition_ids(&self) -> impl Iterator<Item = PartitionId> + use<> {
        (0..u8::try_from(self.partitions.len()).expect("few partitions")).map(PartitionId)
    }

    /// The setup of a partition.
    #[must_use]
    pub fn partition(&self, partition: PartitionId) -> &PartitionSetup {
        &self.partitions[partition.index()]
    }

    /// The setup of a client.
    #[must_use]
    pub fn client(&self, client: ClientId) -> &ClientSetup {
        &self.clients[client.index()]
    }

    /// The client of this name.
    #[must_use]
    pub fn client_named(&self, name: &str) -> Option<ClientId> {
        self.client_ids()
            .find(|client| self.client(*client).name == name)
    }

    /// The partition that Kafka's tools print as `name`.
    #[must_use]
    pub fn partition_named(&self, name: &str) -> Option<PartitionId> {
        self.partition_ids()
            .find(|partition| self.partition(*partition).name() == name)
    }

    /// The order of this name.
    #[must_use]
    pub fn order_named(&self, name: &str) -> Option<OrderId> {
        let index = self.orders.iter().position(|order| order == name)?;
        Some(OrderId(u16::try_from(index).expect("few orders")))
    }

    /// What an order is called.
    #[must_use]
    pub fn order_name(&self, order: OrderId) -> &str {
        &self.orders[order.index()]
    }

    /// The partition of `__consumer_offsets` that keeps a group's offsets, where the scenario has it.
    #[must_use]
    pub fn offsets_partition(&self, group: GroupId) -> Option<PartitionId> {
        self.internal_partition(CONSUMER_OFFSETS, &self.groups[usize::from(group.0)])
    }

    /// The partition of `__transaction_state` that keeps a transactional id's state, where the scenario has it.
    #[must_use]
    pub fn transaction_partition(&self, id: TransactionalId) -> Option<PartitionId> {
        self.internal_partition(TRANSACTION_STATE, &self.transactional_ids[id.index()])
    }

    fn internal_partition(&self, topic: &str, name: &str) -> Option<PartitionId> {
        self.partition_ids().find(|id| {
            let setup = self.partition(*id);
            setup.topic == topic && setup.index == partition_for(name, setup.partition_count)
        })
    }

    /// The transactional ids, ascending.
    pub fn transactional_id_list(&self) -> impl Iterator<Item = TransactionalId> + use<> {
        (0..u8::try_from(self.transactional_ids.len()).expect("few ids")).map(TransactionalId)
    }

    /// Whether anybody can use transactions, so that coordinators exist.
    #[must_use]
    pub fn has_transactions(&self) -> bool {
        TRANSACTIONS && !self.transactional_ids.is_empty()
    }

    /// Whether a client is the business that orders come from: a producer that reads nothing.
    #[must_use]
    pub fn is_shop(&self, client: ClientId) -> bool {
        let setup = self.client(client);
        setup.producer.is_some() && setup.consumer.is_none()
    }

    /// The transactional.id of a client's producer.
    #[must_use]
    pub fn transactional_id(&self, client: ClientId) -> Option<TransactionalId> {
        self.client(client).producer.as_ref()?.transactional_id
    }

    /// transaction.timeout.ms of those who use this transactional id; 60000 where only requests as written do.
    #[must_use]
    pub fn transaction_timeout(&self, id: TransactionalId) -> u64 {
        let producers = self
            .clients
            .iter()
            .filter_map(|setup| setup.producer.as_ref());
        let mut of_id = producers.filter(|producer| producer.transactional_id == Some(id));
        of_id.next().map_or(60_000, |producer| {
            u64::from(producer.transaction_timeout_ms)
        })
    }

    /// Whether a client's consumer is given committed records alone.
    #[must_use]
    pub fn reads_committed(&self, client: ClientId) -> bool {
        let consumer = self.client(client).consumer.as_ref();
        self.mechanisms.last_stable_offset
            && consumer.is_some_and(|c| c.isolation_level == IsolationLevel::ReadCommitted)
    }

    /// The partition that a client's producer sends an order to.
    ///
    /// # Panics
    /// When the client has no producer.
    #[must_use]
    pub fn output_of(&self, client: ClientId, order: OrderId) -> PartitionId {
        let producer = self.client(client).producer.as_ref();
        let partitions = &producer.expect("it has a producer").partitions;
        partitions[order.index() % partitions.len()]
    }

    /// Over which connection a client's producer sends: its own where the client has a consumer too.
    #[must_use]
    pub fn producer_channel(&self, client: ClientId) -> Channel {
        if self.client(client).consumer.is_some() {
            Channel::Output
        } else {
            Channel::Data
        }
    }

    /// Everybody who sends requests: the clients, then, where there are transactions, the brokers.
    pub fn senders(&self) -> impl Iterator<Item = NodeId> + use<> {
        let brokers = if self.has_transactions() {
            self.broker_count
        } else {
            0
        };
        let brokers = (1..=brokers).map(|broker| NodeId::Broker(BrokerId(broker)));
        self.client_ids().map(NodeId::Client).chain(brokers)
    }

    /// The channels that anybody uses here.
    #[must_use]
    pub fn channels(&self) -> &'static [Channel] {
        let has_output = |setup: &ClientSetup| setup.producer.is_some() && setup.consumer.is_some();
        if self.clients.iter().any(has_output) {
            &Channel::ALL
        } else {
            &Channel::ALL[..2]
        }
    }

    /// Where the replica of `partition` on `broker` stands in a world's list of replicas.
    #[must_use]
    pub fn replica_index(&self, partition: PartitionId, broker: BrokerId) -> usize {
        partition.index() * usize::from(self.broker_count) + broker.index()
    }

    /// Kafka's config keys of a client with the values they have here, for the page and for transcripts.
    #[must_use]
    pub fn config_keys(&self, client: ClientId) -> BTreeMap<&'static str, String> {
        let setup = self.client(client);
        let mut keys = BTreeMap::new();
        if let Some(producer) = &setup.producer {
            producer.write_keys(&mut keys);
        }
        if let Some(consumer) = &setup.consumer {
            consumer.write_keys(&mut keys);
        }
        keys
    }
}

/// The partition of an internal topic that a name maps to: |hashCode| mod count, where |-2^31| counts as 0
/// (`TransactionStateManager.partitionFor`, `Utils.abs`).
#[must_use]
pub fn partition_for(name: &str, partition_count: u8) -> u8 {
    let hash = java_hash_code(name);
    let positive = if hash == i32::MIN {
        0
    } else {
        hash.unsigned_abs()
    };
    u8::try_from(positive % u32::from(partition_count)).expect("a remainder below 256")
}

/// Java's `String.hashCode`: the polynomial of 31 over UTF-16 units, with overflow.
#[must_use]
pub fn java_hash_code(text: &str) -> i32 {
    text.encode_utf16().fold(0_i32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(i32::from(unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_map_to_partitions_by_kafkas_formula() {
        for (name, hash, partition) in [
            ("txn-A", 110_810_526, 26),
            ("txn-B", 110_810_527, 27),
            ("app-1", 93_027_205, 5),
            ("my-transactional-id", -959_806_496, 46),
            ("copier-0", -520_220_683, 33),
            ("my-group", -1_906_497_762, 12),
            ("g1", 3242, 42),
            ("etl-group", 886_319_695, 45),
        ] {
            assert_eq!(java_hash_code(name), hash, "{name}");
            assert_eq!(partition_for(name, 50), partition, "{name}");
        }
    }
}
