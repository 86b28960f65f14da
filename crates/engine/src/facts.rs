//! What happened to each order, as far as guarantees judge it: counts of 0, 1 and 2 or more, so that states repeat.

use crate::ids::{ClientId, OrderId};

/// A count that stops at 2: none, once, more than once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Count(u8);

impl Count {
    /// None so far.
    pub const ZERO: Count = Count(0);

    /// 0, 1, or 2 for "two or more".
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// One more, up to "two or more".
    pub fn increment(&mut self) {
        self.0 = (self.0 + 1).min(2);
    }

    /// The count that stands for an exact number.
    #[must_use]
    pub fn of(exact: usize) -> Count {
        Count(u8::try_from(exact.min(2)).expect("at most 2"))
    }
}

/// What happened to one order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct OrderFacts {
    /// How often the shop handed it to a producer.
    pub sent: Count,
    /// How often the producer told the shop that it is stored.
    pub told_stored: Count,
    /// How often the producer told the shop that it failed.
    pub told_failed: Count,
    /// How often it changed the outside world: the customer was charged.
    pub effects: Count,
    /// By client: how often a consumer application was given it.
    pub seen: Vec<Count>,
}

/// What happened to every order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Facts {
    /// By order.
    pub orders: Vec<OrderFacts>,
    /// By client: the highest order it has been given, to notice one that comes after a later one.
    pub latest_seen: Vec<Option<OrderId>>,
    /// By client: an order was given for the first time after a later one.
    pub order_broken: Vec<bool>,
    /// Who was given an order although its transaction was aborted, before or after that; ascending.
    pub seen_aborted: Vec<(ClientId, OrderId)>,
}

impl Facts {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(order_count: usize, client_count: usize) -> Facts {
        let blank = OrderFacts {
            seen: vec![Count::ZERO; client_count],
            ..OrderFacts::default()
        };
        Facts {
            orders: vec![blank; order_count],
            latest_seen: vec![None; client_count],
            order_broken: vec![false; client_count],
            seen_aborted: Vec::new(),
        }
    }

    /// What happened to one order.
    #[must_use]
    pub fn of(&self, order: OrderId) -> &OrderFacts {
        &self.orders[order.index()]
    }

    /// An application was given an order of an aborted transaction; false if that was known of the two.
    pub fn note_seen_aborted(&mut self, client: ClientId, order: OrderId) -> bool {
        match self.seen_aborted.binary_search(&(client, order)) {
            Ok(_) => false,
            Err(place) => {
                self.seen_aborted.insert(place, (client, order));
                true
            }
        }
    }

    /// An application was given an order.
    pub fn note_seen(&mut self, client: ClientId, order: OrderId) {
        let place = client.index();
        let count = &mut self.orders[order.index()].seen[place];
        if *count == Count::ZERO && self.latest_seen[place].is_some_and(|latest| order < latest) {
            self.order_broken[place] = true;
        }
        count.increment();
        self.latest_seen[place] = self.latest_seen[place].max(Some(order));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_seen_first_after_a_later_one_breaks_the_order_and_a_repeat_does_not() {
        let mut facts = Facts::new(3, 1);
        let reader = ClientId(0);
        facts.note_seen(reader, OrderId(0));
        facts.note_seen(reader, OrderId(2));
        facts.note_seen(reader, OrderId(0));
        assert!(!facts.order_broken[0]);
        facts.note_seen(reader, OrderId(1));
        assert!(facts.order_broken[0]);
    }
}
