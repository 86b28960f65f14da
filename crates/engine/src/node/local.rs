//! What a workaround keeps beside a client: its local database, and what its process remembers of it.

use std::collections::VecDeque;

use crate::ids::OrderId;

/// What one client keeps locally. The inbox itself needs no place here: it lists the orders whose effect is stored, and
/// with an inbox those are exactly the orders that the customer was charged for.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Local {
    /// In the database: orders whose record is to be sent, and not ticked off yet. The oldest comes first.
    pub outbox: Vec<OrderId>,
    /// In memory: rows of the outbox that the relay was told are stored in the log, and has not ticked off.
    pub relayed: Vec<OrderId>,
    /// In memory: the order of the local transaction that is open. Nothing of it is stored.
    pub open: Option<OrderId>,
    /// In the database: orders that were handed over and that billing has not replied to.
    pub unreplied: Vec<OrderId>,
    /// In memory: orders that are dealt with, and whose shop must be told.
    pub to_reply: VecDeque<OrderId>,
}

impl Local {
    /// The process dies, and what was not stored is gone.
    pub fn forget(&mut self) {
        self.relayed.clear();
        self.open = None;
        self.to_reply.clear();
    }
}
