//! Scripts: a scenario and steps as text, one statement a line, with what is expected of them. docs/scripts.md is the
//! grammar. A script is read as a whole before it runs, so that every name in it is known to be right.
//!
//! ```
//! use ackademy_engine::script::Script;
//!
//! let script = Script::parse(
//!     "topic t
//! client checkout producer topic=t
//! send checkout a
//! settle
//! expect callback checkout a = stored@0
//! expect log t-0 = a(P,e0,s0)",
//! )
//! .unwrap();
//! assert!(script.run().is_as_expected());
//! ```

mod command;
mod condition;
mod declare;
mod draft;
mod internal_topics;
mod kind;
mod live;
mod mistake;
mod pattern;
mod read;
mod report;
mod run;
mod settle;
mod show;
mod vocabulary;
mod watch;
mod words;

pub use draft::Reader;
pub use live::{Checks, Live, Steps};
pub use mistake::{Failure, Mistake};
pub use read::Script;
pub use report::Report;
pub use vocabulary::{Statement, vocabulary};
