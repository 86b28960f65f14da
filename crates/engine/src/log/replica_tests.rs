//! Leader epochs, truncation and the digest of a log.

use super::{Payload, Replica};
use crate::fingerprint::fingerprint_of;
use crate::ids::{LeaderEpoch, Offset, OrderId};

fn appended(epochs: &[u16]) -> Replica {
    let mut replica = Replica::default();
    for (index, epoch) in epochs.iter().enumerate() {
        let epoch = LeaderEpoch(*epoch);
        replica.begin_epoch(epoch);
        let order = OrderId(u16::try_from(index).unwrap());
        replica.append(epoch, None, Payload::Orders([order].into()));
    }
    replica
}

#[test]
fn the_end_of_an_epoch_is_the_start_of_the_next() {
    let replica = appended(&[0, 0, 2]);
    assert_eq!(
        replica.end_of_epoch(LeaderEpoch(0)),
        Some((LeaderEpoch(0), Offset(2)))
    );
    assert_eq!(
        replica.end_of_epoch(LeaderEpoch(1)),
        Some((LeaderEpoch(0), Offset(2)))
    );
    assert_eq!(
        replica.end_of_epoch(LeaderEpoch(5)),
        Some((LeaderEpoch(2), Offset(3)))
    );
    assert_eq!(Replica::default().end_of_epoch(LeaderEpoch(0)), None);
}

#[test]
fn truncation_forgets_epochs_and_marks_above_the_cut() {
    let mut replica = appended(&[0, 1]);
    replica.raise_high_watermark(Offset(2));
    replica.flush();
    replica.truncate_to(Offset(1));
    assert_eq!(replica.last_epoch(), Some(LeaderEpoch(0)));
    assert_eq!(
        (replica.high_watermark(), replica.recovery_point()),
        (Offset(1), Offset(1))
    );
}

#[test]
fn the_running_hash_after_a_truncation_is_that_of_the_shorter_log() {
    let short = fingerprint_of(&appended(&[0]));
    let mut long = appended(&[0, 0]);
    assert_ne!(fingerprint_of(&long), short);
    long.truncate_to(Offset(1));
    assert_eq!(fingerprint_of(&long), short);
}
