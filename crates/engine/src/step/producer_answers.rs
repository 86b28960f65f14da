//! What a producer makes of answers, and of their absence.

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{Offset, PartitionId};
use crate::node::{PartitionQueue, ProducerBatch};
use crate::protocol::{ClientException, EnvelopeKey, KafkaError, Response, Subject};

impl<S: EventSink> Context<'_, S> {
    pub(super) fn identity_answered(&mut self, key: EnvelopeKey, response: &Response) {
        let Response::InitProducerId { error, identity } = response else {
            panic!("this asks for an identity")
        };
        let producer = self.producer_mut(key.client());
        producer.initializing = None;
        match error {
            KafkaError::None => producer.identity = *identity,
            _ => self.identity_failed(key),
        }
    }

    pub(super) fn identity_failed(&mut self, key: EnvelopeKey) {
        let producer = self.producer_mut(key.client());
        producer.initializing = None;
        producer.identity_backing_off = true;
    }

    pub(super) fn produce_answered(
        &mut self,
        key: EnvelopeKey,
        error: KafkaError,
        base_offset: Option<Offset>,
    ) {
        let Subject::Orders { partition, .. } = key.subject else {
            panic!("this is a Produce")
        };
        let queue = self.queue_mut(key.client(), partition);
        let place = queue
            .in_flight
            .iter()
            .position(|batch| batch.request == Some(key));
        let mut batch = queue
            .in_flight
            .remove(place.expect("a Produce in flight has its batch"));
        batch.request = None;
        if error == KafkaError::None {
            queue.acknowledge(&batch);
            if !batch.expired {
                self.tell_stored(key.client(), &batch.orders, base_offset);
            }
            return;
        }
        if error.refreshes_metadata() || error == KafkaError::RequestTimedOut {
            self.world.client_mut(key.client()).wants_metadata = true;
        }
        if batch.expired {
            return;
        }
        if self.may_retry(key, partition, &batch, error) {
            self.report(Event::RetryScheduled(
                key.client(),
                partition,
                batch.orders[0],
                error,
            ));
            self.enqueue_again(key, partition, batch);
        } else {
            self.give_up(key, partition, &batch, error);
        }
    }

    /// `Sender.canRetry` and `TransactionManager.canRetry`. A real gap in the sequences asks for an epoch bump.
    fn may_retry(
        &mut self,
        key: EnvelopeKey,
        partition: PartitionId,
        batch: &ProducerBatch,
        error: KafkaError,
    ) -> bool {
        let config = self
            .scenario
            .client(key.client())
            .producer
            .as_ref()
            .expect("it has a producer");
        if u32::from(batch.attempts) >= config.retries {
            return false;
        }
        let Some((_, _, sequence)) = batch.identity else {
            return error.is_retriable();
        };
        if error != KafkaError::OutOfOrderSequenceNumber {
            return error.is_retriable();
        }
        let transactional = config.transactional_id.is_some();
        let queue = self.queue_mut(key.client(), partition);
        let overtook =
            !queue.unresolved && (batch.sequence_was_reset || !queue.is_next_sequence(sequence));
        if transactional {
            return overtook;
        }
        let follows_unresolved = queue.unresolved && sequence == queue.next_sequence;
        if !overtook && (!queue.unresolved || follows_unresolved) {
            queue.rewrite_sequences = true;
        }
        true
    }

    fn enqueue_again(
        &mut self,
        key: EnvelopeKey,
        partition: PartitionId,
        mut batch: ProducerBatch,
    ) {
        let retries = self
            .scenario
            .client(key.client())
            .producer
            .as_ref()
            .expect("it has a producer")
            .retries;
        // Counting stops at 1 where the limit is out of reach, or states would never repeat.
        let counted = if retries < u32::from(u8::MAX) {
            u8::MAX
        } else {
            1
        };
        batch.attempts = batch.attempts.saturating_add(1).min(counted);
        batch.ready = true;
        let queue = self.queue_mut(key.client(), partition);
        // With sequences a batch returns to its place, without it goes to the front (`RecordAccumulator.reenqueue`).
        let place = match batch.identity {
            None => 0,
            Some((_, _, sequence)) => {
                let before =
                    |b: &&ProducerBatch| b.identity.is_some_and(|(_, _, other)| other < sequence);
                queue.waiting.iter().take_while(before).count()
            }
        };
        queue.waiting.insert(place, batch);
        queue.backing_off = true;
    }

    fn give_up(
        &mut self,
        key: EnvelopeKey,
        partition: PartitionId,
        batch: &ProducerBatch,
        error: KafkaError,
    ) {
        if batch.identity.is_some() {
            self.queue_mut(key.client(), partition).rewrite_sequences = true;
        }
        self.tell_failed(key.client(), &batch.orders, ClientException::Broker(error));
        if self.world.manager(key.client()).is_none() {
            return;
        }
        match error {
            KafkaError::ProducerFenced | KafkaError::InvalidProducerIdMapping => {
                self.fail_for_good(key.client(), ClientException::Broker(error));
            }
            error if error.is_retriable() => {
                let abortable = ClientException::Broker(KafkaError::TransactionAbortable);
                self.fail_transaction(key.client(), abortable, true);
            }
            error => self.fail_transaction(key.client(), ClientException::Broker(error), true),
        }
    }
}

impl PartitionQueue {
    fn acknowledge(&mut self, batch: &ProducerBatch) {
        let Some((id, epoch, sequence)) = batch.identity else {
            return;
        };
        if self.identity == Some((id, epoch)) {
            let last = sequence.plus(batch.orders.len() - 1);
            self.last_acked_sequence = self.last_acked_sequence.max(Some(last));
        }
    }
}
