//! Requests and their answers, as conversations: for each sender and API the requests in the order of their answers.

mod fold;
mod offsets;
mod words;

use std::collections::BTreeMap;

use ackademy_engine::ids::NodeId;
use ackademy_engine::protocol::{Channel, EnvelopeKey};
use serde_json::{Map, Value};

use super::events::{path, text};
use super::{Difference, Seen, Tells, groups};
use fold::{Said, Settled, fold};

/// By sender and API.
type Conversations = BTreeMap<(String, String), Vec<Said>>;
/// The same, each request up to the answer that settled it.
pub type SettledConversations = BTreeMap<(String, String), Vec<Settled>>;

pub fn differences(
    recorded: &[(usize, &Map<String, Value>)],
    tells: Tells,
    seen: &Seen,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut theirs = Conversations::new();
    for (place, event) in recorded {
        match of_event(*place, event) {
            Ok((of, said)) => theirs.entry(of).or_default().push(said),
            Err(difference) => differences.push(difference),
        }
    }
    let theirs = all_settled(&theirs);
    let ours = (seen.conversations).get_or_init(|| all_settled(&of_ours(tells, seen)));
    let mut all: Vec<&(String, String)> = theirs.keys().chain(ours.keys()).collect();
    all.sort();
    all.dedup();
    for of in all {
        let none = Vec::new();
        let (recorded, ours) = (theirs.get(of), ours.get(of));
        differences.extend(first_difference(
            of,
            recorded.unwrap_or(&none),
            ours.unwrap_or(&none),
        ));
    }
    differences
}

fn all_settled(conversations: &Conversations) -> SettledConversations {
    let settled = |(of, said): (&(String, String), &Vec<Said>)| (of.clone(), settled(of, said));
    conversations.iter().map(settled).collect()
}

fn settled(of: &(String, String), said: &[Said]) -> Vec<Settled> {
    // Of who coordinates only the last word counts, and a client may ask thousands of times.
    match said {
        [.., last] if of.1.starts_with("FindCoordinator") => fold(&[Said {
            times: 1,
            ..last.clone()
        }]),
        _ => fold(said),
    }
}

fn first_difference(
    (sender, api): &(String, String),
    recorded: &[Settled],
    ours: &[Settled],
) -> Option<Difference> {
    (0..recorded.len().max(ours.len())).find_map(|index| {
        let shown = |side: &[Settled]| match side.get(index) {
            Some(settled) => settled.to_string(),
            None => "nothing more".to_owned(),
        };
        let path = format!("events: {api} of {sender}, number {}", index + 1);
        (recorded.get(index) != ours.get(index))
            .then(|| Difference::new(path, shown(recorded), shown(ours)))
    })
}

fn of_event(
    place: usize,
    event: &Map<String, Value>,
) -> Result<((String, String), Said), Difference> {
    let sender = text(place, event, "from")?.to_owned();
    let request = text(place, event, "request")?;
    let wrong = |key, needed| {
        let value = event.get(key).unwrap_or(&Value::Null);
        Difference::new(format!("{}.{key}", path(place)), value, needed)
    };
    let (api, version) = request
        .split_once(" v")
        .and_then(|(api, version)| Some((api.to_owned(), version.parse::<u8>().ok()?)))
        .ok_or_else(|| wrong("request", "a name and a version are needed"))?;
    let broker = event.get("to").and_then(Value::as_u64);
    let broker = broker.ok_or_else(|| wrong("to", "the number of a broker is needed"))?;
    let times = match event.get("times") {
        None => 1,
        Some(times) => times
            .as_u64()
            .ok_or_else(|| wrong("times", "a number is needed"))?,
    };
    let with = text(place, event, "with")?;
    let said = Said {
        broker: words::asks_one_broker(&api, with).then_some(broker),
        with: in_protocol(with, words::protocol(&api, version)),
        answer: text(place, event, "answer")?.to_owned(),
        times,
    };
    Ok(((sender, subject(&api, broker, with)), said))
}

/// What a conversation is about: mostly the API alone. Who coordinates what is asked for each by itself, and markers go to
/// each leader by themselves.
fn subject(api: &str, broker: u64, with: &str) -> String {
    match api {
        "FindCoordinator" => format!("{api} {with}"),
        "WriteTxnMarkers" => format!("{api} to broker {broker}"),
        _ => api.to_owned(),
    }
}

fn in_protocol(with: &str, protocol: Option<&str>) -> String {
    match protocol {
        Some(protocol) => format!("{with} in {protocol}"),
        None => with.to_owned(),
    }
}

/// Ours, without those of readers and without requests that recordings leave out.
fn of_ours(tells: Tells, seen: &Seen) -> Conversations {
    let mut conversations = Conversations::new();
    for exchange in &seen.exchanges {
        let (sender, from_client) = sender(exchange.key, tells, seen);
        if sender.starts_with("lab-") || !(from_client || tells.brokers) {
            continue;
        }
        let api = exchange.key.api.name();
        let of_member = || groups::words::of(exchange, seen).filter(|_| tells.groups);
        let said = words::of(exchange, from_client, tells.groups, seen);
        if let Some((with, answer)) = said.or_else(of_member) {
            let protocol = words::our_protocol(&exchange.request, from_client);
            let broker = exchange.key.broker.0.into();
            let of = (sender, subject(api, broker, &with));
            let said = Said {
                broker: words::asks_one_broker(api, &with).then_some(broker),
                with: in_protocol(&with, protocol),
                answer,
                times: 1,
            };
            conversations.entry(of).or_default().push(said);
        }
    }
    conversations
}

/// Who speaks, and whether it is a client. A process of ours that consumes and produces is two clients in a recording: the
/// producer has the process's name, the consumer its group's; a recording of groups names the process.
fn sender(key: EnvelopeKey, tells: Tells, seen: &Seen) -> (String, bool) {
    let NodeId::Client(client) = key.sender else {
        return ("a broker".to_owned(), false);
    };
    let setup = seen.end().scenario().client(client);
    let name = match &setup.consumer {
        Some(consumer)
            if !tells.groups && setup.producer.is_some() && key.channel != Channel::Output =>
        {
            format!("consumer-{}", seen.group(consumer.group))
        }
        _ => setup.name.clone(),
    };
    (name, true)
}
