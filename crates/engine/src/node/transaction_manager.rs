//! The transactional side of a Java producer (`TransactionManager`).

use super::Coordinator;
use crate::ids::{GroupId, Offset, PartitionId, PartitionSet};
use crate::log::TransactionResult;
use crate::protocol::{ClientException, EnvelopeKey, GroupMetadata};

/// The states of a transactional producer, with Kafka's names (`TransactionManager.State`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ManagerState {
    /// initTransactions() was not called.
    Uninitialized,
    /// It asks for its identity.
    Initializing,
    /// No transaction is open.
    Ready,
    /// beginTransaction() was called.
    InTransaction,
    /// commitTransaction() was called.
    CommittingTransaction,
    /// abortTransaction() was called.
    AbortingTransaction,
    /// Something failed: abortTransaction() is all that is left.
    AbortableError,
    /// The producer is of no use any more.
    FatalError,
}

impl ManagerState {
    /// Every state, in the order in which a producer comes to them.
    pub const ALL: [ManagerState; 8] = [
        ManagerState::Uninitialized,
        ManagerState::Initializing,
        ManagerState::Ready,
        ManagerState::InTransaction,
        ManagerState::CommittingTransaction,
        ManagerState::AbortingTransaction,
        ManagerState::AbortableError,
        ManagerState::FatalError,
    ];

    /// The name as the Java enum spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ManagerState::Uninitialized => "UNINITIALIZED",
            ManagerState::Initializing => "INITIALIZING",
            ManagerState::Ready => "READY",
            ManagerState::InTransaction => "IN_TRANSACTION",
            ManagerState::CommittingTransaction => "COMMITTING_TRANSACTION",
            ManagerState::AbortingTransaction => "ABORTING_TRANSACTION",
            ManagerState::AbortableError => "ABORTABLE_ERROR",
            ManagerState::FatalError => "FATAL_ERROR",
        }
    }
}

/// A call of the application that returns some time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TransactionCall {
    /// initTransactions()
    InitTransactions,
    /// beginTransaction(); returns at once.
    BeginTransaction,
    /// sendOffsetsToTransaction()
    SendOffsetsToTransaction,
    /// commitTransaction()
    CommitTransaction,
    /// abortTransaction()
    AbortTransaction,
}

impl TransactionCall {
    /// Every call, in the order in which an application makes them.
    pub const ALL: [TransactionCall; 5] = [
        TransactionCall::InitTransactions,
        TransactionCall::BeginTransaction,
        TransactionCall::SendOffsetsToTransaction,
        TransactionCall::CommitTransaction,
        TransactionCall::AbortTransaction,
    ];

    /// The Java method's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TransactionCall::InitTransactions => "initTransactions",
            TransactionCall::BeginTransaction => "beginTransaction",
            TransactionCall::SendOffsetsToTransaction => "sendOffsetsToTransaction",
            TransactionCall::CommitTransaction => "commitTransaction",
            TransactionCall::AbortTransaction => "abortTransaction",
        }
    }
}

/// An offset on its way into the transaction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OffsetInTransaction {
    /// Whose.
    pub group: GroupId,
    /// For which partition.
    pub partition: PartitionId,
    /// The offset to read next.
    pub offset: Offset,
    /// What the application said of its membership when it called.
    pub metadata: GroupMetadata,
    /// AddOffsetsToTxn was acknowledged: TxnOffsetCommit is next.
    pub added: bool,
}

/// What a transactional producer keeps besides its batches.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TransactionManager {
    /// Where it stands.
    pub state: ManagerState,
    /// What went wrong, in an error state.
    pub error: Option<ClientException>,
    /// The coordinator of its transactional.id.
    pub coordinator: Coordinator,
    /// The coordinator of the group whose offsets it sends.
    pub group_coordinator: Coordinator,
    /// The request to a coordinator that is in flight; never more than one.
    pub request: Option<EnvelopeKey>,
    /// retry.backoff.ms is running before the next one.
    pub backing_off: bool,
    /// It must ask for an identity, or for a higher epoch.
    pub wants_identity: bool,
    /// Partitions that were sent to in this transaction and are not added to it yet.
    pub new_partitions: PartitionSet,
    /// Partitions that AddPartitionsToTxn names until it is acknowledged.
    pub adding: PartitionSet,
    /// Partitions of the transaction.
    pub partitions: PartitionSet,
    /// Offsets to send.
    pub offsets: Option<OffsetInTransaction>,
    /// How the transaction is being ended.
    pub ending: Option<TransactionResult>,
    /// The coordinator knows of the transaction.
    pub started: bool,
    /// A batch failed: the epoch must be raised after the abort (`clientSideEpochBumpRequired`).
    pub epoch_bump_required: bool,
    /// The call that has not returned.
    pub call: Option<TransactionCall>,
    /// The last call that has returned, and what it threw.
    pub returned: Option<(TransactionCall, Option<ClientException>)>,
}

impl TransactionManager {
    /// A producer on which nothing was called yet.
    #[must_use]
    pub fn new() -> TransactionManager {
        TransactionManager {
            state: ManagerState::Uninitialized,
            error: None,
            coordinator: Coordinator::Unknown,
            group_coordinator: Coordinator::Unknown,
            request: None,
            backing_off: false,
            wants_identity: false,
            new_partitions: PartitionSet::EMPTY,
            adding: PartitionSet::EMPTY,
            partitions: PartitionSet::EMPTY,
            offsets: None,
            ending: None,
            started: false,
            epoch_bump_required: false,
            call: None,
            returned: None,
        }
    }

    /// Whether an error keeps it from going on.
    #[must_use]
    pub fn has_error(&self) -> bool {
        matches!(
            self.state,
            ManagerState::AbortableError | ManagerState::FatalError
        )
    }

    /// Whether initTransactions() is still to be called, or has not returned.
    #[must_use]
    pub fn awaits_initialization(&self) -> bool {
        self.state == ManagerState::Uninitialized
            || self.state == ManagerState::Initializing
                && self.call == Some(TransactionCall::InitTransactions)
    }

    /// Whether its application has a step left that ends the open transaction.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        !matches!(
            self.state,
            ManagerState::Uninitialized | ManagerState::FatalError
        )
    }

    /// Whether batches that were never sent are given up, because the transaction will not be committed.
    #[must_use]
    pub fn gives_up_unsent(&self) -> bool {
        matches!(
            self.state,
            ManagerState::AbortableError
                | ManagerState::FatalError
                | ManagerState::AbortingTransaction
        )
    }
}

impl Default for TransactionManager {
    fn default() -> Self {
        TransactionManager::new()
    }
}
