//! The two steps of every change at a coordinator: first the log, then, once the record is replicated, the memory
//! (`TransactionStateManager.appendTransactionToLog`). And how a new coordinator reads the log to its end.

use super::transaction_requests::Decision;
use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::few::sort_few;
use crate::ids::{BrokerId, CoordinatorEpoch, NodeId, Offset, PartitionId, TransactionalId};
use crate::log::{Payload, TransactionState};
use crate::node::{TransactionMetadata, Transition, TransitionCause};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{Api, EnvelopeKey, KafkaError, Response};
use crate::scenario::{Scenario, TRANSACTION_STATE};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    pub(super) fn begin_transition(
        &mut self,
        id: TransactionalId,
        decision: Decision,
        key: EnvelopeKey,
        answerable: bool,
    ) {
        self.transition(key.broker, id, decision, Some((key, answerable)));
    }

    /// Sets the pending state, appends the record, and waits for the high watermark.
    pub(super) fn transition(
        &mut self,
        broker: BrokerId,
        id: TransactionalId,
        decision: Decision,
        asked: Option<(EnvelopeKey, bool)>,
    ) {
        let log = self.log_of(id);
        let leading = self.world.broker(broker).leading[log.index()].as_ref();
        let epoch = leading.expect("a coordinator leads its log").epoch;
        let mut transition = Transition {
            id,
            log,
            coordinator_epoch: CoordinatorEpoch(epoch.0),
            end_offset: Offset(0),
            after: TransactionMetadata {
                pending: None,
                ..decision.after
            },
            cause: decision.cause,
            asked,
        };
        let state = transition.after.state;
        let known = self.metadata_mut(broker, id);
        debug_assert!(
            state.may_follow(known.state),
            "{:?} does not follow {:?}",
            state,
            known.state
        );
        known.pending = Some(state);
        self.report(Event::TransactionPending(broker, id, state));
        if !self.scenario.mechanisms.transaction_log {
            self.complete_transition(broker, transition);
            return;
        }
        if self.world.is_under_min_isr(self.scenario, broker, log) {
            self.fail_transition(broker, transition, KafkaError::CoordinatorNotAvailable);
            return;
        }
        let record = transition.after.record();
        let payload = Payload::Transaction { id, record };
        let replica = self.world.replica_mut(log, broker);
        let offset = replica.append(epoch, None, payload);
        transition.end_offset = offset.plus(1);
        self.report(Event::TransactionLogged(broker, id, offset, record));
        let waiting = &mut self.world.coordinator_mut(broker).transitions;
        let place = waiting.partition_point(|other| other.id < id);
        waiting.insert(place, transition);
        self.raise_high_watermark(broker, log);
    }

    /// The high watermark of a partition rose: what is replicated becomes memory.
    pub(super) fn complete_transitions(&mut self, broker: BrokerId, log: PartitionId) {
        if !TRANSACTIONS {
            return;
        }
        if self.world.coordinators.is_empty() {
            return;
        }
        let high_watermark = self.world.replica(log, broker).high_watermark();
        let is_ready = |t: &Transition| t.log == log && t.end_offset <= high_watermark;
        while let Some(place) = self
            .world
            .coordinator(broker)
            .transitions
            .iter()
            .position(is_ready)
        {
            let memory = self.world.coordinator_mut(broker);
            let transition = memory.transitions.remove(place);
            if memory.epoch_of(log) == Some(transition.coordinator_epoch) {
                self.complete_transition(broker, transition);
            } else {
                self.answer_transition(&transition, KafkaError::NotCoordinator);
            }
        }
    }

    fn complete_transition(&mut self, broker: BrokerId, transition: Transition) {
        let (id, state) = (transition.id, transition.after.state);
        let known = self.metadata_mut(broker, id);
        *known = transition.after;
        known.pending = state.prepared().map(|result| result.complete());
        self.report(Event::TransactionMoved(broker, id, state));
        let told = if transition.cause == TransitionCause::Fence {
            KafkaError::ConcurrentTransactions
        } else {
            KafkaError::None
        };
        self.answer_transition(&transition, told);
        if state.prepared().is_some() {
            self.send_markers(broker, id);
        }
    }

    /// The record could not be written, or nobody knows: memory keeps the old state.
    pub(super) fn fail_transition(
        &mut self,
        broker: BrokerId,
        transition: Transition,
        error: KafkaError,
    ) {
        self.report(Event::TransactionLogFailed(broker, transition.id, error));
        let retried = transition.cause == TransitionCause::Complete
            && error == KafkaError::CoordinatorNotAvailable;
        if !retried {
            let known = self.metadata_mut(broker, transition.id);
            known.pending = None;
            known.has_failed_epoch_fence |= matches!(
                transition.cause,
                TransitionCause::Fence | TransitionCause::Timeout
            );
        }
        self.answer_transition(&transition, error);
    }

    fn answer_transition(&mut self, transition: &Transition, error: KafkaError) {
        let Some((key, answerable)) = transition.asked else {
            return;
        };
        let after = &transition.after;
        let response = match key.api {
            Api::InitProducerId => Response::InitProducerId {
                error,
                identity: (error == KafkaError::None)
                    .then_some((after.producer_id, after.producer_epoch)),
            },
            Api::AddPartitionsToTxn => Response::AddPartitionsToTxn { error },
            Api::AddOffsetsToTxn => Response::AddOffsetsToTxn { error },
            _ => Response::EndTxn { error },
        };
        self.answer(key, answerable, response);
    }

    /// The wait for replication was as long as the transaction's timeout.
    pub(super) fn give_up_transition(&mut self, broker: BrokerId, id: TransactionalId) -> Applied {
        needs(TRANSACTIONS);
        let waits = self.world.waiting_transition(broker, id);
        let place = waits.ok_or(NotEnabled("no record of this id waits for replication"))?;
        let memory = self.world.coordinator_mut(broker);
        let transition = memory.transitions.remove(place);
        self.fail_transition(broker, transition, KafkaError::CoordinatorNotAvailable);
        Ok(())
    }

    /// The sweep finds a transaction older than its timeout and aborts it with a higher epoch.
    pub(super) fn time_out_transaction(
        &mut self,
        broker: BrokerId,
        id: TransactionalId,
    ) -> Applied {
        needs(TRANSACTIONS);
        if !self.world.may_time_out(self.scenario, broker, id) {
            return Err(NotEnabled("no transaction of this id is open here"));
        }
        let known = *self.metadata_mut(broker, id);
        let mut decision = self.decide_fence(broker, id, known);
        decision.cause = TransitionCause::Timeout;
        self.transition(broker, id, decision, None);
        Ok(())
    }

    /// A new coordinator reads its log to the end, above the high watermark too, and finishes what was decided.
    pub(super) fn load_transactions(&mut self, broker: BrokerId, log: PartitionId) -> Applied {
        needs(TRANSACTIONS);
        if !self.world.must_load(self.scenario, broker, log) {
            return Err(NotEnabled(
                "this broker has nothing to load from this partition",
            ));
        }
        let leading = self.world.broker(broker).leading[log.index()].as_ref();
        let epoch = CoordinatorEpoch(leading.expect("it leads").epoch.0);
        let memory = self.world.coordinator_mut(broker);
        memory.loaded.push((log, epoch));
        sort_few(&mut memory.loaded, |loaded| *loaded);
        let mut prepared = Vec::new();
        for id in self.scenario.transactional_id_list() {
            let Some(mut found) = self.world.last_record(broker, log, id) else {
                continue;
            };
            if let Some(result) = found.state.prepared() {
                found.pending = Some(result.complete());
                prepared.push(id);
            }
            let memory = self.world.coordinator_mut(broker);
            memory.transactions.insert(id, found);
            self.report(Event::TransactionLoaded(broker, id, found.state));
        }
        self.report(Event::TransactionsLoaded(broker, log));
        for id in prepared {
            self.send_markers(broker, id);
        }
        Ok(())
    }

    /// A broker no longer leads a partition of the transaction log, or leads it in another epoch: what it remembered is
    /// worth nothing (`TransactionCoordinator.onResignation`).
    pub(super) fn forget_transactions(&mut self, broker: BrokerId, log: PartitionId) {
        if !TRANSACTIONS {
            return;
        }
        if self.scenario.partition(log).topic != TRANSACTION_STATE
            || self.world.coordinators.is_empty()
            || self.world.coordinator(broker).epoch_of(log).is_none()
        {
            return;
        }
        let of_log = |id: &TransactionalId| self.scenario.transaction_partition(*id) == Some(log);
        let memory = self.world.coordinator_mut(broker);
        memory.loaded.retain(|(partition, _)| *partition != log);
        memory.transactions.retain(|id, _| !of_log(id));
        let mut lost = Vec::new();
        memory.transitions.retain(|transition| {
            if transition.log == log {
                lost.push(*transition);
            }
            transition.log != log
        });
        self.report(Event::TransactionsForgotten(broker, log));
        for transition in lost {
            self.answer_transition(&transition, KafkaError::NotCoordinator);
        }
    }

    /// A broker process ends: its memory is gone, and what it had sent to others may still arrive.
    pub(super) fn end_coordinator(&mut self, broker: BrokerId) {
        if !TRANSACTIONS {
            return;
        }
        if self.world.coordinators.is_empty() {
            return;
        }
        for receiver in self.scenario.brokers().filter(|other| *other != broker) {
            for channel in self.scenario.channels() {
                let sender = NodeId::Broker(broker);
                self.reset_connection(sender, receiver, *channel, super::connection::Fate::Late);
            }
        }
        *self.world.coordinator_mut(broker) = crate::node::TransactionCoordinator::default();
    }

    /// Nobody is there any more to be told of a change.
    pub(super) fn forget_asker(&mut self, broker: BrokerId, key: EnvelopeKey) {
        if !TRANSACTIONS {
            return;
        }
        if !self.world.waits_for_transition(key) {
            return;
        }
        for transition in &mut self.world.coordinator_mut(broker).transitions {
            if let Some((asked, answerable)) = &mut transition.asked
                && *asked == key
            {
                *answerable = false;
            }
        }
    }

    pub(super) fn metadata_mut(
        &mut self,
        broker: BrokerId,
        id: TransactionalId,
    ) -> &mut TransactionMetadata {
        let memory = self.world.coordinator_mut(broker);
        memory.transactions.get_mut(&id).expect("a known id")
    }

    pub(super) fn log_of(&self, id: TransactionalId) -> PartitionId {
        self.scenario
            .transaction_partition(id)
            .expect("validated: every transactional id has its partition")
    }
}

impl World {
    /// Whether a request waits for a coordinator's record to be replicated.
    pub(crate) fn waits_for_transition(&self, key: EnvelopeKey) -> bool {
        let Some(memory) = self.coordinators.get(key.broker.index()) else {
            return false;
        };
        let asked = |t: &Transition| t.asked.is_some_and(|(asked, _)| asked == key);
        memory.transitions.iter().any(asked)
    }

    /// Whether a broker must read a partition of the transaction log before it can coordinate. Without a log there is
    /// nothing to read, and it knows nobody.
    pub(crate) fn must_load(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        log: PartitionId,
    ) -> bool {
        !self.coordinators.is_empty()
            && scenario.partition(log).topic == TRANSACTION_STATE
            && self.broker(broker).is_running()
            && self.broker(broker).leads(log)
            && !self.has_loaded(broker, log)
    }

    /// Whether an open transaction's timeout is running at this coordinator, and the sweep could write the abort down.
    pub(crate) fn may_time_out(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        id: TransactionalId,
    ) -> bool {
        let known = self.coordinator(broker).transactions.get(&id);
        self.broker(broker).is_running()
            && known.is_some_and(|known| {
                known.state == TransactionState::Ongoing && known.pending.is_none()
            })
            && scenario.transaction_partition(id).is_some_and(|log| {
                self.has_loaded(broker, log) && !self.is_under_min_isr(scenario, broker, log)
            })
    }

    /// Where the change of this id stands among those that wait at a running coordinator.
    pub(crate) fn waiting_transition(
        &self,
        broker: BrokerId,
        id: TransactionalId,
    ) -> Option<usize> {
        let transitions = &self.coordinator(broker).transitions;
        transitions
            .iter()
            .position(|transition| transition.id == id)
            .filter(|_| self.broker(broker).is_running())
    }

    /// What the last record of an id says, as far as this broker's log goes.
    fn last_record(
        &self,
        broker: BrokerId,
        log: PartitionId,
        id: TransactionalId,
    ) -> Option<TransactionMetadata> {
        let batches = self.replica(log, broker).batches();
        batches.iter().rev().find_map(|batch| match batch.payload {
            Payload::Transaction { id: of, record } if of == id => {
                Some(TransactionMetadata::loaded(record))
            }
            _ => None,
        })
    }
}
