//! What applications call of a transactional producer: in `do` that they called, in `saw` what came of it.

use ackademy_engine::event::Event;
use ackademy_engine::node::TransactionCall;

use super::Seen;

/// A call as a recording tells of it: `commitTransaction`, `B commits`, `commit again`.
pub struct Told<'a> {
    pub call: TransactionCall,
    /// The end of the client's name, where it is named.
    client: Option<&'a str>,
    again: bool,
}

/// What a recording's words stand for, if it is a call.
pub fn read(words: &str) -> Option<Told<'_>> {
    let (words, again) = match words.strip_suffix(" again") {
        Some(words) => (words, true),
        None => (words, false),
    };
    let (client, verb) = match words.split_once(' ') {
        Some((client, verb)) => (Some(client), verb),
        None => (None, words),
    };
    let call = match verb {
        "initTransactions" => TransactionCall::InitTransactions,
        "begin" => TransactionCall::BeginTransaction,
        "commitTransaction" | "commits" | "commit" => TransactionCall::CommitTransaction,
        "abortTransaction" | "aborts" => TransactionCall::AbortTransaction,
        _ => return None,
    };
    Some(Told {
        call,
        client,
        again,
    })
}

impl Told<'_> {
    /// Whether it may be this client's: `B` stands for producer-B and producer-c08-B.
    pub fn is_of(&self, client: &str) -> bool {
        self.client
            .is_none_or(|name| client.ends_with(&format!("-{name}")))
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
