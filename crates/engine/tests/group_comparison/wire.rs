//! Conversations: for each process and API its requests with their answers, in the order of the answers. Heartbeats have rules
//! of their own; who coordinates is compared by whom the other requests go to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ours::Ours;
use super::{actor, first_difference, text, words};

/// Answers that mean "ask again": how often they came is chance.
const ASK_AGAIN: [&str; 6] = [
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
    "NOT_COORDINATOR",
    "NOT_LEADER_OR_FOLLOWER",
    "CONCURRENT_TRANSACTIONS",
    "UNSTABLE_OFFSET_COMMIT",
];
const NOT_HERE: [&str; 4] = ["FindCoordinator", "Heartbeat", "Fetch", "WriteTxnMarkers"];
const TO_THE_GROUP: [&str; 6] = [
    "JoinGroup",
    "SyncGroup",
    "LeaveGroup",
    "OffsetCommit",
    "OffsetFetch",
    "TxnOffsetCommit",
];

type Conversations = BTreeMap<(String, String), Vec<String>>;

pub fn differences(events: &[Value], ours: &Ours) -> Vec<String> {
    let (mut theirs, mut mine) = (Conversations::new(), Conversations::new());
    for event in events.iter().filter(|event| event["request"].is_string()) {
        // What brokers ask one another stands in the recordings of transactions.
        if text(event, "from") == "a broker" {
            continue;
        }
        let api = text(event, "request").split(' ').next().unwrap_or_default();
        let (with, answer) = (
            without_free_text(text(event, "with")),
            text(event, "answer").to_owned(),
        );
        let broker = event["to"].as_u64().expect("a broker");
        note(
            &mut theirs,
            actor(text(event, "from")),
            api,
            broker,
            &with,
            &answer,
        );
    }
    for exchange in &ours.exchanges {
        let api = exchange.request.api().name();
        if let Some((with, answer)) = words::of(exchange, ours) {
            note(
                &mut mine,
                &exchange.sender,
                api,
                exchange.broker,
                &with,
                &answer,
            );
        }
    }
    let mut all: Vec<_> = theirs.keys().chain(mine.keys()).cloned().collect();
    all.sort();
    all.dedup();
    let nothing = Vec::new();
    all.iter()
        .filter_map(|of| {
            let what = format!("{} of {}", of.1, of.0);
            first_difference(
                &what,
                theirs.get(of).unwrap_or(&nothing),
                mine.get(of).unwrap_or(&nothing),
            )
        })
        .collect()
}

fn note(into: &mut Conversations, sender: &str, api: &str, broker: u64, with: &str, answer: &str) {
    let error = answer.split(' ').next().unwrap_or_default();
    // Where input comes from, and how protocol V1 opens a transaction, is the script's business.
    if NOT_HERE.contains(&api) || ASK_AGAIN.contains(&error) || ["shop", "opener"].contains(&sender)
    {
        return;
    }
    let to = if TO_THE_GROUP.contains(&api) {
        format!(" to {broker}")
    } else {
        String::new()
    };
    let said = into.entry((sender.to_owned(), api.to_owned())).or_default();
    said.push(format!("{with} => {answer}{to}"));
}

/// `reason` is free text, and a second assignor that a real client could use is not used.
fn without_free_text(with: &str) -> String {
    let (with, _) = with.split_once(" reason ").unwrap_or((with, ""));
    with.replace("range, cooperative-sticky", "range")
}
