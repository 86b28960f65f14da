//! What applications do beside Kafka, in words.

use ackademy_engine::event::Event;
use ackademy_engine::ids::NodeId;
use ackademy_engine::scenario::Scenario;

use super::story::Weight;
use super::words::node_name;
use crate::i18n::{Message, message};

/// Outbox, inbox, key and lock-step; `None` for everything else.
pub(super) fn of_workaround(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client| node_name(scenario, NodeId::Client(client));
    let text = match *event {
        Event::OrderStored(client, order) => message("story-order-stored")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::OrderTickedOff(client, order) => message("story-order-ticked-off")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::EffectOpened(client, order) => message("story-effect-opened")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::EffectStored(client, order) => message("story-effect-stored")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::OrderRecognised(client, order) => message("story-order-recognised")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::ChargeIgnored(client, order) => message("story-charge-ignored")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        Event::Replied(client, order) => message("story-replied")
            .with("client", name(client))
            .with("order", scenario.order_name(order)),
        _ => return None,
    };
    Some((text, Weight::Major))
}
