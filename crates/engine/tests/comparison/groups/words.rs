//! What members say to their group and are answered, in the recordings' words.

use ackademy_engine::ids::{Offset, PartitionId};
use ackademy_engine::protocol::{GroupMetadata, Request, Response};

use super::super::Seen;
use super::super::seen::Exchange;

pub fn membership(metadata: GroupMetadata, seen: &Seen) -> String {
    let member = metadata
        .member
        .map_or("none".to_owned(), |id| seen.member(id));
    format!("generation {} member {member}", metadata.generation.0)
}

/// `in[0@2]`
pub fn place(partition: PartitionId, offset: Offset, seen: &Seen) -> String {
    let setup = seen.end().scenario().partition(partition);
    format!("{}[{}@{offset}]", setup.topic, setup.index)
}

/// `with` and `answer`; `None` for what is no request of a member.
pub fn of(exchange: &Exchange, seen: &Seen) -> Option<(String, String)> {
    let error = exchange.answer.error.name().to_owned();
    Some(match &exchange.request {
        Request::JoinGroup { .. } => (to_join(exchange, seen), joined(exchange, seen)),
        Request::SyncGroup { .. } => synced(exchange, seen),
        Request::LeaveGroup { group: of, member } => {
            let member = seen.member(*member);
            let with = format!("{} member {member}", seen.group(*of));
            (with, format!("NONE, {member} {error}"))
        }
        Request::OffsetCommit {
            group: of,
            partition,
            offset,
            metadata,
        } => {
            let what = place(*partition, *offset, seen);
            let who = membership(*metadata, seen);
            (format!("{} {who} {what}", seen.group(*of)), error)
        }
        _ => return None,
    })
}

fn to_join(exchange: &Exchange, seen: &Seen) -> String {
    let Request::JoinGroup {
        group: of,
        member,
        session_timeout_ms,
        rebalance_timeout_ms,
        ..
    } = exchange.request
    else {
        panic!("a JoinGroup")
    };
    let member = member.map_or("none".to_owned(), |id| seen.member(id));
    format!(
        "{} member {member} protocols range session timeout {session_timeout_ms} rebalance timeout {rebalance_timeout_ms} topics [in]",
        seen.group(of)
    )
}

fn joined(exchange: &Exchange, seen: &Seen) -> String {
    let error = exchange.answer.error.name();
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
            let mut all: Vec<String> = members.iter().map(|(id, _)| seen.member(*id)).collect();
            all.sort();
            format!(
                "{error} generation {} member {} leader {} protocol range members [{}]",
                metadata.generation.0,
                seen.member(member),
                seen.member(*leader),
                all.join(", ")
            )
        }
        (Some(member), None) => format!("{error} member {}", seen.member(member)),
        _ => error.to_owned(),
    }
}

fn synced(exchange: &Exchange, seen: &Seen) -> (String, String) {
    let Request::SyncGroup {
        group: of,
        metadata,
        assignments,
    } = &exchange.request
    else {
        panic!("a SyncGroup")
    };
    let given = assignments
        .iter()
        .map(|(id, set)| format!("{}: {}", seen.member(*id), seen.owned(*set)));
    let mut given: Vec<String> = given.collect();
    given.sort();
    let with = format!(
        "{} {} assignments [{}]",
        seen.group(*of),
        membership(*metadata, seen),
        given.join(", ")
    );
    let owned = exchange.answer.assignment;
    let owned = owned.map_or(String::new(), |set| format!(" {}", seen.owned(set)));
    (with, format!("{}{owned}", exchange.answer.error.name()))
}
