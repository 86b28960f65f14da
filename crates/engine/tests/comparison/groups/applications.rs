//! What applications saw of their groups and transactions, each by itself: callbacks, records, what calls returned.

use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::ClientId;

use super::super::{Difference, Seen};
use super::{Events, word};

/// What an application saw, item by item.
type Sights = BTreeMap<String, Vec<String>>;

pub fn differences(recorded: &Events, seen: &Seen) -> Vec<Difference> {
    let (mut theirs, mut mine) = (Sights::new(), Sights::new());
    for (_, event) in recorded {
        if let Some((who, what)) = word(event, "saw").split_once(' ') {
            note(
                theirs.entry(who.to_owned()).or_default(),
                what,
                word(event, "is"),
            );
        }
    }
    for event in seen.events() {
        if let Some((client, what, is)) = told(event, seen) {
            let who = seen.client_name(client);
            if !who.starts_with("lab-") {
                note(mine.entry(who.to_owned()).or_default(), &what, &is);
            }
        }
    }
    for items in theirs.values_mut().chain(mine.values_mut()) {
        in_order(items);
    }
    let all: std::collections::BTreeSet<&String> = theirs.keys().chain(mine.keys()).collect();
    let of = |side: &Sights, who: &String| side.get(who).cloned().unwrap_or_default();
    all.into_iter()
        .filter_map(|who| first_difference(who, &of(&theirs, who), &of(&mine, who)))
        .collect()
}

fn first_difference(who: &str, theirs: &[String], mine: &[String]) -> Option<Difference> {
    (0..theirs.len().max(mine.len())).find_map(|index| {
        let shown = |side: &[String]| {
            side.get(index)
                .cloned()
                .unwrap_or("nothing more".to_owned())
        };
        let path = format!("events: what {who} saw, number {}", index + 1);
        (theirs.get(index) != mine.get(index))
            .then(|| Difference::new(path, shown(theirs), shown(mine)))
    })
}

fn note(into: &mut Vec<String>, what: &str, is: &str) {
    match what {
        // It returns whatever becomes of the records; their callbacks tell.
        "send" if is == "ok" => {}
        "polled" => {
            let inner = is.strip_prefix('[').and_then(|is| is.strip_suffix(']'));
            let records = inner.unwrap_or(is).split(", ");
            into.extend(records.map(|record| format!("polled {record}")));
        }
        _ => {
            let class = match is.split_once(':') {
                Some((class, _)) if class.ends_with("Exception") => class,
                _ => is,
            };
            into.push(format!("{what}: {class}"));
        }
    }
}

/// Which partition's records come first, and in how many polls, is chance.
fn in_order(items: &mut [String]) {
    for run in items.chunk_by_mut(|a, b| a.starts_with("polled") && b.starts_with("polled")) {
        run.sort();
    }
}

fn told(event: &Event, seen: &Seen) -> Option<(ClientId, String, String)> {
    let scenario = seen.end().scenario();
    let ok = || "ok".to_owned();
    let is_ours = |client: ClientId| seen.client_name(client).starts_with("lab-");
    Some(match *event {
        Event::PartitionsAssigned(client, set) => {
            (client, "onPartitionsAssigned".to_owned(), seen.owned(set))
        }
        Event::PartitionsRevoked(client, set) => {
            (client, "onPartitionsRevoked".to_owned(), seen.owned(set))
        }
        Event::PartitionsLost(client, set) => {
            (client, "onPartitionsLost".to_owned(), seen.owned(set))
        }
        Event::RecordPolled(client, partition, offset, order) if !is_ours(client) => {
            let index = scenario.partition(partition).index;
            let order = scenario.order_name(order);
            let record = format!("[{index}@{offset}={order}]");
            (client, "polled".to_owned(), record)
        }
        Event::OffsetsCommitted(client, ..) => (client, "commitSync".to_owned(), ok()),
        Event::CommitThrew(client, thrown) => (
            client,
            "commitSync".to_owned(),
            format!("{}:", thrown.class_name()),
        ),
        Event::ConsumerClosed(client) => (client, "close".to_owned(), ok()),
        Event::CallReturned(client, call, thrown) => {
            let name = call.name().replace("beginTransaction", "begin");
            let thrown = thrown.map_or(ok(), |thrown| format!("{}:", thrown.class_name()));
            (client, name, thrown)
        }
        Event::ToldStored(client, order, Some(offset)) => (
            client,
            format!("callback {}", scenario.order_name(order)),
            format!("offset {offset}"),
        ),
        Event::ToldFailed(client, order, thrown) => (
            client,
            format!("callback {}", scenario.order_name(order)),
            format!("{}:", thrown.class_name()),
        ),
        _ => return None,
    })
}
