//! Recordings of raw requests are their own script: every request is sent as it was, in the order in which they came.

use std::fmt::Write;

use serde_json::Value;

fn text<'a>(event: &'a Value, key: &str) -> &'a str {
    event[key].as_str().unwrap_or_default()
}

/// `raw-A` is A.
fn actor(sender: &str) -> &str {
    sender.rsplit_once('-').map_or(sender, |(_, name)| name)
}

/// The coordinator of this recording, and who comes after it, take part as in the recording.
pub fn script_of(recorded: &Value) -> String {
    let mut events: Vec<&Value> = recorded["events"]
        .as_array()
        .expect("events")
        .iter()
        .collect();
    let time = |event: &Value| {
        event["askedAtMs"]
            .as_u64()
            .or(event["atMs"].as_u64())
            .expect("a time")
    };
    events.sort_by_key(|event| time(event));
    let mut brokers: Vec<u64> = Vec::new();
    let is_asked = |event: &&&Value| !text(event, "request").starts_with("FindCoordinator");
    for broker in events
        .iter()
        .filter(is_asked)
        .filter_map(|event| event["to"].as_u64())
    {
        if !brokers.contains(&broker) {
            brokers.push(broker);
        }
    }
    brokers.extend(
        (1..=3)
            .filter(|broker| !brokers.contains(broker))
            .collect::<Vec<_>>(),
    );
    let named = events
        .iter()
        .find(|event| text(event, "request").starts_with("JoinGroup"));
    let group = text(named.expect("somebody joins"), "with")
        .split(' ')
        .next()
        .unwrap_or_default();
    let mut script = format!(
        "config group.initial.rebalance.delay.ms=0\ntopic in replicas=1:2:3 min.insync.replicas=2\n\
         topic __consumer_offsets partitions=50 replicas={0}:{1}:{2} min.insync.replicas=2\n\
         topic __transaction_state partitions=50 replicas={0}:{1}:{2} min.insync.replicas=2\n\
         group {group}\n",
        brokers[0], brokers[1], brokers[2]
    );
    let mut senders: Vec<&str> = events
        .iter()
        .map(|event| actor(text(event, "from")))
        .collect();
    // `nobody1` is the id of somebody who was never given one; somebody must open the transaction.
    senders.extend(["nobody", "lab-opener"]);
    senders.sort_unstable();
    senders.dedup();
    for sender in senders
        .iter()
        .filter(|sender| !["", "a broker"].contains(sender))
    {
        writeln!(script, "client {sender} raw").expect("a string takes text");
    }
    let mut looks: Vec<&str> = Vec::new();
    for event in events {
        if text(event, "do").starts_with("kill") {
            writeln!(script, "crash broker {}\nwait 12s", brokers[0]).expect("a string takes text");
        } else if event["saw"].is_string() {
            looks.push(text(event, "saw"));
            let moment = moment(&looks);
            writeln!(script, "moment {moment}").expect("a string takes text");
        } else if let Some(request) = request(event) {
            // One that waits for another must not wait for its own timeout.
            writeln!(script, "{request}\nwait 500ms").expect("a string takes text");
        }
    }
    script
}

/// The name of the moment of the last look, as the comparison calls it.
fn moment(looks: &[&str]) -> String {
    let what = looks.last().copied().unwrap_or_default();
    let nth = looks.iter().filter(|look| **look == what).count();
    let moment = match nth {
        1 => format!("saw {what}"),
        _ => format!("saw {what} {nth}"),
    };
    moment.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

/// `raw A SyncGroup broker=2 version=5 ...`; a transaction is begun as protocol V1 does, with AddOffsetsToTxn.
fn request(event: &Value) -> Option<String> {
    let (api, _) = text(event, "request").split_once(" v")?;
    let words: Vec<&str> = text(event, "with").split(' ').collect();
    let after = |key: &str| {
        let place = words.iter().position(|word| *word == key)?;
        words.get(place + 1).copied()
    };
    let head = format!(
        "raw {} {api} broker={} version=",
        actor(text(event, "from")),
        event["to"]
    );
    let named = after("member").filter(|id| *id != "none" && !id.starts_with("in["));
    let member = named.map_or(String::new(), |id| format!(" member={}", slashed(id)));
    let generation = after("generation").map_or(String::new(), |it| format!(" generation={it}"));
    let offset = words
        .last()?
        .strip_prefix("in[0@")
        .and_then(|rest| rest.strip_suffix(']'));
    let group = format!("group={}", words[0]);
    Some(match api {
        "FindCoordinator" if words[0] == "transaction" => {
            let id = words[1].trim_matches(['[', ']']);
            format!("{head}6 transactional_id={id}")
        }
        "JoinGroup" => {
            let [session, rebalance] = ["session", "rebalance"].map(|key| timeout(key, &words));
            format!(
                "{head}9 {group} topic=in session.timeout.ms={session} rebalance.timeout.ms={rebalance}{member}"
            )
        }
        "SyncGroup" => {
            let (_, list) = text(event, "with").split_once("assignments [")?;
            let list = list.trim_end_matches(']').replace("no partition", "none");
            let given: Vec<String> = list
                .split(", ")
                .filter_map(|one| one.split_once(": "))
                .map(|(id, owned)| format!("{}:{owned}", slashed(id)))
                .collect();
            let given = if given.is_empty() {
                String::new()
            } else {
                format!(" assignments={}", given.join(","))
            };
            format!("{head}5 {group}{generation}{member}{given}")
        }
        "Heartbeat" => format!("{head}4 {group}{generation}{member}"),
        "LeaveGroup" => format!("{head}5 {group}{member}"),
        "OffsetCommit" => format!(
            "{head}9 {group}{generation}{member} partition=in-0 offset={}",
            offset?
        ),
        "InitProducerId" => {
            let id = words[0];
            let begin = format!(
                "raw lab-opener AddOffsetsToTxn broker={} version=4",
                event["to"]
            );
            format!(
                "{head}5 transactional_id={id}\nsettle\n{begin} transactional_id={id} producer=P epoch=0 {group}"
            )
        }
        "TxnOffsetCommit" => format!(
            "{head}4 transactional_id={} producer=P epoch=0 group={}{generation}{member} partition=in-0 offset={}",
            words[0], words[2], offset?
        ),
        _ => return None,
    })
}

/// `session timeout 6000`
fn timeout<'a>(key: &str, words: &[&'a str]) -> &'a str {
    let place = words.windows(2).position(|pair| pair == [key, "timeout"]);
    words[place.expect("a timeout") + 2]
}

/// `A1` as scripts write it.
fn slashed(id: &str) -> String {
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{name}/{}", &id[name.len()..])
}
