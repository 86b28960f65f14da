//! Records of `__transaction_state`: what a transaction coordinator writes down (`TransactionLog`, `TransactionLogValue`).

use crate::ids::{PartitionSet, ProducerEpoch, ProducerId};

/// How a transaction ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TransactionResult {
    /// Its records become visible to read_committed readers.
    Commit,
    /// Its records are skipped by read_committed readers.
    Abort,
}

/// The states of a transactional id, with Kafka's names (`TransactionState`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TransactionState {
    /// The id is known and nothing is open.
    Empty,
    /// A partition was added; the outcome is open.
    Ongoing,
    /// The outcome is decided: commit. Markers are being written.
    PrepareCommit,
    /// The outcome is decided: abort. Markers are being written.
    PrepareAbort,
    /// Committed, all markers written.
    CompleteCommit,
    /// Aborted, all markers written.
    CompleteAbort,
    /// Only ever pending, never in the log: a newer producer or the timeout takes the transaction over.
    PrepareEpochFence,
}

impl TransactionState {
    /// Every state, in the order in which a transaction comes to them.
    pub const ALL: [TransactionState; 7] = [
        TransactionState::Empty,
        TransactionState::Ongoing,
        TransactionState::PrepareCommit,
        TransactionState::PrepareAbort,
        TransactionState::CompleteCommit,
        TransactionState::CompleteAbort,
        TransactionState::PrepareEpochFence,
    ];

    /// The name as Kafka's tools print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TransactionState::Empty => "Empty",
            TransactionState::Ongoing => "Ongoing",
            TransactionState::PrepareCommit => "PrepareCommit",
            TransactionState::PrepareAbort => "PrepareAbort",
            TransactionState::CompleteCommit => "CompleteCommit",
            TransactionState::CompleteAbort => "CompleteAbort",
            TransactionState::PrepareEpochFence => "PrepareEpochFence",
        }
    }

    /// The outcome that a prepared transaction is being completed to.
    #[must_use]
    pub fn prepared(self) -> Option<TransactionResult> {
        match self {
            TransactionState::PrepareCommit => Some(TransactionResult::Commit),
            TransactionState::PrepareAbort => Some(TransactionResult::Abort),
            _ => None,
        }
    }

    /// Whether this state may follow `from` (`TransactionState.validPreviousStates`, protocol V1).
    #[must_use]
    pub fn may_follow(self, from: TransactionState) -> bool {
        use TransactionState::{
            CompleteAbort, CompleteCommit, Empty, Ongoing, PrepareAbort, PrepareCommit,
            PrepareEpochFence,
        };
        match self {
            Empty => matches!(from, Empty | CompleteCommit | CompleteAbort),
            Ongoing => matches!(from, Empty | Ongoing | CompleteCommit | CompleteAbort),
            PrepareCommit | PrepareEpochFence => from == Ongoing,
            PrepareAbort => matches!(from, Ongoing | PrepareEpochFence),
            CompleteCommit => from == PrepareCommit,
            CompleteAbort => from == PrepareAbort,
        }
    }
}

impl TransactionResult {
    /// "commit" or "abort".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TransactionResult::Commit => "commit",
            TransactionResult::Abort => "abort",
        }
    }

    /// The state that decides this outcome.
    #[must_use]
    pub fn prepare(self) -> TransactionState {
        match self {
            TransactionResult::Commit => TransactionState::PrepareCommit,
            TransactionResult::Abort => TransactionState::PrepareAbort,
        }
    }

    /// The state after all markers of this outcome are written.
    #[must_use]
    pub fn complete(self) -> TransactionState {
        match self {
            TransactionResult::Commit => TransactionState::CompleteCommit,
            TransactionResult::Abort => TransactionState::CompleteAbort,
        }
    }
}

/// The value of a record of `__transaction_state`, version 0, field by field. Timestamps are not state: whether the start
/// time is set is all that counts here.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TransactionRecord {
    /// ProducerId
    pub producer_id: ProducerId,
    /// ProducerEpoch
    pub producer_epoch: ProducerEpoch,
    /// TransactionTimeoutMs
    pub timeout_ms: u32,
    /// TransactionStatus
    pub state: TransactionState,
    /// TransactionPartitions: null (`None`) in Empty, a set that may be empty otherwise.
    pub partitions: Option<PartitionSet>,
    /// Whether TransactionStartTimestampMs is set.
    pub start_timestamp_set: bool,
}

#[cfg(test)]
mod tests {
    use super::TransactionState::*;

    #[test]
    fn a_decided_transaction_can_only_complete_with_the_same_outcome() {
        let all = [
            Empty,
            Ongoing,
            PrepareCommit,
            PrepareAbort,
            CompleteCommit,
            CompleteAbort,
            PrepareEpochFence,
        ];
        let after = |from| {
            all.into_iter()
                .filter(|to| to.may_follow(from))
                .collect::<Vec<_>>()
        };
        assert_eq!(after(PrepareCommit), [CompleteCommit]);
        assert_eq!(after(PrepareAbort), [CompleteAbort]);
        assert_eq!(after(PrepareEpochFence), [PrepareAbort]);
    }
}
