//! The state of a group at its coordinator.

use super::super::draft::Draft;
use super::super::run::Run;
use super::super::show::group as show;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, Wanted};
use crate::ids::GroupId;

struct Group {
    group: GroupId,
    wanted: Wanted,
}

/// `group g state=Stable generation=2 assignments=A/1:t-0,B/1:t-1`.
pub(super) fn group(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("the name of a group")?;
    let group = draft.group(Word { line, text })?;
    Ok(Box::new(Group {
        group,
        wanted: Wanted::read(words, &show::GROUP_KEYS, draft)?,
    }))
}

impl Condition for Group {
    fn check(&self, run: &Run, _: usize) -> Finding {
        self.wanted
            .check(&show::group(run.names(), run.player.world(), self.group))
    }
}
