//! What a stream application writes are payments. They carry orders like everything here, but are called what they are.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, PartitionId};
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};
use ackademy_engine::scenario::Scenario;

use super::Weight;
use super::words::{node_name, orders_of, partition_name};
use crate::i18n::{Message, message};

/// Whether a partition holds what a stream application writes.
pub(super) fn holds_payments(scenario: &Scenario, partition: PartitionId) -> bool {
    let mut streams = scenario.clients.iter().filter(|it| it.consumer.is_some());
    streams.any(|it| {
        let producer = it.producer.as_ref();
        producer.is_some_and(|producer| producer.partitions.contains(&partition))
    })
}

/// Whether a client reads what a stream application writes.
pub(super) fn reads_payments(scenario: &Scenario, client: ClientId) -> bool {
    let consumer = scenario.client(client).consumer.as_ref();
    consumer.is_some_and(|consumer| {
        let mut read = consumer.partitions.iter();
        read.any(|partition| holds_payments(scenario, *partition))
    })
}

/// Whether a batch or its answer is one of payments.
pub(super) fn is_of_payments(scenario: &Scenario, key: EnvelopeKey) -> bool {
    matches!(key.subject, Subject::Orders { partition, .. } if holds_payments(scenario, partition))
}

/// A Produce of payments or the answer to it, without its way.
pub(super) fn produced(scenario: &Scenario, key: EnvelopeKey) -> Option<Message> {
    if key.api != Api::Produce || !is_of_payments(scenario, key) {
        return None;
    }
    let (orders, count) = orders_of(scenario, key);
    Some(match key.direction {
        Direction::Request if key.copy > 0 => message("envelope-payment-copy")
            .with("orders", orders)
            .with("count", count),
        Direction::Request => message("envelope-payment")
            .with("orders", orders)
            .with("count", count),
        Direction::Response => message("envelope-payment-ack")
            .with("orders", orders)
            .with("count", count),
    })
}

/// What happened to a payment, in words.
pub(super) fn of_payment(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let stream = |client: ClientId| {
        let setup = scenario.client(client);
        let is_stream = setup.consumer.is_some() && setup.producer.is_some();
        is_stream.then(|| node_name(scenario, NodeId::Client(client)))
    };
    let broker = |broker: BrokerId| node_name(scenario, NodeId::Broker(broker));
    Some(match *event {
        Event::OrderSent(client, order) => (
            message("story-payment-sent")
                .with("client", stream(client)?)
                .with("order", scenario.order_name(order)),
            Weight::Minor,
        ),
        Event::ToldStored(client, order, Some(_)) => (
            message("story-payment-stored")
                .with("client", stream(client)?)
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::ToldFailed(client, order, exception) => (
            message("story-payment-failed")
                .with("client", stream(client)?)
                .with("order", scenario.order_name(order))
                .with("exception", exception.class_name()),
            Weight::Alarm,
        ),
        Event::RetryScheduled(client, _, order, error) => (
            message("story-payment-retry")
                .with("client", stream(client)?)
                .with("order", scenario.order_name(order))
                .with("error", error.name()),
            Weight::Alarm,
        ),
        Event::RecordPolled(client, partition, offset, order)
            if holds_payments(scenario, partition) =>
        {
            let text = message("story-payment-polled")
                .with("client", node_name(scenario, NodeId::Client(client)))
                .with("order", scenario.order_name(order))
                .with("offset", i64::from(offset.0));
            (text, Weight::Major)
        }
        Event::RecordAppended(at, partition, offset, order)
            if holds_payments(scenario, partition) =>
        {
            let text = message("story-payment-appended")
                .with("broker", broker(at))
                .with("order", scenario.order_name(order))
                .with("partition", partition_name(scenario, partition))
                .with("offset", i64::from(offset.0));
            (text, Weight::Major)
        }
        _ => return None,
    })
}
