//! A consumer's config keys, with Kafka's defaults, and its application's habit.

use super::super::command::isolation;
use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::words::Words;
use super::client::partitions_of;
use super::producer::shared_timeouts;
use crate::protocol::OffsetReset;
use crate::scenario::{CommitOrder, ConsumerConfig};

/// Reads the keys after the word `consumer`. It assigns itself every partition of its topic.
pub(super) fn config(words: &mut Words<'_>, draft: &mut Draft) -> Result<ConsumerConfig, Mistake> {
    let mut keys = words.take_keys()?;
    let topic = keys.require("topic")?;
    let partitions = partitions_of(&topic, draft)?;
    let group = keys.require("group.id")?;
    let auto_offset_reset = match keys.take("auto.offset.reset") {
        Some(pair) => pair.one_of(&[
            ("earliest", OffsetReset::Earliest),
            ("latest", OffsetReset::Latest),
        ])?,
        None => OffsetReset::Latest,
    };
    let max_poll_records = match keys.take("max.poll.records") {
        Some(pair) => pair.number()?,
        None => 500,
    };
    let commit_order = match keys.take("commit_offsets") {
        Some(pair) => pair.one_of(&[
            ("after_processing", CommitOrder::AfterProcessing),
            ("before_processing", CommitOrder::BeforeProcessing),
            ("in_transaction", CommitOrder::InTransaction),
            ("never", CommitOrder::Never),
        ])?,
        None => CommitOrder::AfterProcessing,
    };
    let isolation_level = isolation(&mut keys)?;
    shared_timeouts(&mut keys, draft)?;
    keys.end()?;
    Ok(ConsumerConfig {
        group: draft.add_group(group.word())?,
        partitions,
        auto_offset_reset,
        max_poll_records,
        commit_order,
        isolation_level,
    })
}
