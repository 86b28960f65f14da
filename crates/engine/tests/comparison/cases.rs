//! A random case: every step, and what is there at the end.

use std::collections::BTreeMap;

use ackademy_engine::ids::ClientId;
use ackademy_engine::node::{RawAnswer, RawRequest};
use ackademy_engine::protocol::{Request, ResponseDigest};
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
    for partition in &seen.end().scenario().partitions {
        let name = partition.name();
        let needed = [format!("log {name}"), format!("marks {name}")];
        let missing = needed.iter().filter(|key| !end.contains_key(*key));
        differences.extend(missing.map(|key| Difference::new(key, "nothing", "one is there")));
    }
    differences
}

/// Without transactional id a broker passes over who asks for an identity, and our requests do not carry it.
fn without_what_no_broker_looks_at(step: &Value) -> Value {
    let mut step = step.clone();
    if step["request"] == "InitProducerId" {
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
        let nth = asked.entry(name).or_default();
        let client = seen.client(name);
        let request = client.and_then(|client| scenario.client(client).raw.get(*nth));
        steps.push(match client.zip(request) {
            Some((client, request)) => our_step(name, request, answer(client, *nth, seen), seen),
            None => "not asked".into(),
        });
        *nth += 1;
    }
    let all: usize = scenario.clients.iter().map(|client| client.raw.len()).sum();
    steps.resize(steps.len().max(all), "asked, but by somebody else".into());
    steps
}

fn answer(client: ClientId, nth: usize, seen: &Seen) -> Option<ResponseDigest> {
    match seen.end().world().client(client).raw_answers[nth] {
        Some(RawAnswer::Answered(digest)) => Some(digest),
        Some(RawAnswer::Failed) | None => None,
    }
}

fn our_step(name: &str, raw: &RawRequest, answer: Option<ResponseDigest>, seen: &Seen) -> Value {
    let mut step = match &raw.request {
        Request::InitProducerId { transaction: None } => json!({}),
        Request::Produce {
            partition,
            producer: Some(producer),
            orders,
            ..
        } => json!({
            "partition": seen.partition_name(*partition),
            "producer": seen.producer_name(producer.id),
            "epoch": producer.epoch.0,
            "sequence": producer.base_sequence.0,
            "values": orders.iter().map(|order| seen.order_name(*order)).collect::<Vec<_>>(),
        }),
        other => panic!("no case has such a request: {other:?}"),
    };
    step["client"] = name.into();
    step["request"] = raw.request.api().name().into();
    step["version"] = raw.version.into();
    let Some(answer) = answer else {
        return step;
    };
    let error = answer.error.name();
    if matches!(raw.request, Request::InitProducerId { .. }) {
        step["answers"] = json!([error]);
    } else {
        step["answer"] = error.into();
        step["baseOffset"] = answer
            .offset
            .map_or(-1, |offset| i64::from(offset.0))
            .into();
    }
    if let Some((id, epoch)) = answer.identity {
        step["answerProducer"] = seen.producer_name(id).into();
        step["answerEpoch"] = epoch.0.into();
    }
    step
}
