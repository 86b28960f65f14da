//! A promise holds whatever single fault happens (docs/model.md).

mod scenes;

use std::collections::BTreeSet;
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::guarantee::{Verdict, judge};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use scenes::{STEPS_MAX, intervene, kind, repair_agreeing};

/// How many steps lie between two tries of a fault that hits a process or a link, each of its kinds at other moments.
const MOMENTS_BETWEEN: usize = 12;

/// Each message meets each fault when it is first seen, and the rest of the system meets its own every few steps. What was
/// done is undone in the end.
fn with_each_fault(scenario: &Arc<Scenario>, mut look: impl FnMut(Action, &Player)) {
    let mut base = Player::new(Arc::clone(scenario), 7);
    let mut tried = BTreeSet::new();
    while base.step().is_some() {
        for (place, fault) in base.faults().into_iter().enumerate() {
            let is_due = match fault {
                Action::Drop(_) | Action::Delay(_) | Action::Duplicate(_) => tried.insert(fault),
                _ => (base.position() + place).is_multiple_of(MOMENTS_BETWEEN),
            };
            if !is_due {
                continue;
            }
            let mut player = base.clone();
            intervene(&mut player, fault);
            player.run_until(STEPS_MAX, Player::is_at_rest);
            repair_agreeing(&mut player);
            player.run_until(STEPS_MAX, Player::is_at_rest);
            look(fault, &player);
        }
    }
}

fn no_fault_alone_breaks_a_promise(pipeline: Pipeline) {
    let mut met = BTreeSet::new();
    for preset in Preset::all(pipeline) {
        let scenario = Arc::new(Scenario::preset(*preset, pipeline));
        with_each_fault(&scenario, |fault, player| {
            met.insert(kind(&fault));
            let verdict = judge(player).overall;
            assert!(
                !matches!(verdict, Verdict::Broken(_)),
                "{preset:?}, {fault:?}: {verdict:?}"
            );
        });
    }
    for fault in ["Drop", "Duplicate", "CutLink", "Crash", "CrashUnflushed"] {
        assert!(met.contains(fault), "{met:?}");
    }
}

#[test]
fn no_single_fault_breaks_a_promise_of_any_preset() {
    no_fault_alone_breaks_a_promise(Pipeline::Simple);
}

#[test]
fn no_single_fault_breaks_a_promise_of_any_preset_of_streams() {
    no_fault_alone_breaks_a_promise(Pipeline::Stream);
}
