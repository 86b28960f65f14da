//! What applications ask of a transactional producer, and requests to coordinators with every field as written.

use std::sync::Arc;

use super::super::draft::{Draft, producer_id};
use super::super::mistake::Mistake;
use super::super::words::{Keys, Words};
use super::raw::{offset, partition};
use super::{Read, act, group};
use crate::action::{Action, Call};
use crate::ids::{ClientId, CoordinatorEpoch, PartitionSet, ProducerEpoch};
use crate::log::TransactionResult;
use crate::protocol::{Api, InitTransaction, Request, TransactionOwner};

fn transactional(words: &mut Words<'_>, draft: &Draft) -> Result<ClientId, Mistake> {
    let client = draft.take_client(words)?;
    draft.must_have(words, client, "transactional producer", |setup| {
        let producer = setup.producer.as_ref();
        producer.is_some_and(|producer| producer.transactional_id.is_some())
    })
}

fn one_call(words: &mut Words<'_>, draft: &Draft, call: Call) -> Read {
    let client = transactional(words, draft)?;
    act(words, Action::Client(client, call))
}

/// `init_transactions checkout`
pub(super) fn init(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    one_call(words, draft, Call::InitTransactions)
}

/// `begin_transaction checkout`
pub(super) fn begin(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    one_call(words, draft, Call::BeginTransaction)
}

/// `commit_transaction checkout`
pub(super) fn commit(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    one_call(words, draft, Call::CommitTransaction)
}

/// `abort_transaction checkout`
pub(super) fn abort(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    one_call(words, draft, Call::AbortTransaction)
}

/// `send_offsets_to_transaction billing group=g partition=in-0 offset=3`
pub(super) fn send_offsets(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = transactional(words, draft)?;
    let mut keys = words.take_keys()?;
    let group = draft.add_group(keys.require("group")?.word())?;
    let (partition, offset) = (partition(&mut keys, draft)?, offset(&mut keys)?);
    keys.end()?;
    let call = Call::SendOffsetsToTransaction(group, partition, offset);
    act(words, Action::Client(client, call))
}

/// `seek_to_committed billing`
pub(super) fn seek(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.consumer(words)?;
    act(words, Action::Client(client, Call::SeekToCommitted))
}

/// A request to a coordinator, or of one.
pub(super) fn request(
    keys: &mut Keys<'_>,
    draft: &mut Draft,
    api: Api,
    version: u8,
) -> Result<Request, Mistake> {
    Ok(match api {
        Api::InitProducerId => Request::InitProducerId {
            transaction: init_fields(keys, draft)?,
        },
        Api::AddPartitionsToTxn => Request::AddPartitionsToTxn {
            owner: owner(keys, draft)?,
            partitions: partitions(keys, draft)?,
            verify_only: match keys.take("verify_only") {
                Some(pair) => pair.flag()?,
                None => false,
            },
        },
        Api::AddOffsetsToTxn => Request::AddOffsetsToTxn {
            owner: owner(keys, draft)?,
            group: draft.add_group(keys.require("group")?.word())?,
        },
        Api::TxnOffsetCommit => Request::TxnOffsetCommit {
            owner: owner(keys, draft)?,
            group: draft.add_group(keys.require("group")?.word())?,
            offsets: Arc::new([(partition(keys, draft)?, offset(keys)?)]),
            metadata: group::metadata(keys, draft)?,
            version,
        },
        Api::EndTxn => Request::EndTxn {
            owner: owner(keys, draft)?,
            result: result(keys)?,
        },
        Api::WriteTxnMarkers => Request::WriteTxnMarkers {
            producer_id: producer_id(keys.require("producer")?.word())?,
            producer_epoch: ProducerEpoch(keys.require("epoch")?.number()?),
            result: result(keys)?,
            partitions: partitions(keys, draft)?,
            coordinator_epoch: CoordinatorEpoch(keys.require("coordinator_epoch")?.number()?),
        },
        _ => panic!("{} has nothing to do with transactions", api.name()),
    })
}

fn init_fields(keys: &mut Keys<'_>, draft: &mut Draft) -> Result<Option<InitTransaction>, Mistake> {
    let Some(id) = keys.take("transactional_id") else {
        // Both travel, and without an id no broker looks at them (`TransactionCoordinator.handleInitProducerId`).
        if let Some(pair) = keys.take("producer") {
            producer_id(pair.word())?;
            let _: i16 = keys.require("epoch")?.number()?;
        }
        return Ok(None);
    };
    let id = draft.add_transactional_id(id.word())?;
    let timeout_ms = match keys.take("transaction.timeout.ms") {
        Some(pair) => pair.number()?,
        None => 60_000,
    };
    let current = match keys.take("producer") {
        Some(pair) => Some((
            producer_id(pair.word())?,
            ProducerEpoch(keys.require("epoch")?.number()?),
        )),
        None => None,
    };
    Ok(Some(InitTransaction {
        id,
        timeout_ms,
        current,
    }))
}

fn owner(keys: &mut Keys<'_>, draft: &mut Draft) -> Result<TransactionOwner, Mistake> {
    Ok(TransactionOwner {
        id: draft.add_transactional_id(keys.require("transactional_id")?.word())?,
        producer_id: producer_id(keys.require("producer")?.word())?,
        producer_epoch: ProducerEpoch(keys.require("epoch")?.number()?),
    })
}

fn partitions(keys: &mut Keys<'_>, draft: &Draft) -> Result<PartitionSet, Mistake> {
    let listed = keys.require("partitions")?;
    listed.list().map(|word| draft.partition(word)).collect()
}

fn result(keys: &mut Keys<'_>) -> Result<TransactionResult, Mistake> {
    keys.require("result")?.one_of(&[
        ("commit", TransactionResult::Commit),
        ("abort", TransactionResult::Abort),
    ])
}
