//! The page's presets, each nothing but a choice of config keys.

use super::{
    CONSUMER_OFFSETS, ClientSetup, CommitOrder, ConsumerConfig, Driver, Mechanisms, PartitionSetup,
    ProducerConfig, RETRIES_MAX, Scenario, Subscription, TRANSACTION_STATE, Timeouts, Workarounds,
    partition_for,
};
use crate::few::sort_few;
use crate::ids::{BrokerId, GroupId, OrderId, PartitionId, TransactionalId};
use crate::protocol::{Acks, IsolationLevel, OffsetReset};

/// How many orders a run on the page can have.
pub const ORDERS_MAX: u16 = 12;

/// How many orders a run on the page starts with.
const ORDERS_AT_START: u16 = 3;

/// Time between two orders, in microseconds.
const ORDER_INTERVAL: u64 = 20_000;

/// How many partitions `__transaction_state` has on the page; only those that an id maps to take space.
const TRANSACTION_PARTITIONS: u8 = 3;

/// Which processes a scene has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pipeline {
    /// checkout, orders, billing, a charge in the outside world.
    Simple,
    /// checkout, orders, billing (reads an order, writes a payment), payments, statement.
    Stream,
}

/// A delivery guarantee as people name it, spelled out in config keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Preset {
    /// acks=0, no retries; billing commits before it charges.
    AtMostOnce,
    /// acks=all, retries, no idempotence; billing charges before it commits.
    AtLeastOnce,
    /// One transaction for each order; billing reads what is committed. A stream application commits its offsets inside
    /// the transaction of its output.
    ExactlyOnce,
}

impl Preset {
    /// The presets of a pipeline, in the order the page shows them.
    #[must_use]
    pub fn all(pipeline: Pipeline) -> &'static [Preset] {
        match pipeline {
            Pipeline::Simple | Pipeline::Stream => {
                &[Preset::AtMostOnce, Preset::AtLeastOnce, Preset::ExactlyOnce]
            }
        }
    }

    fn isolation(self) -> IsolationLevel {
        if self == Preset::ExactlyOnce {
            IsolationLevel::ReadCommitted
        } else {
            IsolationLevel::ReadUncommitted
        }
    }
}

impl Scenario {
    /// The page's scene: three brokers, replication 3, min.insync.replicas 2, three orders 20 ms apart.
    #[must_use]
    pub fn preset(preset: Preset, pipeline: Pipeline) -> Scenario {
        let is_stream = pipeline == Pipeline::Stream;
        let names: &[&str] = match (preset, pipeline) {
            (Preset::ExactlyOnce, Pipeline::Simple) => &["checkout"],
            (Preset::ExactlyOnce, Pipeline::Stream) => &["checkout", "billing"],
            _ => &[],
        };
        let clients = if is_stream {
            vec![checkout(preset), billing_stream(preset), statement(preset)]
        } else {
            vec![checkout(preset), billing(preset)]
        };
        let groups: &[&str] = if is_stream {
            &["billing", "statement"]
        } else {
            &["billing"]
        };
        Scenario {
            broker_count: 3,
            partitions: partitions(pipeline, names),
            clients,
            groups: owned(groups),
            transactional_ids: owned(names),
            orders: (1..=ORDERS_MAX).map(|number| number.to_string()).collect(),
            eligible_leader_replicas: true,
            background_flush: true,
            timeouts: Timeouts::default(),
            mechanisms: Mechanisms::default(),
            workarounds: Workarounds::default(),
            twins: Vec::new(),
        }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// orders and `__consumer_offsets`, then payments, then the partitions of `__transaction_state` that are touched.
fn partitions(pipeline: Pipeline, transactional_ids: &[&str]) -> Vec<PartitionSetup> {
    let brokers: Vec<BrokerId> = (1..=3).map(BrokerId).collect();
    let partition = |topic: &str, index: u8, partition_count: u8, first: usize| PartitionSetup {
        topic: topic.to_owned(),
        index,
        partition_count,
        replicas: (0..3).map(|place| brokers[(first + place) % 3]).collect(),
        min_insync_replicas: 2,
        unclean_leader_election: false,
    };
    let mut setups = vec![
        partition("orders", 0, 1, 0),
        partition(CONSUMER_OFFSETS, 0, 1, 1),
    ];
    if pipeline == Pipeline::Stream {
        setups.extend((0..2).map(|index| partition("payments", index, 2, usize::from(index) + 1)));
    }
    let mut touched: Vec<u8> = transactional_ids
        .iter()
        .map(|id| partition_for(id, TRANSACTION_PARTITIONS))
        .collect();
    sort_few(&mut touched, |index| *index);
    touched.dedup();
    setups.extend(touched.into_iter().map(|index| {
        partition(
            TRANSACTION_STATE,
            index,
            TRANSACTION_PARTITIONS,
            usize::from(index) + 2,
        )
    }));
    setups
}

fn producer(preset: Preset, id: TransactionalId, partitions: Vec<PartitionId>) -> ProducerConfig {
    let plain = ProducerConfig {
        acks: Acks::All,
        enable_idempotence: false,
        retries: RETRIES_MAX,
        max_in_flight_requests_per_connection: 1,
        linger_ms: 5,
        batch_records_max: 16,
        delivery_timeout_ms: 120_000,
        transactional_id: None,
        transaction_timeout_ms: 60_000,
        partitions,
    };
    match preset {
        Preset::AtMostOnce => ProducerConfig {
            acks: Acks::Zero,
            retries: 0,
            max_in_flight_requests_per_connection: 5,
            ..plain
        },
        Preset::AtLeastOnce => plain,
        Preset::ExactlyOnce => ProducerConfig {
            enable_idempotence: true,
            max_in_flight_requests_per_connection: 5,
            transactional_id: Some(id),
            ..plain
        },
    }
}

fn checkout(preset: Preset) -> ClientSetup {
    ClientSetup {
        name: "checkout".to_owned(),
        producer: Some(producer(preset, TransactionalId(0), vec![PartitionId(0)])),
        consumer: None,
        raw: Vec::new(),
        driver: Driver::Application,
        orders: (0..ORDERS_AT_START)
            .map(|index| (OrderId(index), u64::from(index) * ORDER_INTERVAL))
            .collect(),
    }
}

fn reader(name: &str, consumer: ConsumerConfig) -> ClientSetup {
    ClientSetup {
        name: name.to_owned(),
        producer: None,
        consumer: Some(consumer),
        raw: Vec::new(),
        driver: Driver::Application,
        orders: Vec::new(),
    }
}

fn consumer(preset: Preset, commit_order: CommitOrder) -> ConsumerConfig {
    ConsumerConfig {
        group: GroupId(0),
        partitions: vec![PartitionId(0)],
        auto_offset_reset: OffsetReset::Earliest,
        max_poll_records: 500,
        commit_order,
        isolation_level: preset.isolation(),
        subscription: Subscription::Assign,
    }
}

fn billing(preset: Preset) -> ClientSetup {
    let commit_order = match preset {
        Preset::AtMostOnce => CommitOrder::BeforeProcessing,
        Preset::AtLeastOnce | Preset::ExactlyOnce => CommitOrder::AfterProcessing,
    };
    reader("billing", consumer(preset, commit_order))
}

/// Billing as a stream application: the payment is a record, and the customer's statement is made of payments.
fn billing_stream(preset: Preset) -> ClientSetup {
    let commit_order = match preset {
        Preset::AtMostOnce => CommitOrder::BeforeProcessing,
        Preset::AtLeastOnce => CommitOrder::AfterProcessing,
        Preset::ExactlyOnce => CommitOrder::InTransaction,
    };
    let payments = vec![PartitionId(2), PartitionId(3)];
    ClientSetup {
        producer: Some(producer(preset, TransactionalId(1), payments)),
        ..reader("billing", consumer(preset, commit_order))
    }
}

fn statement(preset: Preset) -> ClientSetup {
    let everything = consumer(preset, CommitOrder::Never);
    reader(
        "statement",
        ConsumerConfig {
            group: GroupId(1),
            partitions: vec![PartitionId(2), PartitionId(3)],
            ..everything
        },
    )
}
