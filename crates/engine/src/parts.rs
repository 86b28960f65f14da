//! Which parts of the engine a program is built with. A page whose first scene needs few of them loads the rest later
//! (docs/adr/0015-two-programs.md); everybody else has all.
//!
//! What only a missing part could reach is never reached: [`crate::scenario::Scenario::validate`] refuses a setup that needs
//! it, [`crate::step::apply`] an action, and a run with plans is not begun. So the compiler leaves it out of the program, and
//! nothing else has to know.

use crate::step::NotEnabled;

/// Transactions, their coordinator and their markers.
pub const TRANSACTIONS: bool = cfg!(feature = "transactions");

/// Groups with members, and their coordinator.
pub const GROUPS: bool = cfg!(feature = "groups");

/// Processes that stop, links that are cut, connections that break, envelopes that are held back or copied.
pub const OUTAGES: bool = cfg!(feature = "outages");

/// Interventions that are planned: those of one run again in another.
pub const REPETITION: bool = cfg!(feature = "repetition");

/// Only a part that is there leads here.
pub(crate) fn needs(part: bool) {
    assert!(part, "validation refuses what needs a missing part");
}

/// An action that a missing part makes impossible.
pub(crate) fn offered(part: bool) -> Result<(), NotEnabled> {
    if part {
        Ok(())
    } else {
        Err(NotEnabled("this program is built without that"))
    }
}
