//! What can be taken out of Kafka, and what applications can do beside it, in words.

use ackademy_engine::scenario::{Mechanism, Workaround};

use crate::i18n::{Message, message};

/// A part's name, and in one sentence what it is for.
#[must_use]
pub fn part_words(part: Mechanism) -> (Message, Message) {
    match part {
        Mechanism::SequenceCheck => (message("part-sequence"), message("part-sequence-why")),
        Mechanism::ProducerEpochFence => (message("part-fence"), message("part-fence-why")),
        Mechanism::TransactionLog => (message("part-log"), message("part-log-why")),
        Mechanism::LastStableOffset => (message("part-stable"), message("part-stable-why")),
        Mechanism::InSyncWait => (message("part-in-sync"), message("part-in-sync-why")),
        Mechanism::LeaderEpochTruncation => {
            (message("part-truncation"), message("part-truncation-why"))
        }
        Mechanism::GroupGenerationFence => {
            (message("part-generation"), message("part-generation-why"))
        }
        Mechanism::CoordinatorEpochCheck => {
            (message("part-coordinator"), message("part-coordinator-why"))
        }
        Mechanism::PartitionVerification => (
            message("part-verification"),
            message("part-verification-why"),
        ),
    }
}

/// A workaround in words.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkaroundWords {
    /// Its name.
    pub name: Message,
    /// What is done.
    pub what: Message,
    /// What it prevents.
    pub prevents: Message,
    /// What can still happen.
    pub leaves: Message,
    /// What it costs.
    pub costs: Message,
}

/// What a workaround does, prevents, leaves and costs.
#[must_use]
pub fn workaround_words(workaround: Workaround) -> WorkaroundWords {
    match workaround {
        Workaround::IdempotencyKey => WorkaroundWords {
            name: message("beside-key"),
            what: message("beside-key-what"),
            prevents: message("beside-key-prevents"),
            leaves: message("beside-key-leaves"),
            costs: message("beside-key-costs"),
        },
        Workaround::Inbox => WorkaroundWords {
            name: message("beside-inbox"),
            what: message("beside-inbox-what"),
            prevents: message("beside-inbox-prevents"),
            leaves: message("beside-inbox-leaves"),
            costs: message("beside-inbox-costs"),
        },
        Workaround::Outbox => WorkaroundWords {
            name: message("beside-outbox"),
            what: message("beside-outbox-what"),
            prevents: message("beside-outbox-prevents"),
            leaves: message("beside-outbox-leaves"),
            costs: message("beside-outbox-costs"),
        },
        Workaround::LockStep => WorkaroundWords {
            name: message("beside-lock-step"),
            what: message("beside-lock-step-what"),
            prevents: message("beside-lock-step-prevents"),
            leaves: message("beside-lock-step-leaves"),
            costs: message("beside-lock-step-costs"),
        },
    }
}
