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

/// Whether this is the full program. The first minute has a smaller one of its own, which stands on screen while this one
/// is loaded and then hands its run over (docs/adr/0015-two-programs.md). What is beyond the first minute hangs on this.
pub const FULL: bool = cfg!(feature = "full");
