//! What the cluster does by itself, done ahead of its time.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::run::{Run, Stop};
use super::super::words::Words;
use super::{Command, Read, act};
use crate::action::{Action, Timer};
use crate::ids::{BrokerId, NodeId, PartitionId};

/// `replicate broker 2 from broker 1`: one fetch.
pub(super) fn replicate(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let follower = broker(words, draft)?;
    if !words.take_if("from") {
        return Err(words.mistake("`from`"));
    }
    let leader = broker(words, draft)?;
    act(words, Action::ReplicaFetch { follower, leader })
}

/// `learn broker 1`: fresh metadata.
pub(super) fn learn(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let node = draft.take_node(words)?;
    if node == NodeId::Controller {
        return Err(words
            .mistake_before("expected a client or a broker: the controller has nothing to learn"));
    }
    act(words, Action::LearnMetadata(node))
}

/// `fence broker 1`: broker.session.timeout.ms runs out.
pub(super) fn fence(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let broker = broker(words, draft)?;
    act(words, Action::FireTimer(Timer::BrokerSession(broker)))
}

/// `unfence broker 1`: it registers.
pub(super) fn unfence(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let broker = broker(words, draft)?;
    act(words, Action::Unfence(broker))
}

/// `shrink t-0 broker 2`: replica.lag.time.max.ms runs out.
pub(super) fn shrink(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    let follower = broker(words, draft)?;
    act(
        words,
        Action::FireTimer(Timer::ReplicaLag(partition, follower)),
    )
}

fn broker(words: &mut Words<'_>, draft: &Draft) -> Result<BrokerId, Mistake> {
    match draft.take_node(words)? {
        NodeId::Broker(broker) => Ok(broker),
        _ => Err(words.mistake_before("expected `broker` and its number")),
    }
}

/// `expand t-0`: the leader, whoever it is then, reports the followers that have caught up.
pub(super) fn expand(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    words.end()?;
    Ok(Box::new(Expand {
        partition,
        expected: words.text(),
    }))
}

struct Expand {
    partition: PartitionId,
    expected: String,
}

impl Command for Expand {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        let partition = self.partition;
        let decided = run.player.world().controller().view.of(partition);
        let leader = decided
            .leader
            .ok_or_else(|| Stop::new(self.expected.as_str(), "nobody leads this partition"))?;
        run.act(Action::AlterPartition { partition, leader }, &self.expected)
    }
}
