//! Interventions by meaning: what another run, or the same one under other config keys, can repeat.

use super::Player;
use super::trace::Origin;
use crate::action::Action;
use crate::event::Event;
use crate::ids::{NodeId, OrderId};
use crate::protocol::{Api, Direction, EnvelopeKey, Subject};

/// How far a rehearsal looks for the moments of planned interventions.
pub(super) const REHEARSAL_STEPS_MAX: usize = 4_000;

/// Something that happens in every run of the same orders, to hang an intervention on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Milestone {
    /// The run began.
    Start,
    /// The application called send().
    Sent(OrderId),
    /// A leader appended the order.
    Appended(OrderId),
    /// The producer was told that it is stored.
    Told(OrderId),
    /// The consumer application was given it.
    Polled(OrderId),
    /// The customer was charged.
    Charged(OrderId),
    /// Checkout stored the order in its outbox.
    OrderStored(OrderId),
    /// The relay ticked the order off.
    OrderTickedOff(OrderId),
    /// Billing opened a local transaction for the order.
    EffectOpened(OrderId),
    /// Billing replied that it has dealt with the order.
    Replied(OrderId),
    /// The learner's n-th intervention was carried out.
    Intervened(usize),
}

/// When an intervention happens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Anchor {
    /// While the n-th envelope of this meaning is on its way, this long after it set out (microseconds). For Produce the
    /// meaning is a request that carries the order, whatever else is in the batch.
    InFlight {
        /// Request or response.
        direction: Direction,
        /// Which request.
        api: Api,
        /// Whose.
        sender: NodeId,
        /// The order it carries, if it carries one.
        order: Option<OrderId>,
        /// Which one, counted from 1.
        nth: usize,
        /// Whether the intervention was meant for a late copy.
        copy: bool,
        /// How long after it set out.
        after: u64,
    },
    /// This long after the n-th time something happened.
    After {
        /// What happened.
        milestone: Milestone,
        /// Which time, counted from 1.
        nth: usize,
        /// How long after, in microseconds.
        micros: u64,
    },
}

/// One thing the learner did, in a form that another run can repeat.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Intervention {
    /// What was done; an envelope's key in it is replaced by its counterpart's.
    pub action: Action,
    /// When.
    pub anchor: Anchor,
    /// Its place among the learner's interventions, from 0.
    pub index: usize,
    /// Its moment came, and it was not possible.
    pub missed: bool,
}

/// An intervention that found no counterpart in another run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NoCounterpart {
    /// No such envelope was ever on its way.
    NoEnvelope(Intervention),
    /// What it hangs on never happened.
    NoMoment(Intervention),
    /// The moment came, and the action was not possible then.
    NotPossible(Intervention),
}

impl NoCounterpart {
    pub(super) fn of(intervention: Intervention) -> NoCounterpart {
        match intervention.anchor {
            _ if intervention.missed => NoCounterpart::NotPossible(intervention),
            Anchor::InFlight { .. } => NoCounterpart::NoEnvelope(intervention),
            Anchor::After { .. } => NoCounterpart::NoMoment(intervention),
        }
    }
}

impl Player {
    /// The interventions taken so far but for those at these places (counted from 0), as another run can repeat them: what
    /// hung on one that is left out hangs on what came before it.
    #[must_use]
    pub fn interventions_without(&self, left_out: &[usize]) -> Vec<Intervention> {
        let taken = self
            .past()
            .iter()
            .enumerate()
            .filter(|(_, step)| step.origin == Origin::Intervention);
        let kept = taken
            .enumerate()
            .filter(|(place, _)| !left_out.contains(place));
        kept.enumerate()
            .map(|(index, (_, (position, step)))| Intervention {
                action: step.action,
                anchor: anchor_of(self, position, left_out),
                index,
                missed: false,
            })
            .collect()
    }

    /// A run with the same first `position` steps, which repeats these interventions by meaning from there on.
    #[must_use]
    pub fn branch(&self, position: usize, planned: Vec<Intervention>) -> Player {
        let mut branch = self.clone();
        branch.seek(position);
        branch.forget_future();
        branch.planned = planned;
        branch
    }
}

fn anchor_of(player: &Player, position: usize, left_out: &[usize]) -> Anchor {
    let step = player.past()[position];
    if let Some(key) = step.action.envelope()
        && let Some(anchor) = anchor_in_flight(player, position, key)
    {
        return anchor;
    }
    let mut last = (Milestone::Start, 1, 0);
    let mut reached = Vec::new();
    let (mut place, mut kept) = (0, 0);
    for (before, taken) in player.past()[..position].iter().enumerate() {
        for milestone in player
            .trace()
            .events_of(before)
            .iter()
            .filter_map(milestone_of)
        {
            reached.push(milestone);
            let nth = reached.iter().filter(|other| **other == milestone).count();
            last = (milestone, nth, taken.at);
        }
        if taken.origin == Origin::Intervention {
            if !left_out.contains(&place) {
                last = (Milestone::Intervened(kept), 1, taken.at);
                kept += 1;
            }
            place += 1;
        }
    }
    Anchor::After {
        milestone: last.0,
        nth: last.1,
        micros: step.at - last.2,
    }
}

fn anchor_in_flight(player: &Player, position: usize, key: EnvelopeKey) -> Option<Anchor> {
    let order = order_of(key);
    let fits = |sent: EnvelopeKey| {
        (sent.direction, sent.api, sent.sender, order_of(sent))
            == (key.direction, key.api, key.sender, order)
    };
    let mut nth = 0;
    let mut set_out = None;
    for (before, taken) in player.past()[..position].iter().enumerate() {
        for event in player.trace().events_of(before) {
            match *event {
                Event::EnvelopeSent(sent) if fits(sent) => {
                    nth += 1;
                    if sent == (EnvelopeKey { copy: 0, ..key }) {
                        set_out = Some((nth, taken.at));
                    }
                }
                Event::RequestDuplicated(copied) if copied == key => {
                    set_out = Some((nth, taken.at))
                }
                _ => {}
            }
        }
    }
    let (nth, at) = set_out?;
    let after = player.past()[position].at - at;
    let copy = key.copy > 0;
    Some(Anchor::InFlight {
        direction: key.direction,
        api: key.api,
        sender: key.sender,
        order,
        nth,
        copy,
        after,
    })
}

/// The planned intervention that comes before the next system step, its action here, and its time.
pub(super) fn next_planned(player: &Player) -> Option<(usize, Action, u64)> {
    if player.planned.is_empty() {
        return None;
    }
    let system = player
        .schedule
        .next()
        .map(|pending| pending.due.max(player.schedule.now()));
    let now = player.schedule.now();
    let moments = player
        .planned
        .iter()
        .enumerate()
        .filter(|(_, planned)| !planned.missed)
        .filter_map(|(place, planned)| Some((place, moment_of(player, planned)?)));
    let (place, moment) = moments.min_by_key(|(_, moment)| moment.at.max(now))?;
    let at = moment.at.max(now);
    let is_next = system.is_none_or(|due| at < due || at == due && moment.comes_first);
    is_next.then_some((place, moment.action, at))
}

/// When a planned intervention happens in a run.
struct Moment {
    action: Action,
    at: u64,
    /// Before the system steps of that very moment: it was done right at its moment, or the envelope would be gone.
    comes_first: bool,
}

fn moment_of(player: &Player, planned: &Intervention) -> Option<Moment> {
    match planned.anchor {
        Anchor::After {
            milestone,
            nth,
            micros,
        } => {
            let at = if milestone == Milestone::Start {
                Some(0)
            } else {
                reached_at(player, milestone, nth)
            };
            Some(Moment {
                action: planned.action,
                at: at? + micros,
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
            for (position, step) in player.past().iter().enumerate() {
                for event in player.trace().events_of(position) {
                    match *event {
                        Event::EnvelopeSent(sent)
                            if (sent.direction, sent.api, sent.sender)
                                == (direction, api, sender)
                                && order.is_none_or(|order| carries(sent, order)) =>
                        {
                            seen += 1;
                            if seen == nth && !copy {
                                found = Some((sent, step.at));
                            }
                        }
                        Event::RequestDuplicated(copied)
                            if copy && seen >= nth && found.is_none() =>
                        {
                            found = Some((copied, step.at));
                        }
                        _ => {}
                    }
                }
            }
            let (key, set_out) = found?;
            player.world().envelope(key)?;
            let action = with_envelope(planned.action, key);
            // It must not arrive first; what is held or waits for something else stays as long as it has to.
            let arrives = player.schedule.due_of(&Action::Deliver(key));
            let moment = Moment {
                action,
                at: set_out + after,
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

fn reached_at(player: &Player, milestone: Milestone, nth: usize) -> Option<u64> {
    if let Milestone::Intervened(index) = milestone {
        let mut taken = player
            .past()
            .iter()
            .filter(|step| step.origin == Origin::Intervention);
        return taken.nth(index).map(|step| step.at);
    }
    let mut seen = 0;
    for (position, step) in player.past().iter().enumerate() {
        seen += player
            .trace()
            .events_of(position)
            .iter()
            .filter(|e| milestone_of(e) == Some(milestone))
            .count();
        if seen >= nth {
            return Some(step.at);
        }
    }
    None
}

fn milestone_of(event: &Event) -> Option<Milestone> {
    Some(match *event {
        Event::OrderSent(_, order) => Milestone::Sent(order),
        Event::RecordAppended(_, _, _, order) => Milestone::Appended(order),
        Event::ToldStored(_, order, _) => Milestone::Told(order),
        Event::RecordPolled(_, _, _, order) => Milestone::Polled(order),
        Event::Charged(_, order) => Milestone::Charged(order),
        Event::OrderStored(_, order) => Milestone::OrderStored(order),
        Event::OrderTickedOff(_, order) => Milestone::OrderTickedOff(order),
        Event::EffectOpened(_, order) => Milestone::EffectOpened(order),
        Event::Replied(_, order) => Milestone::Replied(order),
        _ => return None,
    })
}

fn with_envelope(action: Action, key: EnvelopeKey) -> Action {
    match action {
        Action::Deliver(_) => Action::Deliver(key),
        Action::Drop(_) => Action::Drop(key),
        Action::Delay(_) => Action::Delay(key),
        Action::Release(_) => Action::Release(key),
        Action::Duplicate(_) => Action::Duplicate(key),
        Action::Refuse(_, error) => Action::Refuse(key, error),
        other => other,
    }
}

/// The order a Produce is about: the first of its batch.
fn order_of(key: EnvelopeKey) -> Option<OrderId> {
    match key.subject {
        Subject::Orders { first, .. } => Some(first),
        _ => None,
    }
}

fn carries(key: EnvelopeKey, order: OrderId) -> bool {
    match key.subject {
        // Orders of one batch are consecutive on the page; a script names its envelopes itself.
        Subject::Orders { first, count, .. } => {
            (first.0..first.0 + u16::from(count)).contains(&order.0)
        }
        _ => false,
    }
}
