//! What travels between processes: requests, responses, error names, and the envelopes that carry them.

mod api;
mod envelope;
mod error;
mod group_member;
mod request;
mod response;

pub use api::Api;
pub use envelope::{Body, Channel, Direction, Envelope, EnvelopeKey, Subject};
pub use error::{ClientException, KafkaError};
pub use group_member::{Generation, GroupMetadata, MemberId};
pub use request::{
    Acks, CoordinatorKey, InitTransaction, IsolationLevel, OffsetReset, ProducerIdentity, Request,
    TransactionOwner,
};
pub use response::{FetchedPartition, Response, ResponseDigest};
