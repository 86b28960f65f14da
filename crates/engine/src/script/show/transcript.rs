//! The transcript: each command, what happened after it, and the final state.

use super::text::{final_state, time};
use super::{Names, envelope, event};
use crate::script::report::Report;
use crate::script::watch::{Seen, Watch};

/// The longest stretch of events that is folded when it repeats.
const FOLD_MOST: usize = 24;

impl Report {
    /// Commands, events and final state as text. Repeats are folded.
    #[must_use]
    pub fn transcript(&self) -> String {
        let names = Names(self.player().scenario());
        let mut text = String::new();
        for entry in &self.entries {
            text += &format!("> {}\n", entry.text);
            for line in folded(&lines(
                names,
                &self.watch,
                &self.watch.seen[entry.from..entry.to],
            )) {
                text += &format!("  {line}\n");
            }
            if let Some(failure) = &entry.failure {
                text += &format!("  expected: {}\n  got: {}\n", failure.expected, failure.got);
            }
        }
        text + "\n" + &final_state(self.player(), &self.watch)
    }
}

/// One event as text, without and with its moment and count.
struct Line {
    at: u64,
    bare: String,
    nth: String,
}

impl Line {
    fn text(&self) -> String {
        format!("{}  {}{}", time(self.at), self.bare, self.nth)
    }
}

fn lines(names: Names<'_>, watch: &Watch, seen: &[Seen]) -> Vec<Line> {
    seen.iter()
        .map(|seen| {
            let (name, fields) = event::describe(names, &seen.event);
            let mut bare = name.to_owned();
            let mut nth = String::new();
            for (key, value) in fields {
                bare += &format!(" {key}={value}");
            }
            if let Some(place) = seen.sent {
                let phrase = envelope::phrase(names, &watch.sent[place]);
                let (meaning, count) = match phrase.split_once(" nth=") {
                    Some((meaning, count)) => (meaning, format!(" nth={count}")),
                    None => (phrase.as_str(), String::new()),
                };
                bare += &format!(": {meaning}");
                nth = count;
            }
            Line {
                at: seen.at,
                bare,
                nth,
            }
        })
        .collect()
}

/// Equal stretches one after the other are shown once, with how often and until when they came again.
fn folded(lines: &[Line]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let most = FOLD_MOST.min((lines.len() - at) / 2);
        let repeats = (1..=most)
            .map(|length| (length, repeats_of(&lines[at..], length)))
            .find(|(length, repeats)| length * repeats > 3);
        match repeats {
            Some((length, repeats)) => {
                texts.extend(lines[at..at + length].iter().map(Line::text));
                at += length * (repeats + 1);
                let last = time(lines[at - 1].at);
                texts.push(format!(
                    "(these {length} again, {repeats} times, until {last})"
                ));
            }
            None => {
                texts.push(lines[at].text());
                at += 1;
            }
        }
    }
    texts
}

/// How often the first `length` lines come again right after themselves.
fn repeats_of(lines: &[Line], length: usize) -> usize {
    let (first, rest) = lines.split_at(length);
    rest.chunks_exact(length)
        .take_while(|chunk| chunk.iter().zip(first).all(|(a, b)| a.bare == b.bare))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &str) -> Vec<Line> {
        let line = |(index, text): (usize, &str)| Line {
            at: index as u64 * 1_000,
            bare: text.to_owned(),
            nth: String::new(),
        };
        texts.split(' ').enumerate().map(line).collect()
    }

    #[test]
    fn a_stretch_that_repeats_is_folded_and_the_rest_is_not() {
        let texts = folded(&of("a b c b c b c d"));
        assert_eq!(texts.len(), 5);
        assert_eq!(texts[3], "(these 2 again, 2 times, until 0.006 s)");
        assert!(texts[4].ends_with('d'));
        assert_eq!(folded(&of("a b a b")).len(), 4);
    }
}
