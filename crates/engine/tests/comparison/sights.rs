//! `saw`, `is`: callbacks, what came of calls, and what an administrator saw.

use ackademy_engine::event::Event;
use serde_json::{Map, Value};

use super::events::{path, text};
use super::{Difference, Seen, Tells, calls, looks};

/// A producer that is closed at once inside a living process fails what it has; of a killed one nobody hears.
const KILLED: &str = "KafkaException: Producer is closed forcefully.";

pub fn differences(
    recorded: &[(usize, &Map<String, Value>)],
    tells: Tells,
    seen: &Seen,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    // In recordings of groups each application's callbacks stand among all that it saw.
    let events = if tells.groups { &[] } else { seen.events() };
    let mut callbacks = events.iter().filter_map(|event| told(event, seen));
    let (mut looked, mut returned): (Vec<&str>, Vec<calls::Told>) = Default::default();
    for (place, event) in recorded {
        let (what, is) = match (text(*place, event, "saw"), text(*place, event, "is")) {
            (Ok(what), Ok(is)) => (what, is),
            (Err(difference), _) | (_, Err(difference)) => {
                differences.push(difference);
                continue;
            }
        };
        let (recorded, ours) = if let Some(order) = what.strip_prefix("callback ") {
            if is == KILLED && seen.end().scenario().order_named(order).is_some() {
                continue;
            }
            let ours = callbacks
                .next()
                .unwrap_or_else(|| "no more callback".to_owned());
            (format!("{order}: {}", outcome(is)), ours)
        } else if let Some(told) = calls::read(what) {
            let nth = returned.iter().filter(|call| **call == told).count() + 1;
            let ours = told.outcome(nth, seen);
            returned.push(told);
            (outcome(is).to_owned(), ours)
        } else if is_flush(what, seen) {
            // A flush() of ours returns when its records have their callbacks, and throws nothing.
            (is.to_owned(), "ok".to_owned())
        } else {
            looked.push(what);
            let nth = looked.iter().filter(|look| **look == what).count();
            let ours = looks::at(what, nth, seen);
            let (is, _) = is.split_once(" lastKnownElr ").unwrap_or((is, ""));
            (outcome(is).to_owned(), ours.unwrap_or_else(|why| why))
        };
        if recorded != ours {
            differences.push(Difference::new(path(*place), recorded, ours));
        }
    }
    if let Some(more) = callbacks.next() {
        differences.push(Difference::new("events", "no more callback", more));
    }
    let moments = seen
        .commands()
        .filter(|command| command.starts_with("moment saw-"));
    if moments.count() > looked.len() {
        differences.push(Difference::new(
            "events",
            "no more looks",
            "a moment to look at",
        ));
    }
    differences
}

/// The offset, or the exception's class.
fn outcome(is: &str) -> &str {
    match is.split_once(": ") {
        Some((class, _)) if class.ends_with("Exception") => class,
        _ => is,
    }
}

fn told(event: &Event, seen: &Seen) -> Option<String> {
    // Of where input comes from, only the wire tells.
    let is_told = |client| seen.client_name(client) != "feeder";
    match *event {
        Event::ToldStored(client, order, offset) if is_told(client) => {
            let offset = offset.map_or("-1".to_owned(), |offset| offset.to_string());
            Some(format!("{}: offset {offset}", seen.order_name(order)))
        }
        Event::ToldFailed(client, order, exception) if is_told(client) => Some(format!(
            "{}: {}",
            seen.order_name(order),
            exception.class_name()
        )),
        _ => None,
    }
}

/// `flush`, or `A flush`, where there is a client of that name.
fn is_flush(what: &str, seen: &Seen) -> bool {
    let clients = &seen.end().scenario().clients;
    if what == "flush" {
        return true;
    }
    what.strip_suffix(" flush").is_some_and(|name| {
        let ending = format!("-{name}");
        clients.iter().any(|client| client.name.ends_with(&ending))
    })
}
