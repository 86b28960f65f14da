//! What a replica remembers of idempotent producers (`ProducerStateManager`, `ProducerAppendInfo`, `UnifiedLog`).

use std::collections::VecDeque;

use crate::few::Few;
use crate::ids::{Offset, ProducerEpoch, ProducerId, Sequence};
use crate::log::Batch;
use crate::protocol::{KafkaError, ProducerIdentity};

/// How many batches per producer are recognised when they come again (`ProducerStateEntry.NUM_BATCHES_TO_RETAIN`).
const REMEMBERED_BATCHES: usize = 5;

/// One appended batch, as far as a repeat can be told from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Remembered {
    first_sequence: Sequence,
    last_sequence: Sequence,
    base_offset: Offset,
    end_offset: Offset,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Entry {
    epoch: ProducerEpoch,
    batches: VecDeque<Remembered>,
}

/// Per producer id: its epoch and its last five batches. The same bookkeeping runs on followers, so a new leader has it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct ProducerStates {
    entries: Few<ProducerId, Entry>,
}

/// What the leader does with a batch that a client sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// It is new: append it.
    Append,
    /// It is in the log already: answer NONE with the first offset.
    Duplicate {
        /// Where its first record stands.
        base_offset: Offset,
        /// The offset after its last record; acks=all waits for it once more.
        end_offset: Offset,
    },
    /// Refuse it.
    Refuse(KafkaError),
}

impl ProducerStates {
    /// Judges a batch in Kafka's order: repeat, epoch, sequence (`UnifiedLog.analyzeAndValidateProducerState`).
    #[must_use]
    pub fn admit(&self, producer: ProducerIdentity, record_count: usize) -> Admission {
        let Some(entry) = self.entries.get(&producer.id) else {
            // Without any state every sequence is accepted (`ProducerAppendInfo.checkSequence`).
            return Admission::Append;
        };
        let last_sequence = last_of(producer.base_sequence, record_count);
        if producer.epoch == entry.epoch {
            let same = |b: &&Remembered| {
                b.first_sequence == producer.base_sequence && b.last_sequence == last_sequence
            };
            if let Some(batch) = entry.batches.iter().find(same) {
                return Admission::Duplicate {
                    base_offset: batch.base_offset,
                    end_offset: batch.end_offset,
                };
            }
        }
        if producer.epoch < entry.epoch {
            return Admission::Refuse(KafkaError::InvalidProducerEpoch);
        }
        let expected = match entry.batches.back() {
            Some(last) if producer.epoch == entry.epoch => last.last_sequence.plus(1),
            _ => Sequence(0),
        };
        if producer.base_sequence == expected {
            Admission::Append
        } else {
            Admission::Refuse(KafkaError::OutOfOrderSequenceNumber)
        }
    }

    /// Takes note of a batch that is in the log now, whoever put it there.
    pub fn note(&mut self, batch: &Batch) {
        let Some(producer) = batch.producer else {
            return;
        };
        let entry = self.entries.get_or_insert_with(producer.id, || Entry {
            epoch: producer.epoch,
            batches: VecDeque::new(),
        });
        if entry.epoch != producer.epoch {
            // A new epoch empties the queue (`ProducerStateEntry.maybeUpdateProducerEpoch`).
            entry.epoch = producer.epoch;
            entry.batches.clear();
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

fn last_of(first: Sequence, record_count: usize) -> Sequence {
    first.plus(record_count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{LeaderEpoch, OrderId};
    use crate::log::Payload;

    fn identity(epoch: i16, sequence: i32) -> ProducerIdentity {
        ProducerIdentity {
            id: ProducerId(1),
            epoch: ProducerEpoch(epoch),
            base_sequence: Sequence(sequence),
        }
    }

    fn with_batches(count: i32) -> ProducerStates {
        let mut states = ProducerStates::default();
        for sequence in 0..count {
            states.note(&Batch {
                base_offset: Offset(u32::try_from(sequence).unwrap()),
                leader_epoch: LeaderEpoch(0),
                producer: Some(identity(0, sequence)),
                payload: Payload::Orders([OrderId(0)].into()),
            });
        }
        states
    }

    #[test]
    fn a_repeat_of_one_of_the_last_five_batches_is_told_its_first_offset() {
        let duplicate = |at| Admission::Duplicate {
            base_offset: Offset(at),
            end_offset: Offset(at + 1),
        };
        assert_eq!(with_batches(6).admit(identity(0, 5), 1), duplicate(5));
        assert_eq!(with_batches(6).admit(identity(0, 1), 1), duplicate(1));
    }

    #[test]
    fn a_repeat_of_an_older_batch_is_out_of_order_and_never_a_duplicate() {
        let refused = Admission::Refuse(KafkaError::OutOfOrderSequenceNumber);
        assert_eq!(with_batches(6).admit(identity(0, 0), 1), refused);
    }

    #[test]
    fn a_repeat_must_have_the_same_first_and_last_sequence() {
        let refused = Admission::Refuse(KafkaError::OutOfOrderSequenceNumber);
        assert_eq!(with_batches(3).admit(identity(0, 2), 2), refused);
    }

    #[test]
    fn a_new_epoch_starts_at_zero_and_an_old_one_is_refused() {
        let states = with_batches(2);
        assert_eq!(states.admit(identity(1, 0), 1), Admission::Append);
        assert_eq!(
            states.admit(identity(1, 2), 1),
            Admission::Refuse(KafkaError::OutOfOrderSequenceNumber)
        );
        assert_eq!(
            states.admit(identity(-1, 2), 1),
            Admission::Refuse(KafkaError::InvalidProducerEpoch)
        );
    }

    #[test]
    fn without_state_any_sequence_is_accepted() {
        assert_eq!(
            ProducerStates::default().admit(identity(0, 7), 1),
            Admission::Append
        );
    }

    #[test]
    fn a_snapshot_forgets_all_but_the_last_batch() {
        let restored = with_batches(3).snapshot();
        assert!(matches!(
            restored.admit(identity(0, 2), 1),
            Admission::Duplicate { .. }
        ));
        assert_eq!(
            restored.admit(identity(0, 1), 1),
            Admission::Refuse(KafkaError::OutOfOrderSequenceNumber)
        );
    }
}
