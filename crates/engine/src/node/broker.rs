//! A broker's memory. What is on its disk stands in [`crate::log::Replica`].

use std::sync::Arc;

use super::ClusterView;
use crate::ids::{LeaderEpoch, Offset, PartitionId};
use crate::protocol::{Envelope, EnvelopeKey, KafkaError, Request};

/// What a broker process is doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BrokerStatus {
    /// Serving.
    Running,
    /// Stopped like a process under SIGSTOP: sockets stay open, nothing moves.
    Paused,
    /// Started, not yet registered with the controller: serves nothing.
    Starting,
    /// Not there. `clean` tells whether it wrote the file that proves a controlled shutdown.
    Down {
        /// Whether the stop was a controlled one.
        clean: bool,
    },
}

impl BrokerStatus {
    /// Whether the process exists, so that a connection to it opens.
    #[must_use]
    pub fn is_up(self) -> bool {
        !matches!(self, BrokerStatus::Down { .. })
    }
}

/// What a leader knows about the followers of one partition it leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Leadership {
    /// The epoch it leads in.
    pub epoch: LeaderEpoch,
    /// By broker: the log end offset that follower reported in this epoch.
    pub reported: Vec<Option<Offset>>,
}

/// Work that waits at a broker for the high watermark or for records.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Parked {
    /// The request that waits.
    pub key: EnvelopeKey,
    /// Whether the connection it came over is still there to answer on.
    pub answerable: bool,
    /// What it waits for.
    pub work: ParkedWork,
}

impl Parked {
    /// Whether it waits for the high watermark, and not longer than its sender has patience.
    #[must_use]
    pub fn waits_for_replication(&self) -> bool {
        matches!(
            self.work,
            ParkedWork::Append { .. } | ParkedWork::Markers { .. }
        )
    }
}

/// What parked work waits for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ParkedWork {
    /// An append, until the high watermark reaches `end_offset` (`DelayedProduce`).
    Append {
        /// Where it was appended.
        partition: PartitionId,
        /// Where its first record stands.
        base_offset: Offset,
        /// The offset after its last record.
        end_offset: Offset,
    },
    /// A fetch at the end of everything it asks for (`DelayedFetch`).
    Fetch {
        /// The request, to be looked at again.
        request: Request,
    },
    /// A first batch of a transaction, until the coordinator says that its partition belongs to it
    /// (`AddPartitionsToTxnManager`).
    Verification {
        /// The request: Produce or TxnOffsetCommit.
        request: Request,
        /// The question to the coordinator.
        question: EnvelopeKey,
        /// It holds the guard. A marker or another first batch takes it away.
        has_guard: bool,
    },
    /// Markers, until the high watermarks pass them.
    Markers {
        /// Partitions that wait, and the offset after each marker.
        waiting: Vec<(PartitionId, Offset)>,
        /// Partitions that are done, with their answer.
        done: Vec<(PartitionId, KafkaError)>,
    },
}

/// A broker's memory.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Broker {
    /// What the process is doing.
    pub status: BrokerStatus,
    /// What it has learned from the controller; may be out of date.
    pub view: Arc<ClusterView>,
    /// By partition: what it knows as leader, where it believes to lead.
    pub leading: Vec<Option<Leadership>>,
    /// Requests that wait, ascending by key: which of them came first changes nothing, so it leaves no trace.
    pub parked: Vec<Parked>,
    /// Requests that no connection orders any more: copies, and those whose sender gave up. Executable at any later step,
    /// in any order, so they stand in that of their keys.
    pub late: Vec<Envelope>,
}

impl Broker {
    /// Whether it believes to lead `partition`.
    #[must_use]
    pub fn leads(&self, partition: PartitionId) -> bool {
        self.leading[partition.index()].is_some()
    }

    /// A request begins to wait.
    pub fn park(&mut self, parked: Parked) {
        let place = self.parked.partition_point(|other| other.key < parked.key);
        self.parked.insert(place, parked);
    }

    /// A request may be carried out at any later step.
    pub fn add_late(&mut self, envelope: Envelope) {
        let place = self.late.partition_point(|other| other.key < envelope.key);
        self.late.insert(place, envelope);
    }

    /// Whether it serves requests.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.status == BrokerStatus::Running
    }
}
