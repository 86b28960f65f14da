//! The state of a Java producer (`RecordAccumulator`, `Sender`, `TransactionManager`).

use std::collections::VecDeque;
use std::sync::Arc;

use crate::ids::{OrderId, ProducerEpoch, ProducerId, Sequence};
use crate::protocol::EnvelopeKey;

/// A batch in the producer's hands.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ProducerBatch {
    /// The records, in order.
    pub orders: Arc<[OrderId]>,
    /// Tells batches of equal first order apart: the smallest number free in this partition.
    pub twin: u8,
    /// Identity and sequence, given at the first transmission and kept over retries.
    pub identity: Option<(ProducerId, ProducerEpoch, Sequence)>,
    /// Its sequence was given anew by an epoch bump (`ProducerBatch.sequenceHasBeenReset`).
    pub sequence_was_reset: bool,
    /// Linger is over, or the application flushed.
    pub ready: bool,
    /// How often it was sent and failed; stops counting where the limit is out of reach.
    pub attempts: u8,
    /// In flight as this request.
    pub request: Option<EnvelopeKey>,
    /// delivery.timeout.ms passed while it was in flight: the application was told, the request goes on.
    pub expired: bool,
}

/// Everything a producer holds for one partition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PartitionQueue {
    /// Batches not in flight, in the order they will be sent; retried ones stand first.
    pub waiting: VecDeque<ProducerBatch>,
    /// Batches in flight, in the order they were sent.
    pub in_flight: Vec<ProducerBatch>,
    /// retry.backoff.ms of the first waiting batch is running.
    pub backing_off: bool,
    /// The sequence of the next new batch.
    pub next_sequence: Sequence,
    /// The last sequence that was acknowledged under the current identity.
    pub last_acked_sequence: Option<Sequence>,
    /// The identity under which sequences are counted here.
    pub identity: Option<(ProducerId, ProducerEpoch)>,
    /// A batch that had been sent expired, so it is unknown whether its sequences were used.
    pub unresolved: bool,
    /// The sequences start again at 0 with the next epoch bump.
    pub rewrite_sequences: bool,
}

impl Default for PartitionQueue {
    fn default() -> Self {
        PartitionQueue {
            waiting: VecDeque::new(),
            in_flight: Vec::new(),
            backing_off: false,
            next_sequence: Sequence(0),
            last_acked_sequence: None,
            identity: None,
            unresolved: false,
            rewrite_sequences: false,
        }
    }
}

impl PartitionQueue {
    /// Every batch, those in flight first.
    pub fn batches(&self) -> impl Iterator<Item = &ProducerBatch> {
        self.in_flight.iter().chain(&self.waiting)
    }

    /// Whether `sequence` follows the last acknowledged one (`TransactionManager.isNextSequence`).
    #[must_use]
    pub fn is_next_sequence(&self, sequence: Sequence) -> bool {
        sequence.0 - self.last_acked_sequence.map_or(-1, |last| last.0) == 1
    }

    /// The smallest sequence among batches that have one (`TransactionManager.firstInFlightSequence`).
    #[must_use]
    pub fn first_unacknowledged_sequence(&self) -> Option<Sequence> {
        self.batches()
            .filter(|b| !b.expired)
            .filter_map(|b| b.identity)
            .map(|(_, _, sequence)| sequence)
            .min()
    }

    /// Whether a batch that has a sequence is neither acknowledged nor given up (`TransactionManager.hasInflightBatches`).
    #[must_use]
    pub fn has_unacknowledged_sequences(&self) -> bool {
        self.first_unacknowledged_sequence().is_some()
    }
}

/// A producer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Producer {
    /// Its identity, if it is idempotent and has been given one.
    pub identity: Option<(ProducerId, ProducerEpoch)>,
    /// The InitProducerId it waits for.
    pub initializing: Option<EnvelopeKey>,
    /// It waits before it asks for an identity again.
    pub identity_backing_off: bool,
    /// By partition of the scenario.
    pub queues: Vec<PartitionQueue>,
}

impl Producer {
    /// A producer that has done nothing yet.
    #[must_use]
    pub fn new(partition_count: usize) -> Producer {
        Producer {
            identity: None,
            initializing: None,
            identity_backing_off: false,
            queues: vec![PartitionQueue::default(); partition_count],
        }
    }
}
