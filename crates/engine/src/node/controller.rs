//! The controller's truth about the cluster, and the copy of it that each node has learned.

use crate::ids::{BrokerId, BrokerSet, LeaderEpoch, PartitionId};

/// What the controller says of one partition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PartitionView {
    /// Who leads, if anybody can.
    pub leader: Option<BrokerId>,
    /// Raised at each change of leader.
    pub leader_epoch: LeaderEpoch,
    /// Raised at each change of any field.
    pub partition_epoch: u16,
    /// The in-sync replicas.
    pub in_sync_replicas: BrokerSet,
    /// The eligible leader replicas (KIP-966).
    pub eligible_leader_replicas: BrokerSet,
}

/// The state of all partitions at some moment.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ClusterView {
    /// By partition id.
    pub partitions: Vec<PartitionView>,
}

impl ClusterView {
    /// What it says of one partition.
    #[must_use]
    pub fn of(&self, partition: PartitionId) -> PartitionView {
        self.partitions[partition.index()]
    }
}

/// What the controller knows of one broker.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Registration {
    /// A fenced broker leads nothing and is in no in-sync set.
    pub fenced: bool,
    /// In a controlled shutdown.
    pub shutting_down: bool,
}

impl Registration {
    /// Whether it may lead and be in sync.
    #[must_use]
    pub fn is_active(self) -> bool {
        !self.fenced && !self.shutting_down
    }
}

/// The active controller. It holds the truth and never fails here.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Controller {
    /// The truth about partitions.
    pub view: ClusterView,
    /// By broker.
    pub brokers: Vec<Registration>,
    /// Per partition: who led when the in-sync set became empty (`lastKnownElr`).
    pub last_known_leaders: Vec<Option<BrokerId>>,
    /// The next producer id to give out.
    pub next_producer_id: u16,
}

impl Controller {
    /// What it knows of a broker.
    #[must_use]
    pub fn registration(&self, broker: BrokerId) -> Registration {
        self.brokers[broker.index()]
    }
}
