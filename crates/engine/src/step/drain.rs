//! Which batch of a partition sets out next, and with which sequence (`RecordAccumulator`).

use crate::ids::{ProducerEpoch, ProducerId, Sequence};
use crate::node::{PartitionQueue, Producer, ProducerBatch};
use crate::scenario::ProducerConfig;

impl PartitionQueue {
    /// Whether the first waiting batch may set out (`RecordAccumulator.ready`, `shouldStopDrainBatchesForPartition`).
    pub(super) fn may_send(&self, producer: &Producer, config: &ProducerConfig) -> bool {
        let Some(first) = self.waiting.front() else {
            return false;
        };
        let muted = config.max_in_flight_requests_per_connection == 1
            && self.in_flight.iter().any(|b| !b.expired);
        let ready = first.ready || self.waiting.len() > 1;
        if self.backing_off || muted || !ready {
            return false;
        }
        if !config.enable_idempotence {
            return true;
        }
        match first.identity {
            // A batch sent before waits until it is the next in line.
            Some((_, _, sequence)) => self.first_unacknowledged_sequence() == Some(sequence),
            None => {
                let stale =
                    self.identity != producer.identity && self.has_unacknowledged_sequences();
                let retrying = self.waiting.iter().any(|batch| batch.identity.is_some());
                !stale && !self.unresolved && !retrying
            }
        }
    }

    /// Takes the first waiting batch, with identity and sequence if the producer has one.
    pub(super) fn take_first(
        &mut self,
        identity: Option<(ProducerId, ProducerEpoch)>,
    ) -> ProducerBatch {
        let mut batch = self.waiting.pop_front().expect("there is a batch to send");
        if let (Some(identity), None) = (identity, batch.identity) {
            if self.identity != Some(identity) {
                self.identity = Some(identity);
                self.next_sequence = Sequence(0);
                self.last_acked_sequence = None;
            }
            batch.identity = Some((identity.0, identity.1, self.next_sequence));
            self.next_sequence = self.next_sequence.plus(batch.orders.len());
        }
        batch
    }
}
