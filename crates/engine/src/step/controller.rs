//! The controller's decisions: fencing, in-sync replicas, elections; and how nodes learn of them.

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, BrokerSet, LeaderEpoch, NodeId, PartitionId};
use crate::node::{BrokerStatus, Leadership, PartitionView};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// The controller has not heard from a broker for broker.session.timeout.ms.
    pub(super) fn fence(&mut self, broker: BrokerId) -> Applied {
        if !self.world.misses_heartbeats(broker) {
            return Err(NotEnabled(
                "this broker still sends heartbeats, or is fenced already",
            ));
        }
        self.world.controller.edit().brokers[broker.index()].fenced = true;
        self.report(Event::BrokerFenced(broker));
        self.remove_from_in_sync(broker, false);
        Ok(())
    }

    /// A started broker registers, catches up with the metadata and is unfenced; a fenced one sends heartbeats again.
    pub(super) fn unfence(&mut self, broker: BrokerId) -> Applied {
        if !self.world.may_unfence(broker) {
            return Err(NotEnabled(
                "this broker cannot register now, or has nothing to register",
            ));
        }
        self.world.broker_mut(broker).status = BrokerStatus::Running;
        let controller = self.world.controller.edit();
        controller.brokers[broker.index()].fenced = false;
        controller.brokers[broker.index()].shutting_down = false;
        for partition in self.scenario.partition_ids() {
            if self.world.controller.view.of(partition).leader.is_none() {
                let view = self.world.controller.view.of(partition);
                self.change_partition(partition, view.in_sync_replicas, BrokerSet::EMPTY);
            }
        }
        self.report(Event::BrokerUnfenced(broker));
        self.take_view(broker);
        Ok(())
    }

    /// A broker registers as a new process. Without the file that proves a clean stop it is taken out of every in-sync
    /// set and every set of eligible leaders (KIP-966; `ReplicationControlManager.handleBrokerShutdown`).
    pub(super) fn register(&mut self, broker: BrokerId, clean: bool) {
        self.world.controller.edit().brokers[broker.index()].fenced = true;
        self.remove_from_in_sync(broker, !clean && self.scenario.eligible_leader_replicas);
    }

    /// Takes a broker out of every in-sync set; `unclean` takes it out of every set of eligible leaders too.
    pub(super) fn remove_from_in_sync(&mut self, broker: BrokerId, unclean: bool) {
        for partition in self.scenario.partition_ids() {
            if self
                .scenario
                .partition(partition)
                .replicas
                .contains(&broker)
            {
                let view = self.world.controller.view.of(partition);
                let gone = if unclean {
                    BrokerSet::EMPTY.with(broker)
                } else {
                    BrokerSet::EMPTY
                };
                self.change_partition(partition, view.in_sync_replicas.without(broker), gone);
            }
        }
    }

    /// A leader reports followers that have caught up.
    pub(super) fn expand_in_sync_replicas(
        &mut self,
        partition: PartitionId,
        leader: BrokerId,
    ) -> Applied {
        let joining = self.world.joining(self.scenario, partition, leader);
        if joining.is_empty() {
            return Err(NotEnabled("no follower of this leader has caught up"));
        }
        let in_sync = self
            .world
            .controller
            .view
            .of(partition)
            .in_sync_replicas
            .union(joining);
        self.change_partition(partition, in_sync, BrokerSet::EMPTY);
        self.leader_hears(partition, leader);
        Ok(())
    }

    /// A leader reports a follower that was behind for replica.lag.time.max.ms.
    pub(super) fn shrink_in_sync_replicas(
        &mut self,
        partition: PartitionId,
        follower: BrokerId,
    ) -> Applied {
        let Some(leader) = self.world.lagging_behind(partition, follower) else {
            return Err(NotEnabled(
                "this follower is not behind, or its leader cannot reach the controller",
            ));
        };
        let in_sync = self
            .world
            .controller
            .view
            .of(partition)
            .in_sync_replicas
            .without(follower);
        self.change_partition(partition, in_sync, BrokerSet::EMPTY);
        self.leader_hears(partition, leader);
        Ok(())
    }

    /// AlterPartition's answer tells the leader the new in-sync replicas at once.
    fn leader_hears(&mut self, partition: PartitionId, leader: BrokerId) {
        let decided = self.world.controller.view.of(partition);
        let view = &mut self.world.broker_mut(leader).view;
        Arc::make_mut(view).partitions[partition.index()] = decided;
        self.raise_high_watermark(leader, partition);
    }

    /// Gives a partition new in-sync replicas, and the eligible leaders and the leader that follow from them
    /// (`PartitionChangeBuilder`). `unclean` are replicas that may have lost data.
    fn change_partition(&mut self, partition: PartitionId, in_sync: BrokerSet, unclean: BrokerSet) {
        let setup = self.scenario.partition(partition);
        let before = self.world.controller.view.of(partition);
        let mut after = before;
        after.in_sync_replicas = in_sync;
        if in_sync.is_empty() && !self.scenario.eligible_leader_replicas {
            // Without eligible leader replicas the last in-sync replica stays, and the partition waits for it.
            after.in_sync_replicas = before.in_sync_replicas;
        }
        after.eligible_leader_replicas =
            self.eligible_leaders(partition, before, after.in_sync_replicas, unclean);
        let known = self.world.controller.last_known_leaders[partition.index()];
        match self.elect(partition, after, before.leader.or(known)) {
            Some(leader) => {
                if !after.in_sync_replicas.contains(leader) {
                    after.in_sync_replicas = BrokerSet::EMPTY.with(leader);
                    let eligible = after.eligible_leader_replicas.without(leader);
                    let enough =
                        after.in_sync_replicas.count() >= setup.effective_min_insync_replicas();
                    after.eligible_leader_replicas =
                        if enough { BrokerSet::EMPTY } else { eligible };
                }
                after.leader = Some(leader);
            }
            None => after.leader = None,
        }
        if after.leader != before.leader {
            after.leader_epoch = LeaderEpoch(before.leader_epoch.0 + 1);
        }
        let last_known = match after.leader {
            Some(_) => None,
            None if after.in_sync_replicas.is_empty() => before.leader.or(known),
            None => known,
        };
        self.store_partition(partition, before, after, last_known);
    }

    fn store_partition(
        &mut self,
        partition: PartitionId,
        before: PartitionView,
        mut after: PartitionView,
        last_known: Option<BrokerId>,
    ) {
        if self.world.controller.last_known_leaders[partition.index()] != last_known {
            self.world.controller.edit().last_known_leaders[partition.index()] = last_known;
        }
        if after == before {
            return;
        }
        after.partition_epoch = before.partition_epoch + 1;
        self.world.controller.edit().view.partitions[partition.index()] = after;
        if after.in_sync_replicas != before.in_sync_replicas {
            self.report(Event::InSyncReplicasChanged(
                partition,
                after.in_sync_replicas,
            ));
        }
        if after.eligible_leader_replicas != before.eligible_leader_replicas {
            self.report(Event::EligibleLeaderReplicasChanged(
                partition,
                after.eligible_leader_replicas,
            ));
        }
        if after.leader != before.leader {
            self.report(Event::LeaderElected(
                partition,
                after.leader,
                after.leader_epoch,
            ));
        }
    }

    /// While too few are in sync, whoever left stays eligible: the high watermark has stood still since
    /// (`PartitionChangeBuilder.maybePopulateTargetElr`).
    fn eligible_leaders(
        &self,
        partition: PartitionId,
        before: PartitionView,
        in_sync: BrokerSet,
        unclean: BrokerSet,
    ) -> BrokerSet {
        let enough = in_sync.count()
            >= self
                .scenario
                .partition(partition)
                .effective_min_insync_replicas();
        if enough || !self.scenario.eligible_leader_replicas {
            return BrokerSet::EMPTY;
        }
        before
            .eligible_leader_replicas
            .union(before.in_sync_replicas)
            .minus(in_sync)
            .minus(unclean)
    }

    /// Who leads, in Kafka's order of choice (`PartitionChangeBuilder.electAnyLeader`).
    fn elect(
        &self,
        partition: PartitionId,
        view: PartitionView,
        last_known: Option<BrokerId>,
    ) -> Option<BrokerId> {
        let setup = self.scenario.partition(partition);
        let is_active = |broker: &BrokerId| self.world.controller.registration(*broker).is_active();
        let first = |set: BrokerSet| {
            setup
                .replicas
                .iter()
                .copied()
                .find(|b| set.contains(*b) && is_active(b))
        };
        let current = view
            .leader
            .filter(|leader| view.in_sync_replicas.contains(*leader) && is_active(leader));
        current
            .or_else(|| first(view.in_sync_replicas))
            .or_else(|| {
                first(view.eligible_leader_replicas).filter(|_| view.in_sync_replicas.is_empty())
            })
            .or_else(|| {
                let nobody =
                    view.in_sync_replicas.is_empty() && view.eligible_leader_replicas.is_empty();
                last_known.filter(|leader| {
                    nobody
                        && self.scenario.eligible_leader_replicas
                        && view.leader.is_none()
                        && is_active(leader)
                })
            })
            .or_else(|| {
                setup
                    .replicas
                    .iter()
                    .copied()
                    .find(|b| setup.unclean_leader_election && is_active(b))
            })
    }

    /// A broker hears what the controller has decided.
    pub(super) fn broker_learns(&mut self, broker: BrokerId) -> Applied {
        if !self.world.broker_can_learn(broker) {
            return Err(NotEnabled(
                "this broker has nothing to learn, or cannot reach the controller",
            ));
        }
        self.take_view(broker);
        Ok(())
    }

    fn take_view(&mut self, broker: BrokerId) {
        let view = Arc::new(self.world.controller.view.clone());
        let before = std::mem::replace(&mut self.world.broker_mut(broker).view, Arc::clone(&view));
        self.report(Event::MetadataLearned(NodeId::Broker(broker)));
        for partition in self.scenario.partition_ids() {
            let decided = view.of(partition);
            let led = self.world.broker(broker).leading[partition.index()]
                .as_ref()
                .map(|leading| leading.epoch);
            if decided.leader == Some(broker) {
                if led != Some(decided.leader_epoch) {
                    self.begin_to_lead(broker, partition, decided.leader_epoch);
                }
                self.raise_high_watermark(broker, partition);
            } else if led.is_some() {
                self.world.broker_mut(broker).leading[partition.index()] = None;
                self.report(Event::LeadershipLost(broker, partition));
                self.forget_verifications(broker, partition);
                self.fail_parked(broker, partition);
                self.forget_transactions(broker, partition);
                self.forget_groups(broker, partition);
            }
            let is_another = before.of(partition).leader_epoch != decided.leader_epoch;
            if is_another && decided.leader.is_some_and(|leader| leader != broker) {
                self.begin_to_follow(broker, partition);
            }
        }
    }

    fn begin_to_lead(&mut self, broker: BrokerId, partition: PartitionId, epoch: LeaderEpoch) {
        self.forget_transactions(broker, partition);
        self.forget_groups(broker, partition);
        self.world.replica_mut(partition, broker).begin_epoch(epoch);
        let reported = vec![None; usize::from(self.world.broker_count)];
        self.world.broker_mut(broker).leading[partition.index()] =
            Some(Leadership { epoch, reported });
        self.report(Event::LeadershipTaken(broker, partition));
    }
}

impl World {
    /// Whether the controller hears nothing from a broker that it has not fenced yet.
    pub(crate) fn misses_heartbeats(&self, broker: BrokerId) -> bool {
        let silent = !self.broker(broker).is_running() || self.is_cut_from_controller(broker);
        silent && !self.controller.registration(broker).fenced
    }

    /// Whether a broker can register or be unfenced now.
    pub(crate) fn may_unfence(&self, broker: BrokerId) -> bool {
        let waits = match self.broker(broker).status {
            BrokerStatus::Starting => true,
            BrokerStatus::Running => self.controller.registration(broker).fenced,
            BrokerStatus::Paused | BrokerStatus::Down { .. } => false,
        };
        waits && !self.is_cut_from_controller(broker)
    }

    pub(crate) fn is_cut_from_controller(&self, broker: BrokerId) -> bool {
        self.links
            .is_cut(NodeId::Broker(broker), NodeId::Controller)
    }

    /// Whether a broker's view is out of date and the controller can tell it.
    pub(crate) fn broker_can_learn(&self, broker: BrokerId) -> bool {
        self.broker(broker).is_running()
            && !self.is_cut_from_controller(broker)
            && *self.broker(broker).view != self.controller.view
    }

    /// The followers that this leader may propose for the in-sync replicas.
    pub(crate) fn joining(
        &self,
        scenario: &crate::scenario::Scenario,
        partition: PartitionId,
        leader: BrokerId,
    ) -> BrokerSet {
        if !self.may_alter(partition, leader) {
            return BrokerSet::EMPTY;
        }
        let replicas = scenario.partition(partition).replicas.iter().copied();
        replicas
            .filter(|follower| {
                *follower != leader && self.may_join_in_sync(leader, partition, *follower)
            })
            .collect()
    }

    /// The leader that can report this in-sync follower as lagging.
    pub(crate) fn lagging_behind(
        &self,
        partition: PartitionId,
        follower: BrokerId,
    ) -> Option<BrokerId> {
        let view = self.controller.view.of(partition);
        let leader = view.leader.filter(|leader| *leader != follower)?;
        if !view.in_sync_replicas.contains(follower) || !self.may_alter(partition, leader) {
            return None;
        }
        let leading = self.broker(leader).leading[partition.index()].as_ref()?;
        let end = self.replica(partition, leader).log_end_offset();
        (leading.reported[follower.index()] != Some(end)).then_some(leader)
    }

    /// Whether the controller would take this leader's word: it runs, is heard, and leads in the current epoch.
    fn may_alter(&self, partition: PartitionId, leader: BrokerId) -> bool {
        let decided = self.controller.view.of(partition);
        decided.leader == Some(leader)
            && self.broker(leader).is_running()
            && !self.is_cut_from_controller(leader)
            && self.broker(leader).view.of(partition) == decided
            && self.broker(leader).leads(partition)
    }
}
