//! What is taken out of Kafka, and what applications do by themselves.

use super::super::draft::{Draft, unknown};
use super::super::mistake::Mistake;
use super::super::words::Words;
use crate::scenario::{Mechanism, Workaround};

/// `mechanism transaction_log=off`: all are on unless a script says otherwise.
pub(super) fn mechanism(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    let mut keys = words.take_keys()?;
    words.end()?;
    if keys.is_empty() {
        return Err(words.mistake("the name of a mechanism, as in transaction_log=off"));
    }
    for mechanism in Mechanism::ALL {
        if let Some(pair) = keys.take(mechanism.name()) {
            let works = pair.one_of(&[("on", true), ("off", false)])?;
            draft.scenario.mechanisms.set(mechanism, works);
        }
    }
    keys.end()
}

/// `workaround inbox outbox`: none is used unless a script says so.
pub(super) fn workaround(words: &mut Words<'_>, draft: &mut Draft) -> Result<(), Mistake> {
    for name in words.take_list("the name of a workaround")? {
        let mut all = Workaround::ALL.into_iter();
        let workaround = all.find(|known| known.name() == name.text);
        let known = Workaround::ALL.iter().map(|known| known.name());
        let workaround = workaround.ok_or_else(|| unknown("a workaround", name, known))?;
        draft.scenario.workarounds.set(workaround, true);
    }
    words.end()
}
