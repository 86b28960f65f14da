//! The page's presets, each nothing but a choice of config keys.

use super::{
    CONSUMER_OFFSETS, ClientSetup, CommitOrder, ConsumerConfig, Driver, PartitionSetup,
    ProducerConfig, RETRIES_MAX, Scenario, Timeouts,
};
use crate::ids::{BrokerId, GroupId, OrderId, PartitionId};
use crate::protocol::{Acks, OffsetReset};

/// How many orders a run on the page can have.
pub const ORDERS_MAX: u16 = 12;

/// How many orders a run on the page starts with.
const ORDERS_AT_START: u16 = 3;

/// Time between two orders, in microseconds.
const ORDER_INTERVAL: u64 = 20_000;

/// Which processes a scene has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pipeline {
    /// checkout, orders, billing, a charge in the outside world.
    Simple,
}

/// A delivery guarantee as people name it, spelled out in config keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Preset {
    /// acks=0, no retries; billing commits before it charges.
    AtMostOnce,
    /// acks=all, retries, no idempotence; billing charges before it commits.
    AtLeastOnce,
}

impl Preset {
    /// The presets of a pipeline, in the order the page shows them.
    #[must_use]
    pub fn all(pipeline: Pipeline) -> &'static [Preset] {
        match pipeline {
            Pipeline::Simple => &[Preset::AtMostOnce, Preset::AtLeastOnce],
        }
    }
}

impl Scenario {
    /// The page's scene: three brokers, replication 3, min.insync.replicas 2, three orders 20 ms apart.
    #[must_use]
    pub fn preset(preset: Preset, pipeline: Pipeline) -> Scenario {
        let Pipeline::Simple = pipeline;
        let brokers: Vec<BrokerId> = (1..=3).map(BrokerId).collect();
        let partition = |topic: &str, first: usize| PartitionSetup {
            topic: topic.to_owned(),
            index: 0,
            partition_count: 1,
            replicas: (0..3).map(|index| brokers[(first + index) % 3]).collect(),
            min_insync_replicas: 2,
            unclean_leader_election: false,
        };
        Scenario {
            broker_count: 3,
            partitions: vec![partition("orders", 0), partition(CONSUMER_OFFSETS, 1)],
            clients: vec![checkout(preset), billing(preset)],
            groups: vec!["billing".to_owned()],
            orders: (1..=ORDERS_MAX).map(|number| number.to_string()).collect(),
            eligible_leader_replicas: true,
            background_flush: true,
            timeouts: Timeouts::default(),
        }
    }
}

fn checkout(preset: Preset) -> ClientSetup {
    let plain = ProducerConfig {
        acks: Acks::All,
        enable_idempotence: false,
        retries: RETRIES_MAX,
        max_in_flight_requests_per_connection: 1,
        linger_ms: 5,
        batch_records_max: 16,
        delivery_timeout_ms: 120_000,
        partitions: vec![PartitionId(0)],
    };
    let producer = match preset {
        Preset::AtMostOnce => ProducerConfig {
            acks: Acks::Zero,
            retries: 0,
            max_in_flight_requests_per_connection: 5,
            ..plain
        },
        Preset::AtLeastOnce => plain,
    };
    ClientSetup {
        name: "checkout".to_owned(),
        producer: Some(producer),
        consumer: None,
        raw: Vec::new(),
        driver: Driver::Application,
        orders: (0..ORDERS_AT_START)
            .map(|index| (OrderId(index), u64::from(index) * ORDER_INTERVAL))
            .collect(),
    }
}

fn billing(preset: Preset) -> ClientSetup {
    let commit_order = match preset {
        Preset::AtMostOnce => CommitOrder::BeforeProcessing,
        Preset::AtLeastOnce => CommitOrder::AfterProcessing,
    };
    ClientSetup {
        name: "billing".to_owned(),
        producer: None,
        consumer: Some(ConsumerConfig {
            group: GroupId(0),
            partitions: vec![PartitionId(0)],
            auto_offset_reset: OffsetReset::Earliest,
            max_poll_records: 500,
            commit_order,
        }),
        raw: Vec::new(),
        driver: Driver::Application,
        orders: Vec::new(),
    }
}
