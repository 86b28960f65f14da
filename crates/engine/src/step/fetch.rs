//! What a Fetch finds, for each kind of reader.

use std::sync::Arc;

use super::{Applied, Context, NotEnabled};
use crate::event::EventSink;
use crate::ids::{BrokerId, NodeId, Offset, PartitionId, ProducerId};
use crate::log::Replica;
use crate::node::{Parked, ParkedWork};
use crate::protocol::{
    EnvelopeKey, FetchedPartition, IsolationLevel, KafkaError, Request, Response,
};
use crate::scenario::Scenario;
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    pub(super) fn fetch(&mut self, key: EnvelopeKey, answerable: bool, request: Request) {
        match self.world.read(self.scenario, key.broker, &request) {
            Some(partitions) => self.answer(key, answerable, Response::Fetch { partitions }),
            // A late copy has nobody to wait for.
            None if !answerable => {}
            None => {
                let work = ParkedWork::Fetch { request };
                self.world.broker_mut(key.broker).park(Parked {
                    key,
                    answerable,
                    work,
                });
            }
        }
    }
}

impl<S: EventSink> Context<'_, S> {
    /// fetch.max.wait.ms is over: the Fetch is answered with nothing, so that what its sender wants by now gets its turn.
    pub(super) fn end_fetch_wait(&mut self, key: EnvelopeKey) -> Applied {
        let broker = self.world.broker(key.broker);
        let ends = |p: &Parked| p.key == key && self.world.holds_up(self.scenario, p);
        let place = broker
            .parked
            .iter()
            .position(ends)
            .filter(|_| broker.is_running());
        let place = place.ok_or(NotEnabled("this Fetch holds nothing up"))?;
        let partitions = Arc::new([]);
        self.unpark(key.broker, place, Response::Fetch { partitions });
        Ok(())
    }
}

impl World {
    /// Whether a Fetch that waits for records stands in the way: something else waits behind it on its connection, or its
    /// sender wants other records by now. (A real one never waits longer than fetch.max.wait.ms; one that is in nobody's
    /// way may as well wait for ever.)
    pub(crate) fn holds_up(&self, scenario: &Scenario, parked: &Parked) -> bool {
        let ParkedWork::Fetch {
            request: Request::Fetch { positions, .. },
        } = &parked.work
        else {
            return false;
        };
        let key = parked.key;
        let NodeId::Client(client) = key.sender else {
            return false;
        };
        let Some(config) = scenario
            .client(client)
            .consumer
            .as_ref()
            .filter(|_| parked.answerable)
        else {
            return false;
        };
        let connection = self.connection(client, key.broker, key.channel);
        !connection.requests.is_empty()
            || self
                .fetch_positions(client, config, key.broker)
                .any(|wanted| !positions.contains(&wanted))
    }

    /// What a Fetch finds now; `None` while every partition it asks for is at its end.
    pub(super) fn read(
        &self,
        scenario: &Scenario,
        broker: BrokerId,
        request: &Request,
    ) -> Option<Arc<[FetchedPartition]>> {
        let Request::Fetch {
            positions,
            isolation,
        } = request
        else {
            panic!("only a Fetch waits for records")
        };
        // Without markers a read_committed reader has nothing to wait for.
        let committed =
            *isolation == IsolationLevel::ReadCommitted && scenario.mechanisms.last_stable_offset;
        let found: Vec<FetchedPartition> = positions
            .iter()
            .filter_map(|(partition, offset)| self.read_one(broker, *partition, *offset, committed))
            .collect();
        if found.is_empty() {
            None
        } else {
            Some(found.into())
        }
    }

    fn read_one(
        &self,
        broker: BrokerId,
        partition: PartitionId,
        offset: Offset,
        committed: bool,
    ) -> Option<FetchedPartition> {
        if !self.broker(broker).leads(partition) {
            return Some(FetchedPartition::refused(
                (partition, offset),
                KafkaError::NotLeaderOrFollower,
            ));
        }
        let replica = self.replica(partition, broker);
        let high_watermark = replica.high_watermark();
        if offset > replica.log_end_offset() {
            let refused =
                FetchedPartition::refused((partition, offset), KafkaError::OffsetOutOfRange);
            return Some(FetchedPartition {
                high_watermark,
                ..refused
            });
        }
        let end = if committed {
            replica.last_stable_offset()
        } else {
            high_watermark
        };
        let readable = replica
            .batches_from(offset)
            .iter()
            .take_while(|batch| batch.end_offset() <= end);
        let batches: Vec<_> = readable.cloned().collect();
        (!batches.is_empty()).then(|| FetchedPartition {
            partition,
            fetch_offset: offset,
            error: KafkaError::None,
            batches,
            high_watermark,
            last_stable_offset: committed.then_some(end),
            aborted_transactions: if committed {
                aborted_between(replica, offset, end)
            } else {
                Arc::new([])
            },
        })
    }
}

/// `TransactionIndex.collectAbortedTxns`
fn aborted_between(replica: &Replica, from: Offset, end: Offset) -> Arc<[(ProducerId, Offset)]> {
    replica
        .aborted_transactions()
        .iter()
        .filter(|aborted| aborted.last_offset >= from && aborted.first_offset < end)
        .map(|aborted| (aborted.producer_id, aborted.first_offset))
        .collect()
}
