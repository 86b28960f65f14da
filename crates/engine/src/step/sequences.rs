//! An idempotent producer's housekeeping of its sequences.

use super::Context;
use crate::event::{Event, EventSink};
use crate::few::sort_few;
use crate::ids::{ClientId, ProducerEpoch, ProducerId, Sequence};
use crate::node::{PartitionQueue, ProducerBatch};

impl<S: EventSink> Context<'_, S> {
    /// The sender thread's housekeeping before it sends: expired batches whose fate is unknown, and epoch bumps
    /// (`TransactionManager.maybeResolveSequences`, `bumpIdempotentEpochAndResetIdIfNeeded`).
    pub(super) fn settle_sequences(&mut self, client: ClientId) {
        let Some(producer) = &self.world.client(client).producer else {
            return;
        };
        let Some((id, epoch)) = producer.identity else {
            return;
        };
        let unsettled = |q: &PartitionQueue| q.rewrite_sequences || q.may_resolve();
        if !producer.queues.iter().any(unsettled) {
            return;
        }
        let is_transactional = self.world.manager(client).is_some();
        let mut has_gap = false;
        let producer = self.producer_mut(client);
        for queue in producer.queues.iter_mut().filter(|q| q.may_resolve()) {
            queue.unresolved = false;
            let gap = !queue.is_next_sequence(queue.next_sequence);
            has_gap |= gap;
            queue.rewrite_sequences |= gap && !is_transactional;
        }
        if is_transactional {
            if has_gap {
                self.abort_for_sequences(client);
            }
            return;
        }
        if !producer.queues.iter().any(|queue| queue.rewrite_sequences) {
            return;
        }
        let bumped = (id, ProducerEpoch(epoch.0.wrapping_add(1)));
        producer.identity = (epoch.0 < i16::MAX).then_some(bumped);
        if let Some(identity) = producer.identity {
            for queue in producer
                .queues
                .iter_mut()
                .filter(|queue| queue.rewrite_sequences)
            {
                queue.restart_sequences(identity);
            }
        }
        self.report(Event::EpochBumped(client));
    }
}

impl PartitionQueue {
    /// Whether a batch of unknown fate has nothing with a sequence behind it any more.
    fn may_resolve(&self) -> bool {
        self.unresolved && !self.has_unacknowledged_sequences()
    }

    /// Numbers from 0 under a new identity; batches that had a sequence get a new one in their old order.
    fn restart_sequences(&mut self, identity: (ProducerId, ProducerEpoch)) {
        self.rewrite_sequences = false;
        self.unresolved = false;
        self.identity = Some(identity);
        self.last_acked_sequence = None;
        let mut numbered: Vec<&mut ProducerBatch> = self
            .in_flight
            .iter_mut()
            .chain(&mut self.waiting)
            .filter(|b| b.identity.is_some() && !b.expired)
            .collect();
        sort_few(&mut numbered, |batch| {
            batch.identity.map(|(_, _, sequence)| sequence)
        });
        let mut next = Sequence(0);
        for batch in numbered {
            batch.identity = Some((identity.0, identity.1, next));
            batch.sequence_was_reset = true;
            next = next.plus(batch.orders.len());
        }
        self.next_sequence = next;
    }
}
