//! What is chance in a recording of transactions is brought to one form before it is compared: sets stand in the order of
//! their names, epochs count from the scenario's own start, and what other scenarios left in a log is not looked at.

use serde_json::Value;

use super::{READERS, Seen, Told, object, tells_of_groups};

const OFFSETS_LOG: &str = "offsets log";
const GROUP_LOG: &str = "group log";
/// The same log as the group log, with the same places.
pub const PLACED_OFFSETS_LOG: &str = "offsets log beside the group log";
/// Without the group log, places are steps from the first record.
pub const COUNTED_OFFSETS_LOG: &str = "offsets log of the group";
const LEADER_EPOCH: &str = "transaction log leader epoch at end, ";

/// A scenario in the form in which ours is told.
pub fn fair(recorded: Value, seen: &Seen) -> Value {
    let before = elections_before(&recorded, seen);
    let mut fair = compared_part(recorded, seen);
    for (key, value) in fair.as_object_mut().expect("an object in the recording") {
        if key.starts_with(LEADER_EPOCH) {
            lower(value, before);
        }
        if key.starts_with("transaction log of ") {
            records(value).for_each(sort_partitions);
        }
        for record in records(value) {
            if let Some(epoch) = record.get_mut("coordinatorEpoch") {
                lower(epoch, before);
            }
        }
        if key == "events" {
            records(value).for_each(|event| markers(event, before));
        }
    }
    if tells_of_groups(&fair) {
        let is_v2 = fair["transactionVersion"] == 2;
        of_groups(&mut fair["events"], is_v2, seen);
    }
    if let Some(mut log) = fair.as_object_mut().and_then(|all| all.remove(OFFSETS_LOG)) {
        let key = match fair.get(GROUP_LOG) {
            None => {
                count_from_the_first(&mut log);
                COUNTED_OFFSETS_LOG
            }
            Some(records) => {
                let first = records[0]["leaderEpoch"].as_i64().unwrap_or(0);
                lower_all(&mut log, "leaderEpoch", first);
                lower_all(&mut fair[GROUP_LOG], "leaderEpoch", first);
                PLACED_OFFSETS_LOG
            }
        };
        fair[key] = log;
    }
    fair
}

/// Without what is not looked at: what other groups have in the same partition of `__consumer_offsets`, with their
/// transactions; headings between raw requests; and, where we have the same with protocol V1, what brokers ask in V2.
pub fn compared_part(mut recorded: Value, seen: &Seen) -> Value {
    if tells_of_groups(&recorded) {
        let is_v2 = recorded["transactionVersion"] == 2;
        let is_raw =
            (seen.commands()).any(|text| text.starts_with("raw ") && !text.starts_with("raw lab-"));
        let is_heading = |deed: &str| is_raw && !deed.starts_with("kill ");
        if let Some(events) = recorded["events"].as_array_mut() {
            events.retain(|event| {
                let beside = (is_v2 && event["from"] == "a broker")
                    || event["do"].as_str().is_some_and(is_heading);
                !beside
            });
        }
    }
    without_strangers(recorded, seen)
}

fn without_strangers(mut recorded: Value, seen: &Seen) -> Value {
    let Some(Value::Array(log)) = recorded.get_mut(OFFSETS_LOG) else {
        return recorded;
    };
    let groups = &seen.end().scenario().groups;
    let is_own = |commit: &str| {
        groups
            .iter()
            .any(|group| commit.starts_with(&format!("{group}:")))
    };
    let producers = |own: bool| -> Vec<Value> {
        let commits = log.iter().filter(|record| {
            let commit = record["commit"].as_str();
            commit.is_some_and(|commit| is_own(commit) == own)
        });
        commits.map(|record| record["producer"].clone()).collect()
    };
    let (own, others) = (producers(true), producers(false));
    log.retain(|record| match record["commit"].as_str() {
        Some(commit) => is_own(commit),
        None => own.contains(&record["producer"]) || !others.contains(&record["producer"]),
    });
    recorded
}

/// How often the transaction log had changed its leader before the scenario began: by its epoch at the end, and how often it
/// did since in ours.
fn elections_before(recorded: &Value, seen: &Seen) -> i64 {
    let at_end = object(recorded)
        .iter()
        .find(|(key, _)| key.starts_with(LEADER_EPOCH));
    let before = at_end.and_then(|(key, theirs)| {
        let read = || READERS.iter().find_map(|reader| reader(key, seen));
        let ours = |told: &Option<Told>| told.as_ref()?.as_ref().ok()?.as_i64();
        Some(theirs.as_i64()? - seen.remembered(key, read, ours)?)
    });
    before.unwrap_or(0)
}

/// Offsets and leader epochs of a log's records as steps from the first one.
pub fn count_from_the_first(log: &mut Value) {
    for key in ["offset", "leaderEpoch"] {
        let first = log[0][key].as_i64().unwrap_or(0);
        lower_all(log, key, first);
    }
}

fn lower_all(log: &mut Value, key: &str, by: i64) {
    for place in records(log).filter_map(|record| record.get_mut(key)) {
        lower(place, by);
    }
}

fn lower(number: &mut Value, by: i64) {
    if let Some(value) = number.as_i64() {
        *number = (value - by).into();
    }
}

fn records(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}

fn sort_partitions(record: &mut Value) {
    if let Some(Value::Array(partitions)) = record.get_mut("partitions") {
        partitions.sort_by_key(ToString::to_string);
    }
}

/// `P epoch 0 coordinatorEpoch 1 COMMIT [out[0], in[0]]`, answered `out-0 NONE, in-0 NONE`.
fn markers(event: &mut Value, before: i64) {
    let is_marker = |request: &str| request.starts_with("WriteTxnMarkers ");
    if !event["request"].as_str().is_some_and(is_marker) {
        return;
    }
    if let Some((head, list)) = event["with"]
        .as_str()
        .and_then(|with| with.split_once(" ["))
    {
        let words: Vec<&str> = head.split(' ').collect();
        let lowered = words.iter().enumerate().map(|(place, word)| {
            let epoch = (place > 0 && words[place - 1] == "coordinatorEpoch")
                .then(|| word.parse::<i64>().ok())
                .flatten();
            epoch.map_or((*word).to_owned(), |epoch| (epoch - before).to_string())
        });
        let head: Vec<String> = lowered.collect();
        event["with"] = format!(
            "{} {}",
            head.join(" "),
            sorted_list(&format!("[{list}"), "], ")
        )
        .into();
    }
    if let Some(answer) = event["answer"].as_str() {
        event["answer"] = sorted_list(answer, ", ").into();
    }
}

/// A list with its entries in the order of their names; `[out[0], in[0]]` is divided at `], `.
pub fn sorted_list(text: &str, between: &str) -> String {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix("]]"));
    let mut entries: Vec<&str> = inner.unwrap_or(text).split(between).collect();
    entries.sort_unstable();
    let sorted = entries.join(between);
    match inner {
        Some(_) => format!("[{sorted}]]"),
        None => sorted,
    }
}

/// What the parts of process A are called in recordings of groups.
const PARTS: [&str; 3] = ["member-", "stream-", "raw-"];

/// Parts of one process go by its name; free text goes, and an assignor that a real client could use and does not. Where we
/// have the same with protocol V1, its requests are those of V1.
fn of_groups(events: &mut Value, is_v2: bool, seen: &Seen) {
    let Some(events) = events.as_array_mut() else {
        return;
    };
    for event in events {
        let from = event["from"].as_str().unwrap_or_default();
        let name = PARTS.iter().find_map(|part| from.strip_prefix(part));
        if let Some(name) = name.filter(|name| seen.client(name).is_some()) {
            event["from"] = name.into();
        }
        if let Some(with) = event["with"].as_str() {
            let (with, _) = with.split_once(" reason ").unwrap_or((with, ""));
            event["with"] = with.replace("range, cooperative-sticky", "range").into();
        }
        if is_v2 && event["request"] == "TxnOffsetCommit v5" {
            event["request"] = "TxnOffsetCommit v4".into();
        }
    }
}
