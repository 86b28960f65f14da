//! The requests there are, by name.

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
    /// Ask which broker coordinates a group or a transactional id.
    FindCoordinator,
    /// Ask for a producer id and epoch.
    InitProducerId,
    /// Add partitions to a transaction, or (from a broker) ask whether they are in it.
    AddPartitionsToTxn,
    /// Add a group's partition of `__consumer_offsets` to a transaction.
    AddOffsetsToTxn,
    /// Store a consumer's position inside a transaction.
    TxnOffsetCommit,
    /// Decide a transaction.
    EndTxn,
    /// Write the markers of a decided transaction (from a coordinator).
    WriteTxnMarkers,
    /// Become a member of a group, or stay one through a rebalance.
    JoinGroup,
    /// Ask for one's assignment; the leader's brings everybody's.
    SyncGroup,
    /// Stay a member of a group.
    Heartbeat,
    /// Stop being a member of a group.
    LeaveGroup,
}

impl Api {
    /// Every request this engine can send.
    pub const ALL: [Api; 15] = [
        Api::Produce,
        Api::Fetch,
        Api::OffsetCommit,
        Api::OffsetFetch,
        Api::FindCoordinator,
        Api::InitProducerId,
        Api::AddPartitionsToTxn,
        Api::AddOffsetsToTxn,
        Api::TxnOffsetCommit,
        Api::EndTxn,
        Api::WriteTxnMarkers,
        Api::JoinGroup,
        Api::SyncGroup,
        Api::Heartbeat,
        Api::LeaveGroup,
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
            Api::AddPartitionsToTxn => "AddPartitionsToTxn",
            Api::AddOffsetsToTxn => "AddOffsetsToTxn",
            Api::TxnOffsetCommit => "TxnOffsetCommit",
            Api::EndTxn => "EndTxn",
            Api::WriteTxnMarkers => "WriteTxnMarkers",
            Api::JoinGroup => "JoinGroup",
            Api::SyncGroup => "SyncGroup",
            Api::Heartbeat => "Heartbeat",
            Api::LeaveGroup => "LeaveGroup",
        }
    }

    /// The request with this protocol name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Api> {
        Api::ALL.into_iter().find(|api| api.name() == name)
    }
}
