//! How fast the engine is natively. `make bench` runs this and the same play in a browser, one after the other.
//!
//! Without arguments it prints lines for people; BENCH_CHECK=1 makes a missed bar an error. With `--json` it prints one
//! JSON object with the best times, for the comparison with WebAssembly.
#![expect(
    clippy::disallowed_types,
    reason = "a bench reads the real clock; the engine it measures does not"
)]

mod play;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use play::Play;

/// How long each piece of work is repeated.
const MEASURED: Duration = Duration::from_millis(700);
/// So many replays make one measurement, here and in the browser, whose clock is coarse.
const REPLAYS: u128 = 50;
/// The bar for replaying.
const STEPS_PER_SECOND_MIN: u128 = 1_000_000;

/// The least time that the work took, in nanoseconds each: whatever else runs on the machine can only add to it.
fn best(times: u128, work: impl Fn()) -> u128 {
    let start = Instant::now();
    let mut least = u128::MAX;
    while start.elapsed() < MEASURED {
        let before = Instant::now();
        (0..times).for_each(|_| work());
        least = least.min(before.elapsed().as_nanos());
    }
    least / times
}

fn main() -> ExitCode {
    let play = Play::record();
    let steps = play.action_count() as u128;
    let replay = best(REPLAYS, || {
        black_box(play.replay());
    });
    let record = best(1, || {
        black_box(Play::record());
    });
    if std::env::args().any(|argument| argument == "--json") {
        println!(r#"{{"steps":{steps},"replayNanos":{replay},"recordNanos":{record}}}"#);
        return ExitCode::SUCCESS;
    }
    let per_second = |nanos: u128| steps * 1_000_000_000 / nanos;
    let missed = per_second(replay) < STEPS_PER_SECOND_MIN;
    println!(
        "at-least-once play of {steps} steps, {} events",
        play.replay()
    );
    println!(
        "replayed          {:>10} steps/s  (bar {STEPS_PER_SECOND_MIN}{})",
        per_second(replay),
        if missed { ", MISSED" } else { "" }
    );
    println!("played with clock {:>10} steps/s", per_second(record));
    if missed && std::env::var_os("BENCH_CHECK").is_some() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
