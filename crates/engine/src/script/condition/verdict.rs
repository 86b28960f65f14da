//! The verdict on the run so far, and an order's row of the ledger.

use super::super::draft::{Draft, unknown};
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::show::judgement;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, Wanted};
use crate::guarantee::{Anomaly, Leg, judge};
use crate::ids::{ClientId, OrderId};
use crate::ledger::Ledger;

struct Verdict {
    leg: Option<Leg>,
    wanted: Wanted,
}

/// `verdict is=kept`, or of one leg `verdict orders_to_payments is=broken anomaly=torn order=a`.
pub(super) fn verdict(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let leg = match words.peek() {
        Some(_) => {
            let text = words.take("a leg")?;
            Some(draft.leg(Word { line, text })?)
        }
        None => None,
    };
    Ok(Box::new(Verdict {
        leg,
        wanted: Wanted::read(words, &judgement::VERDICT_KEYS, draft)?,
    }))
}

impl Draft {
    /// A leg of an order's way.
    pub fn leg(&self, word: Word<'_>) -> Result<Leg, Mistake> {
        if let Some(text) = word.text.strip_prefix(judgement::READER) {
            return Ok(Leg::Statement(self.client(Word { text, ..word })?));
        }
        let plain = [
            Leg::CheckoutToOrders,
            Leg::OrdersToPayments,
            Leg::OutsideEffect,
        ];
        let name = |leg: &Leg| judgement::plain_leg(*leg);
        let found = plain.into_iter().find(|leg| name(leg) == word.text);
        found.ok_or_else(|| {
            let known = plain.iter().map(name).chain([judgement::READER]);
            unknown("a leg", word, known)
        })
    }
}

impl Condition for Verdict {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let judged = judge(&run.player);
        let verdict = match self.leg {
            None => judged.overall,
            Some(leg) => match judged.legs.iter().find(|(on, _)| *on == leg) {
                Some((_, verdict)) => *verdict,
                None => return Finding::new(false, "this run has no such leg"),
            },
        };
        let anomalies = judged.anomalies.iter().filter_map(|found| found.anomaly());
        let anomalies: Vec<Anomaly> = anomalies
            .filter(|anomaly| self.leg.is_none_or(|leg| anomaly.leg == leg))
            .collect();
        self.wanted
            .check(&judgement::verdict(run.names(), &verdict, &anomalies))
    }
}

struct Row {
    order: OrderId,
    reader: Option<ClientId>,
    wanted: Wanted,
}

/// `ledger a outputs=2 outputs_committed=1`, or of one reader `ledger a reader statement visible=1 seen=1`.
pub(super) fn ledger(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("an order")?;
    let order = draft.order(Word { line, text })?;
    let (reader, keys) = if words.take_if("reader") {
        (Some(draft.consumer(words)?), &judgement::READING_KEYS[..])
    } else {
        (None, &judgement::ROW_KEYS[..])
    };
    Ok(Box::new(Row {
        order,
        reader,
        wanted: Wanted::read(words, keys, draft)?,
    }))
}

impl Condition for Row {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let ledger = Ledger::of_trace(&run.player);
        let row = ledger.of(self.order);
        self.wanted.check(&match self.reader {
            None => judgement::row(row),
            Some(reader) => judgement::reading(row, reader),
        })
    }
}
