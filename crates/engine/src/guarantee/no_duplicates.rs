//! Not twice: nothing gets there more than once. Judged at any moment.

use super::{Anomaly, AnomalyKind, Case, Leg, Promise, Standing, Verdict};

pub(super) fn find(case: &Case, leg: Leg, found: &mut Vec<Verdict>) {
    for row in case.ledger.taken().filter(|row| leg.count(row) > 1) {
        let anomaly = Anomaly {
            leg,
            order: row.order,
            kind: AnomalyKind::Duplicated,
            count: leg.count(row),
        };
        // Once per time that the shop itself sent it.
        let by_the_shop = case.was_sent_again(row.order) && anomaly.count <= row.sent;
        let standing = match case.table.standing(leg, Promise::NotTwice) {
            Standing::Promised if by_the_shop => Standing::OutsideKafka,
            standing => standing,
        };
        found.push(Verdict::of(anomaly, standing));
    }
}
