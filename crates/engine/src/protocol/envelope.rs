//! Envelopes. An envelope's id is its meaning, never a counter, or states would never repeat.

use std::hash::{Hash, Hasher};

use super::{Api, CoordinatorKey, Generation, GroupMetadata, Request, Response};
use crate::ids::{
    BrokerId, ClientId, CoordinatorEpoch, GroupId, NodeId, Offset, OrderId, PartitionId,
    PartitionSet, ProducerId, TransactionalId,
};
use crate::log::TransactionResult;

/// Which way an envelope travels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// From the sender to the broker.
    Request,
    /// From the broker back to the sender.
    Response,
}

/// Which of a sender's connections to a broker. A Java consumer talks to its coordinator over a connection of its
/// own (`AbstractCoordinator` uses node id 2147483647 - n), so a waiting Fetch never holds up an OffsetCommit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// A client's Produce, Fetch, InitProducerId, FindCoordinator and whatever else a producer sends. From a broker:
    /// AddPartitionsToTxn.
    Data,
    /// A consumer's OffsetCommit and OffsetFetch, and what it says to its group. From a broker: WriteTxnMarkers.
    Coordinator,
    /// What the producer of a client sends that has a consumer as well: the two share no connection.
    Output,
}

impl Channel {
    /// Every channel there is.
    pub const ALL: [Channel; 3] = [Channel::Data, Channel::Coordinator, Channel::Output];
}

/// What a request is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// One of its kind per sender and receiver (InitProducerId without transactional id).
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
    /// A question about a transactional id (FindCoordinator, InitProducerId).
    TransactionalId(TransactionalId),
    /// Partitions of a transaction (AddPartitionsToTxn, AddOffsetsToTxn).
    Transaction {
        /// Whose.
        id: TransactionalId,
        /// Which; none where a group's partition is meant.
        partitions: PartitionSet,
    },
    /// The end of a transaction (EndTxn).
    End {
        /// Whose.
        id: TransactionalId,
        /// How it ends.
        result: TransactionResult,
    },
    /// Markers (WriteTxnMarkers).
    Markers {
        /// Whose transaction.
        producer_id: ProducerId,
        /// How it ends.
        result: TransactionResult,
        /// Where to.
        partitions: PartitionSet,
        /// Which coordinator decided so.
        coordinator_epoch: CoordinatorEpoch,
    },
    /// Membership of a group (JoinGroup, SyncGroup, Heartbeat, LeaveGroup).
    Member {
        /// Which group.
        group: GroupId,
        /// Whose, and in which generation; of JoinGroup and LeaveGroup none.
        metadata: GroupMetadata,
    },
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
            Request::Fetch { positions, .. } => Subject::Position {
                partition: positions[0].0,
                offset: positions[0].1,
            },
            Request::OffsetCommit {
                group,
                partition,
                offset,
                ..
            } => Subject::Committed {
                group: *group,
                partition: *partition,
                offset: *offset,
            },
            Request::OffsetFetch { group, .. } => Subject::Group(*group),
            Request::FindCoordinator { key } => match key {
                CoordinatorKey::Group(group) => Subject::Group(*group),
                CoordinatorKey::Transaction(id) => Subject::TransactionalId(*id),
            },
            Request::InitProducerId { transaction } => transaction
                .map_or(Subject::Itself, |transaction| {
                    Subject::TransactionalId(transaction.id)
                }),
            _ => Subject::in_transaction(request),
        }
    }

    fn of_member(request: &Request) -> Subject {
        let nowhere = |member| GroupMetadata {
            generation: Generation::NONE,
            member,
        };
        match request {
            Request::JoinGroup { group, member, .. } => Subject::Member {
                group: *group,
                metadata: nowhere(*member),
            },
            Request::LeaveGroup { group, member } => Subject::Member {
                group: *group,
                metadata: nowhere(Some(*member)),
            },
            Request::SyncGroup {
                group, metadata, ..
            }
            | Request::Heartbeat { group, metadata } => Subject::Member {
                group: *group,
                metadata: *metadata,
            },
            _ => panic!("this has nothing to do with transactions or groups"),
        }
    }
}

impl Subject {
    fn in_transaction(request: &Request) -> Subject {
        match request {
            Request::AddPartitionsToTxn {
                owner, partitions, ..
            } => Subject::Transaction {
                id: owner.id,
                partitions: *partitions,
            },
            Request::AddOffsetsToTxn { owner, .. } => Subject::Transaction {
                id: owner.id,
                partitions: PartitionSet::EMPTY,
            },
            Request::TxnOffsetCommit { group, offsets, .. } => Subject::Committed {
                group: *group,
                partition: offsets[0].0,
                offset: offsets[0].1,
            },
            Request::EndTxn { owner, result } => Subject::End {
                id: owner.id,
                result: *result,
            },
            Request::WriteTxnMarkers {
                producer_id,
                result,
                partitions,
                coordinator_epoch,
                ..
            } => Subject::Markers {
                producer_id: *producer_id,
                result: *result,
                partitions: *partitions,
                coordinator_epoch: *coordinator_epoch,
            },
            _ => Subject::of_member(request),
        }
    }
}

/// The identity of an envelope: unique among all that are in flight, held, waiting at a broker or late.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct EnvelopeKey {
    /// Request, or the response to it.
    pub direction: Direction,
    /// Which request.
    pub api: Api,
    /// Who asks: a client, or a broker for the coordinator inside it or for a partition it leads.
    pub sender: NodeId,
    /// Which incarnation of the sending process: the smallest number free.
    pub instance: u8,
    /// The broker that is asked.
    pub broker: BrokerId,
    /// Over which of the connections between the two.
    pub channel: Channel,
    /// What it is about.
    pub subject: Subject,
    /// The smallest number free among live, held and late envelopes that differ in nothing else.
    pub attempt: u8,
    /// 0 for the original, from 1 for a late copy made by a fault.
    pub copy: u8,
}

/// A client's place takes one byte, as most senders are clients and keys are most of what a state is made of.
impl Hash for EnvelopeKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.direction.hash(state);
        self.api.hash(state);
        match self.sender {
            NodeId::Client(client) => client.hash(state),
            // No scenario has that many clients.
            NodeId::Broker(broker) => (u8::MAX, broker).hash(state),
            NodeId::Controller => u8::MAX.hash(state),
        }
        self.instance.hash(state);
        self.broker.hash(state);
        self.channel.hash(state);
        self.subject.hash(state);
        self.attempt.hash(state);
        self.copy.hash(state);
    }
}

impl EnvelopeKey {
    /// The client that asks.
    ///
    /// # Panics
    /// When a broker asks: the caller has mixed up conversations.
    #[must_use]
    pub fn client(self) -> ClientId {
        match self.sender {
            NodeId::Client(client) => client,
            _ => panic!("this is no client's request"),
        }
    }

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
            Body::Response(_) => panic!("a response carries no request"),
        }
    }
}
