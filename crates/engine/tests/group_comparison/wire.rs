//! Conversations: for each process and API its requests with their answers, in the order of the answers. Heartbeats have rules
//! of their own; who coordinates is compared by whom the other requests go to.

use std::collections::BTreeMap;

use ackademy_engine::log::TransactionResult;
use ackademy_engine::protocol::{GroupMetadata, Request, Response, TransactionOwner};
use serde_json::Value;

use super::ours::{Exchange, Ours};
use super::{actor, first_difference, text};

/// Answers that mean "ask again": how often they came is chance.
const ASK_AGAIN: [&str; 6] = [
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
    "NOT_COORDINATOR",
    "NOT_LEADER_OR_FOLLOWER",
    "CONCURRENT_TRANSACTIONS",
    "UNSTABLE_OFFSET_COMMIT",
];
const NOT_HERE: [&str; 4] = ["FindCoordinator", "Heartbeat", "Fetch", "WriteTxnMarkers"];
const TO_THE_GROUP: [&str; 6] = [
    "JoinGroup",
    "SyncGroup",
    "LeaveGroup",
    "OffsetCommit",
    "OffsetFetch",
    "TxnOffsetCommit",
];

type Conversations = BTreeMap<(String, String), Vec<String>>;

pub fn differences(events: &[Value], ours: &Ours) -> Vec<String> {
    let (mut theirs, mut mine) = (Conversations::new(), Conversations::new());
    for event in events.iter().filter(|event| event["request"].is_string()) {
        // What brokers ask one another stands in the recordings of transactions.
        if text(event, "from") == "a broker" {
            continue;
        }
        let api = text(event, "request").split(' ').next().unwrap_or_default();
        let (with, answer) = (
            without_free_text(text(event, "with")),
            text(event, "answer").to_owned(),
        );
        let broker = event["to"].as_u64().expect("a broker");
        note(
            &mut theirs,
            actor(text(event, "from")),
            api,
            broker,
            &with,
            &answer,
        );
    }
    for exchange in &ours.exchanges {
        let api = exchange.request.api().name();
        if let Some((with, answer)) = words(exchange, ours) {
            note(
                &mut mine,
                &exchange.sender,
                api,
                exchange.broker,
                &with,
                &answer,
            );
        }
    }
    let mut all: Vec<_> = theirs.keys().chain(mine.keys()).cloned().collect();
    all.sort();
    all.dedup();
    let nothing = Vec::new();
    all.iter()
        .filter_map(|of| {
            let what = format!("{} of {}", of.1, of.0);
            first_difference(
                &what,
                theirs.get(of).unwrap_or(&nothing),
                mine.get(of).unwrap_or(&nothing),
            )
        })
        .collect()
}

fn note(into: &mut Conversations, sender: &str, api: &str, broker: u64, with: &str, answer: &str) {
    let error = answer.split(' ').next().unwrap_or_default();
    // Where input comes from, and how protocol V1 opens a transaction, is the script's business.
    if NOT_HERE.contains(&api) || ASK_AGAIN.contains(&error) || ["shop", "opener"].contains(&sender)
    {
        return;
    }
    let to = if TO_THE_GROUP.contains(&api) {
        format!(" to {broker}")
    } else {
        String::new()
    };
    let said = into.entry((sender.to_owned(), api.to_owned())).or_default();
    said.push(format!("{with} => {answer}{to}"));
}

/// `reason` is free text, and a second assignor that a real client could use is not used.
fn without_free_text(with: &str) -> String {
    let (with, _) = with.split_once(" reason ").unwrap_or((with, ""));
    with.replace("range, cooperative-sticky", "range")
}

pub fn membership(metadata: GroupMetadata, ours: &Ours) -> String {
    let member = metadata
        .member
        .map_or("none".to_owned(), |id| ours.member(id));
    format!("generation {} member {member}", metadata.generation.0)
}

fn words(exchange: &Exchange, ours: &Ours) -> Option<(String, String)> {
    let scenario = ours.player().scenario();
    let group = |id: &ackademy_engine::ids::GroupId| scenario.groups[usize::from(id.0)].as_str();
    let error = exchange.digest.error.name();
    Some(match &exchange.request {
        Request::JoinGroup {
            group: of,
            member,
            session_timeout_ms,
            rebalance_timeout_ms,
            ..
        } => {
            let member = member.map_or("none".to_owned(), |id| ours.member(id));
            let with = format!(
                "{} member {member} protocols range session timeout {session_timeout_ms} rebalance timeout {rebalance_timeout_ms} topics [in]",
                group(of)
            );
            (with, joined(exchange, ours))
        }
        Request::SyncGroup {
            group: of,
            metadata,
            assignments,
        } => {
            let mut given: Vec<String> = assignments
                .iter()
                .map(|(id, set)| format!("{}: {}", ours.member(*id), ours.owned(*set)))
                .collect();
            given.sort();
            let with = format!(
                "{} {} assignments [{}]",
                group(of),
                membership(*metadata, ours),
                given.join(", ")
            );
            let owned = exchange
                .digest
                .assignment
                .map(|set| format!(" {}", ours.owned(set)));
            (with, format!("{error}{}", owned.unwrap_or_default()))
        }
        Request::LeaveGroup { group: of, member } => {
            let member = ours.member(*member);
            (
                format!("{} member {member}", group(of)),
                format!("NONE, {member} {error}"),
            )
        }
        Request::OffsetCommit {
            group: of,
            partition,
            offset,
            metadata,
        } => {
            let place = scenario.partition(*partition);
            let what = format!("{}[{}@{offset}]", place.topic, place.index);
            (
                format!("{} {} {what}", group(of), membership(*metadata, ours)),
                error.to_owned(),
            )
        }
        Request::OffsetFetch {
            group: of,
            require_stable,
            ..
        } => {
            let with = format!("group {} requireStable {require_stable}", group(of));
            let Some(Response::OffsetFetch { offsets, .. }) = &exchange.response else {
                return Some((with, error.to_owned()));
            };
            let found: Vec<String> = offsets
                .iter()
                .map(|(partition, offset)| {
                    let offset = offset.map_or(-1, |offset| i64::from(offset.0));
                    format!("{} NONE @{offset}", ours.partition(*partition))
                })
                .collect();
            (with, format!("{error} [{}]", found.join(", ")))
        }
        _ => return of_transactions(exchange, ours),
    })
}

fn joined(exchange: &Exchange, ours: &Ours) -> String {
    let error = exchange.digest.error.name();
    let Some(Response::JoinGroup {
        metadata,
        leader,
        members,
        ..
    }) = &exchange.response
    else {
        return error.to_owned();
    };
    match (metadata.member, leader) {
        (Some(member), Some(leader)) => {
            let mut all: Vec<String> = members.iter().map(|(id, _)| ours.member(*id)).collect();
            all.sort();
            format!(
                "{error} generation {} member {} leader {} protocol range members [{}]",
                metadata.generation.0,
                ours.member(member),
                ours.member(*leader),
                all.join(", ")
            )
        }
        (Some(member), None) => format!("{error} member {}", ours.member(member)),
        _ => error.to_owned(),
    }
}

fn of_transactions(exchange: &Exchange, ours: &Ours) -> Option<(String, String)> {
    let scenario = ours.player().scenario();
    let group = |id: &ackademy_engine::ids::GroupId| scenario.groups[usize::from(id.0)].as_str();
    let id =
        |id: ackademy_engine::ids::TransactionalId| scenario.transactional_ids[id.index()].as_str();
    let owner = |owner: &TransactionOwner| {
        format!(
            "{} {} epoch {}",
            id(owner.id),
            ours.producer(owner.producer_id),
            owner.producer_epoch.0
        )
    };
    let error = exchange.digest.error.name();
    Some(match &exchange.request {
        Request::InitProducerId {
            transaction: Some(init),
        } => {
            let (producer, epoch) = exchange
                .digest
                .identity
                .map_or(("null".to_owned(), -1), |(producer, epoch)| {
                    (ours.producer(producer), epoch.0)
                });
            (
                format!("{} producer null epoch -1", id(init.id)),
                format!("{error} producer {producer} epoch {epoch}"),
            )
        }
        Request::AddPartitionsToTxn {
            owner: of,
            partitions,
            ..
        } => {
            let places = partitions.iter().map(|partition| {
                let place = scenario.partition(partition);
                format!(
                    "AddPartitionsToTxnTopic(name='{}', partitions=[{}])",
                    place.topic, place.index
                )
            });
            (
                format!("{} [{}]", owner(of), places.collect::<Vec<_>>().join(", ")),
                error.to_owned(),
            )
        }
        Request::AddOffsetsToTxn {
            owner: of,
            group: g,
        } => (
            format!("{} group {}", owner(of), group(g)),
            error.to_owned(),
        ),
        Request::TxnOffsetCommit {
            owner: of,
            group: g,
            offsets,
            metadata,
            ..
        } => {
            let place = scenario.partition(offsets[0].0);
            let member = match metadata.member {
                None => format!("generation {} no member", metadata.generation.0),
                Some(_) => membership(*metadata, ours),
            };
            let producer = format!(
                "{} epoch {}",
                ours.producer(of.producer_id),
                of.producer_epoch.0
            );
            let what = format!("{}[{}@{}]", place.topic, place.index, offsets[0].1);
            (
                format!(
                    "{} group {} {producer} {member} {what}",
                    id(of.id),
                    group(g)
                ),
                error.to_owned(),
            )
        }
        Request::EndTxn { owner: of, result } => {
            let result = if *result == TransactionResult::Commit {
                "commit"
            } else {
                "abort"
            };
            (format!("{} {result}", owner(of)), error.to_owned())
        }
        Request::Produce {
            partition,
            producer: Some(producer),
            orders,
            acks,
            ..
        } => {
            let values: Vec<&str> = orders
                .iter()
                .map(|order| scenario.order_name(*order))
                .collect();
            let with = format!(
                "{} {} epoch {} seq {} [{}] acks {}",
                ours.partition(*partition),
                ours.producer(producer.id),
                producer.epoch.0,
                producer.base_sequence.0,
                values.join(", "),
                acks.number()
            );
            let offset = exchange
                .digest
                .offset
                .map_or(-1, |offset| i64::from(offset.0));
            (with, format!("{error} baseOffset {offset}"))
        }
        _ => return None,
    })
}
