//! Mechanisms that can be taken out, one by one, to see what each was for. All are on in a real Kafka.

/// One of Kafka's safeguards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mechanism {
    /// [`Mechanisms::sequence_check`]
    SequenceCheck,
    /// [`Mechanisms::producer_epoch_fence`]
    ProducerEpochFence,
    /// [`Mechanisms::transaction_log`]
    TransactionLog,
    /// [`Mechanisms::last_stable_offset`]
    LastStableOffset,
    /// [`Mechanisms::in_sync_wait`]
    InSyncWait,
    /// [`Mechanisms::leader_epoch_truncation`]
    LeaderEpochTruncation,
    /// [`Mechanisms::group_generation_fence`]
    GroupGenerationFence,
    /// [`Mechanisms::coordinator_epoch_check`]
    CoordinatorEpochCheck,
    /// [`Mechanisms::partition_verification`]
    PartitionVerification,
}

impl Mechanism {
    /// Every mechanism, in the order the page shows them.
    pub const ALL: [Mechanism; 9] = [
        Mechanism::SequenceCheck,
        Mechanism::ProducerEpochFence,
        Mechanism::TransactionLog,
        Mechanism::LastStableOffset,
        Mechanism::InSyncWait,
        Mechanism::LeaderEpochTruncation,
        Mechanism::GroupGenerationFence,
        Mechanism::CoordinatorEpochCheck,
        Mechanism::PartitionVerification,
    ];

    /// The name in scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mechanism::SequenceCheck => "sequence_check",
            Mechanism::ProducerEpochFence => "producer_epoch_fence",
            Mechanism::TransactionLog => "transaction_log",
            Mechanism::LastStableOffset => "last_stable_offset",
            Mechanism::InSyncWait => "in_sync_wait",
            Mechanism::LeaderEpochTruncation => "leader_epoch_truncation",
            Mechanism::GroupGenerationFence => "group_generation_fence",
            Mechanism::CoordinatorEpochCheck => "coordinator_epoch_check",
            Mechanism::PartitionVerification => "partition_verification",
        }
    }
}

/// Which of Kafka's safeguards work. A scene with one off says so loudly.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mechanisms {
    /// Leaders compare sequence numbers and recognise repeated batches.
    pub sequence_check: bool,
    /// Leaders and coordinators refuse a producer with an old epoch.
    pub producer_epoch_fence: bool,
    /// Coordinators write to `__transaction_state` before they act. Without it their memory is all there is.
    pub transaction_log: bool,
    /// Markers end transactions in logs, and read_committed readers wait at the last stable offset and skip what was
    /// aborted. Without it they read what read_uncommitted readers read.
    pub last_stable_offset: bool,
    /// Leaders wait for the in-sync replicas: acks=all is answered, and readers are given a record, once all of them have
    /// it. Without it a leader answers and gives out what it alone has appended.
    pub in_sync_wait: bool,
    /// Followers truncate by leader epochs (KIP-101). Without it they truncate to their own high watermark when they
    /// learn of another leader, as before Kafka 0.11.
    pub leader_epoch_truncation: bool,
    /// Group coordinators refuse offsets from who is no member of the group, or of another generation of it.
    pub group_generation_fence: bool,
    /// Leaders refuse markers from a coordinator that has a successor.
    pub coordinator_epoch_check: bool,
    /// Leaders ask the coordinator whether a partition belongs to the transaction before the first batch
    /// (transaction.partition.verification.enable, KIP-890 part 1).
    pub partition_verification: bool,
}

impl Mechanisms {
    /// Whether one works.
    #[must_use]
    pub fn works(mut self, mechanism: Mechanism) -> bool {
        *self.field(mechanism)
    }

    /// Puts one in or takes it out.
    pub fn set(&mut self, mechanism: Mechanism, works: bool) {
        *self.field(mechanism) = works;
    }

    fn field(&mut self, mechanism: Mechanism) -> &mut bool {
        match mechanism {
            Mechanism::SequenceCheck => &mut self.sequence_check,
            Mechanism::ProducerEpochFence => &mut self.producer_epoch_fence,
            Mechanism::TransactionLog => &mut self.transaction_log,
            Mechanism::LastStableOffset => &mut self.last_stable_offset,
            Mechanism::InSyncWait => &mut self.in_sync_wait,
            Mechanism::LeaderEpochTruncation => &mut self.leader_epoch_truncation,
            Mechanism::GroupGenerationFence => &mut self.group_generation_fence,
            Mechanism::CoordinatorEpochCheck => &mut self.coordinator_epoch_check,
            Mechanism::PartitionVerification => &mut self.partition_verification,
        }
    }
}

impl Default for Mechanisms {
    fn default() -> Self {
        Mechanisms {
            sequence_check: true,
            producer_epoch_fence: true,
            transaction_log: true,
            last_stable_offset: true,
            in_sync_wait: true,
            leader_epoch_truncation: true,
            group_generation_fence: true,
            coordinator_epoch_check: true,
            partition_verification: true,
        }
    }
}
