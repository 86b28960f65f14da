//! What an application asks of its transactional producer.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{ClientId, GroupId, Offset, PartitionId};
use crate::log::TransactionResult;
use crate::node::{
    Consumer, ManagerState, OffsetInTransaction, Position, TransactionCall, TransactionManager,
};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{ClientException, GroupMetadata, KafkaError};

const NOT_TRANSACTIONAL: NotEnabled = NotEnabled("this client's producer has no transactional.id");
const WRONG_STATE: NotEnabled = NotEnabled("the producer is in another state");

impl<S: EventSink> Context<'_, S> {
    pub(super) fn manager_mut(&mut self, client: ClientId) -> &mut TransactionManager {
        self.world.managers[client.index()]
            .edit()
            .as_mut()
            .expect("this client's producer is transactional")
    }

    /// The state in which a call finds the producer. A call in an error state throws at once; `None` says that it did.
    fn state_for(
        &mut self,
        client: ClientId,
        call: TransactionCall,
    ) -> Result<Option<ManagerState>, NotEnabled> {
        let manager = self.world.manager(client).ok_or(NOT_TRANSACTIONAL)?;
        if manager.call.is_some() {
            return Err(NotEnabled("another call has not returned yet"));
        }
        let state = manager.state;
        let may_abort =
            state == ManagerState::AbortableError && call == TransactionCall::AbortTransaction;
        if manager.has_error() && !may_abort {
            let thrown = manager.error.map(at_the_api);
            let manager = self.manager_mut(client);
            manager.call = Some(call);
            self.return_call(client, thrown);
            return Ok(None);
        }
        Ok(Some(state))
    }

    pub(super) fn init_transactions(&mut self, client: ClientId) -> Applied {
        needs(TRANSACTIONS);
        match self.state_for(client, TransactionCall::InitTransactions)? {
            None => Ok(()),
            Some(ManagerState::Uninitialized) => {
                let manager = self.manager_mut(client);
                manager.wants_identity = true;
                manager.call = Some(TransactionCall::InitTransactions);
                self.move_manager(client, ManagerState::Initializing, None);
                Ok(())
            }
            Some(_) => Err(WRONG_STATE),
        }
    }

    pub(super) fn begin_transaction(&mut self, client: ClientId) -> Applied {
        needs(TRANSACTIONS);
        match self.state_for(client, TransactionCall::BeginTransaction)? {
            None => Ok(()),
            Some(ManagerState::Ready) => {
                self.move_manager(client, ManagerState::InTransaction, None);
                self.manager_mut(client).call = Some(TransactionCall::BeginTransaction);
                self.return_call(client, None);
                Ok(())
            }
            Some(_) => Err(WRONG_STATE),
        }
    }

    pub(super) fn send_offsets_to_transaction(
        &mut self,
        client: ClientId,
        group: GroupId,
        partition: PartitionId,
        offset: Offset,
    ) -> Applied {
        needs(TRANSACTIONS);
        let exists = usize::from(group.0) < self.scenario.groups.len()
            && partition.index() < self.scenario.partitions.len();
        if !exists {
            return Err(NotEnabled("there is no such group or partition"));
        }
        match self.state_for(client, TransactionCall::SendOffsetsToTransaction)? {
            None => Ok(()),
            Some(ManagerState::InTransaction) => {
                let metadata = self.metadata_to_send(client);
                let manager = self.manager_mut(client);
                manager.call = Some(TransactionCall::SendOffsetsToTransaction);
                manager.offsets = Some(OffsetInTransaction {
                    group,
                    partition,
                    offset,
                    metadata,
                    added: false,
                });
                Ok(())
            }
            Some(_) => Err(WRONG_STATE),
        }
    }

    /// groupMetadata(), as the application gives it to sendOffsetsToTransaction(): of the generation last joined.
    fn metadata_to_send(&self, client: ClientId) -> GroupMetadata {
        let settings = self.scenario.group_settings(client);
        let membership = self.world.membership(client);
        membership
            .filter(|_| settings.is_some_and(|settings| settings.sends_group_metadata))
            .map_or(GroupMetadata::NONE, |membership| membership.metadata)
    }

    /// commitTransaction() flushes first; abortTransaction() gives up what was not sent.
    pub(super) fn end_transaction(
        &mut self,
        client: ClientId,
        result: TransactionResult,
    ) -> Applied {
        needs(TRANSACTIONS);
        let (call, next) = match result {
            TransactionResult::Commit => (
                TransactionCall::CommitTransaction,
                ManagerState::CommittingTransaction,
            ),
            TransactionResult::Abort => (
                TransactionCall::AbortTransaction,
                ManagerState::AbortingTransaction,
            ),
        };
        match self.state_for(client, call)? {
            None => return Ok(()),
            Some(ManagerState::InTransaction | ManagerState::AbortableError) => {}
            Some(_) => return Err(WRONG_STATE),
        }
        self.flush_producer(client)?;
        let manager = self.manager_mut(client);
        manager.ending = Some(result);
        manager.call = Some(call);
        self.move_manager(client, next, None);
        Ok(())
    }

    /// The application lets its consumer go back, as it must after an abort: records it was given come again.
    pub(super) fn seek_to_committed(&mut self, client: ClientId) -> Applied {
        needs(TRANSACTIONS);
        let Some(consumer) = &self.world.client(client).consumer else {
            return Err(NotEnabled("this client has no consumer"));
        };
        let fresh = Consumer::new(consumer.positions.len());
        if consumer.positions.contains(&Position::Unknown) && !consumer.rewinds {
            return Err(NotEnabled(
                "the consumer asks for the committed offsets already",
            ));
        }
        let consumer = self.consumer_mut(client);
        // A Fetch that is under way brings records of a position that is none any more.
        *consumer = Consumer {
            coordinator: consumer.coordinator,
            commit: consumer.commit,
            ..fresh
        };
        self.unset_positions(client);
        self.report(Event::SoughtToCommitted(client));
        Ok(())
    }

    /// A call returns, or throws.
    pub(super) fn return_call(&mut self, client: ClientId, thrown: Option<ClientException>) {
        let manager = self.manager_mut(client);
        let Some(call) = manager.call.take() else {
            return;
        };
        manager.returned = Some((call, thrown));
        self.report(Event::CallReturned(client, call, thrown));
    }

    pub(super) fn move_manager(
        &mut self,
        client: ClientId,
        state: ManagerState,
        error: Option<ClientException>,
    ) {
        let manager = self.manager_mut(client);
        manager.error = error;
        manager.state = state;
        self.report(Event::ManagerMoved(client, state));
    }
}

/// What a later call throws: two exceptions keep their class, the others are wrapped (`maybeFailWithError`).
fn at_the_api(error: ClientException) -> ClientException {
    match error {
        ClientException::Broker(KafkaError::ProducerFenced | KafkaError::InvalidProducerEpoch) => {
            error
        }
        _ => ClientException::ErrorState,
    }
}
