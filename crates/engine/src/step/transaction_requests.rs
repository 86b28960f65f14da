//! What a transaction coordinator answers (`TransactionCoordinator`, protocol V1).

use super::Context;
use crate::event::EventSink;
use crate::ids::{BrokerId, PartitionId, PartitionSet, ProducerEpoch, ProducerId, TransactionalId};
use crate::log::{TransactionResult, TransactionState};
use crate::node::{TransactionMetadata, TransitionCause};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    EnvelopeKey, InitTransaction, KafkaError, Request, Response, TransactionOwner,
};
use crate::scenario::TRANSACTION_TIMEOUT_MAX_MS;
use crate::world::World;

/// From this epoch on an id gets a new producer id instead of a higher epoch (`isProducerEpochExhausted`).
const LAST_EPOCH: ProducerEpoch = ProducerEpoch(i16::MAX - 1);

/// A change that a coordinator has decided on.
pub(super) struct Decision {
    pub(super) after: TransactionMetadata,
    pub(super) cause: TransitionCause,
}

impl<S: EventSink> Context<'_, S> {
    /// Carries out a request to the transaction coordinator inside this broker.
    pub(super) fn coordinate(&mut self, key: EnvelopeKey, answerable: bool, request: &Request) {
        needs(TRANSACTIONS);
        let id = match request {
            Request::InitProducerId {
                transaction: Some(transaction),
            } => transaction.id,
            Request::AddPartitionsToTxn { owner, .. }
            | Request::AddOffsetsToTxn { owner, .. }
            | Request::EndTxn { owner, .. } => owner.id,
            _ => panic!("this is no request to a transaction coordinator"),
        };
        let decided = self.decide(key.broker, id, request);
        match decided {
            Ok(Some(decision)) => self.begin_transition(id, decision, key, answerable),
            Ok(None) => {
                let response = Response::refusal(key.api, KafkaError::None, request);
                self.answer(key, answerable, response);
            }
            Err(error) => {
                let response = Response::refusal(key.api, error, request);
                self.answer(key, answerable, response);
            }
        }
    }

    /// The change that a request asks for; `None` when there is nothing to change and the answer is NONE.
    fn decide(
        &mut self,
        broker: BrokerId,
        id: TransactionalId,
        request: &Request,
    ) -> Result<Option<Decision>, KafkaError> {
        match request {
            Request::InitProducerId {
                transaction: Some(transaction),
            } => self.decide_identity(broker, *transaction).map(Some),
            Request::AddPartitionsToTxn {
                owner,
                partitions,
                verify_only: true,
            } => self
                .decide_verification(broker, *owner, *partitions)
                .map(|()| None),
            Request::AddPartitionsToTxn {
                owner, partitions, ..
            } => self.decide_addition(broker, *owner, *partitions),
            Request::AddOffsetsToTxn { owner, group } => {
                let log = self
                    .scenario
                    .offsets_partition(*group)
                    .expect("validated: every group has its partition");
                self.decide_addition(broker, *owner, PartitionSet::of(log))
            }
            Request::EndTxn { owner, result } => self.decide_end(broker, *owner, *result),
            _ => panic!("this changes nothing of {id:?}"),
        }
    }

    fn known(
        &self,
        broker: BrokerId,
        id: TransactionalId,
    ) -> Result<Option<TransactionMetadata>, KafkaError> {
        let log = self
            .scenario
            .transaction_partition(id)
            .expect("validated: every transactional id has its partition");
        if !self.world.broker(broker).leads(log) {
            return Err(KafkaError::NotCoordinator);
        }
        if !self.world.has_loaded(broker, log) {
            return Err(KafkaError::CoordinatorLoadInProgress);
        }
        Ok(self
            .world
            .coordinator(broker)
            .transactions
            .get(&id)
            .copied())
    }

    /// `handleInitProducerId`, `prepareInitProducerIdTransit`
    fn decide_identity(
        &mut self,
        broker: BrokerId,
        asked: InitTransaction,
    ) -> Result<Decision, KafkaError> {
        if !(1..=TRANSACTION_TIMEOUT_MAX_MS).contains(&asked.timeout_ms) {
            return Err(KafkaError::InvalidTransactionTimeout);
        }
        let known = match self.known(broker, asked.id)? {
            Some(known) => known,
            None => {
                let created = TransactionMetadata::new(self.give_producer_id(), asked.timeout_ms);
                let memory = self.world.coordinator_mut(broker);
                memory.transactions.insert(asked.id, created);
                created
            }
        };
        if known.pending.is_some() {
            return Err(KafkaError::ConcurrentTransactions);
        }
        if asked
            .current
            .is_some_and(|current| !accepts(&known, current))
        {
            return Err(KafkaError::ProducerFenced);
        }
        match known.state {
            TransactionState::PrepareCommit | TransactionState::PrepareAbort => {
                Err(KafkaError::ConcurrentTransactions)
            }
            TransactionState::Ongoing => Ok(self.decide_fence(broker, asked.id, known)),
            _ => self.decide_epoch(known, asked),
        }
    }

    /// `prepareIncrementProducerEpoch`, `prepareProducerIdRotation`
    fn decide_epoch(
        &mut self,
        known: TransactionMetadata,
        asked: InitTransaction,
    ) -> Result<Decision, KafkaError> {
        let given = asked.current.map(|(_, epoch)| epoch);
        let mut after = TransactionMetadata {
            timeout_ms: asked.timeout_ms,
            state: TransactionState::Empty,
            partitions: PartitionSet::EMPTY,
            start_timestamp_set: false,
            ..known
        };
        if known.producer_epoch >= LAST_EPOCH
            && given.is_none_or(|epoch| epoch == known.producer_epoch)
        {
            after.previous_producer_id = Some(known.producer_id);
            after.producer_id = self.give_producer_id();
            after.producer_epoch = ProducerEpoch(0);
            after.last_producer_epoch = given.map(|_| known.producer_epoch);
        } else {
            let raised = ProducerEpoch(known.producer_epoch.0 + 1);
            (after.producer_epoch, after.last_producer_epoch) = match given {
                None => (raised, None),
                Some(_) if known.producer_epoch == ProducerEpoch(-1) => (raised, None),
                Some(epoch) if epoch == known.producer_epoch => (raised, Some(epoch)),
                Some(epoch) if Some(epoch) == known.last_producer_epoch => {
                    (known.producer_epoch, known.last_producer_epoch)
                }
                Some(_) => return Err(KafkaError::ProducerFenced),
            };
        }
        Ok(Decision {
            after,
            cause: TransitionCause::InitProducerId,
        })
    }

    /// Takes an open transaction over: it will be aborted with a higher epoch. Memory has the epoch before the log does
    /// (`prepareFenceProducerEpoch`).
    pub(super) fn decide_fence(
        &mut self,
        broker: BrokerId,
        id: TransactionalId,
        known: TransactionMetadata,
    ) -> Decision {
        let raised = if known.has_failed_epoch_fence {
            known.producer_epoch
        } else {
            ProducerEpoch(known.producer_epoch.0 + 1)
        };
        let fenced = TransactionMetadata {
            producer_epoch: raised,
            last_producer_epoch: None,
            ..known
        };
        let memory = self.world.coordinator_mut(broker);
        memory.transactions.insert(id, fenced);
        Decision {
            after: TransactionMetadata {
                state: TransactionState::PrepareAbort,
                has_failed_epoch_fence: false,
                ..fenced
            },
            cause: TransitionCause::Fence,
        }
    }

    /// `handleAddPartitionsToTransaction`
    fn decide_addition(
        &self,
        broker: BrokerId,
        owner: TransactionOwner,
        partitions: PartitionSet,
    ) -> Result<Option<Decision>, KafkaError> {
        let known = self
            .known(broker, owner.id)?
            .ok_or(KafkaError::InvalidProducerIdMapping)?;
        if known.pending.is_some() {
            return Err(KafkaError::ConcurrentTransactions);
        }
        self.check_owner(&known, owner)?;
        if known.state.prepared().is_some() {
            return Err(KafkaError::ConcurrentTransactions);
        }
        let is_ongoing = known.state == TransactionState::Ongoing;
        if is_ongoing && partitions.minus(known.partitions).is_empty() {
            return Ok(None);
        }
        let before = if is_ongoing {
            known.partitions
        } else {
            PartitionSet::EMPTY
        };
        Ok(Some(Decision {
            after: TransactionMetadata {
                state: TransactionState::Ongoing,
                partitions: before.union(partitions),
                start_timestamp_set: true,
                ..known
            },
            cause: TransitionCause::AddPartitions,
        }))
    }

    /// `handleVerifyPartitionsInTransaction`: pending changes do not matter.
    fn decide_verification(
        &self,
        broker: BrokerId,
        owner: TransactionOwner,
        partitions: PartitionSet,
    ) -> Result<(), KafkaError> {
        let known = self
            .known(broker, owner.id)?
            .ok_or(KafkaError::InvalidProducerIdMapping)?;
        self.check_owner(&known, owner)?;
        if known.state.prepared().is_some() {
            Err(KafkaError::ConcurrentTransactions)
        } else if partitions.minus(known.partitions).is_empty() {
            Ok(())
        } else {
            Err(KafkaError::TransactionAbortable)
        }
    }

    /// `endTransactionWithTV1`
    fn decide_end(
        &self,
        broker: BrokerId,
        owner: TransactionOwner,
        result: TransactionResult,
    ) -> Result<Option<Decision>, KafkaError> {
        use TransactionState::{
            CompleteAbort, CompleteCommit, Empty, Ongoing, PrepareAbort, PrepareCommit,
            PrepareEpochFence,
        };
        let known = self
            .known(broker, owner.id)?
            .ok_or(KafkaError::InvalidProducerIdMapping)?;
        self.check_owner(&known, owner)?;
        if known.pending.is_some() {
            return Err(KafkaError::ConcurrentTransactions);
        }
        match known.state {
            Ongoing => Ok(Some(Decision {
                after: TransactionMetadata {
                    state: result.prepare(),
                    ..known
                },
                cause: TransitionCause::EndTxn,
            })),
            CompleteCommit | CompleteAbort if known.state == result.complete() => Ok(None),
            PrepareCommit | PrepareAbort if known.state == result.prepare() => {
                Err(KafkaError::ConcurrentTransactions)
            }
            Empty | CompleteCommit | CompleteAbort | PrepareCommit | PrepareAbort
            | PrepareEpochFence => Err(KafkaError::InvalidTxnState),
        }
    }

    fn check_owner(
        &self,
        known: &TransactionMetadata,
        owner: TransactionOwner,
    ) -> Result<(), KafkaError> {
        if owner.producer_id != known.producer_id {
            Err(KafkaError::InvalidProducerIdMapping)
        } else if self.scenario.mechanisms.producer_epoch_fence
            && owner.producer_epoch != known.producer_epoch
        {
            Err(KafkaError::ProducerFenced)
        } else {
            Ok(())
        }
    }
}

/// Whether the identity that a producer names may be one of this id (`isValidProducerId`).
fn accepts(known: &TransactionMetadata, (id, epoch): (ProducerId, ProducerEpoch)) -> bool {
    known.producer_epoch == ProducerEpoch(-1)
        || id == known.producer_id
        || Some(id) == known.previous_producer_id && epoch >= LAST_EPOCH
}

impl World {
    /// Whether a broker that leads this partition of `__transaction_state` has read it in this epoch.
    pub(crate) fn has_loaded(&self, broker: BrokerId, log: PartitionId) -> bool {
        let leading = self.broker(broker).leading[log.index()].as_ref();
        let loaded = self.coordinator(broker).epoch_of(log);
        leading.is_some_and(|leading| loaded.is_some_and(|epoch| epoch.0 == leading.epoch.0))
    }
}
