//! Quiescence: when nothing that is left to happen can change anything.

use std::collections::BTreeMap;

use super::run::{Run, STEPS_MAX, Stop};
use crate::action::{Action, Timer};
use crate::fingerprint::Fingerprint;
use crate::scenario::Driver;

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
        now > since && pending.all(|p| p.since > since || is_for_the_script(run, &p.action))
    }
}

/// An open transaction is the script's to end, or to let run out of time by `wait`. So is a member that acts when the script
/// says so: the time between its polls, how long others wait for it, and, where its heartbeats are requests as written, its
/// session.
fn is_for_the_script(run: &Run, action: &Action) -> bool {
    let setup = |client| run.player.scenario().client(client);
    let acts_by_itself = |client| setup(client).driver == Driver::Application;
    match action {
        Action::FireTimer(Timer::TransactionTimeout(..)) => true,
        Action::FireTimer(Timer::PollInterval(client)) => !acts_by_itself(*client),
        Action::FireTimer(Timer::MemberSession(_, _, id)) => !setup(id.client).raw.is_empty(),
        Action::FireTimer(
            Timer::RebalanceTimeout(broker, group) | Timer::SyncTimeout(broker, group),
        ) => {
            let known = run.player.world().group(*broker, *group);
            let members = known.iter().flat_map(|known| &known.members);
            !members
                .into_iter()
                .all(|member| acts_by_itself(member.id.client))
        }
        _ => false,
    }
}

/// Whether all that is left is for the script to do.
pub(super) fn is_at_rest(run: &Run) -> bool {
    let mut pending = run.player.pending().iter();
    pending.all(|pending| is_for_the_script(run, &pending.action))
}

/// Takes steps until the run is at rest, or only repeats itself.
///
/// # Errors
/// It does not come to rest within the most steps that a statement may take.
pub(super) fn settle(run: &mut Run) -> Result<(), Stop> {
    let mut circle = Circle::default();
    for _ in 0..STEPS_MAX {
        if is_at_rest(run) || circle.is_closed(run) {
            return Ok(());
        }
        run.step();
    }
    Err(Stop::new(
        "a run that comes to rest",
        format!("still busy after {STEPS_MAX} steps"),
    ))
}
