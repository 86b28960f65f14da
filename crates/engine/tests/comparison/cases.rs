//! A random case: every step, and what is there at the end.

use std::collections::BTreeMap;

use ackademy_engine::ids::ClientId;
use ackademy_engine::node::{RawAnswer, RawRequest};
use ackademy_engine::protocol::{Request, ResponseDigest, TransactionOwner};
use serde_json::{Value, json};

use super::difference::first_difference;
use super::left_out::Place;
use super::{Difference, Seen, array, object, of_key, unknown_keys};

/// The differences between a recorded case and our run of it.
pub fn case(recorded: &Value, seen: &Seen) -> Vec<Difference> {
    let known = ["steps", "end"];
    let unknown = unknown_keys("case", Place::Recording, object(recorded), &known);
    let mut differences: Vec<Difference> = unknown.collect();
    let ours = steps(recorded, seen);
    let theirs = array(&recorded["steps"]);
    if theirs.len() != ours.len() {
        differences.push(Difference::new("steps", theirs.len(), ours.len()));
    }
    for (place, (recorded, ours)) in theirs.iter().zip(&ours).enumerate() {
        let recorded = without_what_no_broker_looks_at(recorded);
        differences.extend(first_difference(
            &format!("steps[{place}]"),
            &recorded,
            ours,
        ));
    }
    let end = object(&recorded["end"]);
    for (key, value) in end {
        differences.extend(of_key(key, value, seen));
    }
    let missing = needed(seen)
        .into_iter()
        .filter(|key| !end.contains_key(key));
    differences.extend(missing.map(|key| Difference::new(key, "nothing", "it is there")));
    differences
}

/// What a case must tell of its end.
fn needed(seen: &Seen) -> Vec<String> {
    let ids = &seen.end().scenario().transactional_ids;
    let mut needed: Vec<String> = ids
        .iter()
        .map(|id| format!("transaction log {id}"))
        .collect();
    if !ids.is_empty() {
        needed.extend(["offsets log", "committed"].map(str::to_owned));
    }
    for partition in ["t-0", "u-0"] {
        needed.extend([format!("log {partition}"), format!("marks {partition}")]);
    }
    needed
}

/// Without transactional id a broker passes over who asks for an identity, and our requests do not carry it.
fn without_what_no_broker_looks_at(step: &Value) -> Value {
    let mut step = step.clone();
    if step["request"] == "InitProducerId" && step["transactionalId"].is_null() {
        let fields = step.as_object_mut().expect("it has a request");
        fields.remove("producer");
        fields.remove("epoch");
    }
    step
}

/// Our requests with their answers, in the order of the recording's steps.
fn steps(recorded: &Value, seen: &Seen) -> Vec<Value> {
    let scenario = seen.end().scenario();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    let mut steps = Vec::new();
    for step in array(&recorded["steps"]) {
        let name = step["client"].as_str().unwrap_or_default();
        let Some(client) = seen.client(name) else {
            steps.push("asked by nobody".into());
            continue;
        };
        let raw = &scenario.client(client).raw;
        let first = *asked.entry(name).or_default();
        let Some(request) = raw.get(first) else {
            steps.push("not asked".into());
            continue;
        };
        // One request, unless an identity was asked for again.
        let answers = step["answers"].as_array().map_or(1, Vec::len);
        let last = (first + answers).min(raw.len());
        asked.insert(name, last);
        let answers: Vec<_> = (first..last).map(|nth| answer(client, nth, seen)).collect();
        steps.push(our_step(name, request, &answers, seen));
    }
    let all: usize = scenario.clients.iter().map(|client| client.raw.len()).sum();
    if asked.values().sum::<usize>() < all {
        steps.push("one more".into());
    }
    steps
}

fn answer(client: ClientId, nth: usize, seen: &Seen) -> Option<ResponseDigest> {
    match seen.end().world().client(client).raw_answers[nth] {
        Some(RawAnswer::Answered(digest)) => Some(digest),
        Some(RawAnswer::Failed) | None => None,
    }
}

fn our_step(
    name: &str,
    raw: &RawRequest,
    answers: &[Option<ResponseDigest>],
    seen: &Seen,
) -> Value {
    let mut step = asked(&raw.request, seen);
    step["client"] = name.into();
    step["request"] = raw.request.api().name().into();
    step["version"] = raw.version.into();
    let error = |answer: &Option<ResponseDigest>| match answer {
        Some(answer) => answer.error.name(),
        None => "no answer",
    };
    let Some(last) = answers.last() else {
        return step;
    };
    match raw.request {
        Request::InitProducerId { .. } => {
            step["answers"] = answers.iter().map(error).collect();
        }
        _ => step["answer"] = error(last).into(),
    }
    if let (Request::Produce { .. }, Some(last)) = (&raw.request, last) {
        step["baseOffset"] = last.offset.map_or(-1, |offset| i64::from(offset.0)).into();
    }
    if let Some((id, epoch)) = last.and_then(|last| last.identity) {
        step["answerProducer"] = seen.producer_name(id).into();
        step["answerEpoch"] = epoch.0.into();
    }
    step
}

/// A request with every field, in the recording's words.
fn asked(request: &Request, seen: &Seen) -> Value {
    match request {
        Request::Produce {
            partition,
            producer: Some(producer),
            transactional_id,
            orders,
            ..
        } => {
            let mut step = json!({
                "partition": seen.partition_name(*partition),
                "producer": seen.producer_name(producer.id),
                "epoch": producer.epoch.0,
                "sequence": producer.base_sequence.0,
                "values": orders.iter().map(|order| seen.order_name(*order)).collect::<Vec<_>>(),
            });
            if let Some(id) = transactional_id {
                step["transactionalId"] = seen.transactional_id(*id).into();
            }
            step
        }
        Request::InitProducerId { transaction: None } => json!({}),
        Request::InitProducerId {
            transaction: Some(transaction),
        } => {
            let mut step = json!({ "transactionalId": seen.transactional_id(transaction.id) });
            if let Some((id, epoch)) = transaction.current {
                step["producer"] = seen.producer_name(id).into();
                step["epoch"] = epoch.0.into();
            }
            step
        }
        Request::AddPartitionsToTxn {
            owner, partitions, ..
        } => {
            let mut step = owned(owner, seen);
            let names = partitions
                .iter()
                .map(|partition| seen.partition_name(partition));
            step["partition"] = names.collect::<Vec<_>>().join(",").into();
            step
        }
        Request::AddOffsetsToTxn { owner, group } => {
            let mut step = owned(owner, seen);
            step["group"] = seen.group(*group).into();
            step
        }
        Request::TxnOffsetCommit {
            owner,
            group,
            offsets,
            ..
        } => {
            let mut step = owned(owner, seen);
            step["group"] = seen.group(*group).into();
            step["partition"] = seen.partition_name(offsets[0].0).into();
            step["offset"] = offsets[0].1.0.into();
            step
        }
        Request::EndTxn { owner, result } => {
            let mut step = owned(owner, seen);
            step["outcome"] = result.name().into();
            step
        }
        other => panic!("no case has such a request: {other:?}"),
    }
}

fn owned(owner: &TransactionOwner, seen: &Seen) -> Value {
    json!({
        "transactionalId": seen.transactional_id(owner.id),
        "producer": seen.producer_name(owner.producer_id),
        "epoch": owner.producer_epoch.0,
    })
}
