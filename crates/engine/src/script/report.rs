//! What came of a script.

use super::mistake::Failure;
use super::run::{Entry, Run};
use super::watch::Watch;
use crate::player::Player;

/// A script that has run: its player at the end, everything that happened, and what was not as the script says.
pub struct Report {
    player: Player,
    pub(super) watch: Watch,
    pub(super) entries: Vec<Entry>,
    moments: std::collections::BTreeMap<String, usize>,
}

impl Report {
    pub(super) fn new(run: Run, entries: Vec<Entry>) -> Report {
        Report {
            player: run.player,
            watch: run.watch,
            entries,
            moments: run.moments,
        }
    }

    /// Whether everything was as the script says.
    #[must_use]
    pub fn is_as_expected(&self) -> bool {
        self.failures().next().is_none()
    }

    /// What was not as the script says, in order.
    pub fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.entries
            .iter()
            .filter_map(|entry| entry.failure.as_ref())
    }

    /// The commands that were carried out, by line and text, up to the one that ended the run.
    pub fn commands(&self) -> impl Iterator<Item = (usize, &str)> {
        self.entries
            .iter()
            .map(|entry| (entry.line, entry.text.as_str()))
    }

    /// The run at its end, with its whole past.
    #[must_use]
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// The run at the moment that a `moment` command named.
    #[must_use]
    pub fn player_at(&self, moment: &str) -> Option<Player> {
        let position = *self.moments.get(moment)?;
        let mut player = self.player.clone();
        player.seek(position);
        Some(player)
    }
}
