//! Every choice there is. A run is a scenario and a list of these.

use crate::ids::{
    BrokerId, ClientId, GroupId, NodeId, Offset, OrderId, PartitionId, TransactionalId,
};
use crate::protocol::{Channel, EnvelopeKey, KafkaError, MemberId};

/// One step of a run: of the system, of an application, or a fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// The envelope arrives; the receiver acts on it within the same step.
    Deliver(EnvelopeKey),
    /// The sender (a client, or a broker that asks another) notices that a connection is gone.
    Disconnected(NodeId, BrokerId, Channel),
    /// An armed timer runs out.
    FireTimer(Timer),
    /// An application or its client library does its next piece of work.
    Client(ClientId, Call),
    /// A node learns what the controller (a client: what a broker) knows.
    LearnMetadata(NodeId),
    /// A follower fetches from a leader, for all partitions they share in these roles.
    ReplicaFetch {
        /// Who fetches.
        follower: BrokerId,
        /// From whom.
        leader: BrokerId,
    },
    /// A leader asks the controller to take a follower that has caught up into the in-sync replicas.
    AlterPartition {
        /// Which partition.
        partition: PartitionId,
        /// Who leads it.
        leader: BrokerId,
    },
    /// A started or fenced broker registers and may lead again.
    Unfence(BrokerId),
    /// The operating system writes a broker's page cache to the platter.
    Flush(BrokerId),
    /// A broker that leads a partition of `__transaction_state` reads it to its end and coordinates from then on.
    LoadTransactions {
        /// Who.
        broker: BrokerId,
        /// Which partition.
        partition: PartitionId,
    },
    /// A broker that leads a partition of `__consumer_offsets` reads it to its end and coordinates groups from then on.
    LoadGroups {
        /// Who.
        broker: BrokerId,
        /// Which partition.
        partition: PartitionId,
    },

    /// Fault: the envelope, and all behind it in its direction on this connection, never arrives.
    Drop(EnvelopeKey),
    /// Fault: the envelope is held back, and all behind it wait.
    Delay(EnvelopeKey),
    /// Undoes a delay.
    Release(EnvelopeKey),
    /// Fault: a late copy of a request will arrive some time; its answer goes nowhere. Of a response: nothing happens.
    Duplicate(EnvelopeKey),
    /// Fault: both ends notice that their connections are gone, and what was in flight with them.
    BreakConnection(NodeId, BrokerId),
    /// Fault: nothing passes between two machines.
    CutLink(NodeId, NodeId),
    /// Undoes a cut.
    HealLink(NodeId, NodeId),
    /// Fault: the process dies. A broker's disk and page cache stay.
    Crash(NodeId),
    /// Fault: the machine loses power; what was not flushed is gone.
    CrashUnflushed(BrokerId),
    /// A controlled shutdown: leadership moves away first.
    ShutDown(BrokerId),
    /// The process starts again.
    Restart(NodeId),
    /// Fault: the process stops moving and does not know it.
    Pause(NodeId),
    /// Undoes a pause.
    Resume(NodeId),
    /// Fault: a second process with the same configuration starts beside this client.
    StartSecond(ClientId),
    /// Scripts alone: the broker answers this request with an error and does not carry it out.
    Refuse(EnvelopeKey, KafkaError),
}

impl Action {
    /// The envelope that it is done to, where it is done to one.
    #[must_use]
    pub fn envelope(self) -> Option<EnvelopeKey> {
        match self {
            Action::Deliver(key)
            | Action::Drop(key)
            | Action::Delay(key)
            | Action::Release(key)
            | Action::Duplicate(key)
            | Action::Refuse(key, _) => Some(key),
            _ => None,
        }
    }
}

/// What a client does without being asked by a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Call {
    /// The shop takes one more order.
    TakeOrder(OrderId),
    /// The application calls send() for one order, to one partition.
    Send(OrderId, PartitionId),
    /// The application calls flush(): nothing lingers.
    Flush,
    /// The client library sends what it could not send before.
    Transmit,
    /// The application calls poll().
    Poll,
    /// The application processes the next polled record: the customer is charged.
    Process,
    /// The application calls commitSync().
    CommitOffsets,
    /// The application calls initTransactions().
    InitTransactions,
    /// The application calls beginTransaction().
    BeginTransaction,
    /// The application calls sendOffsetsToTransaction() with one offset.
    SendOffsetsToTransaction(GroupId, PartitionId, Offset),
    /// The application calls commitTransaction().
    CommitTransaction,
    /// The application calls abortTransaction().
    AbortTransaction,
    /// The application lets its consumer go back to the committed offsets.
    SeekToCommitted,
    /// The application calls close() on its consumer: it leaves its group.
    Close,
    /// Checkout stores an order and its outgoing record in one local transaction: the outbox.
    StoreOrder(OrderId),
    /// The relay ticks off an order of the outbox that it was told is stored in the log.
    TickOff(OrderId),
    /// Billing ends its open local transaction: the order's number is in the inbox and its effect is stored.
    StoreEffect(OrderId),
    /// Billing tells checkout that it has dealt with an order.
    Reply(OrderId),
    /// A script's client sends its raw request of this index.
    Raw(u16),
}

/// A timer that may be armed. It has no duration here: a driver with a clock gives it one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Timer {
    /// linger.ms of the batch that is filling.
    Linger(ClientId, PartitionId),
    /// retry.backoff.ms of the partition's next batch.
    Backoff(ClientId, PartitionId),
    /// delivery.timeout.ms of a batch, named by its first order and twin number.
    Delivery(ClientId, PartitionId, OrderId, u8),
    /// request.timeout.ms of the oldest request on its connection.
    Request(EnvelopeKey),
    /// retry.backoff.ms before a client asks again for its identity.
    AskIdentity(ClientId),
    /// retry.backoff.ms before a consumer asks again for its coordinator.
    AskCoordinator(ClientId),
    /// retry.backoff.ms before a consumer commits or fetches again.
    AskAgain(ClientId),
    /// request.timeout.ms inside a Produce that waits for replication at a broker.
    ProduceWait(EnvelopeKey),
    /// fetch.max.wait.ms of a Fetch that waits at a broker for records while its sender wants something else.
    FetchWait(EnvelopeKey),
    /// replica.lag.time.max.ms of a follower that is behind.
    ReplicaLag(PartitionId, BrokerId),
    /// broker.session.timeout.ms at the controller.
    BrokerSession(BrokerId),
    /// retry.backoff.ms before a transactional producer sends to a coordinator again.
    AskTransaction(ClientId),
    /// transaction.timeout.ms of an open transaction at its coordinator, and the sweep that notices.
    TransactionTimeout(BrokerId, TransactionalId),
    /// A coordinator's patience with its own log: transaction.timeout.ms of the transaction whose record waits.
    TransactionLogWait(BrokerId, TransactionalId),
    /// A coordinator sends markers again that were refused or lost, or writes the record after them again.
    CompleteAgain(BrokerId, TransactionalId),
    /// heartbeat.interval.ms of a member of a group. Armed only while its heartbeat would change something: a heartbeat that
    /// is answered NONE leaves all as it was, and members send such ones all the time without a step here.
    Heartbeat(ClientId),
    /// max.poll.interval.ms of a member whose application is busy with something else than poll().
    PollInterval(ClientId),
    /// session.timeout.ms of a member, or of an id given out, at its coordinator. Armed only while no heartbeat can come.
    MemberSession(BrokerId, GroupId, MemberId),
    /// group.initial.rebalance.delay.ms of a group that was empty.
    InitialRebalance(BrokerId, GroupId),
    /// The rebalance timeout: who has not joined again by then is out.
    RebalanceTimeout(BrokerId, GroupId),
    /// The rebalance timeout: who has not sent SyncGroup by then is out.
    SyncTimeout(BrokerId, GroupId),
    /// A group coordinator's patience with its own log (offsets.commit.timeout.ms).
    GroupLogWait(BrokerId, GroupId),
}
