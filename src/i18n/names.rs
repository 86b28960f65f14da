//! What things are called, so that every sentence calls them the same.

use super::message::{Arg, Message, message};
use ackademy_engine::ids::NodeId;
use ackademy_engine::scenario::{Preset, Scenario};

/// A process. Brokers and the controller are named in the language, with forms for languages that inflect;
/// a client's name is its client.id, and stays as it is.
///
/// # Panics
/// If the scenario has no such client.
#[must_use]
pub fn node(scenario: &Scenario, node: NodeId) -> Arg {
    match node {
        NodeId::Broker(broker) => message("name-broker").with("number", broker.0).into(),
        NodeId::Client(client) => scenario.clients[client.index()].name.as_str().into(),
        NodeId::Controller => message("name-controller").into(),
    }
}

/// A delivery guarantee, as the page's preset of that name.
#[must_use]
pub fn preset(preset: Preset) -> Message {
    match preset {
        Preset::AtMostOnce => message("guarantee-at-most-once"),
        Preset::AtLeastOnce => message("guarantee-at-least-once"),
    }
}

/// A span of simulated time: whole milliseconds below a second, else seconds with one digit after the mark.
#[must_use]
pub fn time_span(microseconds: u64) -> Message {
    let milliseconds = i64::try_from(microseconds / 1_000).unwrap_or(i64::MAX);
    if milliseconds < 1_000 {
        return message("time-milliseconds").with("count", milliseconds);
    }
    let tenths = Arg::Decimal {
        value: milliseconds / 100,
        digits: 1,
    };
    message("time-seconds").with("count", tenths)
}
