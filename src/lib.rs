//! Ackademy: a teaching playground for message delivery guarantees.
//!
//! The root package holds everything that is not the engine. Modules that need a browser are
//! compiled for WebAssembly alone, so a pure module that reaches for them fails natively.

pub mod embed;
pub mod i18n;
pub mod session;
pub mod share;
#[cfg(target_family = "wasm")]
pub mod ui;
pub mod viewmodel;
