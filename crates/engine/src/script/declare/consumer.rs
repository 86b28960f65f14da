//! A consumer's config keys, with Kafka's defaults, and its application's habit.

use super::super::command::isolation;
use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::words::{Keys, Words};
use super::client::partitions_of;
use super::producer::shared_timeouts;
use crate::protocol::OffsetReset;
use crate::scenario::{CommitOrder, ConsumerConfig, GroupSettings, Subscription};

/// Reads the keys after the word `consumer`. It assigns itself every partition of its topic, or subscribes to it.
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
    let subscription = subscription(&mut keys)?;
    shared_timeouts(&mut keys, draft)?;
    keys.end()?;
    Ok(ConsumerConfig {
        group: draft.add_group(group.word())?,
        partitions,
        auto_offset_reset,
        max_poll_records,
        commit_order,
        isolation_level,
        subscription,
    })
}

/// `subscribe=true` makes it a member of its group; the other keys are a member's.
fn subscription(keys: &mut Keys<'_>) -> Result<Subscription, Mistake> {
    let subscribes = match keys.take("subscribe") {
        Some(pair) => pair.flag()?,
        None => false,
    };
    if !subscribes {
        return Ok(Subscription::Assign);
    }
    let mut settings = GroupSettings::default();
    if let Some(pair) = keys.take("session.timeout.ms") {
        settings.session_timeout_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("heartbeat.interval.ms") {
        settings.heartbeat_interval_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("max.poll.interval.ms") {
        settings.max_poll_interval_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("abort_when_revoked") {
        settings.aborts_when_revoked = pair.flag()?;
    }
    if let Some(pair) = keys.take("group_metadata") {
        settings.sends_group_metadata = pair.flag()?;
    }
    Ok(Subscription::Group(settings))
}
