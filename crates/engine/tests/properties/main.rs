//! Properties of random runs: any setup, any faults, steps in any order. The same runs every time, unless PROPTEST_CASES
//! and PROPTEST_RNG_SEED ask for others. A run that breaks a property is shrunk and printed with its steps.

mod faults;
mod invariants;
mod random;
mod replay;
mod rest;
mod same_future;
mod streams;
mod strength;
