//! Offsets in transactions, and what a group has committed, in the recordings' words.

use ackademy_engine::protocol::{KafkaError, Request, Response};

use super::super::Seen;
use super::super::seen::Exchange;

/// `ID group GROUP P epoch 0 generation 1 member A1 in[0@3]`; only recordings of groups say which member speaks.
pub fn in_transaction(request: &Request, names_members: bool, seen: &Seen) -> String {
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
        Some(id) if names_members => format!("member {}", seen.member(id)),
        Some(_) => "member".to_owned(),
        None => "no member".to_owned(),
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
    let error = exchange.answer.error;
    let answer = match error {
        // A real answer tells of a pending offset by partition.
        KafkaError::None | KafkaError::UnstableOffsetCommit => {
            let stored = |partition| match &exchange.response {
                Some(Response::OffsetFetch { offsets, .. }) => {
                    let found = offsets.iter().find(|(of, _)| *of == partition);
                    found.and_then(|(_, offset)| *offset)
                }
                _ => None,
            };
            let told = partitions.iter().map(|partition| {
                let offset = stored(*partition).map_or(-1, |offset| i64::from(offset.0));
                let name = seen.partition_name(*partition);
                format!("{name} {} @{offset}", error.name())
            });
            format!("NONE [{}]", told.collect::<Vec<_>>().join(", "))
        }
        _ => error.name().to_owned(),
    };
    (with, answer)
}
