//! Envelopes. An envelope's id is its meaning, never a counter, or states would never repeat.

use super::{Api, Request, Response};
use crate::ids::{BrokerId, ClientId, GroupId, Offset, OrderId, PartitionId};

/// Which way an envelope travels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// From the client to the broker.
    Request,
    /// From the broker back to the client.
    Response,
}

/// Which of a client's two connections to a broker. A Java consumer talks to its coordinator over a connection of its
/// own (`AbstractCoordinator` uses node id 2147483647 - n), so a waiting Fetch never holds up an OffsetCommit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// Produce, Fetch, InitProducerId, FindCoordinator.
    Data,
    /// OffsetCommit and OffsetFetch.
    Coordinator,
}

/// What a request is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// One of its kind per sender and receiver (InitProducerId).
    Itself,
    /// A batch: its partition, first order and record count.
    Orders {
        /// Where to.
        partition: PartitionId,
        /// The first record's order.
        first: OrderId,
        /// How many records.
        count: u8,
    },
    /// A Fetch: the first partition asked for and its position.
    Position {
        /// From where.
        partition: PartitionId,
        /// The first position.
        offset: Offset,
    },
    /// A committed offset of a group.
    Committed {
        /// Whose.
        group: GroupId,
        /// For which partition.
        partition: PartitionId,
        /// The offset.
        offset: Offset,
    },
    /// A question about a group.
    Group(GroupId),
}

impl Subject {
    /// What this request is about.
    #[must_use]
    pub fn of(request: &Request) -> Subject {
        match request {
            Request::Produce {
                partition, orders, ..
            } => Subject::Orders {
                partition: *partition,
                first: orders[0],
                count: u8::try_from(orders.len()).expect("a batch of few records"),
            },
            Request::Fetch { positions } => Subject::Position {
                partition: positions[0].0,
                offset: positions[0].1,
            },
            Request::OffsetCommit {
                group,
                partition,
                offset,
            } => Subject::Committed {
                group: *group,
                partition: *partition,
                offset: *offset,
            },
            Request::OffsetFetch { group, .. } | Request::FindCoordinator { group } => {
                Subject::Group(*group)
            }
            Request::InitProducerId => Subject::Itself,
        }
    }
}

/// The identity of an envelope: unique among all that are in flight, held, waiting at a broker or late.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EnvelopeKey {
    /// Request, or the response to it.
    pub direction: Direction,
    /// Which request.
    pub api: Api,
    /// The client that asks.
    pub client: ClientId,
    /// Which incarnation of the client process: the smallest number free.
    pub instance: u8,
    /// The broker that is asked.
    pub broker: BrokerId,
    /// Over which of the two connections.
    pub channel: Channel,
    /// What it is about.
    pub subject: Subject,
    /// The smallest number free among live, held and late envelopes that differ in nothing else.
    pub attempt: u8,
    /// 0 for the original, from 1 for a late copy made by a fault.
    pub copy: u8,
}

impl EnvelopeKey {
    /// The key of the answer to this request (or of the request to this answer).
    #[must_use]
    pub fn in_direction(self, direction: Direction) -> EnvelopeKey {
        EnvelopeKey { direction, ..self }
    }

    /// The key without attempt and copy: what repeats of the same request share.
    #[must_use]
    pub fn meaning(self) -> EnvelopeKey {
        EnvelopeKey {
            attempt: 0,
            copy: 0,
            ..self
        }
    }
}

/// What an envelope carries.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Body {
    /// A request.
    Request(Request),
    /// A response.
    Response(Response),
}

/// A request or response on its way.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Envelope {
    /// Which one.
    pub key: EnvelopeKey,
    /// What it carries.
    pub body: Body,
    /// Held back by a fault until released.
    pub held: bool,
}

impl Envelope {
    /// The request it carries.
    ///
    /// # Panics
    /// When it carries a response: the caller has mixed up directions.
    #[must_use]
    pub fn request(&self) -> &Request {
        match &self.body {
            Body::Request(request) => request,
            Body::Response(_) => panic!("envelope {:?} carries no request", self.key),
        }
    }
}
