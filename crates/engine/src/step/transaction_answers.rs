//! What a transactional producer makes of coordinators' answers, of their absence, and of failed batches
//! (`TransactionManager.TxnRequestHandler`).

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{ClientId, NodeId, PartitionSet};
use crate::log::TransactionResult;
use crate::node::{Coordinator, ManagerState, OffsetInTransaction};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    Api, ClientException, CoordinatorKey, EnvelopeKey, KafkaError, Response, Subject,
};
use crate::scenario::Driver;
use crate::world::World;

const FENCED: ClientException = ClientException::Broker(KafkaError::ProducerFenced);

impl World {
    /// Whether this is the request to a coordinator that a transactional producer waits for.
    pub(super) fn is_transaction_request(&self, key: EnvelopeKey) -> bool {
        let NodeId::Client(client) = key.sender else {
            return false;
        };
        self.manager(client)
            .is_some_and(|manager| manager.request == Some(key))
    }
}

impl<S: EventSink> Context<'_, S> {
    /// The connection broke or the request timed out: after retry.backoff.ms (`TxnRequestHandler.reenqueue`) the coordinator is
    /// looked up again, and the same is sent again.
    pub(super) fn transaction_request_failed(&mut self, key: EnvelopeKey) {
        needs(TRANSACTIONS);
        let client = key.client();
        self.manager_mut(client).request = None;
        self.manager_mut(client).backing_off = true;
        if key.api != Api::FindCoordinator {
            let of = self.coordinator_of(key);
            self.forget_coordinator(client, of);
        }
    }

    /// Whose coordinator a request went to.
    fn coordinator_of(&self, key: EnvelopeKey) -> CoordinatorKey {
        match key.subject {
            Subject::Committed { group, .. } => CoordinatorKey::Group(group),
            _ => CoordinatorKey::Transaction(
                self.scenario
                    .transactional_id(key.client())
                    .expect("it is transactional"),
            ),
        }
    }

    pub(super) fn transaction_request_answered(&mut self, key: EnvelopeKey, response: &Response) {
        needs(TRANSACTIONS);
        let client = key.client();
        self.manager_mut(client).request = None;
        match response {
            Response::FindCoordinator { error, coordinator } => {
                let found = coordinator.filter(|_| *error == KafkaError::None);
                let manager = self.manager_mut(client);
                let known = found.map_or(Coordinator::Unknown, Coordinator::Known);
                manager.backing_off = found.is_none();
                match key.subject {
                    Subject::Group(_) => manager.group_coordinator = known,
                    _ => manager.coordinator = known,
                }
            }
            Response::InitProducerId {
                error: KafkaError::None,
                identity,
            } => {
                self.producer_mut(client).identity = *identity;
                self.manager_mut(client).wants_identity = false;
                self.move_manager(client, ManagerState::Ready, None);
                self.return_call(client, None);
            }
            Response::AddPartitionsToTxn {
                error: KafkaError::None,
            } => {
                let manager = self.manager_mut(client);
                manager.partitions = manager.partitions.union(manager.adding);
                manager.adding = PartitionSet::EMPTY;
                manager.started = true;
            }
            Response::AddOffsetsToTxn {
                error: KafkaError::None,
            } => {
                let manager = self.manager_mut(client);
                manager.started = true;
                if let Some(offsets) = &mut manager.offsets {
                    offsets.added = true;
                }
            }
            Response::TxnOffsetCommit {
                error: KafkaError::None,
            } => self.offsets_are_in(client),
            Response::EndTxn {
                error: KafkaError::None,
            } => self.transaction_ended(client),
            refused => self.transaction_request_refused(key, refused.digest().error),
        }
    }

    fn transaction_request_refused(&mut self, key: EnvelopeKey, error: KafkaError) {
        let client = key.client();
        match error {
            KafkaError::NotCoordinator
            | KafkaError::CoordinatorNotAvailable
            | KafkaError::RequestTimedOut => {
                let of = self.coordinator_of(key);
                self.forget_coordinator(client, of);
                self.manager_mut(client).backing_off = true;
            }
            KafkaError::CoordinatorLoadInProgress
            | KafkaError::ConcurrentTransactions
            | KafkaError::UnknownTopicOrPartition => self.manager_mut(client).backing_off = true,
            KafkaError::InvalidProducerEpoch | KafkaError::ProducerFenced => {
                self.fail_for_good(client, FENCED);
            }
            KafkaError::UnknownMemberId | KafkaError::IllegalGeneration
                if key.api == Api::TxnOffsetCommit =>
            {
                self.fail_transaction(client, ClientException::CommitFailed, false);
            }
            KafkaError::TransactionAbortable => {
                self.fail_transaction(client, ClientException::Broker(error), false);
            }
            _ => self.fail_for_good(client, ClientException::Broker(error)),
        }
    }

    pub(super) fn ask_transaction_again(&mut self, client: ClientId) -> Applied {
        needs(TRANSACTIONS);
        if !self.world.manager(client).is_some_and(|m| m.backing_off) {
            return Err(NotEnabled(
                "this producer does not wait to ask a coordinator again",
            ));
        }
        self.manager_mut(client).backing_off = false;
        Ok(())
    }

    fn offsets_are_in(&mut self, client: ClientId) {
        let sent = self.manager_mut(client).offsets.take();
        if let Some(OffsetInTransaction {
            partition, offset, ..
        }) = sent
            && let Some(config) = &self.scenario.client(client).consumer
            && let Some(place) = config.partitions.iter().position(|p| *p == partition)
        {
            // As far as this process is concerned; after an abort it asks the group's coordinator anew.
            self.consumer_mut(client).committed[place] = Some(offset);
            if self.world.membership(client).is_some() {
                let kept = &mut self.membership_mut(client).kept_offsets;
                kept.retain(|(of, _)| *of != partition);
            }
        }
        self.return_call(client, None);
    }

    /// EndTxn was acknowledged, or was not needed (`completeTransaction`).
    pub(super) fn transaction_ended(&mut self, client: ClientId) {
        if self.world.membership(client).is_some() {
            let membership = self.membership_mut(client);
            membership.aborts = false;
            membership.kept_offsets.clear();
        }
        let manager = self.manager_mut(client);
        let result = manager.ending.take();
        let bumps = std::mem::take(&mut manager.epoch_bump_required);
        manager.started = false;
        manager.new_partitions = PartitionSet::EMPTY;
        manager.adding = PartitionSet::EMPTY;
        manager.partitions = PartitionSet::EMPTY;
        manager.wants_identity = bumps;
        if result == Some(TransactionResult::Commit) {
            self.tell_committed(client);
        } else {
            self.take_back(client);
        }
        if bumps {
            self.move_manager(client, ManagerState::Initializing, None);
        } else {
            self.move_manager(client, ManagerState::Ready, None);
            self.return_call(client, None);
        }
    }

    /// The shop learns that its orders are committed.
    fn tell_committed(&mut self, client: ClientId) {
        if !self.scenario.is_shop(client) {
            return;
        }
        let shop = &mut self.world.client_mut(client).shop;
        let committed = std::mem::take(&mut shop.unconfirmed);
        for order in committed {
            self.world.facts.edit().orders[order.index()]
                .told_stored
                .increment();
            self.report(Event::ToldCommitted(client, order));
            self.note_relayed(client, order);
        }
    }

    /// After an abort a shop hands its orders over again, and a stream application reads its input again.
    fn take_back(&mut self, client: ClientId) {
        let setup = self.scenario.client(client);
        if setup.driver != Driver::Application {
            return;
        }
        if setup.consumer.is_some() {
            self.consumer_mut(client).rewinds = true;
        }
        if self.scenario.is_shop(client) {
            self.world.client_mut(client).shop.hand_over_again();
        }
    }

    /// A batch failed or an answer says so: the transaction must be aborted. Protocol V1 asks for a higher epoch after the
    /// abort when a batch failed (`maybeTransitionToErrorState`).
    pub(super) fn fail_transaction(
        &mut self,
        client: ClientId,
        error: ClientException,
        bumps: bool,
    ) {
        let Some(manager) = self.world.manager(client) else {
            return;
        };
        if manager.state == ManagerState::FatalError {
            return;
        }
        let is_ending = manager.ending.is_some();
        if manager.state == ManagerState::AbortingTransaction {
            return;
        }
        let manager = self.manager_mut(client);
        manager.epoch_bump_required |= bumps && !is_ending;
        manager.ending = None;
        manager.offsets = None;
        self.move_manager(client, ManagerState::AbortableError, Some(error));
        self.return_call(client, Some(error));
    }

    /// It is unknown which sequences were used: a transactional producer asks its coordinator for a higher epoch once it has
    /// aborted, also where it was committing (`transitionToAbortableErrorOrFatalError`).
    pub(super) fn abort_for_sequences(&mut self, client: ClientId) {
        needs(TRANSACTIONS);
        let abortable = ClientException::Broker(KafkaError::TransactionAbortable);
        self.fail_transaction(client, abortable, false);
        let manager = self.manager_mut(client);
        manager.epoch_bump_required = manager.state != ManagerState::FatalError;
    }

    /// Nothing helps any more (`transitionToFatalError`): every batch fails, every call throws.
    pub(super) fn fail_for_good(&mut self, client: ClientId, error: ClientException) {
        let manager = self.manager_mut(client);
        manager.ending = None;
        manager.offsets = None;
        self.move_manager(client, ManagerState::FatalError, Some(error));
        self.return_call(client, Some(error));
        self.drop_batches(client, error, true);
    }
}
