//! Holds a run of ours against what a real Kafka was recorded to do. Everything that is expected comes from the recording.
//!
//! Our side says what was seen in the shape that the recording has, and the two are compared piece by piece. To compare
//! more: one reader in a file of its own for each kind of key (`READERS`), one arm in `wire::words` for each request.

mod aborted_index;
mod calls;
pub mod case_script;
pub mod cases;
mod committed;
mod deeds;
mod difference;
mod events;
mod fair;
pub mod fault_script;
pub mod groups;
mod internal_logs;
pub mod left_out;
mod logs;
mod looks;
mod marks;
pub mod planting;
mod reads;
mod seen;
mod sights;
mod wire;

use serde_json::{Map, Value};

pub use difference::Difference;
use difference::{UNKNOWN_KEY, first_difference};
pub use fair::compared_part;
use left_out::Place;
pub use seen::Seen;

/// What we saw for a key of this kind, in the recording's shape: `None` when the key is of another kind, the reason when
/// our run cannot say.
type Reader = fn(key: &str, seen: &Seen) -> Option<Told>;
type Told = Result<Value, String>;

const READERS: [Reader; 7] = [
    aborted_index::of_key,
    internal_logs::of_key,
    logs::of_key,
    marks::of_key,
    reads::of_key,
    committed::of_key,
    groups::log::of_key,
];

/// The differences between a recorded scenario and our run of it: of its events, then in the order of its keys.
pub fn scenario(recorded: Value, seen: &Seen) -> Vec<Difference> {
    let recorded = fair::fair(recorded, seen);
    let mut differences = of_events(&recorded, seen);
    differences.extend(of_keys(&recorded, seen));
    differences
}

/// Whether there are none; what is quickly compared comes first.
pub fn fits(recorded: Value, seen: &Seen) -> bool {
    let recorded = fair::fair(recorded, seen);
    of_keys(&recorded, seen).next().is_none() && of_events(&recorded, seen).is_empty()
}

fn of_events(recorded: &Value, seen: &Seen) -> Vec<Difference> {
    match recorded.get("events") {
        Some(events) => {
            let of_groups = tells_of_groups(recorded);
            // Of a recording of protocol V2 we have the same with V1, in which brokers ask other things.
            let tells = Tells {
                groups: of_groups,
                brokers: !of_groups || recorded["transactionVersion"] != 2,
            };
            events::differences(events, tells, seen)
        }
        None => vec![Difference::new("events", "none", "a recording has events")],
    }
}

/// What a recording tells of, beside what all tell of.
#[derive(Clone, Copy)]
struct Tells {
    /// What members of groups do.
    groups: bool,
    /// What brokers ask one another.
    brokers: bool,
}

fn tells_of_groups(recorded: &Value) -> bool {
    let events = recorded["events"].as_array().into_iter().flatten();
    let mut requests = events.filter_map(|event| event["request"].as_str());
    requests.any(|request| request.starts_with("JoinGroup "))
}

fn of_keys(recorded: &Value, seen: &Seen) -> impl Iterator<Item = Difference> {
    let compared = |key: &str| key != "events" && !left_out::key(Place::Recording, key);
    let keys = object(recorded).iter();
    let keys = keys.filter(move |(key, _)| compared(key));
    keys.filter_map(|(key, value)| of_key(key, value, seen))
}

/// The first difference in what one key says.
fn of_key(key: &str, recorded: &Value, seen: &Seen) -> Option<Difference> {
    let recorded = left_out::without(key, recorded);
    let read = || READERS.iter().find_map(|reader| reader(key, seen));
    seen.remembered(key, read, |ours| match ours {
        None => Some(Difference::new(key, &*recorded, UNKNOWN_KEY)),
        Some(Err(why)) => Some(Difference::new(key, &*recorded, why)),
        Some(Ok(ours)) => first_difference(key, &recorded, ours),
    })
}

/// Keys that nobody knows: neither among `known` nor on the list of what is not compared.
fn unknown_keys<'a>(
    path: &'a str,
    place: Place,
    object: &'a Map<String, Value>,
    known: &'a [&str],
) -> impl Iterator<Item = Difference> + 'a {
    object
        .iter()
        .filter(move |(key, _)| !known.contains(&key.as_str()) && !left_out::key(place, key))
        .map(move |(key, value)| Difference::new(format!("{path}.{key}"), value, UNKNOWN_KEY))
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("an object in the recording")
}

fn array(value: &Value) -> &[Value] {
    value.as_array().expect("a list in the recording")
}
