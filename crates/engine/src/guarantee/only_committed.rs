//! Only committed: nobody is given an order whose transaction is aborted. Judged at any moment.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Verdict};
use crate::ids::ClientId;

pub(super) fn find(case: &Case<'_>, leg: Leg, found: &mut Vec<Verdict>) {
    let mut told = Vec::new();
    for (client, order) in case.trace.seen_aborted() {
        if leg_of(case, *client) != leg || told.contains(order) {
            continue;
        }
        told.push(*order);
        let anomaly = Anomaly {
            leg,
            order: *order,
            kind: AnomalyKind::SeenThenAborted,
            count: leg.count(case.scenario, case.ledger.of(*order)),
        };
        let standing = case.table.standing(leg, Promise::OnlyCommitted);
        found.push(Verdict::of(anomaly, standing));
    }
}

/// On which leg a client reads.
fn leg_of(case: &Case<'_>, client: ClientId) -> Leg {
    let setup = case.scenario.client(client);
    if setup.is_stream() {
        Leg::OrdersToPayments
    } else if setup.is_statement() {
        Leg::Statement(case.scenario.statement_of(client))
    } else {
        Leg::OutsideEffect
    }
}
