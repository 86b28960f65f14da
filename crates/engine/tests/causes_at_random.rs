//! Whatever goes wrong in runs with random faults has a cause that a replay confirms, and no smaller one.

mod scenes;

use std::collections::BTreeMap;
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::guarantee::{Anomaly, Explanation, explain, judge, takes_away};
use ackademy_engine::player::Player;
use scenes::{STEPS_MAX, intervene, scenarios};

const RUNS: usize = 360;

/// Small numbers in a fixed order that looks like none.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// One to three faults at random moments; a while later everything is repaired, and the run goes on to its end.
fn faulty_run(scenario: &Arc<ackademy_engine::scenario::Scenario>, dice: &mut Dice) -> Player {
    let mut player = Player::new(Arc::clone(scenario), dice.below(1000) as u64);
    for _ in 0..=dice.below(3) {
        player.run_until(dice.below(30), |_| false);
        let faults = player.faults();
        intervene(&mut player, faults[dice.below(faults.len())]);
    }
    player.run_until(60, |_| false);
    let undoes = |action: &Action| {
        matches!(
            action,
            Action::Restart(_) | Action::Resume(_) | Action::HealLink(..) | Action::Release(_)
        )
    };
    while let Some(undo) = player.faults().into_iter().find(undoes) {
        intervene(&mut player, undo);
    }
    player.run_until(STEPS_MAX, Player::is_at_rest);
    player
}

fn check(player: &Player, anomaly: &Anomaly, explanation: &Explanation) {
    let places: Vec<usize> = explanation
        .causes
        .iter()
        .map(|cause| cause.intervention.index)
        .collect();
    assert!(takes_away(player, anomaly, &places));
    for place in places.iter().filter(|_| places.len() > 1) {
        let fewer: Vec<usize> = places
            .iter()
            .copied()
            .filter(|other| other != place)
            .collect();
        assert!(!takes_away(player, anomaly, &fewer), "{explanation:?}");
    }
    assert!(explanation.chain.is_sorted_by_key(|link| link.step));
    for cause in &explanation.causes {
        let named = explanation.chain.iter().any(|link| link.step == cause.step);
        assert!(named, "the chain tells of its cause: {explanation:?}");
    }
}

#[test]
fn every_anomaly_of_random_runs_has_a_confirmed_cause_that_its_chain_tells_of() {
    let mut dice = Dice(1);
    let mut explained: BTreeMap<String, usize> = BTreeMap::new();
    for run in 0..RUNS {
        let (name, scenario) = &scenarios()[run % 6];
        let player = faulty_run(scenario, &mut dice);
        for anomaly in judge(&player)
            .anomalies
            .iter()
            .filter_map(|verdict| verdict.anomaly())
        {
            let explanation = explain(&player, &anomaly);
            let done: Vec<Action> = player.interventions().iter().map(|i| i.action).collect();
            assert!(explanation.confirmed, "{name}: {anomaly:?} after {done:?}");
            check(&player, &anomaly, &explanation);
            let kind = format!("{:?}", anomaly.kind);
            let kind = kind.split([' ', '{']).next().unwrap().to_owned();
            *explained.entry(kind).or_default() += 1;
        }
    }
    for kind in ["Lost", "Duplicated"] {
        assert!(
            explained.get(kind).is_some_and(|count| *count >= 20),
            "{explained:?}"
        );
    }
}
