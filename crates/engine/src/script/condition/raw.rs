//! What the last raw request was answered.

use super::super::draft::{Draft, error};
use super::super::kind::{MAYBE_BROKER, MAYBE_MEMBER, MAYBE_NUMBER, MAYBE_PRODUCER_ID, PARTITIONS};
use super::super::run::Run;
use super::super::show::event::answer_fields;
use super::super::words::Words;
use super::{Condition, Finding, Read, Wanted};
use crate::ids::ClientId;
use crate::node::RawAnswer;

const NOT_ANSWERED: &str = "not answered yet";

struct Answer {
    client: ClientId,
    /// NONE, another error, or `failed`.
    error: String,
    wanted: Wanted,
}

/// `answer tester = NONE offset=0`: to the last raw request of this client. `failed`: no answer will come.
pub(super) fn answer(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    draft.must_have(words, client, "raw request", |setup| !setup.raw.is_empty())?;
    let rest = words.expect_after_equals("an error such as NONE, or `failed`")?;
    let first = rest[0];
    if first.text != "failed" {
        error(first)?;
    }
    let mut pairs = Words::new(rest);
    pairs.take("an error")?;
    let mut keys = pairs.take_keys()?;
    pairs.end()?;
    let known = [
        ("offset", MAYBE_NUMBER),
        ("producer", MAYBE_PRODUCER_ID),
        ("epoch", MAYBE_NUMBER),
        ("coordinator", MAYBE_BROKER),
        ("records", MAYBE_NUMBER),
        ("generation", MAYBE_NUMBER),
        ("member", MAYBE_MEMBER),
        ("leader", MAYBE_MEMBER),
        ("assignment", PARTITIONS),
    ];
    Ok(Box::new(Answer {
        client,
        error: first.text.to_owned(),
        wanted: Wanted::of(keys.take_rest(), &known, draft)?,
    }))
}

impl Condition for Answer {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let answers = &run.player.world().client(self.client).raw_answers;
        let sent = usize::from(run.raw_sent[self.client.index()]);
        let last = sent.checked_sub(1).and_then(|last| answers[last].as_ref());
        match last {
            None => Finding::new(false, NOT_ANSWERED),
            Some(RawAnswer::Failed) => Finding::new(self.error == "failed", "failed"),
            Some(RawAnswer::Answered(digest)) => {
                let fields = answer_fields(run.names(), *digest);
                let others: Vec<String> = fields[1..]
                    .iter()
                    .map(|(key, value)| format!(" {key}={value}"))
                    .collect();
                let fits = self.error == digest.error.name()
                    && (self.wanted.is_empty() || self.wanted.check(&fields).holds);
                Finding::new(fits, format!("{}{}", digest.error.name(), others.concat()))
            }
        }
    }
}
