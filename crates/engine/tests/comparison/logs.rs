//! `log of t-0 on broker 1`, with a moment before `on`; of a case `log t-0`, which is the leader's.

use ackademy_engine::ids::BrokerId;
use ackademy_engine::log::{Payload, Replica};
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
        let Payload::Orders(orders) = &batch.payload else {
            panic!("a record of an internal topic among {records:?}");
        };
        for (index, order) in orders.iter().enumerate() {
            let mut record = json!({
                "offset": batch.base_offset.plus(index).0,
                "kind": "data",
                "leaderEpoch": batch.leader_epoch.0,
                "value": seen.order_name(*order),
            });
            if let Some(producer) = batch.producer {
                record["producer"] = seen.producer_name(producer.id).into();
                record["epoch"] = producer.epoch.0.into();
                record["sequence"] = producer.base_sequence.plus(index).0.into();
            }
            records.push(record);
        }
    }
    records.into()
}
