//! What a producer's callbacks were given.

use super::super::draft::Draft;
use super::super::kind::{Kind, exceptions, one_of};
use super::super::run::Run;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, listed, wanted_list};
use crate::event::Event;
use crate::ids::{ClientId, Offset, OrderId};

struct Callback {
    client: ClientId,
    order: OrderId,
    wanted: Vec<String>,
}

/// `callback checkout a = stored@0`: every callback of this order, in order; `none` before the first.
pub(super) fn callback(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.producer(words)?;
    let line = words.line();
    let text = words.take("an order")?;
    let order = draft.order(Word { line, text })?;
    let expected = "`stored@OFFSET`, the class of an exception, or `none`";
    let wanted = wanted_list(words, expected, |word| match word.text.split_once('@') {
        Some(("stored", text)) => Kind::Number.check("stored", Word { text, ..word }, draft),
        _ => one_of(expected, word, &exceptions()),
    })?;
    Ok(Box::new(Callback {
        client,
        order,
        wanted,
    }))
}

impl Condition for Callback {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let told = run.watch.seen.iter().filter_map(|seen| match seen.event {
            Event::ToldStored(client, order, offset)
                if (client, order) == (self.client, self.order) =>
            {
                Some(stored(offset))
            }
            Event::ToldFailed(client, order, exception)
                if (client, order) == (self.client, self.order) =>
            {
                Some(exception.class_name().to_owned())
            }
            _ => None,
        });
        let told: Vec<String> = told.collect();
        Finding::new(told == self.wanted, listed(&told))
    }
}

/// Where a callback says that a record stands; -1 where no answer tells (acks=0).
pub(super) fn stored(offset: Option<Offset>) -> String {
    match offset {
        Some(offset) => format!("stored@{offset}"),
        None => "stored@-1".to_owned(),
    }
}
