//! Group records in `__consumer_offsets`, and what a new coordinator reads out of them (`GroupMetadataManager.replay`,
//! `onLoaded`, `onUnloaded`).

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::few::sort_few;
use crate::ids::{BrokerId, GroupId, LeaderEpoch, Offset, PartitionId, PartitionSet};
use crate::log::Payload;
use crate::node::{Group, GroupCoordinator, Waiting};
use crate::parts::{GROUPS, needs};
use crate::protocol::{EnvelopeKey, KafkaError, MemberId, Response};
use crate::scenario::{CONSUMER_OFFSETS, Scenario};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// Appends what a group is with these assignments; returns where, and the offset after it. Like every append of a
    /// coordinator it is local, and what waits for it waits for the high watermark.
    pub(super) fn append_group_record(
        &mut self,
        broker: BrokerId,
        group: GroupId,
        assignments: &[(MemberId, PartitionSet)],
    ) -> (PartitionId, Offset) {
        let log = self.log_of_group(group);
        let leading = self.world.broker(broker).leading[log.index()].as_ref();
        let epoch = leading.expect("a coordinator leads its log").epoch;
        let record = self.group_mut(broker, group).record(assignments);
        let generation = record.generation;
        let payload = Payload::Group {
            group,
            record: Arc::new(record),
        };
        let offset = self
            .world
            .replica_mut(log, broker)
            .append(epoch, None, payload);
        self.report(Event::GroupRecordAppended(
            broker, group, offset, generation,
        ));
        (log, offset.plus(1))
    }

    pub(super) fn log_of_group(&self, group: GroupId) -> PartitionId {
        self.scenario
            .offsets_partition(group)
            .expect("validated: every group has its partition")
    }

    /// A new coordinator reads its partition to the end, above the high watermark too. Sessions start afresh.
    pub(super) fn load_groups(&mut self, broker: BrokerId, log: PartitionId) -> Applied {
        needs(GROUPS);
        if !self.world.must_load_groups(self.scenario, broker, log) {
            return Err(NotEnabled(
                "this broker has nothing to load from this partition",
            ));
        }
        let leading = self.world.broker(broker).leading[log.index()].as_ref();
        let epoch = leading.expect("it leads").epoch;
        let found = self.world.groups_in(broker, log);
        let memory = self.world.groups[broker.index()].edit();
        memory.loaded.push((log, epoch));
        sort_few(&mut memory.loaded, |loaded| *loaded);
        let moved: Vec<_> = found
            .iter()
            .map(|(group, known)| (*group, known.state, known.generation))
            .collect();
        memory.groups.extend(found);
        for (group, state, generation) in moved {
            self.report(Event::GroupMoved(broker, group, state, generation));
        }
        self.report(Event::GroupsLoaded(broker, log));
        Ok(())
    }

    /// A broker no longer leads a partition of `__consumer_offsets`, or leads it in another epoch.
    pub(super) fn forget_groups(&mut self, broker: BrokerId, log: PartitionId) {
        if !GROUPS {
            return;
        }
        if self.scenario.partition(log).topic != CONSUMER_OFFSETS
            || self.world.groups.is_empty()
            || !self.world.groups[broker.index()].has_loaded(log)
        {
            return;
        }
        let of_log = |group: &GroupId| self.scenario.offsets_partition(*group) == Some(log);
        let memory = self.world.groups[broker.index()].edit();
        memory.loaded.retain(|(partition, _)| *partition != log);
        let mut waiting: Vec<Waiting> = Vec::new();
        memory.groups.retain(|group, known| {
            let goes = of_log(group);
            if goes {
                let members = known.members.iter();
                waiting.extend(
                    members.flat_map(|member| member.joining.into_iter().chain(member.syncing)),
                );
            }
            !goes
        });
        self.report(Event::GroupsForgotten(broker, log));
        for Waiting { key, answerable } in waiting {
            let response = Response::refusal_of_group(key.api, KafkaError::NotCoordinator);
            self.answer(key, answerable, response);
        }
    }

    /// The process ends, and its memory with it.
    pub(super) fn end_group_coordinator(&mut self, broker: BrokerId) {
        if !GROUPS {
            return;
        }
        if !self.world.groups.is_empty() {
            *self.world.groups[broker.index()].edit() = GroupCoordinator::default();
        }
    }

    /// The connection of a JoinGroup or SyncGroup that waits is gone: it goes on waiting, and nobody can be told.
    pub(super) fn forget_member_connection(&mut self, broker: BrokerId, key: EnvelopeKey) {
        if !GROUPS {
            return;
        }
        if !self.world.waits_in_group(broker, key) {
            return;
        }
        for known in self.world.groups[broker.index()].edit().groups.values_mut() {
            for member in &mut known.members {
                for asked in member.joining.iter_mut().chain(&mut member.syncing) {
                    asked.answerable &= asked.key != key;
                }
            }
        }
    }
}

impl World {
    /// Whether a broker coordinates a group: it leads its partition and has read it.
    pub(super) fn coordinates(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        group: GroupId,
    ) -> Result<(), KafkaError> {
        let log = scenario
            .offsets_partition(group)
            .expect("validated: every group has its partition");
        if !self.broker(broker).leads(log) {
            return Err(KafkaError::NotCoordinator);
        }
        let has_loaded = |memory: &GroupCoordinator| memory.has_loaded(log);
        if !self
            .groups
            .get(broker.index())
            .is_none_or(|memory| has_loaded(memory))
        {
            return Err(KafkaError::CoordinatorLoadInProgress);
        }
        Ok(())
    }

    /// Whether a broker leads a partition of `__consumer_offsets` that it has not read in this epoch.
    pub(crate) fn must_load_groups(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        log: PartitionId,
    ) -> bool {
        let leading = self.broker(broker).leading[log.index()].as_ref();
        scenario.partition(log).topic == CONSUMER_OFFSETS
            && self.broker(broker).is_running()
            && leading.is_some()
            && !self.groups.is_empty()
            && !self.groups[broker.index()].has_loaded(log)
    }

    /// The groups that a partition tells of: those with a group record, and those that only offsets name.
    fn groups_in(&self, broker: BrokerId, log: PartitionId) -> Vec<(GroupId, Group)> {
        let mut found: std::collections::BTreeMap<GroupId, Group> = Default::default();
        for batch in self.replica(log, broker).batches() {
            match &batch.payload {
                Payload::Group { group, record } => {
                    found.insert(*group, Group::loaded(record));
                }
                Payload::CommittedOffset { group, .. } => {
                    found.entry(*group).or_default();
                }
                _ => {}
            }
        }
        found.into_iter().collect()
    }

    /// Whether this JoinGroup or SyncGroup waits at a group coordinator.
    pub(super) fn waits_in_group(&self, broker: BrokerId, key: EnvelopeKey) -> bool {
        if !GROUPS {
            return false;
        }
        let Some(memory) = self.groups.get(broker.index()) else {
            return false;
        };
        let mut members = memory.groups.values().flat_map(|known| &known.members);
        members.any(|member| {
            let mut waiting = member.joining.iter().chain(&member.syncing);
            waiting.any(|asked| asked.key == key)
        })
    }

    /// In which epoch a broker coordinates the groups of this partition.
    #[must_use]
    pub fn group_coordinator_epoch(
        &self,
        broker: BrokerId,
        log: PartitionId,
    ) -> Option<LeaderEpoch> {
        let loaded = &self.groups.get(broker.index())?.loaded;
        let found = loaded.iter().find(|(partition, _)| *partition == log);
        found.map(|(_, epoch)| *epoch)
    }
}
