//! Every key that can be changed, in the order of the page, with the values that make a difference here.

use ackademy_engine::scenario::{Mechanism, Pipeline, Workaround};

/// Whose key it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Owner {
    /// checkout, the producer.
    Checkout,
    /// billing: a consumer, or a stream application.
    Billing,
    /// statement, which reads payments.
    Statement,
    /// Every client alike.
    EveryClient,
    /// The topics and brokers.
    Cluster,
    /// Kafka itself: the parts that it is made of.
    Kafka,
    /// What applications do by themselves, beside Kafka.
    BesideKafka,
}

impl Owner {
    /// What it has is no key of a preset: another preset leaves it as it is.
    #[must_use]
    pub fn is_beside_presets(self) -> bool {
        matches!(self, Owner::Kafka | Owner::BesideKafka)
    }

    /// Those that a pipeline has, in the order of the page.
    #[must_use]
    pub fn all(pipeline: Pipeline) -> &'static [Owner] {
        match pipeline {
            Pipeline::Simple => &[
                Owner::Checkout,
                Owner::Billing,
                Owner::EveryClient,
                Owner::Cluster,
                Owner::Kafka,
                Owner::BesideKafka,
            ],
            Pipeline::Stream => &[
                Owner::Checkout,
                Owner::Billing,
                Owner::Statement,
                Owner::EveryClient,
                Owner::Cluster,
                Owner::Kafka,
                Owner::BesideKafka,
            ],
        }
    }

    /// The client's name in the scenario; every client and the cluster have none.
    pub(super) fn client_name(self) -> Option<&'static str> {
        match self {
            Owner::Checkout => Some("checkout"),
            Owner::Billing => Some("billing"),
            Owner::Statement => Some("statement"),
            Owner::EveryClient | Owner::Cluster | Owner::Kafka | Owner::BesideKafka => None,
        }
    }

    fn has(self, part: Part, pipeline: Pipeline) -> bool {
        let is_stream = pipeline == Pipeline::Stream;
        match (self, part) {
            (Owner::Checkout, Part::Producer)
            | (Owner::Billing | Owner::Statement, Part::Consumer)
            | (Owner::Billing, Part::Commits | Part::Member)
            | (Owner::EveryClient, Part::Client)
            | (Owner::Cluster, Part::Cluster)
            | (Owner::Kafka, Part::Mechanism)
            | (Owner::BesideKafka, Part::OfShop) => true,
            (Owner::Billing, Part::Producer | Part::Stream) | (Owner::Statement, Part::Readers) => {
                is_stream
            }
            (Owner::BesideKafka, Part::OfCharges) => !is_stream,
            _ => false,
        }
    }
}

/// What a key configures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Producer,
    Consumer,
    /// A consumer that ticks off what it has read.
    Commits,
    Member,
    /// A stream application.
    Stream,
    /// Who reads what a stream application writes.
    Readers,
    Client,
    Cluster,
    Mechanism,
    /// A workaround in which checkout alone takes part.
    OfShop,
    /// A workaround in which whoever charges the customer takes part.
    OfCharges,
}

/// A key that can be changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    /// acks
    Acks,
    /// enable.idempotence
    EnableIdempotence,
    /// transactional.id
    TransactionalId,
    /// transaction.timeout.ms
    TransactionTimeout,
    /// retries
    Retries,
    /// max.in.flight.requests.per.connection
    MaxInFlight,
    /// linger.ms
    Linger,
    /// batch.size, in records
    BatchSize,
    /// delivery.timeout.ms
    DeliveryTimeout,
    /// How many stream applications share the group: not a key of Kafka's.
    Instances,
    /// How many readers of payments there are, the second one of the other isolation.level: not a key of Kafka's.
    Readers,
    /// When billing commits its offsets: not a key of Kafka's but the order of two calls.
    CommitOrder,
    /// isolation.level
    IsolationLevel,
    /// auto.offset.reset
    AutoOffsetReset,
    /// max.poll.records
    MaxPollRecords,
    /// How it comes to its partitions: subscribe() or assign().
    Subscription,
    /// session.timeout.ms
    SessionTimeout,
    /// heartbeat.interval.ms
    HeartbeatInterval,
    /// max.poll.interval.ms
    MaxPollInterval,
    /// What a stream application does with its open transaction when its partitions are revoked: a habit, not a key.
    WhenRevoked,
    /// Whether sendOffsetsToTransaction() is given groupMetadata(): an argument, not a key.
    GroupMetadata,
    /// request.timeout.ms
    RequestTimeout,
    /// retry.backoff.ms
    RetryBackoff,
    /// min.insync.replicas
    MinInsyncReplicas,
    /// unclean.leader.election.enable
    UncleanElection,
    /// eligible.leader.replicas.version
    EligibleLeaderReplicas,
    /// replica.lag.time.max.ms
    ReplicaLagTime,
    /// broker.session.timeout.ms
    BrokerSessionTimeout,
    /// transaction.abort.timed.out.transaction.cleanup.interval.ms
    TransactionSweep,
    /// group.initial.rebalance.delay.ms
    InitialRebalanceDelay,
    /// A part of Kafka that can be taken out.
    Mechanism(Mechanism),
    /// What an application does by itself.
    Workaround(Workaround),
}

/// One owner's key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SettingKey {
    /// Whose.
    pub owner: Owner,
    /// Which.
    pub key: Key,
}

impl SettingKey {
    /// The key of that owner.
    #[must_use]
    pub const fn of(owner: Owner, key: Key) -> SettingKey {
        SettingKey { owner, key }
    }

    /// Its number in links.
    ///
    /// # Panics
    /// When the table of keys lacks it.
    #[must_use]
    pub fn number(self) -> u8 {
        let row = KEYS.iter().find(|row| row.key == self.key);
        let row = row.expect("every key has its row");
        row.number
            + match (self.owner, row.part) {
                (Owner::Billing, Part::Producer) => OF_ANOTHER_PRODUCER,
                (Owner::Statement, _) => OF_ANOTHER_READER,
                _ => 0,
            }
    }

    /// The key of a pipeline that has this number in links.
    #[must_use]
    pub fn numbered(number: u8, pipeline: Pipeline) -> Option<SettingKey> {
        let owners = Owner::all(pipeline).iter();
        let mut keys = owners
            .flat_map(|owner| keys_of(*owner, pipeline).map(|row| SettingKey::of(*owner, row.key)));
        keys.find(|key| key.number() == number)
    }
}

/// What is added to a key's number in links where billing has a producer too, and where statement reads too.
const OF_ANOTHER_PRODUCER: u8 = 64;
const OF_ANOTHER_READER: u8 = 128;

/// A key as the page lists it.
pub(super) struct Row {
    pub(super) key: Key,
    /// Its number in links, never given to another key.
    number: u8,
    /// As Kafka spells it.
    pub(super) name: &'static str,
    part: Part,
    options: &'static [&'static str],
}

impl Row {
    /// The values that the key can have with this owner.
    pub(super) fn options(&self, owner: Owner) -> Vec<&'static str> {
        match (self.key, owner.client_name()) {
            (Key::TransactionalId, Some(name)) => vec![NONE, name],
            _ => self.options.to_vec(),
        }
    }
}

/// The keys of an owner, in the order of the page.
pub(super) fn keys_of(owner: Owner, pipeline: Pipeline) -> impl Iterator<Item = &'static Row> {
    KEYS.iter()
        .filter(move |row| owner.has(row.part, pipeline))
        // Without a producer of its own, billing cannot commit inside a transaction.
        .filter(move |row| row.key != Key::CommitOrder || row.is_for(pipeline))
}

impl Row {
    fn is_for(&self, pipeline: Pipeline) -> bool {
        self.options.contains(&IN_TRANSACTION) == (pipeline == Pipeline::Stream)
    }
}

pub(super) const ON: &str = "on";
pub(super) const OFF: &str = "off";
pub(super) const NONE: &str = "none";
pub(super) const IN_TRANSACTION: &str = "in-transaction";
pub(super) const BEFORE: &str = "before-processing";
pub(super) const AFTER: &str = "after-processing";
pub(super) const ASSIGN: &str = "assign()";
pub(super) const SUBSCRIBE: &str = "subscribe()";
pub(super) const ABORTS: &str = "aborts";
pub(super) const GOES_ON: &str = "goes-on";
pub(super) const GIVEN: &str = "given";
pub(super) const NOT_GIVEN: &str = "not-given";
const RETRIES_DEFAULT: &str = "2147483647";

const fn row(
    number: u8,
    key: Key,
    name: &'static str,
    part: Part,
    options: &'static [&'static str],
) -> Row {
    Row {
        key,
        number,
        name,
        part,
        options,
    }
}

const ON_OR_OFF: &[&str] = &[ON, OFF];
const BOOLEANS: &[&str] = &["false", "true"];

#[rustfmt::skip]
const KEYS: [Row; 44] = [
    row(13, Key::Instances, "instances", Part::Stream, &["1", "2"]),
    row(63, Key::Readers, "readers", Part::Readers, &["1", "2"]),
    row(0, Key::Acks, "acks", Part::Producer, &["0", "1", "all"]),
    row(1, Key::EnableIdempotence, "enable.idempotence", Part::Producer, BOOLEANS),
    row(14, Key::TransactionalId, "transactional.id", Part::Producer, &[]),
    row(15, Key::TransactionTimeout, "transaction.timeout.ms", Part::Producer, &["10000", "60000", "900000"]),
    row(2, Key::Retries, "retries", Part::Producer, &["0", "1", "3", RETRIES_DEFAULT]),
    row(3, Key::MaxInFlight, "max.in.flight.requests.per.connection", Part::Producer, &["1", "2", "3", "4", "5", "6"]),
    row(4, Key::Linger, "linger.ms", Part::Producer, &["0", "5", "50"]),
    row(16, Key::BatchSize, "batch.size", Part::Producer, &["1", "2", "16"]),
    row(5, Key::DeliveryTimeout, "delivery.timeout.ms", Part::Producer, &["20000", "60000", "120000"]),
    row(7, Key::CommitOrder, "commitSync()", Part::Commits, &[BEFORE, AFTER]),
    row(7, Key::CommitOrder, "offsets", Part::Commits, &[BEFORE, AFTER, IN_TRANSACTION]),
    row(17, Key::IsolationLevel, "isolation.level", Part::Consumer, &["read_uncommitted", "read_committed"]),
    row(8, Key::AutoOffsetReset, "auto.offset.reset", Part::Consumer, &["earliest", "latest"]),
    row(9, Key::MaxPollRecords, "max.poll.records", Part::Consumer, &["1", "500"]),
    row(18, Key::Subscription, "partitions", Part::Member, &[ASSIGN, SUBSCRIBE]),
    row(19, Key::SessionTimeout, "session.timeout.ms", Part::Member, &["10000", "45000"]),
    row(20, Key::HeartbeatInterval, "heartbeat.interval.ms", Part::Member, &["1000", "3000"]),
    row(21, Key::MaxPollInterval, "max.poll.interval.ms", Part::Member, &["60000", "300000"]),
    row(22, Key::WhenRevoked, "onPartitionsRevoked()", Part::Stream, &[ABORTS, GOES_ON]),
    row(23, Key::GroupMetadata, "groupMetadata()", Part::Stream, &[GIVEN, NOT_GIVEN]),
    row(6, Key::RequestTimeout, "request.timeout.ms", Part::Client, &["5000", "30000"]),
    row(24, Key::RetryBackoff, "retry.backoff.ms", Part::Client, &["100", "1000"]),
    row(10, Key::MinInsyncReplicas, "min.insync.replicas", Part::Cluster, &["1", "2", "3"]),
    row(12, Key::UncleanElection, "unclean.leader.election.enable", Part::Cluster, BOOLEANS),
    row(25, Key::EligibleLeaderReplicas, "eligible.leader.replicas.version", Part::Cluster, &["0", "1"]),
    row(11, Key::ReplicaLagTime, "replica.lag.time.max.ms", Part::Cluster, &["5000", "30000"]),
    row(26, Key::BrokerSessionTimeout, "broker.session.timeout.ms", Part::Cluster, &["3000", "9000"]),
    row(28, Key::TransactionSweep, "transaction.abort.timed.out.transaction.cleanup.interval.ms", Part::Cluster, &["1000", "10000"]),
    row(29, Key::InitialRebalanceDelay, "group.initial.rebalance.delay.ms", Part::Cluster, &["0", "3000"]),
    row(32, Key::Mechanism(Mechanism::SequenceCheck), "", Part::Mechanism, ON_OR_OFF),
    row(33, Key::Mechanism(Mechanism::ProducerEpochFence), "", Part::Mechanism, ON_OR_OFF),
    row(34, Key::Mechanism(Mechanism::TransactionLog), "", Part::Mechanism, ON_OR_OFF),
    row(35, Key::Mechanism(Mechanism::LastStableOffset), "", Part::Mechanism, ON_OR_OFF),
    row(36, Key::Mechanism(Mechanism::InSyncWait), "", Part::Mechanism, ON_OR_OFF),
    row(37, Key::Mechanism(Mechanism::LeaderEpochTruncation), "", Part::Mechanism, ON_OR_OFF),
    row(38, Key::Mechanism(Mechanism::GroupGenerationFence), "", Part::Mechanism, ON_OR_OFF),
    row(39, Key::Mechanism(Mechanism::CoordinatorEpochCheck), "", Part::Mechanism, ON_OR_OFF),
    row(40, Key::Mechanism(Mechanism::PartitionVerification), "", Part::Mechanism, ON_OR_OFF),
    row(48, Key::Workaround(Workaround::IdempotencyKey), "", Part::OfCharges, ON_OR_OFF),
    row(49, Key::Workaround(Workaround::Inbox), "", Part::OfCharges, ON_OR_OFF),
    row(50, Key::Workaround(Workaround::Outbox), "", Part::OfShop, ON_OR_OFF),
    row(51, Key::Workaround(Workaround::LockStep), "", Part::OfCharges, ON_OR_OFF),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_owner_has_a_number_of_its_own() {
        for pipeline in [Pipeline::Simple, Pipeline::Stream] {
            let mut numbers = Vec::new();
            for owner in Owner::all(pipeline) {
                for row in keys_of(*owner, pipeline) {
                    let key = SettingKey::of(*owner, row.key);
                    assert_eq!(SettingKey::numbered(key.number(), pipeline), Some(key));
                    assert!(!numbers.contains(&key.number()), "{}", row.name);
                    numbers.push(key.number());
                }
            }
            assert!(numbers.len() > 20);
        }
    }
}
