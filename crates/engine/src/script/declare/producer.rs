//! A producer's config keys, with Kafka's defaults.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::words::{Keys, Words};
use super::client::partitions_of;
use crate::protocol::Acks;
use crate::scenario::{ProducerConfig, RETRIES_MAX};

/// Reads the keys after the word `producer`.
pub(super) fn config(words: &mut Words<'_>, draft: &mut Draft) -> Result<ProducerConfig, Mistake> {
    let mut keys = words.take_keys()?;
    let topic = keys.require("topic")?;
    let acks = match keys.take("acks") {
        Some(pair) => pair.one_of(&[
            ("0", Acks::Zero),
            ("1", Acks::One),
            ("all", Acks::All),
            ("-1", Acks::All),
        ])?,
        None => Acks::All,
    };
    let retries = number(&mut keys, "retries", RETRIES_MAX)?;
    let enable_idempotence = match keys.take("enable.idempotence") {
        Some(pair) => pair.flag()?,
        // Left to its default, idempotence gives way to other keys (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`).
        None => acks == Acks::All && retries > 0,
    };
    let transactional_id = match keys.take("transactional.id") {
        Some(pair) => Some(draft.add_transactional_id(pair.word())?),
        None => None,
    };
    shared_timeouts(&mut keys, draft)?;
    let linger_ms: u32 = number(&mut keys, "linger.ms", 5)?;
    // Left to its default it gives way to the others (`KafkaProducer.configureDeliveryTimeout`).
    let shortest = linger_ms.saturating_add(draft.scenario.timeouts.request_timeout_ms);
    let config = ProducerConfig {
        acks,
        enable_idempotence,
        retries,
        max_in_flight_requests_per_connection: number(
            &mut keys,
            "max.in.flight.requests.per.connection",
            5,
        )?,
        linger_ms,
        batch_records_max: number(&mut keys, "batch_records", 16)?,
        delivery_timeout_ms: number(&mut keys, "delivery.timeout.ms", shortest.max(120_000))?,
        transactional_id,
        transaction_timeout_ms: number(&mut keys, "transaction.timeout.ms", 60_000)?,
        partitions: partitions_of(&topic, draft)?,
    };
    keys.end()?;
    Ok(config)
}

fn number<T: std::str::FromStr>(
    keys: &mut Keys<'_>,
    key: &'static str,
    default: T,
) -> Result<T, Mistake> {
    keys.take(key).map_or(Ok(default), |pair| pair.number())
}

/// request.timeout.ms and retry.backoff.ms hold for every client of a script; who names one must agree with the others.
pub(super) fn shared_timeouts(keys: &mut Keys<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    for key in ["request.timeout.ms", "retry.backoff.ms"] {
        let Some(pair) = keys.take(key) else {
            continue;
        };
        let millis: u32 = pair.number()?;
        match draft
            .shared_timeouts
            .iter()
            .find(|(named, _)| *named == key)
        {
            Some((_, before)) if *before != millis => {
                return Err(pair.mistake(&format!(
                    "{before}, as for the client above (it holds for all clients of a script),"
                )));
            }
            _ => draft.shared_timeouts.push((key, millis)),
        }
        let timeouts = &mut draft.scenario.timeouts;
        if key == "request.timeout.ms" {
            timeouts.request_timeout_ms = millis;
        } else {
            timeouts.retry_backoff_ms = millis;
        }
    }
    Ok(())
}
