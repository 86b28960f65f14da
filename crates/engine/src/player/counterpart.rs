//! The same interventions in another scenario: what hangs on one that cannot be repeated there hangs on what came before it, and a
//! client is who it is called, since scenarios number their clients otherwise.

use std::sync::Arc;

use super::Player;
use super::meaning::{
    Anchor, Foothold, Intervention, Milestone, NoCounterpart, anchor_of, footholds,
};
use super::plan::{is_for_late_orders, is_order, moment_of, reached_at};
use crate::action::Action;
use crate::ids::{ClientId, NodeId};
use crate::scenario::Scenario;

/// How far a rehearsal looks for the moments of planned interventions.
const REHEARSAL_STEPS_MAX: usize = 4_000;

impl Player {
    /// The same orders and faults in another scenario, from the start, and which of them find no counterpart there.
    #[must_use]
    pub fn replay_in(&self, scenario: Arc<Scenario>) -> (Player, Vec<NoCounterpart>) {
        // What is planned is taken from a run in which it was done, or never could be.
        let mut whole = self.clone();
        whole.forget_future();
        whole.rehearse(|whole| whole.planned.is_empty());
        let mut repetition = Repetition::of(&whole, &scenario);
        loop {
            let planned = repetition.planned.clone();
            let replayed = Player::with_interventions(Arc::clone(&scenario), self.seed, planned);
            let mut rehearsal = replayed.clone();
            rehearsal.rehearse(|it| it.planned.is_empty() || is_for_late_orders(it));
            if !repetition.hang_earlier(&rehearsal) {
                let unmet = rehearsal.without_counterpart();
                let unmet = unmet.into_iter().map(|it| repetition.as_taken(it));
                let missing = repetition.absent.iter().copied().chain(unmet);
                return (replayed, missing.collect());
            }
        }
    }

    /// Plays a copy of this run to its end and says which planned interventions never found their moment.
    #[must_use]
    pub fn without_counterpart(&self) -> Vec<NoCounterpart> {
        let mut rehearsal = self.clone();
        rehearsal.rehearse(|it| it.planned.is_empty());
        let left = rehearsal.planned.iter();
        let unmet = left.filter(|it| it.missed || !is_order(it.action) && is_unmet(&rehearsal, it));
        unmet.copied().map(NoCounterpart::of).collect()
    }

    fn rehearse(&mut self, done: impl FnMut(&Player) -> bool) {
        self.run_until(REHEARSAL_STEPS_MAX, done);
    }
}

/// Whether the moment of a planned intervention is not known when its run is over.
fn is_unmet(player: &Player, planned: &Intervention) -> bool {
    !planned.missed && moment_of(player, planned).is_none()
}

/// The interventions of a run, planned in another scenario.
struct Repetition<'a> {
    whole: &'a Player,
    /// All that was done or tried in the run.
    taken: Vec<Intervention>,
    planned: Vec<Intervention>,
    /// By place among those planned: the place among those taken.
    taken_as: Vec<usize>,
    /// By place among those planned: how many of its footholds are still to be tried.
    untried: Vec<usize>,
    /// What concerns clients that the other scenario does not have.
    absent: Vec<NoCounterpart>,
}

impl<'a> Repetition<'a> {
    fn of(whole: &'a Player, to: &Scenario) -> Repetition<'a> {
        let names = Names {
            from: whole.scenario(),
            to,
        };
        let steps = whole.intervention_steps();
        let mut repetition = Repetition {
            whole,
            taken: whole.interventions(),
            planned: Vec::new(),
            taken_as: Vec::new(),
            untried: Vec::new(),
            absent: Vec::new(),
        };
        repetition.taken.extend(&whole.planned);
        let mut left_out = Vec::new();
        for (place, taken) in repetition.taken.clone().into_iter().enumerate() {
            let anchor = match steps.get(place) {
                Some(step) => anchor_of(whole, *step, &left_out),
                None => taken.anchor,
            };
            let it = Intervention {
                anchor,
                index: place,
                missed: false,
                ..taken
            };
            match names.intervention(&it, |other| repetition.place_of(other)) {
                Some(counterpart) => repetition.plan(place, counterpart),
                None => {
                    left_out.push(place);
                    repetition.absent.push(NoCounterpart::NotPossible(it));
                }
            }
        }
        repetition
    }

    fn plan(&mut self, taken_as: usize, counterpart: Intervention) {
        self.planned.push(Intervention {
            index: self.planned.len(),
            ..counterpart
        });
        self.taken_as.push(taken_as);
        self.untried.push(usize::MAX);
    }

    /// The place among those planned of one that was taken.
    fn place_of(&self, taken: usize) -> Option<usize> {
        self.taken_as.binary_search(&taken).ok()
    }

    /// As it was in the run that is repeated.
    fn as_taken(&self, missing: NoCounterpart) -> NoCounterpart {
        let named = |it: Intervention| Intervention {
            action: self.taken[self.taken_as[it.index]].action,
            index: self.taken_as[it.index],
            ..it
        };
        match missing {
            NoCounterpart::NoEnvelope(it) => NoCounterpart::NoEnvelope(named(it)),
            NoCounterpart::NoMoment(it) => NoCounterpart::NoMoment(named(it)),
            NoCounterpart::NotPossible(it) => NoCounterpart::NotPossible(named(it)),
        }
    }

    /// Hangs what found no moment in a rehearsal on the last thing before it that happened there. Returns whether there was
    /// anything to hang.
    fn hang_earlier(&mut self, rehearsal: &Player) -> bool {
        let steps = self.whole.intervention_steps();
        let mut has_moved = false;
        for stuck in rehearsal
            .planned
            .iter()
            .filter(|it| is_stuck(rehearsal, it))
        {
            let Some(step) = steps.get(self.taken_as[stuck.index]) else {
                continue;
            };
            let before = footholds(self.whole, *step);
            let untried = self.untried[stuck.index].min(before.len());
            let held = before[..untried].iter().enumerate().rev();
            let mut held = held.filter_map(|(place, it)| Some((place, self.there(rehearsal, it)?)));
            if let Some((place, foothold)) = held.next() {
                self.planned[stuck.index].anchor = foothold.anchor(self.whole.past()[*step].at);
                self.untried[stuck.index] = place;
                has_moved = true;
            }
        }
        has_moved
    }

    /// A foothold of the run as it is in a rehearsal, if it is reached there.
    fn there(&self, rehearsal: &Player, foothold: &Foothold) -> Option<Foothold> {
        let Milestone::Intervened(taken) = foothold.milestone else {
            return reached_at(rehearsal, foothold.milestone, foothold.nth).map(|_| *foothold);
        };
        let place = self.place_of(taken)?;
        let is_left = rehearsal.planned.iter().any(|it| it.index == place);
        (!is_left).then_some(Foothold {
            milestone: Milestone::Intervened(place),
            ..*foothold
        })
    }
}

/// Whether what an intervention hangs on never happens, so that it has to hang on something else. One that hangs on another of
/// this kind can wait for that.
fn is_stuck(rehearsal: &Player, planned: &Intervention) -> bool {
    let Anchor::After { milestone, .. } = planned.anchor else {
        return false;
    };
    let waits = rehearsal.planned_at(milestone).is_some_and(|other| {
        !matches!(other.anchor, Anchor::InFlight { .. }) || !is_unmet(rehearsal, other)
    });
    is_unmet(rehearsal, planned) && !waits
}

struct Names<'a> {
    from: &'a Scenario,
    to: &'a Scenario,
}

impl Names<'_> {
    fn client(&self, client: ClientId) -> Option<ClientId> {
        self.to.client_named(&self.from.client(client).name)
    }

    fn node(&self, node: NodeId) -> Option<NodeId> {
        match node {
            NodeId::Client(client) => self.client(client).map(NodeId::Client),
            NodeId::Broker(_) | NodeId::Controller => Some(node),
        }
    }

    /// `None` also where it hangs on an intervention that has no counterpart.
    fn intervention(
        &self,
        taken: &Intervention,
        place_of: impl Fn(usize) -> Option<usize>,
    ) -> Option<Intervention> {
        let mut anchor = taken.anchor;
        match &mut anchor {
            Anchor::After {
                milestone: Milestone::Intervened(place),
                ..
            } => *place = place_of(*place)?,
            Anchor::InFlight { sender, .. } => *sender = self.node(*sender)?,
            Anchor::After { .. } => {}
        }
        Some(Intervention {
            action: self.action(taken.action)?,
            anchor,
            ..*taken
        })
    }

    /// An envelope's key is found anew where its moment comes, and only scripts do more than this.
    fn action(&self, action: Action) -> Option<Action> {
        Some(match action {
            Action::Client(client, call) => Action::Client(self.client(client)?, call),
            Action::StartSecond(client) => Action::StartSecond(self.client(client)?),
            Action::BreakConnection(node, broker) => {
                Action::BreakConnection(self.node(node)?, broker)
            }
            Action::CutLink(a, b) => Action::CutLink(self.node(a)?, self.node(b)?),
            Action::HealLink(a, b) => Action::HealLink(self.node(a)?, self.node(b)?),
            Action::Crash(node) => Action::Crash(self.node(node)?),
            Action::Restart(node) => Action::Restart(self.node(node)?),
            Action::Pause(node) => Action::Pause(self.node(node)?),
            Action::Resume(node) => Action::Resume(self.node(node)?),
            other => other,
        })
    }
}
