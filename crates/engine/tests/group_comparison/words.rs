//! A request of ours and its answer in the recordings' words.

use ackademy_engine::ids::{GroupId, PartitionId};
use ackademy_engine::protocol::{GroupMetadata, Request, Response};

use super::ours::{Exchange, Ours};
use super::transactions;

pub fn membership(metadata: GroupMetadata, ours: &Ours) -> String {
    let member = metadata
        .member
        .map_or("none".to_owned(), |id| ours.member(id));
    format!("generation {} member {member}", metadata.generation.0)
}

pub fn group(id: GroupId, ours: &Ours) -> &str {
    ours.player().scenario().groups[usize::from(id.0)].as_str()
}

/// `in[0@2]`
pub fn place(partition: PartitionId, offset: ackademy_engine::ids::Offset, ours: &Ours) -> String {
    let setup = ours.player().scenario().partition(partition);
    format!("{}[{}@{offset}]", setup.topic, setup.index)
}

/// `with` and `answer`; `None` for what is not compared.
pub fn of(exchange: &Exchange, ours: &Ours) -> Option<(String, String)> {
    let error = exchange.digest.error.name().to_owned();
    Some(match &exchange.request {
        Request::JoinGroup { .. } => (to_join(exchange, ours), joined(exchange, ours)),
        Request::SyncGroup { .. } => synced(exchange, ours),
        Request::LeaveGroup { group: of, member } => {
            let member = ours.member(*member);
            let with = format!("{} member {member}", group(*of, ours));
            (with, format!("NONE, {member} {error}"))
        }
        Request::OffsetCommit {
            group: of,
            partition,
            offset,
            metadata,
        } => {
            let what = place(*partition, *offset, ours);
            let who = membership(*metadata, ours);
            (format!("{} {who} {what}", group(*of, ours)), error)
        }
        Request::OffsetFetch {
            group: of,
            require_stable,
            ..
        } => {
            let with = format!("group {} requireStable {require_stable}", group(*of, ours));
            (with, fetched(exchange, ours))
        }
        _ => return transactions::of(exchange, ours),
    })
}

fn to_join(exchange: &Exchange, ours: &Ours) -> String {
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
    let member = member.map_or("none".to_owned(), |id| ours.member(id));
    format!(
        "{} member {member} protocols range session timeout {session_timeout_ms} rebalance timeout {rebalance_timeout_ms} topics [in]",
        group(of, ours)
    )
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

fn synced(exchange: &Exchange, ours: &Ours) -> (String, String) {
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
        .map(|(id, set)| format!("{}: {}", ours.member(*id), ours.owned(*set)));
    let mut given: Vec<String> = given.collect();
    given.sort();
    let with = format!(
        "{} {} assignments [{}]",
        group(*of, ours),
        membership(*metadata, ours),
        given.join(", ")
    );
    let owned = exchange.digest.assignment;
    let owned = owned.map_or(String::new(), |set| format!(" {}", ours.owned(set)));
    (with, format!("{}{owned}", exchange.digest.error.name()))
}

fn fetched(exchange: &Exchange, ours: &Ours) -> String {
    let error = exchange.digest.error.name();
    let Some(Response::OffsetFetch { offsets, .. }) = &exchange.response else {
        return error.to_owned();
    };
    let one = |(partition, offset): &(PartitionId, Option<ackademy_engine::ids::Offset>)| {
        let offset = offset.map_or(-1, |offset| i64::from(offset.0));
        format!("{} NONE @{offset}", ours.partition(*partition))
    };
    let found: Vec<String> = offsets.iter().map(one).collect();
    format!("{error} [{}]", found.join(", "))
}
