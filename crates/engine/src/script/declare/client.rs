//! Clients, their orders, and readers.

use super::super::draft::{CLIENTS_MAX, Draft, Reader, check_name, unknown};
use super::super::mistake::Mistake;
use super::super::words::{Pair, Word, Words, duration};
use super::{consumer, producer};
use crate::ids::PartitionId;
use crate::scenario::{ClientSetup, Driver};

/// Words that begin something else where a client could be named.
const TAKEN_NAMES: [&str; 6] = ["broker", "controller", "from", "to", "on", "it"];

/// `client checkout producer topic=t acks=all`: one process; it may be a producer and a consumer.
pub(super) fn client(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let name = new_name(words, draft)?;
    if draft.scenario.clients.len() == CLIENTS_MAX {
        return Err(words.mistake_before(format!(
            "expected at most {CLIENTS_MAX} clients, found one more: leave some out"
        )));
    }
    let driver = if words.take_if("application") {
        Driver::Application
    } else {
        Driver::Script
    };
    let mut setup = ClientSetup {
        name,
        producer: None,
        consumer: None,
        raw: Vec::new(),
        driver,
        orders: Vec::new(),
    };
    let roles = "`producer`, `consumer` or `raw`";
    let line = words.line();
    let mut any = false;
    while words.peek().is_some() {
        if words.take_if("producer") && setup.producer.is_none() {
            setup.producer = Some(producer::config(words, draft)?);
        } else if words.take_if("consumer") && setup.consumer.is_none() {
            setup.consumer = Some(consumer::config(words, draft)?);
        } else if !any && words.take_if("raw") {
            any = true;
            break;
        } else {
            return Err(words.mistake(roles));
        }
        any = true;
    }
    if !any {
        return Err(words.mistake(roles));
    }
    words.end()?;
    draft.scenario.clients.push(setup);
    let last = draft.scenario.clients.last().expect("pushed above");
    draft
        .scenario
        .validate_client(last)
        .map_err(|error| Mistake::new(line, format!("expected a config that Kafka takes; {error}")))
}

fn new_name(words: &mut Words<'_>, draft: &Draft) -> Result<String, Mistake> {
    let line = words.line();
    let text = words.take("a name")?;
    check_name(Word { line, text })?;
    let taken = TAKEN_NAMES.contains(&text)
        || draft.scenario.client_named(text).is_some()
        || draft.readers.iter().any(|reader| reader.name == text);
    if taken {
        return Err(words.mistake_before(format!(
            "expected a name that is free, found `{text}`: choose another"
        )));
    }
    Ok(text.to_owned())
}

/// `reader statement topic=t isolation.level=read_committed`.
pub(super) fn reader(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let name = new_name(words, draft)?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let topic = keys.require("topic")?;
    partitions_of(&topic, draft)?;
    let read_committed = match keys.take("isolation.level") {
        Some(pair) => pair.one_of(&[("read_uncommitted", false), ("read_committed", true)])?,
        None => false,
    };
    keys.end()?;
    draft.readers.push(Reader {
        name,
        topic: topic.value.to_owned(),
        read_committed,
    });
    Ok(())
}

/// `orders checkout 1 2 3 every=20ms`: what the application is given, and when.
pub(super) fn orders(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let client = draft.producer(words)?;
    let setup = draft.scenario.client(client);
    if setup.driver != Driver::Application {
        return Err(words.mistake_before(format!(
            "expected a client that acts by itself: declare `client {} application ...`, or use `send`",
            setup.name
        )));
    }
    let names = words.take_list("an order")?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let mut due = keys
        .take("from")
        .map_or(Ok(0), |pair| duration(pair.word()))?;
    let every = keys
        .take("every")
        .map_or(Ok(20_000), |pair| duration(pair.word()))?;
    keys.end()?;
    for name in names {
        let order = draft.add_order(name)?;
        let orders = &mut draft.scenario.clients[client.index()].orders;
        if orders.iter().any(|(listed, _)| *listed == order) {
            let message = format!("expected each order once, found `{}` again", name.text);
            return Err(Mistake::new(name.line, message));
        }
        orders.push((order, due));
        due += every;
    }
    Ok(())
}

/// Every partition of the topic that a pair names.
pub(in crate::script) fn partitions_of(
    pair: &Pair<'_>,
    draft: &Draft,
) -> Result<Vec<PartitionId>, Mistake> {
    let known = draft.topics.iter().map(|topic| topic.name.as_str());
    if draft.topic(pair.value).is_none() {
        return Err(unknown(
            "a topic that is declared above",
            pair.word(),
            known,
        ));
    }
    let scenario = &draft.scenario;
    Ok(scenario
        .partition_ids()
        .filter(|id| scenario.partition(*id).topic == pair.value)
        .collect())
}
