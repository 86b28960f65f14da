//! What a transactional producer sends to coordinators: one request at a time, in Kafka's order of priority (lookup,
//! identity, partitions and offsets, end). After a failed batch the unsent ones are given up (`Sender`, `TransactionManager`).

use std::sync::Arc;

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId, PartitionId, PartitionSet};
use crate::node::{Coordinator, ManagerState, Producer, TransactionManager};
use crate::parts::{TRANSACTIONS, needs};
use crate::protocol::{
    ClientException, CoordinatorKey, InitTransaction, Request, TransactionOwner,
};
use crate::scenario::Scenario;
use crate::world::World;

/// The version of TxnOffsetCommit that a client of protocol V1 speaks.
const TXN_OFFSET_COMMIT_VERSION: u8 = 4;

/// The next thing a transactional producer does by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum TransactionWork {
    /// Batches that were never sent are given up.
    GiveUpUnsent,
    /// The transaction ends without a request: the coordinator never heard of it.
    EndUnstarted,
    AskCoordinator(CoordinatorKey, BrokerId),
    /// No process listens at the coordinator.
    LoseCoordinator(CoordinatorKey, BrokerId),
    Send(Request, BrokerId),
}

impl World {
    pub(super) fn transaction_work(
        &self,
        scenario: &Scenario,
        client: ClientId,
    ) -> Option<TransactionWork> {
        let manager = self.manager(client)?;
        let producer = self.client(client).producer.as_ref()?;
        let unsent = |queue: &crate::node::PartitionQueue| {
            queue.waiting.iter().any(|batch| batch.identity.is_none())
        };
        if manager.gives_up_unsent() && producer.queues.iter().any(unsent) {
            return Some(TransactionWork::GiveUpUnsent);
        }
        if manager.request.is_some() || manager.backing_off || manager.has_error() {
            return None;
        }
        if manager.ending.is_some() && self.ends_unstarted(manager, producer) {
            return Some(TransactionWork::EndUnstarted);
        }
        let (of, request) = self.transaction_request(scenario, client, manager, producer)?;
        let known = match of {
            CoordinatorKey::Transaction(_) => manager.coordinator,
            CoordinatorKey::Group(_) => manager.group_coordinator,
        };
        match known {
            Coordinator::Known(broker) if self.broker(broker).status.is_up() => {
                Some(TransactionWork::Send(request, broker))
            }
            Coordinator::Known(broker) => Some(TransactionWork::LoseCoordinator(of, broker)),
            _ => {
                let asked = self.any_broker(client)?;
                Some(TransactionWork::AskCoordinator(of, asked))
            }
        }
    }

    fn ends_unstarted(&self, manager: &TransactionManager, producer: &Producer) -> bool {
        !manager.started && manager.is_idle() && !producer.has_incomplete_batches()
    }

    /// The request that comes next, and whose coordinator it goes to.
    fn transaction_request(
        &self,
        scenario: &Scenario,
        client: ClientId,
        manager: &TransactionManager,
        producer: &Producer,
    ) -> Option<(CoordinatorKey, Request)> {
        let config = scenario.client(client).producer.as_ref()?;
        let id = config.transactional_id?;
        let own = CoordinatorKey::Transaction(id);
        if manager.wants_identity && manager.ending.is_none() {
            let transaction = Some(InitTransaction {
                id,
                timeout_ms: config.transaction_timeout_ms,
                current: producer.identity,
            });
            return Some((own, Request::InitProducerId { transaction }));
        }
        let (producer_id, producer_epoch) = producer.identity?;
        let owner = TransactionOwner {
            id,
            producer_id,
            producer_epoch,
        };
        let named = if manager.adding.is_empty() {
            manager.new_partitions
        } else {
            manager.adding
        };
        if !named.is_empty() {
            let request = Request::AddPartitionsToTxn {
                owner,
                partitions: named,
                verify_only: false,
            };
            return Some((own, request));
        }
        if let Some(sent) = manager.offsets {
            return Some(if sent.added {
                let request = Request::TxnOffsetCommit {
                    owner,
                    group: sent.group,
                    offsets: Arc::new([(sent.partition, sent.offset)]),
                    metadata: sent.metadata,
                    version: TXN_OFFSET_COMMIT_VERSION,
                };
                (CoordinatorKey::Group(sent.group), request)
            } else {
                let group = sent.group;
                (own, Request::AddOffsetsToTxn { owner, group })
            });
        }
        let result = manager
            .ending
            .filter(|_| !producer.has_incomplete_batches())?;
        Some((own, Request::EndTxn { owner, result }))
    }

    /// Whether a producer may send batches to this partition (`isSendToPartitionAllowed`).
    pub(super) fn may_produce_to(&self, client: ClientId, partition: PartitionId) -> bool {
        self.manager(client).is_none_or(|manager| {
            manager.state != ManagerState::FatalError && manager.partitions.contains(partition)
        })
    }
}

impl TransactionManager {
    /// Whether no partition or offset is on its way into the transaction.
    fn is_idle(&self) -> bool {
        self.new_partitions.union(self.adding).is_empty() && self.offsets.is_none()
    }
}

impl Producer {
    /// Whether a batch is neither acknowledged nor given up.
    pub(super) fn has_incomplete_batches(&self) -> bool {
        let open = |queue: &crate::node::PartitionQueue| queue.batches().any(|b| !b.expired);
        self.queues.iter().any(open)
    }
}

impl<S: EventSink> Context<'_, S> {
    pub(super) fn do_transaction_work(&mut self, client: ClientId, work: TransactionWork) {
        needs(TRANSACTIONS);
        match work {
            TransactionWork::GiveUpUnsent => self.give_up_unsent(client),
            TransactionWork::EndUnstarted => self.transaction_ended(client),
            TransactionWork::AskCoordinator(of, asked) => {
                self.send_to_coordinator(client, asked, Request::FindCoordinator { key: of });
            }
            TransactionWork::LoseCoordinator(of, broker) => {
                self.report(Event::ConnectionRefused(NodeId::Client(client), broker));
                self.forget_coordinator(client, of);
                self.manager_mut(client).backing_off = true;
            }
            TransactionWork::Send(request, broker) => {
                if let Request::AddPartitionsToTxn { partitions, .. } = request {
                    let manager = self.manager_mut(client);
                    manager.new_partitions = manager.new_partitions.minus(partitions);
                    manager.adding = partitions;
                }
                self.send_to_coordinator(client, broker, request);
            }
        }
    }

    fn send_to_coordinator(&mut self, client: ClientId, broker: BrokerId, request: Request) {
        let channel = self.scenario.producer_channel(client);
        let key = self.send_request(client, broker, channel, request);
        self.manager_mut(client).request = Some(key);
    }

    pub(super) fn forget_coordinator(&mut self, client: ClientId, of: CoordinatorKey) {
        let manager = self.manager_mut(client);
        match of {
            CoordinatorKey::Transaction(_) => manager.coordinator = Coordinator::Unknown,
            CoordinatorKey::Group(_) => manager.group_coordinator = Coordinator::Unknown,
        }
    }

    /// `RecordAccumulator.abortUndrainedBatches`
    fn give_up_unsent(&mut self, client: ClientId) {
        let told = self
            .manager_mut(client)
            .error
            .unwrap_or(ClientException::TransactionAborted);
        self.drop_batches(client, told, false);
        let manager = self.manager_mut(client);
        manager.new_partitions = PartitionSet::EMPTY;
    }

    /// Gives up batches that were never sent, or all, and tells the application.
    pub(super) fn drop_batches(&mut self, client: ClientId, told: ClientException, all: bool) {
        let mut dropped = Vec::new();
        for queue in &mut self.producer_mut(client).queues {
            queue.waiting.retain(|batch| {
                let goes = all || batch.identity.is_none();
                if goes {
                    dropped.push(Arc::clone(&batch.orders));
                }
                !goes
            });
            queue.backing_off &= !queue.waiting.is_empty();
            for batch in queue.in_flight.iter_mut().filter(|b| all && !b.expired) {
                batch.expired = true;
                dropped.push(Arc::clone(&batch.orders));
            }
        }
        for orders in dropped {
            self.tell_failed(client, &orders, told);
        }
    }
}
