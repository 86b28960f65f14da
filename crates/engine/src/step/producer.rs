//! What an application asks of its producer, and the producer's own housekeeping of sequences.

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::few::sort_few;
use crate::ids::{ClientId, OrderId, PartitionId, ProducerEpoch, Sequence};
use crate::node::{PartitionQueue, Producer, ProducerBatch};
use crate::protocol::ClientException;
use crate::scenario::Driver;

impl<S: EventSink> Context<'_, S> {
    pub(super) fn producer_mut(&mut self, client: ClientId) -> &mut Producer {
        self.world
            .client_mut(client)
            .producer
            .as_mut()
            .expect("this client has a producer")
    }

    pub(super) fn queue_mut(
        &mut self,
        client: ClientId,
        partition: PartitionId,
    ) -> &mut PartitionQueue {
        &mut self.producer_mut(client).queues[partition.index()]
    }

    /// The shop takes one more order, whether or not its process is up.
    pub(super) fn take_order(&mut self, client: ClientId, order: OrderId) -> Applied {
        let known = order.index() < self.scenario.orders.len()
            && self.scenario.client(client).producer.is_some();
        let shop = &self.world.client(client).shop;
        let taken = shop.pending.contains(&order)
            || self
                .world
                .facts
                .orders
                .get(order.index())
                .is_none_or(|f| f.sent.get() > 0);
        if !known || taken {
            return Err(NotEnabled(
                "this order was taken already, or does not exist",
            ));
        }
        self.world.client_mut(client).shop.pending.push_back(order);
        self.report(Event::OrderTaken(client, order));
        Ok(())
    }

    /// The application calls send(): the record joins the batch that is filling, or opens a new one.
    pub(super) fn send(
        &mut self,
        client: ClientId,
        order: OrderId,
        partition: PartitionId,
    ) -> Applied {
        let setup = self.scenario.client(client);
        let Some(config) = &setup.producer else {
            return Err(NotEnabled("this client has no producer"));
        };
        if setup.driver == Driver::Application
            && self.world.client(client).shop.pending.front() != Some(&order)
        {
            return Err(NotEnabled("the shop hands over another order next"));
        }
        if order.index() >= self.scenario.orders.len()
            || partition.index() >= self.scenario.partitions.len()
        {
            return Err(NotEnabled("there is no such order or partition"));
        }
        let (full, eager) = (usize::from(config.batch_records_max), config.linger_ms == 0);
        let shop = &mut self.world.client_mut(client).shop;
        if shop.pending.front() == Some(&order) {
            shop.pending.pop_front();
        }
        if !shop.unconfirmed.contains(&order) {
            shop.unconfirmed.push(order);
        }
        self.world.facts.edit().orders[order.index()]
            .sent
            .increment();
        self.report(Event::OrderSent(client, order));
        let queue = self.queue_mut(client, partition);
        let filling = queue.waiting.back_mut().filter(|batch| {
            batch.identity.is_none() && batch.attempts == 0 && batch.orders.len() < full
        });
        if let Some(batch) = filling {
            batch.orders = batch.orders.iter().copied().chain([order]).collect();
            batch.ready |= batch.orders.len() == full;
        } else {
            let twin = queue.free_twin(order);
            queue
                .waiting
                .push_back(ProducerBatch::new(order, twin, eager || full == 1));
        }
        Ok(())
    }

    /// The application calls flush(): what is filling is ready.
    pub(super) fn flush_producer(&mut self, client: ClientId) -> Applied {
        if self.scenario.client(client).producer.is_none() {
            return Err(NotEnabled("this client has no producer"));
        }
        for queue in &mut self.producer_mut(client).queues {
            for batch in &mut queue.waiting {
                batch.ready = true;
            }
        }
        Ok(())
    }

    /// linger.ms is over.
    pub(super) fn end_linger(&mut self, client: ClientId, partition: PartitionId) -> Applied {
        if !self.world.lingers(client, partition) {
            return Err(NotEnabled("no batch lingers there"));
        }
        self.queue_mut(client, partition).waiting[0].ready = true;
        Ok(())
    }

    /// retry.backoff.ms is over.
    pub(super) fn end_backoff(&mut self, client: ClientId, partition: PartitionId) -> Applied {
        let waits = self
            .world
            .client(client)
            .producer
            .as_ref()
            .is_some_and(|p| p.queues[partition.index()].backing_off);
        if !waits {
            return Err(NotEnabled("no batch waits to be sent again there"));
        }
        self.queue_mut(client, partition).backing_off = false;
        Ok(())
    }

    /// delivery.timeout.ms is over: the application is told, whatever became of the batch (`Sender.failExpiredBatches`).
    pub(super) fn expire(
        &mut self,
        client: ClientId,
        partition: PartitionId,
        first: OrderId,
        twin: u8,
    ) -> Applied {
        let named = |batch: &ProducerBatch| {
            batch.orders[0] == first && batch.twin == twin && !batch.expired
        };
        let Some(producer) = &self.world.client(client).producer else {
            return Err(NotEnabled("this client has no producer"));
        };
        let queue = &producer.queues[partition.index()];
        let expired = if let Some(place) = queue.waiting.iter().position(named) {
            let queue = self.queue_mut(client, partition);
            queue.backing_off &= place > 0;
            queue.waiting.remove(place).expect("found above")
        } else if let Some(place) = queue.in_flight.iter().position(named) {
            let batch = &mut self.queue_mut(client, partition).in_flight[place];
            batch.expired = true;
            batch.clone()
        } else {
            return Err(NotEnabled("there is no such batch"));
        };
        if expired.identity.is_some() && expired.attempts > 0 {
            self.queue_mut(client, partition).unresolved = true;
        }
        self.tell_failed(client, &expired.orders, ClientException::Timeout);
        Ok(())
    }

    pub(super) fn tell_failed(
        &mut self,
        client: ClientId,
        orders: &Arc<[OrderId]>,
        exception: ClientException,
    ) {
        for order in orders.iter() {
            self.world.facts.edit().orders[order.index()]
                .told_failed
                .increment();
            self.report(Event::ToldFailed(client, *order, exception));
        }
    }

    pub(super) fn tell_stored(
        &mut self,
        client: ClientId,
        orders: &Arc<[OrderId]>,
        base_offset: Option<crate::ids::Offset>,
    ) {
        for (index, order) in orders.iter().enumerate() {
            self.world.facts.edit().orders[order.index()]
                .told_stored
                .increment();
            self.world
                .client_mut(client)
                .shop
                .unconfirmed
                .retain(|kept| kept != order);
            self.report(Event::ToldStored(
                client,
                *order,
                base_offset.map(|base| base.plus(index)),
            ));
        }
    }

    /// The sender thread's housekeeping before it sends: expired batches whose fate is unknown, and epoch bumps
    /// (`TransactionManager.maybeResolveSequences`, `bumpIdempotentEpochAndResetIdIfNeeded`).
    pub(super) fn settle_sequences(&mut self, client: ClientId) {
        let Some(producer) = &self.world.client(client).producer else {
            return;
        };
        let Some((id, epoch)) = producer.identity else {
            return;
        };
        let unsettled = |q: &PartitionQueue| {
            q.rewrite_sequences || q.unresolved && !q.has_unacknowledged_sequences()
        };
        if !producer.queues.iter().any(unsettled) {
            return;
        }
        let producer = self.producer_mut(client);
        for queue in producer
            .queues
            .iter_mut()
            .filter(|q| q.unresolved && !q.has_unacknowledged_sequences())
        {
            queue.unresolved = false;
            queue.rewrite_sequences |= !queue.is_next_sequence(queue.next_sequence);
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

impl ProducerBatch {
    fn new(order: OrderId, twin: u8, ready: bool) -> ProducerBatch {
        ProducerBatch {
            orders: [order].into(),
            twin,
            identity: None,
            sequence_was_reset: false,
            ready,
            attempts: 0,
            request: None,
            expired: false,
        }
    }
}

impl PartitionQueue {
    fn free_twin(&self, order: OrderId) -> u8 {
        let taken = |twin: u8| {
            self.batches()
                .any(|batch| batch.orders[0] == order && batch.twin == twin)
        };
        (0..=u8::MAX)
            .find(|twin| !taken(*twin))
            .expect("few batches of one order")
    }

    /// Numbers from 0 under a new identity; batches that had a sequence get a new one in their old order.
    fn restart_sequences(&mut self, identity: (crate::ids::ProducerId, ProducerEpoch)) {
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
