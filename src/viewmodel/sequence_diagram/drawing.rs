//! A window of lines as shapes: lanes, the times in which a process is gone, arrows, and what is written.

use std::ops::Range;

use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Player;

use super::super::clock_text;
use super::super::picture::{Anchor, Drawing, Form, Look, Shape, Tip};
use super::SequenceDiagram;
use super::arrows::{Arrow, End};
use super::lanes::Head;
use super::lines::Lines;
use super::pen::{Pen, line, plain, shape, text};
use super::places::{Frame, GUTTER, HEAD, PRESENT, Places, TOP, int};
use crate::t;

/// What belongs to one line or one arrow, by its number.
pub type LineShapes = (usize, Vec<Shape>);

/// A window of lines, drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// In pixels.
    pub width: i32,
    /// Of the whole diagram.
    pub height: i32,
    /// The middle of each lane.
    pub lanes: Vec<i32>,
    /// How far the lanes are from each other.
    pub pitch: i32,
    /// Lanes, and what stands still behind everything.
    pub back: Vec<Shape>,
    /// Each arrow that reaches into the window.
    pub arrows: Vec<LineShapes>,
    /// What is written on each line of the window.
    pub texts: Vec<LineShapes>,
}

impl SequenceDiagram {
    /// A window of lines.
    #[must_use]
    pub fn sheet(
        &self,
        player: &Player,
        lines: &Lines,
        window: Range<usize>,
        frame: Frame,
    ) -> Sheet {
        let places = self.places(lines, frame, 0);
        self.drawn(player, lines, window, &places)
    }

    /// Where a line of a sheet begins.
    #[must_use]
    pub fn top_of(line: usize, frame: Frame) -> i32 {
        TOP + int(line) * frame.line
    }

    /// The whole run for a file, with the names of the lanes above them.
    #[must_use]
    pub fn whole(&self, player: &Player, shows_replication: bool) -> Drawing {
        let lines = self.lines(shows_replication, Frame::FILE);
        let places = self.places(&lines, Frame::FILE, HEAD);
        let sheet = self.drawn(player, &lines, 0..lines.lines.len(), &places);
        let heads = self.heads(player);
        let heads = heads
            .iter()
            .zip(&sheet.lanes)
            .flat_map(|(head, x)| head_shapes(head, *x));
        let lines = sheet.arrows.into_iter().chain(sheet.texts);
        let lines = lines.flat_map(|(_, shapes)| shapes);
        Drawing {
            width: sheet.width,
            height: sheet.height,
            shapes: sheet.back.into_iter().chain(heads).chain(lines).collect(),
        }
    }

    fn places(&self, lines: &Lines, frame: Frame, top: i32) -> Places {
        let lanes = self.lanes();
        let is_broker = |lane: &NodeId| matches!(lane, NodeId::Broker(_));
        let room = frame.room();
        let gaps = int(lanes.len() - 1).max(1);
        let fit = (frame.width - GUTTER - room.margins.0 - room.margins.1) / gaps;
        Places {
            senders: lanes.iter().position(is_broker).unwrap_or(0),
            lanes,
            room,
            is_narrow: lines.is_narrow,
            pitch: fit.clamp(room.pitch.0, room.pitch.1),
            line: frame.line,
            top,
            count: lines.lines.len(),
        }
    }

    fn drawn(
        &self,
        player: &Player,
        lines: &Lines,
        window: Range<usize>,
        places: &Places,
    ) -> Sheet {
        let reaches = |arrow: &&(usize, &Arrow)| {
            let from = lines.of_item[arrow.1.sent];
            let to = arrow
                .1
                .ended
                .map_or(usize::MAX, |(_, item)| lines.of_item[item]);
            arrow.1.fold.is_none() && from < window.end && to >= window.start
        };
        let arrows = self.arrows.iter().enumerate();
        let mut spread: Vec<(NodeId, NodeId)> = Vec::new();
        let draw_arrow = |(index, arrow): (usize, &Arrow)| {
            let ways = arrow.ends();
            let beside = spread.iter().filter(|other| **other == ways).count();
            if arrow.ended.is_none() {
                spread.push(ways);
            }
            (index, arrow_shapes(arrow, lines, places, int(beside)))
        };
        let arrows = arrows
            .filter(|arrow| reaches(&arrow))
            .map(draw_arrow)
            .collect();
        let texts = window.map(|number| {
            let pen = Pen {
                diagram: self,
                places,
                number,
            };
            (number, pen.line(&lines.lines[number]))
        });
        Sheet {
            width: places.width(),
            height: places.now() + PRESENT,
            lanes: places.lanes.iter().map(|lane| places.x(*lane)).collect(),
            pitch: places.pitch,
            texts: texts.collect(),
            arrows,
            back: self.back(player, lines, places),
        }
    }

    fn back(&self, player: &Player, lines: &Lines, places: &Places) -> Vec<Shape> {
        let now = places.now();
        let lifeline = |lane: &NodeId| {
            let x = places.x(*lane);
            line(Look::Lifeline, [(x, places.top), (x, now)], Tip::None)
        };
        let mut shapes: Vec<Shape> = places.lanes.iter().map(lifeline).collect();
        for bar in &self.bars {
            let y = |item: Option<usize>, otherwise| {
                item.map_or(otherwise, |item| places.arrives(lines.of_item[item]))
            };
            let (from, to) = (y(bar.from, places.top), y(bar.to, now));
            let look = if bar.is_pause {
                Look::Paused
            } else {
                Look::Down
            };
            let x = places.x(bar.node);
            shapes.push(shape(look, Form::Box([x - 5, from, 10, to - from, 5])));
        }
        let ends = [(GUTTER, now), (places.width() - 16, now)];
        shapes.push(line(Look::Now, ends, Tip::None));
        let here = (GUTTER - 10, now + 4);
        let words = plain(clock_text(player.now()));
        shapes.push(text(Look::NowName, here, Anchor::End, words));
        let here = (places.width() - 16, now + 15);
        shapes.push(text(Look::NowName, here, Anchor::End, t!("diagram-now")));
        shapes
    }
}

fn head_shapes(head: &Head, x: i32) -> Vec<Shape> {
    let mut shapes = vec![text(Look::Head, (x, 26), Anchor::Middle, head.name.clone())];
    if let Some(role) = &head.role {
        shapes.push(text(Look::Remark, (x, 46), Anchor::Middle, role.clone()));
    }
    shapes
}

/// Its way: straight, and standing for as long as it is held back.
fn arrow_shapes(arrow: &Arrow, lines: &Lines, places: &Places, beside: i32) -> Vec<Shape> {
    let (from, to) = arrow.ends();
    let look = match (arrow.is_lost(), arrow.is_late, arrow.is_answer()) {
        (true, ..) => Look::Lost,
        (_, true, _) => Look::Late,
        (_, _, true) => Look::Answer,
        _ => Look::Request,
    };
    let set_out = lines.of_item[arrow.sent];
    let mut here = (places.x(from), places.leaves(set_out));
    let part = places.part_of_way(arrow);
    let mut shapes = Vec::new();
    for (since, until) in &arrow.held {
        let held = (part, places.arrives(lines.of_item[*since]));
        let freed = until.map_or(places.now(), |item| places.arrives(lines.of_item[item]));
        shapes.push(line(look, [here, held], Tip::None));
        shapes.push(line(look, [held, (part, freed)], Tip::None));
        here = (part, freed);
    }
    let (there, tip) = match arrow.ended {
        Some((End::Arrived, item)) => {
            let before = if places.x(to) > here.0 { -5 } else { 5 };
            (
                (places.x(to) + before, places.arrives(lines.of_item[item])),
                Tip::Head,
            )
        }
        Some((_, item)) if lines.of_item[item] == set_out => ((part, here.1), Tip::Cross),
        Some((_, item)) => ((part, places.arrives(lines.of_item[item])), Tip::Cross),
        None => ((part + 14 * beside, places.now()), Tip::Ring),
    };
    shapes.push(line(look, [here, there], tip));
    shapes
}
