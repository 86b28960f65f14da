//! What travels between processes: requests, responses, error names, and the envelopes that carry them.

mod envelope;
mod error;
mod request;

pub use envelope::{Body, Channel, Direction, Envelope, EnvelopeKey, Subject};
pub use error::{ClientException, KafkaError};
pub use request::{
    Acks, Api, FetchedPartition, OffsetReset, ProducerIdentity, Request, Response, ResponseDigest,
};
