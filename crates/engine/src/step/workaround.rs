//! What applications do by themselves where Kafka's promise ends: inbox, outbox, idempotency key, lock-step. Storing,
//! ticking off and replying are steps of their own, so that a crash fits between.

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::action::Call;
use crate::event::{Event, EventSink};
use crate::facts::Count;
use crate::ids::{ClientId, OrderId};
use crate::node::ManagerState;
use crate::scenario::Scenario;
use crate::world::World;

impl World {
    fn is_charged(&self, order: OrderId) -> bool {
        self.facts.of(order).effects > Count::ZERO
    }

    /// Whether nothing of the last record is left to do but to commit its offset: no local transaction is open, and every
    /// reply is on its way.
    pub(crate) fn is_unoccupied(&self, client: ClientId) -> bool {
        self.local(client)
            .is_none_or(|local| local.open.is_none() && local.to_reply.is_empty())
    }

    /// What checkout may do for its outbox now: tick an order off, or else store the next one.
    pub(crate) fn outbox_calls(&self, scenario: &Scenario, client: ClientId) -> [Option<Call>; 2] {
        let Some(local) = self
            .local(client)
            .filter(|_| scenario.has_outbox(client) && self.client(client).is_running())
        else {
            return [None, None];
        };
        let pending = &self.client(client).shop.pending;
        let next = pending.iter().find(|order| !local.outbox.contains(order));
        let stored = next.filter(|order| self.is_in_step(scenario, client, **order));
        [
            local.relayed.first().copied().map(Call::TickOff),
            stored.copied().map(Call::StoreOrder),
        ]
    }

    /// What billing may do now besides Kafka: end its local transaction, or reply.
    pub(crate) fn billing_calls(&self, scenario: &Scenario, client: ClientId) -> [Option<Call>; 2] {
        let Some(local) = self
            .local(client)
            .filter(|_| scenario.charges(client) && self.client(client).is_running())
        else {
            return [None, None];
        };
        let due = local.to_reply.front().copied();
        let replied = due.filter(|order| {
            let shop = self.shop_that_waits(scenario, *order);
            shop.is_none_or(|shop| self.client(shop).is_running())
        });
        [local.open.map(Call::StoreEffect), replied.map(Call::Reply)]
    }

    /// Whether a shop may hand an order over: it is in the outbox, if there is one, and in step with billing.
    pub(crate) fn may_hand_over(
        &self,
        scenario: &Scenario,
        client: ClientId,
        order: OrderId,
    ) -> bool {
        let Some(local) = self.local(client) else {
            return true;
        };
        (!scenario.has_outbox(client) || local.outbox.contains(&order))
            && self.is_in_step(scenario, client, order)
    }

    /// In lock-step a shop takes an order only when billing has replied to the one before and is up. An order that was
    /// taken may always be sent again.
    fn is_in_step(&self, scenario: &Scenario, shop: ClientId, order: OrderId) -> bool {
        let Some(local) = self.local(shop).filter(|_| scenario.awaits_replies(shop)) else {
            return true;
        };
        let is_up =
            |billing: ClientId| scenario.replies(billing) && self.client(billing).is_running();
        local.unreplied.contains(&order)
            || local.unreplied.is_empty() && scenario.client_ids().any(is_up)
    }

    fn shop_that_waits(&self, scenario: &Scenario, order: OrderId) -> Option<ClientId> {
        let waits = |local: &crate::node::Local| local.unreplied.contains(&order);
        scenario
            .client_ids()
            .find(|client| self.local(*client).is_some_and(waits))
    }
}

impl<S: EventSink> Context<'_, S> {
    /// The order's row and its outgoing record are stored together, or neither is.
    pub(super) fn store_order(&mut self, client: ClientId, order: OrderId) -> Applied {
        let [_, stored] = self.world.outbox_calls(self.scenario, client);
        if stored != Some(Call::StoreOrder(order)) {
            return Err(NotEnabled(
                "the shop has no outbox, or stores another order next, or none yet",
            ));
        }
        self.world.local_mut(client).outbox.push(order);
        self.note_taken(client, order);
        self.report(Event::OrderStored(client, order));
        Ok(())
    }

    /// The relay forgets a record that is in the log.
    pub(super) fn tick_off(&mut self, client: ClientId, order: OrderId) -> Applied {
        let [ticked_off, _] = self.world.outbox_calls(self.scenario, client);
        if ticked_off != Some(Call::TickOff(order)) {
            return Err(NotEnabled(
                "the relay was not told that this order is stored, or ticks off another one next",
            ));
        }
        let local = self.world.local_mut(client);
        local.outbox.retain(|row| *row != order);
        local.relayed.retain(|row| *row != order);
        self.report(Event::OrderTickedOff(client, order));
        Ok(())
    }

    /// In lock-step a shop waits for the reply to every order that it has taken.
    pub(super) fn note_taken(&mut self, client: ClientId, order: OrderId) {
        if self.scenario.awaits_replies(client) {
            let unreplied = &self
                .world
                .local(client)
                .expect("it keeps something")
                .unreplied;
            if !unreplied.contains(&order) {
                self.world.local_mut(client).unreplied.push(order);
            }
        }
    }

    /// The relay was told that orders are stored in the log: they can be ticked off.
    pub(super) fn note_relayed(&mut self, client: ClientId, order: OrderId) {
        if !self.scenario.has_outbox(client) {
            return;
        }
        let local = self.world.local_mut(client);
        if local.outbox.contains(&order) && !local.relayed.contains(&order) {
            local.relayed.push(order);
        }
    }

    /// The relay was told that orders failed: it sends them again. In a transaction the abort hands them over again.
    pub(super) fn relay_failed(&mut self, client: ClientId, orders: &Arc<[OrderId]>) {
        if !self.scenario.has_outbox(client) || self.world.manager(client).is_some() {
            return;
        }
        let shop = &mut self.world.client_mut(client).shop;
        for order in orders.iter().rev() {
            if shop.unconfirmed.contains(order) && !shop.pending.contains(order) {
                shop.unconfirmed.retain(|kept| kept != order);
                shop.pending.push_front(*order);
            }
        }
    }

    /// A started relay sends everything that is not ticked off, in its old order.
    pub(super) fn relay_from_the_start(&mut self, client: ClientId) {
        if !self.scenario.has_outbox(client) {
            return;
        }
        let rows = self
            .world
            .local(client)
            .expect("it has an outbox")
            .outbox
            .clone();
        let pending = &mut self.world.client_mut(client).shop.pending;
        pending.retain(|order| !rows.contains(order));
        for order in rows.into_iter().rev() {
            pending.push_front(order);
        }
    }

    /// A local transaction with an order's number and its effect begins, unless the inbox has the number.
    pub(super) fn open_effect(&mut self, client: ClientId, order: OrderId) {
        if self.world.is_charged(order) {
            self.recognise(client, order);
        } else {
            self.world.local_mut(client).open = Some(order);
            self.report(Event::EffectOpened(client, order));
        }
    }

    /// The local transaction ends: number and effect are stored together. The number is unique, so that of two
    /// processes one is refused.
    pub(super) fn store_effect(&mut self, client: ClientId, order: OrderId) -> Applied {
        let [stored, _] = self.world.billing_calls(self.scenario, client);
        if stored != Some(Call::StoreEffect(order)) {
            return Err(NotEnabled("no local transaction of this order is open"));
        }
        self.world.local_mut(client).open = None;
        if self.world.is_charged(order) {
            self.recognise(client, order);
        } else {
            self.consumer_mut(client).polled.pop_front();
            self.report(Event::EffectStored(client, order));
            self.charge(client, order);
        }
        Ok(())
    }

    fn recognise(&mut self, client: ClientId, order: OrderId) {
        self.consumer_mut(client).polled.pop_front();
        self.report(Event::OrderRecognised(client, order));
        self.note_done(client, order);
    }

    /// The payment service is asked to charge. It ignores a number that it has charged, where it is given numbers.
    pub(super) fn charge(&mut self, client: ClientId, order: OrderId) {
        if self.scenario.workarounds.idempotency_key && self.world.is_charged(order) {
            self.report(Event::ChargeIgnored(client, order));
        } else {
            self.world.facts.edit().orders[order.index()]
                .effects
                .increment();
            self.report(Event::Charged(client, order));
        }
        self.note_done(client, order);
    }

    /// In lock-step the shop that waits for this order must be told.
    fn note_done(&mut self, client: ClientId, order: OrderId) {
        let waits = self.world.shop_that_waits(self.scenario, order).is_some();
        if self.scenario.replies(client) && waits {
            self.world.local_mut(client).to_reply.push_back(order);
        }
    }

    /// Billing replies. A reply says more than an ack, so the shop is done with the order.
    pub(super) fn reply(&mut self, client: ClientId, order: OrderId) -> Applied {
        let [_, replied] = self.world.billing_calls(self.scenario, client);
        if replied != Some(Call::Reply(order)) {
            return Err(NotEnabled(
                "there is no reply to give, or nobody who would hear it",
            ));
        }
        self.world.local_mut(client).to_reply.pop_front();
        if let Some(shop) = self.world.shop_that_waits(self.scenario, order) {
            let local = self.world.local_mut(shop);
            local.unreplied.retain(|taken| *taken != order);
            let in_transaction = |state| state == ManagerState::InTransaction;
            if !self
                .world
                .manager(shop)
                .is_some_and(|m| in_transaction(m.state))
            {
                let memory = &mut self.world.client_mut(shop).shop;
                memory.unconfirmed.retain(|kept| *kept != order);
                memory.pending.retain(|kept| *kept != order);
                self.note_relayed(shop, order);
            }
        }
        self.report(Event::Replied(client, order));
        Ok(())
    }
}
