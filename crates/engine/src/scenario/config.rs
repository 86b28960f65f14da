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
    /// The partitions it assigns to itself.
    pub partitions: Vec<PartitionId>,
    /// auto.offset.reset
    pub auto_offset_reset: OffsetReset,
    /// max.poll.records
    pub max_poll_records: u16,
    /// When the application commits its offsets.
    pub commit_order: CommitOrder,
    /// isolation.level
    pub isolation_level: IsolationLevel,
}

impl ConsumerConfig {
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
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            request_timeout_ms: 30_000,
            retry_backoff_ms: 100,
            replica_lag_time_max_ms: 30_000,
            broker_session_timeout_ms: 9_000,
            transaction_sweep_interval_ms: 10_000,
        }
    }
}
