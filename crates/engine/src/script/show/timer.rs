//! Timers, by the config key that gives them their time.

use super::{Fields, Names};
use crate::action::Timer;
use crate::protocol::EnvelopeKey;
use crate::script::kind::Kind;

/// Every name that a timer has.
pub(super) const TIMER: Kind = Kind::Words(|| {
    vec![
        "linger.ms",
        "retry.backoff.ms",
        "delivery.timeout.ms",
        "request.timeout.ms",
        "replication.wait",
        "fetch.max.wait.ms",
        "transaction.timeout.ms",
        "transaction_log.wait",
        "markers.again",
        "session.timeout.ms",
        "group.initial.rebalance.delay.ms",
        "rebalance.timeout.ms",
        "sync.wait",
        "group_log.wait",
        "heartbeat.interval.ms",
        "max.poll.interval.ms",
        "replica.lag.time.max.ms",
        "broker.session.timeout.ms",
    ]
});

/// A timer's name and whose it is. The envelope of a request's timer is shown apart.
pub(in crate::script) fn fields(names: Names<'_>, timer: Timer) -> Fields {
    match timer {
        Timer::Linger(client, partition) => vec![
            ("timer", "linger.ms".into()),
            ("client", names.client(client)),
            ("partition", names.partition(partition)),
        ],
        Timer::Backoff(client, partition) => vec![
            ("timer", "retry.backoff.ms".into()),
            ("client", names.client(client)),
            ("partition", names.partition(partition)),
        ],
        Timer::Delivery(client, partition, order, _) => vec![
            ("timer", "delivery.timeout.ms".into()),
            ("client", names.client(client)),
            ("partition", names.partition(partition)),
            ("order", names.order(order)),
        ],
        Timer::Request(_) => vec![("timer", "request.timeout.ms".into())],
        Timer::ProduceWait(_) => vec![("timer", "replication.wait".into())],
        Timer::FetchWait(_) => vec![("timer", "fetch.max.wait.ms".into())],
        Timer::TransactionTimeout(broker, id) => vec![
            ("timer", "transaction.timeout.ms".into()),
            ("broker", broker.into()),
            ("transactional_id", names.transactional_id(id)),
        ],
        Timer::TransactionLogWait(broker, id) => vec![
            ("timer", "transaction_log.wait".into()),
            ("broker", broker.into()),
            ("transactional_id", names.transactional_id(id)),
        ],
        Timer::CompleteAgain(broker, id) => vec![
            ("timer", "markers.again".into()),
            ("broker", broker.into()),
            ("transactional_id", names.transactional_id(id)),
        ],
        of_group @ (Timer::MemberSession(..)
        | Timer::InitialRebalance(..)
        | Timer::RebalanceTimeout(..)
        | Timer::SyncTimeout(..)
        | Timer::GroupLogWait(..)) => group_fields(names, of_group),
        Timer::Heartbeat(client) => vec![
            ("timer", "heartbeat.interval.ms".into()),
            ("client", names.client(client)),
        ],
        Timer::PollInterval(client) => vec![
            ("timer", "max.poll.interval.ms".into()),
            ("client", names.client(client)),
        ],
        Timer::AskIdentity(client)
        | Timer::AskCoordinator(client)
        | Timer::AskAgain(client)
        | Timer::AskTransaction(client) => {
            vec![
                ("timer", "retry.backoff.ms".into()),
                ("client", names.client(client)),
            ]
        }
        Timer::ReplicaLag(partition, follower) => vec![
            ("timer", "replica.lag.time.max.ms".into()),
            ("partition", names.partition(partition)),
            ("broker", follower.into()),
        ],
        Timer::BrokerSession(broker) => vec![
            ("timer", "broker.session.timeout.ms".into()),
            ("broker", broker.into()),
        ],
    }
}

fn group_fields(names: Names<'_>, timer: Timer) -> Fields {
    let (name, broker, group) = match timer {
        Timer::MemberSession(broker, group, _) => ("session.timeout.ms", broker, group),
        Timer::InitialRebalance(broker, group) => {
            ("group.initial.rebalance.delay.ms", broker, group)
        }
        Timer::RebalanceTimeout(broker, group) => ("rebalance.timeout.ms", broker, group),
        Timer::SyncTimeout(broker, group) => ("sync.wait", broker, group),
        Timer::GroupLogWait(broker, group) => ("group_log.wait", broker, group),
        _ => panic!("{timer:?} has nothing to do with groups"),
    };
    let mut fields: Fields = vec![
        ("timer", name.into()),
        ("broker", broker.into()),
        ("group", names.group(group)),
    ];
    if let Timer::MemberSession(_, _, id) = timer {
        fields.push(("member", names.member(id)));
    }
    fields
}

/// The request that a timer watches.
pub(in crate::script) fn request(timer: Timer) -> Option<EnvelopeKey> {
    match timer {
        Timer::Request(key) | Timer::ProduceWait(key) | Timer::FetchWait(key) => Some(key),
        _ => None,
    }
}
