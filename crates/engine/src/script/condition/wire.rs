//! What brokers answered a client, whatever became of the answers.

use super::super::draft::{Draft, api, error};
use super::super::kind::Kind;
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, listed, wanted_list};
use crate::event::Event;
use crate::ids::{BrokerId, NodeId, OrderId};
use crate::protocol::{Api, ResponseDigest};

struct Answers {
    api: Api,
    sender: NodeId,
    broker: Option<BrokerId>,
    order: Option<OrderId>,
    wanted: Vec<String>,
}

/// `answers Produce to checkout order=a = NOT_ENOUGH_REPLICAS+ NONE@0`; `+` stands for once or more.
pub(super) fn answers(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("the name of a request")?;
    let api = api(Word { line, text })?;
    if !words.take_if("to") {
        return Err(words.mistake("`to`"));
    }
    let sender = draft.take_node(words)?;
    let broker = if words.take_if("from") {
        match draft.take_node(words)? {
            NodeId::Broker(broker) => Some(broker),
            _ => {
                return Err(
                    words.mistake_before("expected `broker` and its number: brokers answer")
                );
            }
        }
    } else {
        None
    };
    let mut keys = words.take_keys()?;
    let order = match keys.take("order") {
        Some(pair) => Some(draft.order(pair.word())?),
        None => None,
    };
    keys.end()?;
    let check = |word| check_item(word, draft);
    let wanted = wanted_list(words, "errors such as NONE@0, or `none`", check)?;
    Ok(Box::new(Answers {
        api,
        sender,
        broker,
        order,
        wanted,
    }))
}

fn check_item(word: Word<'_>, draft: &Draft) -> Result<(), Mistake> {
    let (text, offset) = split(word.text.strip_suffix('+').unwrap_or(word.text));
    error(Word { text, ..word })?;
    match offset {
        Some(offset) => {
            let word = Word {
                text: offset,
                ..word
            };
            Kind::Number.check(text, word, draft)
        }
        None => Ok(()),
    }
}

fn split(item: &str) -> (&str, Option<&str>) {
    match item.split_once('@') {
        Some((name, offset)) => (name, Some(offset)),
        None => (item, None),
    }
}

/// Whether an answer is as wanted; an offset counts only where the script names one.
fn fits(wanted: &str, answer: &str) -> bool {
    let ((name, offset), (found, at)) = (split(wanted), split(answer));
    name == found && (offset.is_none() || offset == at)
}

/// Whether all answers are as wanted, where an item with `+` takes one or more.
fn all_fit(wanted: &[String], answers: &[String]) -> bool {
    let Some((first, others)) = wanted.split_first() else {
        return answers.is_empty();
    };
    match first.strip_suffix('+') {
        None => answers
            .split_first()
            .is_some_and(|(answer, rest)| fits(first, answer) && all_fit(others, rest)),
        Some(repeated) => {
            let run = answers
                .iter()
                .take_while(|answer| fits(repeated, answer))
                .count();
            (1..=run)
                .rev()
                .any(|taken| all_fit(others, &answers[taken..]))
        }
    }
}

/// An answer in short: its error, and its offset if it has one.
pub(super) fn short(digest: ResponseDigest) -> String {
    match digest.offset {
        Some(offset) => format!("{}@{offset}", digest.error.name()),
        None => digest.error.name().to_owned(),
    }
}

impl Condition for Answers {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let given = run.watch.seen.iter().filter_map(|seen| {
            let Event::Answered(key, digest) = seen.event else {
                return None;
            };
            let carries = |order| {
                seen.sent
                    .is_some_and(|place| run.watch.sent[place].orders.contains(&order))
            };
            let meant = (key.api, key.sender, key.copy) == (self.api, self.sender, 0)
                && self.broker.is_none_or(|broker| broker == key.broker)
                && self.order.is_none_or(carries);
            meant.then(|| short(digest))
        });
        let given: Vec<String> = given.collect();
        Finding::new(all_fit(&self.wanted, &given), listed(&folded(&given)))
    }
}

/// Equal answers in a row are shown as one with `+`.
fn folded(answers: &[String]) -> Vec<String> {
    answers
        .chunk_by(|a, b| a == b)
        .map(|same| match same {
            [one] => one.clone(),
            _ => format!("{}+", same[0]),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_plus_takes_one_or_more_and_an_offset_counts_where_it_is_named() {
        let given = items("NOT_ENOUGH_REPLICAS NOT_ENOUGH_REPLICAS NONE@3");
        assert!(all_fit(&items("NOT_ENOUGH_REPLICAS+ NONE"), &given));
        assert!(all_fit(&items("NOT_ENOUGH_REPLICAS+ NONE@3"), &given));
        assert!(!all_fit(&items("NOT_ENOUGH_REPLICAS+ NONE@2"), &given));
        assert!(!all_fit(&items("NOT_ENOUGH_REPLICAS NONE"), &given));
        assert!(!all_fit(&items("NOT_ENOUGH_REPLICAS+"), &given));
        assert!(all_fit(&items("NONE+ NONE"), &items("NONE NONE")));
    }
}
