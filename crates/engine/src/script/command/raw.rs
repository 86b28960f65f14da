//! Requests with every field as written.

use std::sync::Arc;

use super::super::draft::{Draft, api, producer_id};
use super::super::mistake::Mistake;
use super::super::run::{Run, Stop};
use super::super::words::{Keys, Pair, Word, Words};
use super::{Command, Read, group, transaction};
use crate::action::{Action, Call};
use crate::ids::{ClientId, Offset, PartitionId, ProducerEpoch, Sequence};
use crate::node::RawRequest;
use crate::protocol::{
    Acks, Api, Channel, CoordinatorKey, IsolationLevel, ProducerIdentity, Request,
};

struct Raw {
    client: ClientId,
    index: u16,
    expected: String,
}

/// `raw tester Produce broker=1 version=13 partition=t-0 acks=all producer=P epoch=0 sequence=0 orders=a,b`.
pub(super) fn raw(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    let setup = draft.scenario.client(client);
    if setup.producer.is_some() || setup.consumer.is_some() {
        return Err(words.mistake_before(format!(
            "expected a client for raw requests; {} has a library of its own: declare `client NAME raw`",
            setup.name
        )));
    }
    let line = words.line();
    let text = words.take("the name of a request, such as Produce")?;
    let api = api(Word { line, text })?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let broker = draft.broker(keys.require("broker")?.word())?;
    let version = version(&keys.require("version")?, api)?;
    let request = request(&mut keys, draft, api, version)?;
    keys.end()?;
    let raw = &mut draft.scenario.clients[client.index()].raw;
    let index = u16::try_from(raw.len()).expect("few requests in a script");
    raw.push(RawRequest {
        broker,
        channel: channel(api),
        version,
        request,
    });
    Ok(Box::new(Raw {
        client,
        index,
        expected: words.text(),
    }))
}

impl Command for Raw {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        run.act(
            Action::Client(self.client, Call::Raw(self.index)),
            &self.expected,
        )?;
        run.raw_sent[self.client.index()] = self.index + 1;
        Ok(())
    }
}

/// The versions that a 4.2 broker takes.
fn version(pair: &Pair<'_>, api: Api) -> Result<u8, Mistake> {
    let range = match api {
        Api::Produce => 3..=13,
        Api::Fetch => 4..=18,
        Api::OffsetCommit => 2..=10,
        Api::OffsetFetch => 1..=10,
        Api::FindCoordinator | Api::InitProducerId => 0..=6,
        Api::AddPartitionsToTxn => 0..=5,
        Api::AddOffsetsToTxn | Api::TxnOffsetCommit | Api::EndTxn => 0..=4,
        Api::WriteTxnMarkers => 1..=2,
        // From here on an id is required to join, and each request names one member.
        Api::JoinGroup => 4..=9,
        Api::SyncGroup | Api::LeaveGroup => 0..=5,
        Api::Heartbeat => 0..=4,
    };
    pair.number::<u8>()
        .ok()
        .filter(|version| range.contains(version))
        .ok_or_else(|| {
            pair.mistake(&format!(
                "a version of {} from {} to {}",
                api.name(),
                range.start(),
                range.end()
            ))
        })
}

fn channel(api: Api) -> Channel {
    match api {
        Api::OffsetCommit
        | Api::OffsetFetch
        | Api::JoinGroup
        | Api::SyncGroup
        | Api::Heartbeat
        | Api::LeaveGroup => Channel::Coordinator,
        _ => Channel::Data,
    }
}

fn request(
    keys: &mut Keys<'_>,
    draft: &mut Draft,
    api: Api,
    version: u8,
) -> Result<Request, Mistake> {
    Ok(match api {
        Api::Produce => produce(keys, draft)?,
        Api::Fetch => Request::Fetch {
            positions: Arc::new([(partition(keys, draft)?, offset(keys)?)]),
            isolation: isolation(keys)?,
        },
        Api::OffsetCommit => {
            let group = draft.group(keys.require("group")?.word())?;
            Request::OffsetCommit {
                group,
                metadata: group::metadata(keys, draft)?,
                partition: partition(keys, draft)?,
                offset: offset(keys)?,
            }
        }
        Api::OffsetFetch => Request::OffsetFetch {
            group: draft.group(keys.require("group")?.word())?,
            partitions: Arc::new([partition(keys, draft)?]),
            require_stable: match keys.take("require_stable") {
                Some(pair) => pair.flag()?,
                None => true,
            },
        },
        Api::FindCoordinator => {
            let key = match keys.take("transactional_id") {
                Some(pair) => CoordinatorKey::Transaction(draft.add_transactional_id(pair.word())?),
                None => CoordinatorKey::Group(draft.group(keys.require("group")?.word())?),
            };
            Request::FindCoordinator { key }
        }
        Api::JoinGroup | Api::SyncGroup | Api::Heartbeat | Api::LeaveGroup => {
            group::request(keys, draft, api)?
        }
        _ => transaction::request(keys, draft, api, version)?,
    })
}

fn produce(keys: &mut Keys<'_>, draft: &mut Draft) -> Result<Request, Mistake> {
    let partition = partition(keys, draft)?;
    let acks = keys.require("acks")?.one_of(&[
        ("0", Acks::Zero),
        ("1", Acks::One),
        ("all", Acks::All),
        ("-1", Acks::All),
    ])?;
    let producer = match keys.take("producer") {
        None => None,
        Some(pair) => Some(ProducerIdentity {
            id: producer_id(pair.word())?,
            epoch: ProducerEpoch(keys.require("epoch")?.number()?),
            base_sequence: Sequence(keys.require("sequence")?.number()?),
        }),
    };
    let transactional_id = match keys.take("transactional_id") {
        Some(pair) => Some(draft.add_transactional_id(pair.word())?),
        None => None,
    };
    let listed = keys.require("orders")?;
    let orders = listed.list().map(|word| draft.add_order(word));
    let orders = orders.collect::<Result<Arc<[_]>, _>>()?;
    if orders.len() > usize::from(u8::MAX) {
        return Err(listed.mistake("at most 255 orders"));
    }
    Ok(Request::Produce {
        partition,
        acks,
        producer,
        transactional_id,
        orders,
    })
}

/// isolation.level of a Fetch, or of a consumer; Kafka's default is read_uncommitted.
pub(in crate::script) fn isolation(keys: &mut Keys<'_>) -> Result<IsolationLevel, Mistake> {
    match keys.take("isolation.level") {
        None => Ok(IsolationLevel::ReadUncommitted),
        Some(pair) => pair.one_of(&[
            ("read_uncommitted", IsolationLevel::ReadUncommitted),
            ("read_committed", IsolationLevel::ReadCommitted),
        ]),
    }
}

pub(super) fn partition(keys: &mut Keys<'_>, draft: &Draft) -> Result<PartitionId, Mistake> {
    draft.partition(keys.require("partition")?.word())
}

pub(super) fn offset(keys: &mut Keys<'_>) -> Result<Offset, Mistake> {
    keys.require("offset")?.number().map(Offset)
}
