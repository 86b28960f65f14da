//! The state of a client.

use super::super::draft::Draft;
use super::super::run::Run;
use super::super::show::state;
use super::super::words::Words;
use super::{Condition, Finding, Read, Wanted};
use crate::ids::ClientId;

struct Client {
    client: ClientId,
    wanted: Wanted,
}

/// `client checkout status=running in_flight=a`.
pub(super) fn client(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    Ok(Box::new(Client {
        client,
        wanted: Wanted::read(words, &state::CLIENT_KEYS, draft)?,
    }))
}

impl Condition for Client {
    fn check(&self, run: &Run, _: usize) -> Finding {
        self.wanted
            .check(&state::client(run.names(), run.player.world(), self.client))
    }
}
