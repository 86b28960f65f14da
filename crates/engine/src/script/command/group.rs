//! Groups: `close`, and requests to a group coordinator with every field as written.

use std::sync::Arc;

use super::super::draft::{Draft, unknown};
use super::super::mistake::Mistake;
use super::super::words::{Keys, Pair, Word, Words};
use super::{Read, act};
use crate::action::{Action, Call};
use crate::ids::PartitionSet;
use crate::protocol::{Api, Generation, GroupMetadata, MemberId, Request};

/// The session and rebalance timeout of a request that names none.
const TIMEOUT_MS: u32 = 30_000;

/// `close billing`: its consumer leaves its group.
pub(super) fn close(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    draft.must_have(words, client, "consumer that subscribes", |setup| {
        let consumer = setup.consumer.as_ref();
        consumer.is_some_and(|config| config.group_settings().is_some())
    })?;
    act(words, Action::Client(client, Call::Close))
}

/// A request to a group coordinator.
pub(super) fn request(
    keys: &mut Keys<'_>,
    draft: &mut Draft,
    api: Api,
) -> Result<Request, Mistake> {
    let group = draft.add_group(keys.require("group")?.word())?;
    Ok(match api {
        Api::JoinGroup => Request::JoinGroup {
            group,
            member: member(keys, draft)?,
            session_timeout_ms: timeout(keys, "session.timeout.ms")?,
            rebalance_timeout_ms: timeout(keys, "rebalance.timeout.ms")?,
            subscription: subscription(&keys.require("topic")?, draft)?,
        },
        Api::SyncGroup => Request::SyncGroup {
            group,
            metadata: metadata(keys, draft)?,
            assignments: match keys.take("assignments") {
                Some(pair) => assignments(&pair, draft)?,
                None => Arc::new([]),
            },
        },
        Api::Heartbeat => Request::Heartbeat {
            group,
            metadata: metadata(keys, draft)?,
        },
        _ => Request::LeaveGroup {
            group,
            member: draft.member(keys.require("member")?.word())?,
        },
    })
}

/// `generation=2 member=A/1`; without them -1 and no member.
pub(super) fn metadata(keys: &mut Keys<'_>, draft: &Draft) -> Result<GroupMetadata, Mistake> {
    let generation = match keys.take("generation") {
        Some(pair) => Generation(pair.number()?),
        None => Generation::NONE,
    };
    let member = member(keys, draft)?;
    Ok(GroupMetadata { generation, member })
}

fn member(keys: &mut Keys<'_>, draft: &Draft) -> Result<Option<MemberId>, Mistake> {
    match keys.take("member") {
        Some(pair) if pair.value == "none" => Ok(None),
        Some(pair) => draft.member(pair.word()).map(Some),
        None => Ok(None),
    }
}

fn timeout(keys: &mut Keys<'_>, key: &'static str) -> Result<u32, Mistake> {
    keys.take(key).map_or(Ok(TIMEOUT_MS), |pair| pair.number())
}

fn subscription(pair: &Pair<'_>, draft: &Draft) -> Result<PartitionSet, Mistake> {
    let partitions = super::super::declare::partitions_of(pair, draft)?;
    Ok(partitions.into_iter().collect())
}

/// `A/1:t-0+t-1,B/1:none`
fn assignments(pair: &Pair<'_>, draft: &Draft) -> Result<Arc<[(MemberId, PartitionSet)]>, Mistake> {
    let one = |word: Word<'_>| {
        let (member, list) = word.text.split_once(':').ok_or_else(|| {
            pair.mistake("members with their partitions, such as A/1:t-0+t-1,B/1:none")
        })?;
        let line = word.line;
        let member = draft.member(Word { line, text: member })?;
        if list == "none" {
            return Ok((member, PartitionSet::EMPTY));
        }
        let partitions = list.split('+');
        let set = partitions.map(|text| draft.partition(Word { line, text }));
        Ok((member, set.collect::<Result<_, Mistake>>()?))
    };
    pair.list().map(one).collect()
}

impl Draft {
    /// A member id: the client that it was given to and its number, such as `billing/1`.
    pub fn member(&self, word: Word<'_>) -> Result<MemberId, Mistake> {
        let parts = word.text.split_once('/');
        let parsed = parts.and_then(|(client, number)| Some((client, number.parse().ok()?)));
        let Some((client, number)) = parsed.filter(|(_, number)| *number > 0) else {
            let names: Vec<&str> = self
                .scenario
                .clients
                .iter()
                .map(|c| c.name.as_str())
                .collect();
            return Err(unknown(
                "a member id such as billing/1 (a client and which of its ids, from 1)",
                word,
                names.into_iter(),
            ));
        };
        let line = word.line;
        let client = self.client(Word { line, text: client })?;
        Ok(MemberId { client, number })
    }
}
