//! Logs: a group's own records, committed offsets, output, and what readers are given of it. Leader epochs count from the
//! first record, as clusters were restarted before.

use ackademy_engine::ids::GroupId;
use ackademy_engine::log::{Batch, Payload, Replica};
use ackademy_engine::player::Player;
use serde_json::{Map, Value, json};

use super::ours::Ours;

const STOPPED: &str = " while A is stopped";

/// What we have for a key, in the recording's shape.
pub fn of_key(key: &str, ours: &Ours) -> Option<Value> {
    let end = ours.player();
    if key == "offsets partition" {
        let log = end.scenario().offsets_partition(GroupId(0))?;
        return Some(end.scenario().partition(log).index.into());
    }
    if key == "group log" || key == "offsets log" {
        let log = end.scenario().offsets_partition(GroupId(0))?;
        let (_, replica) = end.world().leader_replica(log)?;
        let records = replica.batches().iter();
        let records = records.filter_map(|batch| match key {
            "group log" => group_record(batch, ours),
            _ => offset_record(batch, ours),
        });
        return Some(counted_from_the_start(&records.collect()));
    }
    let (key, player) = match key.strip_suffix(STOPPED) {
        Some(key) => (key, ours.at("while-A-is-stopped")),
        None => (key, end.clone()),
    };
    if let Some(partition) = key.strip_prefix("log of ") {
        let (partition, _) = partition.split_once(" on broker ")?;
        let records = leader(partition, &player)?
            .batches()
            .iter()
            .flat_map(|batch| output(batch, ours));
        return Some(counted_from_the_start(&records.collect()));
    }
    if let Some(partition) = key.strip_prefix("marks of ") {
        let replica = leader(partition, &player)?;
        return Some(json!({
            "highWatermark": replica.high_watermark().0,
            "lastStableOffset": replica.last_stable_offset().0,
        }));
    }
    let (isolation, partition) = key.split_once(" of ")?;
    read(
        isolation == "read_committed",
        leader(partition, &player)?,
        ours,
    )
    .filter(|_| ["read_committed", "read_uncommitted"].contains(&isolation))
}

fn leader<'a>(partition: &str, player: &'a Player) -> Option<&'a Replica> {
    let partition = player.scenario().partition_named(partition)?;
    player
        .world()
        .leader_replica(partition)
        .map(|(_, replica)| replica)
}

fn read(committed: bool, replica: &Replica, ours: &Ours) -> Option<Value> {
    let end = if committed {
        replica.last_stable_offset()
    } else {
        replica.high_watermark()
    };
    let readable = replica
        .batches()
        .iter()
        .filter(|batch| batch.end_offset() <= end);
    let given = readable.filter(|batch| !committed || !replica.is_aborted(batch));
    let values = given.flat_map(|batch| batch.orders());
    let values: Vec<&str> = values
        .map(|(_, order)| ours.player().scenario().order_name(order))
        .collect();
    Some(json!({ "values": values, "position": end.0, "endOffset": end.0 }))
}

fn group_record(batch: &Batch, ours: &Ours) -> Option<Value> {
    let Payload::Group { record, .. } = &batch.payload else {
        return None;
    };
    let members = record.members.iter();
    let members: Map<String, Value> = members
        .map(|member| (ours.member(member.id), ours.owned(member.assignment).into()))
        .collect();
    Some(json!({
        "offset": batch.base_offset.0,
        "leaderEpoch": batch.leader_epoch.0,
        "generation": record.generation.0,
        "protocol": (!members.is_empty()).then_some("range"),
        "leader": record.leader.map(|id| ours.member(id)),
        "members": members,
    }))
}

fn offset_record(batch: &Batch, ours: &Ours) -> Option<Value> {
    let mut record = match &batch.payload {
        Payload::CommittedOffset {
            group,
            partition,
            offset,
        } => {
            let group = &ours.player().scenario().groups[usize::from(group.0)];
            json!({
                "kind": if batch.transactional { "transactional" } else { "data" },
                "commit": format!("{group}:{}", ours.partition(*partition)),
                "committed": offset.0,
            })
        }
        Payload::Marker { .. } => marker(batch),
        _ => return None,
    };
    stamp(&mut record, batch, 0, ours);
    Some(record)
}

fn output(batch: &Batch, ours: &Ours) -> Vec<Value> {
    if batch.marker().is_some() {
        let mut record = marker(batch);
        stamp(&mut record, batch, 0, ours);
        return vec![record];
    }
    let orders = batch.orders().enumerate();
    orders
        .map(|(index, (_, order))| {
            let kind = if batch.transactional {
                "transactional"
            } else {
                "data"
            };
            let mut record =
                json!({ "kind": kind, "value": ours.player().scenario().order_name(order) });
            stamp(&mut record, batch, index, ours);
            record
        })
        .collect()
}

fn marker(batch: &Batch) -> Value {
    let result = batch.marker().expect("a marker");
    json!({ "kind": result.name(), "coordinatorEpoch": 0 })
}

fn stamp(record: &mut Value, batch: &Batch, index: usize, ours: &Ours) {
    record["offset"] = batch.base_offset.plus(index).0.into();
    record["leaderEpoch"] = batch.leader_epoch.0.into();
    if let Some(producer) = batch.producer {
        record["producer"] = ours.producer(producer.id).into();
        record["epoch"] = producer.epoch.0.into();
        if batch.marker().is_none() {
            record["sequence"] = producer.base_sequence.plus(index).0.into();
        }
    }
}

/// The same with leader and coordinator epochs as steps up from the first.
pub fn counted_from_the_start(value: &Value) -> Value {
    let mut value = value.clone();
    let Some(records) = value.as_array_mut() else {
        return value;
    };
    for key in ["leaderEpoch", "coordinatorEpoch"] {
        let epochs: Vec<i64> = records
            .iter()
            .filter_map(|record| record[key].as_i64())
            .collect();
        let first = epochs.first().copied().unwrap_or(0);
        for record in records
            .iter_mut()
            .filter(|record| record[key].is_i64() || record[key].is_u64())
        {
            record[key] = (record[key].as_i64().expect("a number") - first).into();
        }
    }
    value
}
