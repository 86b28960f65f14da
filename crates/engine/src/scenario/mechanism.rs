//! Mechanisms that can be taken out, one by one, to see what each was for. All are on in a real Kafka.

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
    /// Leaders refuse markers from a coordinator that has a successor.
    pub coordinator_epoch_check: bool,
    /// Leaders ask the coordinator whether a partition belongs to the transaction before the first batch
    /// (transaction.partition.verification.enable, KIP-890 part 1).
    pub partition_verification: bool,
    /// Group coordinators refuse offsets from who is no member of the group, or of another generation of it.
    pub group_generation_fence: bool,
}

impl Default for Mechanisms {
    fn default() -> Self {
        Mechanisms {
            sequence_check: true,
            producer_epoch_fence: true,
            transaction_log: true,
            last_stable_offset: true,
            coordinator_epoch_check: true,
            partition_verification: true,
            group_generation_fence: true,
        }
    }
}
