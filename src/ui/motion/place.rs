//! Writes what changes with every frame: pills, fetches' dots, clock, scrubber, countdowns.

use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::EnvelopeKey;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::super::browser::{find, find_all, prefers_stillness};
use super::super::page::Page;
use super::{Flyer, Motion, Point, loading, place_at, px, text_of, within};
use crate::i18n::{Arg, message};
use crate::viewmodel::{Pill, Trip};

/// Pills on the same wire are this far apart, across it.
const LANE: f64 = 34.0;
/// The same where wires run downwards: pills are wider than high.
const LANE_UPRIGHT: f64 = 96.0;
/// The cut button stands this far above its ack.
const CUT_ABOVE: f64 = 62.0;

/// Places everything as it is now.
pub fn place(page: Page) {
    let still = prefers_stillness();
    let screen = page.screen();
    let (pills, trips) = (&screen.view.pills, &screen.view.trips);
    // All sizes are read before anything is written, or the browser would lay out the page once per pill.
    let on_stage =
        |selector| find("[data-stage]").map_or_else(Vec::new, |stage| find_all(&stage, selector));
    let (dots, deadlines) = (on_stage("[data-trip]"), on_stage("[data-deadline]"));
    let loading = on_stage("[data-loading]");
    page.peek(|session| {
        let player = session.player();
        page.moving(|motion| {
            let button = cut_button();
            let halves = half_widths(motion, pills);
            place_pills(motion, player, pills, &halves, still);
            place_trips(motion, player, &dots, trips, still);
            if let Some((button, half)) = button {
                follow(motion, pills, &button, half);
            }
        });
        write_clock(page, player);
        write_countdowns(page, player, &deadlines);
        for counter in &loading {
            loading::show(page, player, counter, still);
        }
    });
}

/// Written only when it changes.
fn show(flyer: &mut Flyer, shown: bool) {
    if flyer.is_shown != shown {
        flyer.is_shown = shown;
        let value = if shown { "visible" } else { "hidden" };
        let _ = flyer.element.style().set_property("visibility", value);
    }
}

fn half_widths(motion: &Motion, pills: &[Pill]) -> Vec<f64> {
    let half = |pill: &Pill| {
        let flyer = motion.flyers.get(&pill.key);
        flyer.map_or(0.0, |flyer| f64::from(flyer.element.offset_width()) / 2.0)
    };
    pills.iter().map(half).collect()
}

/// The first minute's button, and half its width.
fn cut_button() -> Option<(HtmlElement, f64)> {
    let button = find("[data-follows]")?.dyn_into::<HtmlElement>().ok()?;
    let half = f64::from(button.offset_width()) / 2.0;
    Some((button, half))
}

fn place_pills(motion: &mut Motion, player: &Player, pills: &[Pill], halves: &[f64], still: bool) {
    for (index, (pill, half)) in pills.iter().zip(halves).enumerate() {
        let before = pills[..index].iter();
        let lane = before.filter(|other| same_wire(other, pill)).count();
        let wire = motion.wiring.curve(pill.from, pill.to);
        let Some(flyer) = motion.flyers.get_mut(&pill.key) else {
            continue;
        };
        let Some((curve, backwards)) = wire else {
            show(flyer, false);
            continue;
        };
        if still {
            flyer.share = 0.5;
        } else if !pill.held {
            flyer.share = share(player, pill.key);
        }
        let mut at = curve.at(if backwards {
            1.0 - flyer.share
        } else {
            flyer.share
        });
        let aside = f64::from(u8::try_from(lane).unwrap_or(u8::MAX));
        if curve.is_upright() {
            at.x += aside * LANE_UPRIGHT;
        } else {
            at.y += aside * LANE;
        }
        at.x = within(at.x, *half, motion.wiring.width - *half);
        place_at(&flyer.element, at);
        show(flyer, true);
        motion.last_seen.insert(pill.key, at);
    }
}

/// The cut button follows its ack.
fn follow(motion: &Motion, pills: &[Pill], button: &HtmlElement, half: f64) {
    let is_its = |pill: &&Pill| {
        let flyer = motion.flyers.get(&pill.key);
        flyer.is_some_and(|flyer| flyer.element.has_attribute("data-followed"))
    };
    let Some(pill) = pills.iter().find(is_its) else {
        return;
    };
    let Some(at) = motion.last_seen(pill.key) else {
        return;
    };
    let half = half + 6.0;
    // Left of the card that the ack comes from, so that what stands on it can be read.
    let most = motion.wiring.left_of(pill.from);
    let x =
        at.x.min(most.unwrap_or(motion.wiring.width) - half)
            .max(half);
    let y = (at.y - CUT_ABOVE).max(30.0);
    place_at(button, Point { x, y });
    let _ = button.style().set_property("visibility", "visible");
}

fn same_wire(a: &Pill, b: &Pill) -> bool {
    (a.from, a.to) == (b.from, b.to) || (a.from, a.to) == (b.to, b.from)
}

/// How far along its way an envelope is, from 0 to 1.
fn share(player: &Player, key: EnvelopeKey) -> f64 {
    match player.flight(key) {
        Some((sent, due)) => portion(player.now(), sent, due),
        None => 0.5,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "microseconds of a run are far below 2^52"
)]
fn portion(now: u64, from: u64, to: u64) -> f64 {
    if to > from {
        (now.saturating_sub(from) as f64 / (to - from) as f64).min(1.0)
    } else {
        1.0
    }
}

/// A follower's fetch goes to the leader and comes back with records: two arrows.
fn place_trips(
    motion: &Motion,
    player: &Player,
    dots: &[HtmlElement],
    trips: &[Trip],
    still: bool,
) {
    for (dot, trip) in dots.iter().zip(trips) {
        let ends = (NodeId::Broker(trip.follower), NodeId::Broker(trip.leader));
        let Some((curve, backwards)) = motion.wiring.curve(ends.0, ends.1) else {
            continue;
        };
        let gone = if still {
            0.25
        } else {
            portion(player.now(), trip.since, trip.due)
        };
        let out = if gone < 0.5 {
            gone * 2.0
        } else {
            2.0 - gone * 2.0
        };
        place_at(dot, curve.at(if backwards { 1.0 - out } else { out }));
        let _ = dot.style().set_property("visibility", "visible");
        let way = if gone < 0.5 { "asks" } else { "brings" };
        let _ = dot.set_attribute("data-trip", way);
    }
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
        let share = portion(player.screen_now(), 0, player.screen_end()) * 100.0;
        let style = HtmlElement::style(&scrubber);
        let _ = style.set_property("--played", &format!("{}%", px(share)));
    }
}

/// Simulated time as minutes, seconds and milliseconds: 0:30.061.
pub fn clock_text(micros: u64) -> String {
    let milliseconds = micros / 1_000;
    format!(
        "{}:{:02}.{:03}",
        milliseconds / 60_000,
        milliseconds / 1_000 % 60,
        milliseconds % 1_000
    )
}

fn write_countdowns(page: Page, player: &Player, deadlines: &[HtmlElement]) {
    for element in deadlines {
        let due: u64 = element
            .get_attribute("data-deadline")
            .and_then(|due| due.parse().ok())
            .unwrap_or_default();
        text_of(element, &countdown(page, due, player.now()));
    }
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
