//! The script of a random case, from its steps: each request as it was sent, and time for it to settle.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use super::{array, object};

/// The recorded cluster: t leads on broker 1, u on broker 2.
const TOPICS: &str = "topic t replicas=1:2:3 min.insync.replicas=2
topic u replicas=2:3:1 min.insync.replicas=2
";

/// # Errors
/// A step has a request that no script can send.
pub fn script_of(case: &Value) -> Result<String, String> {
    let steps = array(&case["steps"]);
    let mut script = TOPICS.to_owned();
    let clients: BTreeSet<&str> = steps.iter().map(|step| text(step, "client")).collect();
    for client in clients {
        writeln!(script, "client {client} raw").expect("a string takes all");
    }
    for step in steps {
        let request = text(step, "request");
        let client = text(step, "client");
        let broker = match (request, step["partition"].as_str()) {
            // A request without transactional id may go to any broker; the recorded ones went to the first.
            ("InitProducerId", None) | ("Produce", Some("t-0")) => 1,
            ("Produce", Some("u-0")) => 2,
            _ => return Err(format!("no script can send {step}")),
        };
        let version = &step["version"];
        write!(
            script,
            "raw {client} {request} broker={broker} version={version}"
        )
        .expect("a string takes all");
        for (key, value) in object(step) {
            let word = match (key.as_str(), value) {
                ("producer", Value::String(producer)) => format!(" producer={producer}"),
                ("partition", Value::String(partition)) => {
                    format!(" partition={partition} acks=all")
                }
                ("epoch" | "sequence", number) => format!(" {key}={number}"),
                ("values", values) => format!(" orders={}", orders(values)),
                _ => continue,
            };
            script.push_str(&word);
        }
        script.push_str("\nsettle\n");
    }
    Ok(script)
}

fn text<'a>(step: &'a Value, key: &str) -> &'a str {
    step[key].as_str().expect("a text in the recording")
}

fn orders(values: &Value) -> String {
    let values = array(values).iter();
    let names: Vec<&str> = values
        .map(|value| value.as_str().expect("a text in the recording"))
        .collect();
    names.join(",")
}
