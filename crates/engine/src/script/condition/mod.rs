//! Conditions: what `expect`, `refute` and `until` look at. One table, one file for each kind of thing.

mod callback;
mod client;
mod envelope;
mod event;
mod group;
mod log;
mod offsets;
mod order;
mod partition;
mod raw;
mod reads;
mod saw;
#[cfg(test)]
mod shown;
mod verdict;
mod wire;

use super::draft::{Draft, unknown};
use super::kind::Key;
use super::mistake::Mistake;
use super::run::Run;
use super::show::{Fields, event::EVENT_NAMES};
use super::words::{Keys, Pair, Word, Words};
use crate::protocol::EnvelopeKey;

/// What a look at a condition finds.
pub(super) struct Finding {
    pub holds: bool,
    /// What is so, in the words of the condition.
    pub got: String,
    /// The envelope that the condition named, for `it`.
    pub envelope: Option<EnvelopeKey>,
}

impl Finding {
    fn new(holds: bool, got: impl Into<String>) -> Finding {
        Finding {
            holds,
            got: got.into(),
            envelope: None,
        }
    }
}

/// A condition that has been read.
pub(super) trait Condition {
    /// Whether it holds now. An event must have happened at or after `from` among all that were seen.
    fn check(&self, run: &Run, from: usize) -> Finding;
}

pub(super) struct Row {
    pub name: &'static str,
    pub usage: &'static str,
    pub read: fn(&mut Words<'_>, &mut Draft) -> Read,
}

pub(super) type Read = Result<Box<dyn Condition>, Mistake>;

const fn row(
    name: &'static str,
    usage: &'static str,
    read: fn(&mut Words<'_>, &mut Draft) -> Read,
) -> Row {
    Row { name, usage, read }
}

/// Every condition there is, besides the names of events.
pub(super) const CONDITIONS: [Row; 19] = [
    row(
        "request",
        "request API from CLIENT [to broker N] [KEY=VALUE...]",
        envelope::request,
    ),
    row(
        "response",
        "response API to CLIENT [from broker N] [KEY=VALUE...]",
        envelope::response,
    ),
    row(
        "answers",
        "answers API to CLIENT [from broker N] [order=ORDER] = ERROR[@OFFSET][+]...",
        wire::answers,
    ),
    row(
        "answer",
        "answer [CLIENT] = ERROR [KEY=VALUE...]",
        raw::answer,
    ),
    row(
        "callback",
        "callback CLIENT ORDER = stored@OFFSET|EXCEPTION...",
        callback::callback,
    ),
    row("saw", "saw CLIENT = ITEM...", saw::saw),
    row("client", "client NAME KEY=VALUE...", client::client),
    row("group", "group NAME KEY=VALUE...", group::group),
    row("broker", "broker N KEY=VALUE...", partition::broker),
    row(
        "partition",
        "partition T-0 KEY=VALUE...",
        partition::partition,
    ),
    row(
        "replica",
        "replica T-0 on broker N|every broker KEY=VALUE...",
        partition::replica,
    ),
    row(
        "log",
        "log T-0 [on broker N|on every broker] = RECORD...",
        log::log,
    ),
    row(
        "read_uncommitted",
        "read_uncommitted T-0 [position=N] [end_offset=N] = ORDER...",
        reads::read_uncommitted,
    ),
    row(
        "read_committed",
        "read_committed T-0 [position=N] [end_offset=N] = ORDER...",
        reads::read_committed,
    ),
    row(
        "reader",
        "reader NAME T-0 [position=N] [end_offset=N] = ORDER...",
        reads::reader,
    ),
    row(
        "committed_offset",
        "committed_offset GROUP T-0 = OFFSET|none",
        offsets::committed_offset,
    ),
    row("order", "order NAME KEY=VALUE...", order::order),
    row(
        "ledger",
        "ledger ORDER [reader CLIENT] KEY=VALUE...",
        verdict::ledger,
    ),
    row("verdict", "verdict [LEG] KEY=VALUE...", verdict::verdict),
];

/// Reads a condition to the end of the statement.
pub(super) fn read(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let name = words.take("a condition, such as `log` or `callback`")?;
    if let Some(row) = CONDITIONS.iter().find(|row| row.name == name) {
        words.set_usage(row.usage);
        return (row.read)(words, draft);
    }
    if let Some(event) = EVENT_NAMES.iter().find(|event| **event == name) {
        return event::event(event, words, draft);
    }
    let known = CONDITIONS
        .iter()
        .map(|row| row.name)
        .chain(EVENT_NAMES.iter().copied());
    Err(unknown(
        "a condition or the name of an event",
        Word { line, text: name },
        known,
    ))
}

/// Some of a thing's fields with the values they must have.
struct Wanted {
    pairs: Vec<(String, String)>,
}

impl Wanted {
    /// Reads the pairs that end a statement; their keys must be among `known`, and their values what those can be.
    fn read(words: &mut Words<'_>, known: &[Key], draft: &Draft) -> Result<Wanted, Mistake> {
        let mut keys: Keys<'_> = words.take_keys()?;
        if keys.is_empty() {
            return Err(words.mistake("KEY=VALUE"));
        }
        words.end()?;
        Wanted::of(keys.take_rest(), known, draft)
    }

    fn of(pairs: Vec<Pair<'_>>, known: &[Key], draft: &Draft) -> Result<Wanted, Mistake> {
        let names = known.iter().map(|(name, _)| *name);
        for pair in &pairs {
            let (line, text) = (pair.line, pair.key);
            match known.iter().find(|(name, _)| *name == pair.key) {
                Some((_, kind)) => kind.check(pair.key, pair.word(), draft)?,
                None => {
                    return Err(unknown("a key that this has", Word { line, text }, names));
                }
            }
        }
        let owned = |pair: Pair<'_>| (pair.key.to_owned(), pair.value.to_owned());
        Ok(Wanted {
            pairs: pairs.into_iter().map(owned).collect(),
        })
    }

    fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether the fields are as wanted; shows those that were asked for.
    fn check(&self, fields: &Fields) -> Finding {
        let mut holds = true;
        let mut shown = Vec::new();
        for (key, wanted) in &self.pairs {
            let found = fields.iter().find(|(name, _)| name == key);
            let value = found.map_or("none".to_owned(), |(_, value)| value.to_string());
            holds &= value == *wanted;
            shown.push(format!("{key}={value}"));
        }
        Finding::new(holds, shown.join(" "))
    }
}

/// A list as a script writes it; nothing is `none`.
fn listed(items: &[String]) -> String {
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.join(" ")
    }
}

/// The words after `=`, each of which must pass; the single word `none` stands for nothing.
fn wanted_list<'a>(
    words: &mut Words<'a>,
    what: &str,
    check: impl Fn(Word<'a>) -> Result<(), Mistake>,
) -> Result<Vec<String>, Mistake> {
    let wanted = words.expect_after_equals(what)?;
    if let [Word { text: "none", .. }] = wanted[..] {
        return Ok(Vec::new());
    }
    wanted.iter().try_for_each(|word| check(*word))?;
    Ok(wanted.iter().map(|word| word.text.to_owned()).collect())
}
