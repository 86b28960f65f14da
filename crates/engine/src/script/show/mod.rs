//! How events and states are shown: one tree of named values, printed as text or as JSON.

pub(super) mod envelope;
pub(super) mod event;
pub(super) mod group;
#[cfg(feature = "json")]
mod json;
pub(super) mod judgement;
pub(super) mod names;
pub(super) mod record;
pub(super) mod state;
mod text;
pub(super) mod timer;
mod transaction;
mod transcript;
mod value;

pub(super) use names::Names;
pub(super) use value::{Fields, Value};
