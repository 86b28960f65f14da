//! Writes what a learner reads while the run moves: clock, scrubber, countdowns.

use ackademy_engine::player::Player;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::super::browser::{find, find_all};
use super::super::page::Page;
use super::place::portion;
use super::{px, text_of};
use crate::i18n::{Arg, message};
pub use crate::viewmodel::clock_text;

/// Writes it all as it is now.
pub fn write(page: Page) {
    let deadlines =
        find("[data-stage]").map_or_else(Vec::new, |stage| find_all(&stage, "[data-deadline]"));
    page.peek(|session| {
        let player = session.player();
        write_clock(page, player);
        write_countdowns(page, player, &deadlines);
    });
}

fn write_clock(page: Page, player: &Player) {
    if let Some(clock) = find("[data-clock]") {
        text_of(&clock, &clock_text(player.now()));
    }
    if let Some(scrubber) =
        find("[data-scrubber]").and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    {
        let value = (player.screen_now() / 1_000).to_string();
        let end = (player.screen_end().max(player.screen_now()) / 1_000).to_string();
        if scrubber.max() != end {
            scrubber.set_max(&end);
        }
        if scrubber.value() != value {
            scrubber.set_value(&value);
            let spoken = message("transport-scrubber-value").with("time", clock_text(player.now()));
            let _ = scrubber.set_attribute("aria-valuetext", &page.text(&spoken));
        }
        // Nothing has been played where a run begins, though all that there is of it is behind.
        let share = match player.screen_now() {
            0 => 0.0,
            now => portion(now, 0, player.screen_end()) * 100.0,
        };
        let style = HtmlElement::style(&scrubber);
        let _ = style.set_property("--played", &format!("{}%", px(share)));
    }
}

fn write_countdowns(page: Page, player: &Player, deadlines: &[HtmlElement]) {
    for element in deadlines {
        write_countdown(page, player, element);
    }
}

/// Writes a countdown as it is now.
pub fn count_down(page: Page, element: &HtmlElement) {
    page.peek(|session| write_countdown(page, session.player(), element));
}

fn write_countdown(page: Page, player: &Player, element: &HtmlElement) {
    let due: u64 = element
        .get_attribute("data-deadline")
        .and_then(|due| due.parse().ok())
        .unwrap_or_default();
    text_of(element, &countdown(page, due, player.now()));
}

/// How long it is until then.
pub fn countdown(page: Page, due: u64, now: u64) -> String {
    let tenths = i64::try_from(due.saturating_sub(now) / 100_000).unwrap_or(i64::MAX);
    let left = message("card-producer-gives-up").with(
        "seconds",
        Arg::Decimal {
            value: tenths,
            digits: 1,
        },
    );
    page.text(&left)
}
