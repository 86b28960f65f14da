//! Not lost: what a producer was told is stored gets there. Judged only when nothing that matters can happen any more.

use super::quiescence::{self, Found, WaitingFor};
use super::{Anomaly, AnomalyKind, Case, Leg, Promise, RowState, RowVerdict, Standing, Verdict};
use crate::ledger::{Ledger, Row};
use crate::scenario::Scenario;
use crate::world::World;

/// What can be said of one order on one leg.
pub(super) fn state(
    scenario: &Scenario,
    world: &World,
    ledger: &Ledger<u32>,
    row: &Row<u32>,
    leg: Leg,
) -> RowState {
    let count = leg.count(row);
    if count > 0 {
        return RowState::Arrived(count);
    }
    let blocker = || quiescence::blocker(scenario, world, ledger, leg);
    match quiescence::whereabouts(scenario, world, row, leg) {
        Some(Found::Moving(why)) => RowState::NotDecided(why),
        Some(Found::Held(key)) => RowState::Waiting(WaitingFor::Release(key)),
        Some(Found::Resting(why)) => blocker().map_or(RowState::NotDecided(why), RowState::Waiting),
        None => match (blocker(), quiescence::due(scenario, world, leg)) {
            (Some(blocker), _) => RowState::Waiting(blocker),
            (None, Some(why)) => RowState::NotDecided(why),
            (None, None) if was_given_up(row) => RowState::GivenUp,
            (None, None) => RowState::Lost,
        },
    }
}

/// Its producer was told that it failed, and never that it is stored.
fn was_given_up(row: &Row<u32>) -> bool {
    row.copies == 0 && row.told_stored == 0 && row.told_failed > 0
}

pub(super) fn find(case: &Case, leg: Leg, rows: &[RowVerdict], found: &mut Vec<Verdict>) {
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
fn standing(case: &Case, anomaly: Anomaly) -> Standing {
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
