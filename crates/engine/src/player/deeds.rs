//! What was done in a run, exactly: with scenario and seed enough to make the same run again.

use std::sync::Arc;

use super::Player;
use super::meaning::Intervention;
use super::trace::Origin;
use crate::action::{Action, Call};
use crate::scenario::Scenario;

/// One thing that was done, by its moment and by its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deed {
    /// How many steps were taken before it.
    pub position: usize,
    /// When, in simulated microseconds.
    pub at: u64,
    /// What, and what it hangs on in a run that goes otherwise.
    pub intervention: Intervention,
}

impl Player {
    /// Everything that was done in the recorded run, also after the present where a seek back left it.
    #[must_use]
    pub fn deeds(&self) -> Vec<Deed> {
        let mut whole = self.clone();
        whole.seek(usize::MAX);
        let steps = whole.past().iter().enumerate();
        let done = steps.filter(|(_, step)| step.origin == Origin::Intervention);
        done.zip(whole.interventions())
            .map(|((position, step), intervention)| Deed {
                position,
                at: step.at,
                intervention,
            })
            .collect()
    }

    /// The run of these deeds up to the last of them, which goes on with what is still planned; `None` where one of them
    /// is not possible at its moment, as in a run of another scenario or of an engine with other times.
    #[must_use]
    pub fn repeat(
        scenario: Arc<Scenario>,
        seed: u64,
        deeds: &[Deed],
        planned: Vec<Intervention>,
    ) -> Option<Player> {
        let mut player = Player::new(scenario, seed);
        for deed in deeds {
            while player.position() < deed.position {
                player.step()?;
            }
            let is_its_moment = player.position() == deed.position
                && deed.at >= player.schedule.now()
                && player.next().is_none_or(|(_, due)| deed.at <= due);
            if !is_its_moment || !player.may_be_done(deed.intervention.action) {
                return None;
            }
            player
                .intervene_at(deed.intervention.action, deed.at)
                .ok()?;
        }
        player.planned = planned;
        Some(player)
    }

    /// Whether this is a step that is possible now, a fault that is offered, or an order for a shop: whatever else a
    /// link holds is not tried.
    fn may_be_done(&self, action: Action) -> bool {
        let mut pending = self.pending().iter();
        matches!(action, Action::Client(_, Call::TakeOrder(_)))
            || pending.any(|pending| pending.action == action)
            || self.faults().contains(&action)
    }
}
