//! The keyboard goes from line to line, and to the moment of one.

use web_sys::Event;

use super::super::browser;
use super::super::page::Page;
use super::{RECORD, place};
use crate::session::Intent;

/// A key on the list of lines.
pub(super) fn press(page: Page, event: &Event) {
    let Some(key) = browser::key_event(event) else {
        return;
    };
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let it = page.look(|shown| shown.diagram.clone());
    let lines = RECORD.with_borrow(|record| {
        let record = record.as_ref();
        record.map(|record| record.lines(it.shows_replication, it.frame).lines)
    });
    let Some((lines, last)) = lines.and_then(|lines| {
        let last = lines.len().checked_sub(1)?;
        Some((lines, last))
    }) else {
        return;
    };
    let here = it.active.unwrap_or(last).min(last);
    let back = |by: usize| {
        if it.active.is_some() {
            here.saturating_sub(by)
        } else {
            here
        }
    };
    let to = match key.key().as_str() {
        "ArrowUp" => back(1),
        "ArrowDown" => (here + 1).min(last),
        "PageUp" => back(it.fits.saturating_sub(2)),
        "PageDown" => (here + it.fits.saturating_sub(2)).min(last),
        "Home" => 0,
        "End" => last,
        "Enter" | " " => {
            event.prevent_default();
            choose(page, lines[here].position);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    // What is looked at stays where it is, unless that is the end of the run.
    let stays = it.first.unwrap_or((last + 1).saturating_sub(it.fits));
    let first = (to < last).then_some(stays);
    page.change(|shown| (shown.diagram.active, shown.diagram.first) = (Some(to), first));
    let frame = it.frame;
    wasm_bindgen_futures::spawn_local(async move { place::to_line(to, frame) });
}

/// Goes to the moment of a line. What came after it is gone, so the end of the run is what is looked at.
pub(super) fn choose(page: Page, position: usize) {
    page.change(|shown| (shown.diagram.active, shown.diagram.first) = (None, None));
    page.ask(Intent::SeekPosition(position));
}
