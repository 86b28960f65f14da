//! Quiescence: when nothing that is left to happen can change anything.

use std::collections::BTreeMap;

use super::run::{Run, STEPS_MAX, Stop};
use crate::action::{Action, Timer};
use crate::fingerprint::Fingerprint;

/// Notices when a run only repeats itself by asking again and again.
#[derive(Default)]
pub(super) struct Circle {
    first_seen: BTreeMap<Fingerprint, u64>,
}

impl Circle {
    /// Whether the run was in this very state before, and nothing that has waited since then is left to happen: a timer
    /// that has run since before the first time will end the circle some day.
    pub fn is_closed(&mut self, run: &Run) -> bool {
        if !run.player.is_only_asking_again() {
            return false;
        }
        let (state, now) = (run.player.world().fingerprint(), run.now());
        let since = *self.first_seen.entry(state).or_insert(now);
        let mut pending = run.player.pending().iter();
        now > since && pending.all(|p| p.since > since || is_for_the_script(&p.action))
    }
}

/// An open transaction is the script's to end, or to let run out of time by `wait`.
fn is_for_the_script(action: &Action) -> bool {
    matches!(action, Action::FireTimer(Timer::TransactionTimeout(..)))
}

/// Takes steps until the run is at rest, or only repeats itself.
///
/// # Errors
/// It does not come to rest within the most steps that a statement may take.
pub(super) fn settle(run: &mut Run) -> Result<(), Stop> {
    let mut circle = Circle::default();
    for _ in 0..STEPS_MAX {
        let mut pending = run.player.pending().iter();
        let is_at_rest = pending.all(|pending| is_for_the_script(&pending.action));
        if is_at_rest || circle.is_closed(run) {
            return Ok(());
        }
        run.step();
    }
    Err(Stop::new(
        "a run that comes to rest",
        format!("still busy after {STEPS_MAX} steps"),
    ))
}
