//! What a run has shown so far, kept so that steps can name envelopes by meaning and conditions can look back.

use std::collections::BTreeMap;

use super::show;
use crate::event::Event;
use crate::ids::{NodeId, OrderId};
use crate::player::Player;
use crate::protocol::{Api, Body, Direction, EnvelopeKey, Request, Subject};
use crate::world::World;

/// One envelope that set out.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub key: EnvelopeKey,
    /// The orders in its batch, of a response those of its request.
    pub orders: Vec<OrderId>,
    /// The how-manieth of its direction, API, client and first order this is, counted from 1.
    pub nth: usize,
}

/// One event with its moment.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Simulated microseconds.
    pub at: u64,
    pub event: Event,
    /// The envelope it is about, by place among all that were sent.
    pub sent: Option<usize>,
}

/// Everything seen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    pub sent: Vec<Sent>,
    pub seen: Vec<Seen>,
    latest: BTreeMap<EnvelopeKey, usize>,
    counts: BTreeMap<Meaning, usize>,
}

/// Direction, API, client, whether a late copy, first order: what "the n-th" counts in a transcript.
type Meaning = (Direction, Api, NodeId, bool, Option<OrderId>);

impl Watch {
    /// Takes note of the player's last step.
    pub fn note_last_step(&mut self, player: &Player) {
        let position = player.position() - 1;
        let at = player.past()[position].at;
        for event in player.trace().events_of(position) {
            if let Event::EnvelopeSent(key) | Event::RequestDuplicated(key) = *event {
                self.note_sent(player.world(), key);
            }
            let sent = show::event::envelope(event).and_then(|key| self.latest.get(&key).copied());
            self.seen.push(Seen {
                at,
                event: *event,
                sent,
            });
        }
    }

    fn note_sent(&mut self, world: &World, key: EnvelopeKey) {
        let orders = if key.direction == Direction::Response {
            self.orders_of(key.in_direction(Direction::Request))
        } else if key.copy > 0 {
            self.orders_of(EnvelopeKey { copy: 0, ..key })
        } else {
            orders_in(world, key)
        };
        let meaning = (
            key.direction,
            key.api,
            key.sender,
            key.copy > 0,
            orders.first().copied(),
        );
        let count = self.counts.entry(meaning).or_default();
        *count += 1;
        let nth = *count;
        self.latest.insert(key, self.sent.len());
        self.sent.push(Sent { key, orders, nth });
    }

    fn orders_of(&self, key: EnvelopeKey) -> Vec<OrderId> {
        self.latest
            .get(&key)
            .map(|place| self.sent[*place].orders.clone())
            .unwrap_or_default()
    }

    /// Whether this envelope, and not a later one of the same key, is on its way.
    pub fn is_on_its_way(&self, world: &World, place: usize) -> bool {
        let key = self.sent[place].key;
        self.latest.get(&key) == Some(&place) && world.envelope(key).is_some()
    }
}

/// The orders of a request that has just been sent: on its connection, or, if it was lost at once, in its sender's hands.
fn orders_in(world: &World, key: EnvelopeKey) -> Vec<OrderId> {
    let Subject::Orders {
        partition,
        first,
        count,
    } = key.subject
    else {
        return Vec::new();
    };
    if let Some(envelope) = world.envelope(key)
        && let Body::Request(Request::Produce { orders, .. }) = &envelope.body
    {
        return orders.to_vec();
    }
    let queue = world
        .client(key.client())
        .producer
        .as_ref()
        .map(|producer| &producer.queues[partition.index()]);
    let batch = queue.and_then(|queue| queue.batches().find(|batch| batch.request == Some(key)));
    match batch {
        Some(batch) => batch.orders.to_vec(),
        // Lost at once and nobody waits for it: only its key tells, in which orders follow one another.
        None => (first.0..first.0 + u16::from(count)).map(OrderId).collect(),
    }
}
