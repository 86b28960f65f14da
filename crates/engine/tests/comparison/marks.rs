//! `marks of t-0`, with a moment behind it; `marks before`, of the topic that there is; of a case `marks t-0`.

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
    let player = seen.at(moment)?;
    let high_watermark = high_watermark(partition, player)?;
    // Nothing holds the last stable offset back where nobody has a transaction.
    Ok(json!({ "highWatermark": high_watermark, "lastStableOffset": high_watermark }))
}

/// The leader's high watermark.
pub fn high_watermark(partition: &str, player: &Player) -> Result<u32, String> {
    player
        .scenario()
        .partition_named(partition)
        .and_then(|partition| player.world().leader_replica(partition))
        .map(|(_, replica)| replica.high_watermark().0)
        .ok_or_else(|| format!("nobody leads {partition}"))
}
