//! Partitions by the controller's truth, replicas and brokers by what each knows.

use super::super::draft::Draft;
use super::super::run::Run;
use super::super::show::state;
use super::super::words::Words;
use super::log::{On, take_on};
use super::{Condition, Finding, Read, Wanted};
use crate::ids::{BrokerId, PartitionId};

struct Partition {
    partition: PartitionId,
    wanted: Wanted,
}

/// `partition t-0 leader=1 in_sync_replicas=1,2`.
pub(super) fn partition(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    Ok(Box::new(Partition {
        partition,
        wanted: Wanted::read(words, &state::PARTITION_KEYS, draft)?,
    }))
}

impl Condition for Partition {
    fn check(&self, run: &Run, _: usize) -> Finding {
        self.wanted
            .check(&state::partition(run.player.world(), self.partition))
    }
}

struct Replica {
    partition: PartitionId,
    on: On,
    wanted: Wanted,
}

/// `replica t-0 on broker 1 high_watermark=1 log_end_offset=2`.
pub(super) fn replica(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    let on = take_on(words, draft, partition)?.unwrap_or(On::Leader);
    Ok(Box::new(Replica {
        partition,
        on,
        wanted: Wanted::read(words, &state::REPLICA_KEYS, draft)?,
    }))
}

impl Condition for Replica {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let brokers = self.on.brokers(run, self.partition);
        if brokers.is_empty() {
            return Finding::new(false, "nobody leads this partition");
        }
        let mut holds = true;
        let mut shown = Vec::new();
        for broker in brokers {
            let fields = state::replica(run.player.world(), self.partition, broker);
            let finding = self.wanted.check(&fields);
            holds &= finding.holds;
            shown.push(format!("broker {broker}: {}", finding.got));
        }
        Finding::new(holds, shown.join("; "))
    }
}

struct Broker {
    broker: BrokerId,
    wanted: Wanted,
}

/// `broker 1 status=running fenced=false`.
pub(super) fn broker(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let broker = draft.take_broker(words)?;
    Ok(Box::new(Broker {
        broker,
        wanted: Wanted::read(words, &state::BROKER_KEYS, draft)?,
    }))
}

impl Condition for Broker {
    fn check(&self, run: &Run, _: usize) -> Finding {
        self.wanted
            .check(&state::broker(run.names(), run.player.world(), self.broker))
    }
}
