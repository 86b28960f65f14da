//! Whether a leader takes a batch or a marker (`UnifiedLog.analyzeAndValidateProducerState`, `ProducerAppendInfo`).

use super::producer_state::{Entry, Remembered, last_of};
use super::{ProducerStates, Verification};
use crate::ids::{CoordinatorEpoch, Offset, ProducerEpoch, ProducerId, Sequence};
use crate::protocol::{KafkaError, ProducerIdentity};
use crate::scenario::Mechanisms;

/// Who wants to append (`AppendOrigin`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A producer: repeats are recognised and sequences checked.
    Client,
    /// The group coordinator: only the epoch counts.
    Coordinator,
}

/// A batch that a producer, or the group coordinator for it, wants to append.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Whose, and its first sequence.
    pub producer: ProducerIdentity,
    /// How many records.
    pub record_count: usize,
    /// Whether it belongs to a transaction.
    pub transactional: bool,
    /// Who wants to append it.
    pub origin: Origin,
    /// Whether the request holds the guard that the coordinator's word has given it.
    pub verified: bool,
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
    /// Judges a batch in Kafka's order: repeat, open transaction, epoch, sequence, batch outside the transaction.
    #[must_use]
    pub fn admit(
        &self,
        offered: Offered,
        verification: Option<Verification>,
        mechanisms: Mechanisms,
    ) -> Admission {
        let producer = offered.producer;
        let entry = self.entry(producer.id);
        let checks_sequence = offered.origin == Origin::Client && mechanisms.sequence_check;
        let last_sequence = last_of(producer.base_sequence, offered.record_count);
        if let Some(entry) = entry.filter(|e| checks_sequence && e.epoch == producer.epoch) {
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
        if mechanisms.producer_epoch_fence && self.is_stale(producer.id, producer.epoch) {
            return Admission::Refuse(KafkaError::InvalidProducerEpoch);
        }
        let is_open = self.has_open_transaction(producer.id, producer.epoch);
        if offered.transactional && !is_open && !offered.verified {
            return Admission::Refuse(KafkaError::InvalidTxnState);
        }
        if checks_sequence && !fits(entry, producer, verification) {
            return Admission::Refuse(KafkaError::OutOfOrderSequenceNumber);
        }
        if !offered.transactional && entry.is_some_and(|entry| entry.open_since.is_some()) {
            return Admission::Refuse(KafkaError::InvalidTxnState);
        }
        Admission::Append
    }

    /// Judges a marker (`ProducerAppendInfo.checkProducerEpoch`, `checkCoordinatorEpoch`). A repeated one is not recognised:
    /// it is appended again.
    ///
    /// # Errors
    /// INVALID_PRODUCER_EPOCH or TRANSACTION_COORDINATOR_FENCED.
    pub fn admit_marker(
        &self,
        id: ProducerId,
        epoch: ProducerEpoch,
        coordinator_epoch: CoordinatorEpoch,
        mechanisms: Mechanisms,
    ) -> Result<(), KafkaError> {
        let Some(entry) = self.entry(id) else {
            return Ok(());
        };
        if mechanisms.producer_epoch_fence && epoch < entry.epoch {
            return Err(KafkaError::InvalidProducerEpoch);
        }
        let newer = entry
            .coordinator_epoch
            .is_some_and(|known| coordinator_epoch < known);
        if mechanisms.coordinator_epoch_check && newer {
            return Err(KafkaError::TransactionCoordinatorFenced);
        }
        Ok(())
    }
}

/// Whether a batch's sequence is the next one (`ProducerAppendInfo.checkSequence`). Without any state every sequence fits.
fn fits(
    entry: Option<&Entry>,
    producer: ProducerIdentity,
    verification: Option<Verification>,
) -> bool {
    if verification.is_some_and(|pending| producer.base_sequence > pending.lowest_sequence) {
        return false;
    }
    let Some(entry) = entry else {
        return true;
    };
    let expected = match entry.batches.back() {
        Some(last) if producer.epoch == entry.epoch => last.last_sequence.plus(1),
        _ => Sequence(0),
    };
    producer.base_sequence == expected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{LeaderEpoch, OrderId};
    use crate::log::{Batch, Payload, TransactionResult};

    fn identity(epoch: i16, sequence: i32) -> ProducerIdentity {
        ProducerIdentity {
            id: ProducerId(1),
            epoch: ProducerEpoch(epoch),
            base_sequence: Sequence(sequence),
        }
    }

    fn offered(producer: ProducerIdentity, record_count: usize) -> Offered {
        Offered {
            producer,
            record_count,
            transactional: false,
            origin: Origin::Client,
            verified: false,
        }
    }

    fn in_transaction(epoch: i16, sequence: i32, verified: bool) -> Offered {
        Offered {
            transactional: true,
            verified,
            ..offered(identity(epoch, sequence), 1)
        }
    }

    fn admit(states: &ProducerStates, offered: Offered) -> Admission {
        states.admit(offered, None, Mechanisms::default())
    }

    fn batch(offset: u32, producer: ProducerIdentity, transactional: bool) -> Batch {
        Batch {
            base_offset: Offset(offset),
            leader_epoch: LeaderEpoch(0),
            producer: Some(producer),
            transactional,
            payload: Payload::Orders([OrderId(0)].into()),
        }
    }

    fn marker(offset: u32, epoch: i16, coordinator_epoch: u16) -> Batch {
        Batch {
            payload: Payload::Marker {
                result: TransactionResult::Commit,
                coordinator_epoch: CoordinatorEpoch(coordinator_epoch),
            },
            ..batch(offset, identity(epoch, -1), true)
        }
    }

    fn with_batches(count: i32) -> ProducerStates {
        let mut states = ProducerStates::default();
        for sequence in 0..count {
            let offset = u32::try_from(sequence).unwrap();
            states.note(&batch(offset, identity(0, sequence), false));
        }
        states
    }

    const OUT_OF_ORDER: Admission = Admission::Refuse(KafkaError::OutOfOrderSequenceNumber);
    const OLD_EPOCH: Admission = Admission::Refuse(KafkaError::InvalidProducerEpoch);
    const NO_TRANSACTION: Admission = Admission::Refuse(KafkaError::InvalidTxnState);

    #[test]
    fn a_repeat_of_one_of_the_last_five_batches_is_told_its_first_offset() {
        let duplicate = |at| Admission::Duplicate {
            base_offset: Offset(at),
            end_offset: Offset(at + 1),
        };
        let states = with_batches(6);
        assert_eq!(admit(&states, offered(identity(0, 5), 1)), duplicate(5));
        assert_eq!(admit(&states, offered(identity(0, 1), 1)), duplicate(1));
    }

    #[test]
    fn a_repeat_of_an_older_batch_is_out_of_order_and_never_a_duplicate() {
        assert_eq!(
            admit(&with_batches(6), offered(identity(0, 0), 1)),
            OUT_OF_ORDER
        );
    }

    #[test]
    fn a_repeat_must_have_the_same_first_and_last_sequence() {
        assert_eq!(
            admit(&with_batches(3), offered(identity(0, 2), 2)),
            OUT_OF_ORDER
        );
    }

    #[test]
    fn a_new_epoch_starts_at_zero_and_an_old_one_is_refused() {
        let states = with_batches(2);
        let answers = [(1, 0), (1, 2), (-1, 2)].map(|(epoch, sequence)| {
            let offered = offered(identity(epoch, sequence), 1);
            admit(&states, offered)
        });
        assert_eq!(answers, [Admission::Append, OUT_OF_ORDER, OLD_EPOCH]);
    }

    #[test]
    fn without_state_any_sequence_is_accepted() {
        let states = ProducerStates::default();
        assert_eq!(
            admit(&states, offered(identity(0, 7), 1)),
            Admission::Append
        );
    }

    #[test]
    fn a_snapshot_forgets_all_but_the_last_batch() {
        let restored = with_batches(3).snapshot();
        assert!(matches!(
            admit(&restored, offered(identity(0, 2), 1)),
            Admission::Duplicate { .. }
        ));
        assert_eq!(admit(&restored, offered(identity(0, 1), 1)), OUT_OF_ORDER);
    }

    #[test]
    fn a_first_transactional_batch_needs_the_guard_and_a_later_one_does_not() {
        let mut states = ProducerStates::default();
        assert_eq!(admit(&states, in_transaction(0, 0, false)), NO_TRANSACTION);
        assert_eq!(
            admit(&states, in_transaction(0, 0, true)),
            Admission::Append
        );
        states.note(&batch(0, identity(0, 0), true));
        assert_eq!(
            admit(&states, in_transaction(0, 1, false)),
            Admission::Append
        );
        assert_eq!(
            admit(&states, offered(identity(0, 1), 1)),
            NO_TRANSACTION,
            "a plain batch inside it"
        );
    }

    #[test]
    fn a_marker_of_the_same_epoch_keeps_the_five_batches_and_one_of_a_higher_epoch_empties_them() {
        let mut states = ProducerStates::default();
        states.note(&batch(0, identity(0, 0), true));
        let completed = states.note(&marker(1, 0, 0)).unwrap();
        assert_eq!(
            (completed.first_offset, completed.last_offset),
            (Offset(0), Offset(1))
        );
        assert!(matches!(
            admit(&states, in_transaction(0, 0, false)),
            Admission::Duplicate { .. }
        ));
        assert_eq!(states.note(&marker(2, 1, 0)), None, "nothing was open");
        assert_eq!(admit(&states, in_transaction(0, 1, true)), OLD_EPOCH);
        assert_eq!(admit(&states, in_transaction(1, 1, true)), OUT_OF_ORDER);
    }

    #[test]
    fn a_marker_of_an_older_epoch_or_an_older_coordinator_is_refused() {
        let mut states = ProducerStates::default();
        states.note(&marker(0, 1, 3));
        let judge = |epoch, coordinator| {
            states.admit_marker(
                ProducerId(1),
                ProducerEpoch(epoch),
                CoordinatorEpoch(coordinator),
                Mechanisms::default(),
            )
        };
        assert_eq!(judge(1, 3), Ok(()), "a repeat is appended again");
        assert_eq!(judge(0, 4), Err(KafkaError::InvalidProducerEpoch));
        assert_eq!(judge(2, 2), Err(KafkaError::TransactionCoordinatorFenced));
    }

    #[test]
    fn a_sequence_above_one_that_waits_for_verification_is_out_of_order() {
        let pending = Some(Verification {
            epoch: ProducerEpoch(0),
            lowest_sequence: Sequence(0),
        });
        let judged = ProducerStates::default().admit(
            in_transaction(0, 1, true),
            pending,
            Mechanisms::default(),
        );
        assert_eq!(judged, OUT_OF_ORDER);
    }

    #[test]
    fn without_the_sequence_check_a_repeat_is_appended_again() {
        let mechanisms = Mechanisms {
            sequence_check: false,
            ..Mechanisms::default()
        };
        let judged = with_batches(2).admit(offered(identity(0, 1), 1), None, mechanisms);
        assert_eq!(judged, Admission::Append);
    }
}
