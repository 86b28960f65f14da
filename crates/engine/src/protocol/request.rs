//! Requests and responses: the fields of Kafka's messages that change behaviour.

use std::sync::Arc;

use super::KafkaError;
use crate::ids::{
    BrokerId, GroupId, Offset, OrderId, PartitionId, ProducerEpoch, ProducerId, Sequence,
};
use crate::log::Batch;

/// Which request this is; the name and key are the protocol's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Api {
    /// Append records.
    Produce,
    /// Read records.
    Fetch,
    /// Store a consumer's position.
    OffsetCommit,
    /// Ask for a stored position.
    OffsetFetch,
    /// Ask which broker coordinates a group.
    FindCoordinator,
    /// Ask for a producer id and epoch.
    InitProducerId,
}

impl Api {
    /// Every request this engine can send.
    pub const ALL: [Api; 6] = [
        Api::Produce,
        Api::Fetch,
        Api::OffsetCommit,
        Api::OffsetFetch,
        Api::FindCoordinator,
        Api::InitProducerId,
    ];

    /// The name as the protocol spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Api::Produce => "Produce",
            Api::Fetch => "Fetch",
            Api::OffsetCommit => "OffsetCommit",
            Api::OffsetFetch => "OffsetFetch",
            Api::FindCoordinator => "FindCoordinator",
            Api::InitProducerId => "InitProducerId",
        }
    }

    /// The request with this protocol name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Api> {
        Api::ALL.into_iter().find(|api| api.name() == name)
    }
}

/// The config key acks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Acks {
    /// acks=0: nobody answers.
    Zero,
    /// acks=1: the leader answers after its own append.
    One,
    /// acks=all: the leader answers when the in-sync replicas have it.
    All,
}

impl Acks {
    /// The number in the Produce request: 0, 1 or -1.
    #[must_use]
    pub fn number(self) -> i8 {
        match self {
            Acks::Zero => 0,
            Acks::One => 1,
            Acks::All => -1,
        }
    }
}

/// The config key auto.offset.reset: where to read from without a committed offset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OffsetReset {
    /// From the first record.
    Earliest,
    /// From the end.
    Latest,
}

/// Producer id, epoch and the sequence of a batch's first record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProducerIdentity {
    /// Who.
    pub id: ProducerId,
    /// Which incarnation.
    pub epoch: ProducerEpoch,
    /// Sequence of the first record.
    pub base_sequence: Sequence,
}

/// A request with the fields that change behaviour.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Request {
    /// Append one batch to one partition.
    Produce {
        /// Where to.
        partition: PartitionId,
        /// When to answer.
        acks: Acks,
        /// The identity of an idempotent producer's batch.
        producer: Option<ProducerIdentity>,
        /// The records, in order.
        orders: Arc<[OrderId]>,
    },
    /// Read from each partition at its position; waits at the broker while all are at the end.
    Fetch {
        /// Partition and position.
        positions: Arc<[(PartitionId, Offset)]>,
    },
    /// Store a position for a group that assigns its own partitions (generation -1, no member).
    OffsetCommit {
        /// For whom.
        group: GroupId,
        /// For which partition.
        partition: PartitionId,
        /// The offset to read next.
        offset: Offset,
    },
    /// Ask for a group's stored positions.
    OffsetFetch {
        /// Whose.
        group: GroupId,
        /// For which partitions.
        partitions: Arc<[PartitionId]>,
    },
    /// Ask for a group's coordinator.
    FindCoordinator {
        /// Whose.
        group: GroupId,
    },
    /// Ask for a producer id; without transactional id this writes nothing.
    InitProducerId,
}

impl Request {
    /// Which request this is.
    #[must_use]
    pub fn api(&self) -> Api {
        match self {
            Request::Produce { .. } => Api::Produce,
            Request::Fetch { .. } => Api::Fetch,
            Request::OffsetCommit { .. } => Api::OffsetCommit,
            Request::OffsetFetch { .. } => Api::OffsetFetch,
            Request::FindCoordinator { .. } => Api::FindCoordinator,
            Request::InitProducerId => Api::InitProducerId,
        }
    }

    /// Whether the sender waits for an answer (all but Produce with acks=0).
    #[must_use]
    pub fn expects_answer(&self) -> bool {
        !matches!(
            self,
            Request::Produce {
                acks: Acks::Zero,
                ..
            }
        )
    }

    /// Whether the request carries this order's record.
    #[must_use]
    pub fn carries(&self, order: OrderId) -> bool {
        matches!(self, Request::Produce { orders, .. } if orders.contains(&order))
    }
}

/// What a Fetch returns for one partition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FetchedPartition {
    /// Which partition.
    pub partition: PartitionId,
    /// NONE, or why there is nothing.
    pub error: KafkaError,
    /// The batches at and after the asked position, up to the high watermark.
    pub batches: Vec<Batch>,
    /// The leader's high watermark, to which a read_uncommitted consumer may read.
    pub high_watermark: Offset,
}

/// A response with the fields that change behaviour.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Response {
    /// To Produce.
    Produce {
        /// NONE, or why not.
        error: KafkaError,
        /// Where the batch's first record stands, on success; a recognised repeat is told the first offset.
        base_offset: Option<Offset>,
    },
    /// To Fetch.
    Fetch {
        /// What was found, per partition.
        partitions: Arc<[FetchedPartition]>,
    },
    /// To OffsetCommit.
    OffsetCommit {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To OffsetFetch.
    OffsetFetch {
        /// NONE, or why not.
        error: KafkaError,
        /// Stored positions; `None` stands for Kafka's -1, nothing stored.
        offsets: Arc<[(PartitionId, Option<Offset>)]>,
    },
    /// To FindCoordinator.
    FindCoordinator {
        /// NONE, or why not.
        error: KafkaError,
        /// The leader of the group's partition of `__consumer_offsets`.
        coordinator: Option<BrokerId>,
    },
    /// To InitProducerId.
    InitProducerId {
        /// NONE, or why not.
        error: KafkaError,
        /// The identity to use.
        identity: Option<(ProducerId, ProducerEpoch)>,
    },
}

/// What transcripts and pages show of a response: small and `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ResponseDigest {
    /// NONE or the error (of a Fetch: of its first partition in error).
    pub error: KafkaError,
    /// Produce: base offset. OffsetFetch: stored offset of the first partition.
    pub offset: Option<Offset>,
    /// InitProducerId: the identity given.
    pub identity: Option<(ProducerId, ProducerEpoch)>,
    /// FindCoordinator: the broker named.
    pub coordinator: Option<BrokerId>,
    /// Fetch: how many records came.
    pub record_count: u16,
}

impl Response {
    /// The answer that tells only an error, for a request that was not carried out.
    #[must_use]
    pub fn refusal(api: Api, error: KafkaError, request: &Request) -> Response {
        match (api, request) {
            (Api::Produce, _) => Response::Produce {
                error,
                base_offset: None,
            },
            (Api::Fetch, Request::Fetch { positions }) => Response::Fetch {
                partitions: positions
                    .iter()
                    .map(|(partition, _)| FetchedPartition::refused(*partition, error))
                    .collect(),
            },
            (Api::Fetch, _) => Response::Fetch {
                partitions: Arc::new([]),
            },
            (Api::OffsetCommit, _) => Response::OffsetCommit { error },
            (Api::OffsetFetch, _) => Response::OffsetFetch {
                error,
                offsets: Arc::new([]),
            },
            (Api::FindCoordinator, _) => Response::FindCoordinator {
                error,
                coordinator: None,
            },
            (Api::InitProducerId, _) => Response::InitProducerId {
                error,
                identity: None,
            },
        }
    }

    /// The small form for watchers.
    #[must_use]
    pub fn digest(&self) -> ResponseDigest {
        let plain = ResponseDigest {
            error: KafkaError::None,
            offset: None,
            identity: None,
            coordinator: None,
            record_count: 0,
        };
        match self {
            Response::Produce { error, base_offset } => ResponseDigest {
                error: *error,
                offset: *base_offset,
                ..plain
            },
            Response::Fetch { partitions } => ResponseDigest {
                error: partitions
                    .iter()
                    .map(|p| p.error)
                    .find(|e| *e != KafkaError::None)
                    .unwrap_or(KafkaError::None),
                record_count: partitions
                    .iter()
                    .flat_map(|p| &p.batches)
                    .map(|batch| u16::try_from(batch.record_count()).unwrap_or(u16::MAX))
                    .fold(0, u16::saturating_add),
                ..plain
            },
            Response::OffsetCommit { error } => ResponseDigest {
                error: *error,
                ..plain
            },
            Response::OffsetFetch { error, offsets } => ResponseDigest {
                error: *error,
                offset: offsets.first().and_then(|(_, offset)| *offset),
                ..plain
            },
            Response::FindCoordinator { error, coordinator } => ResponseDigest {
                error: *error,
                coordinator: *coordinator,
                ..plain
            },
            Response::InitProducerId { error, identity } => ResponseDigest {
                error: *error,
                identity: *identity,
                ..plain
            },
        }
    }
}

impl FetchedPartition {
    /// Nothing for this partition, and why.
    #[must_use]
    pub fn refused(partition: PartitionId, error: KafkaError) -> FetchedPartition {
        FetchedPartition {
            partition,
            error,
            batches: Vec::new(),
            high_watermark: Offset(0),
        }
    }
}
