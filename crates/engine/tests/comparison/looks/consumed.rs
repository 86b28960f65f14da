//! What consumers were given, and what groups have committed; whether the fault of a fault cell took place.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, GroupId, PartitionId};
use ackademy_engine::player::Player;

/// The input of every scenario that has offsets.
const INPUT: &str = "in-0";

/// `None` for a sight of another kind.
pub fn at(what: &str, player: &Player) -> Option<Result<String, String>> {
    if let Some(name) = what.strip_suffix(" polled") {
        let client = player.scenario().client_named(&name.replace(' ', "-"))?;
        let offsets: Vec<u32> = polled(player, Some(client)).collect();
        return Some(Ok(format!("{offsets:?}")));
    }
    Some(match what {
        "polled" => Ok(polled(player, None).count().to_string()),
        "fault took place" => Ok(player.events().iter().any(is_fault).to_string()),
        "committed"
        | "committed offset of in-0"
        | "committed at the end"
        | "committed while undecided (admin, not stable)"
        | "admin without require-stable" => stored(player),
        "committed() of a read_uncommitted consumer, 4 s" | "after commit" | "after abort" => {
            told(player)
        }
        _ => return None,
    })
}

/// The offsets that poll() returned so far.
fn polled(player: &Player, by: Option<ClientId>) -> impl Iterator<Item = u32> {
    player
        .events()
        .iter()
        .filter_map(move |event| match *event {
            Event::RecordPolled(client, _, offset, _) if by.is_none_or(|by| by == client) => {
                Some(offset.0)
            }
            _ => None,
        })
}

fn is_fault(event: &Event) -> bool {
    matches!(
        event,
        Event::ConnectionBroken(..) | Event::RequestDuplicated(_)
    )
}

fn input(player: &Player) -> Result<PartitionId, String> {
    let found = player.scenario().partition_named(INPUT);
    found.ok_or_else(|| format!("there is no {INPUT}"))
}

/// What an administrator sees, who does not wait for stable offsets.
fn stored(player: &Player) -> Result<String, String> {
    let offset = player
        .world()
        .committed_offset(player.scenario(), GroupId(0), input(player)?);
    Ok(offset.map_or("none".to_owned(), |offset| offset.to_string()))
}

/// What the group's own consumer was told, if anything: while it is told to ask again, committed() waits until its time is up.
fn told(player: &Player) -> Result<String, String> {
    let scenario = player.scenario();
    let is_reader = |client: &ClientId| {
        let consumer = scenario.client(*client).consumer.as_ref();
        consumer.is_some_and(|consumer| consumer.group == GroupId(0))
    };
    let reader = scenario.client_ids().find(is_reader);
    let reader = reader.ok_or("nobody consumes for the group")?;
    let assigned = scenario.client(reader).consumer.iter();
    let mut assigned = assigned.flat_map(|consumer| &consumer.partitions);
    let input = input(player)?;
    let place = assigned.position(|partition| *partition == input);
    let consumer = player.world().client(reader).consumer.as_ref();
    let committed = place.and_then(|place| consumer?.committed[place]);
    Ok(committed.map_or("TimeoutException".to_owned(), |offset| offset.to_string()))
}
