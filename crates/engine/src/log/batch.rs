//! Record batches as they stand in a log.

use std::sync::Arc;

use crate::ids::{GroupId, LeaderEpoch, Offset, OrderId, PartitionId};
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
}

/// A batch in a log: the unit that is appended, replicated and truncated.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Batch {
    /// Offset of the first record.
    pub base_offset: Offset,
    /// The epoch of the leader that appended it.
    pub leader_epoch: LeaderEpoch,
    /// Identity of the idempotent producer that sent it.
    pub producer: Option<ProducerIdentity>,
    /// The records.
    pub payload: Payload,
}

impl Batch {
    /// How many offsets it takes.
    #[must_use]
    pub fn record_count(&self) -> usize {
        match &self.payload {
            Payload::Orders(orders) => orders.len(),
            Payload::CommittedOffset { .. } => 1,
        }
    }

    /// The offset after its last record.
    #[must_use]
    pub fn end_offset(&self) -> Offset {
        self.base_offset.plus(self.record_count())
    }

    /// Its data records with their offsets.
    pub fn orders(&self) -> impl Iterator<Item = (Offset, OrderId)> + '_ {
        let orders: &[OrderId] = match &self.payload {
            Payload::Orders(orders) => orders,
            Payload::CommittedOffset { .. } => &[],
        };
        orders
            .iter()
            .enumerate()
            .map(|(index, order)| (self.base_offset.plus(index), *order))
    }
}
