//! `events`: what was done, what was seen, and what went over the wire. Each kind has a file of its own.

use serde_json::{Map, Value};

use super::difference::UNKNOWN_KEY;
use super::left_out::Place;
use super::{Difference, Seen, array, deeds, object, sights, unknown_keys, wire};

/// The events of a recording, sorted by kind. `place` is the event's number.
#[derive(Default)]
pub struct Recorded<'a> {
    pub deeds: Vec<(usize, &'a Value)>,
    pub sights: Vec<(usize, &'a Map<String, Value>)>,
    pub wire: Vec<(usize, &'a Map<String, Value>)>,
}

const DEED_KEYS: [&str; 1] = ["do"];
const SIGHT_KEYS: [&str; 2] = ["saw", "is"];
const WIRE_KEYS: [&str; 6] = ["from", "to", "request", "with", "answer", "times"];

pub fn differences(events: &Value, seen: &Seen) -> Vec<Difference> {
    let mut recorded = Recorded::default();
    let mut differences = Vec::new();
    for (place, event) in array(events).iter().enumerate() {
        let event = object(event);
        let known: &[&str] = if event.contains_key("do") {
            recorded.deeds.push((place, &event["do"]));
            &DEED_KEYS
        } else if event.contains_key("saw") {
            recorded.sights.push((place, event));
            &SIGHT_KEYS
        } else if event.contains_key("request") {
            recorded.wire.push((place, event));
            &WIRE_KEYS
        } else {
            let kind = "an event of a kind that nobody knows";
            differences.push(Difference::new(path(place), &events[place], kind));
            continue;
        };
        differences.extend(unknown_keys(&path(place), Place::Event, event, known));
    }
    differences.extend(deeds::differences(&recorded.deeds, seen));
    differences.extend(sights::differences(&recorded.sights, seen));
    differences.extend(wire::differences(&recorded.wire, seen));
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
