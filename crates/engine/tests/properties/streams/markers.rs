//! Numbers 2 and 9 of the fact sheet's list: no transaction is complete before its markers are written, and only the newest
//! coordinator completes one.

use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, CoordinatorEpoch, PartitionId, ProducerEpoch, ProducerId, TransactionalId,
};
use ackademy_engine::log::{Payload, Replica, TransactionRecord, TransactionResult};

use crate::random::{Taken, Watch};

/// Looks at every marker and every completed transaction.
#[derive(Default)]
pub struct Markers {
    /// By partition of the transaction log: the newest coordinator that has moved a transaction.
    movers: BTreeMap<PartitionId, CoordinatorEpoch>,
}

impl Watch for Markers {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        for event in taken.events {
            match *event {
                Event::TransactionLogged(broker, id, _, record) => {
                    all_are_written(taken, broker, id, record)?;
                }
                Event::MarkerAppended(broker, partition, _, producer, _) => {
                    let log = taken.world.replica(partition, broker);
                    epochs_rise(log, producer)?;
                }
                Event::TransactionMoved(broker, id, _) => self.note_moved(taken, broker, id)?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Markers {
    /// Number 9: whoever moves a transaction has no successor that has.
    fn note_moved(
        &mut self,
        taken: &Taken,
        broker: BrokerId,
        id: TransactionalId,
    ) -> Result<(), String> {
        let Some(log) = taken.scenario.transaction_partition(id) else {
            return Ok(());
        };
        let Some(epoch) = taken.world.coordinator(broker).epoch_of(log) else {
            return Ok(());
        };
        let newest = self.movers.entry(log).or_insert(epoch);
        if epoch < *newest {
            return Err(format!(
                "{broker:?} moved {id:?} in {epoch:?} after {newest:?}"
            ));
        }
        *newest = epoch;
        Ok(())
    }
}

/// Number 9: a producer's markers in one partition come from coordinators with rising epochs.
fn epochs_rise(log: &Replica, producer: ProducerId) -> Result<(), String> {
    let mut newest = None;
    for batch in log.batches() {
        let Payload::Marker {
            coordinator_epoch, ..
        } = batch.payload
        else {
            continue;
        };
        if batch.producer.map(|p| p.id) != Some(producer) {
            continue;
        }
        if newest > Some(coordinator_epoch) {
            return Err(format!(
                "a marker of {producer:?} from {coordinator_epoch:?} after {newest:?}"
            ));
        }
        newest = Some(coordinator_epoch);
    }
    Ok(())
}

/// Number 2: every partition of a decided transaction has its marker before Complete is written.
fn all_are_written(
    taken: &Taken,
    broker: BrokerId,
    id: TransactionalId,
    record: TransactionRecord,
) -> Result<(), String> {
    let is_complete = |result: &TransactionResult| result.complete() == record.state;
    let mut results = [TransactionResult::Commit, TransactionResult::Abort].into_iter();
    let (Some(result), true) = (
        results.find(is_complete),
        taken.scenario.mechanisms.last_stable_offset,
    ) else {
        return Ok(());
    };
    let Some(log) = taken.scenario.transaction_partition(id) else {
        return Ok(());
    };
    let decided = decided(taken.world.replica(log, broker), id, result);
    let Some(last) = decided.last() else {
        return Err(format!("{record:?} completes what was never decided"));
    };
    for partition in last.partitions.unwrap_or_default().iter() {
        let of_partition = |other: &&TransactionRecord| {
            (other.producer_id, other.producer_epoch) == (last.producer_id, last.producer_epoch)
                && other.partitions.unwrap_or_default().contains(partition)
        };
        let needed = decided.iter().filter(of_partition).count();
        let Some((_, replica)) = taken.world.leader_replica(partition) else {
            continue;
        };
        let written = written(replica, last.producer_id, last.producer_epoch, result);
        if written < needed {
            return Err(format!(
                "{record:?} with {written} of {needed} in {partition:?}"
            ));
        }
    }
    Ok(())
}

/// The decisions for this outcome, one for each transaction: a coordinator may write its own again.
fn decided(
    log: &Replica,
    id: TransactionalId,
    result: TransactionResult,
) -> Vec<TransactionRecord> {
    let mut decided: Vec<TransactionRecord> = Vec::new();
    let mut is_new = true;
    for batch in log.batches() {
        let Payload::Transaction { id: of, record } = batch.payload else {
            continue;
        };
        if of != id {
            continue;
        }
        if record.state == result.prepare() {
            if is_new {
                decided.push(record);
            }
            is_new = false;
        } else {
            is_new = true;
        }
    }
    decided
}

fn written(
    log: &Replica,
    producer: ProducerId,
    epoch: ProducerEpoch,
    result: TransactionResult,
) -> usize {
    let is_one = |batch: &&ackademy_engine::log::Batch| {
        batch.marker() == Some(result)
            && batch.producer.map(|p| (p.id, p.epoch)) == Some((producer, epoch))
    };
    log.batches().iter().filter(is_one).count()
}

#[test]
fn a_marker_of_an_older_coordinator_is_found() {
    use ackademy_engine::ids::{LeaderEpoch, Sequence};
    use ackademy_engine::protocol::ProducerIdentity;
    let check = |epochs: [u16; 2]| {
        let mut log = Replica::default();
        log.begin_epoch(LeaderEpoch(0));
        for epoch in epochs {
            let producer = ProducerIdentity {
                id: ProducerId(1),
                epoch: ProducerEpoch(0),
                base_sequence: Sequence(-1),
            };
            let payload = Payload::Marker {
                result: TransactionResult::Commit,
                coordinator_epoch: CoordinatorEpoch(epoch),
            };
            log.append_in_transaction(LeaderEpoch(0), producer, payload);
        }
        epochs_rise(&log, ProducerId(1))
    };
    assert_eq!(check([1, 1]), Ok(()));
    assert!(check([2, 1]).is_err());
}
