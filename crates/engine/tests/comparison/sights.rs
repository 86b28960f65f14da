//! `saw`, `is`: callbacks, and what an administrator saw.

use ackademy_engine::event::Event;
use ackademy_engine::ids::BrokerSet;
use serde_json::{Map, Value};

use super::events::{path, text};
use super::{Difference, Seen};

/// A producer that is closed at once inside a living process fails what it has; of a killed one nobody hears.
const KILLED: &str = "KafkaException: Producer is closed forcefully.";

pub fn differences(recorded: &[(usize, &Map<String, Value>)], seen: &Seen) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut callbacks = seen.events().iter().filter_map(|event| told(event, seen));
    let mut looks: Vec<&str> = Vec::new();
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
        } else {
            looks.push(what);
            let nth = looks.iter().filter(|look| **look == what).count();
            let ours = looked(what, nth, seen);
            let (is, _) = is.split_once(" lastKnownElr ").unwrap_or((is, ""));
            (is.to_owned(), ours.unwrap_or_else(|why| why))
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
    if moments.count() > looks.len() {
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
    match *event {
        Event::ToldStored(_, order, offset) => {
            let offset = offset.map_or("-1".to_owned(), |offset| offset.to_string());
            Some(format!("{}: offset {offset}", seen.order_name(order)))
        }
        Event::ToldFailed(_, order, exception) => Some(format!(
            "{}: {}",
            seen.order_name(order),
            exception.class_name()
        )),
        _ => None,
    }
}

/// What an administrator of ours sees at the moment `saw-WHAT`, the second time at `saw-WHAT-2`.
fn looked(what: &str, nth: usize, seen: &Seen) -> Result<String, String> {
    let moment = match nth {
        1 => format!("saw {what}"),
        _ => format!("saw {what} {nth}"),
    };
    let player = seen.at(Some(&moment))?;
    let partition = seen.partition("t-0").ok_or("there is no t-0")?;
    let view = player.world().controller().view.of(partition);
    if what == "elected" {
        let first = player.scenario().partition(partition).replicas[0];
        return Ok(view
            .leader
            .is_some_and(|leader| leader != first)
            .to_string());
    }
    if !["before", "after", "end"].contains(&what) {
        return Err("a sight that nobody knows".to_owned());
    }
    Ok(format!(
        "leader {} isr {} elr {}",
        view.leader
            .map_or("none".to_owned(), |leader| leader.to_string()),
        listed(view.in_sync_replicas),
        listed(view.eligible_leader_replicas),
    ))
}

fn listed(set: BrokerSet) -> String {
    let brokers: Vec<u8> = set.iter().map(|broker| broker.0).collect();
    format!("{brokers:?}")
}
