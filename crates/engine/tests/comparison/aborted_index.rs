//! `aborted index`: the leader's index of aborted transactions.

use serde_json::{Value, json};

use super::Seen;
use super::marks::leader;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    (key == "aborted index").then(|| {
        let leader = leader("t-0", seen.end())?;
        let entries = leader.aborted_transactions().iter().map(|aborted| {
            json!({
                "producer": seen.producer_name(aborted.producer_id),
                "first": aborted.first_offset.0,
                "last": aborted.last_offset.0,
                "lastStableOffset": aborted.last_stable_offset.0,
            })
        });
        Ok(entries.collect())
    })
}
