//! Why: the intervention that led to an anomaly, found by replaying without it.

use super::chain::{ChainLink, chain};
use super::{Anomaly, AnomalyKind, RowState, Verdict, judge};
use crate::action::{Action, Call};
use crate::few::sort_few;
use crate::ids::OrderId;
use crate::player::{Intervention, Player};
use crate::protocol::Subject;

/// How much longer than the run itself a replay may take: simulated time for a delivery timeout and a session timeout
/// with room to spare. Some runs never come to rest.
const REPLAY_MICROS_MAX: u64 = 300_000_000;
const REPLAY_STEPS_MAX: usize = 2_000;

/// One named cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cause {
    /// What was done, in a form that another run can repeat.
    pub intervention: Intervention,
    /// In which step of the run, counted from 0.
    pub step: usize,
}

/// How an anomaly came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// What is explained.
    pub anomaly: Anomaly,
    /// The fewest interventions found whose absence takes the anomaly away, in the order they were done. Mostly one.
    pub causes: Vec<Cause>,
    /// The events that led from there to the anomaly, in order.
    pub chain: Vec<ChainLink>,
    /// Whether replays have confirmed the causes ([`takes_away`]). Otherwise `causes` is empty: the anomaly needs no
    /// intervention, or no replay brings it back.
    pub confirmed: bool,
}

/// Explains an anomaly of a run as it stands.
#[must_use]
pub fn explain(player: &Player, anomaly: &Anomaly) -> Explanation {
    let taken = player.interventions();
    let mut causes = smallest_cause(player, anomaly, &candidates(&taken, anomaly.order));
    sort_few(&mut causes, |place| *place);
    let steps = player.intervention_steps();
    let causes: Vec<Cause> = causes
        .into_iter()
        .map(|place| Cause {
            intervention: taken[place],
            step: steps[place],
        })
        .collect();
    Explanation {
        anomaly: *anomaly,
        chain: chain(player, anomaly, &causes),
        confirmed: !causes.is_empty(),
        causes,
    }
}

/// Whether the interventions at these places (counted from 0) are a cause: a run that is the same up to the first of them
/// and repeats all that follows by meaning shows the anomaly, and in one that leaves them out the order arrives as it
/// should.
#[must_use]
pub fn takes_away(player: &Player, anomaly: &Anomaly, left_out: &[usize]) -> bool {
    let Some(first) = left_out.iter().min() else {
        return false;
    };
    shows(player, anomaly)
        && shows(&replay(player, *first, &[]), anomaly)
        && is_cured(&replay(player, *first, left_out), anomaly)
}

/// The order arrives as it should; one that only stays away for longer is no cure.
fn is_cured(replayed: &Player, anomaly: &Anomaly) -> bool {
    let judgement = judge(replayed);
    let mut rows = judgement.rows.iter();
    let row = rows.find(|row| row.order == anomaly.order);
    let arrives = match row.and_then(|row| row.on(anomaly.leg)) {
        Some(RowState::Arrived(count)) => count == 1 || anomaly.kind != AnomalyKind::Duplicated,
        _ => false,
    };
    arrives
        && !judgement
            .anomalies
            .iter()
            .any(|found| is_same(found, anomaly))
}

fn shows(player: &Player, anomaly: &Anomaly) -> bool {
    let judgement = judge(player);
    judgement
        .anomalies
        .iter()
        .any(|found| is_same(found, anomaly))
}

/// The same thing went wrong with the same order; how often, and which other order came before it, may differ.
fn is_same(found: &Verdict, anomaly: &Anomaly) -> bool {
    found.anomaly().is_some_and(|found| {
        (found.leg, found.order) == (anomaly.leg, anomaly.order)
            && std::mem::discriminant(&found.kind) == std::mem::discriminant(&anomaly.kind)
    })
}

/// The same run up to the intervention at `first`, then on to its end with that one and the later ones but for those left
/// out.
fn replay(player: &Player, first: usize, left_out: &[usize]) -> Player {
    // What stays is taken over as it was, so that only what follows is repeated by meaning.
    let stays = usize::from(!left_out.contains(&first));
    let position = player.intervention_steps()[first] + stays;
    let planned = player.interventions_without(left_out);
    let planned = planned.into_iter().skip(first + stays).collect();
    let mut replayed = player.branch(position, planned);
    let latest = player.now() + REPLAY_MICROS_MAX;
    let most = 2 * player.position() + REPLAY_STEPS_MAX;
    replayed.run_until(most, |replayed| replayed.now() > latest);
    replayed
}

/// The places of interventions to try, the likeliest first: faults on what carried the order, other faults, what undid
/// a fault or hurried a step; later ones before earlier ones.
fn candidates(taken: &[Intervention], order: OrderId) -> Vec<usize> {
    let mut places: Vec<usize> = (0..taken.len())
        .filter(|place| !gives_orders(&taken[*place].action))
        .collect();
    sort_few(&mut places, |place| {
        (
            rank(&taken[*place].action, order),
            std::cmp::Reverse(*place),
        )
    });
    places
}

/// Without the order there would be nothing to explain.
fn gives_orders(action: &Action) -> bool {
    matches!(
        action,
        Action::Client(_, Call::TakeOrder(_) | Call::Send(..))
    )
}

fn rank(action: &Action, order: OrderId) -> u8 {
    match action {
        Action::Drop(key)
        | Action::Delay(key)
        | Action::Duplicate(key)
        | Action::Refuse(key, _) => {
            let about = match key.subject {
                Subject::Orders { first, count, .. } => {
                    (first.0..first.0 + u16::from(count)).contains(&order.0)
                }
                _ => false,
            };
            u8::from(!about)
        }
        Action::BreakConnection(..)
        | Action::CutLink(..)
        | Action::Crash(_)
        | Action::CrashUnflushed(_)
        | Action::ShutDown(_)
        | Action::Pause(_) => 1,
        _ => 2,
    }
}

/// One alone if one is enough; otherwise all, less whatever can stay.
fn smallest_cause(player: &Player, anomaly: &Anomaly, candidates: &[usize]) -> Vec<usize> {
    let alone = candidates
        .iter()
        .find(|place| takes_away(player, anomaly, &[**place]));
    if let Some(place) = alone {
        return vec![*place];
    }
    let mut left_out = candidates.to_vec();
    if candidates.len() < 2 || !takes_away(player, anomaly, &left_out) {
        return Vec::new();
    }
    for place in candidates.iter().rev() {
        let fewer: Vec<usize> = left_out
            .iter()
            .copied()
            .filter(|other| other != place)
            .collect();
        if takes_away(player, anomaly, &fewer) {
            left_out = fewer;
        }
    }
    left_out
}
