//! Not twice: nothing gets there more than once. Judged at any moment.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Standing, Verdict};
use crate::ledger::Row;

pub(super) fn find(case: &Case<'_>, leg: Leg, found: &mut Vec<Verdict>) {
    for row in case.ledger.taken() {
        let count = leg.count(case.scenario, row);
        if count < 2 {
            continue;
        }
        let anomaly = Anomaly {
            leg,
            order: row.order,
            kind: AnomalyKind::Duplicated,
            count,
        };
        let verdict = match case.table.standing(leg, Promise::NotTwice) {
            Standing::Promised => beyond(case, row, anomaly).unwrap_or(Verdict::Broken(anomaly)),
            standing => Verdict::of(anomaly, standing),
        };
        found.push(verdict);
    }
}

/// What no promise takes into account: that the shop itself sent it again, and that the network copied a request.
fn beyond(case: &Case<'_>, row: &Row<u32>, anomaly: Anomaly) -> Option<Verdict> {
    let Anomaly { leg, count, .. } = anomaly;
    let by_the_shop = case.was_sent_again(row.order);
    let (copied, output_copied) = case.trace.copied(row.order);
    // Once per time that the shop sent it; what is made of the log, once per copy in it.
    let (handed_on, more) = match leg {
        Leg::CheckoutToOrders => (row.sent, copied),
        Leg::Statement(reader) if !case.scenario.reads_outputs(reader) => (row.committed, 0),
        Leg::OrdersToPayments | Leg::Statement(_) => (row.committed, output_copied),
        Leg::OutsideEffect => (row.sent, copied + output_copied),
    };
    if by_the_shop && count <= handed_on {
        return Some(Verdict::OutsideKafka(anomaly));
    }
    (copied + output_copied > 0 && count <= handed_on + more).then_some(Verdict::Copied(anomaly))
}
