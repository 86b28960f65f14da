//! All that a client could know: its own calls, what it sent, what it was given.

use super::super::draft::Draft;
use super::super::run::Run;
use super::super::watch::Seen;
use super::super::words::Words;
use super::callback::stored;
use super::wire::short;
use super::{Condition, Finding, Read, listed, wanted_list};
use crate::action::Timer;
use crate::event::Event;
use crate::ids::{ClientId, NodeId};
use crate::protocol::Direction;

struct Saw {
    client: ClientId,
    wanted: Vec<String>,
}

/// `saw checkout = send:a Produce:a timeout:Produce:a Produce:a NONE@0 stored:a@0`.
pub(super) fn saw(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    let wanted = wanted_list(words, "what it saw, item by item")?;
    Ok(Box::new(Saw { client, wanted }))
}

impl Condition for Saw {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let seen = run
            .watch
            .seen
            .iter()
            .filter_map(|seen| item(run, self.client, seen));
        let seen: Vec<String> = seen.collect();
        Finding::new(seen == self.wanted, listed(&seen))
    }
}

/// What an event is to this client; `None` where it cannot notice.
fn item(run: &Run, me: ClientId, seen: &Seen) -> Option<String> {
    let names = run.names();
    let request = |api: &str| {
        let orders = &run.watch.sent[seen.sent?].orders;
        Some(if orders.is_empty() {
            api.to_owned()
        } else {
            format!("{api}:{}", names.orders(orders))
        })
    };
    match seen.event {
        Event::EnvelopeSent(key)
            if key.sender == NodeId::Client(me) && key.direction == Direction::Request =>
        {
            request(key.api.name())
        }
        Event::ResponseReceived(key, digest) if key.sender == NodeId::Client(me) => {
            Some(short(digest))
        }
        Event::TimerFired(Timer::Request(key)) if key.sender == NodeId::Client(me) => {
            Some(format!("timeout:{}", request(key.api.name())?))
        }
        Event::Disconnected(sender, broker) | Event::ConnectionBroken(sender, broker)
            if sender == NodeId::Client(me) =>
        {
            Some(format!("disconnect:{broker}"))
        }
        Event::OrderSent(client, order) if client == me => {
            Some(format!("send:{}", names.order(order)))
        }
        Event::ToldStored(client, order, offset) if client == me => {
            Some(format!("{}:{}", stored(offset), names.order(order)))
        }
        Event::ToldFailed(client, order, exception) if client == me => {
            Some(format!("{}:{}", exception.class_name(), names.order(order)))
        }
        Event::RecordPolled(client, _, offset, order) if client == me => {
            Some(format!("polled:{}@{offset}", names.order(order)))
        }
        Event::CallReturned(client, call, thrown) if client == me => Some(match thrown {
            None => format!("{}:ok", call.name()),
            Some(exception) => format!("{}:{}", call.name(), exception.class_name()),
        }),
        Event::Charged(client, order) if client == me => {
            Some(format!("charged:{}", names.order(order)))
        }
        Event::PartitionsAssigned(client, set) if client == me => {
            Some(format!("assigned:{}", names.partitions(set)))
        }
        Event::PartitionsRevoked(client, set) if client == me => {
            Some(format!("revoked:{}", names.partitions(set)))
        }
        Event::PartitionsLost(client, set) if client == me => {
            Some(format!("lost:{}", names.partitions(set)))
        }
        Event::CommitThrew(client, thrown) if client == me => Some(thrown.class_name().to_owned()),
        Event::OffsetsCommitted(client, partition, offset) if client == me => {
            Some(format!("committed:{}@{offset}", names.partition(partition)))
        }
        _ => None,
    }
}
