//! Simulated time as people read it.

/// Minutes, seconds and milliseconds: 0:30.061.
#[must_use]
pub fn clock_text(micros: u64) -> String {
    let milliseconds = micros / 1_000;
    format!(
        "{}:{:02}.{:03}",
        milliseconds / 60_000,
        milliseconds / 1_000 % 60,
        milliseconds % 1_000
    )
}
