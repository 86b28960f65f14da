//! Numbers 1, 5 and 7 of the fact sheet's list, checked after every step.

use std::collections::{BTreeMap, BTreeSet};

use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    ClientId, GroupId, Offset, OrderId, PartitionId, ProducerId, TransactionalId,
};
use ackademy_engine::log::{Batch, Payload, Replica, TransactionRecord, TransactionResult};

use crate::random::{Taken, Watch};

/// Number 1: the records of an id follow one another as they may, its epoch never falls, and what is decided is completed.
#[derive(Default)]
pub struct States(BTreeMap<TransactionalId, Written>);

/// What its coordinator has written of an id.
#[derive(Default)]
struct Written {
    /// Not known to be replicated.
    waiting: Option<Offset>,
    /// Given up: memory kept the state before.
    failed: Option<Offset>,
    /// Given up and written over by a later one, so that it counts as not written. What a new coordinator loads counts.
    overridden: BTreeSet<Offset>,
}

impl States {
    fn note(&mut self, taken: &Taken, event: &Event) {
        let (Event::TransactionLogged(by, id, ..)
        | Event::TransactionLogFailed(by, id, _)
        | Event::TransactionMoved(by, id, _)
        | Event::TransactionLoaded(by, id, _)) = *event
        else {
            return;
        };
        let log = taken.scenario.transaction_partition(id);
        let leader = log.and_then(|log| taken.world.controller().view.of(log).leader);
        if leader != Some(by) {
            // What a deposed leader appends is cut away in the end.
            return;
        }
        let written = self.0.entry(id).or_default();
        match *event {
            Event::TransactionLogged(_, _, offset, _) => {
                written.overridden.remove(&offset);
                written.overridden.extend(written.failed.take());
                written.waiting = Some(offset);
            }
            Event::TransactionLogFailed(..) => {
                written.failed = written.waiting.take().or(written.failed);
            }
            _ => (written.waiting, written.failed) = (None, None),
        }
    }
}

impl Watch for States {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        for event in taken.events {
            self.note(taken, event);
            let Event::TransactionLogged(_, id, ..) = *event else {
                continue;
            };
            let log = taken.scenario.transaction_partition(id);
            if let Some((_, replica)) = log.and_then(|log| taken.world.leader_replica(log)) {
                follow(&records(
                    replica,
                    id,
                    &self.0.entry(id).or_default().overridden,
                ))?;
            }
        }
        Ok(())
    }
}

/// What is replicated of an id's records and was not given up.
fn records(
    replica: &Replica,
    id: TransactionalId,
    overridden: &BTreeSet<Offset>,
) -> Vec<TransactionRecord> {
    let below = |batch: &&Batch| batch.end_offset() <= replica.high_watermark();
    let batches = replica.batches().iter().take_while(below);
    batches
        .filter(|batch| !overridden.contains(&batch.base_offset))
        .filter_map(|batch| match &batch.payload {
            Payload::Transaction { id: of, record } if *of == id => Some(*record),
            _ => None,
        })
        .collect()
}

fn follow(records: &[TransactionRecord]) -> Result<(), String> {
    for pair in records.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let is_repeated = before.state == after.state;
        let may_follow = is_repeated || after.state.may_follow(before.state);
        let has_fallen =
            before.producer_id == after.producer_id && after.producer_epoch < before.producer_epoch;
        let is_decided = before.state.prepared().is_some() && !is_repeated;
        if !may_follow || has_fallen || is_decided && before.producer_epoch != after.producer_epoch
        {
            return Err(format!("{after:?} follows {before:?}"));
        }
    }
    Ok(())
}

/// Number 5: a read_committed reader is given every committed record in the order of offsets, and nothing else.
#[derive(Default)]
pub struct Given {
    /// Where each goes on.
    next: BTreeMap<(ClientId, PartitionId), Offset>,
}

impl Watch for Given {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        for event in taken.events {
            match *event {
                Event::PositionSet(client, partition, offset) => {
                    self.next.insert((client, partition), offset);
                }
                Event::RecordPolled(client, partition, offset, order) => {
                    let next = self.next.insert((client, partition), offset.plus(1));
                    let next = next.unwrap_or(Offset(0));
                    if let Some((_, log)) = taken.world.leader_replica(partition) {
                        is_due(log, next, offset, order)
                            .map_err(|wrong| format!("{client:?} in {partition:?}: {wrong}"))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether the record at this offset is the first one from `next` on that counts.
fn is_due(log: &Replica, next: Offset, offset: Offset, order: OrderId) -> Result<(), String> {
    let mut due = log
        .batches_from(next)
        .iter()
        .filter(|batch| !log.is_aborted(batch))
        .flat_map(|batch| batch.orders().map(move |record| (batch, record)))
        .filter(|(_, (at, _))| *at >= next);
    let Some((batch, first)) = due.next() else {
        return Err(format!("given {order:?} at {offset}, where nothing stands"));
    };
    if first != (offset, order) {
        return Err(format!("given {order:?} at {offset} before {first:?}"));
    }
    let mut open = log.producers().open_transactions();
    let owner = batch.producer.filter(|_| batch.transactional).map(|p| p.id);
    if open.any(|(id, since)| Some(id) == owner && since <= offset) {
        return Err(format!(
            "given {order:?} at {offset} of an open transaction"
        ));
    }
    Ok(())
}

/// Number 7: a group's committed offset is the last decided one by its place in the log.
pub struct Committed;

impl Watch for Committed {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        let scenario = taken.scenario;
        let moves = |event: &Event| {
            matches!(
                event,
                Event::HighWatermarkRaised(..)
                    | Event::LeaderElected(..)
                    | Event::MarkerAppended(..)
            )
        };
        if !scenario.mechanisms.last_stable_offset || !taken.events.iter().any(moves) {
            return Ok(());
        }
        for index in 0..scenario.groups.len() {
            let group = GroupId(u8::try_from(index).expect("few groups"));
            let log = scenario.offsets_partition(group);
            let Some((_, log)) = log.and_then(|log| taken.world.leader_replica(log)) else {
                continue;
            };
            for partition in scenario.partition_ids() {
                let told = taken.world.committed_offset(scenario, group, partition);
                let due = last_decided(log, group, partition);
                if told != due {
                    return Err(format!("{group:?} in {partition:?}: {told:?}, not {due:?}"));
                }
            }
        }
        Ok(())
    }
}

fn last_decided(log: &Replica, group: GroupId, partition: PartitionId) -> Option<Offset> {
    let mut pending: BTreeMap<ProducerId, (Offset, Offset)> = BTreeMap::new();
    let mut decided: Option<(Offset, Offset)> = None;
    let below = |batch: &&Batch| batch.end_offset() <= log.high_watermark();
    for batch in log.batches().iter().take_while(below) {
        let owner = batch.producer.map(|producer| producer.id);
        match (&batch.payload, owner) {
            (Payload::Marker { result, .. }, Some(owner)) => {
                let ended = pending.remove(&owner);
                decided = decided.max(ended.filter(|_| *result == TransactionResult::Commit));
            }
            (
                Payload::CommittedOffset {
                    group: of,
                    partition: at,
                    offset,
                },
                owner,
            ) if (*of, *at) == (group, partition) => {
                let stored = (batch.base_offset, *offset);
                match owner.filter(|_| batch.transactional) {
                    Some(owner) => {
                        pending.insert(owner, stored);
                    }
                    None => decided = Some(stored),
                }
            }
            _ => {}
        }
    }
    decided.map(|(_, offset)| offset)
}

#[cfg(test)]
mod can_fail {
    use ackademy_engine::ids::{CoordinatorEpoch, LeaderEpoch, ProducerEpoch, Sequence};
    use ackademy_engine::log::TransactionState::{
        self, CompleteCommit, Empty, Ongoing, PrepareAbort, PrepareCommit,
    };
    use ackademy_engine::protocol::ProducerIdentity;

    use super::*;

    fn record(state: TransactionState, epoch: i16) -> TransactionRecord {
        TransactionRecord {
            producer_id: ProducerId(1),
            producer_epoch: ProducerEpoch(epoch),
            timeout_ms: 60_000,
            state,
            partitions: None,
            start_timestamp_set: false,
        }
    }

    #[test]
    fn a_state_that_may_not_follow_and_a_fallen_epoch_are_found() {
        let fails = |states: &[(TransactionState, i16)]| {
            let records: Vec<_> = states.iter().map(|(s, e)| record(*s, *e)).collect();
            follow(&records).is_err()
        };
        assert!(!fails(&[
            (Empty, 0),
            (Ongoing, 0),
            (PrepareCommit, 0),
            (CompleteCommit, 0)
        ]));
        assert!(fails(&[(PrepareCommit, 0), (PrepareAbort, 0)]));
        assert!(fails(&[(PrepareCommit, 0), (Ongoing, 0)]));
        assert!(fails(&[(CompleteCommit, 3), (Ongoing, 2)]));
        assert!(fails(&[(PrepareCommit, 1), (CompleteCommit, 2)]));
    }

    /// Each item is appended by producer 1: an order, an offset, or a marker.
    fn log(payloads: Vec<Payload>) -> Replica {
        let mut replica = Replica::default();
        replica.begin_epoch(LeaderEpoch(0));
        for (sequence, payload) in (0..).zip(payloads) {
            let producer = ProducerIdentity {
                id: ProducerId(1),
                epoch: ProducerEpoch(0),
                base_sequence: Sequence(sequence),
            };
            replica.append_in_transaction(LeaderEpoch(0), producer, payload);
        }
        replica.raise_high_watermark(replica.log_end_offset());
        replica
    }

    fn marker(result: TransactionResult) -> Payload {
        Payload::Marker {
            result,
            coordinator_epoch: CoordinatorEpoch(0),
        }
    }

    fn order(number: u16) -> Payload {
        Payload::Orders([OrderId(number)].into())
    }

    #[test]
    fn a_record_that_is_skipped_aborted_or_open_is_found() {
        use TransactionResult::{Abort, Commit};
        let log = log(vec![
            order(0),
            marker(Abort),
            order(1),
            marker(Commit),
            order(2),
        ]);
        let given = |next, at, number| is_due(&log, Offset(next), Offset(at), OrderId(number));
        assert_eq!(given(0, 2, 1), Ok(()), "the aborted one is skipped");
        assert!(given(0, 0, 0).is_err(), "aborted");
        assert!(given(0, 4, 2).is_err(), "skips a committed one");
        assert!(given(3, 4, 2).is_err(), "open");
        assert!(given(3, 2, 1).is_err(), "not there");
    }

    #[test]
    fn an_offset_counts_only_with_its_marker() {
        let offset = |offset| Payload::CommittedOffset {
            group: GroupId(0),
            partition: PartitionId(0),
            offset: Offset(offset),
        };
        let decided = |payloads| last_decided(&log(payloads), GroupId(0), PartitionId(0));
        assert_eq!(decided(vec![offset(3)]), None);
        assert_eq!(
            decided(vec![offset(3), marker(TransactionResult::Commit)]),
            Some(Offset(3))
        );
        assert_eq!(
            decided(vec![offset(3), marker(TransactionResult::Abort)]),
            None
        );
    }
}
