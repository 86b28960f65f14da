//! Events: whether something has happened, and how often.

use super::super::draft::Draft;
use super::super::kind::Key;
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::show::envelope::{self, ENVELOPE_KEYS};
use super::super::show::event::{EVENT_KEYS, describe, kind};
use super::super::watch::Seen;
use super::super::words::Words;
use super::{Condition, Finding, Read, Wanted};

struct Happened {
    name: &'static str,
    wanted: Wanted,
    nth: Option<usize>,
    count: Option<usize>,
}

/// `RecordAppended order=a broker=1`, with `count=N` for how often since the start, `nth=N` for the n-th since the start.
pub(super) fn event(name: &'static str, words: &mut Words<'_>, draft: &Draft) -> Read {
    let mut keys = words.take_keys()?;
    words.end()?;
    let nth = match keys.take("nth") {
        Some(pair) => Some(pair.number::<usize>()?),
        None => None,
    };
    let count = match keys.take("count") {
        Some(pair) => Some(pair.number::<usize>()?),
        None => None,
    };
    if nth == Some(0) || (nth.is_some() && count.is_some()) {
        return Err(Mistake::new(
            words.line(),
            "expected `nth=` from 1 or `count=`, and not both",
        ));
    }
    let known = EVENT_KEYS.iter().chain(&ENVELOPE_KEYS);
    let known: Vec<Key> = known.map(|key| kind(name, *key)).collect();
    Ok(Box::new(Happened {
        name,
        wanted: Wanted::of(keys.take_rest(), &known, draft)?,
        nth,
        count,
    }))
}

impl Happened {
    fn fits(&self, run: &Run, seen: &Seen) -> bool {
        let names = run.names();
        let (name, mut fields) = describe(names, &seen.event);
        if name != self.name {
            return false;
        }
        let mut orders = Vec::new();
        if let Some(place) = seen.sent {
            let sent = &run.watch.sent[place];
            orders = sent
                .orders
                .iter()
                .map(|order| names.order(*order).to_string())
                .collect();
            fields.extend(envelope::fields(names, sent));
        }
        self.wanted.pairs.iter().all(|(key, wanted)| {
            let found = fields.iter().find(|(name, _)| name == key);
            match found {
                // A value of a pair is one word, so a node is written `broker/1`.
                Some((_, value)) => value.to_string().replace(' ', "/") == *wanted,
                None => key == "order" && orders.contains(wanted),
            }
        })
    }
}

impl Condition for Happened {
    fn check(&self, run: &Run, from: usize) -> Finding {
        let from_start = self.nth.is_some() || self.count.is_some();
        let seen = &run.watch.seen[if from_start { 0 } else { from }..];
        let count = seen.iter().filter(|seen| self.fits(run, seen)).count();
        let holds = match (self.nth, self.count) {
            (Some(nth), _) => count >= nth,
            (_, Some(wanted)) => count == wanted,
            _ => count > 0,
        };
        Finding::new(holds, format!("it happened {count} times"))
    }
}
