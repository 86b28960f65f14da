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
    /// How many copies stand in the log.
    pub copies: N,
    /// How many of the copies a group has ticked off: its committed offset, which Kafka keeps, is past them.
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
    /// How many copies in its partitions stand below the high watermark, so that it may be given them.
    pub visible: N,
    /// How often its application was given the order.
    pub seen: N,
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
    /// [`Row::effects_inside`]
    EffectsInside,
    /// [`Row::effects_outside`]
    EffectsOutside,
    /// [`Reading::visible`]
    Visible(ClientId),
    /// [`Reading::seen`]
    Seen(ClientId),
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
            let mut cells = vec![
                (Column::Sent, exact.sent, facts.sent),
                (Column::ToldStored, exact.told_stored, facts.told_stored),
                (Column::ToldFailed, exact.told_failed, facts.told_failed),
                (Column::Copies, exact.copies, facts.copies),
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
                (
                    Column::Taken,
                    u32::from(exact.taken),
                    Count::of(usize::from(facts.taken)),
                ),
            ];
            assert_eq!(exact.readers.len(), facts.readers.len(), "the same readers");
            for (theirs, ours) in exact.readers.iter().zip(&facts.readers) {
                cells.push((Column::Visible(theirs.client), theirs.visible, ours.visible));
                cells.push((Column::Seen(theirs.client), theirs.seen, ours.seen));
            }
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
