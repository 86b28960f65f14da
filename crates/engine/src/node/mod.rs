//! The state of each process: plain data. What changes it stands in [`crate::step`].

mod broker;
mod client;
mod consumer;
mod controller;
mod group_coordinator;
mod local;
mod membership;
mod producer;
mod transaction_coordinator;
mod transaction_manager;

pub use broker::{Broker, BrokerStatus, Leadership, Parked, ParkedWork};
pub use client::{Client, ClientStatus, RawAnswer, RawRequest, Shop};
pub use consumer::{Consumer, Coordinator, Fetched, OffsetCommitState, Position};
pub use controller::{ClusterView, Controller, PartitionView, Registration};
pub use group_coordinator::{
    Assigning, Group, GroupCoordinator, GroupMember, GroupState, PendingMember, Waiting,
    assignment_of,
};
pub use local::Local;
pub use membership::{MemberState, Membership};
pub use producer::{PartitionQueue, Producer, ProducerBatch};
pub use transaction_coordinator::{
    TransactionCoordinator, TransactionMetadata, Transition, TransitionCause,
};
pub use transaction_manager::{
    ManagerState, OffsetInTransaction, TransactionCall, TransactionManager,
};
