//! The same interventions in a scenario that numbers its clients otherwise: a client is who it is called.

use super::meaning::{Anchor, Intervention, Milestone, NoCounterpart};
use crate::action::Action;
use crate::ids::{ClientId, NodeId};
use crate::scenario::Scenario;

/// What another scenario can repeat of these interventions, and what concerns clients that it does not have.
pub(super) fn counterparts(
    taken: Vec<Intervention>,
    from: &Scenario,
    to: &Scenario,
) -> (Vec<Intervention>, Vec<NoCounterpart>) {
    let names = Names { from, to };
    let (mut kept, mut missing): (Vec<Intervention>, _) = (Vec::new(), Vec::new());
    // By its place there, the place that an intervention has here.
    let mut places: Vec<Option<usize>> = Vec::new();
    for intervention in taken {
        let counterpart = names.intervention(&intervention, &places);
        places.push(counterpart.is_some().then_some(kept.len()));
        match counterpart {
            Some(counterpart) => kept.push(Intervention {
                index: kept.len(),
                missed: false,
                ..counterpart
            }),
            None => missing.push(NoCounterpart::NotPossible(intervention)),
        }
    }
    (kept, missing)
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
    fn intervention(&self, taken: &Intervention, places: &[Option<usize>]) -> Option<Intervention> {
        let anchor = match taken.anchor {
            Anchor::After {
                milestone: Milestone::Intervened(place),
                nth,
                micros,
            } => Anchor::After {
                milestone: Milestone::Intervened((*places.get(place)?)?),
                nth,
                micros,
            },
            Anchor::InFlight {
                direction,
                api,
                sender,
                order,
                nth,
                copy,
                after,
            } => Anchor::InFlight {
                direction,
                api,
                sender: self.node(sender)?,
                order,
                nth,
                copy,
                after,
            },
            anchor @ Anchor::After { .. } => anchor,
        };
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
