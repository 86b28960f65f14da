//! What is planned: when each intervention comes in this run, and what hangs on which.
//!
//! An anchor names another intervention by its number: first come those taken, in their order, then those planned.

use super::Player;
use super::meaning::{Anchor, Intervention, Milestone, carries, milestone_of, with_envelope};
use super::trace::{Origin, Step};
use crate::action::{Action, Call};
use crate::event::Event;
use crate::parts::REPETITION;

/// When nothing of the story has happened for so long, in simulated microseconds, nothing will: a delivery timeout and a
/// session timeout have passed, with room to spare. Some runs ask again for ever.
const QUIET_MICROS: u64 = 300_000_000;

/// The planned intervention that comes before the next system step: its place, its action here, and its time.
pub(super) fn next_planned(player: &Player) -> Option<(usize, Action, u64)> {
    if !player.has_planned() {
        return None;
    }
    let Some((place, moment)) = earliest(player) else {
        return late_order(player);
    };
    let system = player
        .schedule
        .next()
        .map(|pending| pending.due.max(player.schedule.now()));
    let at = moment.at.max(player.schedule.now());
    let is_next = system.is_none_or(|due| at < due || at == due && moment.comes_first);
    is_next.then_some((place, moment.action, at))
}

fn earliest(player: &Player) -> Option<(usize, Moment)> {
    let now = player.schedule.now();
    let moments = player
        .planned
        .iter()
        .enumerate()
        .filter(|(_, planned)| !planned.missed)
        .filter_map(|(place, planned)| Some((place, moment_of(player, planned)?)));
    moments.min_by_key(|(_, moment)| moment.at.max(now))
}

/// An order whose moment never came, as soon as nothing else is left to happen: the learner's orders are never lost.
fn late_order(player: &Player) -> Option<(usize, Action, u64)> {
    let mut planned = player.planned.iter();
    let place = planned.position(|it| !it.missed && is_order(it.action))?;
    let now = player.schedule.now();
    let at = match player.schedule.next() {
        None => now,
        Some(pending) => {
            let quiet = now.max(story_until(player) + QUIET_MICROS);
            (quiet < pending.due).then_some(quiet)?
        }
    };
    Some((place, player.planned[place].action, at))
}

/// Whether all that is left is an order whose moment never came.
pub(super) fn is_for_late_orders(player: &Player) -> bool {
    earliest(player).is_none() && late_order(player).is_some()
}

pub(super) fn is_order(action: Action) -> bool {
    matches!(action, Action::Client(_, Call::TakeOrder(_)))
}

/// When something of the story happened last.
fn story_until(player: &Player) -> u64 {
    let mut events = player.events().iter();
    let told = events.rposition(|event| milestone_of(event).is_some());
    let done = player.past().iter().rfind(is_done);
    let told = told.map_or(0, |place| time_of_event(player, place));
    told.max(done.map_or(0, |step| step.at))
}

impl Player {
    /// Whether anything is planned.
    fn has_planned(&self) -> bool {
        REPETITION && !self.planned.is_empty()
    }

    /// The number that the next intervention gets: how many are recorded.
    fn next_number(&self) -> usize {
        interventions_among(self.trace.steps())
    }

    /// The planned intervention that a milestone is about.
    pub(super) fn planned_at(&self, milestone: Milestone) -> Option<&Intervention> {
        match milestone {
            Milestone::Intervened(number) => {
                let place = number.checked_sub(self.next_number())?;
                self.planned.get(place)
            }
            _ => None,
        }
    }

    /// Numbers what is planned as it is to be when an intervention is recorded, this planned one or another.
    pub(super) fn make_room(&mut self, place: Option<usize>) {
        if !self.has_planned() {
            return;
        }
        let taken = self.next_number();
        let before = place.map_or(usize::MAX, |place| taken + place);
        if let Some(place) = place {
            self.planned.remove(place);
        }
        for number in numbers(&mut self.planned) {
            if *number == before {
                *number = taken;
            } else if (taken..before).contains(number) {
                *number += 1;
            }
        }
    }

    /// The moment of this planned intervention came, and it was not possible. It is put behind all others, and what hung on it
    /// comes as long after this moment as it would have.
    pub(super) fn miss(&mut self, place: usize, at: u64) {
        let number = self.next_number() + place;
        let missed = self.planned.remove(place);
        self.planned.push(Intervention {
            missed: true,
            ..missed
        });
        unhang(&mut self.planned, |other| (other == number).then_some(at));
        for other in numbers(&mut self.planned).filter(|other| **other > number) {
            *other -= 1;
        }
    }

    /// What hangs on an intervention that is about to be forgotten comes when it would have come.
    pub(super) fn unhang_from_future(&mut self) {
        if !self.has_planned() {
            return;
        }
        let (kept, all) = (interventions_among(self.past()), self.next_number());
        if kept == all {
            return;
        }
        let recorded = self.trace.steps().iter();
        let times: Vec<u64> = recorded.filter(is_done).map(|step| step.at).collect();
        unhang(&mut self.planned, |number| {
            times.get(number).copied().filter(|_| number >= kept)
        });
        for number in numbers(&mut self.planned).filter(|number| **number >= all) {
            *number -= all - kept;
        }
    }
}

fn interventions_among(steps: &[Step]) -> usize {
    steps.iter().filter(is_done).count()
}

fn is_done(step: &&Step) -> bool {
    step.origin == Origin::Intervention
}

/// The numbers of interventions that these hang on.
fn numbers(planned: &mut [Intervention]) -> impl Iterator<Item = &mut usize> {
    planned.iter_mut().filter_map(|it| match &mut it.anchor {
        Anchor::After {
            milestone: Milestone::Intervened(number),
            ..
        } => Some(number),
        _ => None,
    })
}

/// Hangs on the start what hangs on an intervention that has a time but will not be there.
fn unhang(planned: &mut [Intervention], time_of: impl Fn(usize) -> Option<u64>) {
    for it in planned {
        if let Anchor::After {
            milestone: Milestone::Intervened(number),
            micros,
            ..
        } = it.anchor
            && let Some(at) = time_of(number)
        {
            it.anchor = Anchor::After {
                milestone: Milestone::Start,
                nth: 1,
                micros: at + micros,
            };
        }
    }
}

/// When a planned intervention happens in a run.
pub(super) struct Moment {
    action: Action,
    at: u64,
    /// Before the system steps of that very moment: it was done right at its moment, or the envelope would be gone.
    comes_first: bool,
}

pub(super) fn moment_of(player: &Player, planned: &Intervention) -> Option<Moment> {
    match planned.anchor {
        Anchor::After {
            milestone,
            nth,
            micros,
        } => {
            let at = reached_at(player, milestone, nth)?;
            Some(Moment {
                action: planned.action,
                at: at + micros,
                comes_first: micros == 0,
            })
        }
        Anchor::InFlight {
            direction,
            api,
            sender,
            order,
            nth,
            copy,
            after,
        } => {
            let mut seen = 0;
            let mut found = None;
            for (place, event) in player.events().iter().enumerate() {
                match *event {
                    Event::EnvelopeSent(sent)
                        if (sent.direction, sent.api, sent.sender) == (direction, api, sender)
                            && order.is_none_or(|order| carries(sent, order)) =>
                    {
                        seen += 1;
                        if seen == nth && !copy {
                            found = Some((sent, place));
                        }
                    }
                    Event::RequestDuplicated(copied) if copy && seen >= nth && found.is_none() => {
                        found = Some((copied, place));
                    }
                    _ => {}
                }
            }
            let (key, place) = found?;
            player.world().envelope(key)?;
            let action = with_envelope(planned.action, key);
            // It must not arrive first; what is held or waits for something else stays as long as it has to.
            let arrives = player.schedule.due_of(&Action::Deliver(key));
            let moment = Moment {
                action,
                at: time_of_event(player, place) + after,
                comes_first: after == 0,
            };
            Some(match arrives {
                Some(due) if moment.at >= due => Moment {
                    at: due.saturating_sub(1),
                    comes_first: true,
                    ..moment
                },
                _ => moment,
            })
        }
    }
}

/// When something happened for the n-th time, if it did.
pub(super) fn reached_at(player: &Player, milestone: Milestone, nth: usize) -> Option<u64> {
    match milestone {
        Milestone::Start => Some(0),
        Milestone::Intervened(number) => {
            let mut taken = player.past().iter().filter(is_done);
            taken.nth(number).map(|step| step.at)
        }
        _ => {
            let events = player.events().iter().enumerate();
            let mut reached = events.filter(|(_, event)| milestone_of(event) == Some(milestone));
            let (place, _) = reached.nth(nth.saturating_sub(1))?;
            Some(time_of_event(player, place))
        }
    }
}

fn time_of_event(player: &Player, place: usize) -> u64 {
    player.past()[player.trace().step_of_event(place)].at
}
