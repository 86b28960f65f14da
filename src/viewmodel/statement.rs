//! What a reader of payments has been given, and what it is not given yet.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::log_row::{Outcome, outcome};
use crate::FULL;

/// How a payment stands with one reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaymentState {
    /// It was given to the application, so often.
    Seen(usize),
    /// It was given to the application, and its transaction was aborted.
    SeenThenAborted,
    /// It is readable, and not fetched yet.
    NotReadYet,
    /// It is in the log, at or above the last stable offset.
    HeldBack,
    /// Its transaction was aborted: this reader never sees it.
    Skipped,
}

/// A payment in the logs that a reader reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Of which order.
    pub order: String,
    /// How it stands.
    pub state: PaymentState,
}

/// A reader of what a stream application writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// It is given committed records alone.
    pub reads_committed: bool,
    /// It is the second reader, there to be compared with the first.
    pub is_second: bool,
    /// The payments, by order.
    pub payments: Vec<Payment>,
}

/// Whether there is an application that reads and writes, so that a second leg exists.
pub(super) fn is_stream(scenario: &Scenario) -> bool {
    let mut clients = scenario.clients.iter();
    FULL && clients.any(|it| it.producer.is_some() && it.consumer.is_some())
}

/// What a client has seen of a stream application's output, if it reads that.
pub(super) fn statement(player: &Player, client: ClientId) -> Option<Statement> {
    let scenario = player.scenario();
    let setup = scenario.client(client);
    if !is_stream(scenario) || setup.producer.is_some() || setup.consumer.is_none() {
        return None;
    }
    let reads_committed = scenario.reads_committed(client);
    let mut found: Vec<(OrderId, PaymentState)> = Vec::new();
    for (order, state) in in_logs(player, client, reads_committed) {
        match found.iter_mut().find(|(other, _)| *other == order) {
            // Of two copies the one that can be read counts.
            Some((_, known)) if rank(state) < rank(*known) => *known = state,
            Some(_) => {}
            None => found.push((order, state)),
        }
    }
    for (order, times) in seen(player, client) {
        let was_aborted = player
            .world()
            .facts()
            .seen_aborted
            .contains(&(client, order));
        let state = if was_aborted && !reads_committed {
            PaymentState::SeenThenAborted
        } else {
            PaymentState::Seen(times)
        };
        match found.iter_mut().find(|(other, _)| *other == order) {
            Some((_, known)) => *known = state,
            None => found.push((order, state)),
        }
    }
    ackademy_engine::few::sort_few(&mut found, |(order, _)| *order);
    let payments = found.into_iter().map(|(order, state)| Payment {
        order: scenario.order_name(order).to_owned(),
        state,
    });
    Some(Statement {
        reads_committed,
        is_second: setup.name != "statement",
        payments: payments.collect(),
    })
}

fn rank(state: PaymentState) -> u8 {
    match state {
        PaymentState::Seen(_) | PaymentState::SeenThenAborted => 0,
        PaymentState::NotReadYet => 1,
        PaymentState::HeldBack => 2,
        PaymentState::Skipped => 3,
    }
}

/// Payments below the high watermark of the logs that the client reads.
fn in_logs(
    player: &Player,
    client: ClientId,
    reads_committed: bool,
) -> Vec<(OrderId, PaymentState)> {
    let scenario = player.scenario();
    let config = scenario.client(client).consumer.as_ref();
    let mut found = Vec::new();
    for partition in config.iter().flat_map(|config| &config.partitions) {
        let Some((_, replica)) = player.world().leader_replica(*partition) else {
            continue;
        };
        let stable = replica.last_stable_offset();
        for (place, batch) in replica.batches().iter().enumerate() {
            if batch.end_offset() > replica.high_watermark() {
                break;
            }
            let aborted = outcome(scenario, replica, place) == Outcome::Aborted;
            // Until its marker is replicated, an aborted one is held back like the rest.
            let state = if reads_committed && batch.base_offset >= stable {
                PaymentState::HeldBack
            } else if reads_committed && aborted {
                PaymentState::Skipped
            } else {
                PaymentState::NotReadYet
            };
            found.extend(batch.orders().map(|(_, order)| (order, state)));
        }
    }
    found
}

/// How often the client's application was given each order.
fn seen(player: &Player, client: ClientId) -> Vec<(OrderId, usize)> {
    let mut seen: Vec<(OrderId, usize)> = Vec::new();
    for event in player.events() {
        let Event::RecordPolled(reader, _, _, order) = *event else {
            continue;
        };
        if reader != client {
            continue;
        }
        match seen.iter_mut().find(|(other, _)| *other == order) {
            Some((_, times)) => *times += 1,
            None => seen.push((order, 1)),
        }
    }
    seen
}
