//! In order: what was sent first gets there first. Judged at any moment, by first copies and first charges; a repeat that
//! comes late is a duplicate and nothing else.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Standing, Verdict};
use crate::ids::{ClientId, OrderId};

pub(super) fn find(case: &Case<'_>, leg: Leg, found: &mut Vec<Verdict>) {
    match leg {
        Leg::CheckoutToOrders | Leg::OrdersToPayments => {
            let of_streams = leg == Leg::OrdersToPayments;
            let partitions = case.scenario.partition_ids();
            for partition in partitions.filter(|p| case.scenario.is_output(*p) == of_streams) {
                let arrivals = case.trace.standing_in_log(partition);
                find_in(case, leg, &firsts(arrivals), found);
            }
        }
        Leg::Statement(reader) => {
            for partition in case.scenario.partition_ids() {
                let polls = case.trace.polls().iter();
                let arrivals = polls
                    .filter(|(client, from, _)| {
                        *from == partition && case.scenario.statement_of(*client) == reader
                    })
                    .map(|(.., order)| *order);
                find_in(case, leg, &firsts(arrivals), found);
            }
        }
        Leg::OutsideEffect => find_in(case, leg, case.trace.charges(), found),
    }
}

fn firsts(arrivals: impl Iterator<Item = OrderId>) -> Vec<OrderId> {
    let mut firsts = Vec::new();
    for order in arrivals {
        if !firsts.contains(&order) {
            firsts.push(order);
        }
    }
    firsts
}

fn find_in(case: &Case<'_>, leg: Leg, arrivals: &[OrderId], found: &mut Vec<Verdict>) {
    let ranks = send_ranks(case);
    for (place, order) in arrivals.iter().enumerate() {
        let overtaken = |earlier: &&OrderId| match (ranks[order.index()], ranks[earlier.index()]) {
            (Some(late), Some(early)) => late.0 == early.0 && late.1 < early.1,
            _ => false,
        };
        let Some(after) = arrivals[..place].iter().find(overtaken) else {
            continue;
        };
        let anomaly = Anomaly {
            leg,
            order: *order,
            kind: AnomalyKind::Reordered { after: *after },
            count: leg.count(case.scenario, case.ledger.of(*order)),
        };
        let by_the_shop = case.was_sent_again(*order) || case.was_sent_again(*after);
        let standing = match case.table.standing(leg, Promise::InOrder) {
            Standing::Promised if by_the_shop => Standing::OutsideKafka,
            standing => standing,
        };
        found.push(Verdict::of(anomaly, standing));
    }
}

/// By order: who sent it, and at which place among all first sends. Only what one client sent has an order.
fn send_ranks(case: &Case<'_>) -> Vec<Option<(ClientId, usize)>> {
    let mut ranks = vec![None; case.scenario.orders.len()];
    for (place, (client, order)) in case.trace.sends().iter().enumerate() {
        ranks[order.index()] = Some((*client, place));
    }
    ranks
}
