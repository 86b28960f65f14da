//! Markers: a coordinator sends them, leaders write them, and when all are written the transaction is complete
//! (`TransactionMarkerChannelManager`, `TransactionMarkerRequestCompletionHandler`).

use super::parked::markers_written;
use super::transaction_requests::Decision;
use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, NodeId, Offset, PartitionId, PartitionSet, Sequence, TransactionalId};
use crate::log::{Payload, TransactionResult};
use crate::node::{Parked, ParkedWork, TransactionMetadata, TransitionCause};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    Api, Channel, EnvelopeKey, KafkaError, ProducerIdentity, Request, Response, Subject,
};
use crate::scenario::{CONSUMER_OFFSETS, Scenario};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// Sends the markers of a decided transaction, one request to each leader, for partitions that no request is under
    /// way to; or writes the record after the last of them.
    pub(super) fn send_markers(&mut self, broker: BrokerId, id: TransactionalId) {
        needs(TRANSACTIONS);
        if !self.scenario.mechanisms.last_stable_offset {
            self.metadata_mut(broker, id).partitions = PartitionSet::EMPTY;
        }
        let known = *self.metadata_mut(broker, id);
        if known.partitions.is_empty() {
            self.complete(broker, id, known);
            return;
        }
        let log = self.log_of(id);
        let memory = self.world.coordinator(broker);
        let coordinator_epoch = memory.epoch_of(log).expect("a coordinator has its log");
        let result = known.state.prepared().expect("the outcome is decided");
        let open = self.world.markers_to_send(self.scenario, broker, id);
        for leader in self.scenario.brokers() {
            let led = |partition: &PartitionId| {
                self.world.broker(broker).view.of(*partition).leader == Some(leader)
            };
            let partitions: PartitionSet = open.iter().filter(led).collect();
            if partitions.is_empty() {
                continue;
            }
            if !self.world.broker(leader).status.is_up() {
                self.report(Event::ConnectionRefused(NodeId::Broker(broker), leader));
                continue;
            }
            let request = Request::WriteTxnMarkers {
                producer_id: known.producer_id,
                producer_epoch: known.producer_epoch,
                result,
                partitions,
                coordinator_epoch,
            };
            self.send_request(broker, leader, Channel::Coordinator, request);
        }
    }

    /// All markers are written.
    fn complete(&mut self, broker: BrokerId, id: TransactionalId, known: TransactionMetadata) {
        let result = known.state.prepared().expect("the outcome is decided");
        let decision = Decision {
            after: TransactionMetadata {
                state: result.complete(),
                ..known
            },
            cause: TransitionCause::Complete,
        };
        self.transition(broker, id, decision, None);
    }

    /// A refused or lost marker is sent again, its leader looked up anew; or the last record is written again.
    pub(super) fn complete_again(&mut self, broker: BrokerId, id: TransactionalId) -> Applied {
        needs(TRANSACTIONS);
        if !self.world.may_complete_again(self.scenario, broker, id) {
            return Err(NotEnabled("nothing of this id is to be sent again"));
        }
        self.send_markers(broker, id);
        Ok(())
    }

    /// A broker's question or markers were answered.
    pub(super) fn broker_is_answered(&mut self, key: EnvelopeKey, response: &Response) {
        needs(TRANSACTIONS);
        match response {
            Response::AddPartitionsToTxn { error } => self.verified(key, *error),
            Response::WriteTxnMarkers { errors } => self.markers_answered(key, errors),
            _ => panic!("this is no request of a broker"),
        }
    }

    /// A broker's request was lost with its connection. Markers will be sent again.
    pub(super) fn broker_request_failed(&mut self, key: EnvelopeKey) {
        needs(TRANSACTIONS);
        if key.api == Api::AddPartitionsToTxn {
            self.verified(key, KafkaError::NetworkException);
        }
    }

    fn markers_answered(&mut self, key: EnvelopeKey, errors: &[(PartitionId, KafkaError)]) {
        let (
            NodeId::Broker(broker),
            Subject::Markers {
                producer_id,
                coordinator_epoch,
                ..
            },
        ) = (key.sender, key.subject)
        else {
            panic!("this carries markers")
        };
        let memory = self.world.coordinator(broker);
        let of_producer = |known: &TransactionMetadata| {
            known.producer_id == producer_id && known.state.prepared().is_some()
        };
        let found = memory.transactions.iter().find(|(_, k)| of_producer(k));
        let Some(id) = found.map(|(id, _)| *id) else {
            return;
        };
        // An answer to an earlier reign of this coordinator says nothing about this one.
        if memory.epoch_of(self.log_of(id)) != Some(coordinator_epoch) {
            return;
        }
        for (partition, error) in errors {
            let known = self.metadata_mut(broker, id);
            match error {
                KafkaError::None => {
                    known.partitions = known.partitions.minus(PartitionSet::of(*partition));
                }
                KafkaError::InvalidProducerEpoch | KafkaError::TransactionCoordinatorFenced => {
                    known.has_given_up = true;
                    self.report(Event::MarkersGivenUp(broker, id, *error));
                }
                _ => {}
            }
        }
        let known = *self.metadata_mut(broker, id);
        let is_writing = self.world.waiting_transition(broker, id).is_some();
        if known.partitions.is_empty() && !known.has_given_up && !is_writing {
            self.complete(broker, id, known);
        }
    }

    /// A leader writes markers and answers when they are replicated.
    pub(super) fn write_markers(&mut self, key: EnvelopeKey, answerable: bool, request: &Request) {
        needs(TRANSACTIONS);
        let Request::WriteTxnMarkers { partitions, .. } = request else {
            panic!("this carries markers")
        };
        let (mut waiting, mut done) = (Vec::new(), Vec::new());
        for partition in partitions.iter() {
            match self.append_marker(key.broker, partition, request) {
                Ok(end) => waiting.push((partition, end)),
                Err(error) => done.push((partition, error)),
            }
        }
        if waiting.is_empty() {
            self.answer(key, answerable, markers_written(done));
            return;
        }
        let written: Vec<PartitionId> = waiting.iter().map(|(partition, _)| *partition).collect();
        self.world.broker_mut(key.broker).park(Parked {
            key,
            answerable,
            work: ParkedWork::Markers { waiting, done },
        });
        for partition in written {
            self.raise_high_watermark(key.broker, partition);
        }
    }

    fn append_marker(
        &mut self,
        broker: BrokerId,
        partition: PartitionId,
        request: &Request,
    ) -> Result<Offset, KafkaError> {
        let Request::WriteTxnMarkers {
            producer_id,
            producer_epoch,
            result,
            coordinator_epoch,
            ..
        } = *request
        else {
            panic!("this carries markers")
        };
        let Some(leadership) = &self.world.broker(broker).leading[partition.index()] else {
            return Err(KafkaError::NotLeaderOrFollower);
        };
        let epoch = leadership.epoch;
        // The group coordinator writes the markers of its own log, and its appends are local ones.
        let is_local = self.scenario.partition(partition).topic == CONSUMER_OFFSETS;
        let too_few = self
            .world
            .is_under_min_isr(self.scenario, broker, partition);
        if too_few && !is_local {
            return Err(KafkaError::NotEnoughReplicas);
        }
        let replica = self.world.replica(partition, broker);
        replica.producers().admit_marker(
            producer_id,
            producer_epoch,
            coordinator_epoch,
            self.scenario.mechanisms,
        )?;
        let producer = ProducerIdentity {
            id: producer_id,
            epoch: producer_epoch,
            base_sequence: Sequence::NONE,
        };
        let payload = Payload::Marker {
            result,
            coordinator_epoch,
        };
        let replica = self.world.replica_mut(partition, broker);
        let offset = replica.append_in_transaction(epoch, producer, payload);
        self.take_guards(broker, partition, producer_id);
        self.report(Event::MarkerAppended(
            broker,
            partition,
            offset,
            producer_id,
            result,
        ));
        if result == TransactionResult::Abort {
            self.note_seen_then_aborted(broker, partition, offset);
        }
        Ok(offset.plus(1))
    }
}

impl World {
    /// Partitions of a decided transaction whose marker is neither acknowledged nor under way.
    fn markers_to_send(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        id: TransactionalId,
    ) -> PartitionSet {
        let memory = self.coordinator(broker);
        let known = &memory.transactions[&id];
        let epoch = scenario
            .transaction_partition(id)
            .and_then(|log| memory.epoch_of(log));
        let under_way = memory
            .outstanding
            .iter()
            .filter_map(|key| match key.subject {
                Subject::Markers {
                    producer_id,
                    partitions,
                    coordinator_epoch,
                    ..
                } if producer_id == known.producer_id && Some(coordinator_epoch) == epoch => {
                    Some(partitions)
                }
                _ => None,
            });
        under_way.fold(known.partitions, PartitionSet::minus)
    }

    /// Whether a coordinator that asks again would send something, or could write the last record.
    pub(crate) fn may_complete_again(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        id: TransactionalId,
    ) -> bool {
        let Some(known) = self.coordinator(broker).transactions.get(&id) else {
            return false;
        };
        let log = scenario
            .transaction_partition(id)
            .expect("validated: every transactional id has its partition");
        let is_completing = known.state.prepared().is_some()
            && known.pending.is_some()
            && !known.has_given_up
            && self.broker(broker).is_running()
            && self.has_loaded(broker, log)
            && self.waiting_transition(broker, id).is_none();
        if !is_completing {
            return false;
        }
        if known.partitions.is_empty() {
            return !self.is_under_min_isr(scenario, broker, log);
        }
        self.markers_to_send(scenario, broker, id)
            .iter()
            .any(|partition| {
                let leader = self.broker(broker).view.of(partition).leader;
                leader.is_some_and(|leader| self.broker(leader).status.is_up())
            })
    }
}
