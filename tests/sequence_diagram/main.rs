//! The sequence diagram of a run: told by its trace alone, no further than it has come, and drawn so that nothing collides.

mod file;
mod random;
mod runs;
mod stories;
#[path = "../texts/mod.rs"]
mod texts;
#[path = "../translations/mod.rs"]
mod translations;
