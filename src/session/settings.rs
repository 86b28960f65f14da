//! The config keys that a learner can change, and the scenario they make.

use ackademy_engine::few::sort_few;
use ackademy_engine::protocol::{Acks, OffsetReset};
use ackademy_engine::scenario::{CommitOrder, Pipeline, Preset, Scenario};

use crate::i18n::{Message, message};

/// Whose key it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// checkout, the producer.
    Checkout,
    /// billing, the consumer.
    Billing,
    /// The topics and brokers.
    Cluster,
}

/// A key that can be changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SettingKey {
    /// acks
    Acks,
    /// enable.idempotence
    EnableIdempotence,
    /// retries
    Retries,
    /// max.in.flight.requests.per.connection
    MaxInFlight,
    /// linger.ms
    Linger,
    /// delivery.timeout.ms
    DeliveryTimeout,
    /// request.timeout.ms
    RequestTimeout,
    /// When billing commits its offsets: not a key of Kafka's but the order of two calls.
    CommitOrder,
    /// auto.offset.reset
    AutoOffsetReset,
    /// max.poll.records
    MaxPollRecords,
    /// min.insync.replicas
    MinInsyncReplicas,
    /// replica.lag.time.max.ms
    ReplicaLagTime,
    /// unclean.leader.election.enable
    UncleanElection,
}

/// One key with its value and what else it can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// Which key.
    pub key: SettingKey,
    /// The key as Kafka spells it.
    pub name: &'static str,
    /// Whose it is.
    pub owner: Owner,
    /// Its value.
    pub value: String,
    /// The values it can have, its present one among them.
    pub options: Vec<String>,
    /// It differs from what the preset says.
    pub is_changed: bool,
}

/// A preset and the keys that were changed since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    preset: Preset,
    changes: Vec<(SettingKey, String)>,
}

type Row = (SettingKey, &'static str, Owner, &'static [&'static str]);

const RETRIES_DEFAULT: &str = "2147483647";

/// Every key in the order of the page, with the values that make a difference here.
const KEYS: [Row; 13] = [
    (
        SettingKey::Acks,
        "acks",
        Owner::Checkout,
        &["0", "1", "all"],
    ),
    (
        SettingKey::EnableIdempotence,
        "enable.idempotence",
        Owner::Checkout,
        &["false", "true"],
    ),
    (
        SettingKey::Retries,
        "retries",
        Owner::Checkout,
        &["0", "1", "3", RETRIES_DEFAULT],
    ),
    (
        SettingKey::MaxInFlight,
        "max.in.flight.requests.per.connection",
        Owner::Checkout,
        &["1", "2", "3", "4", "5", "6"],
    ),
    (
        SettingKey::Linger,
        "linger.ms",
        Owner::Checkout,
        &["0", "5", "50"],
    ),
    (
        SettingKey::DeliveryTimeout,
        "delivery.timeout.ms",
        Owner::Checkout,
        &["20000", "60000", "120000"],
    ),
    (
        SettingKey::RequestTimeout,
        "request.timeout.ms",
        Owner::Checkout,
        &["5000", "30000"],
    ),
    (
        SettingKey::CommitOrder,
        "commitSync()",
        Owner::Billing,
        &["before-processing", "after-processing"],
    ),
    (
        SettingKey::AutoOffsetReset,
        "auto.offset.reset",
        Owner::Billing,
        &["earliest", "latest"],
    ),
    (
        SettingKey::MaxPollRecords,
        "max.poll.records",
        Owner::Billing,
        &["1", "500"],
    ),
    (
        SettingKey::MinInsyncReplicas,
        "min.insync.replicas",
        Owner::Cluster,
        &["1", "2", "3"],
    ),
    (
        SettingKey::ReplicaLagTime,
        "replica.lag.time.max.ms",
        Owner::Cluster,
        &["5000", "30000"],
    ),
    (
        SettingKey::UncleanElection,
        "unclean.leader.election.enable",
        Owner::Cluster,
        &["false", "true"],
    ),
];

impl Settings {
    /// What a preset says.
    #[must_use]
    pub fn of(preset: Preset) -> Settings {
        Settings {
            preset,
            changes: Vec::new(),
        }
    }

    /// The preset they started from.
    #[must_use]
    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// The same with one key changed. A value that the key cannot have changes nothing.
    #[must_use]
    pub fn with(&self, key: SettingKey, value: &str) -> Settings {
        let known = KEYS
            .iter()
            .any(|(k, _, _, options)| *k == key && options.contains(&value));
        let mut changed = self.clone();
        if known {
            changed.changes.retain(|(other, _)| *other != key);
            let preset = self.preset_value(key);
            if preset != value {
                changed.changes.push((key, value.to_owned()));
                sort_few(&mut changed.changes, |(key, _)| *key);
            }
        }
        changed
    }

    /// Every key with its value.
    #[must_use]
    pub fn list(&self) -> Vec<Setting> {
        KEYS.iter()
            .map(|(key, name, owner, options)| Setting {
                key: *key,
                name,
                owner: *owner,
                value: self.value(*key),
                options: options.iter().map(|&option| option.to_owned()).collect(),
                is_changed: self.changes.iter().any(|(changed, _)| changed == key),
            })
            .collect()
    }

    fn value(&self, key: SettingKey) -> String {
        let change = self.changes.iter().find(|(changed, _)| *changed == key);
        change.map_or_else(|| self.preset_value(key), |(_, value)| value.clone())
    }

    fn preset_value(&self, key: SettingKey) -> String {
        read(&Scenario::preset(self.preset, Pipeline::Simple), key)
    }

    /// The scenario they make.
    ///
    /// # Errors
    /// Which keys contradict each other, as Kafka's own check of them would say.
    ///
    /// # Panics
    /// When the engine refuses what this table of values can make.
    pub fn scenario(&self) -> Result<Scenario, Message> {
        let mut scenario = Scenario::preset(self.preset, Pipeline::Simple);
        for (key, value) in &self.changes {
            write(&mut scenario, *key, value);
        }
        if let Some(conflict) = conflict(&scenario) {
            return Err(conflict);
        }
        if let Err(why) = scenario.validate() {
            panic!("every other combination of the page's values fits: {why}");
        }
        Ok(scenario)
    }
}

/// Kafka's own conflicts (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`,
/// `KafkaProducer.configureDeliveryTimeout`), in the learner's language.
fn conflict(scenario: &Scenario) -> Option<Message> {
    let producer = scenario.clients[0].producer.as_ref()?;
    let needed = producer.linger_ms + scenario.timeouts.request_timeout_ms;
    if producer.delivery_timeout_ms < needed {
        return Some(message("setting-delivery-timeout-too-short"));
    }
    if !producer.enable_idempotence {
        return None;
    }
    if producer.acks != Acks::All {
        return Some(message("setting-idempotence-needs-acks"));
    }
    if producer.retries == 0 {
        return Some(message("setting-idempotence-needs-retries"));
    }
    (producer.max_in_flight_requests_per_connection > 5)
        .then(|| message("setting-idempotence-needs-in-flight"))
}

fn read(scenario: &Scenario, key: SettingKey) -> String {
    let producer = scenario.clients[0]
        .producer
        .as_ref()
        .expect("checkout produces");
    let consumer = scenario.clients[1]
        .consumer
        .as_ref()
        .expect("billing consumes");
    match key {
        SettingKey::Acks => match producer.acks {
            Acks::Zero => "0".to_owned(),
            Acks::One => "1".to_owned(),
            Acks::All => "all".to_owned(),
        },
        SettingKey::EnableIdempotence => producer.enable_idempotence.to_string(),
        SettingKey::Retries => producer.retries.to_string(),
        SettingKey::MaxInFlight => producer.max_in_flight_requests_per_connection.to_string(),
        SettingKey::Linger => producer.linger_ms.to_string(),
        SettingKey::DeliveryTimeout => producer.delivery_timeout_ms.to_string(),
        SettingKey::RequestTimeout => scenario.timeouts.request_timeout_ms.to_string(),
        SettingKey::CommitOrder => match consumer.commit_order {
            CommitOrder::BeforeProcessing => "before-processing".to_owned(),
            CommitOrder::AfterProcessing => "after-processing".to_owned(),
            CommitOrder::InTransaction | CommitOrder::Never => {
                panic!("billing of the simple pipeline has a tick of its own")
            }
        },
        SettingKey::AutoOffsetReset => match consumer.auto_offset_reset {
            OffsetReset::Earliest => "earliest".to_owned(),
            OffsetReset::Latest => "latest".to_owned(),
        },
        SettingKey::MaxPollRecords => consumer.max_poll_records.to_string(),
        SettingKey::MinInsyncReplicas => scenario.partitions[0].min_insync_replicas.to_string(),
        SettingKey::ReplicaLagTime => scenario.timeouts.replica_lag_time_max_ms.to_string(),
        SettingKey::UncleanElection => scenario.partitions[0].unclean_leader_election.to_string(),
    }
}

fn write(scenario: &mut Scenario, key: SettingKey, value: &str) {
    let [checkout, billing] = &mut scenario.clients[..] else {
        panic!("the simple pipeline has two clients");
    };
    let producer = checkout.producer.as_mut().expect("checkout produces");
    let consumer = billing.consumer.as_mut().expect("billing consumes");
    match key {
        SettingKey::Acks => {
            producer.acks = match value {
                "0" => Acks::Zero,
                "1" => Acks::One,
                _ => Acks::All,
            }
        }
        SettingKey::EnableIdempotence => producer.enable_idempotence = value == "true",
        SettingKey::Retries => producer.retries = number(value),
        SettingKey::MaxInFlight => producer.max_in_flight_requests_per_connection = number(value),
        SettingKey::Linger => producer.linger_ms = number(value),
        SettingKey::DeliveryTimeout => producer.delivery_timeout_ms = number(value),
        SettingKey::RequestTimeout => scenario.timeouts.request_timeout_ms = number(value),
        SettingKey::CommitOrder => {
            consumer.commit_order = if value == "before-processing" {
                CommitOrder::BeforeProcessing
            } else {
                CommitOrder::AfterProcessing
            }
        }
        SettingKey::AutoOffsetReset => {
            consumer.auto_offset_reset = if value == "latest" {
                OffsetReset::Latest
            } else {
                OffsetReset::Earliest
            }
        }
        SettingKey::MaxPollRecords => consumer.max_poll_records = number(value),
        SettingKey::MinInsyncReplicas => {
            for partition in &mut scenario.partitions {
                partition.min_insync_replicas = number(value);
            }
        }
        SettingKey::ReplicaLagTime => scenario.timeouts.replica_lag_time_max_ms = number(value),
        SettingKey::UncleanElection => {
            scenario.partitions[0].unclean_leader_election = value == "true"
        }
    }
}

/// Every value comes from the table above.
fn number<T: std::str::FromStr>(value: &str) -> T {
    value
        .parse()
        .unwrap_or_else(|_| panic!("{value} is a number that fits its key"))
}
