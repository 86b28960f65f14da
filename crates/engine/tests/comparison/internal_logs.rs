//! `transaction log of ID` and `offsets log`: what coordinators have written down, without offsets and leader epochs, as other
//! ids and groups may stand between. Of a case `transaction log ID`.

use ackademy_engine::ids::{GroupId, PartitionSet, TransactionalId};
use ackademy_engine::log::{Batch, Payload, Replica};
use ackademy_engine::scenario::CONSUMER_OFFSETS;
use serde_json::{Value, json};

use super::Seen;
use super::fair::{COUNTED_OFFSETS_LOG, PLACED_OFFSETS_LOG, count_from_the_first};
use super::logs::identity;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    if key == "offsets log" {
        return Some(offsets(Told::State, seen));
    }
    if key == PLACED_OFFSETS_LOG {
        return Some(offsets(Told::All, seen));
    }
    if key == COUNTED_OFFSETS_LOG {
        return Some(offsets(Told::All, seen).map(|mut log| {
            count_from_the_first(&mut log);
            log
        }));
    }
    if key == "offsets partition" {
        let scenario = seen.end().scenario();
        let partition = scenario.offsets_partition(GroupId(0));
        let partition = partition.map(|partition| scenario.partition(partition).index);
        return Some(
            partition.map_or(Err("there is no group".to_owned()), |index| {
                Ok(json!(index))
            }),
        );
    }
    if let Some(id) = key.strip_prefix("transaction log partition of ") {
        return Some(log_of(id, seen).map(|(_, partition, _)| json!(partition)));
    }
    if let Some(id) = key.strip_prefix("transaction log leader epoch at end, ") {
        return Some(
            log_of(id, seen).map(|(_, _, log)| json!(log.last_epoch().map(|epoch| epoch.0))),
        );
    }
    if let Some(id) = key.strip_prefix("transaction log of ") {
        return Some(log_of(id, seen).map(|(id, _, log)| records(id, log, Told::All, seen)));
    }
    let id = key.strip_prefix("transaction log ")?;
    Some(Ok(match log_of(id, seen) {
        Ok((id, _, log)) => records(id, log, Told::State, seen),
        // Nobody has ever used it.
        Err(_) => json!([]),
    }))
}

/// What a recording tells of a record: scenarios tell all, cases the state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    All,
    State,
}

/// A transactional id with its partition of `__transaction_state` and the log that its coordinator has.
fn log_of<'a>(name: &str, seen: &'a Seen) -> Result<(TransactionalId, u8, &'a Replica), String> {
    let player = seen.end();
    let scenario = player.scenario();
    let mut ids = scenario.transactional_id_list();
    let id = ids
        .find(|id| scenario.transactional_ids[id.index()] == name)
        .ok_or_else(|| format!("no transactional id {name}"))?;
    let partition = scenario
        .transaction_partition(id)
        .ok_or("it has no partition")?;
    let log = player.world().leader_replica(partition);
    let (_, log) = log.ok_or("nobody coordinates it")?;
    Ok((id, scenario.partition(partition).index, log))
}

/// The records of one transactional id, in order.
fn records(id: TransactionalId, log: &Replica, told: Told, seen: &Seen) -> Value {
    let of_id = log
        .batches()
        .iter()
        .filter_map(|batch| match &batch.payload {
            Payload::Transaction { id: of, record } if *of == id => Some(record),
            _ => None,
        });
    let records = of_id.map(|record| {
        let mut told_of = json!({
            "state": record.state.name(),
            "producer": seen.producer_name(record.producer_id),
            "epoch": record.producer_epoch.0,
            "partitions": record.partitions.map(|set| partitions(set, told, seen)),
            "startTimestampSet": record.start_timestamp_set,
        });
        if told == Told::All {
            told_of["timeoutMs"] = record.timeout_ms.into();
        }
        told_of
    });
    records.collect()
}

/// A set, in the order of its names. Cases name the partition of the one group that there is by the group.
fn partitions(set: PartitionSet, told: Told, seen: &Seen) -> Vec<String> {
    let scenario = seen.end().scenario();
    let mut names: Vec<String> = set
        .iter()
        .map(|partition| {
            let setup = scenario.partition(partition);
            if setup.topic == CONSUMER_OFFSETS && told == Told::State {
                return format!("{CONSUMER_OFFSETS} of {}", scenario.groups[0]);
            }
            setup.name()
        })
        .collect();
    names.sort();
    names
}

/// The log of the partition that keeps the offsets of the first group, without what members of groups left there.
fn offsets(told: Told, seen: &Seen) -> Result<Value, String> {
    let log = offsets_log(seen)?;
    let records = log.batches().iter();
    let records = records.filter(|batch| !matches!(batch.payload, Payload::Group { .. }));
    Ok(records
        .map(|batch| offset_record(batch, told, seen))
        .collect())
}

fn offset_record(batch: &Batch, told: Told, seen: &Seen) -> Value {
    let mut record = identity(batch, 0, seen);
    if told == Told::All {
        record["offset"] = batch.base_offset.0.into();
        record["leaderEpoch"] = batch.leader_epoch.0.into();
    }
    if let Payload::CommittedOffset {
        group,
        partition,
        offset,
    } = &batch.payload
    {
        let (group, partition) = (seen.group(*group), seen.partition_name(*partition));
        record["commit"] = format!("{group}:{partition}").into();
        record["committed"] = offset.0.into();
    }
    record
}

fn offsets_log(seen: &Seen) -> Result<&Replica, String> {
    let scenario = seen.end().scenario();
    let group = GroupId(0);
    let partition = scenario.offsets_partition(group);
    partition
        .and_then(|partition| seen.end().world().leader_replica(partition))
        .map(|(_, replica)| replica)
        .ok_or_else(|| "nobody coordinates the group".to_owned())
}
