//! What became of an order, in exact numbers.

use super::super::draft::Draft;
use super::super::run::Run;
use super::super::show::state;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, Wanted};
use crate::ids::OrderId;

struct Order {
    order: OrderId,
    wanted: Wanted,
}

/// `order a told_stored=1 copies=2 charged=2`.
pub(super) fn order(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("an order")?;
    let order = draft.order(Word { line, text })?;
    Ok(Box::new(Order {
        order,
        wanted: Wanted::read(words, &state::ORDER_KEYS, draft)?,
    }))
}

impl Condition for Order {
    fn check(&self, run: &Run, _: usize) -> Finding {
        self.wanted.check(&state::order(
            run.player.scenario(),
            run.player.world(),
            &run.watch,
            self.order,
        ))
    }
}
