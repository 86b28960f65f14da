//! Offsets in transactions, and what a group has committed, in the recordings' words.

use ackademy_engine::protocol::{KafkaError, Request};

use super::super::Seen;
use super::super::seen::Exchange;

/// `ID group GROUP P epoch 0 generation 1 member in[0@3]`. Recordings say that a member speaks, not which one.
pub fn in_transaction(request: &Request, seen: &Seen) -> String {
    let Request::TxnOffsetCommit {
        owner,
        group,
        offsets,
        metadata,
        ..
    } = request
    else {
        panic!("a TxnOffsetCommit was expected: {request:?}");
    };
    let member = match metadata.member {
        Some(_) => "member",
        None => "no member",
    };
    let places = offsets.iter().map(|(partition, offset)| {
        let setup = seen.end().scenario().partition(*partition);
        format!("{}[{}@{offset}]", setup.topic, setup.index)
    });
    format!(
        "{} group {} {} epoch {} generation {} {member} {}",
        seen.transactional_id(owner.id),
        seen.group(*group),
        seen.producer_name(owner.producer_id),
        owner.producer_epoch.0,
        metadata.generation.0,
        places.collect::<Vec<_>>().join(", ")
    )
}

/// `group GROUP requireStable true`, and `NONE [in-0 NONE @0]`.
pub fn fetched(exchange: &Exchange, seen: &Seen) -> (String, String) {
    let Request::OffsetFetch {
        group,
        partitions,
        require_stable,
    } = &exchange.request
    else {
        panic!("an OffsetFetch was expected: {:?}", exchange.request);
    };
    let with = format!(
        "group {} requireStable {require_stable}",
        seen.group(*group)
    );
    let [partition] = partitions[..] else {
        panic!("the recorded consumers have one partition: {partitions:?}");
    };
    let partition = seen.partition_name(partition);
    let error = exchange.answer.error;
    let answer = match error {
        // A real answer tells of a pending offset by partition.
        KafkaError::None | KafkaError::UnstableOffsetCommit => {
            let offset = exchange.answer.offset;
            let offset = offset.map_or(-1, |offset| i64::from(offset.0));
            format!("NONE [{partition} {} @{offset}]", error.name())
        }
        _ => error.name().to_owned(),
    };
    (with, answer)
}
