//! The group coordinator's side of committed offsets. Its state is its partition of `__consumer_offsets`.

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, GroupId, Offset, PartitionId};
use crate::log::Payload;
use crate::node::{Parked, ParkedWork};
use crate::protocol::{EnvelopeKey, KafkaError, Response};
use crate::scenario::Scenario;
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// Which broker coordinates a group, as far as this broker knows.
    pub(super) fn coordinator_of(&self, broker: BrokerId, group: GroupId) -> Response {
        let partition = self
            .scenario
            .offsets_partition(group)
            .expect("validated: every group has its partition");
        let coordinator = self.world.broker(broker).view.of(partition).leader;
        let error = if coordinator.is_some() {
            KafkaError::None
        } else {
            KafkaError::CoordinatorNotAvailable
        };
        Response::FindCoordinator { error, coordinator }
    }

    /// Appends a committed offset and answers once it is replicated. The append itself is local, like acks=1
    /// (`CoordinatorPartitionWriter`), so too few in-sync replicas show as a wait that ends in COORDINATOR_NOT_AVAILABLE.
    pub(super) fn store_offset(
        &mut self,
        key: EnvelopeKey,
        answerable: bool,
        group: GroupId,
        partition: PartitionId,
        offset: Offset,
    ) {
        let broker = key.broker;
        let log = self
            .scenario
            .offsets_partition(group)
            .expect("validated: every group has its partition");
        let Some(leadership) = &self.world.broker(broker).leading[log.index()] else {
            self.answer(
                key,
                answerable,
                Response::OffsetCommit {
                    error: KafkaError::NotCoordinator,
                },
            );
            return;
        };
        let epoch = leadership.epoch;
        let payload = Payload::CommittedOffset {
            group,
            partition,
            offset,
        };
        let base_offset = self
            .world
            .replica_mut(log, broker)
            .append(epoch, None, payload);
        self.report(Event::OffsetAppended(broker, group, partition, offset));
        let work = ParkedWork::Append {
            partition: log,
            base_offset,
            end_offset: base_offset.plus(1),
        };
        self.world.broker_mut(broker).park(Parked {
            key,
            answerable,
            work,
        });
        self.raise_high_watermark(broker, log);
    }

    /// A group's committed offsets, as its coordinator knows them.
    pub(super) fn stored_offsets(
        &self,
        broker: BrokerId,
        group: GroupId,
        partitions: &[PartitionId],
    ) -> Response {
        let log = self
            .scenario
            .offsets_partition(group)
            .expect("validated: every group has its partition");
        if !self.world.broker(broker).leads(log) {
            return Response::OffsetFetch {
                error: KafkaError::NotCoordinator,
                offsets: [].into(),
            };
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

    /// The last committed offset by log position below this broker's high watermark (`OffsetMetadataManager`).
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
        below
            .filter_map(|batch| match batch.payload {
                Payload::CommittedOffset {
                    group: g,
                    partition: p,
                    offset,
                } if g == group && p == partition => Some(offset),
                _ => None,
            })
            .next()
    }
}
