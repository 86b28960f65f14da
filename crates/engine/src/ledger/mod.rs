//! The ledger: what became of every order, computed twice.
//!
//! [`TraceFold`] knows nothing but the events of a run and counts exactly. [`of_world`] looks at nothing but a
//! [`World`](crate::world::World) and counts as facts do: 0, 1, 2 or more. The two share no code, so a miscount in either shows
//! ([`disagreement`]). What the page shows comes from the trace.
//!
//! **Whose log counts.** "In the log" means in the log of the partition's leader by the controller's truth. While nobody
//! leads, it is the log of whoever led last: nobody else can have answered a request since. A leader that is down counts
//! with what is on its disk, so copies can vanish with a loss of power and come back with an election.

mod costs;
mod logs;
mod trace_fold;
mod world_fold;

pub use costs::{ApiCosts, Costs};
pub use trace_fold::TraceFold;
pub use world_fold::of_world;

use crate::facts::Count;
use crate::ids::{ClientId, OrderId};
use crate::player::Player;

/// One order's line. `N` is an exact number, or a [`Count`] that stops at 2.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<N> {
    /// Which order.
    pub order: OrderId,
    /// Whether a shop has taken it; the others are only numbers that the learner may still use.
    pub taken: bool,
    /// How often an application handed it to a producer.
    pub sent: N,
    /// How often a producer told its application that it is stored.
    pub told_stored: N,
    /// How often a producer told its application that it failed.
    pub told_failed: N,
    /// How many copies stand in the log, whatever becomes of their transactions; those that a stream application wrote are
    /// its outputs.
    pub copies: N,
    /// How many of the copies count for good: written outside a transaction, or in one that its marker commits.
    pub committed: N,
    /// How many of the copies wait for the marker of their transaction. The rest is aborted.
    pub in_doubt: N,
    /// How many records a stream application has made of it.
    pub outputs: N,
    /// How many of the outputs count for good.
    pub outputs_committed: N,
    /// How many of the outputs wait for the marker of their transaction.
    pub outputs_in_doubt: N,
    /// How many copies that count a group has ticked off: its committed offset, which Kafka keeps, is past them.
    pub effects_inside: N,
    /// How often the outside world changed: the customer was charged.
    pub effects_outside: N,
    /// By reader.
    pub readers: Vec<Reading<N>>,
}

/// One order as one reader meets it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading<N> {
    /// Which client reads.
    pub client: ClientId,
    /// How many copies in its partitions it may be given: those below the high watermark or, of a read_committed reader,
    /// those below the last stable offset that are not aborted.
    pub visible: N,
    /// How often its application was given the order.
    pub seen: N,
    /// It was given a copy whose transaction is aborted.
    pub seen_aborted: bool,
}

/// Every order's line, in the order of their ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger<N> {
    /// By order.
    pub rows: Vec<Row<N>>,
}

impl<N> Ledger<N> {
    /// The line of one order.
    #[must_use]
    pub fn of(&self, order: OrderId) -> &Row<N> {
        &self.rows[order.index()]
    }

    /// The lines of orders that a shop has taken.
    pub fn taken(&self) -> impl Iterator<Item = &Row<N>> {
        self.rows.iter().filter(|row| row.taken)
    }
}

impl Ledger<u32> {
    /// The exact ledger of a run so far, from its events alone.
    #[must_use]
    pub fn of_trace(player: &Player) -> Ledger<u32> {
        TraceFold::of(player).ledger()
    }
}

/// A column of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Column {
    /// [`Row::taken`]
    Taken,
    /// [`Row::sent`]
    Sent,
    /// [`Row::told_stored`]
    ToldStored,
    /// [`Row::told_failed`]
    ToldFailed,
    /// [`Row::copies`]
    Copies,
    /// [`Row::committed`]
    Committed,
    /// [`Row::in_doubt`]
    InDoubt,
    /// [`Row::outputs`]
    Outputs,
    /// [`Row::outputs_committed`]
    OutputsCommitted,
    /// [`Row::outputs_in_doubt`]
    OutputsInDoubt,
    /// [`Row::effects_inside`]
    EffectsInside,
    /// [`Row::effects_outside`]
    EffectsOutside,
    /// [`Reading::visible`]
    Visible(ClientId),
    /// [`Reading::seen`]
    Seen(ClientId),
    /// [`Reading::seen_aborted`]
    SeenAborted(ClientId),
}

/// A cell in which the two folds differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// In whose row.
    pub order: OrderId,
    /// In which column.
    pub column: Column,
    /// What the trace says, exactly.
    pub trace: u32,
    /// What the world says: 0, 1, or 2 for two or more.
    pub world: u8,
}

/// The first cell in which the two folds differ, counted as 0, 1, 2 or more.
///
/// # Panics
/// When the two are ledgers of different scenarios.
#[must_use]
pub fn disagreement(trace: &Ledger<u32>, world: &Ledger<Count>) -> Option<Disagreement> {
    assert_eq!(
        trace.rows.len(),
        world.rows.len(),
        "both list every order of the scenario"
    );
    trace
        .rows
        .iter()
        .zip(&world.rows)
        .find_map(|(exact, facts)| {
            let cells = cells(exact, facts);
            let differs = |(_, exact, count): &(Column, u32, Count)| {
                Count::of(usize::try_from(*exact).unwrap_or(usize::MAX)) != *count
            };
            cells
                .into_iter()
                .find(differs)
                .map(|(column, trace, world)| Disagreement {
                    order: exact.order,
                    column,
                    trace,
                    world: world.get(),
                })
        })
}

/// Every cell of one row: what the trace says, and what the world says.
fn cells(exact: &Row<u32>, facts: &Row<Count>) -> Vec<(Column, u32, Count)> {
    let said = |exact: bool, facts: bool| (u32::from(exact), Count::of(usize::from(facts)));
    let (taken, is_taken) = said(exact.taken, facts.taken);
    let mut cells = vec![
        (Column::Sent, exact.sent, facts.sent),
        (Column::ToldStored, exact.told_stored, facts.told_stored),
        (Column::ToldFailed, exact.told_failed, facts.told_failed),
        (Column::Copies, exact.copies, facts.copies),
        (Column::Committed, exact.committed, facts.committed),
        (Column::InDoubt, exact.in_doubt, facts.in_doubt),
        (Column::Outputs, exact.outputs, facts.outputs),
        (
            Column::OutputsCommitted,
            exact.outputs_committed,
            facts.outputs_committed,
        ),
        (
            Column::OutputsInDoubt,
            exact.outputs_in_doubt,
            facts.outputs_in_doubt,
        ),
        (
            Column::EffectsInside,
            exact.effects_inside,
            facts.effects_inside,
        ),
        (
            Column::EffectsOutside,
            exact.effects_outside,
            facts.effects_outside,
        ),
        (Column::Taken, taken, is_taken),
    ];
    assert_eq!(exact.readers.len(), facts.readers.len(), "the same readers");
    for (theirs, ours) in exact.readers.iter().zip(&facts.readers) {
        let (exact, facts) = said(theirs.seen_aborted, ours.seen_aborted);
        cells.extend([
            (Column::Visible(theirs.client), theirs.visible, ours.visible),
            (Column::Seen(theirs.client), theirs.seen, ours.seen),
            (Column::SeenAborted(theirs.client), exact, facts),
        ]);
    }
    cells
}

/// Checks that both folds count alike at this moment of a run; tests call it after every action.
///
/// # Panics
/// When they differ: then the events do not tell what the world did, or one fold miscounts.
pub fn assert_ledgers_agree(player: &Player) {
    let world = of_world(player.scenario(), player.world());
    assert_agreement(&Ledger::of_trace(player), &world, || {
        format!("step {} {:?}", player.position(), player.past().last())
    });
}

/// Checks that two ledgers of one moment count alike; `moment` names it where they do not.
///
/// # Panics
/// When they differ.
pub fn assert_agreement(
    trace: &Ledger<u32>,
    world: &Ledger<Count>,
    moment: impl FnOnce() -> String,
) {
    if let Some(differs) = disagreement(trace, world) {
        panic!("the ledgers differ after {}: {differs:?}", moment());
    }
}
