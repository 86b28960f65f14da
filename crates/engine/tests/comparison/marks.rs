//! `marks of t-0`, with a moment behind it; `marks before`, of the topic that there is; of a case `marks t-0`.

use ackademy_engine::log::Replica;
use ackademy_engine::player::Player;
use serde_json::{Value, json};

use super::Seen;
use super::logs::partition_and_moment;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    let rest = key.strip_prefix("marks ")?;
    let named = rest.strip_prefix("of ").unwrap_or(rest);
    let (partition, moment) = partition_and_moment(named);
    Some(if seen.partition(partition).is_some() {
        at(partition, moment, seen)
    } else {
        at("t-0", Some(rest), seen)
    })
}

fn at(partition: &str, moment: Option<&str>, seen: &Seen) -> Result<Value, String> {
    let leader = leader(partition, seen.at(moment)?)?;
    Ok(json!({
        "highWatermark": leader.high_watermark().0,
        "lastStableOffset": leader.last_stable_offset().0,
    }))
}

/// The leader's log.
pub fn leader<'a>(partition: &str, player: &'a Player) -> Result<&'a Replica, String> {
    player
        .scenario()
        .partition_named(partition)
        .and_then(|partition| player.world().leader_replica(partition))
        .map(|(_, replica)| replica)
        .ok_or_else(|| format!("nobody leads {partition}"))
}
