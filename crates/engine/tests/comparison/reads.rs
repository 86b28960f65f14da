//! `read_committed of t-0` and `read_uncommitted of t-0`, with a moment behind it: what a consumer has read that began at
//! the first record. It is a consumer of ours, called `lab-read_committed` or `lab-read_uncommitted`; to read again from the
//! beginning it is crashed and restarted.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId, PartitionId};
use ackademy_engine::node::Position;
use ackademy_engine::player::Player;
use serde_json::{Value, json};

use super::Seen;
use super::logs::partition_and_moment;
use super::marks::leader;

pub fn of_key(key: &str, seen: &Seen) -> Option<Result<Value, String>> {
    let (isolation, rest) = key.split_once(" of ")?;
    if !["read_committed", "read_uncommitted"].contains(&isolation) {
        return None;
    }
    let (partition, moment) = partition_and_moment(rest);
    Some(read(isolation, partition, moment, seen))
}

fn read(
    isolation: &str,
    partition: &str,
    moment: Option<&str>,
    seen: &Seen,
) -> Result<Value, String> {
    let name = format!("lab-{isolation}");
    let reader = seen
        .client(&name)
        .ok_or_else(|| format!("the script has no client {name}"))?;
    let player = seen.at(moment)?;
    let place = seen
        .partition(partition)
        .ok_or_else(|| format!("no partition {partition}"))?;
    let leader = leader(partition, player)?;
    let end = match isolation {
        "read_committed" => leader.last_stable_offset(),
        _ => leader.high_watermark(),
    };
    Ok(json!({
        "values": values(reader, place, player, seen),
        "position": position(reader, place, player)?,
        "endOffset": end.0,
    }))
}

/// All that poll() has returned since the consumer's process started last.
fn values<'a>(
    reader: ClientId,
    partition: PartitionId,
    player: &Player,
    seen: &'a Seen,
) -> Vec<&'a str> {
    let events = player.events();
    let started = |event: &Event| *event == Event::Restarted(NodeId::Client(reader));
    let start = events.iter().rposition(started).unwrap_or(0);
    let polled = events[start..].iter().filter_map(|event| match *event {
        Event::RecordPolled(client, from, _, order) if (client, from) == (reader, partition) => {
            Some(seen.order_name(order))
        }
        _ => None,
    });
    polled.collect()
}

fn position(reader: ClientId, partition: PartitionId, player: &Player) -> Result<u32, String> {
    let assigned = &player
        .scenario()
        .client(reader)
        .consumer
        .as_ref()
        .ok_or("the reader is no consumer")?
        .partitions;
    let place = assigned.iter().position(|known| *known == partition);
    let place = place.ok_or("the reader does not read it")?;
    let consumer = player.world().client(reader).consumer.as_ref();
    match consumer {
        Some(consumer) if !consumer.buffered.is_empty() => {
            Err("the script leaves records that poll() has not returned".to_owned())
        }
        Some(consumer) => match consumer.positions[place] {
            Position::At(offset) => Ok(offset.0),
            _ => Err("the reader has no position yet".to_owned()),
        },
        None => Err("the reader is no consumer".to_owned()),
    }
}
