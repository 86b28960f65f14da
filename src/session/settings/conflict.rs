//! Kafka's own conflicts between keys (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`,
//! `KafkaProducer.configureDeliveryTimeout`), in the learner's language.

use ackademy_engine::scenario::{ProducerConfig, Scenario};

use super::keys::{Key, NONE, Owner, SettingKey};
use super::values::read;
use crate::i18n::{Message, message};

/// The first conflict there is. Whoever has just changed one of two keys is told to change the other one first: it is the
/// one that stands in the way of what they want.
pub(super) fn conflict(
    scenario: &Scenario,
    is_new: &dyn Fn(SettingKey) -> bool,
) -> Option<Message> {
    let owners = [Owner::Checkout, Owner::Billing].into_iter();
    let mut producers = owners.filter_map(|owner| {
        let client = scenario.client_named(owner.client_name()?)?;
        Some((owner, scenario.client(client).producer.as_ref()?))
    });
    producers.find_map(|(owner, producer)| {
        let whose = |key| match key {
            Key::RequestTimeout => Owner::EveryClient,
            _ => owner,
        };
        let is_new = |key| is_new(SettingKey::of(whose(key), key));
        too_short(scenario, producer, &is_new).or_else(|| of_idempotence(scenario, owner, &is_new))
    })
}

fn too_short(
    scenario: &Scenario,
    producer: &ProducerConfig,
    is_new: &dyn Fn(Key) -> bool,
) -> Option<Message> {
    let needed = producer.linger_ms + scenario.timeouts.request_timeout_ms;
    (producer.delivery_timeout_ms < needed).then(|| {
        if is_new(Key::Linger) || is_new(Key::RequestTimeout) {
            message("setting-delivery-timeout-in-the-way")
        } else {
            message("setting-delivery-timeout-too-short")
        }
    })
}

fn of_idempotence(
    scenario: &Scenario,
    owner: Owner,
    is_new: &dyn Fn(Key) -> bool,
) -> Option<Message> {
    let value = |key| read(scenario, SettingKey::of(owner, key));
    if value(Key::EnableIdempotence) == "false" {
        let id = value(Key::TransactionalId);
        return (id != NONE).then(|| {
            if is_new(Key::EnableIdempotence) {
                let id = format!("transactional.id={id}");
                in_the_way("enable.idempotence=false", &id, "transactional.id")
            } else {
                message("setting-transactions-need-idempotence")
            }
        });
    }
    let refused = |key: Key, name: &str, needs: fn() -> Message| {
        if is_new(key) {
            let wanted = format!("{name}={}", value(key));
            in_the_way(&wanted, "enable.idempotence=true", "enable.idempotence")
        } else {
            needs()
        }
    };
    if value(Key::Acks) != "all" {
        let needs = || message("setting-idempotence-needs-acks");
        return Some(refused(Key::Acks, "acks", needs));
    }
    if value(Key::Retries) == "0" {
        let needs = || message("setting-idempotence-needs-retries");
        return Some(refused(Key::Retries, "retries", needs));
    }
    let name = "max.in.flight.requests.per.connection";
    let needs = || message("setting-idempotence-needs-in-flight");
    let in_flight: u32 = value(Key::MaxInFlight).parse().expect("a number");
    (in_flight > 5).then(|| refused(Key::MaxInFlight, name, needs))
}

/// What is wanted, and what stands in its way.
fn in_the_way(wanted: &str, present: &str, key: &str) -> Message {
    message("setting-in-the-way")
        .with("wanted", wanted)
        .with("present", present)
        .with("key", key)
}
