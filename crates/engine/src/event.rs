//! What happened, in the past tense: the only thing watchers are told. Small and `Copy`; a sink that ignores events costs nothing.

use crate::action::Timer;
use crate::ids::{
    BrokerId, BrokerSet, ClientId, GroupId, LeaderEpoch, NodeId, Offset, OrderId, PartitionId,
    PartitionSet, ProducerId, TransactionalId,
};
use crate::log::{TransactionRecord, TransactionResult, TransactionState};
use crate::node::{GroupState, ManagerState, TransactionCall};
use crate::protocol::{
    ClientException, EnvelopeKey, Generation, KafkaError, MemberId, ResponseDigest,
};

/// An observable fact produced by a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Event {
    /// An envelope set out.
    EnvelopeSent(EnvelopeKey),
    /// A broker began to carry out a request.
    RequestReceived(EnvelopeKey),
    /// A broker answered a request, whatever becomes of the answer.
    Answered(EnvelopeKey, ResponseDigest),
    /// A client was given an answer.
    ResponseReceived(EnvelopeKey, ResponseDigest),
    /// An envelope was dropped by a fault.
    EnvelopeDropped(EnvelopeKey),
    /// An envelope went the way of its connection: behind a dropped one, or with a process or connection that died.
    EnvelopeLost(EnvelopeKey),
    /// An envelope is held back.
    EnvelopeHeld(EnvelopeKey),
    /// A held envelope moves again.
    EnvelopeReleased(EnvelopeKey),
    /// A late copy of a request exists now.
    RequestDuplicated(EnvelopeKey),
    /// A second copy of a response: the client finds no request that waits for it.
    ResponseDuplicateIgnored(EnvelopeKey),
    /// A request lost its connection and may still be carried out.
    RequestBecameLate(EnvelopeKey),
    /// A sender noticed that a connection is gone.
    Disconnected(NodeId, BrokerId),
    /// No process listens there.
    ConnectionRefused(NodeId, BrokerId),
    /// A timer ran out.
    TimerFired(Timer),

    /// A shop has one more order.
    OrderTaken(ClientId, OrderId),
    /// An application called send().
    OrderSent(ClientId, OrderId),
    /// A producer's callback: stored; with acks=0 no offset is known.
    ToldStored(ClientId, OrderId, Option<Offset>),
    /// A producer's callback: failed.
    ToldFailed(ClientId, OrderId, ClientException),
    /// A producer will send a batch again; named by its first order.
    RetryScheduled(ClientId, PartitionId, OrderId, KafkaError),
    /// An idempotent producer raised its own epoch.
    EpochBumped(ClientId),
    /// An application was given a record by poll().
    RecordPolled(ClientId, PartitionId, Offset, OrderId),
    /// An application has been given an order whose transaction is aborted: only a read_uncommitted reader can be.
    SeenAborted(ClientId, OrderId),
    /// The customer was charged.
    Charged(ClientId, OrderId),
    /// Checkout stored an order and its outgoing record in one local transaction: the outbox.
    OrderStored(ClientId, OrderId),
    /// The relay ticked an order off in the outbox.
    OrderTickedOff(ClientId, OrderId),
    /// Billing opened a local transaction for an order: its number and its effect, not stored yet.
    EffectOpened(ClientId, OrderId),
    /// Billing stored an order's number and its effect in one local transaction: the inbox.
    EffectStored(ClientId, OrderId),
    /// Billing found an order's number in its inbox and did nothing more with it.
    OrderRecognised(ClientId, OrderId),
    /// The payment service was asked to charge with a number that it had charged, and did nothing.
    ChargeIgnored(ClientId, OrderId),
    /// Billing told checkout that it has dealt with an order.
    Replied(ClientId, OrderId),
    /// commitSync() returned.
    OffsetsCommitted(ClientId, PartitionId, Offset),
    /// A consumer starts to read here.
    PositionSet(ClientId, PartitionId, Offset),

    /// A transactional producer changed its state.
    ManagerMoved(ClientId, ManagerState),
    /// A call on a transactional producer returned, or threw.
    CallReturned(ClientId, TransactionCall, Option<ClientException>),
    /// A shop knows that an order's transaction is committed.
    ToldCommitted(ClientId, OrderId),
    /// A consumer goes back to the committed offsets.
    SoughtToCommitted(ClientId),

    /// onPartitionsAssigned()
    PartitionsAssigned(ClientId, PartitionSet),
    /// onPartitionsRevoked()
    PartitionsRevoked(ClientId, PartitionSet),
    /// onPartitionsLost()
    PartitionsLost(ClientId, PartitionSet),
    /// commitSync() threw.
    CommitThrew(ClientId, ClientException),
    /// close() was called on a consumer.
    ConsumerClosed(ClientId),
    /// A coordinator gave out a member id (MEMBER_ID_REQUIRED).
    MemberIdGiven(BrokerId, GroupId, MemberId),
    /// A group is in this state now, in this generation.
    GroupMoved(BrokerId, GroupId, GroupState, Generation),
    /// Somebody is no member of a group any more, or an id is not waited for any more.
    MemberRemoved(BrokerId, GroupId, MemberId),
    /// A coordinator appended a group record.
    GroupRecordAppended(BrokerId, GroupId, Offset, Generation),
    /// A new coordinator has read a partition of `__consumer_offsets` to its end.
    GroupsLoaded(BrokerId, PartitionId),
    /// A broker forgot the groups of a partition that it no longer leads.
    GroupsForgotten(BrokerId, PartitionId),

    /// A coordinator set out to change an id's state; memory shows the old one until the record is replicated.
    TransactionPending(BrokerId, TransactionalId, TransactionState),
    /// A coordinator appended a record to its partition of the transaction log.
    TransactionLogged(BrokerId, TransactionalId, Offset, TransactionRecord),
    /// A coordinator's memory took over what is replicated.
    TransactionMoved(BrokerId, TransactionalId, TransactionState),
    /// A coordinator could not write a record; memory keeps the old state.
    TransactionLogFailed(BrokerId, TransactionalId, KafkaError),
    /// A new coordinator read an id's last record into its memory.
    TransactionLoaded(BrokerId, TransactionalId, TransactionState),
    /// A new coordinator has read a partition of the transaction log to its end.
    TransactionsLoaded(BrokerId, PartitionId),
    /// A broker forgot the ids of a partition that it no longer leads.
    TransactionsForgotten(BrokerId, PartitionId),
    /// A coordinator stopped sending markers of an id: a leader refused them for good.
    MarkersGivenUp(BrokerId, TransactionalId, KafkaError),
    /// A leader appended a marker.
    MarkerAppended(BrokerId, PartitionId, Offset, ProducerId, TransactionResult),
    /// A leader appended a committed offset of a transaction of this producer whose outcome is open.
    OffsetPending(BrokerId, GroupId, PartitionId, Offset, ProducerId),

    /// A leader appended one data record.
    RecordAppended(BrokerId, PartitionId, Offset, OrderId),
    /// The records that a leader has just appended, from this offset on, belong to a transaction of this producer.
    AppendedInTransaction(BrokerId, PartitionId, Offset, ProducerId),
    /// A leader appended a committed offset of this group and partition.
    OffsetAppended(BrokerId, GroupId, PartitionId, Offset),
    /// A leader recognised a repeated batch and appended nothing.
    DuplicateRecognised(BrokerId, PartitionId, Offset),
    /// A follower copied records up to this log end offset.
    RecordsReplicated(BrokerId, PartitionId, Offset),
    /// A replica removed its records from this offset on.
    Truncated(BrokerId, PartitionId, Offset),
    /// A replica's high watermark rose.
    HighWatermarkRaised(BrokerId, PartitionId, Offset),
    /// A broker lost what was not flushed, down to this log end offset.
    UnflushedLost(BrokerId, PartitionId, Offset),
    /// A broker flushed.
    Flushed(BrokerId),

    /// The controller chose a leader, or found none.
    LeaderElected(PartitionId, Option<BrokerId>, LeaderEpoch),
    /// The in-sync replicas changed.
    InSyncReplicasChanged(PartitionId, BrokerSet),
    /// The eligible leader replicas changed.
    EligibleLeaderReplicasChanged(PartitionId, BrokerSet),
    /// The controller fenced a broker.
    BrokerFenced(BrokerId),
    /// A broker may lead again.
    BrokerUnfenced(BrokerId),
    /// A broker began to act as leader.
    LeadershipTaken(BrokerId, PartitionId),
    /// A broker stopped acting as leader.
    LeadershipLost(BrokerId, PartitionId),
    /// A node learned about the cluster.
    MetadataLearned(NodeId),

    /// A process died.
    Crashed(NodeId),
    /// A broker went through a controlled shutdown.
    ShutDown(BrokerId),
    /// A process started again.
    Restarted(NodeId),
    /// A process stopped moving.
    Paused(NodeId),
    /// A process moves again.
    Resumed(NodeId),
    /// Nothing passes between two machines.
    LinkCut(NodeId, NodeId),
    /// It passes again.
    LinkHealed(NodeId, NodeId),
    /// A connection was broken by a fault.
    ConnectionBroken(NodeId, BrokerId),
}

/// Something that is told what happens.
pub trait EventSink {
    /// Called once for each fact, in order.
    fn report(&mut self, event: Event);
}

/// Nobody listens: the explorer's sink.
impl EventSink for () {
    fn report(&mut self, _event: Event) {}
}

impl EventSink for Vec<Event> {
    fn report(&mut self, event: Event) {
        self.push(event);
    }
}
