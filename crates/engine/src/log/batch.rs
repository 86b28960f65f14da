//! Record batches as they stand in a log.

use std::sync::Arc;

use super::{GroupRecord, TransactionRecord, TransactionResult};
use crate::ids::{
    CoordinatorEpoch, GroupId, LeaderEpoch, Offset, OrderId, PartitionId, TransactionalId,
};
use crate::protocol::ProducerIdentity;

/// What the records of one batch are.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Payload {
    /// Data records, one order each.
    Orders(Arc<[OrderId]>),
    /// A record of `__consumer_offsets`: one committed offset.
    CommittedOffset {
        /// Whose.
        group: GroupId,
        /// For which partition.
        partition: PartitionId,
        /// The offset to read next.
        offset: Offset,
    },
    /// A control batch: the marker that ends a producer's transaction in this partition. It takes one offset and is never
    /// given to an application.
    Marker {
        /// How the transaction ended.
        result: TransactionResult,
        /// Which coordinator decided so.
        coordinator_epoch: CoordinatorEpoch,
    },
    /// A record of `__transaction_state`.
    Transaction {
        /// The key: whose state.
        id: TransactionalId,
        /// The value.
        record: TransactionRecord,
    },
    /// A record of `__consumer_offsets`: who is in a group.
    Group {
        /// The key: which group.
        group: GroupId,
        /// The value.
        record: Arc<GroupRecord>,
    },
}

/// A batch in a log: the unit that is appended, replicated and truncated.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Batch {
    /// Offset of the first record.
    pub base_offset: Offset,
    /// The epoch of the leader that appended it.
    pub leader_epoch: LeaderEpoch,
    /// Identity of the idempotent producer that sent it, or whose transaction a marker ends.
    pub producer: Option<ProducerIdentity>,
    /// Whether it belongs to a transaction (attribute isTransactional).
    pub transactional: bool,
    /// The records.
    pub payload: Payload,
}

impl Batch {
    /// How many offsets it takes.
    #[must_use]
    pub fn record_count(&self) -> usize {
        match &self.payload {
            Payload::Orders(orders) => orders.len(),
            Payload::CommittedOffset { .. }
            | Payload::Marker { .. }
            | Payload::Transaction { .. }
            | Payload::Group { .. } => 1,
        }
    }

    /// The offset after its last record.
    #[must_use]
    pub fn end_offset(&self) -> Offset {
        self.base_offset.plus(self.record_count())
    }

    /// How the transaction of its producer ends here, if it is a marker.
    #[must_use]
    pub fn marker(&self) -> Option<TransactionResult> {
        match self.payload {
            Payload::Marker { result, .. } => Some(result),
            _ => None,
        }
    }

    /// Its data records with their offsets.
    pub fn orders(&self) -> impl Iterator<Item = (Offset, OrderId)> + '_ {
        let orders: &[OrderId] = match &self.payload {
            Payload::Orders(orders) => orders,
            _ => &[],
        };
        orders
            .iter()
            .enumerate()
            .map(|(index, order)| (self.base_offset.plus(index), *order))
    }
}
