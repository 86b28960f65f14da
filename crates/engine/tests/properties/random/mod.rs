//! Random runs: a setup and a list of picks. A pick names a step by its place among those that are possible, so that a run
//! with some picks left out is a run too, and a failing one can be shrunk.

mod pick;
mod setup;

pub use pick::{
    BROKER_KINDS, CLEAN_KINDS, EVERY_KIND, Kind, POWER_KINDS, Pick, at, kind_of, picks, undoes,
};
pub use setup::{Setup, setups};

use std::io::Write;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::apply;
use ackademy_engine::world::World;
use proptest::prelude::*;
use proptest::test_runner::{
    Config, RngAlgorithm, RngSeed, TestCaseError, TestCaseResult, TestRunner,
};

/// How long a run is at most.
const PICKS_MAX: usize = 300;
/// The same runs every time. PROPTEST_RNG_SEED and PROPTEST_CASES choose others, for whoever wants to look further.
const SEED: u64 = 20_261_124;

/// What a random run begins with.
pub trait Scene: Clone + std::fmt::Debug {
    fn scenario(&self) -> Scenario;
}

/// One random run.
#[derive(Clone, Debug)]
pub struct Case<S = Setup> {
    pub setup: S,
    /// The kinds of faults that picks choose from.
    pub kinds: &'static [Kind],
    pub picks: Vec<Pick>,
}

/// Runs of any setup with any fault.
pub fn cases() -> impl Strategy<Value = Case> {
    cases_of(setups(), &EVERY_KIND)
}

/// Runs of these setups with these faults.
pub fn cases_of<S: Scene>(
    setups: impl Strategy<Value = S>,
    kinds: &'static [Kind],
) -> impl Strategy<Value = Case<S>> {
    (setups, picks(PICKS_MAX)).prop_map(move |(setup, picks)| Case {
        setup,
        kinds,
        picks,
    })
}

/// Tries a property on this many random runs; panics with the smallest run that breaks it.
pub fn check<C: std::fmt::Debug>(
    case_count: u32,
    cases: impl Strategy<Value = C>,
    property: impl Fn(C) -> TestCaseResult,
) {
    let asked = Config::default();
    let is_set = |name| std::env::var_os(name).is_some();
    let fixed = fixed(case_count);
    let config = Config {
        cases: if is_set("PROPTEST_CASES") {
            asked.cases
        } else {
            fixed.cases
        },
        rng_seed: if is_set("PROPTEST_RNG_SEED") {
            asked.rng_seed
        } else {
            fixed.rng_seed
        },
        max_shrink_iters: 20_000,
        ..fixed
    };
    if let Err(broken) = TestRunner::new(config).run(&cases, property) {
        panic!("{broken}");
    }
}

/// Whether this many random runs break a property, to show that it can be broken.
pub fn breaks<C: std::fmt::Debug>(
    case_count: u32,
    cases: impl Strategy<Value = C>,
    property: impl Fn(C) -> TestCaseResult,
) -> bool {
    TestRunner::new(fixed(case_count))
        .run(&cases, property)
        .is_err()
}

fn fixed(case_count: u32) -> Config {
    Config {
        cases: case_count,
        rng_seed: RngSeed::Fixed(SEED),
        // The default generator, not optimised, takes longer than the engine.
        rng_algorithm: RngAlgorithm::XorShift,
        // A run that broke something becomes a test of its own, with a name.
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    }
}

/// A step that was taken.
#[derive(Clone, Copy)]
pub struct Taken<'a> {
    pub scenario: &'a Scenario,
    pub before: &'a World,
    pub action: Action,
    pub events: &'a [Event],
    pub world: &'a World,
}

/// Somebody who looks at every step of a run and says what is wrong. A check that needs to see whole runs (a ledger, say)
/// is one of these.
pub trait Watch {
    fn after(&mut self, taken: &Taken) -> Result<(), String>;
}

impl<F: FnMut(&Taken) -> Result<(), String>> Watch for F {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        self(taken)
    }
}

/// A run that was carried out.
pub struct Run {
    pub scenario: Scenario,
    pub actions: Vec<Action>,
    pub world: World,
}

/// Carries out a run under watch.
pub fn play<S: Scene>(
    case: &Case<S>,
    watches: &mut [&mut dyn Watch],
) -> Result<Run, TestCaseError> {
    let scenario = case.setup.scenario();
    let mut run = Run {
        world: World::new(&scenario),
        scenario,
        actions: Vec::new(),
    };
    for pick in &case.picks {
        if let Some(action) = pick.choose(&run.scenario, &run.world, case.kinds) {
            run.take(action, watches)?;
        }
    }
    Ok(run)
}

impl Run {
    /// Takes one step under watch.
    pub fn take(
        &mut self,
        action: Action,
        watches: &mut [&mut dyn Watch],
    ) -> Result<(), TestCaseError> {
        let before = self.world.clone();
        let mut events = Vec::new();
        self.actions.push(action);
        if let Err(refusal) = apply(&self.scenario, &mut self.world, &action, &mut events) {
            return Err(self.failure(&format!("an offered step was refused: {refusal}")));
        }
        let taken = Taken {
            scenario: &self.scenario,
            before: &before,
            action,
            events: &events,
            world: &self.world,
        };
        for watch in watches.iter_mut() {
            watch.after(&taken).map_err(|wrong| self.failure(&wrong))?;
        }
        Ok(())
    }

    /// What is wrong, and the whole run that shows it.
    pub fn failure(&self, wrong: &str) -> TestCaseError {
        let steps = self.actions.iter().map(|action| format!("\n{action:?}"));
        TestCaseError::fail(format!("{wrong}\nafter{}", steps.collect::<String>()))
    }
}

/// Prints a table past the test harness, which shows only what failing tests print.
pub fn print_table(title: &str, rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.map(|row| format!("  {row}\n")).collect();
    let table = format!("\n{title}:\n{}", rows.concat());
    std::io::stderr()
        .write_all(table.as_bytes())
        .expect("stderr takes a table");
}
