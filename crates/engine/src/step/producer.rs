//! What an application asks of its producer, and the producer's own housekeeping of sequences.

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{ClientId, OrderId, PartitionId};
use crate::node::{ManagerState, PartitionQueue, Producer, ProducerBatch};
use crate::protocol::{ClientException, KafkaError};
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
            && self.scenario.is_shop(client)
            && self.world.client(client).shop.pending.front() != Some(&order)
        {
            return Err(NotEnabled("the shop hands over another order next"));
        }
        if setup.driver == Driver::Application
            && !self.world.may_hand_over(self.scenario, client, order)
        {
            return Err(NotEnabled(
                "the order is not in the outbox yet, or billing has not replied to the one before, or is down",
            ));
        }
        if order.index() >= self.scenario.orders.len()
            || partition.index() >= self.scenario.partitions.len()
        {
            return Err(NotEnabled("there is no such order or partition"));
        }
        let (full, eager) = (usize::from(config.batch_records_max), config.linger_ms == 0);
        self.check_send(client)?;
        self.note_sent(client, order);
        self.enter_transaction(client, order, partition);
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

    /// A transactional producer takes records only inside a transaction; in an error state they fail at once.
    fn check_send(&self, client: ClientId) -> Applied {
        match self.world.manager(client) {
            Some(manager)
                if manager.state != ManagerState::InTransaction && !manager.has_error() =>
            {
                Err(NotEnabled("no transaction is open"))
            }
            _ => Ok(()),
        }
    }

    /// A shop hands an order over; a stream application is done with one it has polled.
    fn note_sent(&mut self, client: ClientId, order: OrderId) {
        if self.scenario.is_shop(client) {
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
            self.note_taken(client, order);
        } else {
            let polled = &mut self.consumer_mut(client).polled;
            if polled.front().is_some_and(|record| record.order == order) {
                polled.pop_front();
            }
        }
        self.report(Event::OrderSent(client, order));
    }

    /// The partition joins the transaction. In an error state the callback is given the error; the record is in its batch by
    /// then (`KafkaProducer.doSend`), and is given up with it, by a second callback.
    fn enter_transaction(&mut self, client: ClientId, order: OrderId, partition: PartitionId) {
        let Some(manager) = self.world.manager(client) else {
            return;
        };
        if manager.has_error() {
            let error = manager.error.unwrap_or(ClientException::ErrorState);
            self.tell_failed(client, &[order].into(), error);
            return;
        }
        let known = manager.partitions.union(manager.adding);
        if !known.contains(partition) {
            let manager = self.manager_mut(client);
            manager.new_partitions = manager.new_partitions.with(partition);
        }
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
        let abortable = ClientException::Broker(KafkaError::TransactionAbortable);
        self.fail_transaction(client, abortable, true);
        Ok(())
    }

    pub(super) fn tell_failed(
        &mut self,
        client: ClientId,
        orders: &Arc<[OrderId]>,
        exception: ClientException,
    ) {
        let is_shop = self.scenario.is_shop(client);
        for order in orders.iter() {
            if is_shop {
                self.world.facts.edit().orders[order.index()]
                    .told_failed
                    .increment();
            }
            self.report(Event::ToldFailed(client, *order, exception));
        }
        if !is_shop && self.world.manager(client).is_none() {
            // Its output is missing, so its input must not be ticked off.
            self.consumer_mut(client).rewinds = true;
        }
        self.relay_failed(client, orders);
    }

    pub(super) fn tell_stored(
        &mut self,
        client: ClientId,
        orders: &Arc<[OrderId]>,
        base_offset: Option<crate::ids::Offset>,
    ) {
        // In a transaction the callback is not the last word: the shop waits for commitTransaction().
        let is_final = self.scenario.is_shop(client) && self.world.manager(client).is_none();
        for (index, order) in orders.iter().enumerate() {
            if is_final {
                self.world.facts.edit().orders[order.index()]
                    .told_stored
                    .increment();
                let shop = &mut self.world.client_mut(client).shop;
                shop.unconfirmed.retain(|kept| kept != order);
                self.note_relayed(client, *order);
            }
            self.report(Event::ToldStored(
                client,
                *order,
                base_offset.map(|base| base.plus(index)),
            ));
        }
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
}
