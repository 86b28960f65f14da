//! Writes what changes with every frame: pills and fetches' dots.

use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::EnvelopeKey;
use web_sys::{Element, HtmlElement};

use super::super::browser::{find_all, prefers_stillness};
use super::super::page::Page;
use super::moves::{Moves, place_at, placed};
use super::{Flyer, Motion, Moving, Point, loading, within};
use crate::viewmodel::{Pill, Trip};

/// Pills on the same wire are this far apart, across it.
const LANE: f64 = 34.0;
/// The same where wires run downwards: pills are wider than high.
const LANE_UPRIGHT: f64 = 96.0;
/// So many pills are always moved all at once.
const FEW: usize = 12;
/// The cut button stands this far above its ack.
const CUT_ABOVE: f64 = 62.0;

/// Places everything as it is now, or half of the pills.
pub fn place(page: Page, spares: bool) {
    let still = prefers_stillness();
    let screen = page.screen();
    let (pills, trips) = (&screen.view.pills, &screen.view.trips);
    // All sizes were read before anything is written, or the browser would lay out the page once per pill.
    page.peek(|session| {
        let player = session.player();
        page.moving(|motion| {
            let mut moves = Moves::default();
            motion.half = 1 - motion.half;
            let half = spares.then_some(motion.half);
            place_pills(motion, &mut moves, player, pills, still, half);
            place_trips(motion, &mut moves, player, trips, still);
            moves.write();
            if let Some((button, half)) = &motion.moving.button {
                follow(motion, pills, button, *half);
            }
            for counter in &motion.moving.loading {
                loading::show(page, player, counter, still);
            }
        });
    });
}

/// What the stage holds that moves, but for its pills.
pub fn find_moving(stage: &Element) -> Moving {
    let dots = find_all(stage, "[data-trip]").into_iter();
    Moving {
        dots: dots.map(|dot| (dot.clone(), placed(&dot))).collect(),
        loading: find_all(stage, "[data-loading]"),
        button: cut_button(stage),
    }
}

/// Written only when it changes.
fn show(flyer: &mut Flyer, shown: bool) {
    if flyer.is_shown != shown {
        flyer.is_shown = shown;
        let value = if shown { "visible" } else { "hidden" };
        let _ = flyer.element.style().set_property("visibility", value);
    }
}

/// The first minute's button, and half its width.
fn cut_button(stage: &Element) -> Option<(HtmlElement, f64)> {
    let button = find_all(stage, "[data-follows]").pop()?;
    let half = f64::from(button.offset_width()) / 2.0;
    Some((button, half))
}

fn place_pills(
    motion: &mut Motion,
    moves: &mut Moves,
    player: &Player,
    pills: &[Pill],
    still: bool,
    half: Option<usize>,
) {
    let half = half.filter(|_| pills.len() > FEW);
    for (index, pill) in pills.iter().enumerate() {
        let before = pills[..index].iter();
        let lane = before.filter(|other| same_wire(other, pill)).count();
        let wire = motion.wiring.curve(pill.from, pill.to);
        let Some(flyer) = motion.flyers.get_mut(&pill.key) else {
            continue;
        };
        if flyer.is_shown && half.is_some_and(|half| index % 2 != half) {
            continue;
        }
        let Some((curve, backwards)) = wire else {
            show(flyer, false);
            continue;
        };
        if still {
            flyer.share = 0.5;
        } else if !pill.held {
            flyer.share = share(player, pill.key).unwrap_or(flyer.share);
        }
        let mut at = curve.at(if backwards {
            1.0 - flyer.share
        } else {
            flyer.share
        });
        if curve.is_upright() {
            at.x += aside(lane, LANE_UPRIGHT, motion.wiring.width - at.x);
        } else {
            at.y += aside(lane, LANE, motion.wiring.height - at.y);
        }
        at.x = within(at.x, flyer.half, motion.wiring.width - flyer.half);
        moves.add(&flyer.style, at);
        show(flyer, true);
        motion.last_seen.insert(pill.key, at);
    }
}

/// How far aside of its wire a pill travels. Where the stage ends, the lanes begin again between those that are there: a
/// pill outside of it would make the page longer with every frame.
fn aside(lane: usize, width: f64, room: f64) -> f64 {
    let of = |count: usize| f64::from(u8::try_from(count).unwrap_or(u8::MAX));
    let mut fit = 1;
    while of(fit + 1) * width < room && fit < lane {
        fit += 1;
    }
    (of(lane % fit) + of(lane / fit % 2) / 2.0) * width
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
    let _ = button.set_attribute("data-placed", "");
}

fn same_wire(a: &Pill, b: &Pill) -> bool {
    (a.from, a.to) == (b.from, b.to) || (a.from, a.to) == (b.to, b.from)
}

/// How far along its way an envelope is, from 0 to 1. One that is not under way any more stays where it was seen.
fn share(player: &Player, key: EnvelopeKey) -> Option<f64> {
    let (sent, due) = player.flight(key)?;
    Some(portion(player.now(), sent, due))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "microseconds of a run are far below 2^52"
)]
pub(super) fn portion(now: u64, from: u64, to: u64) -> f64 {
    if to > from {
        (now.saturating_sub(from) as f64 / (to - from) as f64).min(1.0)
    } else {
        1.0
    }
}

/// A follower's fetch goes to the leader and comes back with records: two arrows.
fn place_trips(motion: &Motion, moves: &mut Moves, player: &Player, trips: &[Trip], still: bool) {
    for ((dot, style), trip) in motion.moving.dots.iter().zip(trips) {
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
        moves.add(style, curve.at(if backwards { 1.0 - out } else { out }));
        let _ = dot.style().set_property("visibility", "visible");
        let way = if gone < 0.5 { "asks" } else { "brings" };
        let _ = dot.set_attribute("data-trip", way);
    }
}
