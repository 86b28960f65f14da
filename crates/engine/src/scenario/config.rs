//! Client configuration in Kafka's own keys, and the timeouts a clock needs.

use std::collections::BTreeMap;

use crate::ids::{GroupId, PartitionId, TransactionalId};
use crate::protocol::{Acks, IsolationLevel, OffsetReset};

/// Kafka's default for retries: as good as endless; delivery.timeout.ms is the real bound.
pub const RETRIES_MAX: u32 = 2_147_483_647;

/// Who decides what an application does next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Driver {
    /// The application acts by itself, as on the page.
    Application,
    /// Nothing happens without a script's command.
    Script,
}

/// When a consumer application ticks off what it has polled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CommitOrder {
    /// First the offsets, then the work: at most once.
    BeforeProcessing,
    /// First the work, then the offsets: at least once.
    AfterProcessing,
    /// The offsets inside the transaction of the output: exactly once.
    InTransaction,
    /// It only looks: nothing is done with a record, and nothing is ticked off.
    Never,
}

/// A producer's configuration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProducerConfig {
    /// acks
    pub acks: Acks,
    /// enable.idempotence
    pub enable_idempotence: bool,
    /// retries
    pub retries: u32,
    /// max.in.flight.requests.per.connection
    pub max_in_flight_requests_per_connection: u8,
    /// linger.ms
    pub linger_ms: u32,
    /// How many records fill a batch; stands for batch.size.
    pub batch_records_max: u8,
    /// delivery.timeout.ms
    pub delivery_timeout_ms: u32,
    /// transactional.id
    pub transactional_id: Option<TransactionalId>,
    /// transaction.timeout.ms
    pub transaction_timeout_ms: u32,
    /// The partitions of the topic it writes to; orders go round them by their number.
    pub partitions: Vec<PartitionId>,
}

impl ProducerConfig {
    pub(super) fn write_keys(&self, keys: &mut BTreeMap<&'static str, String>) {
        let acks = match self.acks {
            Acks::Zero => "0",
            Acks::One => "1",
            Acks::All => "all",
        };
        keys.insert("acks", acks.to_owned());
        keys.insert("enable.idempotence", self.enable_idempotence.to_string());
        keys.insert("retries", self.retries.to_string());
        keys.insert(
            "max.in.flight.requests.per.connection",
            self.max_in_flight_requests_per_connection.to_string(),
        );
        keys.insert("linger.ms", self.linger_ms.to_string());
        keys.insert("delivery.timeout.ms", self.delivery_timeout_ms.to_string());
    }
}

/// A consumer's configuration and its application's habit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsumerConfig {
    /// group.id
    pub group: GroupId,
    /// The partitions of its topic: those it assigns to itself, or subscribes to.
    pub partitions: Vec<PartitionId>,
    /// auto.offset.reset
    pub auto_offset_reset: OffsetReset,
    /// max.poll.records
    pub max_poll_records: u16,
    /// When the application commits its offsets.
    pub commit_order: CommitOrder,
    /// isolation.level
    pub isolation_level: IsolationLevel,
    /// How it comes to its partitions.
    pub subscription: Subscription,
}

/// How a consumer comes to its partitions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subscription {
    /// assign(): it reads all its partitions and is no member of its group.
    Assign,
    /// subscribe(): it joins its group, whose leader says who reads what.
    Group(GroupSettings),
}

/// What a member of a group is configured with, and two habits of its application.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupSettings {
    /// session.timeout.ms
    pub session_timeout_ms: u32,
    /// heartbeat.interval.ms
    pub heartbeat_interval_ms: u32,
    /// max.poll.interval.ms
    pub max_poll_interval_ms: u32,
    /// A stream application aborts its open transaction when its partitions are revoked or lost. One that does not, and
    /// joins again inside the transaction, names the generation it has just joined: nobody stops it.
    pub aborts_when_revoked: bool,
    /// sendOffsetsToTransaction() is given the consumer's groupMetadata() (KIP-447).
    pub sends_group_metadata: bool,
}

impl Default for GroupSettings {
    fn default() -> Self {
        GroupSettings {
            session_timeout_ms: 45_000,
            heartbeat_interval_ms: 3_000,
            max_poll_interval_ms: 300_000,
            aborts_when_revoked: true,
            sends_group_metadata: true,
        }
    }
}

impl ConsumerConfig {
    /// What it is configured with as a member of its group.
    #[must_use]
    pub fn group_settings(&self) -> Option<GroupSettings> {
        match self.subscription {
            Subscription::Assign => None,
            Subscription::Group(settings) => Some(settings),
        }
    }

    pub(super) fn write_keys(&self, keys: &mut BTreeMap<&'static str, String>) {
        let reset = match self.auto_offset_reset {
            OffsetReset::Earliest => "earliest",
            OffsetReset::Latest => "latest",
        };
        keys.insert("auto.offset.reset", reset.to_owned());
        let isolation = match self.isolation_level {
            IsolationLevel::ReadUncommitted => "read_uncommitted",
            IsolationLevel::ReadCommitted => "read_committed",
        };
        keys.insert("isolation.level", isolation.to_owned());
        keys.insert("max.poll.records", self.max_poll_records.to_string());
        keys.insert("enable.auto.commit", false.to_string());
        if let Subscription::Group(settings) = self.subscription {
            let mut insert = |key, milliseconds: u32| keys.insert(key, milliseconds.to_string());
            insert("session.timeout.ms", settings.session_timeout_ms);
            insert("heartbeat.interval.ms", settings.heartbeat_interval_ms);
            insert("max.poll.interval.ms", settings.max_poll_interval_ms);
        }
    }
}

/// Kafka's timeouts, in milliseconds. The engine itself only knows which timers are armed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeouts {
    /// request.timeout.ms
    pub request_timeout_ms: u32,
    /// retry.backoff.ms
    pub retry_backoff_ms: u32,
    /// replica.lag.time.max.ms
    pub replica_lag_time_max_ms: u32,
    /// broker.session.timeout.ms
    pub broker_session_timeout_ms: u32,
    /// transaction.abort.timed.out.transaction.cleanup.interval.ms
    pub transaction_sweep_interval_ms: u32,
    /// group.initial.rebalance.delay.ms
    pub group_initial_rebalance_delay_ms: u32,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            request_timeout_ms: 30_000,
            retry_backoff_ms: 100,
            replica_lag_time_max_ms: 30_000,
            broker_session_timeout_ms: 9_000,
            transaction_sweep_interval_ms: 10_000,
            group_initial_rebalance_delay_ms: 3_000,
        }
    }
}
