//! A run is its scenario and its actions, and nothing else.

use std::cell::Cell;

use ackademy_engine::fingerprint::Fingerprint;
use ackademy_engine::step::{apply, enabled, faults};
use ackademy_engine::world::World;
use proptest::prelude::*;

use crate::random::{Run, Taken, cases, check, play};

fn replayed(run: &Run, mut look: impl FnMut(&World)) -> World {
    let mut world = World::new(&run.scenario);
    for action in &run.actions {
        apply(&run.scenario, &mut world, action, &mut ()).expect("it was possible the first time");
        look(&world);
    }
    world
}

#[test]
fn a_replay_gives_equal_fingerprints() {
    check(250, cases(), |case| {
        let mut prints: Vec<Fingerprint> = Vec::new();
        let run = play(
            &case,
            &mut [&mut |taken: &Taken| {
                prints.push(taken.world.fingerprint());
                Ok(())
            }],
        )?;
        let mut again = Vec::new();
        replayed(&run, |world| again.push(world.fingerprint()));
        prop_assert_eq!(&prints, &again);
        // A hash that was kept over an edit would differ from one that is asked for at the end alone.
        let unasked = replayed(&run, |_| {});
        prop_assert_eq!(run.world.fingerprint(), unasked.fingerprint());
        Ok(())
    });
}

#[test]
fn every_enabled_step_is_possible_and_changes_the_world() {
    let tried = Cell::new(0);
    check(120, cases(), |case| {
        play(
            &case,
            &mut [&mut |taken: &Taken| {
                let mut actions = Vec::new();
                enabled(taken.scenario, taken.world, &mut actions);
                for action in actions {
                    let mut world = taken.world.clone();
                    apply(taken.scenario, &mut world, &action, &mut ()).map_err(|refusal| {
                        format!("{action:?} is enabled and refused: {refusal}")
                    })?;
                    if world.fingerprint() == taken.world.fingerprint() {
                        return Err(format!("{action:?} is enabled and changes nothing"));
                    }
                    tried.set(tried.get() + 1);
                }
                Ok(())
            }],
        )?;
        Ok(())
    });
    assert!(
        tried.get() > 10_000,
        "only {} steps were tried",
        tried.get()
    );
}

#[test]
fn every_offered_fault_is_possible() {
    check(100, cases(), |case| {
        play(
            &case,
            &mut [&mut |taken: &Taken| {
                let mut actions = Vec::new();
                faults(taken.scenario, taken.world, &mut actions);
                for action in actions {
                    let mut world = taken.world.clone();
                    apply(taken.scenario, &mut world, &action, &mut ()).map_err(|refusal| {
                        format!("{action:?} is offered and refused: {refusal}")
                    })?;
                }
                Ok(())
            }],
        )?;
        Ok(())
    });
}

#[test]
fn a_refused_action_changes_nothing_and_reports_nothing() {
    let refused = Cell::new(0);
    check(120, cases(), |case| {
        let run = play(&case, &mut [])?;
        // What was possible some time may not be so at the end.
        for action in &run.actions {
            let (mut world, mut events) = (run.world.clone(), Vec::new());
            if apply(&run.scenario, &mut world, action, &mut events).is_err() {
                refused.set(refused.get() + 1);
                prop_assert_eq!(world.fingerprint(), run.world.fingerprint(), "{:?}", action);
                prop_assert!(events.is_empty(), "{:?} reported {:?}", action, events);
            }
        }
        Ok(())
    });
    assert!(refused.get() > 1_000, "only {} were refused", refused.get());
}
