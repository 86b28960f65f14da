//! Interventions by meaning: what another run, or the same one under other config keys, can repeat.

use super::Player;
use super::trace::Origin;
use crate::action::Action;
use crate::event::Event;
use crate::ids::{NodeId, OrderId};
use crate::protocol::{Api, Direction, EnvelopeKey, Subject};

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
        let taken = self.intervention_steps().into_iter().enumerate();
        let kept = taken.filter(|(place, _)| !left_out.contains(place));
        kept.enumerate()
            .map(|(index, (_, position))| Intervention {
                action: self.past()[position].action,
                anchor: counted_without(left_out, anchor_of(self, position, left_out)),
                index,
                missed: false,
            })
            .collect()
    }

    /// The steps so far that were interventions, by their places in the past.
    #[must_use]
    pub fn intervention_steps(&self) -> Vec<usize> {
        let steps = self.past().iter().enumerate();
        steps
            .filter(|(_, step)| step.origin == Origin::Intervention)
            .map(|(position, _)| position)
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

/// What a step of this run hangs on, if not on an intervention that is left out. Interventions are counted as they were taken.
pub(super) fn anchor_of(player: &Player, position: usize, left_out: &[usize]) -> Anchor {
    let step = player.past()[position];
    if let Some(key) = step.action.envelope()
        && let Some(anchor) = anchor_in_flight(player, position, key)
    {
        return anchor;
    }
    let is_left_out = |foothold: &Foothold| matches!(foothold.milestone, Milestone::Intervened(place) if left_out.contains(&place));
    let held = footholds(player, position)
        .into_iter()
        .rfind(|foothold| !is_left_out(foothold));
    held.expect("every run has a start").anchor(step.at)
}

/// The same anchor where the interventions that are left out do not count.
fn counted_without(left_out: &[usize], mut anchor: Anchor) -> Anchor {
    if let Anchor::After {
        milestone: Milestone::Intervened(place),
        ..
    } = &mut anchor
    {
        *place -= left_out.iter().filter(|other| *other < &*place).count();
    }
    anchor
}

/// Something that had happened when a step was taken, which the step may hang on.
#[derive(Clone, Copy)]
pub(super) struct Foothold {
    pub milestone: Milestone,
    pub nth: usize,
    pub at: u64,
}

impl Foothold {
    /// What is done at this time, by how long after it that is.
    pub fn anchor(self, at: u64) -> Anchor {
        Anchor::After {
            milestone: self.milestone,
            nth: self.nth,
            micros: at - self.at,
        }
    }
}

/// All that had happened before a step, from the start on.
pub(super) fn footholds(player: &Player, position: usize) -> Vec<Foothold> {
    let mut found = vec![Foothold {
        milestone: Milestone::Start,
        nth: 1,
        at: 0,
    }];
    let mut interventions = 0;
    for (before, taken) in player.past()[..position].iter().enumerate() {
        let events = player.trace().events_of(before).iter();
        let mut reached: Vec<Milestone> = events.filter_map(milestone_of).collect();
        if taken.origin == Origin::Intervention {
            reached.push(Milestone::Intervened(interventions));
            interventions += 1;
        }
        for milestone in reached {
            let earlier = found.iter().filter(|it| it.milestone == milestone);
            let nth = earlier.count() + 1;
            found.push(Foothold {
                milestone,
                nth,
                at: taken.at,
            });
        }
    }
    found
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

pub(super) fn milestone_of(event: &Event) -> Option<Milestone> {
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

pub(super) fn with_envelope(action: Action, key: EnvelopeKey) -> Action {
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

pub(super) fn carries(key: EnvelopeKey, order: OrderId) -> bool {
    match key.subject {
        // Orders of one batch are consecutive on the page; a script names its envelopes itself.
        Subject::Orders { first, count, .. } => {
            (first.0..first.0 + u16::from(count)).contains(&order.0)
        }
        _ => false,
    }
}
