//! What random runs vary before the first step.

use ackademy_engine::ids::BrokerId;
use ackademy_engine::protocol::Acks;
use ackademy_engine::scenario::{Mechanisms, Pipeline, Preset, RETRIES_MAX, Scenario};
use proptest::prelude::*;
use proptest::sample::select;

use super::Scene;

/// The most replicas of a partition.
const REPLICAS_MAX: u8 = 3;

/// The keys of a scenario that differ between runs.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    pub preset: Preset,
    pub broker_count: u8,
    pub min_insync_replicas: u8,
    pub acks: Acks,
    pub enable_idempotence: bool,
    pub retries: u32,
    pub max_in_flight: u8,
    pub linger_ms: u32,
    pub batch_records_max: u8,
    pub order_count: usize,
    pub eligible_leader_replicas: bool,
    pub mechanisms: Mechanisms,
}

/// Every setup that Kafka accepts, out of the values that lessons and recordings use.
pub fn setups() -> impl Strategy<Value = Setup> {
    let cluster = (
        select(vec![3_u8, 1, 2, 3, 4, 5]),
        select(vec![2_u8, 1]),
        any::<bool>(),
    );
    let producer = (
        select(vec![Acks::All, Acks::One, Acks::Zero, Acks::All]),
        any::<bool>(),
        select(vec![RETRIES_MAX, RETRIES_MAX, 0, 2]),
        select(vec![1_u8, 5]),
        select(vec![0_u32, 5]),
        select(vec![1_u8, 2, 16]),
    );
    let preset = select(vec![Preset::AtLeastOnce, Preset::AtMostOnce]);
    (preset, cluster, producer, 2..=5_usize).prop_map(|(preset, cluster, producer, order_count)| {
        let (broker_count, min_insync_replicas, eligible_leader_replicas) = cluster;
        let (acks, idempotent, retries, max_in_flight, linger_ms, batch_records_max) = producer;
        let enable_idempotence = idempotent && acks == Acks::All && retries > 0;
        Setup {
            preset,
            broker_count,
            min_insync_replicas,
            acks,
            enable_idempotence,
            retries,
            max_in_flight,
            linger_ms,
            batch_records_max,
            order_count,
            eligible_leader_replicas,
            mechanisms: Mechanisms::default(),
        }
    })
}

impl Scene for Setup {
    fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::preset(self.preset, Pipeline::Simple);
        scenario.broker_count = self.broker_count;
        scenario.eligible_leader_replicas = self.eligible_leader_replicas;
        scenario.mechanisms = self.mechanisms;
        scenario.orders.truncate(self.order_count);
        let brokers = u8::min(self.broker_count, REPLICAS_MAX);
        for (first, partition) in (0..).zip(&mut scenario.partitions) {
            let broker = |place| BrokerId((first + place) % self.broker_count + 1);
            partition.replicas = (0..brokers).map(broker).collect();
            partition.min_insync_replicas = self.min_insync_replicas;
        }
        let orders = (0..)
            .map(ackademy_engine::ids::OrderId)
            .take(self.order_count);
        scenario.clients[0].orders = orders.map(|order| (order, 0)).collect();
        let producer = scenario.clients[0].producer.as_mut().expect("checkout");
        producer.acks = self.acks;
        producer.enable_idempotence = self.enable_idempotence;
        producer.retries = self.retries;
        producer.max_in_flight_requests_per_connection = self.max_in_flight;
        producer.linger_ms = self.linger_ms;
        producer.batch_records_max = self.batch_records_max;
        scenario.validate().expect("only setups that Kafka accepts");
        scenario
    }
}
