//! How long things take, in simulated microseconds. The table stands in docs/model.md as well.

use crate::action::{Action, Call, Timer};
use crate::fingerprint::fingerprint_of;
use crate::ids::{ClientId, GroupId, NodeId};
use crate::protocol::{Api, EnvelopeKey, Subject};
use crate::scenario::Scenario;

/// From and to (inclusive), in microseconds.
type Range = (u64, u64);

const MILLISECOND: u64 = 1_000;

/// OffsetCommit waits this long for replication (offsets.commit.timeout.ms).
const OFFSETS_COMMIT_TIMEOUT_MS: u64 = 5_000;

/// How much longer than the rebalance timeout a client waits for JoinGroup's answer (`JOIN_GROUP_TIMEOUT_LAPSE`).
const JOIN_GROUP_LAPSE_MS: u64 = 5_000;

/// A Fetch at the end of everything it asks for is answered with nothing after this long (fetch.max.wait.ms).
const FETCH_MAX_WAIT_MS: u64 = 500;

/// The ranges that steps without an envelope take their time from, and the one of envelopes.
pub struct Ranges;

impl Ranges {
    /// One hop between a client and a broker.
    pub const HOP: Range = (2 * MILLISECOND, 6 * MILLISECOND);
    /// A late copy, made by a fault.
    pub const LATE_COPY: Range = (12 * MILLISECOND, 30 * MILLISECOND);
    /// A follower's fetch, there and back.
    pub const REPLICA_FETCH: Range = (MILLISECOND, 3 * MILLISECOND);
    /// The controller's word reaching a broker.
    pub const BROKER_LEARNS: Range = (MILLISECOND, 5 * MILLISECOND);
    /// A client's metadata request.
    pub const CLIENT_LEARNS: Range = (2 * MILLISECOND, 6 * MILLISECOND);
    /// AlterPartition, there and back.
    pub const ALTER_PARTITION: Range = (2 * MILLISECOND, 6 * MILLISECOND);
    /// A client noticing that the other end of its connection is gone.
    pub const DISCONNECT: Range = (MILLISECOND, 3 * MILLISECOND);
    /// A started broker until it is registered and unfenced.
    pub const BROKER_STARTS: Range = (800 * MILLISECOND, 1_600 * MILLISECOND);
    /// The operating system writing its page cache.
    pub const FLUSH: Range = (5_000 * MILLISECOND, 8_000 * MILLISECOND);
    /// poll() with records at hand, commitSync() until it is sent, a resent order.
    pub const CALL: Range = (300, 800);
    /// Charging a customer.
    pub const PROCESS: Range = (2 * MILLISECOND, 4 * MILLISECOND);
    /// A local transaction of a workaround: storing an order, ticking it off, storing an effect.
    pub const STORE: Range = (MILLISECOND, 3 * MILLISECOND);
    /// Billing's reply reaching checkout.
    pub const REPLY: Range = (2 * MILLISECOND, 6 * MILLISECOND);
    /// A new coordinator reading its partition of the transaction log.
    pub const LOAD_TRANSACTIONS: Range = (20 * MILLISECOND, 60 * MILLISECOND);
    /// A coordinator sending markers again; a real one does so every few milliseconds.
    pub const COMPLETE_AGAIN: Range = (5 * MILLISECOND, 10 * MILLISECOND);
    /// A client library sending what became possible.
    pub const TRANSMIT: Range = (50, 200);
}

/// A number in `range` that depends on seed and meaning alone.
fn pick(seed: u64, meaning: &impl std::hash::Hash, range: Range) -> u64 {
    let hash = fingerprint_of(&(seed, meaning)).0;
    let width = u128::from(range.1 - range.0 + 1);
    range.0 + u64::try_from(hash % width).expect("below the width of the range")
}

/// How long the n-th envelope of a meaning travels.
pub(super) fn of_envelope(seed: u64, key: EnvelopeKey, nth: usize) -> u64 {
    let range = if key.copy > 0 {
        Ranges::LATE_COPY
    } else {
        Ranges::HOP
    };
    pick(seed, &(key.meaning(), nth as u64), range)
}

/// How long a step without an envelope takes from the moment it becomes possible.
pub(super) fn of_step(scenario: &Scenario, seed: u64, action: &Action) -> u64 {
    match action {
        Action::FireTimer(Timer::CompleteAgain(..)) => pick(seed, action, Ranges::COMPLETE_AGAIN),
        Action::FireTimer(Timer::TransactionTimeout(_, id)) => {
            // The sweep that notices comes some time after the timeout.
            let interval = u64::from(scenario.timeouts.transaction_sweep_interval_ms);
            scenario.transaction_timeout(*id) * MILLISECOND
                + pick(seed, action, (1, interval * MILLISECOND))
        }
        Action::FireTimer(Timer::Heartbeat(client)) => {
            let interval = heartbeat_interval(scenario, *client);
            pick(seed, action, (1, interval.max(1)))
        }
        Action::FireTimer(Timer::MemberSession(_, _, id)) => {
            // The last heartbeat came some time before it was the last.
            let session = u64::from(scenario.session_timeout_ms(id.client)) * MILLISECOND;
            let interval = heartbeat_interval(scenario, id.client);
            session.saturating_sub(pick(seed, action, (0, interval)))
        }
        Action::FireTimer(timer) => of_timer(scenario, *timer),
        Action::LoadTransactions { .. } | Action::LoadGroups { .. } => {
            pick(seed, action, Ranges::LOAD_TRANSACTIONS)
        }
        Action::Disconnected(..) => pick(seed, action, Ranges::DISCONNECT),
        Action::LearnMetadata(NodeId::Client(_)) => pick(seed, action, Ranges::CLIENT_LEARNS),
        Action::LearnMetadata(_) => pick(seed, action, Ranges::BROKER_LEARNS),
        Action::ReplicaFetch { .. } => pick(seed, action, Ranges::REPLICA_FETCH),
        Action::AlterPartition { .. } => pick(seed, action, Ranges::ALTER_PARTITION),
        Action::Unfence(_) => pick(seed, action, Ranges::BROKER_STARTS),
        Action::Flush(_) => pick(seed, action, Ranges::FLUSH),
        Action::Client(_, Call::Process) => pick(seed, action, Ranges::PROCESS),
        Action::Client(_, Call::StoreOrder(_) | Call::TickOff(_) | Call::StoreEffect(_)) => {
            pick(seed, action, Ranges::STORE)
        }
        Action::Client(_, Call::Reply(_)) => pick(seed, action, Ranges::REPLY),
        Action::Client(_, Call::Transmit) => pick(seed, action, Ranges::TRANSMIT),
        _ => pick(seed, action, Ranges::CALL),
    }
}

/// In microseconds; 0 for a client that sends heartbeats as written.
fn heartbeat_interval(scenario: &Scenario, client: ClientId) -> u64 {
    let settings = scenario.group_settings(client);
    settings.map_or(0, |settings| {
        u64::from(settings.heartbeat_interval_ms) * MILLISECOND
    })
}

fn group_of(key: EnvelopeKey) -> GroupId {
    match key.subject {
        Subject::Member { group, .. } => group,
        _ => panic!("this is about a member"),
    }
}

fn of_timer(scenario: &Scenario, timer: Timer) -> u64 {
    let timeouts = &scenario.timeouts;
    let producer = |client| {
        scenario
            .client(client)
            .producer
            .as_ref()
            .expect("a timer of a producer")
    };
    let settings = |client| scenario.group_settings(client).expect("a member's timer");
    let milliseconds = match timer {
        Timer::Request(key) if key.api == Api::JoinGroup => {
            u64::from(scenario.rebalance_timeout_ms(group_of(key))) + JOIN_GROUP_LAPSE_MS
        }
        Timer::Linger(client, _) => u64::from(producer(client).linger_ms),
        Timer::Delivery(client, ..) => u64::from(producer(client).delivery_timeout_ms),
        Timer::Backoff(..)
        | Timer::AskIdentity(_)
        | Timer::AskCoordinator(_)
        | Timer::AskAgain(_)
        | Timer::AskTransaction(_) => u64::from(timeouts.retry_backoff_ms),
        Timer::FetchWait(_) => FETCH_MAX_WAIT_MS,
        Timer::TransactionLogWait(_, id) => scenario.transaction_timeout(id),
        Timer::PollInterval(client) => u64::from(settings(client).max_poll_interval_ms),
        Timer::InitialRebalance(..) => u64::from(timeouts.group_initial_rebalance_delay_ms),
        Timer::RebalanceTimeout(_, group) | Timer::SyncTimeout(_, group) => {
            u64::from(scenario.rebalance_timeout_ms(group))
        }
        Timer::GroupLogWait(..) => OFFSETS_COMMIT_TIMEOUT_MS,
        Timer::TransactionTimeout(..)
        | Timer::CompleteAgain(..)
        | Timer::Heartbeat(_)
        | Timer::MemberSession(..) => {
            panic!("this takes its time from a range")
        }
        Timer::ProduceWait(key)
            if matches!(
                key.api,
                Api::OffsetCommit | Api::TxnOffsetCommit | Api::LeaveGroup
            ) =>
        {
            OFFSETS_COMMIT_TIMEOUT_MS
        }
        Timer::Request(_) | Timer::ProduceWait(_) => u64::from(timeouts.request_timeout_ms),
        Timer::ReplicaLag(..) => u64::from(timeouts.replica_lag_time_max_ms),
        Timer::BrokerSession(_) => u64::from(timeouts.broker_session_timeout_ms),
    };
    milliseconds * MILLISECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_stays_in_its_range_and_depends_on_the_seed() {
        let picks: Vec<u64> = (0..100)
            .map(|seed| pick(seed, &"meaning", (10, 12)))
            .collect();
        assert!(picks.iter().all(|picked| (10..=12).contains(picked)));
        assert!(picks.contains(&10) && picks.contains(&12));
    }
}
