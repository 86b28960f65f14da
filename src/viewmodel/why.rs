//! Why something went wrong: the engine's causal chain, in words.

use ackademy_engine::guarantee::{Anomaly, explain};
use ackademy_engine::player::Player;

use super::story::{StoryLine, Weight, line_of};
use super::words::intervention_name;
use crate::i18n::{Message, message};
use crate::t;

/// A cause and what followed from it.
#[derive(Clone, PartialEq, Debug)]
pub struct Why {
    /// What the learner did that led to it; tested by replaying the run without.
    pub cause: Message,
    /// What happened from there, in order; each leads to its moment.
    pub chain: Vec<StoryLine>,
}

pub(super) fn why(player: &Player, anomaly: &Anomaly) -> Why {
    let explanation = explain(player, anomaly);
    let scenario = player.scenario();
    let cause = match explanation.causes.first().filter(|_| explanation.confirmed) {
        Some(cause) => message("verdict-cause").with(
            "what",
            intervention_name(scenario, cause.intervention.action),
        ),
        None => t!("verdict-no-cause"),
    };
    let chain = explanation
        .chain
        .iter()
        .filter_map(|link| {
            let (text, weight) = line_of(scenario, &link.event)?;
            let at = player.trace().steps()[link.step].at;
            Some(StoryLine {
                position: link.step + 1,
                at,
                text,
                weight: if weight == Weight::Alarm {
                    Weight::Alarm
                } else {
                    Weight::Major
                },
            })
        })
        .collect();
    Why { cause, chain }
}
