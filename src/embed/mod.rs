//! In somebody else's page: what the address asks for, and what is said between that page and ours. No browser in here.
//! What each message and parameter means stands in docs/embedding.md.

mod moment;
mod parameters;
mod protocol;
mod snippet;

pub use moment::{Astray, Moment, Way, beat_of, lesson_parts, lesson_path};
pub use parameters::{Hidden, Locked, Mistake, Parameters};
pub use protocol::{Command, Field, Refusal, Report, command};
pub use snippet::{Choice, Form, HEIGHTS, snippet};
