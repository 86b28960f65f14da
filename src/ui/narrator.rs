//! What screen readers are told: while playing only faults, errors and outcomes, at most one in two seconds; while
//! stepping everything that happened.

use ackademy_engine::player::as_told;

use super::browser::now_ms;
use super::page::Page;
use super::stage::passed_words;
use crate::i18n::Message;
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
            as_told(player.trace().events_of(position))
                .filter_map(|event| line_of(player, position, event))
                .filter(|(_, weight)| *weight >= least)
                .map(|(text, _)| text)
                .collect::<Vec<_>>()
        };
        (before..after).flat_map(heard).collect()
    });
    let mut spoken = Vec::new();
    page.moving(|motion| {
        motion.unspoken.extend(told);
        let now = now_ms();
        if !playing || now - motion.spoke_at >= PAUSE_MS {
            spoken = std::mem::take(&mut motion.unspoken);
        }
        if !spoken.is_empty() {
            motion.spoke_at = now;
        }
    });
    say(page, &spoken);
}

/// A wait was skipped: what was repeated meanwhile is not read out.
pub fn tell_passed(page: Page) {
    if let Some(micros) = page.screen().passed_micros {
        say(page, &[passed_words(micros)]);
    }
}

/// The run came to its end: tells what had to wait, and the outcome.
pub fn tell_outcome(page: Page) {
    let mut spoken = Vec::new();
    page.moving(|motion| spoken = std::mem::take(&mut motion.unspoken));
    page.look(|shown| {
        let first = shown.screen.first_minute.as_ref();
        let ruling = &shown.screen.view.judged.ruling;
        spoken.push(
            first
                .map_or(&ruling.words.fact, |first| &first.headline)
                .clone(),
        );
    });
    say(page, &spoken);
}

fn say(page: Page, told: &[Message]) {
    if !told.is_empty() {
        let spoken: Vec<String> = told.iter().map(|text| page.text(text)).collect();
        page.say(spoken.join(". "));
    }
}
