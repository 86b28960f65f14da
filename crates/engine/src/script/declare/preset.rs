//! The page's scenes: a preset, and the keys that differ from it.

use super::super::draft::{Draft, Topic};
use super::super::mistake::Mistake;
use super::super::words::{Keys, Words};
use crate::protocol::{Acks, IsolationLevel, OffsetReset};
use crate::scenario::{CommitOrder, ConsumerConfig, Pipeline, Preset, ProducerConfig, Scenario};

/// The page's own seed, so that a scene is on the page as it is in a script.
const SEED: u64 = 7;

const PRESETS: [(&str, Preset); 3] = [
    ("at_most_once", Preset::AtMostOnce),
    ("at_least_once", Preset::AtLeastOnce),
    ("exactly_once", Preset::ExactlyOnce),
];

/// `preset at_least_once pipeline=stream`: everything as the page has it.
pub(super) fn preset(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    if !draft.topics.is_empty() || !draft.scenario.clients.is_empty() {
        return Err(words.mistake_before("expected `preset` before all else: move it to the top"));
    }
    let mistake = words.mistake("at_most_once, at_least_once or exactly_once");
    let name = words.take("a preset")?;
    let (_, preset) = *PRESETS
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or(mistake)?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let pipeline = match keys.take("pipeline") {
        Some(pair) => pair.one_of(&[("simple", Pipeline::Simple), ("stream", Pipeline::Stream)])?,
        None => Pipeline::Simple,
    };
    keys.end()?;
    draft.scenario = Scenario::preset(preset, pipeline);
    draft.seed = SEED;
    draft.preset = Some((preset, pipeline));
    for setup in &draft.scenario.partitions {
        if draft.topics.iter().all(|topic| topic.name != setup.topic) {
            let of_topic = draft.scenario.partitions.iter();
            let of_topic = of_topic.filter(|other| other.topic == setup.topic);
            draft.topics.push(Topic {
                name: setup.topic.clone(),
                partition_count: setup.partition_count,
                placements: of_topic.map(|other| other.replicas.clone()).collect(),
                min_insync_replicas: setup.min_insync_replicas,
                unclean_leader_election: setup.unclean_leader_election,
            });
        }
    }
    Ok(())
}

/// `change checkout acks=1`, `change topic orders min.insync.replicas=1`: keys that differ from the preset's.
pub(super) fn change(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    if words.take_if("topic") {
        return change_topic(words, draft);
    }
    let client = draft.take_client(words)?;
    let mut keys = words.take_keys()?;
    words.end()?;
    if keys.is_empty() {
        return Err(words.mistake("KEY=VALUE"));
    }
    let mut setup = draft.scenario.client(client).clone();
    if let Some(producer) = &mut setup.producer {
        change_producer(&mut keys, producer)?;
    }
    if let Some(consumer) = &mut setup.consumer {
        change_consumer(&mut keys, consumer)?;
    }
    if let Some(pair) = keys.take("request.timeout.ms") {
        draft.scenario.timeouts.request_timeout_ms = pair.number()?;
    }
    let twin = match keys.take("twin") {
        Some(pair) => pair.flag()?,
        None => false,
    };
    keys.end()?;
    draft.scenario.clients[client.index()] = setup;
    if twin {
        draft.scenario.add_twin(client);
    }
    let changed = draft.scenario.client(client);
    draft.scenario.validate_client(changed).map_err(|error| {
        words.mistake_before(format!("expected a config that Kafka takes; {error}"))
    })
}

fn change_topic(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let mistake = words.mistake("the name of a topic");
    let name = words.take("the name of a topic")?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let min_insync_replicas = match keys.take("min.insync.replicas") {
        Some(pair) => Some(pair.number()?),
        None => None,
    };
    let unclean = match keys.take("unclean.leader.election.enable") {
        Some(pair) => Some(pair.flag()?),
        None => None,
    };
    keys.end()?;
    let partitions = draft.scenario.partitions.iter_mut();
    let mut of_topic = partitions.filter(|setup| setup.topic == name).peekable();
    if of_topic.peek().is_none() {
        return Err(mistake);
    }
    for setup in of_topic {
        setup.min_insync_replicas = min_insync_replicas.unwrap_or(setup.min_insync_replicas);
        setup.unclean_leader_election = unclean.unwrap_or(setup.unclean_leader_election);
    }
    Ok(())
}

fn change_producer(keys: &mut Keys<'_>, producer: &mut ProducerConfig) -> Result<(), Mistake> {
    if let Some(pair) = keys.take("acks") {
        producer.acks = pair.one_of(&[("0", Acks::Zero), ("1", Acks::One), ("all", Acks::All)])?;
    }
    if let Some(pair) = keys.take("enable.idempotence") {
        producer.enable_idempotence = pair.flag()?;
    }
    if let Some(pair) = keys.take("retries") {
        producer.retries = pair.number()?;
    }
    if let Some(pair) = keys.take("max.in.flight.requests.per.connection") {
        producer.max_in_flight_requests_per_connection = pair.number()?;
    }
    if let Some(pair) = keys.take("linger.ms") {
        producer.linger_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("delivery.timeout.ms") {
        producer.delivery_timeout_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("transaction.timeout.ms") {
        producer.transaction_timeout_ms = pair.number()?;
    }
    Ok(())
}

fn change_consumer(keys: &mut Keys<'_>, consumer: &mut ConsumerConfig) -> Result<(), Mistake> {
    if let Some(pair) = keys.take("auto.offset.reset") {
        consumer.auto_offset_reset = pair.one_of(&[
            ("earliest", OffsetReset::Earliest),
            ("latest", OffsetReset::Latest),
        ])?;
    }
    if let Some(pair) = keys.take("max.poll.records") {
        consumer.max_poll_records = pair.number()?;
    }
    if let Some(pair) = keys.take("commit_offsets") {
        consumer.commit_order = pair.one_of(&[
            ("after_processing", CommitOrder::AfterProcessing),
            ("before_processing", CommitOrder::BeforeProcessing),
            ("in_transaction", CommitOrder::InTransaction),
            ("never", CommitOrder::Never),
        ])?;
    }
    if let Some(pair) = keys.take("isolation.level") {
        consumer.isolation_level = pair.one_of(&[
            ("read_uncommitted", IsolationLevel::ReadUncommitted),
            ("read_committed", IsolationLevel::ReadCommitted),
        ])?;
    }
    Ok(())
}
