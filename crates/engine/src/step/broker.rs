//! What a broker does with a request.

use std::sync::Arc;

use super::{Context, coordinator::CommittedOffsets};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, Offset, PartitionId, ProducerEpoch, ProducerId};
use crate::log::{Admission, Offered, Origin, Payload};
use crate::node::{Parked, ParkedWork};
use crate::protocol::{Acks, EnvelopeKey, KafkaError, ProducerIdentity, Request, Response};
use crate::scenario::Scenario;
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// Carries out a request on the broker it was sent to.
    pub(super) fn carry_out(&mut self, key: EnvelopeKey, answerable: bool, request: Request) {
        match request {
            Request::Produce { .. } => self.produce(key, answerable, request),
            Request::Fetch { .. } => self.fetch(key, answerable, request),
            Request::OffsetCommit {
                group,
                partition,
                offset,
                metadata,
            } => {
                let offsets = CommittedOffsets {
                    group,
                    metadata,
                    producer: None,
                    offsets: &[(partition, offset)],
                };
                self.store_offsets(key, answerable, offsets, false);
            }
            Request::TxnOffsetCommit { .. } => self.store_in_transaction(key, answerable, request),
            Request::OffsetFetch {
                group,
                ref partitions,
                require_stable,
            } => {
                let response = self.stored_offsets(key.broker, group, partitions, require_stable);
                self.answer(key, answerable, response);
            }
            Request::FindCoordinator { key: of } => {
                let response = self.find_coordinator(key.broker, of);
                self.answer(key, answerable, response);
            }
            Request::InitProducerId { transaction: None } => {
                let response = Response::InitProducerId {
                    error: KafkaError::None,
                    identity: Some((self.give_producer_id(), ProducerEpoch(0))),
                };
                self.answer(key, answerable, response);
            }
            Request::WriteTxnMarkers { .. } => self.write_markers(key, answerable, &request),
            Request::JoinGroup { .. }
            | Request::SyncGroup { .. }
            | Request::Heartbeat { .. }
            | Request::LeaveGroup { .. } => self.coordinate_group(key, answerable, &request),
            _ => self.coordinate(key, answerable, &request),
        }
    }

    fn produce(&mut self, key: EnvelopeKey, answerable: bool, request: Request) {
        let Request::Produce {
            partition,
            producer,
            transactional_id,
            ..
        } = request
        else {
            panic!("this is a Produce")
        };
        let first_of = transactional_id.zip(producer).filter(|(_, producer)| {
            self.world
                .must_verify(self.scenario, key.broker, partition, *producer)
        });
        match first_of {
            Some((id, producer)) => {
                let sequence = Some(producer.base_sequence);
                self.verify(key, answerable, request, partition, id, producer, sequence);
            }
            None => self.append_produced(key, answerable, &request, false),
        }
    }

    /// Appends a produced batch and answers, at once or when it is replicated.
    pub(super) fn append_produced(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: &Request,
        verified: bool,
    ) {
        let Request::Produce {
            partition, acks, ..
        } = *request
        else {
            panic!("this is a Produce")
        };
        match self.try_append(key.broker, request, verified) {
            Ok((base_offset, end_offset)) if acks == Acks::All => {
                let work = ParkedWork::Append {
                    partition,
                    base_offset,
                    end_offset,
                };
                self.world.broker_mut(key.broker).park(Parked {
                    key,
                    answerable,
                    work,
                });
                self.raise_high_watermark(key.broker, partition);
                self.complete_parked(key.broker, partition);
            }
            Ok((base_offset, _)) => {
                if acks == Acks::One {
                    let response = Response::Produce {
                        error: KafkaError::None,
                        base_offset: Some(base_offset),
                    };
                    self.answer(key, answerable, response);
                }
                self.raise_high_watermark(key.broker, partition);
            }
            Err(error) => self.refuse_produced(key, answerable, acks, error),
        }
    }

    fn refuse_produced(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        acks: Acks,
        error: KafkaError,
    ) {
        let response = Response::Produce {
            error,
            base_offset: None,
        };
        if acks != Acks::Zero {
            self.answer(key, answerable, response);
            return;
        }
        // Nobody waits for an answer, so the broker can only hang up (`KafkaApis.handleProduceRequest`).
        self.report(Event::Answered(key, response.digest()));
        if key.copy == 0 {
            self.break_from_broker(key.sender, key.broker, key.channel);
        }
    }

    /// Appends a batch as leader, or finds it already there; returns its first offset and the one after its last.
    fn try_append(
        &mut self,
        broker: BrokerId,
        request: &Request,
        verified: bool,
    ) -> Result<(Offset, Offset), KafkaError> {
        let Request::Produce {
            partition,
            acks,
            producer,
            transactional_id,
            orders,
        } = request
        else {
            panic!("only a Produce is appended")
        };
        let (partition, transactional) = (*partition, transactional_id.is_some());
        let Some(leadership) = &self.world.broker(broker).leading[partition.index()] else {
            return Err(KafkaError::NotLeaderOrFollower);
        };
        let epoch = leadership.epoch;
        let too_few = self
            .world
            .is_under_min_isr(self.scenario, broker, partition);
        if *acks == Acks::All && too_few {
            return Err(KafkaError::NotEnoughReplicas);
        }
        if let Some(producer) = *producer {
            let offered = Offered {
                producer,
                record_count: orders.len(),
                transactional,
                origin: Origin::Client,
                verified: verified || !self.scenario.mechanisms.partition_verification,
            };
            match self.world.admit(self.scenario, broker, partition, offered) {
                Admission::Append => {}
                Admission::Duplicate {
                    base_offset,
                    end_offset,
                } => {
                    self.report(Event::DuplicateRecognised(broker, partition, base_offset));
                    return Ok((base_offset, end_offset));
                }
                Admission::Refuse(error) => return Err(error),
            }
        }
        let payload = Payload::Orders(Arc::clone(orders));
        let replica = self.world.replica_mut(partition, broker);
        let base_offset = match *producer {
            Some(producer) if transactional => {
                replica.append_in_transaction(epoch, producer, payload)
            }
            producer => replica.append(epoch, producer, payload),
        };
        if let Some(producer) = producer.filter(|_| transactional) {
            self.take_guards(broker, partition, producer.id);
        }
        for (index, order) in orders.iter().enumerate() {
            self.report(Event::RecordAppended(
                broker,
                partition,
                base_offset.plus(index),
                *order,
            ));
        }
        if let Some(producer) = producer.filter(|_| transactional) {
            self.report(Event::AppendedInTransaction(
                broker,
                partition,
                base_offset,
                producer.id,
            ));
        }
        Ok((base_offset, base_offset.plus(orders.len())))
    }

    /// The next producer id of the cluster; the controller hands out blocks of them.
    pub(super) fn give_producer_id(&mut self) -> ProducerId {
        let controller = self.world.controller.edit();
        let id = ProducerId(controller.next_producer_id);
        controller.next_producer_id += 1;
        id
    }
}

impl World {
    /// Whether the leader counts fewer in-sync replicas than it needs to take acks=all writes or to raise its high watermark.
    pub(crate) fn is_under_min_isr(
        &self,
        scenario: &Scenario,
        leader: BrokerId,
        partition: PartitionId,
    ) -> bool {
        let in_sync = self
            .broker(leader)
            .view
            .of(partition)
            .in_sync_replicas
            .count();
        in_sync
            < scenario
                .partition(partition)
                .effective_min_insync_replicas()
    }

    /// Whether a leader takes a batch.
    pub(super) fn admit(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        partition: PartitionId,
        offered: Offered,
    ) -> Admission {
        let replica = self.replica(partition, broker);
        replica.producers().admit(
            offered,
            replica.verification(offered.producer.id),
            scenario.mechanisms,
        )
    }

    /// Whether a leader must ask the coordinator before it takes this batch: it has no open transaction of this producer
    /// in this epoch (`UnifiedLog.maybeStartTransactionVerification`).
    pub(super) fn must_verify(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        partition: PartitionId,
        producer: ProducerIdentity,
    ) -> bool {
        scenario.mechanisms.partition_verification
            && self.broker(broker).leads(partition)
            && !self
                .replica(partition, broker)
                .producers()
                .has_open_transaction(producer.id, producer.epoch)
    }
}
