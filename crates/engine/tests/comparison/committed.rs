//! `committed`: the group's offset of t-0, as an administrator sees it who does not wait for stable offsets.

use ackademy_engine::ids::GroupId;
use serde_json::{Value, json};

use super::Seen;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    (key == "committed").then(|| committed(seen))
}

fn committed(seen: &Seen) -> Result<Value, String> {
    let scenario = seen.end().scenario();
    let group = GroupId(0);
    let partition = seen.partition("t-0").ok_or("no t-0")?;
    let offset = seen
        .end()
        .world()
        .committed_offset(scenario, group, partition);
    Ok(match offset {
        Some(offset) => json!(offset.to_string()),
        None => json!("none"),
    })
}
