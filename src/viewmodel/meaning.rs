//! What Kafka's names of states and errors mean, a sentence each.

use ackademy_engine::node::ManagerState;
use ackademy_engine::protocol::{ClientException, KafkaError};

use crate::i18n::{Message, message};

/// What a state of a transactional producer means.
#[must_use]
pub fn manager_meaning(state: ManagerState) -> Message {
    match state {
        ManagerState::Uninitialized => message("manager-uninitialized"),
        ManagerState::Initializing => message("manager-initializing"),
        ManagerState::Ready => message("manager-ready"),
        ManagerState::InTransaction => message("manager-in-transaction"),
        ManagerState::CommittingTransaction => message("manager-committing"),
        ManagerState::AbortingTransaction => message("manager-aborting"),
        ManagerState::AbortableError => message("manager-abortable-error"),
        ManagerState::FatalError => message("manager-fatal-error"),
    }
}

/// What an exception means to the application that catches it.
#[must_use]
pub fn exception_meaning(exception: ClientException) -> Message {
    match exception {
        ClientException::Timeout => message("exception-timeout"),
        ClientException::Broker(error) => error_meaning(error),
        ClientException::TransactionAborted => message("exception-transaction-aborted"),
        ClientException::ErrorState => message("exception-error-state"),
        ClientException::CommitFailed => message("exception-commit-failed"),
    }
}

/// What an error in an answer means to who asked.
#[must_use]
pub fn error_meaning(error: KafkaError) -> Message {
    match error {
        KafkaError::None => message("error-none"),
        KafkaError::OffsetOutOfRange => message("error-offset-out-of-range"),
        KafkaError::UnknownTopicOrPartition => message("error-unknown-topic-or-partition"),
        KafkaError::NotLeaderOrFollower => message("error-not-leader-or-follower"),
        KafkaError::RequestTimedOut => message("error-request-timed-out"),
        KafkaError::NetworkException => message("error-network-exception"),
        KafkaError::NotEnoughReplicas => message("error-not-enough-replicas"),
        KafkaError::NotEnoughReplicasAfterAppend => {
            message("error-not-enough-replicas-after-append")
        }
        KafkaError::CoordinatorNotAvailable => message("error-coordinator-not-available"),
        KafkaError::CoordinatorLoadInProgress => message("error-coordinator-load-in-progress"),
        KafkaError::NotCoordinator => message("error-not-coordinator"),
        KafkaError::OutOfOrderSequenceNumber => message("error-out-of-order-sequence-number"),
        KafkaError::InvalidProducerEpoch => message("error-invalid-producer-epoch"),
        KafkaError::InvalidRequest => message("error-invalid-request"),
        KafkaError::InvalidTxnState => message("error-invalid-txn-state"),
        KafkaError::InvalidProducerIdMapping => message("error-invalid-producer-id-mapping"),
        KafkaError::InvalidTransactionTimeout => message("error-invalid-transaction-timeout"),
        KafkaError::ConcurrentTransactions => message("error-concurrent-transactions"),
        KafkaError::TransactionCoordinatorFenced => message("error-transaction-coordinator-fenced"),
        KafkaError::UnstableOffsetCommit => message("error-unstable-offset-commit"),
        KafkaError::ProducerFenced => message("error-producer-fenced"),
        KafkaError::TransactionAbortable => message("error-transaction-abortable"),
        KafkaError::IllegalGeneration => message("error-illegal-generation"),
        KafkaError::UnknownMemberId => message("error-unknown-member-id"),
        KafkaError::RebalanceInProgress => message("error-rebalance-in-progress"),
        KafkaError::GroupIdNotFound => message("error-group-id-not-found"),
        KafkaError::MemberIdRequired => message("error-member-id-required"),
    }
}
