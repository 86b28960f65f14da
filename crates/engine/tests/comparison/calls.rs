//! What applications call of a transactional producer: in `do` that they called, in `saw` what came of it.

use ackademy_engine::event::Event;
use ackademy_engine::node::TransactionCall;

use super::Seen;

/// A call as a recording tells of it: `commitTransaction`, `B commits`, `worker 2 commits`, `commit again`, `sendOffsets 3`.
#[derive(PartialEq, Eq)]
pub struct Told<'a> {
    pub call: TransactionCall,
    /// The end of the client's name, where it is named.
    client: Option<&'a str>,
    again: bool,
}

/// What a recording's words stand for, if it is a call.
pub fn read(words: &str) -> Option<Told<'_>> {
    let words = without_remark(words);
    let (words, again) = match words.strip_suffix(" again") {
        Some(words) => (words, true),
        None => (words, false),
    };
    let (client, verb) = match words.rsplit_once(' ') {
        Some((verb, number)) if offset(number).is_some() => (None, verb),
        // `after commit` is a moment to look at.
        Some(("after", _)) => return None,
        Some((client, verb)) => (Some(client), verb),
        None => (None, words),
    };
    let call = match verb {
        "initTransactions" => TransactionCall::InitTransactions,
        "begin" => TransactionCall::BeginTransaction,
        "commitTransaction" | "commits" | "commit" => TransactionCall::CommitTransaction,
        "abortTransaction" | "aborts" => TransactionCall::AbortTransaction,
        "sendOffsetsToTransaction" | "sendOffsets" => TransactionCall::SendOffsetsToTransaction,
        _ => return None,
    };
    Some(Told {
        call,
        client,
        again,
    })
}

/// The offset that a recording's words end with.
pub fn offset(words: &str) -> Option<u32> {
    without_remark(words).rsplit(' ').next()?.parse().ok()
}

/// That no member speaks shows in the request.
fn without_remark(words: &str) -> &str {
    words.strip_suffix(", group id only").unwrap_or(words)
}

impl Told<'_> {
    /// Whether it may be this client's: `B` stands for producer-B and producer-c08-B, `worker 2` for worker-2.
    pub fn is_of(&self, client: &str) -> bool {
        self.client.is_none_or(|name| {
            let name = name.replace(' ', "-");
            client == name || client.ends_with(&format!("-{name}"))
        })
    }

    /// The command that makes this call.
    pub fn command(&self) -> &'static str {
        match self.call {
            TransactionCall::InitTransactions => "init_transactions",
            TransactionCall::BeginTransaction => "begin_transaction",
            TransactionCall::CommitTransaction => "commit_transaction",
            TransactionCall::AbortTransaction => "abort_transaction",
            TransactionCall::SendOffsetsToTransaction => "send_offsets_to_transaction",
        }
    }

    /// `ok` or the exception's class, of the how-manieth call of its kind; of a call `again` the last one.
    pub fn outcome(&self, nth: usize, seen: &Seen) -> String {
        let mut returned = seen.events().iter().filter_map(|event| match *event {
            Event::CallReturned(client, call, thrown)
                if call == self.call && self.is_of(seen.client_name(client)) =>
            {
                Some(thrown.map_or("ok", |exception| exception.class_name()))
            }
            _ => None,
        });
        let found = if self.again {
            returned.last()
        } else {
            returned.nth(nth - 1)
        };
        found.unwrap_or("no such call returned").to_owned()
    }
}
