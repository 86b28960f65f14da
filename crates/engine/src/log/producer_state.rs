//! What a replica remembers of producers (`ProducerStateManager`, `ProducerStateEntry`).

use std::collections::VecDeque;

use super::{Batch, CompletedTransaction, Payload, TransactionResult};
use crate::few::Few;
use crate::ids::{CoordinatorEpoch, Offset, ProducerEpoch, ProducerId, Sequence};

/// How many batches per producer are recognised when they come again (`ProducerStateEntry.NUM_BATCHES_TO_RETAIN`).
const REMEMBERED_BATCHES: usize = 5;

/// One appended batch, as far as a repeat can be told from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Remembered {
    pub(super) first_sequence: Sequence,
    pub(super) last_sequence: Sequence,
    pub(super) base_offset: Offset,
    pub(super) end_offset: Offset,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Entry {
    pub(super) epoch: ProducerEpoch,
    pub(super) batches: VecDeque<Remembered>,
    /// Of the last marker.
    pub(super) coordinator_epoch: Option<CoordinatorEpoch>,
    /// The first record of its open transaction (`currentTxnFirstOffset`).
    pub(super) open_since: Option<Offset>,
}

/// What a leader remembers of a producer whose first batch waits for the coordinator's word (`VerificationStateEntry`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Verification {
    /// The epoch of the latest such batch.
    pub epoch: ProducerEpoch,
    /// The lowest sequence seen meanwhile; a higher one would leave a gap.
    pub lowest_sequence: Sequence,
}

/// Per producer id: its epoch, its last five batches, its open transaction. The same bookkeeping runs on followers, so a
/// new leader has it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct ProducerStates {
    entries: Few<ProducerId, Entry>,
}

impl ProducerStates {
    pub(super) fn entry(&self, id: ProducerId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// Whether a producer has a transaction open here in this very epoch.
    #[must_use]
    pub fn has_open_transaction(&self, id: ProducerId, epoch: ProducerEpoch) -> bool {
        self.entry(id)
            .is_some_and(|entry| entry.epoch == epoch && entry.open_since.is_some())
    }

    /// Whether a newer epoch of this producer has been here.
    #[must_use]
    pub fn is_stale(&self, id: ProducerId, epoch: ProducerEpoch) -> bool {
        self.entry(id).is_some_and(|entry| epoch < entry.epoch)
    }

    /// Open transactions: whose, and where each starts.
    pub fn open_transactions(&self) -> impl Iterator<Item = (ProducerId, Offset)> + '_ {
        self.entries
            .iter()
            .filter_map(|(id, entry)| entry.open_since.map(|since| (*id, since)))
    }

    /// Takes note of a batch that is in the log, whoever put it there. A marker that ends a transaction with records is
    /// returned; one that ends nothing is legal and changes nothing for readers.
    pub fn note(&mut self, batch: &Batch) -> Option<CompletedTransaction> {
        let producer = batch.producer?;
        let entry = self.entries.get_or_insert_with(producer.id, || Entry {
            epoch: producer.epoch,
            batches: VecDeque::new(),
            coordinator_epoch: None,
            open_since: None,
        });
        if entry.epoch != producer.epoch {
            // Another epoch, by a batch or by a marker, empties the queue (`ProducerStateEntry.maybeUpdateProducerEpoch`).
            entry.epoch = producer.epoch;
            entry.batches.clear();
        }
        if let Payload::Marker {
            result,
            coordinator_epoch,
        } = batch.payload
        {
            entry.coordinator_epoch = Some(coordinator_epoch);
            return entry
                .open_since
                .take()
                .map(|first_offset| CompletedTransaction {
                    producer_id: producer.id,
                    first_offset,
                    last_offset: batch.base_offset,
                    is_aborted: result == TransactionResult::Abort,
                });
        }
        if batch.transactional && entry.open_since.is_none() {
            entry.open_since = Some(batch.base_offset);
        }
        if entry.batches.len() == REMEMBERED_BATCHES {
            entry.batches.pop_front();
        }
        entry.batches.push_back(Remembered {
            first_sequence: producer.base_sequence,
            last_sequence: last_of(producer.base_sequence, batch.record_count()),
            base_offset: batch.base_offset,
            end_offset: batch.end_offset(),
        });
        None
    }

    /// What a snapshot on disk keeps: of each producer the last batch alone (`ProducerStateManager.writeSnapshot`).
    #[must_use]
    pub fn snapshot(&self) -> ProducerStates {
        let mut kept = self.clone();
        for entry in kept.entries.values_mut() {
            while entry.batches.len() > 1 {
                entry.batches.pop_front();
            }
        }
        kept
    }
}

pub(super) fn last_of(first: Sequence, record_count: usize) -> Sequence {
    first.plus(record_count - 1)
}
