//! Not lost: what a producer was told is stored gets there. Judged only when nothing that matters can happen any more.

use super::quiescence::{self, WaitingFor};
use super::whereabouts::{Found, whereabouts};
use super::{Anomaly, AnomalyKind, Case, Leg, Promise, RowState, RowVerdict, Standing, Verdict};
use crate::ledger::Row;

/// What can be said of one order on one leg.
pub(super) fn state(case: &Case<'_>, row: &Row<u32>, leg: Leg) -> RowState {
    let count = leg.count(case.scenario, row);
    if count > 0 {
        return RowState::Arrived(count);
    }
    let blocker = || quiescence::blocker(case, leg);
    let due = || quiescence::due(case, leg);
    match whereabouts(case, row, leg) {
        Some(Found::Moving(why)) => RowState::NotDecided(why),
        Some(Found::Waits(what)) => RowState::Waiting(what),
        Some(Found::Resting(why)) => blocker().map_or(RowState::NotDecided(why), RowState::Waiting),
        Some(Found::InTransaction(why, transaction)) => match (blocker(), due()) {
            (Some(blocker), _) => RowState::Waiting(blocker),
            (None, Some(_)) => RowState::NotDecided(why),
            (None, None) => RowState::Waiting(WaitingFor::Transaction(transaction)),
        },
        None => match (blocker(), due()) {
            (Some(blocker), _) => RowState::Waiting(blocker),
            (None, Some(why)) => RowState::NotDecided(why),
            (None, None) if was_given_up(row) => RowState::GivenUp,
            (None, None) => quiescence::fenced(case, leg).map_or(RowState::Lost, |client| {
                RowState::Waiting(WaitingFor::Client(client))
            }),
        },
    }
}

/// Its producer was told that it failed, or all its copies are aborted, and nobody was told that it is stored.
fn was_given_up(row: &Row<u32>) -> bool {
    row.committed == 0 && row.told_stored == 0 && (row.told_failed > 0 || row.copies > 0)
}

pub(super) fn find(case: &Case<'_>, leg: Leg, rows: &[RowVerdict], found: &mut Vec<Verdict>) {
    for row in rows {
        let kind = match row.on(leg) {
            Some(RowState::Lost) => AnomalyKind::Lost,
            Some(RowState::GivenUp) => AnomalyKind::GivenUp,
            _ => continue,
        };
        let anomaly = Anomaly {
            leg,
            order: row.order,
            kind,
            count: 0,
        };
        found.push(Verdict::of(anomaly, standing(case, anomaly)));
    }
}

/// Acknowledged means: in as many page caches as min.insync.replicas says. Where that many lost their power, nothing was
/// promised (facts of KIP-966: acks never implies fsync).
fn standing(case: &Case<'_>, anomaly: Anomaly) -> Standing {
    if anomaly.kind == AnomalyKind::GivenUp {
        return Standing::NotPromised;
    }
    let producers = case
        .scenario
        .clients
        .iter()
        .filter_map(|c| c.producer.as_ref());
    let enough = producers
        .flat_map(|producer| &producer.partitions)
        .map(|partition| {
            case.scenario
                .partition(*partition)
                .effective_min_insync_replicas()
        })
        .min();
    match case.table.standing(anomaly.leg, Promise::NotLost) {
        Standing::Promised
            if enough.is_some_and(|enough| case.trace.wiped(anomaly.order).count() >= enough) =>
        {
            Standing::OutsideKafka
        }
        standing => standing,
    }
}
