//! `do`: what the recorded script did. Ours must do the same in the same order; what serves to look, and faults on the way,
//! are its own.

use serde_json::Value;

use super::events::path;
use super::{Difference, Seen, Tells, calls};

/// The commands that a recording always tells of, and those that it tells of or not.
const TOLD: [&str; 4] = ["send", "crash", "restart", "shut_down"];
const SOMETIMES_TOLD: [&str; 11] = [
    "init_transactions",
    "begin_transaction",
    "commit_transaction",
    "abort_transaction",
    "send_offsets_to_transaction",
    "flush",
    "poll",
    "pause",
    "resume",
    "commit_offsets",
    "close",
];

/// What follows it is told.
const HEADING: &str = "second transaction";

impl Tells {
    /// Recordings of groups tell of everything but of how often somebody polls.
    fn always_of(self, command: &str) -> bool {
        TOLD.contains(&command) || (self.groups && command != "poll")
    }
}

pub fn differences(recorded: &[(usize, &Value)], tells: Tells, seen: &Seen) -> Option<Difference> {
    let mut ours = seen.commands().filter_map(told);
    for (place, deed) in recorded {
        let Some(text) = deed.as_str() else {
            return Some(Difference::new(path(*place), deed, "a text is needed"));
        };
        if is_start(text) || text == HEADING || is_poll(text) {
            continue;
        }
        let done = loop {
            match ours.next() {
                Some(command) if is_meant(text, &command) => break Ok(()),
                Some(command) if !tells.always_of(command[0]) => {}
                Some(command) => break Err(command.join(" ")),
                None => break Err("nothing more".to_owned()),
            }
        };
        if let Err(done) = done {
            return Some(Difference::new(path(*place), deed, done));
        }
    }
    ours.find(|command| tells.always_of(command[0]))
        .map(|more| Difference::new("events", "nothing more that was done", more.join(" ")))
}

/// `process 1 starts`, `member A starts`: every client of a script runs from the beginning.
fn is_start(deed: &str) -> bool {
    matches!(
        deed.split(' ').collect::<Vec<_>>()[..],
        ["process", "1" | "2", "starts"] | ["member", "A" | "B", "starts"]
    )
}

/// A poll() of ours returns records; a real one may find none.
pub fn is_poll(deed: &str) -> bool {
    ["A: poll", "A: poll once", "B: poll", "B: poll once"].contains(&deed)
}

/// Whether a recorded deed stands for this command. Recordings do not say who sends.
fn is_meant(deed: &str, command: &[&str]) -> bool {
    if let Some((client, rest)) = deed.split_once(": ") {
        return command.get(1) == Some(&client) && is_of_member(rest, command);
    }
    if let Some(told) = calls::read(deed) {
        let offset = calls::offset(deed).map(|offset| format!("offset={offset}"));
        return matches!(command, [verb, client, rest @ ..] if *verb == told.command()
            && told.is_of(client)
            && rest.last().map(|last| (*last).to_owned()) == offset);
    }
    let words: Vec<&str> = deed.split(' ').collect();
    match (&words[..], command) {
        (["A's", "process", "is", "stopped", "(SIGSTOP)"], ["pause", "A"])
        | (["A's", "process", "goes", "on", "(SIGCONT)"], ["resume", "A"]) => true,
        (["kill", "the", "group", "coordinator,", "broker", broker], ["crash", "broker", ours]) => {
            broker == ours
        }
        (["send", value], ["send", _, order]) => value == order,
        (["kill", "broker", broker], ["crash", "broker", ours])
        | (["kill", "the", "coordinator,", "broker", broker], ["crash", "broker", ours])
        | (["stop", "broker", broker], ["shut_down", "broker", ours])
        | (["restart", "broker", broker], ["restart", "broker", ours]) => broker == ours,
        (["process", process, "is", "killed"], ["crash", client]) => {
            *client == format!("process-{process}")
        }
        ([name, "flush"], ["flush", client]) => client.ends_with(&format!("-{name}")),
        (["flush"], ["flush", _]) => true,
        (["worker", worker, "crashes"], ["crash", client])
        | (["worker", worker, "starts", "its", "consumer"], ["poll", client]) => {
            *client == format!("worker-{worker}")
        }
        // It asks for its group's committed offset from here on.
        (
            [
                "committed()",
                "of",
                "a",
                "read_uncommitted",
                "consumer,",
                "4",
                "s",
            ],
            ["resume", _],
        ) => true,
        _ => false,
    }
}

/// What one application was told to do; which offset commitSync() commits, and with what metadata, shows in its request.
fn is_of_member(deed: &str, command: &[&str]) -> bool {
    let deed = deed.strip_suffix(" group-only").unwrap_or(deed);
    if calls::read(deed).is_some() {
        return is_meant(deed, command);
    }
    match (&deed.split(' ').collect::<Vec<_>>()[..], command) {
        (["commitSync", offset], ["commit_offsets", _]) => offset.parse::<u32>().is_ok(),
        (["close"], ["close", _]) => true,
        (["send", "out", values @ ..], ["send", _, orders @ ..]) => values == orders,
        _ => false,
    }
}

/// A command of ours in words, if a recording would tell of it: who looks, and where input comes from, stand beside.
fn told(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_told = TOLD.contains(&words[0]) || SOMETIMES_TOLD.contains(&words[0]);
    let is_beside = |word: &&str| word.starts_with("lab-") || *word == "feeder";
    (is_told && !words.iter().any(is_beside)).then_some(words)
}
