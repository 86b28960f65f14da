//! A scene whose run somebody plays: conditions are looked at, and steps carried out, as in a script.

use super::command::COMMANDS;
use super::condition::{self, Condition};
use super::draft::Draft;
use super::mistake::{Failure, Mistake};
use super::read::{Parsed, Script, read_command};
use super::run::Run;
use super::settle::{Circle, is_at_rest, settle};
use super::watch::Watch;
use super::words::{Words, statements};
use crate::player::Player;

/// Conditions that must all hold, or not hold.
pub struct Checks(Vec<Check>);

struct Check {
    line: usize,
    text: String,
    condition: Box<dyn Condition>,
    holds: bool,
}

/// Commands that follow those of a script.
pub struct Steps(Vec<Parsed>);

/// A run that is watched, so that conditions can look back.
pub struct Live {
    run: Run,
    circle: Circle,
    rests: bool,
}

impl Script {
    /// Reads lines of `expect CONDITION` and `refute CONDITION` about runs of this script.
    ///
    /// # Errors
    /// The first mistake, with its line in `text`.
    pub fn checks(&self, text: &str) -> Result<Checks, Mistake> {
        let mut draft = self.draft().clone();
        let mut checks = Vec::new();
        for words in statements(text)? {
            let mut words = Words::new(words);
            let line = words.line();
            let holds = match words.take("`expect` or `refute`")? {
                "expect" => true,
                "refute" => false,
                _ => {
                    return Err(
                        words.mistake_before("expected `expect CONDITION` or `refute CONDITION`")
                    );
                }
            };
            let condition = condition::read(&mut words, &mut draft)?;
            checks.push(Check {
                line,
                text: words.text(),
                condition,
                holds,
            });
        }
        Ok(Checks(checks))
    }

    /// Reads commands that go on where this script ends.
    ///
    /// # Errors
    /// The first mistake, with its line in `text`.
    pub fn steps(&self, text: &str) -> Result<Steps, Mistake> {
        let mut draft: Draft = self.draft().clone();
        let (orders, clients) = (draft.scenario.orders.len(), draft.scenario.clients.clone());
        let mut steps = Vec::new();
        for words in statements(text)? {
            let mut words = Words::new(words);
            let name = words.take("a command")?;
            let Some(row) = COMMANDS.iter().find(|row| row.name == name) else {
                return Err(words.mistake_before(format!(
                    "expected a command, found `{name}`; docs/scripts.md lists them"
                )));
            };
            steps.push(read_command(&mut words, &mut draft, row)?);
            if draft.scenario.orders.len() > orders || draft.scenario.clients != clients {
                return Err(words.mistake_before(
                    "expected orders and requests that the scene has: name them in the scene first",
                ));
            }
        }
        Ok(Steps(steps))
    }

    /// The run of this script at its end, to go on with.
    ///
    /// # Errors
    /// The first statement that was not as the script says.
    pub fn open(&self) -> Result<Live, Failure> {
        let mut live = Live::at_start(Player::new(self.scenario().clone(), self.seed()));
        live.carry_out_all(self.statements())?;
        Ok(live)
    }
}

impl Checks {
    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Live {
    fn at_start(player: Player) -> Live {
        let clients = player.scenario().clients.len();
        Live {
            run: Run {
                player,
                watch: Watch::default(),
                it: None,
                moments: std::collections::BTreeMap::new(),
                raw_sent: vec![0; clients],
            },
            circle: Circle::default(),
            rests: false,
        }
    }

    /// A watched copy of somebody's run.
    #[must_use]
    pub fn of(player: &Player) -> Live {
        let mut start = player.clone();
        start.seek(0);
        let mut live = Live::at_start(start);
        live.follow(player);
        live
    }

    /// Sees what has happened since; a run that went back, or elsewhere, is seen anew from its start.
    pub fn follow(&mut self, player: &Player) {
        let seen = self.run.player.past();
        let now = player.past();
        let is_same_run = std::sync::Arc::ptr_eq(player.scenario(), self.run.player.scenario())
            && now.len() >= seen.len()
            && now[..seen.len()] == *seen;
        if !is_same_run {
            *self = Live::of(player);
            return;
        }
        let from = seen.len();
        let until = player.position();
        self.run.player.clone_from(player);
        self.run.player.seek(from);
        while self.run.player.position() < until {
            self.step();
        }
        self.rests = is_at_rest(&self.run) || self.circle.is_closed(&self.run);
    }

    fn step(&mut self) {
        self.run.step();
        // Asked after every step, since what it has not seen it cannot see again.
        self.rests = self.circle.is_closed(&self.run);
    }

    /// Whether nothing that is left to happen can change anything.
    #[must_use]
    pub fn rests(&self) -> bool {
        self.rests
    }

    /// The run.
    #[must_use]
    pub fn player(&self) -> &Player {
        &self.run.player
    }

    /// The position at which a `moment` command stood.
    #[must_use]
    pub fn moment(&self, name: &str) -> Option<usize> {
        self.run.moments.get(name).copied()
    }

    /// Whether all of these are so now.
    #[must_use]
    pub fn holds(&self, checks: &Checks) -> bool {
        self.first_unmet(checks).is_none()
    }

    /// The first of these that is not so now, and what is so instead.
    #[must_use]
    pub fn first_unmet(&self, checks: &Checks) -> Option<Failure> {
        checks.0.iter().find_map(|check| {
            let finding = check.condition.check(&self.run, 0);
            (finding.holds != check.holds).then(|| Failure {
                line: check.line,
                expected: check.text.clone(),
                got: finding.got,
            })
        })
    }

    /// Does what the steps say.
    ///
    /// # Errors
    /// The first step that was not possible, or not as it says.
    pub fn carry_out(&mut self, steps: &Steps) -> Result<(), Failure> {
        self.carry_out_all(&steps.0)
    }

    fn carry_out_all(&mut self, statements: &[Parsed]) -> Result<(), Failure> {
        for statement in statements {
            let done = statement.command.carry_out(&mut self.run);
            done.map_err(|stop| Failure {
                line: statement.line,
                expected: stop.expected,
                got: stop.got,
            })?;
        }
        Ok(())
    }

    /// Plays until nothing that is left to happen can change anything. Returns whether it came to that.
    pub fn settle(&mut self) -> bool {
        self.rests = settle(&mut self.run).is_ok();
        self.rests
    }
}
