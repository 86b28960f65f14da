//! What recordings of groups tell more: requests of members, what each application saw, the group's own records. Their wire
//! goes with that of all others; heartbeats have rules of their own.

mod applications;
mod heartbeats;
pub mod log;
pub mod raw_script;
pub mod words;

use serde_json::{Map, Value};

use super::{Difference, Seen};

/// Events of groups, with their places.
type Events<'a> = [(usize, &'a Map<String, Value>)];

/// What heartbeats were answered, and what each application saw.
pub fn differences(beats: &Events, sights: &Events, seen: &Seen) -> Vec<Difference> {
    let mut differences = heartbeats::differences(beats, seen);
    differences.extend(applications::differences(sights, seen));
    differences
}

/// Whether it tells what an application saw: `A polled`, where A is a client.
pub fn is_of_application(what: &str, seen: &Seen) -> bool {
    let client = what.split_once(' ').map(|(client, _)| client);
    client.is_some_and(|client| seen.client(client).is_some())
}

fn word<'a>(event: &'a Map<String, Value>, key: &str) -> &'a str {
    event.get(key).and_then(Value::as_str).unwrap_or_default()
}
