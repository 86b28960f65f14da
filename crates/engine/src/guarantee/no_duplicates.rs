//! Not twice: nothing gets there more than once. Judged at any moment.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Standing, Verdict};

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
        // Once per time that the shop itself sent it; what is made of the log, once per copy in it.
        let by_the_shop = case.was_sent_again(row.order)
            && match leg {
                Leg::CheckoutToOrders | Leg::OutsideEffect => count <= row.sent,
                Leg::OrdersToPayments | Leg::Statement(_) => count <= row.committed,
            };
        let standing = match case.table.standing(leg, Promise::NotTwice) {
            Standing::Promised if by_the_shop => Standing::OutsideKafka,
            standing => standing,
        };
        found.push(Verdict::of(anomaly, standing));
    }
}
