//! `log of t-0 on broker 1`, with a moment before `on`; of a case `log t-0`, which is the leader's.

use ackademy_engine::ids::{BrokerId, Sequence};
use ackademy_engine::log::{Batch, Payload, Replica};
use serde_json::{Value, json};

use super::Seen;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    if let Some(rest) = key.strip_prefix("log of ") {
        return Some(on_broker(rest, seen));
    }
    key.strip_prefix("log ")
        .map(|partition| of_leader(partition, seen))
}

/// `t-0 before the crash on broker 2`.
fn on_broker(rest: &str, seen: &Seen) -> Result<Value, String> {
    let unreadable = || format!("not a log that can be found: {rest}");
    let (rest, broker) = rest.split_once(" on broker ").ok_or_else(unreadable)?;
    let broker = broker.parse().map(BrokerId).map_err(|_| unreadable())?;
    let (partition, moment) = partition_and_moment(rest);
    let partition = seen.partition(partition).ok_or_else(unreadable)?;
    let player = seen.at(moment)?;
    let keeps = &player.scenario().partition(partition).replicas;
    if !keeps.contains(&broker) {
        return Err(format!("broker {broker} keeps no copy"));
    }
    Ok(records(player.world().replica(partition, broker), seen))
}

fn of_leader(partition: &str, seen: &Seen) -> Result<Value, String> {
    let partition = seen
        .partition(partition)
        .ok_or_else(|| format!("no partition {partition}"))?;
    let player = seen.at(None)?;
    match player.world().leader_replica(partition) {
        Some((_, replica)) => Ok(records(replica, seen)),
        None => Err("nobody leads it".to_owned()),
    }
}

/// `t-0` or `t-0 under min ISR`.
pub fn partition_and_moment(text: &str) -> (&str, Option<&str>) {
    match text.split_once(' ') {
        Some((partition, moment)) => (partition, Some(moment)),
        None => (text, None),
    }
}

/// The records of a replica. The topics of these recordings were made for them, so leader epochs count from 0.
fn records(replica: &Replica, seen: &Seen) -> Value {
    let mut records = Vec::new();
    for batch in replica.batches() {
        let values: Vec<Option<&str>> = match &batch.payload {
            Payload::Orders(orders) => orders
                .iter()
                .map(|order| Some(seen.order_name(*order)))
                .collect(),
            _ => vec![None],
        };
        for (index, value) in values.into_iter().enumerate() {
            let mut record = identity(batch, index, seen);
            record["offset"] = batch.base_offset.plus(index).0.into();
            record["leaderEpoch"] = batch.leader_epoch.0.into();
            if let Some(value) = value {
                record["value"] = value.into();
            }
            records.push(record);
        }
    }
    records.into()
}

/// What records of all logs have: their kind, whose they are, and where a marker comes from.
pub fn identity(batch: &Batch, index: usize, seen: &Seen) -> Value {
    let mut record = json!({ "kind": kind(batch) });
    if let Payload::Marker {
        coordinator_epoch, ..
    } = batch.payload
    {
        record["coordinatorEpoch"] = coordinator_epoch.0.into();
    }
    if let Some(producer) = batch.producer {
        record["producer"] = seen.producer_name(producer.id).into();
        record["epoch"] = producer.epoch.0.into();
        if producer.base_sequence != Sequence::NONE {
            record["sequence"] = producer.base_sequence.plus(index).0.into();
        }
    }
    record
}

fn kind(batch: &Batch) -> &'static str {
    match (&batch.payload, batch.transactional) {
        (Payload::Marker { result, .. }, _) => result.name(),
        (_, true) => "transactional",
        (_, false) => "data",
    }
}
