//! Commands: one table, small files by what they act on. A new command is a row here and a function there.

mod application;
mod cluster;
mod envelope;
mod expect;
mod group;
mod link;
mod process;
mod raw;
mod time;
mod transaction;

pub(super) use raw::isolation;

use super::draft::Draft;
use super::mistake::Mistake;
use super::run::{Run, Stop};
use super::words::Words;
use crate::action::Action;

/// A command that has been read.
pub(super) trait Command {
    /// Does it.
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop>;
}

/// A command: its first word, how it is written, and how it is read.
pub(super) struct Row {
    pub name: &'static str,
    pub usage: &'static str,
    pub read: fn(&mut Words<'_>, &mut Draft) -> Read,
}

pub(super) type Read = Result<Box<dyn Command>, Mistake>;

const fn row(
    name: &'static str,
    usage: &'static str,
    read: fn(&mut Words<'_>, &mut Draft) -> Read,
) -> Row {
    Row { name, usage, read }
}

/// Every command there is.
pub(super) const COMMANDS: [Row; 44] = [
    row(
        "send",
        "send CLIENT ORDER... [partition=T-0]",
        application::send,
    ),
    row(
        "take_order",
        "take_order CLIENT ORDER",
        application::take_order,
    ),
    row("poll", "poll CLIENT", application::poll),
    row("process", "process CLIENT [COUNT]", application::process),
    row(
        "commit_offsets",
        "commit_offsets CLIENT",
        application::commit_offsets,
    ),
    row("close", "close CLIENT", group::close),
    row(
        "init_transactions",
        "init_transactions CLIENT",
        transaction::init,
    ),
    row(
        "begin_transaction",
        "begin_transaction CLIENT",
        transaction::begin,
    ),
    row(
        "send_offsets_to_transaction",
        "send_offsets_to_transaction CLIENT group=GROUP partition=T-0 offset=N",
        transaction::send_offsets,
    ),
    row(
        "commit_transaction",
        "commit_transaction CLIENT",
        transaction::commit,
    ),
    row(
        "abort_transaction",
        "abort_transaction CLIENT",
        transaction::abort,
    ),
    row(
        "seek_to_committed",
        "seek_to_committed CLIENT",
        transaction::seek,
    ),
    row("flush", "flush CLIENT|broker N", application::flush),
    row("crash", "crash CLIENT|broker N [unflushed]", process::crash),
    row("restart", "restart CLIENT|broker N", process::restart),
    row("start_second", "start_second CLIENT", process::start_second),
    row("pause", "pause CLIENT|broker N", process::pause),
    row("resume", "resume CLIENT|broker N", process::resume),
    row("shut_down", "shut_down broker N", process::shut_down),
    row("drop", "drop ENVELOPE|it", envelope::drop),
    row("hold", "hold ENVELOPE|it", envelope::hold),
    row("release", "release ENVELOPE|it", envelope::release),
    row("duplicate", "duplicate ENVELOPE|it", envelope::duplicate),
    row("deliver", "deliver ENVELOPE|it", envelope::deliver),
    row("time_out", "time_out ENVELOPE|it", envelope::time_out),
    row("refuse", "refuse ENVELOPE|it error=ERROR", envelope::refuse),
    row(
        "cut",
        "cut CLIENT|broker N CLIENT|broker N|controller",
        link::cut,
    ),
    row(
        "heal",
        "heal CLIENT|broker N CLIENT|broker N|controller",
        link::heal,
    ),
    row(
        "break_connection",
        "break_connection CLIENT|broker N broker N",
        link::break_connection,
    ),
    row(
        "replicate",
        "replicate broker FOLLOWER from broker LEADER",
        cluster::replicate,
    ),
    row("learn", "learn CLIENT|broker N", cluster::learn),
    row("fence", "fence broker N", cluster::fence),
    row("unfence", "unfence broker N", cluster::unfence),
    row("expand", "expand T-0", cluster::expand),
    row("shrink", "shrink T-0 broker N", cluster::shrink),
    row(
        "raw",
        "raw CLIENT API broker=N version=N KEY=VALUE...",
        raw::raw,
    ),
    row("settle", "settle", time::settle),
    row("wait", "wait TIME", time::wait),
    row("step", "step [COUNT]", time::step),
    row("until", "until CONDITION", expect::until),
    row("expect", "expect CONDITION", expect::expect),
    row("refute", "refute CONDITION", expect::refute),
    row("moment", "moment NAME", time::moment),
    row("transmit", "transmit CLIENT", application::transmit),
];

/// A command that is one action, chosen when the script was read.
struct Act {
    action: Action,
    expected: String,
}

impl Command for Act {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        run.act(self.action, &self.expected)
    }
}

/// Reads to the end of the statement, which then is one action.
fn act(words: &Words<'_>, action: Action) -> Read {
    words.end()?;
    Ok(Box::new(Act {
        action,
        expected: words.text(),
    }))
}
