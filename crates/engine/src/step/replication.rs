//! Followers copy from leaders; the high watermark follows.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, NodeId, Offset, PartitionId};
use crate::scenario::Scenario;
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// One fetch of a follower from a leader, for all partitions of the pair: report the log end, copy or truncate, take
    /// the high watermark. The leader hears of copied records with the next fetch, so a follower's high watermark needs two.
    pub(super) fn replica_fetch(&mut self, follower: BrokerId, leader: BrokerId) -> Applied {
        if !self
            .world
            .replica_fetch_changes(self.scenario, follower, leader)
        {
            return Err(NotEnabled(
                "this follower has nothing to fetch from this leader",
            ));
        }
        for partition in self.scenario.partition_ids() {
            if self
                .world
                .follows(self.scenario, follower, leader, partition)
            {
                self.fetch_partition(follower, leader, partition);
            }
        }
        Ok(())
    }

    fn fetch_partition(&mut self, follower: BrokerId, leader: BrokerId, partition: PartitionId) {
        let by_epochs = self.scenario.mechanisms.leader_epoch_truncation;
        let to = if by_epochs {
            self.world.truncation_point(follower, leader, partition)
        } else {
            self.world.misfit(follower, leader, partition)
        };
        if let Some(to) = to {
            self.truncate(follower, partition, to);
            return;
        }
        let reported = self.world.replica(partition, follower).log_end_offset();
        if self.world.reported(follower, leader, partition) != Some(reported) {
            let leading = &mut self.world.broker_mut(leader).leading[partition.index()];
            leading.as_mut().expect("it leads").reported[follower.index()] = Some(reported);
            self.raise_high_watermark(leader, partition);
        }
        let source = self.world.replica(partition, leader);
        let high_watermark = source.high_watermark();
        if source.log_end_offset() > reported {
            let copied = source.batches_from(reported).to_vec();
            let replica = self.world.replica_mut(partition, follower);
            for batch in copied {
                replica.replicate(batch);
            }
            let end = replica.log_end_offset();
            self.report(Event::RecordsReplicated(follower, partition, end));
        }
        let replica = self.world.replica(partition, follower);
        let high_watermark = high_watermark.min(replica.log_end_offset());
        if high_watermark > replica.high_watermark() {
            self.world
                .replica_mut(partition, follower)
                .raise_high_watermark(high_watermark);
            self.report(Event::HighWatermarkRaised(
                follower,
                partition,
                high_watermark,
            ));
        }
    }

    fn truncate(&mut self, broker: BrokerId, partition: PartitionId, to: Offset) {
        self.world.replica_mut(partition, broker).truncate_to(to);
        self.report(Event::Truncated(broker, partition, to));
    }

    /// Before KIP-101 a broker that began to follow cut away what it did not know to be replicated, and its high watermark
    /// trails the leader's by one fetch: so it cut away acknowledged records too (`ReplicaManager.makeFollowers` of 0.10).
    pub(super) fn begin_to_follow(&mut self, broker: BrokerId, partition: PartitionId) {
        let replica = self.world.replica(partition, broker);
        let to = replica.high_watermark();
        if !self.scenario.mechanisms.leader_epoch_truncation && to < replica.log_end_offset() {
            self.truncate(broker, partition, to);
        }
    }

    /// Raises a leader's high watermark to what all in-sync replicas have, and completes what waited for it. It stands
    /// still while fewer are in sync than min.insync.replicas (`Partition.maybeIncrementLeaderHW`, since 3.7).
    pub(super) fn raise_high_watermark(&mut self, leader: BrokerId, partition: PartitionId) {
        let Some(to) = self.world.replicated_end(self.scenario, leader, partition) else {
            return;
        };
        if to > self.world.replica(partition, leader).high_watermark() {
            self.world
                .replica_mut(partition, leader)
                .raise_high_watermark(to);
            self.report(Event::HighWatermarkRaised(leader, partition, to));
            self.complete_parked(leader, partition);
        }
    }

    /// The operating system writes a broker's page cache to the platter.
    pub(super) fn flush(&mut self, broker: BrokerId) -> Applied {
        if !self.world.has_unflushed(self.scenario, broker) {
            return Err(NotEnabled("everything this broker has is on the platter"));
        }
        for partition in self.scenario.partition_ids() {
            if is_unflushed(self.world, broker, partition) {
                self.world.replica_mut(partition, broker).flush();
            }
        }
        self.report(Event::Flushed(broker));
        Ok(())
    }
}

fn is_unflushed(world: &World, broker: BrokerId, partition: PartitionId) -> bool {
    let replica = world.replica(partition, broker);
    replica.recovery_point() < replica.log_end_offset()
}

impl World {
    /// Whether a fetch of this follower from this leader would change anything.
    pub(crate) fn replica_fetch_changes(
        &self,
        scenario: &Scenario,
        follower: BrokerId,
        leader: BrokerId,
    ) -> bool {
        self.replica_fetch_changes_one_of(scenario, follower, leader, |_| true)
    }

    /// Whether it would change anything in one of these partitions.
    pub(crate) fn replica_fetch_changes_one_of(
        &self,
        scenario: &Scenario,
        follower: BrokerId,
        leader: BrokerId,
        counts: impl Fn(PartitionId) -> bool,
    ) -> bool {
        follower != leader
            && self.broker(follower).is_running()
            && self.broker(leader).is_running()
            && !self
                .links
                .is_cut(NodeId::Broker(follower), NodeId::Broker(leader))
            && scenario.partition_ids().any(|partition| {
                counts(partition)
                    && self.follows(scenario, follower, leader, partition)
                    && self.fetch_changes(follower, leader, partition)
            })
    }

    /// Both agree that one leads and the other keeps a copy, in the same epoch; otherwise the leader answers
    /// FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH and nothing changes.
    fn follows(
        &self,
        scenario: &Scenario,
        follower: BrokerId,
        leader: BrokerId,
        partition: PartitionId,
    ) -> bool {
        let known = self.broker(follower).view.of(partition);
        known.leader == Some(leader)
            && scenario.partition(partition).replicas.contains(&follower)
            && self.broker(leader).leading[partition.index()]
                .as_ref()
                .is_some_and(|l| l.epoch == known.leader_epoch)
    }

    fn fetch_changes(&self, follower: BrokerId, leader: BrokerId, partition: PartitionId) -> bool {
        let copy = self.replica(partition, follower);
        let source = self.replica(partition, leader);
        self.reported(follower, leader, partition) != Some(copy.log_end_offset())
            || copy.log_end_offset() != source.log_end_offset()
            || source.high_watermark() > copy.high_watermark()
    }

    fn reported(
        &self,
        follower: BrokerId,
        leader: BrokerId,
        partition: PartitionId,
    ) -> Option<Offset> {
        self.broker(leader).leading[partition.index()]
            .as_ref()?
            .reported[follower.index()]
    }

    /// Where a follower must cut its log before it may append: its last epoch ended earlier at the leader, or is unknown
    /// there (KIP-101, KIP-279; `AbstractFetcherThread.getOffsetTruncationState`).
    fn truncation_point(
        &self,
        follower: BrokerId,
        leader: BrokerId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let copy = self.replica(partition, follower);
        let source = self.replica(partition, leader);
        let last_epoch = copy.last_epoch()?;
        let (epoch, end) = source.end_of_epoch(last_epoch)?;
        if epoch == last_epoch && end >= copy.log_end_offset() {
            return None;
        }
        let own_end = copy
            .end_of_epoch(epoch)
            .map_or(Offset(0), |(_, own_end)| own_end);
        Some(own_end.min(end)).filter(|to| *to < copy.log_end_offset())
    }

    /// Where a follower that looks at no epochs must cut its log because the leader has nothing at its end: the leader's
    /// log is shorter, or a batch there begins earlier (OFFSET_OUT_OF_RANGE). Other differences go unnoticed.
    fn misfit(
        &self,
        follower: BrokerId,
        leader: BrokerId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let copy = self.replica(partition, follower);
        let source = self.replica(partition, leader);
        let end = copy.log_end_offset();
        let next = source.batches_from(end).first();
        let reaches = next.map_or(source.log_end_offset(), |batch| batch.base_offset);
        (reaches < end).then(|| copy.end_of_batches_until(reaches))
    }

    /// The smallest log end among the in-sync replicas, as the leader counts them (its own end alone, where it waits for
    /// nobody); `None` while it may not move.
    fn replicated_end(
        &self,
        scenario: &Scenario,
        leader: BrokerId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let leadership = self.broker(leader).leading[partition.index()].as_ref()?;
        if !scenario.mechanisms.in_sync_wait {
            return Some(self.replica(partition, leader).log_end_offset());
        }
        if self.is_under_min_isr(scenario, leader, partition) {
            return None;
        }
        let mut end = self.replica(partition, leader).log_end_offset();
        for member in self
            .broker(leader)
            .view
            .of(partition)
            .in_sync_replicas
            .iter()
            .filter(|m| *m != leader)
        {
            end = end.min(leadership.reported[member.index()]?);
        }
        Some(end)
    }

    /// Whether a loss of power at this broker would lose something.
    pub(crate) fn has_unflushed(&self, scenario: &Scenario, broker: BrokerId) -> bool {
        self.broker(broker).status.is_up()
            && scenario
                .partition_ids()
                .any(|partition| is_unflushed(self, broker, partition))
    }

    /// Whether a follower has everything the leader counts as replicated, and the leader's own beginning
    /// (`Partition.isFollowerInSync`), so that it may join the in-sync replicas.
    pub(crate) fn may_join_in_sync(
        &self,
        leader: BrokerId,
        partition: PartitionId,
        follower: BrokerId,
    ) -> bool {
        let Some(reported) = self.reported(follower, leader, partition) else {
            return false;
        };
        let log = self.replica(partition, leader);
        reported >= log.high_watermark()
            && reported >= log.last_epoch_start()
            && !self
                .broker(leader)
                .view
                .of(partition)
                .in_sync_replicas
                .contains(follower)
            && self.controller.registration(follower).is_active()
    }
}
