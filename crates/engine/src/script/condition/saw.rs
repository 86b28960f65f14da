//! All that a client could know: its own calls, what it sent, what it was given.

use super::super::draft::{Draft, unknown};
use super::super::kind::{Key, Kind, ORDERS, PARTITIONS, exceptions, one_of};
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::watch::Seen;
use super::super::words::{Word, Words};
use super::callback::stored;
use super::wire::short;
use super::{Condition, Finding, Read, listed, wanted_list};
use crate::action::Timer;
use crate::event::Event;
use crate::ids::{ClientId, NodeId};
use crate::node::TransactionCall;
use crate::protocol::{Api, Direction, KafkaError};

struct Saw {
    client: ClientId,
    wanted: Vec<String>,
}

/// `saw checkout = send:a Produce:a timeout:Produce:a Produce:a NONE@0 stored@0:a`.
pub(super) fn saw(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    let check = |word| check_item(word, draft);
    let wanted = wanted_list(words, "what it saw, item by item", check)?;
    Ok(Box::new(Saw { client, wanted }))
}

const STORED: Kind = Kind::Both(&Kind::Number, ":", &Kind::Order);
const POLLED: Kind = Kind::Both(&Kind::Order, "@", &Kind::Number);
const COMMITTED: Kind = Kind::Both(&Kind::Partition, "@", &Kind::Number);
const CALL: Kind = Kind::Or(&Kind::Exception, &["ok"]);

/// What stands behind a colon, by what stands before it.
fn behind_a_colon() -> Vec<Key> {
    let own = [
        ("send", Kind::Order),
        ("charged", Kind::Order),
        ("disconnect", Kind::Broker),
        ("polled", POLLED),
        ("committed", COMMITTED),
        ("assigned", PARTITIONS),
        ("revoked", PARTITIONS),
        ("lost", PARTITIONS),
    ];
    let requests = Api::ALL.map(|api| (api.name(), ORDERS));
    let calls = TransactionCall::ALL.map(|call| (call.name(), CALL));
    let thrown = exceptions().into_iter().map(|class| (class, Kind::Order));
    let all = own.into_iter().chain(requests).chain(calls);
    all.chain(thrown).collect()
}

/// Every word that stands alone.
fn alone() -> Vec<&'static str> {
    let errors = KafkaError::ALL.map(KafkaError::name);
    let all = errors.into_iter().chain(Api::ALL.map(Api::name));
    all.chain(exceptions()).collect()
}

/// An item must be one that [`item`] can make.
fn check_item(word: Word<'_>, draft: &Draft) -> Result<(), Mistake> {
    let part = |text| Word { text, ..word };
    let what = "an item of what a client sees";
    if let Some(stored) = word.text.strip_prefix("stored@") {
        return STORED.check("stored", part(stored), draft);
    }
    if let Some(request) = word.text.strip_prefix("timeout:") {
        let (api, orders) = request.split_once(':').unwrap_or((request, "none"));
        Kind::Api.check("timeout", part(api), draft)?;
        return ORDERS.check("timeout", part(orders), draft);
    }
    if let Some((head, behind)) = word.text.split_once(':') {
        let items = behind_a_colon();
        return match items.iter().find(|(name, _)| *name == head) {
            Some((_, kind)) => kind.check(head, part(behind), draft),
            None => {
                let known = items.iter().map(|(name, _)| *name);
                Err(unknown(
                    what,
                    part(head),
                    known.chain(["timeout", "stored@"]),
                ))
            }
        };
    }
    if let Some((error, offset)) = word.text.split_once('@') {
        Kind::Error.check(what, part(error), draft)?;
        return Kind::Number.check(error, part(offset), draft);
    }
    one_of(what, word, &alone())
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
