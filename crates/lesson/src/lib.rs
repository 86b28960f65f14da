//! Lessons. A lesson is a folder of plain files: scenes, goals and predictions as scripts of the engine, and prose for each
//! language. Nothing in it is marked right by hand: it is played, and what then is so is the key. docs/lessons.md is the format.
//!
//! [`Lesson::read`] reads the scenes, [`Prose::read`] what the page is given of the prose, [`Walk`] is one learner on the
//! way through. With the feature `folder` a whole folder is read and checked.
#![deny(missing_docs)]

mod blocks;
#[cfg(feature = "folder")]
pub mod check;
mod claims;
#[cfg(feature = "folder")]
pub mod folder;
mod manifest;
#[cfg(feature = "folder")]
mod markdown;
mod prose;
mod read;
mod stage;
mod stills;
mod walk;

pub use claims::{CLAIMS, Claim};
pub use manifest::{
    Beat, Control, Goal, Judged, Lesson, Miss, OptionOf, Part, Prediction, Scene, Start,
};
pub use prose::{BeatProse, Block, MAY_LEAD_TO, Prose, Span};
pub use stills::Still;
pub use walk::{Outcome, Walk};
