//! The script of a random case, from its steps: each request as it was sent, and time for it to settle.

use std::collections::BTreeSet;
use std::fmt::Write;

use ackademy_engine::scenario::partition_for;
use serde_json::Value;

use super::{array, object};

/// The recorded cluster: t leads on broker 1, u on broker 2; offsets are committed for a group that has no members.
const TOP: &str = "topic t replicas=1:2:3 min.insync.replicas=2
topic u replicas=2:3:1 min.insync.replicas=2
group g
";

/// # Errors
/// A step has a request that no script can send.
pub fn script_of(case: &Value) -> Result<String, String> {
    let steps = array(&case["steps"]);
    let mut script = TOP.to_owned();
    let clients: BTreeSet<&str> = steps.iter().map(|step| text(step, "client")).collect();
    for client in clients {
        writeln!(script, "client {client} raw").expect("a string takes all");
    }
    for step in steps {
        let request = text(step, "request");
        let broker = broker(step).ok_or_else(|| format!("no script can send {step}"))?;
        let mut line = format!(
            "raw {} {request} broker={broker} version={}",
            text(step, "client"),
            step["version"]
        );
        if request == "Produce" {
            line.push_str(" acks=all");
        }
        for (key, value) in object(step) {
            if let Some((key, value)) = pair(request, key, value) {
                write!(line, " {key}={value}").expect("a string takes all");
            }
        }
        // An identity was asked for again until the answer was not to wait; each other answer was written down.
        let asked = step["answers"].as_array().map_or(1, Vec::len);
        script.push_str(&format!("{line}\nsettle\n").repeat(asked));
    }
    Ok(script)
}

/// Where a request goes: to the leader, to the coordinator, or to the first broker where any will do.
fn broker(step: &Value) -> Option<u8> {
    let name = |key: &str| step[key].as_str();
    // Partition p of an internal topic leads on broker p + 1, and round again.
    let coordinator = |id| partition_for(id, 50) % 3 + 1;
    match (name("request")?, name("partition"), name("transactionalId")) {
        ("Produce", Some("t-0"), _) => Some(1),
        ("Produce", Some("u-0"), _) => Some(2),
        ("InitProducerId", None, None) => Some(1),
        ("TxnOffsetCommit", Some(_), Some(_)) => name("group").map(coordinator),
        ("InitProducerId" | "AddPartitionsToTxn" | "AddOffsetsToTxn" | "EndTxn", _, Some(id)) => {
            Some(coordinator(id))
        }
        _ => None,
    }
}

/// A key of a step as the script writes it.
fn pair(request: &str, key: &str, value: &Value) -> Option<(&'static str, String)> {
    let word = match value {
        Value::String(word) => word.clone(),
        Value::Array(words) => {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            words.join(",")
        }
        other => other.to_string(),
    };
    let key = match key {
        "transactionalId" => "transactional_id",
        "partition" if request == "AddPartitionsToTxn" => "partitions",
        "partition" => "partition",
        "producer" => "producer",
        "epoch" => "epoch",
        "sequence" => "sequence",
        "values" => "orders",
        "group" => "group",
        "offset" => "offset",
        "outcome" => "result",
        _ => return None,
    };
    Some((key, word))
}

fn text<'a>(step: &'a Value, key: &str) -> &'a str {
    step[key].as_str().expect("a text in the recording")
}
