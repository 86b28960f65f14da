//! The parts of an order's way, and what can be promised of each.

use crate::ids::ClientId;
use crate::ledger::Row;
use crate::scenario::Scenario;

/// A part of the way of an order, judged by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Leg {
    /// From the shop into the log: counted in copies that count.
    CheckoutToOrders,
    /// From one log to another with the input's offset, by a stream application: counted in outputs that count.
    OrdersToPayments,
    /// From the log to this reader, which only looks: counted in copies that it was given and can still find.
    Statement(ClientId),
    /// From the log to the outside world: counted in charges. In a scenario without anybody who charges it is what a stream
    /// application would do there while it works, and nothing is judged.
    OutsideEffect,
}

impl Leg {
    /// How often an order got to the end of this leg.
    #[must_use]
    pub fn count(self, scenario: &Scenario, row: &Row<u32>) -> u32 {
        match self {
            Leg::CheckoutToOrders => row.committed,
            Leg::OrdersToPayments => row.outputs_committed,
            Leg::Statement(reader) => {
                let (mut seen, mut visible) = (0, 0);
                for reading in &row.readers {
                    if scenario.statement_of(reading.client) == reader {
                        seen += reading.seen;
                        visible = visible.max(reading.visible);
                    }
                }
                // Reading again from the start after a crash shows nothing twice that stands there once.
                seen.min(visible.max(1))
            }
            Leg::OutsideEffect => row.effects_outside,
        }
    }
}

/// One thing that can be promised of a leg.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Promise {
    /// What a producer was told is stored gets there.
    NotLost,
    /// Nothing gets there more than once.
    NotTwice,
    /// What was sent first gets there first.
    InOrder,
    /// The output and the offset of its input are seen together or not at all.
    AllOrNothing,
    /// What is read is not taken back: a transaction that is aborted was never shown.
    OnlyCommitted,
}

impl Promise {
    /// Every promise, in the order the page shows them.
    pub const ALL: [Promise; 5] = [
        Promise::NotLost,
        Promise::NotTwice,
        Promise::InOrder,
        Promise::AllOrNothing,
        Promise::OnlyCommitted,
    ];
}

/// What the config keys say of one promise on one leg.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// It holds, whatever single fault happens; that the network copies a Produce counts only against a producer with
    /// idempotence ([`Verdict::Copied`](super::Verdict::Copied)).
    Promised,
    /// Nobody said that it would hold.
    NotPromised,
    /// It lies behind the line where Kafka's promise ends.
    OutsideKafka,
}
