//! A script while it runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mistake::Failure;
use super::read::Script;
use super::show::Names;
use super::watch::Watch;
use crate::action::Action;
use crate::player::Player;
use crate::protocol::EnvelopeKey;

/// How many steps one statement may take before it is said not to end.
pub(super) const STEPS_MAX: usize = 50_000;

/// Why a statement was not carried out: what the script says, and what is so instead.
pub(super) struct Stop {
    pub expected: String,
    pub got: String,
    /// Whether the rest of the script makes sense nevertheless.
    pub goes_on: bool,
}

impl Stop {
    pub fn new(expected: impl Into<String>, got: impl Into<String>) -> Stop {
        Stop {
            expected: expected.into(),
            got: got.into(),
            goes_on: false,
        }
    }
}

/// One statement that was carried out.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub line: usize,
    pub text: String,
    /// Its events: from and to, in all that was seen.
    pub from: usize,
    pub to: usize,
    pub failure: Option<Failure>,
}

/// The state of a running script.
pub(super) struct Run {
    pub player: Player,
    pub watch: Watch,
    /// The envelope that `it` means.
    pub it: Option<EnvelopeKey>,
    pub moments: BTreeMap<String, usize>,
    /// By client: how many of its raw requests were sent.
    pub raw_sent: Vec<u16>,
}

impl Run {
    pub fn new(script: &Script) -> Run {
        let scenario = Arc::clone(script.scenario());
        Run {
            raw_sent: vec![0; scenario.clients.len()],
            player: Player::new(scenario, script.seed()),
            watch: Watch::default(),
            it: None,
            moments: BTreeMap::new(),
        }
    }

    pub fn names(&self) -> Names<'_> {
        Names(self.player.scenario())
    }

    /// Takes the next step that is due; false at rest.
    pub fn step(&mut self) -> bool {
        let stepped = self.player.step().is_some();
        if stepped {
            self.watch.note_last_step(&self.player);
        }
        stepped
    }

    /// Does something now, whenever it may be due.
    ///
    /// # Errors
    /// It is not possible now; `expected` says what the script wanted.
    pub fn act(&mut self, action: Action, expected: &str) -> Result<(), Stop> {
        self.player
            .intervene(action)
            .map_err(|refused| Stop::new(expected, refused.to_string()))?;
        self.watch.note_last_step(&self.player);
        Ok(())
    }

    /// Simulated time now, in microseconds.
    pub fn now(&self) -> u64 {
        self.player.now()
    }
}
