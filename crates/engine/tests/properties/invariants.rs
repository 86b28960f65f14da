//! What never happens with clean elections (numbers 3, 4 and 6 of the fact sheet's list). Checked after every step.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, BrokerSet, LeaderEpoch, Offset, OrderId, PartitionId, ProducerEpoch, ProducerId,
    Sequence,
};
use ackademy_engine::log::{Payload, Replica};
use ackademy_engine::protocol::{Acks, KafkaError, ProducerIdentity, Subject};
use proptest::prelude::*;

use crate::random::{
    BROKER_KINDS, Case, EVERY_KIND, Kind, POWER_KINDS, Setup, Taken, Watch, breaks, cases,
    cases_of, check, play, print_table, setups,
};

/// Per partition, the brokers whose replica lost records that were not flushed.
#[derive(Default)]
pub struct PowerLosses(BTreeMap<PartitionId, BrokerSet>);

impl PowerLosses {
    fn note(&mut self, events: &[Event]) {
        for event in events {
            if let Event::UnflushedLost(broker, partition, _) = event {
                let lost = self.0.entry(*partition).or_default();
                *lost = lost.with(*broker);
            }
        }
    }

    fn of(&self, partition: PartitionId) -> BrokerSet {
        self.0.get(&partition).copied().unwrap_or_default()
    }
}

/// Number 3: a high watermark lies within its log, one leader never takes it back, and every in-sync replica has all that
/// lies below the leader's (the last only while no replica lost what it had not flushed).
#[derive(Default)]
pub struct HighWatermarks {
    losses: PowerLosses,
    served: BTreeMap<(BrokerId, PartitionId, LeaderEpoch), Offset>,
}

impl Watch for HighWatermarks {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        self.losses.note(taken.events);
        let (scenario, world) = (taken.scenario, taken.world);
        for partition in scenario.partition_ids() {
            let decided = world.controller().view.of(partition);
            for broker in scenario.brokers() {
                let replica = world.replica(partition, broker);
                let (high_watermark, end) = (replica.high_watermark(), replica.log_end_offset());
                if high_watermark > end {
                    return Err(format!(
                        "{partition:?} on {broker:?}: high watermark {high_watermark} past {end}"
                    ));
                }
                let Some(leading) = &world.broker(broker).leading[partition.index()] else {
                    continue;
                };
                let served = self
                    .served
                    .entry((broker, partition, leading.epoch))
                    .or_default();
                if high_watermark < *served {
                    return Err(format!(
                        "leader {broker:?} took back {served} to {high_watermark} in {partition:?}"
                    ));
                }
                *served = high_watermark;
                if decided.leader != Some(broker) || !self.losses.of(partition).is_empty() {
                    continue;
                }
                for member in decided.in_sync_replicas.iter() {
                    let its_end = world.replica(partition, member).log_end_offset();
                    if its_end < high_watermark {
                        return Err(format!(
                            "in-sync {member:?} has {its_end} of {high_watermark} in {partition:?}"
                        ));
                    }
                }
            }
        }
        Ok(())
    }
}

/// A record that a leader answered NONE for.
#[derive(Clone, Copy, Debug)]
struct Promised {
    order: OrderId,
    epoch: LeaderEpoch,
}

/// A promise that was not kept.
pub struct Broken {
    /// Who leads without the record.
    leader: BrokerId,
    /// Which replicas of the partition lost what they had not flushed.
    pub power_losses: BrokerSet,
    /// What happened.
    pub words: String,
}

impl Broken {
    /// Which of the ways to lose an acked record this is (section 3.7 of the fact sheet); `None` where nothing excuses it.
    fn name(&self, eligible_leaders: bool) -> Option<&'static str> {
        Some(match self.power_losses.count() {
            0 => return None,
            1 if !self.power_losses.contains(self.leader) => {
                "copied from a leader that had lost power"
            }
            1 if eligible_leaders => "the last known leader had lost power",
            1 => "the last in-sync replica had lost power",
            _ => "several replicas had lost power",
        })
    }
}

/// Number 4: what was answered NONE is in the log of every later leader, at the same offset.
pub struct Promises<F> {
    losses: PowerLosses,
    promised: BTreeMap<(PartitionId, Offset), Promised>,
    /// What to make of a promise that was not kept.
    on_broken: F,
}

impl<F: FnMut(Broken) -> Result<(), String>> Promises<F> {
    pub fn new(on_broken: F) -> Promises<F> {
        Promises {
            losses: PowerLosses::default(),
            promised: BTreeMap::new(),
            on_broken,
        }
    }

    fn note(&mut self, taken: &Taken) {
        for event in taken.events {
            let Event::Answered(key, digest) = *event else {
                continue;
            };
            let Subject::Orders {
                partition, count, ..
            } = key.subject
            else {
                continue;
            };
            let Some(base) = digest.offset.filter(|_| digest.error == KafkaError::None) else {
                continue;
            };
            let Some(leading) = &taken.world.broker(key.broker).leading[partition.index()] else {
                continue;
            };
            let answered = base..base.plus(usize::from(count));
            let replica = taken.world.replica(partition, key.broker);
            for (offset, order) in replica.orders().filter(|(at, _)| answered.contains(at)) {
                let epoch = leading.epoch;
                self.promised
                    .insert((partition, offset), Promised { order, epoch });
            }
        }
    }
}

impl<F: FnMut(Broken) -> Result<(), String>> Watch for Promises<F> {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        self.losses.note(taken.events);
        self.note(taken);
        let mut kept = BTreeMap::new();
        for ((partition, offset), promised) in std::mem::take(&mut self.promised) {
            let is_later = |broker: &BrokerId| {
                let leading = &taken.world.broker(*broker).leading[partition.index()];
                leading.as_ref().is_some_and(|l| l.epoch >= promised.epoch)
            };
            let lacks = |broker: &BrokerId| {
                !has(
                    taken.world.replica(partition, *broker),
                    offset,
                    promised.order,
                )
            };
            match taken.scenario.brokers().filter(is_later).find(lacks) {
                None => {
                    kept.insert((partition, offset), promised);
                }
                Some(leader) => {
                    (self.on_broken)(Broken {
                        leader,
                        power_losses: self.losses.of(partition),
                        words: format!("leader {leader:?} lacks {promised:?} at {offset}"),
                    })?;
                }
            }
        }
        self.promised = kept;
        Ok(())
    }
}

fn has(replica: &Replica, offset: Offset, order: OrderId) -> bool {
    replica.orders().any(|record| record == (offset, order))
}

/// Number 6: in a log the sequences of a producer id and epoch follow one another without a gap or a repeat.
fn consecutive(replica: &Replica) -> Result<(), String> {
    let mut next: BTreeMap<(ProducerId, ProducerEpoch), Sequence> = BTreeMap::new();
    for batch in replica.batches() {
        // Markers and offsets have no sequence of their own.
        let has_orders = batch.orders().next().is_some();
        let Some(producer) = batch.producer.filter(|_| has_orders) else {
            continue;
        };
        let expected = next.entry((producer.id, producer.epoch));
        let expected = expected.or_insert(producer.base_sequence);
        if *expected != producer.base_sequence {
            return Err(format!("{producer:?} stands where {expected:?} is next"));
        }
        *expected = producer.base_sequence.plus(batch.record_count());
    }
    Ok(())
}

pub fn sequences(taken: &Taken) -> Result<(), String> {
    for partition in taken.scenario.partition_ids() {
        for broker in taken.scenario.brokers() {
            consecutive(taken.world.replica(partition, broker))?;
        }
    }
    Ok(())
}

#[test]
fn high_watermarks_stay_within_logs_and_never_go_back() {
    check(800, cases(), |case| {
        play(&case, &mut [&mut HighWatermarks::default()]).map(|_| ())
    });
}

#[test]
fn an_in_sync_replica_that_lost_power_is_found_behind() {
    let blind = |case: Case| {
        let mut watch = HighWatermarks::default();
        let mut blind = |taken: &Taken| {
            watch.after(&Taken {
                events: &[],
                ..*taken
            })
        };
        play(&case, &mut [&mut blind]).map(|_| ())
    };
    assert!(breaks(1_000, with_two_copies(&POWER_KINDS), blind));
}

#[test]
fn a_high_watermark_that_goes_back_is_found() {
    let went_back = |case: Case| {
        let mut watch = HighWatermarks::default();
        let mut backwards = |taken: &Taken| {
            watch.after(taken)?;
            let (before, world) = (taken.world, taken.before);
            watch.after(&Taken {
                before,
                world,
                ..*taken
            })
        };
        play(&case, &mut [&mut backwards]).map(|_| ())
    };
    assert!(breaks(100, cases(), went_back));
}

/// Runs in which acks=all promises at least two copies.
fn with_two_copies(kinds: &'static [Kind]) -> impl Strategy<Value = Case> {
    let setups = setups().prop_map(|setup| Setup {
        acks: Acks::All,
        min_insync_replicas: 2,
        broker_count: setup.broker_count.max(2),
        ..setup
    });
    cases_of(setups, kinds)
}

#[test]
fn an_acked_record_is_in_the_log_of_every_later_leader_unless_power_was_lost() {
    let lost = RefCell::new(BTreeMap::<&str, usize>::new());
    for kinds in [&BROKER_KINDS[..], &POWER_KINDS[..]] {
        check(1_200, with_two_copies(kinds), |case| {
            let eligible_leaders = case.setup.eligible_leader_replicas;
            let mut promises = Promises::new(|broken: Broken| {
                let name = broken.name(eligible_leaders).ok_or(broken.words)?;
                *lost.borrow_mut().entry(name).or_default() += 1;
                Ok(())
            });
            play(&case, &mut [&mut promises]).map(|_| ())
        });
    }
    let lost = lost.into_inner();
    let rows = lost
        .iter()
        .map(|(name, count)| format!("{name:<48} {count:>3}"));
    print_table(
        "Acked records lost in 2400 runs, all with loss of power",
        rows,
    );
    assert!(!lost.is_empty(), "no power loss ever mattered");
}

#[test]
fn a_sequence_is_never_missing_nor_repeated_in_a_log() {
    let idempotent = setups().prop_map(|setup| Setup {
        acks: Acks::All,
        enable_idempotence: true,
        retries: setup.retries.max(2),
        ..setup
    });
    check(800, cases_of(idempotent, &EVERY_KIND), |case| {
        play(&case, &mut [&mut sequences]).map(|_| ())
    });
}

#[test]
fn a_gap_and_a_repeat_in_a_log_are_found() {
    let log = |sequences: &[i32]| {
        let mut replica = Replica::default();
        for sequence in sequences {
            let producer = ProducerIdentity {
                id: ProducerId(1),
                epoch: ProducerEpoch(0),
                base_sequence: Sequence(*sequence),
            };
            let payload = Payload::Orders([OrderId(0)].into());
            replica.append(LeaderEpoch(0), Some(producer), payload);
        }
        consecutive(&replica)
    };
    assert!(log(&[0, 1, 2]).is_ok());
    assert!(log(&[0, 2]).is_err());
    assert!(log(&[0, 1, 1]).is_err());
}
