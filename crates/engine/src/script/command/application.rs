//! What applications do: send, flush, poll, process, commit offsets.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::run::{Run, Stop};
use super::super::words::Words;
use super::{Command, Read, act};
use crate::action::{Action, Call};
use crate::ids::{ClientId, NodeId, OrderId, PartitionId};
use crate::scenario::Driver;

struct Send {
    client: ClientId,
    sends: Vec<(OrderId, PartitionId)>,
    expected: String,
}

/// `send checkout a b partition=t-0`: one call of send() each.
pub(super) fn send(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.producer(words)?;
    let setup = draft.scenario.client(client);
    if setup.driver == Driver::Application {
        return Err(words.mistake_before(format!(
            "expected a client that waits for commands; {} acts by itself, give it orders by `orders` or `take_order`",
            setup.name
        )));
    }
    let names = words.take_list("an order")?;
    let mut keys = words.take_keys()?;
    words.end()?;
    let chosen = match keys.take("partition") {
        Some(pair) => Some(draft.partition(pair.word())?),
        None => None,
    };
    keys.end()?;
    let mut sends = Vec::new();
    for name in names {
        let order = draft.add_order(name)?;
        let setup = draft.scenario.client(client);
        let partitions = &setup.producer.as_ref().expect("checked above").partitions;
        // Orders go round the topic's partitions by their number.
        let partition = chosen.unwrap_or(partitions[order.index() % partitions.len()]);
        sends.push((order, partition));
    }
    Ok(Box::new(Send {
        client,
        sends,
        expected: words.text(),
    }))
}

impl Command for Send {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        for (order, partition) in &self.sends {
            let action = Action::Client(self.client, Call::Send(*order, *partition));
            run.act(action, &self.expected)?;
        }
        Ok(())
    }
}

/// `take_order checkout 4`: the shop is given one more order; its application sends it.
pub(super) fn take_order(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.producer(words)?;
    let setup = draft.scenario.client(client);
    if setup.driver != Driver::Application {
        return Err(words.mistake_before(format!(
            "expected a client that acts by itself: declare `client {} application ...`, or use `send`",
            setup.name
        )));
    }
    let [name] = words.take_list("one order")?[..] else {
        return Err(words.mistake_before("expected one order: write a `take_order` for each"));
    };
    let order = draft.add_order(name)?;
    act(words, Action::Client(client, Call::TakeOrder(order)))
}

pub(super) fn poll(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.consumer(words)?;
    act(words, Action::Client(client, Call::Poll))
}

pub(super) fn commit_offsets(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.consumer(words)?;
    act(words, Action::Client(client, Call::CommitOffsets))
}

/// `transmit checkout`: the client library sends what it could not send before.
pub(super) fn transmit(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    act(words, Action::Client(client, Call::Transmit))
}

/// `flush checkout`: nothing lingers. `flush broker 1`: its page cache is written to the platter.
pub(super) fn flush(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    match draft.take_node(words)? {
        NodeId::Broker(broker) => act(words, Action::Flush(broker)),
        NodeId::Client(client) => {
            draft.must_have(words, client, "producer", |setup| setup.producer.is_some())?;
            act(words, Action::Client(client, Call::Flush))
        }
        NodeId::Controller => {
            Err(words
                .mistake_before("expected a client or a broker: the controller has no log here"))
        }
    }
}

struct Process {
    client: ClientId,
    count: usize,
    expected: String,
}

/// `process billing 2`: the next polled records, the customer is charged for each.
pub(super) fn process(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.consumer(words)?;
    let count = count(words)?;
    words.end()?;
    Ok(Box::new(Process {
        client,
        count,
        expected: words.text(),
    }))
}

fn count(words: &mut Words<'_>) -> Result<usize, Mistake> {
    let mistake = words.mistake("how many records, from 1");
    match words.peek() {
        None => Ok(1),
        Some(_) => words
            .take("how many records")?
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .ok_or(mistake),
    }
}

impl Command for Process {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        for _ in 0..self.count {
            run.act(Action::Client(self.client, Call::Process), &self.expected)?;
        }
        Ok(())
    }
}
