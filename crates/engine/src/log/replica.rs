//! One broker's copy of one partition.

use std::hash::{Hash, Hasher};

use super::running_hash::RunningHash;
use super::{
    AbortedTransaction, Batch, CompletedTransaction, Payload, ProducerStates, Verification,
};
use crate::few::Few;
use crate::ids::{LeaderEpoch, Offset, OrderId, ProducerEpoch, ProducerId, Sequence};
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
    /// Producers whose first batch waits for the coordinator's word. Memory alone, gone with the leadership.
    verifications: Few<ProducerId, Verification>,
    /// Ended transactions whose marker is not below the high watermark. Follows from the batches.
    completed: Vec<CompletedTransaction>,
    /// The index of aborted transactions. Follows from the batches.
    aborted: Vec<AbortedTransaction>,
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

    /// What it remembers of a producer whose first batch waits for the coordinator's word.
    #[must_use]
    pub fn verification(&self, id: ProducerId) -> Option<Verification> {
        self.verifications.get(&id).copied()
    }

    /// Remembers that a first batch waits for the coordinator's word, or joins others of its producer in waiting
    /// (`VerificationStateEntry.maybeUpdateLowestSequenceAndEpoch`).
    pub fn begin_verification(
        &mut self,
        id: ProducerId,
        epoch: ProducerEpoch,
        sequence: Option<Sequence>,
    ) {
        let sequence = sequence.unwrap_or(Sequence(i32::MAX));
        let entry = self.verifications.get_or_insert_with(id, || Verification {
            epoch,
            lowest_sequence: sequence,
        });
        if epoch > entry.epoch {
            *entry = Verification {
                epoch,
                lowest_sequence: sequence,
            };
        } else if epoch == entry.epoch {
            entry.lowest_sequence = entry.lowest_sequence.min(sequence);
        }
    }

    /// Whether the first batch of some producer waits for the coordinator's word, or did.
    #[must_use]
    pub fn is_verifying(&self) -> bool {
        !self.verifications.is_empty()
    }

    /// Verifications are memory of a leader.
    pub fn forget_verifications(&mut self) {
        self.verifications.clear();
    }

    /// The index of aborted transactions, in the order of their markers.
    #[must_use]
    pub fn aborted_transactions(&self) -> &[AbortedTransaction] {
        &self.aborted
    }

    /// Whether a batch belongs to an aborted transaction.
    #[must_use]
    pub fn is_aborted(&self, batch: &Batch) -> bool {
        batch.transactional
            && batch.marker().is_none()
            && self.aborted.iter().any(|aborted| {
                batch.producer.map(|p| p.id) == Some(aborted.producer_id)
                    && aborted.first_offset <= batch.base_offset
                    && batch.base_offset < aborted.last_offset
            })
    }

    /// The first record whose outcome is open, or whose marker is not replicated (`firstUnstableOffset`).
    #[must_use]
    pub fn first_unstable_offset(&self) -> Option<Offset> {
        let open = self.producers.open_transactions().map(|(_, since)| since);
        open.chain(self.completed.iter().map(|ended| ended.first_offset))
            .min()
    }

    /// Everything below it is decided and replicated: the end of what a read_committed reader is given.
    #[must_use]
    pub fn last_stable_offset(&self) -> Offset {
        self.first_unstable_offset()
            .map_or(self.high_watermark, |first| first.min(self.high_watermark))
    }

    /// The batches that hold records at or after `offset`.
    #[must_use]
    pub fn batches_from(&self, offset: Offset) -> &[Batch] {
        let start = self
            .batches
            .partition_point(|batch| batch.end_offset() <= offset);
        &self.batches[start..]
    }

    /// The end of the last batch that lies wholly before `offset`.
    #[must_use]
    pub fn end_of_batches_until(&self, offset: Offset) -> Offset {
        let keep = self
            .batches
            .partition_point(|batch| batch.end_offset() <= offset);
        let last = keep.checked_sub(1).map(|last| &self.batches[last]);
        last.map_or(Offset(0), Batch::end_offset)
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
        self.append_as(epoch, producer, false, payload)
    }

    /// Appends a batch of a transaction, or its marker, as leader and returns where its first record stands.
    pub fn append_in_transaction(
        &mut self,
        epoch: LeaderEpoch,
        producer: ProducerIdentity,
        payload: Payload,
    ) -> Offset {
        self.append_as(epoch, Some(producer), true, payload)
    }

    fn append_as(
        &mut self,
        epoch: LeaderEpoch,
        producer: Option<ProducerIdentity>,
        transactional: bool,
        payload: Payload,
    ) -> Offset {
        let base_offset = self.log_end_offset();
        self.push(Batch {
            base_offset,
            leader_epoch: epoch,
            producer,
            transactional,
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
        let completed = self.producers.note(&batch);
        if batch.transactional
            && let Some(producer) = batch.producer
        {
            // Its transaction has a first record now, or has ended: either way the guard has done its work.
            self.verifications.remove(&producer.id);
        }
        if let Some(completed) = completed {
            let end = batch.end_offset();
            let others = self.producers.open_transactions().map(|(_, since)| since);
            self.note_completed(completed, others.min().unwrap_or(end));
        }
        self.batches.push(batch);
    }

    fn note_completed(&mut self, completed: CompletedTransaction, last_stable_offset: Offset) {
        if completed.last_offset >= self.high_watermark {
            self.completed.push(completed);
        }
        if completed.is_aborted {
            self.aborted.push(AbortedTransaction {
                producer_id: completed.producer_id,
                first_offset: completed.first_offset,
                last_offset: completed.last_offset,
                last_stable_offset,
            });
        }
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
        if !self.completed.is_empty() {
            self.completed.retain(|ended| ended.last_offset >= to);
        }
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
        self.verifications.clear();
        self.reload_transactions();
    }

    /// Reads the whole log, because a snapshot of producers says nothing of transactions that have ended.
    fn reload_transactions(&mut self) {
        self.completed.clear();
        self.aborted.clear();
        if !self.batches.iter().any(|batch| batch.transactional) {
            return;
        }
        let mut producers = ProducerStates::default();
        for place in 0..self.batches.len() {
            if let Some(completed) = producers.note(&self.batches[place]) {
                let end = self.batches[place].end_offset();
                let others = producers.open_transactions().map(|(_, since)| since);
                self.note_completed(completed, others.min().unwrap_or(end));
            }
        }
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
        if !self.verifications.is_empty() {
            self.verifications.hash(state);
        }
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
            && self.verifications == other.verifications
    }
}

impl Eq for Replica {}
