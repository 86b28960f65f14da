//! Committed offsets.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read};
use crate::ids::{GroupId, PartitionId};

struct CommittedOffset {
    group: GroupId,
    partition: PartitionId,
    wanted: Option<u32>,
}

/// `committed_offset billing t-0 = 3`, or `none`: what the group's coordinator would answer now.
pub(super) fn committed_offset(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("the name of a group")?;
    let group = draft.group(Word { line, text })?;
    let partition = draft.take_partition(words)?;
    let wanted = words.expect_after_equals("an offset or `none`")?;
    let wanted = match wanted[..] {
        [Word { text: "none", .. }] => None,
        [word] => Some(word.text.parse().map_err(|_| {
            Mistake::new(
                word.line,
                format!("expected an offset or `none`, found `{}`", word.text),
            )
        })?),
        _ => {
            return Err(Mistake::new(
                line,
                "expected one offset or `none` after `=`",
            ));
        }
    };
    Ok(Box::new(CommittedOffset {
        group,
        partition,
        wanted,
    }))
}

impl Condition for CommittedOffset {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let world = run.player.world();
        let offset = world.committed_offset(run.player.scenario(), self.group, self.partition);
        let got = offset.map_or("none".to_owned(), |offset| offset.to_string());
        Finding::new(offset.map(|offset| offset.0) == self.wanted, got)
    }
}
