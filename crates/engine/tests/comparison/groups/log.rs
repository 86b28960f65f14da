//! `group log`: the records in which a coordinator keeps its group.

use ackademy_engine::ids::GroupId;
use ackademy_engine::log::{Batch, Payload};
use serde_json::{Map, Value, json};

use super::super::{Seen, Told};

pub fn of_key(key: &str, seen: &Seen) -> Option<Told> {
    (key == "group log").then(|| {
        let player = seen.end();
        let log = player.scenario().offsets_partition(GroupId(0));
        let log = log.and_then(|log| player.world().leader_replica(log));
        let (_, log) = log.ok_or("nobody coordinates the group")?;
        let records = log.batches().iter();
        Ok(records.filter_map(|batch| record(batch, seen)).collect())
    })
}

fn record(batch: &Batch, seen: &Seen) -> Option<Value> {
    let Payload::Group { record, .. } = &batch.payload else {
        return None;
    };
    let members = record.members.iter();
    let members: Map<String, Value> = members
        .map(|member| (seen.member(member.id), seen.owned(member.assignment).into()))
        .collect();
    Some(json!({
        "offset": batch.base_offset.0,
        "leaderEpoch": batch.leader_epoch.0,
        "generation": record.generation.0,
        "protocol": (!members.is_empty()).then_some("range"),
        "leader": record.leader.map(|id| seen.member(id)),
        "members": members,
    }))
}
