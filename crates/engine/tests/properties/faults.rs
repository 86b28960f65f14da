//! Every kind of fault comes up and makes a difference, or properties would hold for want of trying.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::{BTreeMap, BTreeSet};

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::{apply, enabled, is_patience, is_vain};
use ackademy_engine::world::World;

use crate::random::{EVERY_KIND, Kind, Taken, cases, check, kind_of, play, print_table};

const CASES: u32 = 300;
/// In so many of a hundred runs each kind must be applied, and must change what follows.
const PERCENT_MIN: usize = 5;
/// How far two worlds are followed to see whether they differ.
const FOLLOWED_STEPS: usize = 60;
/// The client finds no request that waits for it, so it changes nothing.
const WITHOUT_EFFECT: Kind = "duplicate a response";

/// What happens by itself from here on, the first possible step first; patience ends only where waiting is vain.
fn what_follows(scenario: &Scenario, world: &World) -> Vec<Event> {
    let (mut world, mut actions, mut events) = (world.clone(), Vec::new(), Vec::new());
    for _ in 0..FOLLOWED_STEPS {
        actions.clear();
        enabled(scenario, &world, &mut actions);
        let vain = |action: &&Action| matches!(action, Action::FireTimer(t) if is_vain(&world, *t));
        let next = actions.iter().find(|action| !is_patience(action));
        let Some(next) = next.or_else(|| actions.iter().find(vain)).copied() else {
            break;
        };
        apply(scenario, &mut world, &next, &mut events).expect("an enabled step is possible");
    }
    events
}

/// In how many runs something was so.
#[derive(Clone, Copy, Default)]
struct Count {
    applied: usize,
    changed: usize,
}

/// How many runs there were, and the counts of each kind.
fn count_kinds() -> (usize, BTreeMap<Kind, Count>) {
    let runs = Cell::new(0);
    let counts = RefCell::new(EVERY_KIND.map(|kind| (kind, Count::default())).into());
    check(CASES, cases(), |case| {
        runs.set(runs.get() + 1);
        // Two per kind are looked at: one may hit what is idle.
        let (mut applied, mut changed) = (BTreeMap::<Kind, usize>::new(), BTreeSet::new());
        play(
            &case,
            &mut [&mut |taken: &Taken| {
                let Some(kind) = kind_of(&taken.action) else {
                    return Ok(());
                };
                let times = applied.entry(kind).or_default();
                *times += 1;
                if *times <= 2 && !changed.contains(kind) {
                    let without = what_follows(taken.scenario, taken.before);
                    if what_follows(taken.scenario, taken.world) != without {
                        changed.insert(kind);
                    }
                }
                Ok(())
            }],
        )?;
        let mut counts: RefMut<BTreeMap<Kind, Count>> = counts.borrow_mut();
        for kind in applied.keys() {
            counts.entry(kind).or_default().applied += 1;
        }
        for kind in &changed {
            counts.entry(kind).or_default().changed += 1;
        }
        Ok(())
    });
    (runs.get(), counts.into_inner())
}

#[test]
fn every_kind_of_fault_is_applied_and_changes_what_follows() {
    let (runs, counts) = count_kinds();
    let percent = |count: usize| count * 100 / runs;
    let rows = counts.iter().map(|(kind, count)| {
        let (applied, changed) = (percent(count.applied), percent(count.changed));
        format!("{kind:<28} applied in {applied:>3} %, changed what follows in {changed:>3} %")
    });
    print_table(&format!("Faults in {runs} random runs"), rows);
    for (kind, count) in counts {
        assert!(
            percent(count.applied) >= PERCENT_MIN,
            "{kind} is hardly ever applied"
        );
        if kind == WITHOUT_EFFECT {
            assert_eq!(count.changed, 0, "{kind} changes something");
        } else {
            assert!(
                percent(count.changed) >= PERCENT_MIN,
                "{kind} hardly ever matters"
            );
        }
    }
}
