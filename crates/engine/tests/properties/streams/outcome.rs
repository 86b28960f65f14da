//! What a run shows: which rules it breaks while it goes on, and what is wrong when nothing is left to happen.

use std::collections::BTreeSet;

use ackademy_engine::guarantee::{AnomalyKind, Leg, Verdict, judge};
use ackademy_engine::ledger::assert_ledgers_agree;
use ackademy_engine::player::Player;
use proptest::test_runner::TestCaseError;

use super::invariants::{Committed, Given, States};
use super::late::Late;
use super::markers::Markers;
use super::story::{Story, failure, tell};
use crate::invariants::{HighWatermarks, sequences};
use crate::random::{Kind, Taken, Watch};
use crate::rest::is_whole;

/// By name: something that must not be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub name: &'static str,
    pub words: String,
}

/// What came of one run.
pub struct Outcome {
    /// What it broke of the rules that hold whatever is late.
    pub broken: Vec<Finding>,
    /// What became of orders that exactly once does not allow.
    pub harm: Vec<Finding>,
    /// The late requests of earlier transactions that were carried out.
    pub late: BTreeSet<&'static str>,
    /// Of the faults that were applied and undone.
    pub kinds: BTreeSet<Kind>,
    player: Player,
}

impl Outcome {
    /// This finding, and the whole run that shows it.
    pub fn failure(&self, finding: &Finding) -> TestCaseError {
        failure(
            &self.player,
            &format!("{}: {}", finding.name, finding.words),
        )
    }
}

/// Plays a run to its end and looks at it all the while.
pub fn outcome(story: &Story) -> Result<Outcome, TestCaseError> {
    let (mut rules, mut late) = (Rules::every(), Late::default());
    let told = tell(story, &mut [&mut rules, &mut late])?;
    let player = told.player;
    let mut broken: Vec<Finding> = rules.0.into_iter().filter_map(|rule| rule.broken).collect();
    if story.stream.without.is_none() {
        assert_ledgers_agree(&player);
    }
    let whole = is_whole(player.scenario(), player.world());
    broken.extend(whole.err().map(|words| Finding {
        name: "replicas differ",
        words,
    }));
    broken.extend(hanging(&player));
    Ok(Outcome {
        broken,
        harm: harm(&player),
        late: late.carried_out,
        kinds: told.kinds,
        player,
    })
}

/// A rule, and what broke it first.
struct Rule {
    name: &'static str,
    watch: Box<dyn Watch>,
    broken: Option<Finding>,
}

/// Goes on when a rule is broken: with a mechanism out more than one may be.
struct Rules(Vec<Rule>);

impl Rules {
    /// By number in the fact sheet's list.
    fn every() -> Rules {
        let rule = |name, watch| Rule {
            name,
            watch,
            broken: None,
        };
        Rules(vec![
            rule("1: states", Box::<States>::default()),
            rule("2 and 9: markers", Box::<Markers>::default()),
            rule("3: high watermarks", Box::<HighWatermarks>::default()),
            rule("5: given", Box::<Given>::default()),
            rule("6: sequences", Box::new(|taken: &Taken| sequences(taken))),
            rule("7: committed offsets", Box::new(Committed)),
        ])
    }
}

impl Watch for Rules {
    fn after(&mut self, taken: &Taken) -> Result<(), String> {
        for rule in self.0.iter_mut().filter(|rule| rule.broken.is_none()) {
            let wrong = rule.watch.after(taken).err();
            rule.broken = wrong.map(|words| Finding {
                name: rule.name,
                words,
            });
        }
        Ok(())
    }
}

/// A transaction in a log that nobody will end, when nothing is left to happen.
fn hanging(player: &Player) -> Option<Finding> {
    let partitions = player.scenario().partition_ids();
    let mut logs = partitions.filter_map(|p| Some((p, player.world().leader_replica(p)?.1)));
    logs.find_map(|(partition, log)| {
        let (producer, since) = log.producers().open_transactions().next()?;
        Some(Finding {
            name: "hanging transaction",
            words: format!("of {producer:?} since {since} in {partition:?}"),
        })
    })
}

/// What became of orders that exactly once does not allow. What checkout sent again after it died stands twice in its log and
/// is outside Kafka's promise; what it was told has failed is nothing lost.
fn harm(player: &Player) -> Vec<Finding> {
    let judgement = judge(player);
    let anomalies = judgement.anomalies.iter().filter_map(|verdict| {
        let anomaly = verdict.anomaly()?;
        let name = match anomaly.kind {
            _ if matches!(verdict, Verdict::OutsideKafka(_)) => return None,
            AnomalyKind::GivenUp if anomaly.leg == Leg::CheckoutToOrders => return None,
            AnomalyKind::GivenUp | AnomalyKind::Lost => "lost order",
            AnomalyKind::Duplicated => "doubled order",
            AnomalyKind::Reordered { .. } => "orders out of order",
            AnomalyKind::Torn => "torn order",
            AnomalyKind::SeenThenAborted => "order seen, then aborted",
        };
        Some((name, verdict))
    });
    let open = judgement.open.iter().map(|verdict| ("no end", verdict));
    let finding = |(name, verdict): (&'static str, &Verdict)| Finding {
        name,
        words: format!("{verdict:?}"),
    };
    anomalies.chain(open).map(finding).collect()
}
