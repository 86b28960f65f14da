//! A broker asks the transaction coordinator whether a partition belongs to a transaction, before it takes the first batch
//! (KIP-890 part 1; `AddPartitionsToTxnManager`, `ReplicaManager.handleProduceAppend`).

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{
    BrokerId, NodeId, PartitionId, PartitionSet, ProducerId, Sequence, TransactionalId,
};
use crate::node::{Parked, ParkedWork};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    Api, Channel, EnvelopeKey, KafkaError, ProducerIdentity, Request, Response, TransactionOwner,
};

impl<S: EventSink> Context<'_, S> {
    /// Parks a first batch, gives it the guard, and asks the coordinator. One of an older epoch is refused at once
    /// (`UnifiedLog.maybeStartTransactionVerification`).
    #[expect(
        clippy::too_many_arguments,
        reason = "a request and what was read out of it"
    )]
    pub(super) fn verify(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: Request,
        partition: PartitionId,
        id: TransactionalId,
        producer: ProducerIdentity,
        sequence: Option<Sequence>,
    ) {
        needs(TRANSACTIONS);
        let broker = key.broker;
        let known = self.world.replica(partition, broker).producers();
        if self.scenario.mechanisms.producer_epoch_fence
            && known.is_stale(producer.id, producer.epoch)
        {
            let error = KafkaError::InvalidProducerEpoch;
            self.refuse_unverified(key, answerable, &request, error);
            return;
        }
        self.world
            .replica_mut(partition, broker)
            .begin_verification(producer.id, producer.epoch, sequence);
        let log = self
            .scenario
            .transaction_partition(id)
            .expect("validated: every transactional id has its partition");
        let Some(coordinator) = self.world.broker(broker).view.of(log).leader else {
            self.refuse_unverified(
                key,
                answerable,
                &request,
                KafkaError::CoordinatorNotAvailable,
            );
            return;
        };
        if !self.world.broker(coordinator).status.is_up() {
            self.report(Event::ConnectionRefused(
                NodeId::Broker(broker),
                coordinator,
            ));
            self.refuse_unverified(key, answerable, &request, KafkaError::NetworkException);
            return;
        }
        let question = Request::AddPartitionsToTxn {
            owner: TransactionOwner {
                id,
                producer_id: producer.id,
                producer_epoch: producer.epoch,
            },
            partitions: PartitionSet::of(partition),
            verify_only: true,
        };
        let question = self.send_request(broker, coordinator, Channel::Data, question);
        let work = ParkedWork::Verification {
            request,
            question,
            has_guard: true,
        };
        self.world.broker_mut(broker).park(Parked {
            key,
            answerable,
            work,
        });
    }

    /// The coordinator has answered, or the question was lost (NETWORK_EXCEPTION).
    pub(super) fn verified(&mut self, question: EnvelopeKey, error: KafkaError) {
        let NodeId::Broker(broker) = question.sender else {
            panic!("this is a broker's question")
        };
        let waits = |parked: &Parked| matches!(parked.work, ParkedWork::Verification { question: asked, .. } if asked == question);
        let parked = &self.world.broker(broker).parked;
        // The process may have forgotten what it asked for.
        let Some(place) = parked.iter().position(waits) else {
            return;
        };
        let parked = self.world.broker_mut(broker).parked.remove(place);
        let ParkedWork::Verification {
            request, has_guard, ..
        } = parked.work
        else {
            panic!("found above")
        };
        if error != KafkaError::None {
            self.refuse_unverified(parked.key, parked.answerable, &request, error);
        } else if request.api() == Api::Produce {
            self.append_produced(parked.key, parked.answerable, &request, has_guard);
        } else {
            self.store_verified(parked.key, parked.answerable, &request, has_guard);
        }
    }

    /// What the client is told when the coordinator's word is missing or is a no.
    fn refuse_unverified(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: &Request,
        error: KafkaError,
    ) {
        let told = match request {
            Request::TxnOffsetCommit { version, .. } => match error {
                KafkaError::NetworkException => KafkaError::CoordinatorLoadInProgress,
                KafkaError::ProducerFenced => KafkaError::InvalidProducerEpoch,
                KafkaError::TransactionAbortable if *version < 4 => KafkaError::InvalidTxnState,
                other => other,
            },
            _ => match error {
                KafkaError::NetworkException
                | KafkaError::CoordinatorLoadInProgress
                | KafkaError::CoordinatorNotAvailable
                | KafkaError::NotCoordinator
                | KafkaError::ConcurrentTransactions => KafkaError::NotEnoughReplicas,
                KafkaError::ProducerFenced => KafkaError::InvalidProducerEpoch,
                other => other,
            },
        };
        let response = Response::refusal(request.api(), told, request);
        self.answer(key, answerable, response);
    }

    /// Verifications are memory of a leader.
    pub(super) fn forget_verifications(&mut self, broker: BrokerId, partition: PartitionId) {
        if !TRANSACTIONS {
            return;
        }
        if self.world.replica(partition, broker).is_verifying() {
            self.world
                .replica_mut(partition, broker)
                .forget_verifications();
        }
    }

    /// A first record or a marker of this producer is in the log: whoever still waits for the coordinator has lost the
    /// guard.
    pub(super) fn take_guards(
        &mut self,
        broker: BrokerId,
        partition: PartitionId,
        producer: ProducerId,
    ) {
        let scenario = self.scenario;
        let holds = |parked: &Parked| match &parked.work {
            ParkedWork::Verification {
                request, has_guard, ..
            } => *has_guard && is_first_of(scenario, request, partition, producer),
            _ => false,
        };
        if !self.world.broker(broker).parked.iter().any(holds) {
            return;
        }
        for parked in &mut self.world.broker_mut(broker).parked {
            let is_held = holds(parked);
            if let ParkedWork::Verification { has_guard, .. } = &mut parked.work
                && is_held
            {
                *has_guard = false;
            }
        }
    }
}

fn is_first_of(
    scenario: &crate::scenario::Scenario,
    request: &Request,
    partition: PartitionId,
    producer: ProducerId,
) -> bool {
    match request {
        Request::Produce {
            partition: p,
            producer: identity,
            ..
        } => *p == partition && identity.is_some_and(|identity| identity.id == producer),
        Request::TxnOffsetCommit { owner, group, .. } => {
            owner.producer_id == producer && scenario.offsets_partition(*group) == Some(partition)
        }
        _ => false,
    }
}
