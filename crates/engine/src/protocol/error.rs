//! Kafka's error names, as the protocol spells them (`Errors.java`).

/// An error code of the protocol. `None` is Kafka's NONE: success.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum KafkaError {
    /// Success.
    None,
    /// The fetched offset is not in the log.
    OffsetOutOfRange,
    /// No such partition.
    UnknownTopicOrPartition,
    /// This broker does not lead the partition, or no longer.
    NotLeaderOrFollower,
    /// The wait for replication or an answer was too long.
    RequestTimedOut,
    /// The connection broke.
    NetworkException,
    /// Fewer in-sync replicas than min.insync.replicas; nothing was appended.
    NotEnoughReplicas,
    /// The in-sync replicas shrank below min.insync.replicas after the append.
    NotEnoughReplicasAfterAppend,
    /// The coordinator is not ready.
    CoordinatorNotAvailable,
    /// The coordinator is reading its log.
    CoordinatorLoadInProgress,
    /// This broker is not the coordinator.
    NotCoordinator,
    /// The sequence is not the next one.
    OutOfOrderSequenceNumber,
    /// An older epoch of the producer.
    InvalidProducerEpoch,
    /// The request asks for something that no request may ask for.
    InvalidRequest,
    /// Not allowed in this state of the transaction.
    InvalidTxnState,
    /// The producer id is not the one of this transactional id, or the id is unknown.
    InvalidProducerIdMapping,
    /// transaction.timeout.ms is not between 1 and transaction.max.timeout.ms.
    InvalidTransactionTimeout,
    /// Another transition of this transactional id is under way.
    ConcurrentTransactions,
    /// A marker from a coordinator that has a successor.
    TransactionCoordinatorFenced,
    /// An offset was committed in a transaction whose outcome is open.
    UnstableOffsetCommit,
    /// A newer producer owns this transactional id.
    ProducerFenced,
    /// The transaction must be aborted to go on.
    TransactionAbortable,
    /// Another generation than the group's.
    IllegalGeneration,
    /// Not a member of the group.
    UnknownMemberId,
    /// The group rebalances: join again.
    RebalanceInProgress,
    /// No such group.
    GroupIdNotFound,
    /// Join again with the member id that is given here (KIP-394).
    MemberIdRequired,
}

impl KafkaError {
    /// Every error this engine can name.
    pub const ALL: [KafkaError; 27] = [
        KafkaError::None,
        KafkaError::OffsetOutOfRange,
        KafkaError::UnknownTopicOrPartition,
        KafkaError::NotLeaderOrFollower,
        KafkaError::RequestTimedOut,
        KafkaError::NetworkException,
        KafkaError::NotEnoughReplicas,
        KafkaError::NotEnoughReplicasAfterAppend,
        KafkaError::CoordinatorNotAvailable,
        KafkaError::CoordinatorLoadInProgress,
        KafkaError::NotCoordinator,
        KafkaError::OutOfOrderSequenceNumber,
        KafkaError::InvalidProducerEpoch,
        KafkaError::InvalidRequest,
        KafkaError::InvalidTxnState,
        KafkaError::InvalidProducerIdMapping,
        KafkaError::InvalidTransactionTimeout,
        KafkaError::ConcurrentTransactions,
        KafkaError::TransactionCoordinatorFenced,
        KafkaError::UnstableOffsetCommit,
        KafkaError::ProducerFenced,
        KafkaError::TransactionAbortable,
        KafkaError::IllegalGeneration,
        KafkaError::UnknownMemberId,
        KafkaError::RebalanceInProgress,
        KafkaError::GroupIdNotFound,
        KafkaError::MemberIdRequired,
    ];

    /// The name as the protocol spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            KafkaError::None => "NONE",
            KafkaError::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
            KafkaError::UnknownTopicOrPartition => "UNKNOWN_TOPIC_OR_PARTITION",
            KafkaError::NotLeaderOrFollower => "NOT_LEADER_OR_FOLLOWER",
            KafkaError::RequestTimedOut => "REQUEST_TIMED_OUT",
            KafkaError::NetworkException => "NETWORK_EXCEPTION",
            KafkaError::NotEnoughReplicas => "NOT_ENOUGH_REPLICAS",
            KafkaError::NotEnoughReplicasAfterAppend => "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
            KafkaError::CoordinatorNotAvailable => "COORDINATOR_NOT_AVAILABLE",
            KafkaError::CoordinatorLoadInProgress => "COORDINATOR_LOAD_IN_PROGRESS",
            KafkaError::NotCoordinator => "NOT_COORDINATOR",
            KafkaError::OutOfOrderSequenceNumber => "OUT_OF_ORDER_SEQUENCE_NUMBER",
            KafkaError::InvalidProducerEpoch => "INVALID_PRODUCER_EPOCH",
            KafkaError::InvalidRequest => "INVALID_REQUEST",
            KafkaError::InvalidTxnState => "INVALID_TXN_STATE",
            KafkaError::InvalidProducerIdMapping => "INVALID_PRODUCER_ID_MAPPING",
            KafkaError::InvalidTransactionTimeout => "INVALID_TRANSACTION_TIMEOUT",
            KafkaError::ConcurrentTransactions => "CONCURRENT_TRANSACTIONS",
            KafkaError::TransactionCoordinatorFenced => "TRANSACTION_COORDINATOR_FENCED",
            KafkaError::UnstableOffsetCommit => "UNSTABLE_OFFSET_COMMIT",
            KafkaError::ProducerFenced => "PRODUCER_FENCED",
            KafkaError::TransactionAbortable => "TRANSACTION_ABORTABLE",
            KafkaError::IllegalGeneration => "ILLEGAL_GENERATION",
            KafkaError::UnknownMemberId => "UNKNOWN_MEMBER_ID",
            KafkaError::RebalanceInProgress => "REBALANCE_IN_PROGRESS",
            KafkaError::GroupIdNotFound => "GROUP_ID_NOT_FOUND",
            KafkaError::MemberIdRequired => "MEMBER_ID_REQUIRED",
        }
    }

    /// The error with this protocol name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<KafkaError> {
        KafkaError::ALL
            .into_iter()
            .find(|error| error.name() == name)
    }

    /// Whether the Java class is a `RetriableException`.
    #[must_use]
    pub fn is_retriable(self) -> bool {
        !matches!(
            self,
            KafkaError::None
                | KafkaError::OffsetOutOfRange
                | KafkaError::OutOfOrderSequenceNumber
                | KafkaError::InvalidProducerEpoch
                | KafkaError::InvalidRequest
                | KafkaError::InvalidTxnState
                | KafkaError::InvalidProducerIdMapping
                | KafkaError::InvalidTransactionTimeout
                | KafkaError::TransactionCoordinatorFenced
                | KafkaError::ProducerFenced
                | KafkaError::TransactionAbortable
                | KafkaError::IllegalGeneration
                | KafkaError::UnknownMemberId
                | KafkaError::RebalanceInProgress
                | KafkaError::GroupIdNotFound
                | KafkaError::MemberIdRequired
        )
    }

    /// Whether a client asks for fresh metadata on it (`InvalidMetadataException` and the broken connection).
    #[must_use]
    pub fn refreshes_metadata(self) -> bool {
        matches!(
            self,
            KafkaError::NotLeaderOrFollower
                | KafkaError::UnknownTopicOrPartition
                | KafkaError::NetworkException
        )
    }
}

/// What an application's callback is given when a send fails.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClientException {
    /// delivery.timeout.ms passed, whatever became of the batch (`Sender.failExpiredBatches`).
    Timeout,
    /// The broker's error, once retries are used up or when it is not retriable.
    Broker(KafkaError),
    /// The transaction was aborted before the record was sent.
    TransactionAborted,
    /// The producer is in an error state for a reason it has told before (`maybeFailWithError`).
    ErrorState,
    /// Offsets were not stored: the group has gone on without this member.
    CommitFailed,
}

impl ClientException {
    /// The simple name of the Java exception class.
    #[must_use]
    pub fn class_name(self) -> &'static str {
        match self {
            ClientException::Timeout | ClientException::Broker(KafkaError::RequestTimedOut) => {
                "TimeoutException"
            }
            ClientException::TransactionAborted => "TransactionAbortedException",
            ClientException::ErrorState => "KafkaException",
            ClientException::CommitFailed => "CommitFailedException",
            ClientException::Broker(error) => match error {
                KafkaError::NotLeaderOrFollower => "NotLeaderOrFollowerException",
                KafkaError::UnknownTopicOrPartition => "UnknownTopicOrPartitionException",
                KafkaError::NetworkException => "NetworkException",
                KafkaError::NotEnoughReplicas => "NotEnoughReplicasException",
                KafkaError::NotEnoughReplicasAfterAppend => "NotEnoughReplicasAfterAppendException",
                KafkaError::CoordinatorNotAvailable => "CoordinatorNotAvailableException",
                KafkaError::CoordinatorLoadInProgress => "CoordinatorLoadInProgressException",
                KafkaError::NotCoordinator => "NotCoordinatorException",
                KafkaError::OutOfOrderSequenceNumber => "OutOfOrderSequenceException",
                KafkaError::InvalidProducerEpoch => "InvalidProducerEpochException",
                KafkaError::OffsetOutOfRange => "OffsetOutOfRangeException",
                KafkaError::InvalidRequest => "InvalidRequestException",
                KafkaError::InvalidTxnState => "InvalidTxnStateException",
                KafkaError::InvalidProducerIdMapping => "InvalidPidMappingException",
                KafkaError::InvalidTransactionTimeout => "InvalidTxnTimeoutException",
                KafkaError::ConcurrentTransactions => "ConcurrentTransactionsException",
                KafkaError::TransactionCoordinatorFenced => "TransactionCoordinatorFencedException",
                KafkaError::UnstableOffsetCommit => "UnstableOffsetCommitException",
                KafkaError::ProducerFenced => "ProducerFencedException",
                KafkaError::TransactionAbortable => "TransactionAbortableException",
                KafkaError::IllegalGeneration => "IllegalGenerationException",
                KafkaError::UnknownMemberId => "UnknownMemberIdException",
                KafkaError::RebalanceInProgress => "RebalanceInProgressException",
                KafkaError::GroupIdNotFound => "GroupIdNotFoundException",
                KafkaError::MemberIdRequired => "MemberIdRequiredException",
                KafkaError::None | KafkaError::RequestTimedOut => "KafkaException",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_found_again_by_its_name() {
        for error in KafkaError::ALL {
            assert_eq!(KafkaError::from_name(error.name()), Some(error));
        }
        assert_eq!(KafkaError::from_name("NO_SUCH_ERROR"), None);
    }
}
