//! A second process with the same configuration: what an operator starts by mistake, or an orchestrator too early.

use super::{ClientSetup, Scenario};
use crate::ids::ClientId;

impl Scenario {
    /// Gives a client a second process, called like it with `-2` behind. It has the same transactional.id and group, no
    /// orders of its own, and does not run before it is started.
    ///
    /// # Panics
    /// When the scenario has 256 clients.
    pub fn add_twin(&mut self, of: ClientId) -> ClientId {
        if let Some(twin) = self.twin_of(of) {
            return twin;
        }
        let first = self.client(of);
        let setup = ClientSetup {
            name: format!("{}-2", first.name),
            orders: Vec::new(),
            ..first.clone()
        };
        let twin = ClientId(u8::try_from(self.clients.len()).expect("few clients"));
        self.clients.push(setup);
        self.twins.push((of, twin));
        twin
    }

    /// The second process of a client.
    #[must_use]
    pub fn twin_of(&self, first: ClientId) -> Option<ClientId> {
        let found = self.twins.iter().find(|(of, _)| *of == first);
        found.map(|(_, twin)| *twin)
    }

    /// Whose second process this client is.
    #[must_use]
    pub fn first_of(&self, twin: ClientId) -> Option<ClientId> {
        let found = self.twins.iter().find(|(_, second)| *second == twin);
        found.map(|(first, _)| *first)
    }
}
