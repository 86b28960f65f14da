//! With a mechanism out, the same runs find what it was for.

use std::cell::{Cell, RefCell};

use ackademy_engine::scenario::Mechanism;

use super::exactly_once::CASES;
use super::outcome::{Finding, outcome};
use super::setup::setups;
use super::story::stories;
use crate::random::{breaks, print_table};

/// By the names of findings: what a mechanism prevents.
fn anomalies(mechanism: Mechanism) -> &'static [&'static str] {
    match mechanism {
        Mechanism::SequenceCheck
        | Mechanism::LastStableOffset
        | Mechanism::GroupGenerationFence => &["doubled order"],
        // A zombie and its successor end each other's transactions half built.
        Mechanism::ProducerEpochFence => &["doubled order", "torn order"],
        Mechanism::TransactionLog => &["no end"],
        // What was acknowledged is gone with its leader: a payment is, and its offset is not, or an order is.
        Mechanism::InSyncWait => &["lost order", "torn order"],
        // What a leader has given out is not in the log of a replica that counts as in sync.
        Mechanism::LeaderEpochTruncation => &["3: high watermarks"],
        Mechanism::CoordinatorEpochCheck => &["2 and 9: markers"],
        Mechanism::PartitionVerification => &["hanging transaction"],
    }
}

#[test]
fn without_any_one_mechanism_the_same_runs_find_its_anomaly() {
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    for mechanism in Mechanism::ALL {
        let (runs, first) = (Cell::new(0), RefCell::new(None::<Finding>));
        let found = breaks(CASES, stories(setups(Some(mechanism))), |story| {
            runs.set(runs.get() + 1);
            // Some runs never come to rest without it: they show nothing yet.
            let Ok(outcome) = outcome(&story) else {
                return Ok(());
            };
            // What a late request does is no reason to blame a mechanism for it.
            let harm = outcome.harm.iter().filter(|_| outcome.late.is_empty());
            let mut findings = outcome.broken.iter().chain(harm);
            let Some(finding) = findings.find(|f| anomalies(mechanism).contains(&f.name)) else {
                return Ok(());
            };
            *first.borrow_mut() = Some(finding.clone());
            Err(outcome.failure(finding))
        });
        if !found {
            missing.push(mechanism.name());
        }
        let name = first.into_inner().map_or("nothing", |finding| finding.name);
        rows.push(format!(
            "{:<26} run {:>4}: {name}",
            mechanism.name(),
            runs.get()
        ));
    }
    print_table(
        "The first run that finds its anomaly without",
        rows.into_iter(),
    );
    assert!(missing.is_empty(), "nothing was found without {missing:?}");
}
