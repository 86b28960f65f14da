//! A request and its answer in the recordings' words. Every API has an arm.

use ackademy_engine::protocol::{Request, ResponseDigest};

use super::super::Seen;
use super::super::seen::Exchange;

/// Whether it counts which broker was asked: a producer without transactional.id may ask any broker for its identity.
pub fn asks_one_broker(api: &str) -> bool {
    api != "InitProducerId"
}

/// `with` and `answer`; `None` for what recordings leave out.
pub fn of(exchange: &Exchange, seen: &Seen) -> Option<(String, String)> {
    let answer = exchange.answer;
    Some(match &exchange.request {
        Request::Produce {
            partition,
            acks,
            producer,
            orders,
            ..
        } => {
            let values: Vec<&str> = orders.iter().map(|order| seen.order_name(*order)).collect();
            let identity = match producer {
                None => String::new(),
                Some(producer) => format!(
                    "{} epoch {} seq {} ",
                    seen.producer_name(producer.id),
                    producer.epoch.0,
                    producer.base_sequence.0
                ),
            };
            let with = format!(
                "{} {identity}[{}] acks {}",
                seen.partition_name(*partition),
                values.join(", "),
                acks.number()
            );
            (with, produced(answer))
        }
        Request::InitProducerId { .. } => (
            "null producer null epoch -1".to_owned(),
            identified(answer, seen),
        ),
        Request::Fetch { .. } | Request::FindCoordinator { .. } => return None,
        _ => {
            panic!(
                "no consumer but a reader's is in these recordings: {:?}",
                exchange.key
            )
        }
    })
}

fn produced(answer: ResponseDigest) -> String {
    let offset = answer.offset.map_or(-1, |offset| i64::from(offset.0));
    format!("{} baseOffset {offset}", answer.error.name())
}

fn identified(answer: ResponseDigest, seen: &Seen) -> String {
    let identity = match answer.identity {
        None => "producer null epoch -1".to_owned(),
        Some((id, epoch)) => format!("producer {} epoch {}", seen.producer_name(id), epoch.0),
    };
    format!("{} {identity}", answer.error.name())
}
