//! A key's value read from a scenario and written into one.

use ackademy_engine::ids::{ClientId, TransactionalId};
use ackademy_engine::protocol::{Acks, IsolationLevel, OffsetReset};
use ackademy_engine::scenario::{
    CommitOrder, ConsumerConfig, GroupSettings, ProducerConfig, Scenario, Subscription,
};

use super::keys::{
    ABORTS, AFTER, ASSIGN, BEFORE, GIVEN, GOES_ON, IN_TRANSACTION, Key, NONE, NOT_GIVEN, OFF, ON,
    Owner, SUBSCRIBE, SettingKey,
};

/// The client of an owner that has one.
fn client_of(scenario: &Scenario, owner: Owner) -> Option<ClientId> {
    scenario.client_named(owner.client_name()?)
}

/// The value of a key; for a setting of its group, of a consumer that is no member, what it would have as one.
pub(super) fn read(scenario: &Scenario, of: SettingKey) -> String {
    let client = client_of(scenario, of.owner).map(|client| scenario.client(client));
    let producer = client.and_then(|client| client.producer.as_ref());
    let consumer = client.and_then(|client| client.consumer.as_ref());
    let from_producer = producer.and_then(|producer| of_producer(scenario, producer, of.key));
    let found = from_producer
        .or_else(|| consumer.and_then(|consumer| of_consumer(consumer, of.key)))
        .or_else(|| of_cluster(scenario, of.key));
    found.unwrap_or_else(|| panic!("the owner has its keys"))
}

fn of_producer(scenario: &Scenario, producer: &ProducerConfig, key: Key) -> Option<String> {
    Some(match key {
        Key::Acks => match producer.acks {
            Acks::Zero => "0".to_owned(),
            Acks::One => "1".to_owned(),
            Acks::All => "all".to_owned(),
        },
        Key::EnableIdempotence => producer.enable_idempotence.to_string(),
        Key::TransactionalId => match producer.transactional_id {
            Some(id) => scenario.transactional_ids[id.index()].clone(),
            None => NONE.to_owned(),
        },
        Key::TransactionTimeout => producer.transaction_timeout_ms.to_string(),
        Key::Retries => producer.retries.to_string(),
        Key::MaxInFlight => producer.max_in_flight_requests_per_connection.to_string(),
        Key::Linger => producer.linger_ms.to_string(),
        Key::BatchSize => producer.batch_records_max.to_string(),
        Key::DeliveryTimeout => producer.delivery_timeout_ms.to_string(),
        _ => return None,
    })
}

fn of_consumer(consumer: &ConsumerConfig, key: Key) -> Option<String> {
    let member = consumer.group_settings().unwrap_or_default();
    let text = match key {
        Key::CommitOrder => match consumer.commit_order {
            CommitOrder::BeforeProcessing => BEFORE,
            CommitOrder::AfterProcessing => AFTER,
            CommitOrder::InTransaction => IN_TRANSACTION,
            CommitOrder::Never => panic!("whoever only looks has no such key"),
        },
        Key::IsolationLevel => match consumer.isolation_level {
            IsolationLevel::ReadUncommitted => "read_uncommitted",
            IsolationLevel::ReadCommitted => "read_committed",
        },
        Key::AutoOffsetReset => match consumer.auto_offset_reset {
            OffsetReset::Earliest => "earliest",
            OffsetReset::Latest => "latest",
        },
        Key::Subscription => match consumer.subscription {
            Subscription::Assign => ASSIGN,
            Subscription::Group(_) => SUBSCRIBE,
        },
        Key::WhenRevoked if member.aborts_when_revoked => ABORTS,
        Key::WhenRevoked => GOES_ON,
        Key::GroupMetadata if member.sends_group_metadata => GIVEN,
        Key::GroupMetadata => NOT_GIVEN,
        Key::MaxPollRecords => return Some(consumer.max_poll_records.to_string()),
        Key::SessionTimeout => return Some(member.session_timeout_ms.to_string()),
        Key::HeartbeatInterval => return Some(member.heartbeat_interval_ms.to_string()),
        Key::MaxPollInterval => return Some(member.max_poll_interval_ms.to_string()),
        _ => return None,
    };
    Some(text.to_owned())
}

fn of_cluster(scenario: &Scenario, key: Key) -> Option<String> {
    let timeouts = &scenario.timeouts;
    let first = &scenario.partitions[0];
    Some(match key {
        Key::Instances | Key::Readers => "1".to_owned(),
        Key::RequestTimeout => timeouts.request_timeout_ms.to_string(),
        Key::RetryBackoff => timeouts.retry_backoff_ms.to_string(),
        Key::MinInsyncReplicas => first.min_insync_replicas.to_string(),
        Key::UncleanElection => first.unclean_leader_election.to_string(),
        Key::EligibleLeaderReplicas => u8::from(scenario.eligible_leader_replicas).to_string(),
        Key::ReplicaLagTime => timeouts.replica_lag_time_max_ms.to_string(),
        Key::BrokerSessionTimeout => timeouts.broker_session_timeout_ms.to_string(),
        Key::TransactionSweep => timeouts.transaction_sweep_interval_ms.to_string(),
        Key::InitialRebalanceDelay => timeouts.group_initial_rebalance_delay_ms.to_string(),
        Key::Mechanism(part) => on_or_off(scenario.mechanisms.works(part)),
        Key::Workaround(one) => on_or_off(scenario.workarounds.uses(one)),
        _ => return None,
    })
}

fn on_or_off(is_on: bool) -> String {
    if is_on { ON } else { OFF }.to_owned()
}

/// Writes a value that the key can have.
pub(super) fn write(scenario: &mut Scenario, of: SettingKey, value: &str) {
    if let Some(client) = client_of(scenario, of.owner) {
        let client = &mut scenario.clients[client.index()];
        if let Some(producer) = &mut client.producer {
            into_producer(producer, of, value);
        }
        if let Some(consumer) = &mut client.consumer {
            into_consumer(consumer, of.key, value);
        }
    } else {
        into_cluster(scenario, of.key, value);
    }
}

fn into_producer(producer: &mut ProducerConfig, of: SettingKey, value: &str) {
    match of.key {
        Key::Acks => {
            producer.acks = match value {
                "0" => Acks::Zero,
                "1" => Acks::One,
                _ => Acks::All,
            }
        }
        Key::EnableIdempotence => producer.enable_idempotence = value == "true",
        Key::TransactionalId => {
            // checkout's id comes first in every scenario that has transactions, then billing's.
            let id = TransactionalId(u8::from(of.owner == Owner::Billing));
            producer.transactional_id = (value != NONE).then_some(id);
        }
        Key::TransactionTimeout => producer.transaction_timeout_ms = number(value),
        Key::Retries => producer.retries = number(value),
        Key::MaxInFlight => producer.max_in_flight_requests_per_connection = number(value),
        Key::Linger => producer.linger_ms = number(value),
        Key::BatchSize => producer.batch_records_max = number(value),
        Key::DeliveryTimeout => producer.delivery_timeout_ms = number(value),
        _ => {}
    }
}

fn into_consumer(consumer: &mut ConsumerConfig, key: Key, value: &str) {
    match key {
        Key::CommitOrder => {
            consumer.commit_order = match value {
                BEFORE => CommitOrder::BeforeProcessing,
                IN_TRANSACTION => CommitOrder::InTransaction,
                _ => CommitOrder::AfterProcessing,
            }
        }
        Key::IsolationLevel => {
            consumer.isolation_level = if value == "read_committed" {
                IsolationLevel::ReadCommitted
            } else {
                IsolationLevel::ReadUncommitted
            }
        }
        Key::AutoOffsetReset => {
            consumer.auto_offset_reset = if value == "latest" {
                OffsetReset::Latest
            } else {
                OffsetReset::Earliest
            }
        }
        Key::MaxPollRecords => consumer.max_poll_records = number(value),
        Key::Subscription => {
            consumer.subscription = if value == SUBSCRIBE {
                Subscription::Group(GroupSettings::default())
            } else {
                Subscription::Assign
            }
        }
        _ => {
            if let Subscription::Group(settings) = &mut consumer.subscription {
                into_member(settings, key, value);
            }
        }
    }
}

fn into_member(settings: &mut GroupSettings, key: Key, value: &str) {
    match key {
        Key::SessionTimeout => settings.session_timeout_ms = number(value),
        Key::HeartbeatInterval => settings.heartbeat_interval_ms = number(value),
        Key::MaxPollInterval => settings.max_poll_interval_ms = number(value),
        Key::WhenRevoked => settings.aborts_when_revoked = value == ABORTS,
        Key::GroupMetadata => settings.sends_group_metadata = value == GIVEN,
        _ => {}
    }
}

fn into_cluster(scenario: &mut Scenario, key: Key, value: &str) {
    let timeouts = &mut scenario.timeouts;
    match key {
        Key::RequestTimeout => timeouts.request_timeout_ms = number(value),
        Key::RetryBackoff => timeouts.retry_backoff_ms = number(value),
        Key::ReplicaLagTime => timeouts.replica_lag_time_max_ms = number(value),
        Key::BrokerSessionTimeout => timeouts.broker_session_timeout_ms = number(value),
        Key::TransactionSweep => timeouts.transaction_sweep_interval_ms = number(value),
        Key::InitialRebalanceDelay => timeouts.group_initial_rebalance_delay_ms = number(value),
        Key::Mechanism(part) => scenario.mechanisms.set(part, value == ON),
        Key::Workaround(one) => scenario.workarounds.set(one, value == ON),
        Key::EligibleLeaderReplicas => scenario.eligible_leader_replicas = value == "1",
        Key::MinInsyncReplicas => {
            for partition in &mut scenario.partitions {
                partition.min_insync_replicas = number(value);
            }
        }
        Key::UncleanElection => {
            let mut partitions = scenario.partitions.iter_mut();
            for partition in partitions
                .by_ref()
                .filter(|setup| !setup.topic.starts_with("__"))
            {
                partition.unclean_leader_election = value == "true";
            }
        }
        _ => {}
    }
}

/// Every value comes from the table of keys.
fn number<T: std::str::FromStr>(value: &str) -> T {
    value
        .parse()
        .unwrap_or_else(|_| panic!("{value} is a number that fits its key"))
}
