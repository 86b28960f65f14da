//! Does the engine do the same thing in WebAssembly as natively, and does it need nothing from its host?
//!
//! Each report is a text that depends on the engine alone. `golden/` keeps one copy; `tests/golden.rs` compares it with
//! what the engine says natively, `wasm.test.mjs` with what the WebAssembly module says. The module is built from this
//! crate without any binding generator, so its import list is the engine's own. `make bench` measures the same module.

// One copy of the search and of the measured play, each where a reader looks for it.
#[path = "../../engine/src/bin/ackademy-bench/play.rs"]
pub mod play;
#[path = "../../engine/tests/reachable.rs"]
pub mod reachable;

pub mod report;

#[cfg(target_family = "wasm")]
mod export;
