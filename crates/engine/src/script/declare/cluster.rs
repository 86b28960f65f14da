//! The cluster as a whole: brokers, their config, features, and the run's own settings.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::words::{Keys, Words};

const MOST_BROKERS: u8 = 5;

/// `brokers 3`: must come before everything that names a broker.
pub(super) fn brokers(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    if !draft.topics.is_empty() || !draft.scenario.clients.is_empty() {
        return Err(words.mistake_before(
            "expected `brokers` before topics, groups and clients: move it to the top",
        ));
    }
    let expected = "a number of brokers from 1 to 5";
    let mistake = words.mistake(expected);
    let count = words.take(expected)?.parse::<u8>().ok();
    draft.scenario.broker_count = count
        .filter(|count| (1..=MOST_BROKERS).contains(count))
        .ok_or(mistake)?;
    words.end()
}

/// `config broker.session.timeout.ms=9000 ...`: broker configuration.
pub(super) fn config(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let mut keys = some_keys(words)?;
    let timeouts = &mut draft.scenario.timeouts;
    if let Some(pair) = keys.take("broker.session.timeout.ms") {
        timeouts.broker_session_timeout_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("replica.lag.time.max.ms") {
        timeouts.replica_lag_time_max_ms = pair.number()?;
    }
    if let Some(pair) = keys.take("group.initial.rebalance.delay.ms") {
        timeouts.group_initial_rebalance_delay_ms = pair.number()?;
    }
    keys.end()
}

/// `feature eligible.leader.replicas.version=1`: features that a cluster agrees on.
pub(super) fn feature(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let mut keys = some_keys(words)?;
    if let Some(pair) = keys.take("eligible.leader.replicas.version") {
        draft.scenario.eligible_leader_replicas = pair.one_of(&[("0", false), ("1", true)])?;
    }
    keys.end()
}

/// `setting seed=7`: what is not Kafka's.
pub(super) fn setting(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let mut keys = some_keys(words)?;
    if let Some(pair) = keys.take("seed") {
        draft.seed = pair.number()?;
    }
    if let Some(pair) = keys.take("background_flush") {
        draft.scenario.background_flush = pair.flag()?;
    }
    keys.end()
}

fn some_keys<'a>(words: &mut Words<'a>) -> Result<Keys<'a>, Mistake> {
    let keys = words.take_keys()?;
    words.end()?;
    if keys.is_empty() {
        return Err(words.mistake("KEY=VALUE"));
    }
    Ok(keys)
}
