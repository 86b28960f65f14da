//! What the host of the WebAssembly module can call. Nothing here reads what the host wrote, and nothing is asked of it.
#![expect(
    unsafe_code,
    reason = "exporting a function under its own name is an unsafe attribute: another crate could take the same name"
)]

use std::sync::OnceLock;

use crate::play::Play;
use crate::report::Report;

/// Where a text stands in memory (high half) and its length in bytes (low half).
fn placed(text: &'static str) -> u64 {
    (text.as_ptr() as u64) << 32 | text.len() as u64
}

/// The file name of the report of this number, or 0 if there is no such report.
#[unsafe(no_mangle)]
pub extern "C" fn selftest_file(number: u32) -> u64 {
    let report = Report::ALL.get(number as usize);
    report.map_or(0, |report| placed(report.file()))
}

/// Makes the report of this number; 0 if there is no such report.
#[unsafe(no_mangle)]
pub extern "C" fn selftest_report(number: u32) -> u64 {
    let report = Report::ALL.get(number as usize);
    report.map_or(0, |report| {
        placed(Box::leak(report.text().into_boxed_str()))
    })
}

fn play() -> &'static Play {
    static PLAY: OnceLock<Play> = OnceLock::new();
    PLAY.get_or_init(Play::record)
}

/// How many steps the measured play takes.
#[unsafe(no_mangle)]
pub extern "C" fn selftest_play_steps() -> u32 {
    u32::try_from(play().action_count()).expect("a short play")
}

/// Replays the measured play so often. Returns how many events there were.
#[unsafe(no_mangle)]
pub extern "C" fn selftest_replay(times: u32) -> u64 {
    (0..times).map(|_| play().replay()).sum()
}

/// Plays it with a clock so often. Returns how many steps were taken.
#[unsafe(no_mangle)]
pub extern "C" fn selftest_record(times: u32) -> u64 {
    (0..times)
        .map(|_| Play::record().action_count() as u64)
        .sum()
}
