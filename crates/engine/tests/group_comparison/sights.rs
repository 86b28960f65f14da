//! What applications and administrators saw: callbacks, records, what calls returned; groups and committed offsets.

use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, GroupId};
use ackademy_engine::player::Player;
use serde_json::Value;

use super::first_difference;
use super::ours::Ours;
use super::text;

/// What an application saw, item by item.
type Sights = BTreeMap<String, Vec<String>>;

pub fn differences(events: &[Value], ours: &Ours) -> Vec<String> {
    let (mut theirs, mut looks) = (Sights::new(), 0);
    let mut found = Vec::new();
    for event in events.iter().filter(|event| event["saw"].is_string()) {
        let (what, is) = (text(event, "saw"), text(event, "is"));
        let who = what.split_once(' ').filter(|(who, _)| who.len() == 1);
        if let Some((who, what)) = who {
            note(theirs.entry(who.to_owned()).or_default(), what, is);
            continue;
        }
        looks += 1;
        let mine = looked(what, &ours.at(&format!("look-{looks}")), ours);
        if mine != is {
            found.push(format!("look {looks}, {what}: recorded {is}, ours {mine}"));
        }
    }
    let mut mine = Sights::new();
    for event in ours.player().events() {
        if let Some((client, what, is)) = seen(event, ours) {
            let who = ours.player().scenario().client(client).name.clone();
            note(mine.entry(who).or_default(), &what, &is);
        }
    }
    mine.retain(|who, _| who.len() == 1);
    for side in [&mut theirs, &mut mine] {
        side.values_mut().for_each(|items| in_order(items));
    }
    let mut all: Vec<_> = theirs.keys().chain(mine.keys()).cloned().collect();
    all.sort();
    all.dedup();
    let nothing = Vec::new();
    found.extend(all.iter().filter_map(|who| {
        let (theirs, mine) = (theirs.get(who), mine.get(who));
        first_difference(
            &format!("what {who} saw"),
            theirs.unwrap_or(&nothing),
            mine.unwrap_or(&nothing),
        )
    }));
    found
}

fn note(into: &mut Vec<String>, what: &str, is: &str) {
    match what {
        // It returns whatever becomes of the records; their callbacks tell.
        "send" => {}
        "polled" => {
            let records = is.trim_matches(['[', ']']).split(", ");
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

fn seen(event: &Event, ours: &Ours) -> Option<(ClientId, String, String)> {
    let scenario = ours.player().scenario();
    let ok = || "ok".to_owned();
    Some(match *event {
        Event::PartitionsAssigned(client, set) => {
            (client, "onPartitionsAssigned".to_owned(), ours.owned(set))
        }
        Event::PartitionsRevoked(client, set) => {
            (client, "onPartitionsRevoked".to_owned(), ours.owned(set))
        }
        Event::PartitionsLost(client, set) => {
            (client, "onPartitionsLost".to_owned(), ours.owned(set))
        }
        Event::RecordPolled(client, partition, offset, order) => {
            let index = scenario.partition(partition).index;
            let order = scenario.order_name(order);
            (
                client,
                "polled".to_owned(),
                format!("[{index}@{offset}={order}]"),
            )
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
            (
                client,
                name,
                thrown.map_or(ok(), |thrown| format!("{}:", thrown.class_name())),
            )
        }
        Event::ToldStored(client, order, Some(offset)) => (
            client,
            format!("callback {}", scenario.order_name(order)),
            format!("offset {offset}"),
        ),
        _ => return None,
    })
}

/// What an administrator of ours sees.
fn looked(what: &str, player: &Player, ours: &Ours) -> String {
    let (scenario, world) = (player.scenario(), player.world());
    let log = scenario.offsets_partition(GroupId(0)).expect("a group");
    let leader = world.leader_replica(log).map(|(leader, _)| leader);
    if let Some(partition) = what.strip_prefix("committed offset of ") {
        let partition = scenario.partition_named(partition).expect("a partition");
        let offset = world.committed_offset(scenario, GroupId(0), partition);
        return offset.map_or("none".to_owned(), |offset| offset.to_string());
    }
    match what {
        "group coordinator" | "new group coordinator" => {
            leader.map_or(String::new(), |leader| leader.to_string())
        }
        "group.initial.rebalance.delay.ms" => scenario
            .timeouts
            .group_initial_rebalance_delay_ms
            .to_string(),
        "group" => {
            let Some(known) = leader.and_then(|leader| world.group(leader, GroupId(0))) else {
                return "no group".to_owned();
            };
            let members = known
                .members
                .iter()
                .map(|member| (ours.member(member.id), ours.owned(member.assignment)));
            let mut members: Vec<String> = members
                .map(|(id, owned)| format!("{id}: {owned}"))
                .collect();
            members.sort();
            format!("{}, members [{}]", known.state.name(), members.join(", "))
        }
        _ => "a sight that nobody knows".to_owned(),
    }
}
