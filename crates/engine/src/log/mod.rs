//! A replica of a partition: its batches, leader epochs, high watermark, and what it remembers of producers.

mod batch;
mod producer_state;
mod replica;

pub use batch::{Batch, Payload};
pub use producer_state::{Admission, ProducerStates};
pub use replica::Replica;
