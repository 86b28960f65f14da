//! `events`: what was done, what was seen, and what went over the wire. Each kind has a file of its own.

use serde_json::{Map, Value};

use super::difference::UNKNOWN_KEY;
use super::left_out::Place;
use super::{Difference, Seen, Tells, array, deeds, groups, object, sights, unknown_keys, wire};

/// The events of a recording, sorted by kind. `place` is the event's number.
#[derive(Default)]
pub struct Recorded<'a> {
    pub deeds: Vec<(usize, &'a Value)>,
    pub sights: Vec<(usize, &'a Map<String, Value>)>,
    pub wire: Vec<(usize, &'a Map<String, Value>)>,
    /// What applications of groups saw.
    pub applications: Vec<(usize, &'a Map<String, Value>)>,
    pub heartbeats: Vec<(usize, &'a Map<String, Value>)>,
}

const DEED_KEYS: [&str; 1] = ["do"];
const SIGHT_KEYS: [&str; 2] = ["saw", "is"];
const WIRE_KEYS: [&str; 6] = ["from", "to", "request", "with", "answer", "times"];

pub fn differences(events: &Value, tells: Tells, seen: &Seen) -> Vec<Difference> {
    let mut recorded = Recorded::default();
    let mut differences = Vec::new();
    for (place, event) in array(events).iter().enumerate() {
        let event = object(event);
        let known: &[&str] = if event.contains_key("do") {
            recorded.deeds.push((place, &event["do"]));
            &DEED_KEYS
        } else if event.contains_key("saw") {
            let what = event["saw"].as_str().unwrap_or_default();
            if tells.groups && groups::is_of_application(what, seen) {
                recorded.applications.push((place, event));
            } else {
                recorded.sights.push((place, event));
            }
            &SIGHT_KEYS
        } else if event.contains_key("request") {
            let request = event["request"].as_str().unwrap_or_default();
            if request.starts_with("Heartbeat ") {
                recorded.heartbeats.push((place, event));
            } else {
                recorded.wire.push((place, event));
            }
            &WIRE_KEYS
        } else {
            let kind = "an event of a kind that nobody knows";
            differences.push(Difference::new(path(place), &events[place], kind));
            continue;
        };
        differences.extend(unknown_keys(&path(place), Place::Event, event, known));
    }
    differences.extend(deeds::differences(&recorded.deeds, tells, seen));
    differences.extend(sights::differences(&recorded.sights, tells, seen));
    differences.extend(wire::differences(&recorded.wire, tells, seen));
    if tells.groups {
        let (beats, sights) = (&recorded.heartbeats, &recorded.applications);
        differences.extend(groups::differences(beats, sights, seen));
    }
    differences
}

pub fn path(place: usize) -> String {
    format!("events[{place}]")
}

/// A text that an event must have.
pub fn text<'a>(
    place: usize,
    event: &'a Map<String, Value>,
    key: &str,
) -> Result<&'a str, Difference> {
    let path = format!("{}.{key}", path(place));
    match event.get(key) {
        None => Err(Difference::new(path, "nothing", "a text is needed")),
        Some(value) => value
            .as_str()
            .ok_or_else(|| Difference::new(path, value, UNKNOWN_KEY)),
    }
}
