//! Where waiting ends: at what matters to an onlooker and was not seen before.

use ackademy_engine::event::Event;
use ackademy_engine::player::{Origin, Player};

use super::payments::reads_payments;
use super::story::{Weight, line_of};

/// Whether a step of the run, by its index, is a deed, or brought something that matters and that has not happened since
/// the last deed: a fault, an error, or what an application or a customer is told. To ask the same again and be refused
/// the same again is nothing new.
#[must_use]
pub fn is_news(player: &Player, step: usize) -> bool {
    let trace = player.trace();
    if trace.steps()[step].origin == Origin::Intervention {
        return true;
    }
    let is_deed = |index: &usize| trace.steps()[*index].origin == Origin::Intervention;
    let since = (0..step).rev().find(is_deed).unwrap_or(0);
    let seen = &trace.events_before(step)[trace.events_before(since).len()..];
    let mut events = trace.events_of(step).iter();
    events.any(|event| {
        matters(player, step, event) && !seen.iter().any(|other| is_same(event, other))
    })
}

/// Whether nothing new happens within so many microseconds of screen time, although something still happens.
#[must_use]
pub fn is_waiting(player: &Player, soon: u64) -> bool {
    let mut ahead = player.clone();
    let until = ahead.screen_now() + soon;
    loop {
        let step = ahead.position();
        if ahead.step().is_none() {
            return false;
        }
        if ahead.screen_now() > until {
            return true;
        }
        if is_news(&ahead, step) {
            return false;
        }
    }
}

fn matters(player: &Player, step: usize, event: &Event) -> bool {
    let is_told = match *event {
        Event::ToldStored(..) | Event::Charged(..) => true,
        Event::RecordPolled(client, ..) => reads_payments(player.scenario(), client),
        _ => false,
    };
    is_told || line_of(player, step, event).is_some_and(|(_, weight)| weight == Weight::Alarm)
}

/// Whether an onlooker could not tell them apart.
fn is_same(one: &Event, other: &Event) -> bool {
    match (one, other) {
        (Event::Answered(key, said), Event::Answered(before, said_before)) => {
            (key.sender, key.broker, key.api) == (before.sender, before.broker, before.api)
                && said.error == said_before.error
        }
        _ => one == other,
    }
}
