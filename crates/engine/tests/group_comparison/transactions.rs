//! What the stream applications say in their transactions, in the recordings' words.

use ackademy_engine::log::TransactionResult;
use ackademy_engine::protocol::{Request, TransactionOwner};

use super::ours::{Exchange, Ours};
use super::words::{group, membership, place};

pub fn of(exchange: &Exchange, ours: &Ours) -> Option<(String, String)> {
    let error = exchange.digest.error.name().to_owned();
    let scenario = ours.player().scenario();
    Some(match &exchange.request {
        Request::InitProducerId {
            transaction: Some(init),
        } => {
            let given = exchange.digest.identity;
            let given = given.map_or("null epoch -1".to_owned(), |(producer, epoch)| {
                format!("{} epoch {}", ours.producer(producer), epoch.0)
            });
            let id = &scenario.transactional_ids[init.id.index()];
            let with = format!("{id} producer null epoch -1");
            (with, format!("{error} producer {given}"))
        }
        Request::AddPartitionsToTxn {
            owner: of,
            partitions,
            ..
        } => {
            let places = partitions.iter().map(|partition| {
                let setup = scenario.partition(partition);
                format!(
                    "AddPartitionsToTxnTopic(name='{}', partitions=[{}])",
                    setup.topic, setup.index
                )
            });
            let places: Vec<String> = places.collect();
            (
                format!("{} [{}]", owner(of, ours), places.join(", ")),
                error,
            )
        }
        Request::AddOffsetsToTxn {
            owner: of,
            group: whose,
        } => {
            let with = format!("{} group {}", owner(of, ours), group(*whose, ours));
            (with, error)
        }
        Request::EndTxn { owner: of, result } => {
            let result = match result {
                TransactionResult::Commit => "commit",
                TransactionResult::Abort => "abort",
            };
            (format!("{} {result}", owner(of, ours)), error)
        }
        Request::TxnOffsetCommit { .. } => (offsets(exchange, ours), error),
        Request::Produce { .. } => return produced(exchange, ours),
        _ => return None,
    })
}

fn owner(owner: &TransactionOwner, ours: &Ours) -> String {
    let id = &ours.player().scenario().transactional_ids[owner.id.index()];
    let producer = ours.producer(owner.producer_id);
    format!("{id} {producer} epoch {}", owner.producer_epoch.0)
}

fn offsets(exchange: &Exchange, ours: &Ours) -> String {
    let Request::TxnOffsetCommit {
        owner: of,
        group: whose,
        offsets,
        metadata,
        ..
    } = &exchange.request
    else {
        panic!("a TxnOffsetCommit")
    };
    let member = match metadata.member {
        None => format!("generation {} no member", metadata.generation.0),
        Some(_) => membership(*metadata, ours),
    };
    let id = &ours.player().scenario().transactional_ids[of.id.index()];
    let producer = ours.producer(of.producer_id);
    format!(
        "{id} group {} {producer} epoch {} {member} {}",
        group(*whose, ours),
        of.producer_epoch.0,
        place(offsets[0].0, offsets[0].1, ours)
    )
}

fn produced(exchange: &Exchange, ours: &Ours) -> Option<(String, String)> {
    let Request::Produce {
        partition,
        producer: Some(producer),
        orders,
        acks,
        ..
    } = &exchange.request
    else {
        return None;
    };
    let scenario = ours.player().scenario();
    let values = orders.iter().map(|order| scenario.order_name(*order));
    let with = format!(
        "{} {} epoch {} seq {} [{}] acks {}",
        ours.partition(*partition),
        ours.producer(producer.id),
        producer.epoch.0,
        producer.base_sequence.0,
        values.collect::<Vec<_>>().join(", "),
        acks.number()
    );
    let offset = exchange.digest.offset;
    let offset = offset.map_or(-1, |offset| i64::from(offset.0));
    let error = exchange.digest.error.name();
    Some((with, format!("{error} baseOffset {offset}")))
}
