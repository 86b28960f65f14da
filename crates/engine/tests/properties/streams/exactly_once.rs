//! Number 10 of the fact sheet's list: whatever breaks, each order is seen once and in one piece by a read_committed reader. But
//! for runs that carried out a late request of an earlier transaction of the same epoch: those are counted by name.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::outcome::outcome;
use super::setup::setups;
use super::story::stories;
use crate::random::{CLEAN_KINDS, Kind, check, print_table};

/// As many as it takes to find the rarest anomaly once its mechanism is out.
pub const CASES: u32 = 1_300;
/// In so many of a hundred runs each kind of fault must be applied.
const PERCENT_MIN: usize = 5;

#[test]
fn a_read_committed_reader_sees_each_order_once_and_whole_but_for_late_requests() {
    let runs = Cell::new(0);
    let applied = RefCell::new(BTreeMap::<Kind, usize>::new());
    let excused = RefCell::new(BTreeMap::<&str, [usize; 2]>::new());
    check(CASES, stories(setups(None)), |story| {
        let outcome = outcome(&story)?;
        runs.set(runs.get() + 1);
        for kind in &outcome.kinds {
            *applied.borrow_mut().entry(kind).or_default() += 1;
        }
        let harm = outcome.harm.first().filter(|_| outcome.late.is_empty());
        if let Some(wrong) = outcome.broken.first().or(harm) {
            return Err(outcome.failure(wrong));
        }
        for name in &outcome.late {
            let mut excused = excused.borrow_mut();
            let [carried_out, harmed] = excused.entry(name).or_default();
            *carried_out += 1;
            *harmed += usize::from(!outcome.harm.is_empty());
        }
        Ok(())
    });
    let (runs, applied, excused) = (runs.get(), applied.into_inner(), excused.into_inner());
    let percent = |kind: Kind| applied.get(kind).copied().unwrap_or(0) * 100 / runs;
    let rows = CLEAN_KINDS
        .iter()
        .map(|kind| format!("{kind:<28} applied in {:>3} %", percent(kind)));
    print_table(&format!("Faults in {runs} whole runs of streams"), rows);
    let rows = excused
        .iter()
        .map(|(name, [all, harmed])| format!("{name:<28} {all:>4} runs, {harmed:>4} harmed"));
    print_table("A late request of an earlier transaction", rows);
    for kind in CLEAN_KINDS.iter().copied() {
        assert!(
            percent(kind) >= PERCENT_MIN,
            "{kind} is hardly ever applied"
        );
    }
}
