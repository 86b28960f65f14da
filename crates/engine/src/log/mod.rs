//! A replica of a partition: its batches, leader epochs, high watermark, and what it remembers of producers.

mod admission;
mod batch;
mod group_record;
mod producer_state;
mod replica;
mod running_hash;
mod transaction_index;
mod transaction_record;

pub use admission::{Admission, Offered, Origin};
pub use batch::{Batch, Payload};
pub use group_record::{GroupRecord, RecordedMember};
pub use producer_state::{ProducerStates, Verification};
pub use replica::Replica;
pub use transaction_index::{AbortedTransaction, CompletedTransaction};
pub use transaction_record::{TransactionRecord, TransactionResult, TransactionState};

#[cfg(test)]
mod replica_tests;
#[cfg(test)]
mod transaction_tests;
