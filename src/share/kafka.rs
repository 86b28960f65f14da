//! The engine's types as bytes. Each number here is part of the format: one that is given is never given again, and a
//! variant that the engine gains gets the next.

use ackademy_engine::action::{Action, Call, Timer};
use ackademy_engine::ids::{
    BrokerId, ClientId, CoordinatorEpoch, GroupId, NodeId, Offset, OrderId, PartitionId,
    PartitionSet, ProducerId, TransactionalId,
};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::player::Milestone;
use ackademy_engine::protocol::{
    Api, Channel, Direction, EnvelopeKey, Generation, GroupMetadata, KafkaError, MemberId, Subject,
};
use ackademy_engine::scenario::{Pipeline, Preset};

use super::LinkError;
use super::bytes::{Reader, Wire};

/// Variants with their numbers, written and read by one table.
macro_rules! numbered {
    ($($name:ty { $($number:literal => $variant:ident $(($($field:ident),*))? $({$($named:ident),*})?,)* })*) => {$(
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($($field),*))? $({$($named),*})? => {
                        out.push($number);
                        $($($field.write(out);)*)?
                        $($($named.write(out);)*)?
                    })*
                }
            }
            fn read(reader: &mut Reader) -> Result<Self, LinkError> {
                Ok(match reader.byte()? {
                    $($number => {
                        $($(let $field = Wire::read(reader)?;)*)?
                        $($(let $named = Wire::read(reader)?;)*)?
                        Self::$variant $(($($field),*))? $({$($named),*})?
                    })*
                    _ => return Err(LinkError::Broken),
                })
            }
        }
    )*};
}

/// Ids that count something of the scenario, from this number on.
macro_rules! counted {
    ($($name:ident of $kind:ident from $first:literal;)*) => {$(
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                self.0.write(out);
            }
            fn read(reader: &mut Reader) -> Result<Self, LinkError> {
                let id = Wire::read(reader)?;
                let needed = (usize::from(id) + 1).checked_sub($first).filter(|needed| *needed > 0);
                let needed = needed.ok_or(LinkError::Broken)?;
                reader.extent.$kind = reader.extent.$kind.max(needed);
                Ok($name(id))
            }
        }
    )*};
}

/// Numbers in a coat, and lists of fields.
macro_rules! fields {
    ($($name:ident { $($field:tt),* })*) => {$(
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }
            fn read(reader: &mut Reader) -> Result<Self, LinkError> {
                Ok($name { $($field: Wire::read(reader)?),* })
            }
        }
    )*};
}

counted! {
    BrokerId of brokers from 1;
    ClientId of clients from 0;
    PartitionId of partitions from 0;
    OrderId of orders from 0;
    GroupId of groups from 0;
    TransactionalId of transactional_ids from 0;
}

fields! {
    Offset { 0 }
    ProducerId { 0 }
    CoordinatorEpoch { 0 }
    Generation { 0 }
    MemberId { client, number }
    GroupMetadata { generation, member }
    EnvelopeKey { direction, api, sender, instance, broker, channel, subject, attempt, copy }
}

numbered! {
    Pipeline { 0 => Simple, 1 => Stream, }
    Preset { 0 => AtMostOnce, 1 => AtLeastOnce, 2 => ExactlyOnce, }
    Direction { 0 => Request, 1 => Response, }
    Channel { 0 => Data, 1 => Coordinator, 2 => Output, }
    NodeId { 0 => Client(client), 1 => Broker(broker), 2 => Controller, }
    TransactionResult { 0 => Commit, 1 => Abort, }
    Api {
        0 => Produce, 1 => Fetch, 2 => OffsetCommit, 3 => OffsetFetch, 4 => FindCoordinator, 5 => InitProducerId,
        6 => AddPartitionsToTxn, 7 => AddOffsetsToTxn, 8 => TxnOffsetCommit, 9 => EndTxn, 10 => WriteTxnMarkers,
        11 => JoinGroup, 12 => SyncGroup, 13 => Heartbeat, 14 => LeaveGroup,
    }
    Subject {
        0 => Itself,
        1 => Orders { partition, first, count },
        2 => Position { partition, offset },
        3 => Committed { group, partition, offset },
        4 => Group(group),
        5 => TransactionalId(id),
        6 => Transaction { id, partitions },
        7 => End { id, result },
        8 => Markers { producer_id, result, partitions, coordinator_epoch },
        9 => Member { group, metadata },
    }
    Call {
        0 => TakeOrder(order), 1 => Send(order, partition), 2 => Flush, 3 => Transmit, 4 => Poll, 5 => Process,
        6 => CommitOffsets, 7 => InitTransactions, 8 => BeginTransaction,
        9 => SendOffsetsToTransaction(group, partition, offset), 10 => CommitTransaction, 11 => AbortTransaction,
        12 => SeekToCommitted, 13 => Close, 14 => Raw(index), 15 => StoreOrder(order), 16 => TickOff(order),
        17 => StoreEffect(order), 18 => Reply(order),
    }
    Timer {
        0 => Linger(client, partition), 1 => Backoff(client, partition), 2 => Delivery(client, partition, order, twin),
        3 => Request(key), 4 => AskIdentity(client), 5 => AskCoordinator(client), 6 => AskAgain(client),
        7 => ProduceWait(key), 8 => FetchWait(key), 9 => ReplicaLag(partition, broker), 10 => BrokerSession(broker),
        11 => AskTransaction(client), 12 => TransactionTimeout(broker, id), 13 => TransactionLogWait(broker, id),
        14 => CompleteAgain(broker, id), 15 => Heartbeat(client), 16 => PollInterval(client),
        17 => MemberSession(broker, group, member), 18 => InitialRebalance(broker, group),
        19 => RebalanceTimeout(broker, group), 20 => SyncTimeout(broker, group), 21 => GroupLogWait(broker, group),
    }
    Action {
        0 => Deliver(key), 1 => Disconnected(node, broker, channel), 2 => FireTimer(timer), 3 => Client(client, call),
        4 => LearnMetadata(node), 5 => ReplicaFetch { follower, leader }, 6 => AlterPartition { partition, leader },
        7 => Unfence(broker), 8 => Flush(broker), 9 => LoadTransactions { broker, partition },
        10 => LoadGroups { broker, partition }, 11 => Drop(key), 12 => Delay(key), 13 => Release(key),
        14 => Duplicate(key), 15 => BreakConnection(node, broker), 16 => CutLink(node, other),
        17 => HealLink(node, other), 18 => Crash(node), 19 => CrashUnflushed(broker), 20 => ShutDown(broker),
        21 => Restart(node), 22 => Pause(node), 23 => Resume(node), 24 => StartSecond(client), 25 => Refuse(key, error),
    }
    Milestone {
        0 => Start, 1 => Sent(order), 2 => Appended(order), 3 => Told(order), 4 => Polled(order), 5 => Charged(order),
        6 => Intervened(index), 7 => OrderStored(order), 8 => OrderTickedOff(order), 9 => EffectOpened(order),
        10 => Replied(order),
    }
    KafkaError {
        0 => None, 1 => OffsetOutOfRange, 2 => UnknownTopicOrPartition, 3 => NotLeaderOrFollower, 4 => RequestTimedOut,
        5 => NetworkException, 6 => NotEnoughReplicas, 7 => NotEnoughReplicasAfterAppend, 8 => CoordinatorNotAvailable,
        9 => CoordinatorLoadInProgress, 10 => NotCoordinator, 11 => OutOfOrderSequenceNumber,
        12 => InvalidProducerEpoch, 13 => InvalidRequest, 14 => InvalidTxnState, 15 => InvalidProducerIdMapping,
        16 => InvalidTransactionTimeout, 17 => ConcurrentTransactions, 18 => TransactionCoordinatorFenced,
        19 => UnstableOffsetCommit, 20 => ProducerFenced, 21 => TransactionAbortable, 22 => IllegalGeneration,
        23 => UnknownMemberId, 24 => RebalanceInProgress, 25 => GroupIdNotFound, 26 => MemberIdRequired,
    }
}

/// As one number with a bit for each member.
impl Wire for PartitionSet {
    fn write(&self, out: &mut Vec<u8>) {
        let bits = self.iter().fold(0_u64, |bits, id| bits | 1 << id.0);
        bits.write(out);
    }
    fn read(reader: &mut Reader) -> Result<PartitionSet, LinkError> {
        let bits = u64::read(reader)?;
        let extent = &mut reader.extent;
        extent.partitions = extent.partitions.max(64 - bits.leading_zeros() as usize);
        Ok((0..64)
            .filter(|id| bits >> id & 1 == 1)
            .map(PartitionId)
            .collect())
    }
}
