//! A script that has been read: its scenario and its commands.

use std::sync::Arc;

use super::command::{COMMANDS, Command, Row};
use super::declare::DECLARATIONS;
use super::draft::{Draft, Reader};
use super::mistake::{Failure, Mistake};
use super::report::Report;
use super::run::{Entry, Run};
use super::words::{Words, nearest, statements};
use crate::scenario::{Pipeline, Preset, Scenario};

/// A script that can be run. Running it twice gives the same.
pub struct Script {
    scenario: Arc<Scenario>,
    /// What its names stand for, for conditions and steps that are read later.
    draft: Draft,
    statements: Vec<Parsed>,
}

/// A command that was read.
pub(super) struct Parsed {
    pub line: usize,
    pub text: String,
    pub command: Box<dyn Command>,
}

/// Reads the rest of a command.
pub(super) fn read_command(
    words: &mut Words<'_>,
    draft: &mut Draft,
    row: &Row,
) -> Result<Parsed, Mistake> {
    let line = words.line_before();
    words.set_usage(row.usage);
    let command = (row.read)(words, draft)?;
    let text = words.text();
    Ok(Parsed {
        line,
        text,
        command,
    })
}

impl Script {
    /// Reads a script. Everything it names is checked here, so that a mistake is found before anything runs.
    ///
    /// # Errors
    /// The first mistake, with its line and what to do.
    pub fn parse(text: &str) -> Result<Script, Mistake> {
        let mut draft = Draft::new();
        let mut read: Vec<Parsed> = Vec::new();
        for words in statements(text)? {
            let mut words = Words::new(words);
            let name = words.take("a statement")?;
            if let Some(declaration) = DECLARATIONS.iter().find(|row| row.name == name) {
                if let Some(first) = read.first() {
                    return Err(words.mistake_before(format!(
                        "expected `{name}` before the first command, which is in line {}: move it up",
                        first.line
                    )));
                }
                words.set_usage(declaration.usage);
                (declaration.read)(&mut words, &mut draft)?;
            } else if let Some(row) = COMMANDS.iter().find(|row| row.name == name) {
                read.push(read_command(&mut words, &mut draft, row)?);
            } else {
                return Err(unknown_statement(&words, name));
            }
        }
        let last_line = text.lines().count().max(1);
        draft.scenario.validate().map_err(|error| {
            Mistake::new(
                last_line,
                format!("expected a scenario that can run; {error}"),
            )
        })?;
        Ok(Script {
            scenario: Arc::new(draft.scenario.clone()),
            draft,
            statements: read,
        })
    }

    /// The cluster, clients and orders that the script declares.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The seed of its latencies.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.draft.seed
    }

    /// The readers it declares.
    #[must_use]
    pub fn readers(&self) -> &[Reader] {
        &self.draft.readers
    }

    /// The page's preset that it begins with, and the pipeline.
    #[must_use]
    pub fn preset(&self) -> Option<(Preset, Pipeline)> {
        self.draft.preset
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    pub(super) fn statements(&self) -> &[Parsed] {
        &self.statements
    }

    /// Runs the script. A failed `expect` is noted and the run goes on; a step that is not possible ends it.
    #[must_use]
    pub fn run(&self) -> Report {
        let mut run = Run::new(self);
        let mut entries = Vec::new();
        for statement in &self.statements {
            let from = run.watch.seen.len();
            let stop = statement.command.carry_out(&mut run).err();
            let goes_on = stop.as_ref().is_none_or(|stop| stop.goes_on);
            entries.push(Entry {
                line: statement.line,
                text: statement.text.clone(),
                from,
                to: run.watch.seen.len(),
                failure: stop.map(|stop| Failure {
                    line: statement.line,
                    expected: stop.expected,
                    got: stop.got,
                }),
            });
            if !goes_on {
                break;
            }
        }
        Report::new(run, entries)
    }
}

fn unknown_statement(words: &Words<'_>, name: &str) -> Mistake {
    let known = DECLARATIONS
        .iter()
        .map(|row| row.name)
        .chain(COMMANDS.iter().map(|row| row.name));
    let advice = match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "docs/scripts.md lists them".to_owned(),
    };
    words.mistake_before(format!(
        "expected a declaration or a command, found `{name}`; {advice}"
    ))
}
