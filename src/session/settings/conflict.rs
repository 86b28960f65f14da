//! Kafka's own conflicts between keys (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`,
//! `KafkaProducer.configureDeliveryTimeout`), in the learner's language.

use ackademy_engine::protocol::Acks;
use ackademy_engine::scenario::{ProducerConfig, Scenario};

use crate::i18n::{Message, message};

/// The first conflict there is.
pub(super) fn conflict(scenario: &Scenario) -> Option<Message> {
    let mut producers = scenario
        .clients
        .iter()
        .filter_map(|it| it.producer.as_ref());
    producers.find_map(|producer| of_producer(scenario, producer))
}

fn of_producer(scenario: &Scenario, producer: &ProducerConfig) -> Option<Message> {
    let needed = producer.linger_ms + scenario.timeouts.request_timeout_ms;
    if producer.delivery_timeout_ms < needed {
        return Some(message("setting-delivery-timeout-too-short"));
    }
    if !producer.enable_idempotence {
        let transactional = producer.transactional_id.is_some();
        return transactional.then(|| message("setting-transactions-need-idempotence"));
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
