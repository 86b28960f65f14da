//! Responses: the fields of Kafka's messages that change behaviour.

use std::sync::Arc;

use super::{Api, GroupMetadata, KafkaError, MemberId, Request};
use crate::ids::{BrokerId, Offset, PartitionId, PartitionSet, ProducerEpoch, ProducerId};
use crate::log::Batch;

/// What a Fetch returns for one partition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FetchedPartition {
    /// Which partition.
    pub partition: PartitionId,
    /// From where on it was asked for. A client knows that of its own request.
    pub fetch_offset: Offset,
    /// NONE, or why there is nothing.
    pub error: KafkaError,
    /// The batches at and after the asked position, up to the high watermark.
    pub batches: Vec<Batch>,
    /// The leader's high watermark, to which a read_uncommitted consumer may read.
    pub high_watermark: Offset,
    /// To read_committed readers: the leader's last stable offset.
    pub last_stable_offset: Option<Offset>,
    /// To read_committed readers: producers whose records from this offset on, up to their ABORT marker, are to be skipped.
    pub aborted_transactions: Arc<[(ProducerId, Offset)]>,
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
    /// To AddPartitionsToTxn, for all partitions alike.
    AddPartitionsToTxn {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To AddOffsetsToTxn.
    AddOffsetsToTxn {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To TxnOffsetCommit, for all partitions alike.
    TxnOffsetCommit {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To EndTxn.
    EndTxn {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To WriteTxnMarkers.
    WriteTxnMarkers {
        /// NONE, or why not, per partition.
        errors: Arc<[(PartitionId, KafkaError)]>,
    },
    /// To JoinGroup.
    JoinGroup {
        /// NONE, or why not.
        error: KafkaError,
        /// The generation that begins, and the id of who asked.
        metadata: GroupMetadata,
        /// Who assigns.
        leader: Option<MemberId>,
        /// To the leader: everybody, with what they subscribe to.
        members: Arc<[(MemberId, PartitionSet)]>,
    },
    /// To SyncGroup.
    SyncGroup {
        /// NONE, or why not.
        error: KafkaError,
        /// What the member owns.
        assignment: PartitionSet,
    },
    /// To Heartbeat.
    Heartbeat {
        /// NONE, or why not.
        error: KafkaError,
    },
    /// To LeaveGroup.
    LeaveGroup {
        /// NONE, or why not.
        error: KafkaError,
    },
}

/// What transcripts and pages show of a response: small and `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ResponseDigest {
    /// NONE or the error (of Fetch and WriteTxnMarkers: of the first partition in error).
    pub error: KafkaError,
    /// Produce: base offset. OffsetFetch: stored offset of the first partition.
    pub offset: Option<Offset>,
    /// InitProducerId: the identity given.
    pub identity: Option<(ProducerId, ProducerEpoch)>,
    /// FindCoordinator: the broker named.
    pub coordinator: Option<BrokerId>,
    /// Fetch: how many records came.
    pub record_count: u16,
    /// JoinGroup: the member id given, or the generation joined.
    pub membership: Option<GroupMetadata>,
    /// JoinGroup: who assigns.
    pub leader: Option<MemberId>,
    /// SyncGroup: what the member owns.
    pub assignment: Option<PartitionSet>,
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
            (Api::Fetch, Request::Fetch { positions, .. }) => Response::Fetch {
                partitions: positions
                    .iter()
                    .map(|position| FetchedPartition::refused(*position, error))
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
            (Api::AddPartitionsToTxn, _) => Response::AddPartitionsToTxn { error },
            (Api::AddOffsetsToTxn, _) => Response::AddOffsetsToTxn { error },
            (Api::TxnOffsetCommit, _) => Response::TxnOffsetCommit { error },
            (Api::EndTxn, _) => Response::EndTxn { error },
            (Api::WriteTxnMarkers, Request::WriteTxnMarkers { partitions, .. }) => {
                Response::WriteTxnMarkers {
                    errors: partitions.iter().map(|p| (p, error)).collect(),
                }
            }
            (Api::JoinGroup, Request::JoinGroup { member, .. }) => Response::JoinGroup {
                error,
                metadata: GroupMetadata {
                    member: *member,
                    ..GroupMetadata::NONE
                },
                leader: None,
                members: Arc::new([]),
            },
            (Api::JoinGroup | Api::SyncGroup | Api::Heartbeat | Api::LeaveGroup, _) => {
                Response::refusal_of_group(api, error)
            }
            (Api::WriteTxnMarkers, _) => Response::WriteTxnMarkers {
                errors: Arc::new([]),
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
            membership: None,
            leader: None,
            assignment: None,
        };
        match self {
            Response::Produce { error, base_offset } => ResponseDigest {
                error: *error,
                offset: *base_offset,
                ..plain
            },
            Response::Fetch { partitions } => ResponseDigest {
                error: first_error(partitions.iter().map(|p| p.error)),
                record_count: partitions
                    .iter()
                    .flat_map(|p| &p.batches)
                    .map(|batch| u16::try_from(batch.record_count()).unwrap_or(u16::MAX))
                    .fold(0, u16::saturating_add),
                ..plain
            },
            Response::OffsetCommit { error }
            | Response::AddPartitionsToTxn { error }
            | Response::AddOffsetsToTxn { error }
            | Response::TxnOffsetCommit { error }
            | Response::EndTxn { error }
            | Response::Heartbeat { error }
            | Response::LeaveGroup { error } => ResponseDigest {
                error: *error,
                ..plain
            },
            Response::WriteTxnMarkers { errors } => ResponseDigest {
                error: first_error(errors.iter().map(|(_, error)| *error)),
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
            Response::JoinGroup { .. } | Response::SyncGroup { .. } => {
                self.membership_digest(plain)
            }
        }
    }

    fn membership_digest(&self, plain: ResponseDigest) -> ResponseDigest {
        match self {
            Response::JoinGroup {
                error,
                metadata,
                leader,
                ..
            } => ResponseDigest {
                error: *error,
                membership: Some(*metadata).filter(|m| *m != GroupMetadata::NONE),
                leader: *leader,
                ..plain
            },
            Response::SyncGroup { error, assignment } => ResponseDigest {
                error: *error,
                assignment: (*error == KafkaError::None).then_some(*assignment),
                ..plain
            },
            _ => plain,
        }
    }

    /// The refusal of a request to a group coordinator, whatever it asked.
    pub(crate) fn refusal_of_group(api: Api, error: KafkaError) -> Response {
        match api {
            Api::JoinGroup => Response::JoinGroup {
                error,
                metadata: GroupMetadata::NONE,
                leader: None,
                members: Arc::new([]),
            },
            Api::SyncGroup => Response::SyncGroup {
                error,
                assignment: PartitionSet::EMPTY,
            },
            Api::Heartbeat => Response::Heartbeat { error },
            _ => Response::LeaveGroup { error },
        }
    }
}

impl FetchedPartition {
    /// Nothing for this partition and offset, and why.
    #[must_use]
    pub fn refused(asked: (PartitionId, Offset), error: KafkaError) -> FetchedPartition {
        let (partition, fetch_offset) = asked;
        FetchedPartition {
            partition,
            fetch_offset,
            error,
            batches: Vec::new(),
            high_watermark: Offset(0),
            last_stable_offset: None,
            aborted_transactions: Arc::new([]),
        }
    }
}

fn first_error(mut errors: impl Iterator<Item = KafkaError>) -> KafkaError {
    errors
        .find(|error| *error != KafkaError::None)
        .unwrap_or(KafkaError::None)
}
