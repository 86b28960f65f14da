//! Words: what the learner reads, apart from the code that decides when to say it.
//!
//! Whatever has something to say makes a [`Message`]: a key and arguments, no prose. The page shows it through
//! the [`Bundle`] of the learner's language, read at run time from `assets/i18n/<locale>.ftl`. How such a file is
//! written stands at the top of `en.ftl`; `tests/languages` checks the files against the sources.

mod bundle;
mod message;
mod number;
mod pattern;
mod plurals;
mod resolve;

pub use bundle::{Bundle, ParseError};
pub use message::{Arg, Message, message};
pub use number::Number;
pub use plurals::{Category, Plurals};

/// A message without arguments: `t!("transport-play")`. Takes a literal alone, so that every key can be found.
#[macro_export]
macro_rules! t {
    ($key:literal) => {
        $crate::i18n::message($key)
    };
}
