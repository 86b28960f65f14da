//! Requests that are carried out when the transaction they belong to has ended, while its producer still has the same epoch. In
//! protocol V1 nobody can tell them from those of the next transaction (the bold cells of 6.3 in the fact sheet).

use std::collections::{BTreeMap, BTreeSet};

use ackademy_engine::event::Event;
use ackademy_engine::ids::{CoordinatorEpoch, PartitionId, ProducerEpoch, ProducerId};
use ackademy_engine::log::{Payload, Replica, TransactionState};
use ackademy_engine::protocol::{
    Body, Direction, EnvelopeKey, KafkaError, ProducerIdentity, Request,
};
use ackademy_engine::scenario::Scenario;
use ackademy_engine::world::World;

use crate::random::{Taken, Watch};

/// Which requests of earlier transactions a run has carried out.
#[derive(Default)]
pub struct Late {
    /// By name of the API.
    pub carried_out: BTreeSet<&'static str>,
    /// How many transactions of a producer have ended.
    ended: BTreeMap<ProducerId, usize>,
    /// How many had when a request set out.
    when_sent: BTreeMap<EnvelopeKey, usize>,
    /// Late batches: their leader may ask the coordinator first, and append when it is told.
    batches: BTreeMap<EnvelopeKey, (PartitionId, ProducerIdentity)>,
}

/// Whose transaction one of the requests belongs to that can do harm, and which epoch it has.
fn owner(request: &Request) -> Option<(ProducerId, ProducerEpoch)> {
    match request {
        Request::Produce {
            producer: Some(producer),
            transactional_id: Some(_),
            ..
        } => Some((producer.id, producer.epoch)),
        Request::AddPartitionsToTxn {
            owner,
            verify_only: false,
            ..
        }
        | Request::EndTxn { owner, .. } => Some((owner.producer_id, owner.producer_epoch)),
        Request::WriteTxnMarkers {
            producer_id,
            producer_epoch,
            ..
        } => Some((*producer_id, *producer_epoch)),
        _ => None,
    }
}

fn request(world: &World, key: EnvelopeKey) -> Option<&Request> {
    match &world.envelope(key)?.body {
        Body::Request(request) => Some(request),
        Body::Response(_) => None,
    }
}

/// The epoch that a producer has by its coordinator. A deposed one may know an older one.
fn current_epoch(
    scenario: &Scenario,
    world: &World,
    producer: ProducerId,
) -> Option<ProducerEpoch> {
    let known = scenario
        .brokers()
        .flat_map(|broker| world.coordinator(broker).transactions.values());
    known
        .filter(|metadata| metadata.producer_id == producer)
        .map(|metadata| metadata.producer_epoch)
        .max()
}

impl Late {
    fn ended(&self, producer: ProducerId) -> usize {
        self.ended.get(&producer).copied().unwrap_or(0)
    }

    /// A copy is as old as its original.
    fn note_sent(&mut self, world: &World, key: EnvelopeKey) {
        let Some((producer, _)) = request(world, key).and_then(owner) else {
            return;
        };
        let original = EnvelopeKey { copy: 0, ..key };
        let since = self.when_sent.get(&original).filter(|_| key.copy > 0);
        let since = since.copied().unwrap_or(self.ended(producer));
        self.when_sent.insert(key, since);
    }

    /// A broker takes up a request.
    fn note_received(&mut self, taken: &Taken, key: EnvelopeKey) {
        let Some(request) = request(taken.before, key) else {
            return;
        };
        let (Some((id, epoch)), Some(since)) = (owner(request), self.when_sent.get(&key)) else {
            return;
        };
        let known = current_epoch(taken.scenario, taken.before, id);
        if self.ended(id) == *since || known != Some(epoch) {
            return;
        }
        let is_carried_out = match request {
            Request::Produce {
                partition,
                producer: Some(producer),
                ..
            } => {
                self.batches.insert(key, (*partition, *producer));
                false
            }
            Request::WriteTxnMarkers {
                coordinator_epoch, ..
            } => ends_one(taken, *coordinator_epoch),
            // Otherwise it is answered and nothing is written.
            _ => {
                let moves = |event: &Event| matches!(event, Event::TransactionPending(..));
                taken.events.iter().any(moves)
            }
        };
        if is_carried_out {
            self.carried_out.insert(key.api.name());
        }
    }

    fn note_appended(&mut self, replica: &Replica, partition: PartitionId) {
        let appended = replica.batches().last().and_then(|batch| batch.producer);
        let is_it = |(at, producer): &(PartitionId, ProducerIdentity)| {
            *at == partition && Some(*producer) == appended
        };
        let found = self.batches.iter().find(|(_, batch)| is_it(batch));
        self.carried_out
            .extend(found.map(|(key, _)| key.api.name()));
    }
}

/// Whether a marker has ended an open transaction. With one of a coordinator that has a successor Kafka would not let it.
fn ends_one(taken: &Taken, coordinator: CoordinatorEpoch) -> bool {
    taken.events.iter().any(|event| {
        let Event::MarkerAppended(broker, partition, _, producer, _) = *event else {
            return false;
        };
        let log = taken.before.replica(partition, broker);
        let mut open = log.producers().open_transactions();
        let epochs = log
            .batches()
            .iter()
            .filter_map(|batch| match batch.payload {
                Payload::Marker {
                    coordinator_epoch, ..
                } if batch.producer.map(|p| p.id) == Some(producer) => Some(coordinator_epoch),
                _ => None,
            });
        open.any(|(id, _)| id == producer) && epochs.max() <= Some(coordinator)
    })
}

impl Watch for Late {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        for event in taken.events {
            match *event {
                Event::EnvelopeSent(key) | Event::RequestDuplicated(key)
                    if key.direction == Direction::Request =>
                {
                    self.note_sent(taken.world, key);
                }
                Event::RequestReceived(key) => self.note_received(taken, key),
                Event::Answered(key, digest) if digest.error != KafkaError::None => {
                    self.batches.remove(&key);
                }
                Event::AppendedInTransaction(broker, partition, ..) => {
                    self.note_appended(taken.world.replica(partition, broker), partition);
                }
                Event::TransactionMoved(
                    broker,
                    id,
                    TransactionState::CompleteCommit | TransactionState::CompleteAbort,
                ) => {
                    let known = taken.world.coordinator(broker).transactions.get(&id);
                    if let Some(metadata) = known {
                        *self.ended.entry(metadata.producer_id).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
