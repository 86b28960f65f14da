//! A client process: what its parts share, the shop behind it, and requests sent exactly as written.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{ClusterView, Consumer, Producer};
use crate::ids::{BrokerId, OrderId};
use crate::protocol::{Channel, EnvelopeKey, Request, ResponseDigest};

/// What a client process is doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClientStatus {
    /// Working.
    Running,
    /// Stopped like a process under SIGSTOP.
    Paused,
    /// Gone, with everything it had in memory.
    Crashed,
}

/// The business behind a producer. It outlives the process: an order is kept until the process was told it is stored.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Shop {
    /// Orders to hand to the producer, in this order.
    pub pending: VecDeque<OrderId>,
    /// Orders handed over and not yet told stored.
    pub unconfirmed: Vec<OrderId>,
}

impl Shop {
    /// What was handed over and not confirmed comes first again, in its old order.
    pub fn hand_over_again(&mut self) {
        for order in std::mem::take(&mut self.unconfirmed).into_iter().rev() {
            if !self.pending.contains(&order) {
                self.pending.push_front(order);
            }
        }
    }
}

/// A request that a script sends with every field explicit.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RawRequest {
    /// To which broker.
    pub broker: BrokerId,
    /// Over which connection.
    pub channel: Channel,
    /// The version of the API; it chooses the protocol where versions differ in behaviour.
    pub version: u8,
    /// The fields.
    pub request: Request,
}

/// What a raw request was answered.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum RawAnswer {
    /// By the broker.
    Answered(ResponseDigest),
    /// Not at all: the connection broke or the request timed out.
    Failed,
}

/// A client process.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Client {
    /// What the process is doing.
    pub status: ClientStatus,
    /// Which incarnation this is: the smallest number that no envelope in flight carries.
    pub instance: u8,
    /// What it has learned about leaders; may be out of date.
    pub view: Arc<ClusterView>,
    /// It has reason to believe that its view is out of date.
    pub wants_metadata: bool,
    /// Which broker it asks next when any will do; the next one after a failure.
    pub asks_next: u8,
    /// Requests that wait for an answer, by connection and on each in the order they were sent. Which of two connections
    /// was used first changes nothing, so it leaves no trace.
    pub outstanding: Vec<EnvelopeKey>,
    /// The shop behind it.
    pub shop: Shop,
    /// Its producer.
    pub producer: Option<Producer>,
    /// Its consumer.
    pub consumer: Option<Consumer>,
    /// Answers to its raw requests, by index of the request.
    pub raw_answers: Vec<Option<RawAnswer>>,
}

impl Client {
    /// Whether it works.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.status == ClientStatus::Running
    }
}
