//! A request and its answer in the recordings' words. Every API has an arm.

use ackademy_engine::ids::{PartitionId, PartitionSet};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::protocol::{CoordinatorKey, Request, ResponseDigest, TransactionOwner};

use super::super::Seen;
use super::super::fair::sorted_list;
use super::super::seen::Exchange;
use super::offsets;

/// Whether it counts which broker was asked: anybody may be asked who coordinates, and a producer without transactional.id
/// may ask any broker for its identity.
pub fn asks_one_broker(api: &str, with: &str) -> bool {
    api != "FindCoordinator" && (api != "InitProducerId" || !with.starts_with("null "))
}

/// The protocol that a version chooses, where it chooses one.
pub fn protocol(api: &str, version: u8) -> Option<&'static str> {
    let v1_to = match api {
        "Produce" => 11,
        "EndTxn" | "TxnOffsetCommit" => 4,
        "AddPartitionsToTxn" => 3,
        _ => return None,
    };
    (version <= v1_to).then_some("V1")
}

/// The protocol of one of our requests: a client's in transactions are all V1.
pub fn our_protocol(request: &Request, from_client: bool) -> Option<&'static str> {
    let of_transaction = match request {
        Request::Produce {
            transactional_id, ..
        } => transactional_id.is_some(),
        Request::AddPartitionsToTxn { .. } => from_client,
        Request::EndTxn { .. } | Request::TxnOffsetCommit { .. } => true,
        _ => false,
    };
    of_transaction.then_some("V1")
}

/// `with` and `answer`; `None` for what recordings leave out.
pub fn of(
    exchange: &Exchange,
    from_client: bool,
    names_members: bool,
    seen: &Seen,
) -> Option<(String, String)> {
    let answer = exchange.answer;
    let error = answer.error.name();
    Some(match &exchange.request {
        Request::Produce { .. } => (produce(&exchange.request, seen), produced(answer)),
        Request::InitProducerId { .. } => (init(&exchange.request, seen), identified(answer, seen)),
        Request::FindCoordinator { key } => (looked_up(*key, seen), found(answer)),
        Request::AddOffsetsToTxn { owner, group } => {
            let with = format!("{} group {}", owned(owner, seen), seen.group(*group));
            (with, error.to_owned())
        }
        Request::TxnOffsetCommit { .. } => (
            offsets::in_transaction(&exchange.request, names_members, seen),
            error.to_owned(),
        ),
        Request::OffsetFetch { .. } => offsets::fetched(exchange, seen),
        Request::AddPartitionsToTxn {
            owner, partitions, ..
        } if from_client => {
            let topics = of_topics(*partitions, seen, |topic, indexes| {
                format!("AddPartitionsToTxnTopic(name='{topic}', partitions={indexes:?})")
            });
            let answers = vec![error; partitions.iter().count()];
            (
                format!("{} [{topics}]", owned(owner, seen)),
                answers.join(","),
            )
        }
        Request::AddPartitionsToTxn {
            owner,
            partitions,
            verify_only,
        } => {
            let topics = of_topics(*partitions, seen, |topic, indexes| {
                format!("{topic}{indexes:?}")
            });
            let with = format!("{} verifyOnly {verify_only} [{topics}]", owned(owner, seen));
            let answers = vec![error; partitions.iter().count()];
            (with, format!("NONE {}", answers.join(",")))
        }
        Request::EndTxn { owner, result } => (
            format!("{} {}", owned(owner, seen), result.name()),
            error.to_owned(),
        ),
        Request::WriteTxnMarkers { .. } => markers(exchange, seen),
        // Recordings of transactions do not tell of these; what members say has words of its own.
        Request::Fetch { .. }
        | Request::OffsetCommit { .. }
        | Request::JoinGroup { .. }
        | Request::SyncGroup { .. }
        | Request::Heartbeat { .. }
        | Request::LeaveGroup { .. } => return None,
    })
}

fn looked_up(key: CoordinatorKey, seen: &Seen) -> String {
    match key {
        CoordinatorKey::Transaction(id) => format!("transaction [{}]", seen.transactional_id(id)),
        CoordinatorKey::Group(group) => format!("group [{}]", seen.group(group)),
    }
}

fn found(answer: ResponseDigest) -> String {
    let broker = answer.coordinator.map_or(-1, |broker| i16::from(broker.0));
    format!("{} broker {broker}", answer.error.name())
}

fn markers(exchange: &Exchange, seen: &Seen) -> (String, String) {
    let Request::WriteTxnMarkers {
        producer_id,
        producer_epoch,
        result,
        partitions,
        coordinator_epoch,
    } = &exchange.request
    else {
        panic!("markers were expected: {:?}", exchange.request);
    };
    let error = exchange.answer.error.name();

    let topics = of_topics(*partitions, seen, |topic, indexes| {
        format!("{topic}{indexes:?}")
    });
    let topics = sorted_list(&format!("[{topics}]"), "], ");
    let result = match result {
        TransactionResult::Commit => "COMMIT",
        TransactionResult::Abort => "ABORT",
    };
    let with = format!(
        "{} epoch {} coordinatorEpoch {} {result} {topics}",
        seen.producer_name(*producer_id),
        producer_epoch.0,
        coordinator_epoch.0
    );
    let answers: Vec<String> = partitions
        .iter()
        .map(|partition| format!("{} {error}", seen.partition_name(partition)))
        .collect();
    (with, sorted_list(&answers.join(", "), ", "))
}

fn produce(request: &Request, seen: &Seen) -> String {
    let Request::Produce {
        partition,
        acks,
        producer,
        orders,
        ..
    } = request
    else {
        panic!("a Produce was expected: {request:?}");
    };
    let values: Vec<&str> = orders.iter().map(|order| seen.order_name(*order)).collect();
    let identity = match producer {
        None => String::new(),
        Some(producer) => format!(
            "{} epoch {} seq {} ",
            seen.producer_name(producer.id),
            producer.epoch.0,
            producer.base_sequence.0
        ),
    };
    format!(
        "{} {identity}[{}] acks {}",
        seen.partition_name(*partition),
        values.join(", "),
        acks.number()
    )
}

fn produced(answer: ResponseDigest) -> String {
    let offset = answer.offset.map_or(-1, |offset| i64::from(offset.0));
    format!("{} baseOffset {offset}", answer.error.name())
}

fn init(request: &Request, seen: &Seen) -> String {
    let Request::InitProducerId {
        transaction: Some(transaction),
    } = request
    else {
        return "null producer null epoch -1".to_owned();
    };
    let id = seen.transactional_id(transaction.id);
    match transaction.current {
        None => format!("{id} producer null epoch -1"),
        Some((producer, epoch)) => {
            format!(
                "{id} producer {} epoch {}",
                seen.producer_name(producer),
                epoch.0
            )
        }
    }
}

fn identified(answer: ResponseDigest, seen: &Seen) -> String {
    let identity = match answer.identity {
        None => "producer null epoch -1".to_owned(),
        Some((id, epoch)) => format!("producer {} epoch {}", seen.producer_name(id), epoch.0),
    };
    format!("{} {identity}", answer.error.name())
}

fn owned(owner: &TransactionOwner, seen: &Seen) -> String {
    format!(
        "{} {} epoch {}",
        seen.transactional_id(owner.id),
        seen.producer_name(owner.producer_id),
        owner.producer_epoch.0
    )
}

/// Partitions by topic, in the recordings' words for a topic and the numbers of its partitions.
fn of_topics(set: PartitionSet, seen: &Seen, words: fn(&str, &[u8]) -> String) -> String {
    let scenario = seen.end().scenario();
    let setups: Vec<_> = set
        .iter()
        .map(|id: PartitionId| scenario.partition(id))
        .collect();
    let topics: Vec<String> = setups
        .chunk_by(|a, b| a.topic == b.topic)
        .map(|same| {
            let indexes: Vec<u8> = same.iter().map(|setup| setup.index).collect();
            words(&same[0].topic, &indexes)
        })
        .collect();
    topics.join(", ")
}
