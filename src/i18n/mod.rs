//! Words: what the learner reads, apart from the code that decides when to say it.
//!
//! Whatever has something to say makes a [`Message`]: a key and arguments, no prose. The page shows it through
//! the [`Bundle`] of the learner's language, read at run time from `assets/i18n/<locale>.ftl`. How such a file is
//! written stands at the top of `en.ftl`; `tests/languages` checks the files against the sources.

mod bundle;
mod languages;
mod message;
mod number;
mod pattern;
mod plurals;
mod pseudo;
mod resolve;

pub use bundle::{Bundle, ParseError};
pub use languages::{Language, best_language, languages};
pub use message::{Arg, Message, message};
pub use number::Number;
pub use plurals::{Category, Plurals};
pub use pseudo::pseudo_locale;

/// A message without arguments: `t!("transport-play")`. Takes a literal alone, so that every key can be found.
#[macro_export]
macro_rules! t {
    ($key:literal) => {
        $crate::i18n::message($key)
    };
}
