//! Random runs of the stream pipeline in transactions: what never happens in them, and what does once a mechanism is out.

mod exactly_once;
mod invariants;
mod late;
mod markers;
mod mechanisms;
mod outcome;
mod setup;
mod story;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::invariants::{HighWatermarks, sequences};
use crate::random::{CLEAN_KINDS, Kind, Taken, breaks, check, kind_of, play, print_table};
use ackademy_engine::scenario::Mechanism;
use invariants::{Committed, Given, States};
use markers::Markers;
use setup::streams;

const CASES: u32 = 300;
/// In so many of a hundred runs each kind of fault must be applied.
const PERCENT_MIN: usize = 5;

#[test]
fn logs_readers_and_coordinators_keep_to_the_rules_of_transactions() {
    let runs = Cell::new(0);
    let applied = RefCell::new(BTreeMap::<Kind, usize>::new());
    check(CASES, streams(None), |case| {
        let mut kinds = BTreeSet::new();
        let mut note = |taken: &Taken| {
            kinds.extend(kind_of(&taken.action));
            Ok(())
        };
        let (mut states, mut given) = (States::default(), Given::default());
        let (mut markers, mut marks) = (Markers::default(), HighWatermarks::default());
        let mut in_sequence = |taken: &Taken| sequences(taken);
        play(
            &case,
            &mut [
                &mut note,
                &mut states,
                &mut Committed,
                &mut given,
                &mut markers,
                &mut marks,
                &mut in_sequence,
            ],
        )?;
        runs.set(runs.get() + 1);
        for kind in kinds {
            *applied.borrow_mut().entry(kind).or_default() += 1;
        }
        Ok(())
    });
    let (runs, applied) = (runs.get(), applied.into_inner());
    let percent = |kind: Kind| applied.get(kind).copied().unwrap_or(0) * 100 / runs;
    let rows = CLEAN_KINDS
        .iter()
        .map(|kind| format!("{kind:<28} applied in {:>3} %", percent(kind)));
    print_table(&format!("Faults in {runs} random runs of streams"), rows);
    for kind in CLEAN_KINDS.iter().copied() {
        assert!(
            percent(kind) >= PERCENT_MIN,
            "{kind} is hardly ever applied"
        );
    }
}

#[test]
fn without_the_last_stable_offset_a_reader_is_given_an_open_record() {
    assert!(breaks(
        50,
        streams(Some(Mechanism::LastStableOffset)),
        |case| { play(&case, &mut [&mut Given::default()]).map(|_| ()) }
    ));
}

#[test]
fn without_the_sequence_check_a_batch_stands_twice() {
    assert!(breaks(
        300,
        streams(Some(Mechanism::SequenceCheck)),
        |case| {
            let mut in_sequence = |taken: &Taken| sequences(taken);
            play(&case, &mut [&mut in_sequence]).map(|_| ())
        }
    ));
}
