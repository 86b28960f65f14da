//! What applications do by themselves: the plain ones, and those that follow a plan because their steps depend on a
//! transaction (a shop with one transaction per order, a stream application).

use crate::action::Call;
use crate::ids::ClientId;
use crate::node::{
    Consumer, ManagerState, MemberState, Membership, OffsetCommitState, TransactionManager,
};
use crate::scenario::{CommitOrder, Driver, Scenario};
use crate::world::World;

impl Scenario {
    /// Whether an application acts by a plan with one next step: its producer is transactional, or it is a stream
    /// application (consume, transform, produce).
    pub(crate) fn has_plan(&self, client: ClientId) -> bool {
        let setup = self.client(client);
        setup.driver == Driver::Application
            && setup.producer.is_some()
            && (setup.consumer.is_some() || self.transactional_id(client).is_some())
    }
}

impl World {
    /// Whether an application that acts by a plan does something else next.
    pub(crate) fn is_out_of_turn(&self, scenario: &Scenario, client: ClientId, call: Call) -> bool {
        scenario.has_plan(client) && self.planned_call(scenario, client) != Some(call)
    }

    /// The next step of an application that acts by a plan; `None` while it waits, or has nothing to do.
    pub(crate) fn planned_call(&self, scenario: &Scenario, client: ClientId) -> Option<Call> {
        if !self.client(client).is_running() {
            return None;
        }
        if let Some(membership) = self.membership(client)
            && (membership.state == MemberState::Closed
                || membership.is_rebalancing() && !membership.aborts)
        {
            // poll() has not returned yet, or nothing is polled any more.
            return None;
        }
        match (&self.client(client).consumer, self.manager(client)) {
            (None, Some(manager)) => {
                let [ticked_off, stored] = self.outbox_calls(scenario, client);
                let relayed = || self.call_of_shop(scenario, client, manager);
                ticked_off.or_else(relayed).or(stored)
            }
            (Some(consumer), Some(manager)) => {
                self.call_in_transaction(scenario, client, consumer, manager)
            }
            (Some(consumer), None) => self.call_of_stream(scenario, client, consumer),
            (None, None) => None,
        }
    }

    /// One transaction for each order.
    fn call_of_shop(
        &self,
        scenario: &Scenario,
        client: ClientId,
        manager: &TransactionManager,
    ) -> Option<Call> {
        let shop = &self.client(client).shop;
        let next = shop.pending.front();
        let next = next.filter(|order| self.may_hand_over(scenario, client, **order));
        match manager.state {
            _ if manager.call.is_some() => None,
            ManagerState::Ready => next.map(|_| Call::BeginTransaction),
            ManagerState::InTransaction if shop.unconfirmed.is_empty() => {
                let order = *next?;
                Some(Call::Send(order, scenario.output_of(client, order)))
            }
            ManagerState::InTransaction => Some(Call::CommitTransaction),
            other => call_of_state(other),
        }
    }

    /// Read, transform, write, and tick the input off, all in one transaction for each poll.
    fn call_in_transaction(
        &self,
        scenario: &Scenario,
        client: ClientId,
        consumer: &Consumer,
        manager: &TransactionManager,
    ) -> Option<Call> {
        if manager.call.is_some() {
            return None;
        }
        let membership = self.membership(client);
        let must_join = membership.is_some_and(Membership::wants_poll);
        let aborts = membership.is_some_and(|membership| membership.aborts);
        match manager.state {
            ManagerState::InTransaction if aborts => Some(Call::AbortTransaction),
            ManagerState::FatalError => membership.map(|_| Call::Close),
            ManagerState::Ready | ManagerState::InTransaction if must_join => Some(Call::Poll),
            ManagerState::Ready if consumer.rewinds => Some(Call::SeekToCommitted),
            ManagerState::Ready if !consumer.polled.is_empty() => Some(Call::BeginTransaction),
            ManagerState::Ready => (!consumer.buffered.is_empty()).then_some(Call::Poll),
            ManagerState::InTransaction => {
                if let Some(record) = consumer.polled.front() {
                    let output = scenario.output_of(client, record.order);
                    return Some(Call::Send(record.order, output));
                }
                let config = scenario.client(client).consumer.as_ref()?;
                if let Some((partition, offset)) = membership.and_then(|m| m.kept_offsets.first()) {
                    let call = Call::SendOffsetsToTransaction(config.group, *partition, *offset);
                    return Some(call);
                }
                Some(match consumer.uncommitted() {
                    Some((place, offset)) => Call::SendOffsetsToTransaction(
                        config.group,
                        config.partitions[place],
                        offset,
                    ),
                    None => Call::CommitTransaction,
                })
            }
            other => call_of_state(other),
        }
    }

    /// Read, transform, write; the input is ticked off before or after that, with a commit of its own.
    fn call_of_stream(
        &self,
        scenario: &Scenario,
        client: ClientId,
        consumer: &Consumer,
    ) -> Option<Call> {
        let config = scenario.client(client).consumer.as_ref()?;
        let producer = self.client(client).producer.as_ref()?;
        let (is_idle, is_ticked_off) = (
            consumer.commit == OffsetCommitState::Idle,
            consumer.uncommitted().is_none(),
        );
        if consumer.rewinds {
            let settled = is_idle && !producer.has_incomplete_batches();
            return settled.then_some(Call::SeekToCommitted);
        }
        let send = || {
            let record = consumer.polled.front()?;
            let output = scenario.output_of(client, record.order);
            Some(Call::Send(record.order, output))
        };
        let membership = self.membership(client);
        let must_join = membership.is_some_and(Membership::wants_poll);
        let poll = || (must_join || !consumer.buffered.is_empty()).then_some(Call::Poll);
        match config.commit_order {
            _ if !is_idle => None,
            _ if membership.is_some_and(|m| m.commit_failed.is_some()) => {
                must_join.then_some(Call::Poll)
            }
            CommitOrder::BeforeProcessing if !is_ticked_off => Some(Call::CommitOffsets),
            CommitOrder::BeforeProcessing => send().or_else(poll),
            _ if !consumer.polled.is_empty() => send(),
            _ if is_ticked_off => poll(),
            _ => (!producer.has_incomplete_batches()).then_some(Call::CommitOffsets),
        }
    }
}

/// What a state asks for whatever the application is about.
fn call_of_state(state: ManagerState) -> Option<Call> {
    match state {
        ManagerState::Uninitialized => Some(Call::InitTransactions),
        ManagerState::AbortableError => Some(Call::AbortTransaction),
        _ => None,
    }
}

impl World {
    /// Whether poll() would make a member join its group, and the application is ready for it. One that reads and writes in
    /// transactions polls inside them too.
    pub(crate) fn may_poll_to_join(&self, scenario: &Scenario, client: ClientId) -> bool {
        let (Some(membership), Some(consumer)) =
            (self.membership(client), &self.client(client).consumer)
        else {
            return false;
        };
        if !self.client(client).is_running() || !membership.wants_poll() {
            return false;
        }
        let config = scenario.client(client).consumer.as_ref();
        let order = config.map(|config| config.commit_order);
        let is_done = consumer.polled.is_empty()
            && self.is_unoccupied(client)
            && (consumer.uncommitted().is_none() || order == Some(CommitOrder::Never));
        scenario.client(client).driver == Driver::Script
            || scenario.has_plan(client)
            || consumer.commit == OffsetCommitState::Idle
                && (is_done || membership.commit_failed.is_some())
    }

    fn application(
        &self,
        scenario: &Scenario,
        client: ClientId,
    ) -> Option<(&Consumer, Option<CommitOrder>)> {
        let setup = scenario.client(client);
        let config = setup.consumer.as_ref()?;
        // A script decides the order itself, and a stream application has a plan of its own.
        let is_plain = setup.driver == Driver::Application && !scenario.has_plan(client);
        let order = is_plain.then_some(config.commit_order);
        Some((self.client(client).consumer.as_ref()?, order))
            .filter(|_| self.client(client).is_running())
    }

    /// Whether poll() would return something and the application is ready for it.
    pub(crate) fn may_poll(&self, scenario: &Scenario, client: ClientId) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let done = consumer.polled.is_empty()
                    && self.is_unoccupied(client)
                    && consumer.commit == OffsetCommitState::Idle
                    && (consumer.uncommitted().is_none() || order == Some(CommitOrder::Never));
                !consumer.buffered.is_empty() && (order.is_none() || done)
            })
    }

    /// Whether the application can process a record now.
    pub(crate) fn may_process(&self, scenario: &Scenario, client: ClientId) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let ticked_off =
                    consumer.commit == OffsetCommitState::Idle && consumer.uncommitted().is_none();
                !consumer.polled.is_empty()
                    && self.is_unoccupied(client)
                    && (order != Some(CommitOrder::BeforeProcessing) || ticked_off)
            })
    }

    /// Whether the application can call commitSync() now.
    pub(crate) fn may_commit_offsets(&self, scenario: &Scenario, client: ClientId) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let due = match order {
                    Some(CommitOrder::AfterProcessing) => {
                        consumer.polled.is_empty() && self.is_unoccupied(client)
                    }
                    Some(CommitOrder::Never) => false,
                    _ => true,
                };
                let failed = self
                    .membership(client)
                    .is_some_and(|m| m.commit_failed.is_some());
                due && consumer.commit == OffsetCommitState::Idle
                    && consumer.uncommitted().is_some()
                    && (order.is_none() || !failed)
            })
    }
}
