//! What becomes of transactions, as their coordinators' logs say: who holds a reader back, and what is being completed.

use super::Case;
use crate::ids::{ClientId, PartitionId, ProducerId, TransactionalId};
use crate::log::{Payload, Replica, TransactionRecord, TransactionState};
use crate::node::ManagerState;

/// A transaction whose outcome readers wait for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpenTransaction {
    /// Whose records are in the log.
    pub producer_id: ProducerId,
    /// The transactional.id that this producer id belongs to; `None` where no coordinator knows it.
    pub id: Option<TransactionalId>,
}

impl Case<'_> {
    /// The last record of each transactional.id, by its log or, where coordinators keep memory only, by that.
    fn transactions(&self) -> Vec<(TransactionalId, TransactionRecord)> {
        let ids = self.scenario.transactional_id_list();
        ids.filter_map(|id| Some((id, self.last_record(id)?)))
            .collect()
    }

    fn last_record(&self, id: TransactionalId) -> Option<TransactionRecord> {
        if !self.scenario.mechanisms.transaction_log {
            let mut brokers = self.scenario.brokers();
            return brokers.find_map(|broker| {
                let known = &self.world.coordinator(broker).transactions;
                known.get(&id).map(|metadata| metadata.record())
            });
        }
        let log = self.longest_log(self.scenario.transaction_partition(id)?);
        log.batches()
            .iter()
            .rev()
            .find_map(|batch| match batch.payload {
                Payload::Transaction { id: of, record } if of == id => Some(record),
                _ => None,
            })
    }

    /// The leader's log or, while nobody leads, the longest: what is not in it was acknowledged to nobody.
    fn longest_log(&self, partition: PartitionId) -> &Replica {
        let longest = || {
            let replicas = self.scenario.partition(partition).replicas.iter();
            replicas
                .map(|broker| self.world.replica(partition, *broker))
                .max_by_key(|replica| replica.log_end_offset())
        };
        self.world
            .leader_replica(partition)
            .map(|(_, replica)| replica)
            .or_else(longest)
            .expect("a partition has replicas")
    }

    /// The transaction of this producer, by name.
    pub(super) fn named(&self, producer_id: ProducerId) -> OpenTransaction {
        let known = self.transactions();
        let owner = known
            .iter()
            .find(|(_, record)| record.producer_id == producer_id);
        OpenTransaction {
            producer_id,
            id: owner.map(|(id, _)| *id),
        }
    }

    /// Whether a transaction stands between Prepare and Complete: what readers see of it is not all yet.
    pub(super) fn is_being_completed(&self, transaction: OpenTransaction) -> bool {
        let state = transaction.id.and_then(|id| self.last_record(id));
        state.is_some_and(|record| record.state.prepared().is_some())
    }

    /// The transaction of a stream application that stands between Prepare and Complete.
    pub(super) fn being_completed(&self) -> Option<OpenTransaction> {
        let transactions = self.transactions();
        let mut ours = transactions.iter().filter(|(id, _)| self.is_of_stream(*id));
        ours.find(|(_, record)| record.state.prepared().is_some())
            .map(|(id, record)| OpenTransaction {
                producer_id: record.producer_id,
                id: Some(*id),
            })
    }

    /// Whether every stream application works in transactions, and none of these is open, at a coordinator or in the hands
    /// of its application.
    pub(super) fn all_is_decided(&self) -> bool {
        let is_open = |(id, record): &(TransactionalId, TransactionRecord)| {
            let open =
                record.state == TransactionState::Ongoing || record.state.prepared().is_some();
            self.is_of_stream(*id) && open
        };
        self.streams().all(|client| {
            let at_work = self.world.client(client).is_running()
                && self.world.manager(client).is_some_and(|manager| {
                    !matches!(
                        manager.state,
                        ManagerState::Uninitialized
                            | ManagerState::Initializing
                            | ManagerState::Ready
                            | ManagerState::FatalError
                    )
                });
            self.scenario.transactional_id(client).is_some() && !at_work
        }) && !self.transactions().iter().any(is_open)
    }

    pub(super) fn streams(&self) -> impl Iterator<Item = ClientId> + '_ {
        let is_stream = |client: &ClientId| self.scenario.client(*client).is_stream();
        self.scenario.client_ids().filter(is_stream)
    }

    fn is_of_stream(&self, id: TransactionalId) -> bool {
        self.streams()
            .any(|client| self.scenario.transactional_id(client) == Some(id))
    }
}
