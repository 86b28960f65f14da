//! Group records of `__consumer_offsets`: what a group coordinator writes down of a group (`GroupMetadataValue`).

use crate::ids::PartitionSet;
use crate::protocol::{Generation, MemberId};

/// One member in a group record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordedMember {
    /// MemberId
    pub id: MemberId,
    /// Subscription: the partitions of the topics it wants.
    pub subscription: PartitionSet,
    /// Assignment
    pub assignment: PartitionSet,
    /// SessionTimeout
    pub session_timeout_ms: u32,
    /// RebalanceTimeout
    pub rebalance_timeout_ms: u32,
}

/// The value of a group record. The assignor is range whenever there are members, and nothing otherwise.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GroupRecord {
    /// Generation
    pub generation: Generation,
    /// Leader
    pub leader: Option<MemberId>,
    /// Members
    pub members: Vec<RecordedMember>,
}
