//! Answers that mean "ask again" are folded into the one that settles: how often they came is chance.

use std::fmt;

/// Some of them come only where a rule says so; that they came counts.
const TELLING: [&str; 4] = [
    "CONCURRENT_TRANSACTIONS",
    "UNSTABLE_OFFSET_COMMIT",
    "NOT_ENOUGH_REPLICAS",
    "OUT_OF_ORDER_SEQUENCE_NUMBER",
];
const CHANCE: [&str; 4] = [
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
    "NOT_COORDINATOR",
    "NOT_LEADER_OR_FOLLOWER",
];

/// One request with its answer.
#[derive(Clone)]
pub struct Said {
    /// Who was asked, where that counts.
    pub broker: Option<u64>,
    pub with: String,
    pub answer: String,
    /// How often this came in a row.
    pub times: u64,
}

impl Said {
    /// The error, of committed offsets that of any partition.
    fn error(&self) -> &str {
        let told = |error: &&&str| self.answer.split(' ').any(|word| word == **error);
        let first = self.answer.split(' ').next().unwrap_or_default();
        match TELLING.iter().find(told) {
            Some(error) if first == "NONE" => error,
            _ => first,
        }
    }

    /// The answer, and from whom where that counts.
    fn heard(&self) -> String {
        match self.broker {
            Some(broker) => format!("{} from broker {broker}", self.answer),
            None => self.answer.clone(),
        }
    }
}

/// A request with its repeats, up to the answer that settled it.
#[derive(PartialEq, Eq, Debug)]
pub struct Settled {
    pub with: String,
    /// The telling answers before, each once.
    pub before: Vec<String>,
    /// `None` if none settled it.
    pub answer: Option<String>,
}

pub fn fold(said: &[Said]) -> Vec<Settled> {
    let mut settled: Vec<Settled> = Vec::new();
    for said in said {
        for _ in 0..said.times {
            let open = |settled: &Settled| settled.answer.is_none() && settled.with == said.with;
            let place = settled.iter().position(open).unwrap_or_else(|| {
                settled.push(Settled {
                    with: said.with.clone(),
                    before: Vec::new(),
                    answer: None,
                });
                settled.len() - 1
            });
            settled[place].take(said);
        }
    }
    settled
}

impl Settled {
    fn take(&mut self, said: &Said) {
        let error = said.error();
        if TELLING.contains(&error) {
            if self.before.last() != Some(&said.heard()) {
                self.before.push(said.heard());
            }
        } else if !CHANCE.contains(&error) {
            self.answer = Some(said.heard());
        }
    }
}

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} => ", self.with)?;
        for answer in &self.before {
            write!(f, "{answer}, then ")?;
        }
        f.write_str(
            self.answer
                .as_deref()
                .unwrap_or("no answer that settles it"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(with: &str, answer: &str, times: u64) -> Said {
        Said {
            broker: Some(1),
            with: with.to_owned(),
            answer: answer.to_owned(),
            times,
        }
    }

    #[test]
    fn an_answer_that_means_ask_again_is_folded_into_the_one_that_settles() {
        let shown =
            |said: &[Said]| -> Vec<String> { fold(said).iter().map(ToString::to_string).collect() };
        assert_eq!(
            shown(&[
                said("a", "NOT_ENOUGH_REPLICAS", 3),
                said("b", "NOT_COORDINATOR", 1),
                said("b", "NONE 1", 1),
                said("a", "NONE 2", 2),
                said("c", "OUT_OF_ORDER_SEQUENCE_NUMBER", 9),
            ]),
            [
                "a => NOT_ENOUGH_REPLICAS from broker 1, then NONE 2 from broker 1",
                "b => NONE 1 from broker 1",
                "a => NONE 2 from broker 1",
                "c => OUT_OF_ORDER_SEQUENCE_NUMBER from broker 1, then no answer that settles it",
            ]
        );
    }
}
