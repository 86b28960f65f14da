//! All that can stand in a script, for documents and for editors.

use super::command::COMMANDS;
use super::condition::CONDITIONS;
use super::declare::DECLARATIONS;
use super::show::event::EVENT_NAMES;

/// Something that can stand in a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Statement {
    /// What stands before the first command: name and usage.
    Declaration(&'static str, &'static str),
    /// A step: name and usage.
    Command(&'static str, &'static str),
    /// What `expect`, `refute` and `until` look at: name and usage.
    Condition(&'static str, &'static str),
    /// The name of an event, which is a condition too.
    Event(&'static str),
}

/// Every declaration, command, condition and event, in the order of their tables.
#[must_use]
pub fn vocabulary() -> Vec<Statement> {
    let declarations = DECLARATIONS
        .iter()
        .map(|row| Statement::Declaration(row.name, row.usage));
    let commands = COMMANDS
        .iter()
        .map(|row| Statement::Command(row.name, row.usage));
    let conditions = CONDITIONS
        .iter()
        .map(|row| Statement::Condition(row.name, row.usage));
    let events = EVENT_NAMES.iter().copied().map(Statement::Event);
    declarations
        .chain(commands)
        .chain(conditions)
        .chain(events)
        .collect()
}
