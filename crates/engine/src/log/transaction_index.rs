//! What a replica knows of transactions that have ended: the aborted ones, for readers (`TransactionIndex`), and those
//! whose marker may still be cut off.

use crate::ids::{Offset, ProducerId};

/// A transaction that a marker ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CompletedTransaction {
    /// Whose.
    pub producer_id: ProducerId,
    /// Its first record in this partition.
    pub first_offset: Offset,
    /// The marker.
    pub last_offset: Offset,
    /// Whether the marker says ABORT.
    pub is_aborted: bool,
}

/// An entry of the index of aborted transactions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AbortedTransaction {
    /// Whose.
    pub producer_id: ProducerId,
    /// Its first record in this partition.
    pub first_offset: Offset,
    /// The ABORT marker.
    pub last_offset: Offset,
    /// The last stable offset that the marker left behind, were everything replicated.
    pub last_stable_offset: Offset,
}
