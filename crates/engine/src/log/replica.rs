//! One broker's copy of one partition.

use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use super::{Batch, Payload, ProducerStates};
use crate::fingerprint::{Fingerprint, fingerprint_of};
use crate::ids::{LeaderEpoch, Offset, OrderId};
use crate::protocol::ProducerIdentity;

/// One broker's copy of one partition: what is on its disk, and what it derives from it.
#[derive(Clone, Debug, Default)]
pub struct Replica {
    batches: Vec<Batch>,
    /// Where each leader epoch starts, ascending (`LeaderEpochFileCache`).
    epochs: Vec<(LeaderEpoch, Offset)>,
    high_watermark: Offset,
    /// Everything below it is on the platter; the rest is lost with the machine's power.
    recovery_point: Offset,
    producers: ProducerStates,
    /// Producer state written at a controlled shutdown, and the offset it stands for.
    snapshot: Option<(Offset, ProducerStates)>,
    running_hash: RunningHash,
}

impl Replica {
    /// The offset after the last record.
    #[must_use]
    pub fn log_end_offset(&self) -> Offset {
        self.batches.last().map_or(Offset(0), Batch::end_offset)
    }

    /// Everything below it is replicated, as far as this broker knows.
    #[must_use]
    pub fn high_watermark(&self) -> Offset {
        self.high_watermark
    }

    /// Everything below it survives a loss of power.
    #[must_use]
    pub fn recovery_point(&self) -> Offset {
        self.recovery_point
    }

    /// The batches, in order.
    #[must_use]
    pub fn batches(&self) -> &[Batch] {
        &self.batches
    }

    /// What it remembers of producers.
    #[must_use]
    pub fn producers(&self) -> &ProducerStates {
        &self.producers
    }

    /// The batches that hold records at or after `offset`.
    #[must_use]
    pub fn batches_from(&self, offset: Offset) -> &[Batch] {
        let start = self
            .batches
            .partition_point(|batch| batch.end_offset() <= offset);
        &self.batches[start..]
    }

    /// The data records with their offsets.
    pub fn orders(&self) -> impl Iterator<Item = (Offset, OrderId)> + '_ {
        self.batches.iter().flat_map(Batch::orders)
    }

    /// The epoch of the last batch or of the last leader that began here.
    #[must_use]
    pub fn last_epoch(&self) -> Option<LeaderEpoch> {
        self.epochs.last().map(|(epoch, _)| *epoch)
    }

    /// Where the current leader's epoch starts.
    #[must_use]
    pub fn last_epoch_start(&self) -> Offset {
        self.epochs.last().map_or(Offset(0), |(_, start)| *start)
    }

    /// A leader's first act: remember where its epoch starts, before any append (`Partition.makeLeader`).
    pub fn begin_epoch(&mut self, epoch: LeaderEpoch) {
        self.assign_epoch(epoch, self.log_end_offset());
    }

    /// Entries that start at or after a new one are void (`LeaderEpochFileCache.assign`).
    fn assign_epoch(&mut self, epoch: LeaderEpoch, start: Offset) {
        if self.last_epoch() != Some(epoch) {
            self.epochs.retain(|(_, at)| *at < start);
            self.epochs.push((epoch, start));
        }
    }

    /// The largest epoch not above `epoch`, and where it ends. An epoch before all that are known ends where the first of
    /// them starts; nothing is known of one after them all (`LeaderEpochFileCache.endOffsetFor`).
    #[must_use]
    pub fn end_of_epoch(&self, epoch: LeaderEpoch) -> Option<(LeaderEpoch, Offset)> {
        let after = self.epochs.partition_point(|(known, _)| *known <= epoch);
        let next_start = self.epochs.get(after).map(|(_, start)| *start);
        match after.checked_sub(1) {
            None => next_start.map(|start| (epoch, start)),
            Some(found) => Some((
                self.epochs[found].0,
                next_start.unwrap_or_else(|| self.log_end_offset()),
            )),
        }
    }

    /// Appends a batch as leader and returns where its first record stands.
    pub fn append(
        &mut self,
        epoch: LeaderEpoch,
        producer: Option<ProducerIdentity>,
        payload: Payload,
    ) -> Offset {
        let base_offset = self.log_end_offset();
        self.push(Batch {
            base_offset,
            leader_epoch: epoch,
            producer,
            payload,
        });
        base_offset
    }

    /// Appends a batch copied from the leader.
    ///
    /// # Panics
    /// When it does not stand right at this log's end: the follower asked for something else.
    pub fn replicate(&mut self, batch: Batch) {
        assert_eq!(
            batch.base_offset,
            self.log_end_offset(),
            "a follower appends only at its log's end"
        );
        self.assign_epoch(batch.leader_epoch, batch.base_offset);
        self.push(batch);
    }

    fn push(&mut self, batch: Batch) {
        self.producers.note(&batch);
        self.batches.push(batch);
    }

    /// Removes everything at and after `offset`; producer state is read again from snapshot and log.
    pub fn truncate_to(&mut self, offset: Offset) {
        let keep = self
            .batches
            .partition_point(|batch| batch.end_offset() <= offset);
        self.batches.truncate(keep);
        self.running_hash.shorten(keep);
        let end = self.log_end_offset();
        self.epochs.retain(|(_, start)| *start < end);
        self.high_watermark = self.high_watermark.min(end);
        self.recovery_point = self.recovery_point.min(end);
        self.reload_producers();
    }

    /// Raises the high watermark. It never goes back but by truncation.
    pub fn raise_high_watermark(&mut self, to: Offset) {
        debug_assert!(
            to <= self.log_end_offset(),
            "the high watermark stays within the log"
        );
        self.high_watermark = self.high_watermark.max(to);
    }

    /// Everything in the log is on the platter.
    pub fn flush(&mut self) {
        self.recovery_point = self.log_end_offset();
    }

    /// A controlled shutdown: flush, and write a producer snapshot (`UnifiedLog.close`).
    pub fn shut_down(&mut self) {
        self.flush();
        self.snapshot = Some((self.log_end_offset(), self.producers.snapshot()));
    }

    /// The process comes back: what was memory is read again from the disk.
    pub fn reload(&mut self) {
        self.reload_producers();
    }

    fn reload_producers(&mut self) {
        let end = self.log_end_offset();
        self.snapshot.take_if(|(at, _)| *at > end);
        let (from, mut producers) = self.snapshot.clone().unwrap_or_default();
        for batch in self.batches_from(from) {
            producers.note(batch);
        }
        self.producers = producers;
    }
}

impl Hash for Replica {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.running_hash.of(&self.batches).hash(state);
        self.epochs.hash(state);
        self.high_watermark.hash(state);
        self.recovery_point.hash(state);
        self.producers.hash(state);
        self.snapshot.hash(state);
    }
}

impl PartialEq for Replica {
    fn eq(&self, other: &Self) -> bool {
        self.batches == other.batches
            && self.epochs == other.epochs
            && self.high_watermark == other.high_watermark
            && self.recovery_point == other.recovery_point
            && self.producers == other.producers
            && self.snapshot == other.snapshot
    }
}

impl Eq for Replica {}

/// A digest per batch over all before it, made when somebody asks, so that a long log is never hashed twice.
#[derive(Debug, Default)]
struct RunningHash(Mutex<Vec<Fingerprint>>);

impl RunningHash {
    fn of(&self, batches: &[Batch]) -> Fingerprint {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for batch in &batches[links.len()..] {
            let link = fingerprint_of(&(links.last(), batch));
            links.push(link);
        }
        links.last().copied().unwrap_or(Fingerprint(0))
    }

    fn shorten(&mut self, batch_count: usize) {
        self.0
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .truncate(batch_count);
    }
}

impl Clone for RunningHash {
    fn clone(&self) -> Self {
        RunningHash(Mutex::new(
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
