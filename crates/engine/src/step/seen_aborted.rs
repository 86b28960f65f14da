//! Who was given records of a transaction that was aborted.

use super::Context;
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, Offset, OrderId, PartitionId};
use crate::log::{AbortedTransaction, Replica};
use crate::protocol::IsolationLevel;
use crate::scenario::Scenario;
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    /// A transaction was aborted: some application may have been given its records already.
    pub(super) fn note_seen_then_aborted(
        &mut self,
        broker: BrokerId,
        partition: PartitionId,
        marker: Offset,
    ) {
        let replica = self.world.replica(partition, broker);
        let entry = replica.aborted_transactions().last();
        let Some(entry) = entry.filter(|entry| entry.last_offset == marker).copied() else {
            return;
        };
        let aborted: Vec<(Offset, OrderId)> = records_of(replica, entry).collect();
        for client in self.scenario.client_ids() {
            let Some(given) = self.world.given_up_to(self.scenario, client, partition) else {
                continue;
            };
            for (_, order) in aborted.iter().filter(|(offset, _)| *offset < given) {
                self.note_seen_aborted(client, *order);
            }
        }
    }

    pub(super) fn note_seen_aborted(&mut self, client: ClientId, order: OrderId) {
        if self.world.facts.edit().note_seen_aborted(client, order) {
            self.report(Event::SeenAborted(client, order));
        }
    }
}

/// The data records of an aborted transaction.
fn records_of(
    replica: &Replica,
    aborted: AbortedTransaction,
) -> impl Iterator<Item = (Offset, OrderId)> + '_ {
    let batches = replica.batches_from(aborted.first_offset).iter();
    batches
        .take_while(move |batch| batch.base_offset < aborted.last_offset)
        .filter(move |batch| {
            batch.transactional && batch.producer.map(|p| p.id) == Some(aborted.producer_id)
        })
        .flat_map(|batch| batch.orders())
}

impl World {
    /// Whether the record at this offset belongs to an aborted transaction, as the partition's leader knows.
    pub(super) fn is_aborted(&self, partition: PartitionId, offset: Offset) -> bool {
        let Some((_, replica)) = self.leader_replica(partition) else {
            return false;
        };
        let batch = replica.batches_from(offset).first();
        batch.is_some_and(|batch| replica.is_aborted(batch))
    }

    /// The offset up to which a client's application was given records of a partition; a read_committed one was given none
    /// whose outcome was open.
    fn given_up_to(
        &self,
        scenario: &Scenario,
        client: ClientId,
        partition: PartitionId,
    ) -> Option<Offset> {
        let config = scenario.client(client).consumer.as_ref()?;
        let waits = config.isolation_level == IsolationLevel::ReadCommitted
            && scenario.mechanisms.last_stable_offset;
        if waits {
            return None;
        }
        let place = config.partitions.iter().position(|p| *p == partition)?;
        let consumer = self.client(client).consumer.as_ref()?;
        consumer.consumed[place]
    }
}
