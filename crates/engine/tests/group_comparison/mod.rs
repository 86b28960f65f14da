//! Holds a run of ours against what a real Kafka was recorded to do with groups. Everything that is expected comes from the
//! recording; each side is brought into the same words, and the words are compared.

pub mod heartbeats;
pub mod logs;
pub mod ours;
pub mod raw_script;
pub mod sights;
pub mod transactions;
pub mod wire;
pub mod words;

use ours::Ours;
use serde_json::Value;

/// Keys of a recording that are not compared here: they name it, or stand in the recordings of transactions as well.
const LEFT_OUT: [&str; 5] = ["scenario", "title", "kafka", "transactionVersion", "events"];
/// The transaction logs of the two stream applications.
const OF_TRANSACTIONS: &str = "transaction log ";

/// What differs, in words that say where.
pub fn differences(recorded: &Value, ours: &Ours) -> Vec<String> {
    let events = recorded["events"]
        .as_array()
        .expect("a recording has events");
    let mut found = wire::differences(events, ours);
    found.extend(heartbeats::differences(events, ours));
    found.extend(sights::differences(events, ours));
    for (key, value) in recorded.as_object().expect("an object") {
        if LEFT_OUT.contains(&key.as_str()) || key.starts_with(OF_TRANSACTIONS) {
            continue;
        }
        match logs::of_key(key, ours) {
            None => found.push(format!("{key}: nobody knows this key")),
            Some(mine) => {
                let theirs = logs::counted_from_the_start(value);
                if theirs != mine {
                    found.push(format!("{key}: recorded {theirs}, ours {mine}"));
                }
            }
        }
    }
    found
}

/// `member-A`, `raw-A`, `stream-A` are parts of one process.
pub fn actor(sender: &str) -> &str {
    sender.rsplit_once('-').map_or(sender, |(_, name)| name)
}

pub fn text<'a>(event: &'a Value, key: &str) -> &'a str {
    event[key].as_str().unwrap_or_default()
}

/// The first difference of two lists, if they differ.
pub fn first_difference(what: &str, theirs: &[String], mine: &[String]) -> Option<String> {
    (0..theirs.len().max(mine.len())).find_map(|index| {
        let shown = |side: &[String]| {
            side.get(index)
                .cloned()
                .unwrap_or("nothing more".to_owned())
        };
        (theirs.get(index) != mine.get(index)).then(|| {
            format!(
                "{what}, number {}: recorded {}, ours {}",
                index + 1,
                shown(theirs),
                shown(mine)
            )
        })
    })
}
