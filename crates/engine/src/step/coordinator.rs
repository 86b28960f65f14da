//! The group coordinator's side of committed offsets. What it knows of them is its partition of `__consumer_offsets`.

use super::Context;
use super::groups::validate_offsets;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, GroupId, Offset, PartitionId, ProducerId, Sequence};
use crate::log::{Admission, Batch, Offered, Origin, Payload, TransactionResult};
use crate::node::{Parked, ParkedWork};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    CoordinatorKey, EnvelopeKey, GroupMetadata, KafkaError, ProducerIdentity, Request, Response,
};
use crate::scenario::Scenario;
use crate::world::World;

/// Offsets that a group coordinator is asked to store.
#[derive(Clone, Copy)]
pub(super) struct CommittedOffsets<'a> {
    pub(super) group: GroupId,
    /// What the sender says of its membership.
    pub(super) metadata: GroupMetadata,
    /// The producer in whose transaction they are.
    pub(super) producer: Option<ProducerIdentity>,
    pub(super) offsets: &'a [(PartitionId, Offset)],
}

impl<S: EventSink> Context<'_, S> {
    /// Which broker coordinates a group or a transactional id, as far as this broker knows.
    pub(super) fn find_coordinator(&self, broker: BrokerId, key: CoordinatorKey) -> Response {
        let partition = match key {
            CoordinatorKey::Group(group) => self.scenario.offsets_partition(group),
            CoordinatorKey::Transaction(id) => self.scenario.transaction_partition(id),
        };
        let partition = partition.expect("validated: every group and id has its partition");
        let coordinator = self.world.broker(broker).view.of(partition).leader;
        let error = if coordinator.is_some() {
            KafkaError::None
        } else {
            KafkaError::CoordinatorNotAvailable
        };
        Response::FindCoordinator { error, coordinator }
    }

    /// TxnOffsetCommit: the coordinator of the transaction is asked first whether the group's partition belongs to it.
    pub(super) fn store_in_transaction(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: Request,
    ) {
        needs(TRANSACTIONS);
        let (log, producer) = self.in_transaction(&request);
        let must_verify = self
            .world
            .must_verify(self.scenario, key.broker, log, producer);
        if must_verify {
            let Request::TxnOffsetCommit { owner, .. } = request else {
                panic!("this is a TxnOffsetCommit")
            };
            self.verify(key, answerable, request, log, owner.id, producer, None);
        } else {
            self.store_verified(key, answerable, &request, false);
        }
    }

    /// Stores the offsets of a TxnOffsetCommit as pending.
    pub(super) fn store_verified(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        request: &Request,
        verified: bool,
    ) {
        let (_, producer) = self.in_transaction(request);
        let Request::TxnOffsetCommit {
            group,
            offsets,
            metadata,
            ..
        } = request
        else {
            panic!("this is a TxnOffsetCommit")
        };
        let offsets = CommittedOffsets {
            group: *group,
            metadata: *metadata,
            producer: Some(producer),
            offsets,
        };
        self.store_offsets(key, answerable, offsets, verified);
    }

    fn in_transaction(&self, request: &Request) -> (PartitionId, ProducerIdentity) {
        let Request::TxnOffsetCommit { group, owner, .. } = request else {
            panic!("this is a TxnOffsetCommit")
        };
        let log = self
            .scenario
            .offsets_partition(*group)
            .expect("validated: every group has its partition");
        // The group coordinator writes every batch of offsets with sequence 0; nobody checks it.
        let producer = ProducerIdentity {
            id: owner.producer_id,
            epoch: owner.producer_epoch,
            base_sequence: Sequence(0),
        };
        (log, producer)
    }

    /// Appends committed offsets and answers once they are replicated. The append itself is local, like acks=1
    /// (`CoordinatorPartitionWriter`), so too few in-sync replicas show as a wait that ends in COORDINATOR_NOT_AVAILABLE.
    pub(super) fn store_offsets(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        stored: CommittedOffsets<'_>,
        verified: bool,
    ) {
        let broker = key.broker;
        let log = self
            .scenario
            .offsets_partition(stored.group)
            .expect("validated: every group has its partition");
        let Some((base_offset, end_offset)) =
            self.append_offsets(key, answerable, log, stored, verified)
        else {
            return;
        };
        let work = ParkedWork::Append {
            partition: log,
            base_offset,
            end_offset,
        };
        self.world.broker_mut(broker).park(Parked {
            key,
            answerable,
            work,
        });
        self.raise_high_watermark(broker, log);
    }

    /// Whether the group takes offsets from this sender. Who commits without a group makes one.
    fn take_offsets(
        &mut self,
        broker: BrokerId,
        stored: CommittedOffsets<'_>,
    ) -> Result<(), KafkaError> {
        if self.world.groups.is_empty() {
            return Ok(());
        }
        self.world
            .coordinates(self.scenario, broker, stored.group)?;
        if self.scenario.mechanisms.group_generation_fence {
            let known = self.world.group(broker, stored.group);
            validate_offsets(known, stored.metadata, stored.producer.is_some())?;
        }
        self.group_mut(broker, stored.group);
        Ok(())
    }

    /// Appends one record for each offset, or answers why not.
    fn append_offsets(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        log: PartitionId,
        stored: CommittedOffsets<'_>,
        verified: bool,
    ) -> Option<(Offset, Offset)> {
        let broker = key.broker;
        let refused = |error| match stored.producer {
            None => Response::OffsetCommit { error },
            Some(_) => Response::TxnOffsetCommit { error },
        };
        let Some(leadership) = &self.world.broker(broker).leading[log.index()] else {
            self.answer(key, answerable, refused(KafkaError::NotCoordinator));
            return None;
        };
        let epoch = leadership.epoch;
        if let Err(error) = self.take_offsets(broker, stored) {
            self.answer(key, answerable, refused(error));
            return None;
        }
        if let Some(producer) = stored.producer {
            let offered = Offered {
                producer,
                record_count: 1,
                transactional: true,
                origin: Origin::Coordinator,
                verified: verified || !self.scenario.mechanisms.partition_verification,
            };
            let admission = self.world.admit(self.scenario, broker, log, offered);
            if let Admission::Refuse(error) = admission {
                self.answer(key, answerable, refused(error));
                return None;
            }
        }
        let group = stored.group;
        let base_offset = self.world.replica(log, broker).log_end_offset();
        for &(partition, offset) in stored.offsets {
            let payload = Payload::CommittedOffset {
                group,
                partition,
                offset,
            };
            let replica = self.world.replica_mut(log, broker);
            if let Some(producer) = stored.producer {
                replica.append_in_transaction(epoch, producer, payload);
                self.take_guards(broker, log, producer.id);
                self.report(Event::OffsetPending(
                    broker,
                    group,
                    partition,
                    offset,
                    producer.id,
                ));
            } else {
                replica.append(epoch, None, payload);
                self.report(Event::OffsetAppended(broker, group, partition, offset));
            }
        }
        Some((base_offset, base_offset.plus(stored.offsets.len())))
    }

    /// A group's committed offsets, as its coordinator knows them. Who requires stable ones is told to ask again while a
    /// transaction that commits one is open (KIP-447).
    pub(super) fn stored_offsets(
        &self,
        broker: BrokerId,
        group: GroupId,
        partitions: &[PartitionId],
        require_stable: bool,
    ) -> Response {
        let refused = |error| Response::OffsetFetch {
            error,
            offsets: [].into(),
        };
        if let Err(error) = self.world.coordinates(self.scenario, broker, group) {
            return refused(error);
        }
        let is_pending = |partition: &PartitionId| {
            self.world
                .is_offset_pending(self.scenario, broker, group, *partition)
        };
        if require_stable && partitions.iter().any(is_pending) {
            return refused(KafkaError::UnstableOffsetCommit);
        }
        let stored = |partition: &PartitionId| {
            (
                *partition,
                self.world
                    .committed_offset_at(self.scenario, broker, group, *partition),
            )
        };
        Response::OffsetFetch {
            error: KafkaError::None,
            offsets: partitions.iter().map(stored).collect(),
        }
    }
}

impl World {
    /// The group's committed offset by the truth: what its coordinator, wherever it is now, would answer.
    #[must_use]
    pub fn committed_offset(
        &self,
        scenario: &Scenario,
        group: GroupId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let log = scenario.offsets_partition(group)?;
        let leader = self.controller.view.of(log).leader?;
        self.committed_offset_at(scenario, leader, group, partition)
    }

    /// The last committed offset by log position below this broker's high watermark, of plain commits and of transactions
    /// whose COMMIT marker is there too (`OffsetMetadataManager.replayEndTransactionMarker`).
    #[must_use]
    pub fn committed_offset_at(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        group: GroupId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let log = scenario.offsets_partition(group)?;
        let replica = self.replica(log, broker);
        let below = replica
            .batches()
            .iter()
            .rev()
            .skip_while(|b| b.end_offset() > replica.high_watermark());
        let mut decided: Vec<(ProducerId, TransactionResult)> = Vec::new();
        for batch in below {
            if let (Some(result), Some(producer)) = (batch.marker(), batch.producer) {
                // Going back, the marker that stands right after a producer's offsets decides them.
                decided.retain(|(id, _)| *id != producer.id);
                decided.push((producer.id, result));
            }
            let Some(offset) = offset_of(batch, group, partition) else {
                continue;
            };
            let outcome = batch.producer.filter(|_| batch.transactional).map(|owner| {
                let found = decided.iter().find(|(id, _)| *id == owner.id);
                found.map(|(_, result)| *result)
            });
            let counts = !scenario.mechanisms.last_stable_offset
                || outcome.is_none_or(|result| result == Some(TransactionResult::Commit));
            if counts {
                return Some(offset);
            }
        }
        None
    }

    /// Whether an offset of this group and partition was committed in a transaction whose marker is not replicated.
    #[must_use]
    pub fn is_offset_pending(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        group: GroupId,
        partition: PartitionId,
    ) -> bool {
        let Some(log) = scenario.offsets_partition(group) else {
            return false;
        };
        let replica = self.replica(log, broker);
        if !scenario.mechanisms.last_stable_offset {
            return false;
        }
        let Some(first) = replica.first_unstable_offset() else {
            return false;
        };
        let unstable = replica.batches_from(first);
        unstable.iter().enumerate().any(|(place, batch)| {
            let ends = |later: &Batch| {
                later.marker().is_some()
                    && later.producer.map(|p| p.id) == batch.producer.map(|p| p.id)
                    && later.end_offset() <= replica.high_watermark()
            };
            batch.transactional
                && offset_of(batch, group, partition).is_some()
                && !unstable[place..].iter().any(ends)
        })
    }
}

fn offset_of(batch: &Batch, group: GroupId, partition: PartitionId) -> Option<Offset> {
    match batch.payload {
        Payload::CommittedOffset {
            group: g,
            partition: p,
            offset,
        } if g == group && p == partition => Some(offset),
        _ => None,
    }
}
