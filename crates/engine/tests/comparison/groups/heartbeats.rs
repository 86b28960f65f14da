//! How many heartbeats there are, and on which one a member learns something, is chance. What each one that was recorded was
//! answered is not: in our run the group must come, in the same order, to states in which it is answered so. And from which of
//! ours a member learned something, a real one must have learned it too, unless another answer told it first.

use std::collections::BTreeSet;

use ackademy_engine::ids::NodeId;
use ackademy_engine::protocol::{Generation, GroupMetadata, KafkaError, MemberId, Request};
use serde_json::{Map, Value};

use super::super::events::path;
use super::super::seen::Remembered;
use super::super::{Difference, Seen};
use super::words::membership;
use super::{Events, word};

/// Answers that say nothing of the group.
const ELSEWHERE: [&str; 3] = [
    "NOT_COORDINATOR",
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
];

/// A heartbeat as it was recorded.
struct Beat<'a> {
    place: usize,
    sender: &'a str,
    broker: u64,
    metadata: GroupMetadata,
    answer: &'a str,
}

pub fn differences(recorded: &Events, seen: &Seen) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut beats = Vec::new();
    for (place, event) in recorded {
        match read(*place, event, seen) {
            Some(beat) => beats.push(beat),
            None => found.push(Difference::new(
                path(*place),
                Value::Object((*event).clone()),
                "a heartbeat of another kind, or of somebody whom we do not have",
            )),
        }
    }
    let senders: BTreeSet<&str> = beats.iter().map(|beat| beat.sender).collect();
    for sender in senders {
        let mut state = 0;
        for beat in beats.iter().filter(|beat| beat.sender == sender) {
            match seen.groups[state..]
                .iter()
                .position(|group| beat.fits(group))
            {
                _ if ELSEWHERE.contains(&beat.answer) => {}
                Some(place) => state += place,
                None => found.push(Difference::new(
                    path(beat.place),
                    format!("{} from broker {}", beat.answer, beat.broker),
                    "from there on our group never answers so",
                )),
            }
        }
    }
    found.extend(learned(&beats, seen));
    found
}

impl Beat<'_> {
    /// Whether it would be answered as it was.
    fn fits(&self, (coordinator, group): &Remembered) -> bool {
        let told = group.as_ref().map_or(KafkaError::UnknownMemberId, |group| {
            group.answer_to_heartbeat(self.metadata)
        });
        let broker = coordinator.map(|broker| u64::from(broker.0));
        told.name() == self.answer && broker == Some(self.broker)
    }
}

/// Ours, each of which must have been recorded.
fn learned(beats: &[Beat], seen: &Seen) -> Vec<Difference> {
    let mut found = Vec::new();
    for exchange in &seen.exchanges {
        let (Request::Heartbeat { metadata, .. }, NodeId::Client(client)) =
            (&exchange.request, exchange.key.sender)
        else {
            continue;
        };
        let (sender, told) = (seen.client_name(client), exchange.answer.error.name());
        let is_it =
            |beat: &Beat| (beat.sender, beat.metadata, beat.answer) == (sender, *metadata, told);
        if !beats.iter().any(is_it) && !ELSEWHERE.contains(&told) {
            let ours = format!("{} => {told}", membership(*metadata, seen));
            let path = format!("events: Heartbeat of {sender}");
            found.push(Difference::new(path, "nothing like it", ours));
        }
    }
    found
}

/// `GROUP generation 2 member A1`
fn read<'a>(place: usize, event: &'a Map<String, Value>, seen: &Seen) -> Option<Beat<'a>> {
    let words: Vec<&str> = word(event, "with").split(' ').collect();
    let [group, "generation", generation, "member", member] = words[..] else {
        return None;
    };
    let (_, version) = word(event, "request").split_once(" v")?;
    version.parse::<u8>().ok()?;
    let sender = word(event, "from");
    seen.client(sender)?;
    let name = member.trim_end_matches(|c: char| c.is_ascii_digit());
    let member = match member {
        "none" => None,
        _ => Some(MemberId {
            client: seen.client(name)?,
            number: member[name.len()..].parse().ok()?,
        }),
    };
    (seen.end().scenario().groups[0] == group).then_some(Beat {
        place,
        sender,
        broker: event.get("to")?.as_u64()?,
        metadata: GroupMetadata {
            generation: Generation(generation.parse().ok()?),
            member,
        },
        answer: word(event, "answer"),
    })
}
