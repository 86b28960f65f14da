//! What the page around shows and does not let the learner change.

use ackademy_engine::action::{Action, Call};

use super::{Intent, Notice, Session};
use crate::embed::{Locked, Mistake};
use crate::i18n::message;

impl Session {
    /// From here on these cannot be changed; asking for it says so.
    #[must_use]
    pub fn with_locked(mut self, locked: &[Locked]) -> Session {
        self.locked = locked.to_vec();
        self
    }

    /// Tells of a parameter that the address got wrong.
    pub fn tell_mistake(&mut self, mistake: &Mistake) {
        let told = message("notice-parameter")
            .with("parameter", mistake.parameter.as_str())
            .with("value", mistake.value.as_str());
        self.notice = Some(Notice::saying(told));
    }

    pub(super) fn is_locked(&self, intent: &Intent) -> bool {
        let lock = match intent {
            Intent::ChoosePreset(_) | Intent::ChoosePipeline(_) | Intent::ChangeSetting(..) => {
                Locked::Settings
            }
            Intent::AddOrder | Intent::Act(Action::Client(_, Call::TakeOrder(_))) => Locked::Orders,
            Intent::Act(_) => Locked::Faults,
            _ => return false,
        };
        self.locked.contains(&lock)
    }
}
