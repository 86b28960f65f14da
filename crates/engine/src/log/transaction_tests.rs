//! Transactions in one replica, in the words of the fact sheet.

use super::{AbortedTransaction, Payload, Replica, TransactionResult};
use crate::ids::{
    CoordinatorEpoch, LeaderEpoch, Offset, OrderId, ProducerEpoch, ProducerId, Sequence,
};
use crate::protocol::ProducerIdentity;

const A: ProducerId = ProducerId(1);
const B: ProducerId = ProducerId(2);
const EPOCH: LeaderEpoch = LeaderEpoch(0);

fn identity(id: ProducerId, sequence: i32) -> ProducerIdentity {
    ProducerIdentity {
        id,
        epoch: ProducerEpoch(0),
        base_sequence: Sequence(sequence),
    }
}

fn data(replica: &mut Replica, id: ProducerId, sequence: i32) {
    let payload = Payload::Orders([OrderId(0)].into());
    replica.append_in_transaction(EPOCH, identity(id, sequence), payload);
}

fn marker(replica: &mut Replica, id: ProducerId, result: TransactionResult) {
    let payload = Payload::Marker {
        result,
        coordinator_epoch: CoordinatorEpoch(0),
    };
    replica.append_in_transaction(EPOCH, identity(id, -1), payload);
}

/// A sends at 0, B at 1, B commits at 2 (C08).
fn interleaved() -> Replica {
    let mut replica = Replica::default();
    replica.begin_epoch(EPOCH);
    data(&mut replica, A, 0);
    data(&mut replica, B, 0);
    marker(&mut replica, B, TransactionResult::Commit);
    replica.raise_high_watermark(Offset(3));
    replica
}

#[test]
fn an_open_transaction_holds_the_last_stable_offset_at_its_first_record() {
    let mut replica = interleaved();
    assert_eq!(replica.last_stable_offset(), Offset(0));
    marker(&mut replica, A, TransactionResult::Abort);
    assert_eq!(
        replica.last_stable_offset(),
        Offset(0),
        "the marker is not replicated yet"
    );
    replica.raise_high_watermark(Offset(4));
    assert_eq!(replica.last_stable_offset(), Offset(4));
}

#[test]
fn an_aborted_transaction_gets_an_index_entry_and_a_committed_or_empty_one_does_not() {
    let mut replica = interleaved();
    marker(&mut replica, A, TransactionResult::Abort);
    marker(&mut replica, A, TransactionResult::Abort);
    let entry = AbortedTransaction {
        producer_id: A,
        first_offset: Offset(0),
        last_offset: Offset(3),
        last_stable_offset: Offset(4),
    };
    assert_eq!(replica.aborted_transactions(), [entry]);
}

#[test]
fn the_index_entry_names_the_first_record_of_the_earliest_other_open_transaction() {
    let mut replica = Replica::default();
    data(&mut replica, A, 0);
    data(&mut replica, B, 0);
    marker(&mut replica, A, TransactionResult::Abort);
    assert_eq!(
        replica.aborted_transactions()[0].last_stable_offset,
        Offset(1)
    );
}

#[test]
fn truncating_a_marker_opens_its_transaction_again() {
    let mut replica = interleaved();
    marker(&mut replica, A, TransactionResult::Abort);
    replica.truncate_to(Offset(3));
    assert_eq!(replica.aborted_transactions(), []);
    assert_eq!(replica.last_stable_offset(), Offset(0));
    assert!(
        replica
            .producers()
            .has_open_transaction(A, ProducerEpoch(0))
    );
}

#[test]
fn a_restart_from_a_snapshot_knows_open_and_aborted_transactions() {
    let mut replica = interleaved();
    marker(&mut replica, A, TransactionResult::Abort);
    data(&mut replica, B, 1);
    replica.shut_down();
    let before = replica.clone();
    replica.reload();
    assert_eq!(
        replica.aborted_transactions(),
        before.aborted_transactions()
    );
    assert_eq!(replica.first_unstable_offset(), Some(Offset(0)));
    replica.raise_high_watermark(Offset(5));
    assert_eq!(replica.last_stable_offset(), Offset(4));
}

#[test]
fn a_verification_is_forgotten_when_the_transaction_has_its_first_record_or_ends() {
    let mut replica = Replica::default();
    let pending = |replica: &Replica| replica.verification(A).map(|v| v.lowest_sequence);
    replica.begin_verification(A, ProducerEpoch(0), Some(Sequence(3)));
    replica.begin_verification(A, ProducerEpoch(0), Some(Sequence(2)));
    assert_eq!(pending(&replica), Some(Sequence(2)));
    data(&mut replica, A, 2);
    assert_eq!(pending(&replica), None);
    replica.begin_verification(A, ProducerEpoch(0), Some(Sequence(3)));
    marker(&mut replica, A, TransactionResult::Commit);
    assert_eq!(pending(&replica), None);
}
