//! What screen readers are told: while playing only faults, errors and outcomes, at most one in two seconds; while
//! stepping everything that happened.

use super::browser::now_ms;
use super::page::Page;
use crate::viewmodel::{Weight, line_of};

/// No sooner after the last one, while playing.
const PAUSE_MS: f64 = 2_000.0;

/// Tells what happened since the run stood at `before`.
pub fn tell(page: Page, before: usize, playing: bool) {
    let least = if playing {
        Weight::Alarm
    } else {
        Weight::Minor
    };
    let told: Vec<_> = page.peek(|session| {
        let player = session.player();
        let after = player.position();
        let heard = |position: usize| {
            player
                .trace()
                .events_of(position)
                .iter()
                .filter_map(|event| line_of(player.scenario(), event))
                .filter(|(_, weight)| *weight >= least)
                .map(|(text, _)| text)
                .collect::<Vec<_>>()
        };
        (before..after).flat_map(heard).collect()
    });
    if told.is_empty() {
        return;
    }
    let mut too_soon = false;
    page.moving(|motion| {
        let now = now_ms();
        too_soon = playing && now - motion.spoke_at < PAUSE_MS;
        if !too_soon {
            motion.spoke_at = now;
        }
    });
    if !too_soon {
        let spoken: Vec<String> = told.iter().map(|text| page.text(text)).collect();
        page.change(|shown| shown.spoken = spoken.join(". "));
    }
}
