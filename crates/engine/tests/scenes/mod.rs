//! Runs that several tests look at.

use std::sync::Arc;

use ackademy_engine::protocol::Acks;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

/// The presets, and key changes that take other paths through the engine.
pub fn scenarios() -> Vec<(&'static str, Arc<Scenario>)> {
    let preset = |preset| Scenario::preset(preset, Pipeline::Simple);
    let mut idempotent = preset(Preset::AtLeastOnce);
    let producer = idempotent.clients[0].producer.as_mut().unwrap();
    producer.enable_idempotence = true;
    producer.max_in_flight_requests_per_connection = 5;
    let mut leader_only = preset(Preset::AtLeastOnce);
    leader_only.clients[0].producer.as_mut().unwrap().acks = Acks::One;
    leader_only.eligible_leader_replicas = false;
    for partition in &mut leader_only.partitions {
        partition.min_insync_replicas = 1;
    }
    let mut unclean = preset(Preset::AtLeastOnce);
    unclean.partitions[0].unclean_leader_election = true;
    unclean.background_flush = false;
    let mut one_record = preset(Preset::AtMostOnce);
    let producer = one_record.clients[0].producer.as_mut().unwrap();
    producer.batch_records_max = 1;
    vec![
        ("at most once", Arc::new(preset(Preset::AtMostOnce))),
        ("at least once", Arc::new(preset(Preset::AtLeastOnce))),
        ("idempotent", Arc::new(idempotent)),
        ("acks=1, no eligible leader replicas", Arc::new(leader_only)),
        ("unclean election, no flush", Arc::new(unclean)),
        ("acks=0, one record a batch", Arc::new(one_record)),
    ]
}
