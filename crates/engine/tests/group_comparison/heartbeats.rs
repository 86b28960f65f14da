//! How many heartbeats there are, and on which one a member learns something, is chance. What each one that was recorded was
//! answered is not: in our run the group must come, in the same order, to states in which it is answered so. And from which of
//! ours a member learned something, a real one must have learned it too, unless another answer told it first.

use ackademy_engine::protocol::{Generation, GroupMetadata, KafkaError, MemberId, Request};
use serde_json::Value;

use super::ours::Ours;
use super::words::membership;
use super::{actor, text};

/// Answers that say nothing of the group.
const ELSEWHERE: [&str; 3] = [
    "NOT_COORDINATOR",
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
];

pub fn differences(events: &[Value], ours: &Ours) -> Vec<String> {
    let mut found = Vec::new();
    let beats = || {
        events
            .iter()
            .filter(|event| text(event, "request").starts_with("Heartbeat "))
    };
    let mut senders: Vec<&str> = beats().map(|event| text(event, "from")).collect();
    senders.sort_unstable();
    senders.dedup();
    for sender in senders {
        let mut state = 0;
        for event in beats().filter(|event| text(event, "from") == sender) {
            let (with, answer) = (text(event, "with"), text(event, "answer"));
            if ELSEWHERE.contains(&answer) {
                continue;
            }
            let metadata = read(with, ours);
            let fits = |group: &Option<ackademy_engine::node::Group>| {
                let told = group.as_ref().map_or(KafkaError::UnknownMemberId, |group| {
                    group.answer_to_heartbeat(metadata)
                });
                told.name() == answer
            };
            match ours.groups[state..].iter().position(fits) {
                Some(place) => state += place,
                None => found.push(format!("heartbeat of {sender}: {with} => {answer}, and our group never answers so from there on")),
            }
        }
    }
    for exchange in &ours.exchanges {
        let Request::Heartbeat { metadata, .. } = exchange.request else {
            continue;
        };
        let (said, told) = (membership(metadata, ours), exchange.digest.error.name());
        let recorded = beats().any(|event| {
            actor(text(event, "from")) == exchange.sender
                && text(event, "with").ends_with(&said)
                && text(event, "answer") == told
        });
        if !recorded && !ELSEWHERE.contains(&told) {
            found.push(format!(
                "heartbeat of {}: ours {said} => {told} was not recorded",
                exchange.sender
            ));
        }
    }
    found
}

/// `GROUP generation 2 member A1`; an id that nobody was given stands for itself.
fn read(with: &str, ours: &Ours) -> GroupMetadata {
    let words: Vec<&str> = with.split(' ').collect();
    let [.., "generation", generation, "member", member] = words[..] else {
        panic!("a heartbeat of another kind: {with}")
    };
    let scenario = ours.player().scenario();
    let client = scenario.client_named(member.trim_end_matches(|c: char| c.is_ascii_digit()));
    let number = member
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .parse();
    GroupMetadata {
        generation: Generation(generation.parse().expect("a number")),
        member: client
            .zip(number.ok())
            .map(|(client, number)| MemberId { client, number }),
    }
}
