//! Small identities. Each is an index into the immutable [`crate::scenario::Scenario`] or a number that Kafka itself uses.

use std::fmt;

/// A broker, numbered from 1 as on the page and in the recordings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BrokerId(pub u8);

impl BrokerId {
    /// The 0-based place of this broker in lists of brokers.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

impl fmt::Display for BrokerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A client process: 0-based place in [`crate::scenario::Scenario::clients`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClientId(pub u8);

impl ClientId {
    /// The 0-based place of this client in lists of clients.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A partition that the scenario touches: 0-based place in [`crate::scenario::Scenario::partitions`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartitionId(pub u8);

impl PartitionId {
    /// The 0-based place of this partition in lists of partitions.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An order, which is what every data record carries: 0-based place in [`crate::scenario::Scenario::orders`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrderId(pub u16);

impl OrderId {
    /// The 0-based place of this order in lists of orders.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A consumer group: 0-based place in [`crate::scenario::Scenario::groups`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GroupId(pub u8);

/// A transactional.id: 0-based place in [`crate::scenario::Scenario::transactional_ids`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TransactionalId(pub u8);

impl TransactionalId {
    /// The 0-based place of this id in lists of transactional ids.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Which coordinator of a transactional id is speaking: the leader epoch of its partition of `__transaction_state`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct CoordinatorEpoch(pub u16);

/// Position of a record in a partition, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Offset(pub u32);

impl Offset {
    /// The offset `count` records further on.
    #[must_use]
    pub fn plus(self, count: usize) -> Offset {
        Offset(self.0 + u32::try_from(count).expect("a log of less than 2^32 records"))
    }

    /// The 0-based place of this offset in a list that starts at offset 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Counts the leaders a partition has had. Every change of leader raises it (`PartitionChangeBuilder`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LeaderEpoch(pub u16);

/// Identity that a broker gives to a producer instance; numbered in order of being given out, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProducerId(pub u16);

/// Which incarnation of a producer id is speaking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProducerEpoch(pub i16);

/// Number of a record within (producer id, epoch, partition); a batch carries that of its first record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sequence(pub i32);

impl Sequence {
    /// What a batch without sequences carries: markers of transactions.
    pub const NONE: Sequence = Sequence(-1);

    /// The sequence `count` records later; wraps from 2147483647 to 0 as `DefaultRecordBatch.incrementSequence` does.
    #[must_use]
    pub fn plus(self, count: usize) -> Sequence {
        let count = i64::try_from(count).expect("a batch of few records");
        let next = (i64::from(self.0) + count) % (i64::from(i32::MAX) + 1);
        Sequence(i32::try_from(next).expect("wrapped into the range of a sequence"))
    }
}

/// A process that takes part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NodeId {
    /// A producer, a consumer, or an application that is both.
    Client(ClientId),
    /// A broker.
    Broker(BrokerId),
    /// The active controller of the quorum; it never fails here.
    Controller,
}

impl From<ClientId> for NodeId {
    fn from(client: ClientId) -> NodeId {
        NodeId::Client(client)
    }
}

impl From<BrokerId> for NodeId {
    fn from(broker: BrokerId) -> NodeId {
        NodeId::Broker(broker)
    }
}

/// A set of brokers, listed in ascending order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct BrokerSet(u8);

impl BrokerSet {
    /// The set without members.
    pub const EMPTY: BrokerSet = BrokerSet(0);

    /// Whether `broker` is a member.
    #[must_use]
    pub fn contains(self, broker: BrokerId) -> bool {
        self.0 & (1 << broker.0) != 0
    }

    /// This set and `broker`.
    #[must_use]
    pub fn with(self, broker: BrokerId) -> BrokerSet {
        BrokerSet(self.0 | (1 << broker.0))
    }

    /// This set without `broker`.
    #[must_use]
    pub fn without(self, broker: BrokerId) -> BrokerSet {
        BrokerSet(self.0 & !(1 << broker.0))
    }

    /// The members of either set.
    #[must_use]
    pub fn union(self, other: BrokerSet) -> BrokerSet {
        BrokerSet(self.0 | other.0)
    }

    /// The members of this set that are not in `other`.
    #[must_use]
    pub fn minus(self, other: BrokerSet) -> BrokerSet {
        BrokerSet(self.0 & !other.0)
    }

    /// How many members there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members in ascending order.
    pub fn iter(self) -> impl Iterator<Item = BrokerId> {
        (1..8)
            .map(BrokerId)
            .filter(move |broker| self.contains(*broker))
    }
}

impl FromIterator<BrokerId> for BrokerSet {
    fn from_iter<I: IntoIterator<Item = BrokerId>>(brokers: I) -> Self {
        brokers.into_iter().fold(BrokerSet::EMPTY, BrokerSet::with)
    }
}

/// A set of partitions, listed in ascending order. The order of partitions in a record of the transaction log means
/// nothing (Kafka keeps a hash set), so a set is all there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PartitionSet(u64);

impl PartitionSet {
    /// The set without members.
    pub const EMPTY: PartitionSet = PartitionSet(0);

    /// How many partitions a scenario with transactions can have.
    pub const PARTITIONS_MAX: usize = 64;

    /// The set of one partition.
    #[must_use]
    pub fn of(partition: PartitionId) -> PartitionSet {
        PartitionSet::EMPTY.with(partition)
    }

    /// Whether `partition` is a member.
    #[must_use]
    pub fn contains(self, partition: PartitionId) -> bool {
        self.0 & (1 << partition.0) != 0
    }

    /// This set and `partition`.
    #[must_use]
    pub fn with(self, partition: PartitionId) -> PartitionSet {
        PartitionSet(self.0 | (1 << partition.0))
    }

    /// The members of either set.
    #[must_use]
    pub fn union(self, other: PartitionSet) -> PartitionSet {
        PartitionSet(self.0 | other.0)
    }

    /// The members of this set that are not in `other`.
    #[must_use]
    pub fn minus(self, other: PartitionSet) -> PartitionSet {
        PartitionSet(self.0 & !other.0)
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members in ascending order.
    pub fn iter(self) -> impl Iterator<Item = PartitionId> {
        (0..64)
            .map(PartitionId)
            .filter(move |partition| self.contains(*partition))
    }
}

impl FromIterator<PartitionId> for PartitionSet {
    fn from_iter<I: IntoIterator<Item = PartitionId>>(partitions: I) -> Self {
        partitions
            .into_iter()
            .fold(PartitionSet::EMPTY, PartitionSet::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_wraps_to_zero_after_the_largest() {
        assert_eq!(Sequence(i32::MAX).plus(1), Sequence(0));
        assert_eq!(Sequence(i32::MAX - 1).plus(3), Sequence(1));
    }

    #[test]
    fn a_broker_set_lists_its_members_in_ascending_order() {
        let set: BrokerSet = [BrokerId(3), BrokerId(1)].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [BrokerId(1), BrokerId(3)]);
        assert_eq!(set.without(BrokerId(1)).count(), 1);
    }
}
