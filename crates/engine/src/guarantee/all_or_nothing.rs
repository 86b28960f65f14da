//! All or nothing: the output and the offset of its input are seen together or not at all. Judged when no transaction is
//! open or stands between Prepare and Complete; without transactions when nothing that matters can happen any more.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Verdict};
use crate::ids::{GroupId, OrderId};

/// The orders of which one half is seen: the payment, or the offset that ticks the order off.
pub(super) fn half_seen<'a>(case: &'a Case<'a>) -> impl Iterator<Item = OrderId> + 'a {
    let groups: Vec<GroupId> = case
        .streams()
        .filter_map(|client| Some(case.scenario.client(client).consumer.as_ref()?.group))
        .collect();
    case.ledger
        .taken()
        .filter(move |row| {
            let ticked_off = case.trace.ticked_off_by(&groups, row.order);
            (row.outputs_committed > 0) != (ticked_off > 0)
        })
        .map(|row| row.order)
}

pub(super) fn find(case: &Case<'_>, leg: Leg, is_over: bool, found: &mut Vec<Verdict>) {
    if leg != Leg::OrdersToPayments || !is_over && !case.all_is_decided() {
        return;
    }
    let standing = case.table.standing(leg, Promise::AllOrNothing);
    for order in half_seen(case) {
        let anomaly = Anomaly {
            leg,
            order,
            kind: AnomalyKind::Torn,
            count: leg.count(case.scenario, case.ledger.of(order)),
        };
        found.push(Verdict::of(anomaly, standing));
    }
}
