//! What a broker does with a request, and with requests that wait.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, Offset, OrderId, PartitionId};
use crate::log::{Admission, Payload};
use crate::node::{Parked, ParkedWork};
use crate::protocol::{
    Acks, Api, EnvelopeKey, FetchedPartition, KafkaError, ProducerIdentity, Request, Response,
};
use crate::world::World;
use std::sync::Arc;

impl<S: EventSink> Context<'_, S> {
    /// Carries out a request on the broker it was sent to.
    pub(super) fn carry_out(&mut self, key: EnvelopeKey, answerable: bool, request: Request) {
        match request {
            Request::Produce {
                partition,
                acks,
                producer,
                ref orders,
            } => {
                self.produce(key, answerable, partition, acks, producer, orders);
            }
            Request::Fetch { .. } => self.fetch(key, answerable, request),
            Request::OffsetCommit {
                group,
                partition,
                offset,
            } => {
                self.store_offset(key, answerable, group, partition, offset);
            }
            Request::OffsetFetch {
                group,
                ref partitions,
            } => {
                let response = self.stored_offsets(key.broker, group, partitions);
                self.answer(key, answerable, response);
            }
            Request::FindCoordinator { group } => {
                let response = self.coordinator_of(key.broker, group);
                self.answer(key, answerable, response);
            }
            Request::InitProducerId => {
                let response = self.give_producer_id();
                self.answer(key, answerable, response);
            }
        }
    }

    fn produce(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        partition: PartitionId,
        acks: Acks,
        producer: Option<ProducerIdentity>,
        orders: &Arc<[OrderId]>,
    ) {
        match self.try_append(key.broker, partition, acks, producer, orders) {
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
            Err(error) if acks == Acks::Zero => {
                // Nobody waits for an answer, so the broker can only hang up (`KafkaApis.handleProduceRequest`).
                self.report(Event::Answered(
                    key,
                    Response::Produce {
                        error,
                        base_offset: None,
                    }
                    .digest(),
                ));
                if key.copy == 0 {
                    self.break_from_broker(key.client, key.broker, key.channel);
                }
            }
            Err(error) => self.answer(
                key,
                answerable,
                Response::Produce {
                    error,
                    base_offset: None,
                },
            ),
        }
    }

    /// Appends a batch as leader, or finds it already there; returns its first offset and the one after its last.
    fn try_append(
        &mut self,
        broker: BrokerId,
        partition: PartitionId,
        acks: Acks,
        producer: Option<ProducerIdentity>,
        orders: &Arc<[OrderId]>,
    ) -> Result<(Offset, Offset), KafkaError> {
        let Some(leadership) = &self.world.broker(broker).leading[partition.index()] else {
            return Err(KafkaError::NotLeaderOrFollower);
        };
        let epoch = leadership.epoch;
        if acks == Acks::All
            && self
                .world
                .is_under_min_isr(self.scenario, broker, partition)
        {
            return Err(KafkaError::NotEnoughReplicas);
        }
        if let Some(producer) = producer {
            match self
                .world
                .replica(partition, broker)
                .producers()
                .admit(producer, orders.len())
            {
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
        let replica = self.world.replica_mut(partition, broker);
        let base_offset = replica.append(epoch, producer, Payload::Orders(Arc::clone(orders)));
        for (index, order) in orders.iter().enumerate() {
            self.report(Event::RecordAppended(
                broker,
                partition,
                base_offset.plus(index),
                *order,
            ));
        }
        Ok((base_offset, base_offset.plus(orders.len())))
    }

    fn fetch(&mut self, key: EnvelopeKey, answerable: bool, request: Request) {
        let Request::Fetch { positions } = &request else {
            panic!("{key:?} is a Fetch")
        };
        match self.world.read(key.broker, positions) {
            Some(partitions) => self.answer(key, answerable, Response::Fetch { partitions }),
            // A late copy has nobody to wait for.
            None if !answerable => {}
            None => {
                let work = ParkedWork::Fetch { request };
                self.world.broker_mut(key.broker).park(Parked {
                    key,
                    answerable,
                    work,
                });
            }
        }
    }

    fn give_producer_id(&mut self) -> Response {
        let controller = self.world.controller.edit();
        let id = crate::ids::ProducerId(controller.next_producer_id);
        controller.next_producer_id += 1;
        Response::InitProducerId {
            error: KafkaError::None,
            identity: Some((id, crate::ids::ProducerEpoch(0))),
        }
    }

    /// Answers what waited for this partition's high watermark or for its records.
    pub(super) fn complete_parked(&mut self, broker: BrokerId, partition: PartitionId) {
        let high_watermark = self.world.replica(partition, broker).high_watermark();
        let mut place = 0;
        while place < self.world.broker(broker).parked.len() {
            let parked = &self.world.broker(broker).parked[place];
            let response = match &parked.work {
                ParkedWork::Append {
                    partition: p,
                    base_offset,
                    end_offset,
                } => (*p == partition && *end_offset <= high_watermark)
                    .then(|| appended(parked.key.api, KafkaError::None, Some(*base_offset))),
                ParkedWork::Fetch {
                    request: Request::Fetch { positions },
                } => self
                    .world
                    .read(broker, positions)
                    .map(|partitions| Response::Fetch { partitions }),
                ParkedWork::Fetch { .. } => panic!("only a Fetch waits for records"),
            };
            match response {
                Some(response) => self.unpark(broker, place, response),
                None => place += 1,
            }
        }
    }

    /// Ends what waits for a partition that this broker no longer leads.
    pub(super) fn fail_parked(&mut self, broker: BrokerId, partition: PartitionId) {
        let mut place = 0;
        while place < self.world.broker(broker).parked.len() {
            let parked = &self.world.broker(broker).parked[place];
            let response = match &parked.work {
                ParkedWork::Append { partition: p, .. } => (*p == partition)
                    .then(|| appended(parked.key.api, KafkaError::NotLeaderOrFollower, None)),
                ParkedWork::Fetch {
                    request: Request::Fetch { positions },
                } => self
                    .world
                    .read(broker, positions)
                    .map(|partitions| Response::Fetch { partitions }),
                ParkedWork::Fetch { .. } => panic!("only a Fetch waits for records"),
            };
            match response {
                Some(response) => self.unpark(broker, place, response),
                None => place += 1,
            }
        }
    }

    fn unpark(&mut self, broker: BrokerId, place: usize, response: Response) {
        let parked = self.world.broker_mut(broker).parked.remove(place);
        self.answer(parked.key, parked.answerable, response);
    }

    /// A request has waited too long for replication (`DelayedProduce.onExpiration`).
    pub(super) fn give_up_waiting(&mut self, key: EnvelopeKey) -> Applied {
        let broker = self.world.broker(key.broker);
        let waits = |p: &Parked| p.key == key && matches!(p.work, ParkedWork::Append { .. });
        let place = broker
            .parked
            .iter()
            .position(waits)
            .filter(|_| broker.is_running());
        let place = place.ok_or(NotEnabled("this request does not wait for replication"))?;
        self.unpark(
            key.broker,
            place,
            appended(key.api, KafkaError::RequestTimedOut, None),
        );
        Ok(())
    }
}

/// The answer to an append; a coordinator turns the errors of its own appends into its own
/// (`CoordinatorOperationExceptionHelper`).
fn appended(api: Api, error: KafkaError, base_offset: Option<Offset>) -> Response {
    match api {
        Api::OffsetCommit => Response::OffsetCommit {
            error: match error {
                KafkaError::RequestTimedOut => KafkaError::CoordinatorNotAvailable,
                KafkaError::NotLeaderOrFollower => KafkaError::NotCoordinator,
                other => other,
            },
        },
        _ => Response::Produce { error, base_offset },
    }
}

impl World {
    /// Whether the leader counts fewer in-sync replicas than it needs to take acks=all writes or to raise its high watermark.
    pub(crate) fn is_under_min_isr(
        &self,
        scenario: &crate::scenario::Scenario,
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

    /// What a Fetch finds now; `None` while every partition it asks for is at its end.
    fn read(
        &self,
        broker: BrokerId,
        positions: &[(PartitionId, Offset)],
    ) -> Option<Arc<[FetchedPartition]>> {
        let found: Vec<FetchedPartition> = positions
            .iter()
            .filter_map(|(partition, offset)| self.read_one(broker, *partition, *offset))
            .collect();
        if found.is_empty() {
            None
        } else {
            Some(found.into())
        }
    }

    fn read_one(
        &self,
        broker: BrokerId,
        partition: PartitionId,
        offset: Offset,
    ) -> Option<FetchedPartition> {
        if !self.broker(broker).leads(partition) {
            return Some(FetchedPartition::refused(
                partition,
                KafkaError::NotLeaderOrFollower,
            ));
        }
        let replica = self.replica(partition, broker);
        let high_watermark = replica.high_watermark();
        if offset > replica.log_end_offset() {
            let refused = FetchedPartition::refused(partition, KafkaError::OffsetOutOfRange);
            return Some(FetchedPartition {
                high_watermark,
                ..refused
            });
        }
        let readable = replica
            .batches_from(offset)
            .iter()
            .take_while(|batch| batch.end_offset() <= high_watermark);
        let batches: Vec<_> = readable.cloned().collect();
        (!batches.is_empty()).then_some(FetchedPartition {
            partition,
            error: KafkaError::None,
            batches,
            high_watermark,
        })
    }
}
