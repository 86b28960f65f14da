//! What happens to one envelope that is on its way.

use super::super::draft::{Draft, error};
use super::super::pattern::Pattern;
use super::super::run::{Run, Stop};
use super::super::words::Words;
use super::{Command, Read};
use crate::action::{Action, Timer};
use crate::protocol::{Direction, EnvelopeKey, KafkaError};

/// Which envelope.
enum Which {
    /// The one that the last `until` or envelope command named.
    It,
    Fitting(Pattern),
}

struct OnEnvelope {
    which: Which,
    action: fn(EnvelopeKey, KafkaError) -> Action,
    error: KafkaError,
    expected: String,
}

fn read(
    words: &mut Words<'_>,
    draft: &Draft,
    takes_error: bool,
    action: fn(EnvelopeKey, KafkaError) -> Action,
) -> Read {
    let which = if words.take_if("it") {
        Which::It
    } else {
        Which::Fitting(Pattern::take_words(words, draft)?)
    };
    let mut keys = words.take_keys()?;
    words.end()?;
    let which = match which {
        Which::Fitting(pattern) => Which::Fitting(pattern.take_keys(&mut keys, draft)?),
        it => it,
    };
    let error = if takes_error {
        error(keys.require("error")?.word())?
    } else {
        KafkaError::None
    };
    keys.end()?;
    Ok(Box::new(OnEnvelope {
        which,
        action,
        error,
        expected: words.text(),
    }))
}

impl Command for OnEnvelope {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        let stop = |got: String| Stop::new(self.expected.as_str(), got);
        let key = match &self.which {
            Which::It => run.it.ok_or_else(|| {
                stop("nothing is meant by `it`: an `until` with an envelope comes first".to_owned())
            })?,
            Which::Fitting(pattern) => pattern
                .find(run.names(), &run.watch, run.player.world())
                .map_err(stop)?,
        };
        run.it = Some(key);
        run.act((self.action)(key, self.error), &self.expected)
    }
}

pub(super) fn drop(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| Action::Drop(key))
}

pub(super) fn hold(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| Action::Delay(key))
}

pub(super) fn release(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| Action::Release(key))
}

pub(super) fn duplicate(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| Action::Duplicate(key))
}

pub(super) fn deliver(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| Action::Deliver(key))
}

/// The sender's request.timeout.ms runs out.
pub(super) fn time_out(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, false, |key, _| {
        Action::FireTimer(Timer::Request(key.in_direction(Direction::Request)))
    })
}

/// The broker answers an error and does not carry the request out.
pub(super) fn refuse(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    read(words, draft, true, Action::Refuse)
}
