//! What an administrator saw.

mod consumed;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, BrokerSet, GroupId, PartitionId};
use ackademy_engine::player::Player;

use super::Seen;

/// What an administrator of ours sees at the moment `saw-WHAT`, the second time at `saw-WHAT-2`.
pub fn at(what: &str, nth: usize, seen: &Seen) -> Result<String, String> {
    let moment = match nth {
        1 => format!("saw {what}"),
        _ => format!("saw {what} {nth}"),
    };
    let player = seen.at(Some(&moment))?;
    if let Some(seen) = consumed::at(what, player) {
        return seen;
    }
    if let Some(told) = of_group(what, player, seen) {
        return told;
    }
    let partition = seen.partition("t-0").ok_or("there is no t-0")?;
    let leader = leader(player, partition);
    match what {
        "leader of t-0" => Ok(leader.map_or("none".to_owned(), |leader| leader.to_string())),
        "coordinator" | "new coordinator" => coordinator(player),
        "marker came within 20 s" => Ok(marker_came_in_time(player).to_string()),
        "elected" => {
            let first = player.scenario().partition(partition).replicas[0];
            Ok(leader.is_some_and(|leader| leader != first).to_string())
        }
        "before" | "after" | "end" => {
            let view = player.world().controller().view.of(partition);
            Ok(format!(
                "leader {} isr {} elr {}",
                leader.map_or("none".to_owned(), |leader| leader.to_string()),
                listed(view.in_sync_replicas),
                listed(view.eligible_leader_replicas),
            ))
        }
        _ => Err("a sight that nobody knows".to_owned()),
    }
}

/// What there is to see of the first group.
fn of_group(what: &str, player: &Player, seen: &Seen) -> Option<Result<String, String>> {
    let (scenario, world) = (player.scenario(), player.world());
    let log = scenario.offsets_partition(GroupId(0))?;
    let leader = world.leader_replica(log).map(|(leader, _)| leader);
    Some(match what {
        "group coordinator" | "new group coordinator" => leader
            .map(|leader| leader.to_string())
            .ok_or_else(|| "nobody coordinates the group".to_owned()),
        "group.initial.rebalance.delay.ms" => Ok(scenario
            .timeouts
            .group_initial_rebalance_delay_ms
            .to_string()),
        "group" => {
            let known = leader.and_then(|leader| world.group(leader, GroupId(0)));
            known.ok_or_else(|| "no group".to_owned()).map(|known| {
                let members = known.members.iter();
                let mut members: Vec<String> = members
                    .map(|member| {
                        let owned = seen.owned(member.assignment);
                        format!("{}: {owned}", seen.member(member.id))
                    })
                    .collect();
                members.sort();
                format!("{}, members [{}]", known.state.name(), members.join(", "))
            })
        }
        _ => return None,
    })
}

fn leader(player: &Player, partition: PartitionId) -> Option<BrokerId> {
    player.world().controller().view.of(partition).leader
}

/// Who coordinates the one transactional id that there is.
fn coordinator(player: &Player) -> Result<String, String> {
    let scenario = player.scenario();
    let mut ids = scenario.transactional_id_list();
    let id = ids.next().ok_or("there is no transactional id")?;
    let partition = scenario.transaction_partition(id);
    let leader = partition.and_then(|partition| leader(player, partition));
    leader
        .map(|leader| leader.to_string())
        .ok_or_else(|| "nobody coordinates".to_owned())
}

fn listed(set: BrokerSet) -> String {
    let brokers: Vec<u8> = set.iter().map(|broker| broker.0).collect();
    format!("{brokers:?}")
}

/// Whether the first marker was in a log within 20 seconds of the first callback.
fn marker_came_in_time(player: &Player) -> bool {
    let first = |is: fn(&Event) -> bool| {
        let place = player.events().iter().position(is)?;
        Some(player.past()[player.trace().step_of_event(place)].at)
    };
    let stored = first(|event| matches!(event, Event::ToldStored(..)));
    let marker = first(|event| matches!(event, Event::MarkerAppended(..)));
    match (stored, marker) {
        (Some(stored), Some(marker)) => marker <= stored + 20_000_000,
        _ => false,
    }
}
