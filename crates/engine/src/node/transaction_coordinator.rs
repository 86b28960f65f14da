//! The transaction coordinator inside a broker: memory alone. Its log is `__transaction_state`, a topic like any other.

use std::collections::BTreeMap;

use crate::ids::{
    CoordinatorEpoch, Offset, PartitionId, PartitionSet, ProducerEpoch, ProducerId, TransactionalId,
};
use crate::log::{TransactionRecord, TransactionState};
use crate::protocol::{EnvelopeKey, TransactionOwner};

/// What a coordinator remembers of one transactional id (`TransactionMetadata`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TransactionMetadata {
    /// Who owns the id now.
    pub producer_id: ProducerId,
    /// Who owned it before the epoch was used up. Memory only.
    pub previous_producer_id: Option<ProducerId>,
    /// The current epoch; -1 before the first was given.
    pub producer_epoch: ProducerEpoch,
    /// The epoch before it, to recognise a repeated request for a bump. Memory only.
    pub last_producer_epoch: Option<ProducerEpoch>,
    /// transaction.timeout.ms of the owner.
    pub timeout_ms: u32,
    /// Where the transaction stands.
    pub state: TransactionState,
    /// Where it is going: written to the log, or being written. Memory only.
    pub pending: Option<TransactionState>,
    /// Its partitions; while markers are written, those whose marker is not acknowledged.
    pub partitions: PartitionSet,
    /// Whether the transaction has a start time.
    pub start_timestamp_set: bool,
    /// A fence could not be written; the epoch is not raised again. Memory only.
    pub has_failed_epoch_fence: bool,
    /// A leader refused a marker for good: nothing more is sent and the id waits for another coordinator. Memory only.
    pub has_given_up: bool,
}

impl TransactionMetadata {
    /// An id seen for the first time.
    #[must_use]
    pub fn new(producer_id: ProducerId, timeout_ms: u32) -> TransactionMetadata {
        TransactionMetadata {
            producer_id,
            previous_producer_id: None,
            producer_epoch: ProducerEpoch(-1),
            last_producer_epoch: None,
            timeout_ms,
            state: TransactionState::Empty,
            pending: None,
            partitions: PartitionSet::EMPTY,
            start_timestamp_set: false,
            has_failed_epoch_fence: false,
            has_given_up: false,
        }
    }

    /// What a new coordinator knows of it: what was written down.
    #[must_use]
    pub fn loaded(record: TransactionRecord) -> TransactionMetadata {
        TransactionMetadata {
            producer_epoch: record.producer_epoch,
            state: record.state,
            partitions: record.partitions.unwrap_or_default(),
            start_timestamp_set: record.start_timestamp_set,
            ..TransactionMetadata::new(record.producer_id, record.timeout_ms)
        }
    }

    /// What is written down of it.
    #[must_use]
    pub fn record(&self) -> TransactionRecord {
        TransactionRecord {
            producer_id: self.producer_id,
            producer_epoch: self.producer_epoch,
            timeout_ms: self.timeout_ms,
            state: self.state,
            partitions: (self.state != TransactionState::Empty).then_some(self.partitions),
            start_timestamp_set: self.start_timestamp_set,
        }
    }

    /// Whether `owner` is who it says.
    #[must_use]
    pub fn is_owned_by(&self, owner: TransactionOwner) -> bool {
        (self.producer_id, self.producer_epoch) == (owner.producer_id, owner.producer_epoch)
    }
}

/// Why a coordinator changes the state of an id, and so what it does once the change is durable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TransitionCause {
    /// A producer asked for its identity.
    InitProducerId,
    /// A partition is added.
    AddPartitions,
    /// The owner ends its transaction.
    EndTxn,
    /// A newer producer ends it: the newcomer is told to ask again.
    Fence,
    /// transaction.timeout.ms ended it.
    Timeout,
    /// All markers are written.
    Complete,
}

/// A change of state that is in the log and waits for the high watermark. Memory shows it only then.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Transition {
    /// Of which id.
    pub id: TransactionalId,
    /// The id's partition of `__transaction_state`.
    pub log: PartitionId,
    /// In which epoch it was appended.
    pub coordinator_epoch: CoordinatorEpoch,
    /// The offset after its record.
    pub end_offset: Offset,
    /// What memory will hold.
    pub after: TransactionMetadata,
    /// Why.
    pub cause: TransitionCause,
    /// The request that waits for it, and whether its connection is still there to answer on.
    pub asked: Option<(EnvelopeKey, bool)>,
}

/// The memory of the transaction coordinator inside one broker, and the requests that this broker itself has sent.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TransactionCoordinator {
    /// The partitions of `__transaction_state` it has read to their end, and the epoch it leads them in.
    pub loaded: Vec<(PartitionId, CoordinatorEpoch)>,
    /// By transactional id.
    pub transactions: BTreeMap<TransactionalId, TransactionMetadata>,
    /// Changes that wait for replication, at most one of each id, ascending by id.
    pub transitions: Vec<Transition>,
    /// Requests of this broker to others, and to itself, that wait for an answer: by connection, and on each oldest first.
    pub outstanding: Vec<EnvelopeKey>,
    /// Which incarnation of the process sends them: the smallest number that no envelope in flight carries.
    pub instance: u8,
}

impl TransactionCoordinator {
    /// In which epoch it coordinates the ids of this partition of `__transaction_state`, once it has loaded it.
    #[must_use]
    pub fn epoch_of(&self, log: PartitionId) -> Option<CoordinatorEpoch> {
        self.loaded
            .iter()
            .find(|(partition, _)| *partition == log)
            .map(|(_, epoch)| *epoch)
    }
}
