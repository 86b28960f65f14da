//! Topics with their placement, and groups.

use super::super::draft::{Draft, Topic, check_name};
use super::super::mistake::Mistake;
use super::super::words::{Keys, Pair, Word, Words};
use crate::ids::BrokerId;
use crate::scenario::{CONSUMER_OFFSETS, TRANSACTION_STATE};

const MOST_PARTITIONS: u8 = 50;

/// `topic t partitions=2 replicas=1:2:3,2:3:1 min.insync.replicas=2`.
pub(super) fn topic(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let line = words.line();
    let name = words.take("the name of a topic")?;
    check_name(Word { line, text: name })?;
    if draft.topic(name).is_some() {
        return Err(words.mistake_before(format!(
            "expected a new topic, found `{name}` again: declare it once, and before the groups that need it"
        )));
    }
    let mut keys = words.take_keys()?;
    words.end()?;
    let listed = match keys.take("replicas") {
        Some(pair) => Some((pair, placements(&pair, draft)?)),
        None => None,
    };
    let is_internal = name == CONSUMER_OFFSETS || name == TRANSACTION_STATE;
    let default_count = if is_internal { 50 } else { 1 };
    let partition_count = match keys.take("partitions") {
        Some(pair) => pair
            .number::<u8>()
            .ok()
            .filter(|count| (1..=MOST_PARTITIONS).contains(count))
            .ok_or_else(|| pair.mistake("a number from 1 to 50"))?,
        None => match &listed {
            Some((_, lists)) if lists.len() > 1 => u8::try_from(lists.len()).unwrap_or(u8::MAX),
            _ => default_count,
        },
    };
    let placements = match listed {
        Some((pair, lists)) if lists.len() != 1 && lists.len() != usize::from(partition_count) => {
            return Err(pair.mistake(&format!(
                "one placement for all partitions, or {partition_count} with commas between"
            )));
        }
        Some((_, lists)) => lists,
        None => {
            let factor = replication_factor(&mut keys, draft)?;
            draft.placements(partition_count, factor)
        }
    };
    let min_insync_replicas = match keys.take("min.insync.replicas") {
        Some(pair) => pair
            .number::<u8>()
            .ok()
            .filter(|count| *count > 0)
            .ok_or_else(|| pair.mistake("a number from 1"))?,
        None if is_internal => 2,
        None => 1,
    };
    let unclean_leader_election = match keys.take("unclean.leader.election.enable") {
        Some(pair) => pair.flag()?,
        None => false,
    };
    keys.end()?;
    if !is_internal {
        draft.check_partition_count(line, usize::from(partition_count))?;
    }
    draft.add_topic(Topic {
        name: name.to_owned(),
        partition_count,
        placements,
        min_insync_replicas,
        unclean_leader_election,
    });
    Ok(())
}

fn replication_factor(keys: &mut Keys<'_>, draft: &Draft) -> Result<u8, Mistake> {
    let brokers = draft.scenario.broker_count;
    match keys.take("replication.factor") {
        None => Ok(brokers.min(3)),
        Some(pair) => pair
            .number::<u8>()
            .ok()
            .filter(|factor| (1..=brokers).contains(factor))
            .ok_or_else(|| pair.mistake(&format!("a number from 1 to {brokers}, one broker each"))),
    }
}

/// Kafka's own notation (`--replica-assignment`): brokers with colons, partitions with commas.
fn placements(pair: &Pair<'_>, draft: &Draft) -> Result<Vec<Vec<BrokerId>>, Mistake> {
    pair.list()
        .map(|list| {
            let brokers = list.text.split(':').map(|text| {
                draft.broker(Word {
                    line: pair.line,
                    text,
                })
            });
            let brokers = brokers.collect::<Result<Vec<_>, _>>()?;
            let twice = |(index, broker): (usize, &BrokerId)| brokers[..index].contains(broker);
            if brokers.iter().enumerate().any(twice) {
                return Err(pair.mistake("each broker once, the preferred leader first"));
            }
            Ok(brokers)
        })
        .collect()
}

/// `group g1`: a group that no client of the script joins, for raw requests.
pub(super) fn group(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let line = words.line();
    let text = words.take("the name of a group")?;
    words.end()?;
    draft.add_group(Word { line, text })?;
    Ok(())
}
