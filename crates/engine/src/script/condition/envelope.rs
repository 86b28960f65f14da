//! An envelope that is on its way.

use super::super::draft::Draft;
use super::super::pattern::Pattern;
use super::super::run::Run;
use super::super::words::Words;
use super::{Condition, Finding, Read};
use crate::protocol::Direction;

impl Condition for Pattern {
    fn check(&self, run: &Run, _: usize) -> Finding {
        match self.find(run.names(), &run.watch, run.player.world()) {
            Ok(key) => Finding {
                envelope: Some(key),
                ..Finding::new(true, "it is on its way")
            },
            Err(why) => Finding::new(false, why),
        }
    }
}

pub(super) fn request(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    Ok(Box::new(Pattern::read(words, Direction::Request, draft)?))
}

pub(super) fn response(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    Ok(Box::new(Pattern::read(words, Direction::Response, draft)?))
}
