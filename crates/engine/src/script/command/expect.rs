//! `expect`, `refute` and `until`: conditions that are checked, or waited for.

use super::super::condition::{self, Condition};
use super::super::draft::Draft;
use super::super::run::{Run, STEPS_MAX, Stop};
use super::super::settle::Circle;
use super::super::words::Words;
use super::{Command, Read};

struct Expect {
    condition: Box<dyn Condition>,
    expected: String,
    holds: bool,
}

/// `expect CONDITION`: it must hold now. A failure is noted and the run goes on.
pub(super) fn expect(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    check(words, draft, true)
}

/// `refute CONDITION`: it must not hold now.
pub(super) fn refute(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    check(words, draft, false)
}

fn check(words: &mut Words<'_>, draft: &mut Draft, holds: bool) -> Read {
    let condition = condition::read(words, draft)?;
    let text = without_first_word(&words.text());
    Ok(Box::new(Expect {
        condition,
        expected: if holds { text } else { format!("not: {text}") },
        holds,
    }))
}

impl Command for Expect {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        let finding = self.condition.check(run, 0);
        run.it = finding.envelope.or(run.it);
        if finding.holds == self.holds {
            return Ok(());
        }
        Err(Stop {
            expected: self.expected.clone(),
            got: finding.got,
            goes_on: true,
        })
    }
}

fn without_first_word(text: &str) -> String {
    text.split_once(' ').map_or("", |(_, rest)| rest).to_owned()
}

struct Until {
    condition: Box<dyn Condition>,
    text: String,
}

/// `until CONDITION`: time passes until it holds. An event must happen from here on.
pub(super) fn until(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let condition = condition::read(words, draft)?;
    Ok(Box::new(Until {
        condition,
        text: words.text(),
    }))
}

impl Command for Until {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        let mut circle = Circle::default();
        let mut from = run.watch.seen.len();
        for _ in 0..STEPS_MAX {
            let finding = self.condition.check(run, from);
            if finding.holds {
                run.it = finding.envelope.or(run.it);
                return Ok(());
            }
            from = run.watch.seen.len();
            if circle.is_closed(run) || !run.step() {
                let got = format!("the run came to rest before; {}", finding.got);
                return Err(Stop::new(self.text.as_str(), got));
            }
        }
        let got = format!(
            "not within {STEPS_MAX} steps; {}",
            self.condition.check(run, from).got
        );
        Err(Stop::new(self.text.as_str(), got))
    }
}
