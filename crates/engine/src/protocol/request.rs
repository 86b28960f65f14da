//! Requests: the fields of Kafka's messages that change behaviour.

use std::sync::Arc;

use super::{Api, GroupMetadata, MemberId};
use crate::ids::{
    CoordinatorEpoch, GroupId, Offset, OrderId, PartitionId, PartitionSet, ProducerEpoch,
    ProducerId, Sequence, TransactionalId,
};
use crate::log::TransactionResult;

/// The config key acks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Acks {
    /// acks=0: nobody answers.
    Zero,
    /// acks=1: the leader answers after its own append.
    One,
    /// acks=all: the leader answers when the in-sync replicas have it.
    All,
}

impl Acks {
    /// The number in the Produce request: 0, 1 or -1.
    #[must_use]
    pub fn number(self) -> i8 {
        match self {
            Acks::Zero => 0,
            Acks::One => 1,
            Acks::All => -1,
        }
    }
}

/// The config key auto.offset.reset: where to read from without a committed offset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OffsetReset {
    /// From the first record.
    Earliest,
    /// From the end.
    Latest,
}

/// The config key isolation.level: what a reader is given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum IsolationLevel {
    /// Everything below the high watermark.
    ReadUncommitted,
    /// What is below the last stable offset and was not aborted.
    ReadCommitted,
}

/// What a coordinator is looked up for (key type of FindCoordinator).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CoordinatorKey {
    /// A consumer group.
    Group(GroupId),
    /// A transactional id.
    Transaction(TransactionalId),
}

/// What a transactional producer says when it asks for its identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct InitTransaction {
    /// Its transactional.id.
    pub id: TransactionalId,
    /// Its transaction.timeout.ms.
    pub timeout_ms: u32,
    /// The identity it has, when it only wants a higher epoch (KIP-360).
    pub current: Option<(ProducerId, ProducerEpoch)>,
}

/// Who speaks in a transaction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TransactionOwner {
    /// The transactional.id.
    pub id: TransactionalId,
    /// The producer id.
    pub producer_id: ProducerId,
    /// The epoch.
    pub producer_epoch: ProducerEpoch,
}

/// Producer id, epoch and the sequence of a batch's first record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProducerIdentity {
    /// Who.
    pub id: ProducerId,
    /// Which incarnation.
    pub epoch: ProducerEpoch,
    /// Sequence of the first record.
    pub base_sequence: Sequence,
}

/// A request with the fields that change behaviour.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Request {
    /// Append one batch to one partition.
    Produce {
        /// Where to.
        partition: PartitionId,
        /// When to answer.
        acks: Acks,
        /// The identity of an idempotent producer's batch.
        producer: Option<ProducerIdentity>,
        /// The transactional.id of a batch that belongs to a transaction.
        transactional_id: Option<TransactionalId>,
        /// The records, in order.
        orders: Arc<[OrderId]>,
    },
    /// Read from each partition at its position; waits at the broker while all are at the end.
    Fetch {
        /// Partition and position.
        positions: Arc<[(PartitionId, Offset)]>,
        /// How far the reader wants to be given records.
        isolation: IsolationLevel,
    },
    /// Store a position.
    OffsetCommit {
        /// For whom.
        group: GroupId,
        /// For which partition.
        partition: PartitionId,
        /// The offset to read next.
        offset: Offset,
        /// What the sender says of its membership; nothing where it assigns its own partitions.
        metadata: GroupMetadata,
    },
    /// Ask for a group's stored positions.
    OffsetFetch {
        /// Whose.
        group: GroupId,
        /// For which partitions.
        partitions: Arc<[PartitionId]>,
        /// Whether to wait for open transactions, as every Java consumer does (KIP-447). Administrators do not.
        require_stable: bool,
    },
    /// Ask for a coordinator.
    FindCoordinator {
        /// Of what.
        key: CoordinatorKey,
    },
    /// Ask for a producer id and epoch.
    InitProducerId {
        /// Of a transactional producer; without it nothing is written anywhere.
        transaction: Option<InitTransaction>,
    },
    /// Add partitions to a transaction.
    AddPartitionsToTxn {
        /// Who asks, or for whom a broker asks.
        owner: TransactionOwner,
        /// Which.
        partitions: PartitionSet,
        /// Only ask whether they are in the transaction; brokers alone ask so.
        verify_only: bool,
    },
    /// Add a group's partition of `__consumer_offsets` to a transaction.
    AddOffsetsToTxn {
        /// Who asks.
        owner: TransactionOwner,
        /// Whose offsets.
        group: GroupId,
    },
    /// Store positions inside a transaction.
    TxnOffsetCommit {
        /// Who asks.
        owner: TransactionOwner,
        /// For whom.
        group: GroupId,
        /// Partition and the offset to read next.
        offsets: Arc<[(PartitionId, Offset)]>,
        /// What the sender says of its membership (KIP-447); without it nobody asks whether it is still a member.
        metadata: GroupMetadata,
        /// The version of the API: from 4 on the answer may be TRANSACTION_ABORTABLE.
        version: u8,
    },
    /// Decide a transaction.
    EndTxn {
        /// Who asks.
        owner: TransactionOwner,
        /// How it ends.
        result: TransactionResult,
    },
    /// Write the markers of one decided transaction to partitions that one broker leads. A real request may carry several
    /// transactions; here each travels alone.
    WriteTxnMarkers {
        /// Whose transaction.
        producer_id: ProducerId,
        /// The epoch the markers carry.
        producer_epoch: ProducerEpoch,
        /// How it ends.
        result: TransactionResult,
        /// Where to.
        partitions: PartitionSet,
        /// Which coordinator decided so.
        coordinator_epoch: CoordinatorEpoch,
    },
    /// Become a member of a group, or stay one through a rebalance. Waits until everybody has joined.
    JoinGroup {
        /// Which group.
        group: GroupId,
        /// The id one has; `None` asks for one.
        member: Option<MemberId>,
        /// session.timeout.ms
        session_timeout_ms: u32,
        /// max.poll.interval.ms
        rebalance_timeout_ms: u32,
        /// The partitions of the topics subscribed to.
        subscription: PartitionSet,
    },
    /// Ask for one's assignment. Waits for the leader's, which brings everybody's.
    SyncGroup {
        /// Which group.
        group: GroupId,
        /// Who asks.
        metadata: GroupMetadata,
        /// From the leader: who gets what.
        assignments: Arc<[(MemberId, PartitionSet)]>,
    },
    /// Stay a member of a group.
    Heartbeat {
        /// Which group.
        group: GroupId,
        /// Who says so.
        metadata: GroupMetadata,
    },
    /// Stop being a member of a group.
    LeaveGroup {
        /// Which group.
        group: GroupId,
        /// Who goes.
        member: MemberId,
    },
}

impl Request {
    /// Which request this is.
    #[must_use]
    pub fn api(&self) -> Api {
        match self {
            Request::Produce { .. } => Api::Produce,
            Request::Fetch { .. } => Api::Fetch,
            Request::OffsetCommit { .. } => Api::OffsetCommit,
            Request::OffsetFetch { .. } => Api::OffsetFetch,
            Request::FindCoordinator { .. } => Api::FindCoordinator,
            Request::InitProducerId { .. } => Api::InitProducerId,
            Request::AddPartitionsToTxn { .. } => Api::AddPartitionsToTxn,
            Request::AddOffsetsToTxn { .. } => Api::AddOffsetsToTxn,
            Request::TxnOffsetCommit { .. } => Api::TxnOffsetCommit,
            Request::EndTxn { .. } => Api::EndTxn,
            Request::WriteTxnMarkers { .. } => Api::WriteTxnMarkers,
            Request::JoinGroup { .. } => Api::JoinGroup,
            Request::SyncGroup { .. } => Api::SyncGroup,
            Request::Heartbeat { .. } => Api::Heartbeat,
            Request::LeaveGroup { .. } => Api::LeaveGroup,
        }
    }

    /// Whether carrying it out changes nothing, so that only the answer matters.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            Request::Fetch { .. }
                | Request::OffsetFetch { .. }
                | Request::FindCoordinator { .. }
                | Request::Heartbeat { .. }
                | Request::AddPartitionsToTxn {
                    verify_only: true,
                    ..
                }
        )
    }

    /// Whether the sender waits for an answer (all but Produce with acks=0).
    #[must_use]
    pub fn expects_answer(&self) -> bool {
        !matches!(
            self,
            Request::Produce {
                acks: Acks::Zero,
                ..
            }
        )
    }

    /// Whether the request carries this order's record.
    #[must_use]
    pub fn carries(&self, order: OrderId) -> bool {
        matches!(self, Request::Produce { orders, .. } if orders.contains(&order))
    }
}
