//! Once everything is repaired a cluster comes to rest, with every replica in sync and equal.

use ackademy_engine::action::Action;
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::{apply, enabled, faults, is_patience, is_vain};
use ackademy_engine::world::World;

use crate::random::{breaks, cases, check, play, undoes};

const STEPS_MAX: usize = 2_000;

/// Undoes every fault that can be undone.
fn repair(scenario: &Scenario, world: &mut World) {
    loop {
        let mut offers = Vec::new();
        faults(scenario, world, &mut offers);
        let Some(repair) = offers.into_iter().find(undoes) else {
            return;
        };
        apply(scenario, world, &repair, &mut ()).expect("an offered repair is possible");
    }
}

/// Takes steps until none is possible, what has been possible for longest first. Patience ends where waiting is vain, and
/// otherwise only when nothing else can happen.
fn come_to_rest(scenario: &Scenario, world: &mut World) -> Result<(), String> {
    let (mut waiting, mut taken): (Vec<Action>, Vec<Action>) = (Vec::new(), Vec::new());
    for _ in 0..STEPS_MAX {
        let mut actions = Vec::new();
        enabled(scenario, world, &mut actions);
        waiting.retain(|action| actions.contains(action));
        actions.retain(|action| !waiting.contains(action));
        waiting.extend(actions);
        if waiting.is_empty() {
            return Ok(());
        }
        let vain = |a: &Action| matches!(a, Action::FireTimer(timer) if is_vain(world, *timer));
        let next = waiting
            .iter()
            .position(|action| !is_patience(action) || vain(action));
        let next = waiting.remove(next.unwrap_or(0));
        taken.push(next);
        apply(scenario, world, &next, &mut ()).expect("an enabled step is possible");
    }
    let last = taken[STEPS_MAX - 12..]
        .iter()
        .map(|action| format!("\n{action:?}"));
    Err(format!(
        "no rest: it goes on with{}",
        last.collect::<String>()
    ))
}

/// Whether every partition has a leader, and every replica of it is in sync and equal.
pub fn is_whole(scenario: &Scenario, world: &World) -> Result<(), String> {
    for partition in scenario.partition_ids() {
        let Some((leader, log)) = world.leader_replica(partition) else {
            return Err(format!("{partition:?} has no leader"));
        };
        let decided = world.controller().view.of(partition);
        for replica in &scenario.partition(partition).replicas {
            let copy = world.replica(partition, *replica);
            if !decided.in_sync_replicas.contains(*replica) {
                return Err(format!("{replica:?} is not in sync in {partition:?}"));
            }
            if copy.batches() != log.batches() || copy.high_watermark() != log.log_end_offset() {
                return Err(format!(
                    "{replica:?} differs from {leader:?} in {partition:?}"
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn a_repaired_cluster_comes_to_rest_whole() {
    check(500, cases(), |case| {
        let mut run = play(&case, &mut [])?;
        repair(&run.scenario, &mut run.world);
        let rested = come_to_rest(&run.scenario, &mut run.world);
        let whole = rested.and_then(|()| is_whole(&run.scenario, &run.world));
        whole.map_err(|wrong| run.failure(&wrong))
    });
}

#[test]
fn a_cluster_that_is_not_repaired_is_found_not_whole() {
    let unrepaired = |case| {
        let mut run = play(&case, &mut [])?;
        let rested = come_to_rest(&run.scenario, &mut run.world);
        let whole = rested.and_then(|()| is_whole(&run.scenario, &run.world));
        whole.map_err(|wrong| run.failure(&wrong))
    };
    assert!(breaks(50, cases(), unrepaired));
}
