//! A new coordinator reads its log: its records light up one by one, and what each says stands in memory from then on.

use ackademy_engine::player::Player;
use web_sys::{Element, HtmlElement};

use super::super::browser::{find_all, find_visible};
use super::super::page::Page;
use super::text_of;
use crate::i18n::message;

/// Shows how far the log is read by now. Whoever wants stillness is shown the end.
pub fn show(page: Page, player: &Player, counter: &HtmlElement, still: bool) {
    let number = |name: &str| -> u64 {
        let text = counter.get_attribute(name);
        text.and_then(|text| text.parse().ok()).unwrap_or_default()
    };
    let (since, due) = (number("data-loading"), number("data-due"));
    let total = number("data-total");
    let gone = player.now().saturating_sub(since);
    let read = if still {
        total
    } else {
        // The first record is read at once, and the last one some time before all is done.
        (1 + gone * total / due.saturating_sub(since).max(1)).min(total)
    };
    text_of(counter, &told(page, read, total));
    let Ok(Some(card)) = counter.closest("[data-node]") else {
        return;
    };
    for state in find_all(&card, "[data-reads]") {
        let steps = state.get_attribute("data-reads").unwrap_or_default();
        text_of(&state, held_after(&steps, read));
    }
    light_up(&card, total, read);
}

fn told(page: Page, read: u64, total: u64) -> String {
    let told = message("coordinator-loading")
        .with("read", i64::try_from(read).unwrap_or(i64::MAX))
        .with("total", i64::try_from(total).unwrap_or(i64::MAX));
    page.text(&told)
}

/// What stands in an element that this writes, by one of its attributes, once all is read.
pub fn all_read(page: Page, name: &str, value: &str) -> Option<String> {
    match name {
        "data-total" => {
            let total = value.parse().unwrap_or_default();
            Some(told(page, total, total))
        }
        "data-reads" => Some(held_after(value, u64::MAX).to_owned()),
        _ => None,
    }
}

/// The state that memory holds of an id after so many read records: `1 Empty,2 Ongoing`.
fn held_after(steps: &str, read: u64) -> &str {
    let known = steps.split(',').filter_map(|step| step.split_once(' '));
    let mut held = "";
    for (count, state) in known {
        if count.parse::<u64>().is_ok_and(|count| count <= read) {
            held = state;
        }
    }
    held
}

/// Cells of the transaction log that are read; those shown are the last ones.
fn light_up(card: &Element, total: u64, read: u64) {
    let cells = find_visible(card, ".log--states .cell--state");
    let hidden = total.saturating_sub(cells.len() as u64);
    for (place, cell) in (hidden..).zip(&cells) {
        if place < read {
            let _ = cell.set_attribute("data-lit", "");
        } else {
            let _ = cell.remove_attribute("data-lit");
        }
    }
}
