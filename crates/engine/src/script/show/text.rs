//! A state as text.

use super::{Fields, Names, state};
use crate::player::Player;
use crate::script::watch::Watch;

/// The final state, a few lines for each thing; what is empty is left out.
pub(super) fn final_state(player: &Player, watch: &Watch) -> String {
    let (scenario, world) = (player.scenario(), player.world());
    let names = Names(scenario);
    let mut lines = vec![format!("final state at {}", time(player.now()))];
    for id in scenario.partition_ids() {
        let name = names.partition(id);
        lines.push(format!(
            "  partition {name} {}",
            pairs(&state::partition(world, id))
        ));
        for broker in &scenario.partition(id).replicas {
            let log: Vec<String> = state::log(names, world, id, *broker)
                .iter()
                .map(ToString::to_string)
                .collect();
            let log = if log.is_empty() {
                "none".to_owned()
            } else {
                log.join(" ")
            };
            let marks = pairs(&state::replica(world, id, *broker)[..2].to_vec());
            lines.push(format!("    broker {broker} {marks} log = {log}"));
        }
    }
    for id in scenario.brokers() {
        lines.push(format!(
            "  broker {id} {}",
            pairs(&state::broker(names, world, id))
        ));
    }
    for id in scenario.client_ids() {
        lines.push(format!(
            "  client {} {}",
            names.client(id),
            pairs(&state::client(names, world, id))
        ));
    }
    let all = state::state(player, watch);
    for (name, value) in all {
        let (singular, value) = match (name, value) {
            ("committed_offsets", super::Value::List(values)) => ("committed_offset", values),
            ("orders", super::Value::List(values)) => ("", values),
            ("on_their_way", super::Value::List(values)) => ("on its way:", values),
            ("cut_links", super::Value::List(values)) => ("cut:", values),
            _ => continue,
        };
        lines.extend(
            value
                .iter()
                .map(|value| format!("  {singular} {value}").replace("   ", "  ")),
        );
    }
    lines.join("\n") + "\n"
}

/// Fields on one line; what is empty is left out.
fn pairs(fields: &Fields) -> String {
    let shown = fields.iter().map(|(key, value)| format!("{key}={value}"));
    shown
        .filter(|pair| !pair.ends_with("=none"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Simulated time in seconds, to the millisecond.
pub(super) fn time(micros: u64) -> String {
    let millis = micros / 1_000;
    format!("{}.{:03} s", millis / 1_000, millis % 1_000)
}
