//! What is written on a line, and what is drawn with it.

use ackademy_engine::event::Event;
use ackademy_engine::ids::NodeId;

use super::super::clock_text;
use super::super::partition_name;
use super::super::picture::{Anchor, Form, Look, Shape, Tip};
use super::SequenceDiagram;
use super::arrows::{Arrow, End};
use super::lines::Line;
use super::notes::{is_bad, is_long};
use super::places::{ASIDE, GUTTER, Places};
use super::record::{Item, Note, What};
use super::said::said;
use super::words::{folded, label};
use crate::i18n::{Message, message};
use crate::t;

pub(super) fn plain(what: String) -> Message {
    message("diagram-label").with("what", what)
}

pub(super) fn shape(look: Look, form: Form) -> Shape {
    Shape {
        form,
        look,
        step: 0,
    }
}

pub(super) fn line(look: Look, ends: [(i32, i32); 2], tip: Tip) -> Shape {
    shape(look, Form::Line { ends, tip })
}

pub(super) fn text(look: Look, at: (i32, i32), anchor: Anchor, words: Message) -> Shape {
    shape(look, Form::Text { at, anchor, words })
}

/// Writes one line.
pub(super) struct Pen<'a> {
    pub(super) diagram: &'a SequenceDiagram,
    pub(super) places: &'a Places,
    pub(super) number: usize,
}

impl Pen<'_> {
    pub(super) fn line(&self, it: &Line) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let base = self.places.base(self.number);
        if it.is_first {
            let words = plain(clock_text(it.at));
            shapes.push(text(Look::Time, (GUTTER - 10, base), Anchor::End, words));
        }
        if let Some(micros) = it.gap {
            self.gap(&mut shapes, micros);
        }
        let items = &self.diagram.items[it.items.0..it.items.1];
        let arrives_from = items.iter().find_map(|item| match item.what {
            What::Ended(arrow) => Some(self.diagram.arrows[arrow].ends().0),
            _ => None,
        });
        for item in items {
            self.item(&mut shapes, item, arrives_from);
        }
        shapes
    }

    fn gap(&self, shapes: &mut Vec<Shape>, micros: u64) {
        let y = self.places.arrives(self.number);
        let right = self.places.right();
        shapes.push(line(
            Look::Gap,
            [(self.places.left(), y), (right, y)],
            Tip::None,
        ));
        let seconds = i64::try_from(micros / 1_000_000).unwrap_or(i64::MAX);
        let words = message("stage-break").with("seconds", seconds);
        let middle = self.places.left() + self.places.pitch / 2;
        shapes.push(text(
            Look::SaysSoftly,
            (middle, y + 4),
            Anchor::Middle,
            words,
        ));
    }

    fn item(&self, shapes: &mut Vec<Shape>, item: &Item, arrives_from: Option<NodeId>) {
        let base = self.places.base(self.number);
        let scenario = &self.diagram.scenario;
        match &item.what {
            What::Sent(arrow) => {
                let arrow = &self.diagram.arrows[*arrow];
                let look = if arrow.is_refusal() {
                    Look::SaysNo
                } else {
                    Look::Says
                };
                shapes.push(self.beside(look, arrow.ends(), label(scenario, arrow)));
            }
            What::Ended(arrow) => {
                let arrow = &self.diagram.arrows[*arrow];
                let is_own = !matches!(self.diagram.items[arrow.sent].what, What::Sent(_))
                    || self.diagram.items[arrow.sent].position != item.position;
                let words = match arrow.ended {
                    Some((End::Cut, _)) => t!("diagram-cut"),
                    Some((End::Lost, _)) if is_own => t!("diagram-lost"),
                    _ => return,
                };
                shapes.push(self.beyond(Look::SaysNo, arrow, words));
            }
            What::Held(arrow, is_held) => {
                let arrow = &self.diagram.arrows[*arrow];
                let at = (self.places.part_of_way(arrow) + ASIDE, base);
                let words = if *is_held {
                    t!("diagram-held")
                } else {
                    t!("diagram-released")
                };
                shapes.push(text(Look::SaysSoftly, at, Anchor::Start, words));
            }
            What::Note(note) => self.note(shapes, note, arrives_from),
            What::Between(a, b, event) => self.between(shapes, (*a, *b), *event),
            What::ReplicaFetch {
                follower,
                leader,
                copied,
            } => {
                let ways = (NodeId::Broker(*follower), NodeId::Broker(*leader));
                self.there_and_back(shapes, Look::Replica, ways);
                let words = copied.map_or_else(
                    || t!("diagram-replica-fetch"),
                    |(partition, offset)| {
                        message("diagram-replicated")
                            .with("partition", partition_name(scenario, partition))
                            .with("offset", i64::from(offset.0))
                    },
                );
                shapes.push(self.beside(Look::SaysSoftly, ways, words));
            }
            What::Fold(fold) => {
                let fold = &self.diagram.folds[*fold];
                let ways = (fold.key.sender, NodeId::Broker(fold.key.broker));
                self.there_and_back(shapes, Look::Answer, ways);
                let words = folded(scenario, fold);
                shapes.push(self.beside(Look::SaysSoftly, ways, words));
            }
            What::Folded => {}
        }
    }

    /// Where an arrow ends on its way, on the side that it does not come from.
    fn beyond(&self, look: Look, arrow: &Arrow, words: Message) -> Shape {
        let (from, to) = arrow.ends();
        let here = self.places.part_of_way(arrow);
        let base = self.places.base(self.number);
        if self.places.x(to) > self.places.x(from) {
            text(look, (here + ASIDE, base), Anchor::Start, words)
        } else {
            text(look, (here - ASIDE, base), Anchor::End, words)
        }
    }

    /// Beside the lane that something leaves, on the side to which it goes.
    fn beside(&self, look: Look, ways: (NodeId, NodeId), words: Message) -> Shape {
        let (from, to) = (self.places.x(ways.0), self.places.x(ways.1));
        let base = self.places.base(self.number);
        // Names of errors and of internal topics are long.
        let is_right = if self.places.is_narrow && look != Look::Says {
            !self.places.has_room_left(ways.0)
        } else {
            to > from
        };
        if is_right {
            text(look, (from + ASIDE, base), Anchor::Start, words)
        } else {
            text(look, (from - ASIDE, base), Anchor::End, words)
        }
    }

    fn there_and_back(&self, shapes: &mut Vec<Shape>, look: Look, ways: (NodeId, NodeId)) {
        let y = self.places.leaves(self.number);
        let (from, to) = (self.places.x(ways.0), self.places.x(ways.1));
        let inwards = if to > from { 5 } else { -5 };
        let ends = [(from + inwards, y), (to - inwards, y)];
        shapes.push(line(look, ends, Tip::Head));
        shapes.push(line(look, [ends[1], ends[0]], Tip::Head));
    }

    fn note(&self, shapes: &mut Vec<Shape>, note: &Note, arrives_from: Option<NodeId>) {
        let (x, base) = (self.places.x(note.lane), self.places.base(self.number));
        let is_bad = is_bad(note);
        let point = if is_bad { Look::PointBad } else { Look::Point };
        shapes.push(shape(point, Form::Box([x - 3, base - 7, 6, 6, 3])));
        let from_right = arrives_from.is_some_and(|from| self.places.x(from) > x);
        let is_client = matches!(note.lane, NodeId::Client(_));
        let is_left = if self.places.is_narrow {
            self.places.has_room_left(note.lane)
        } else if is_client {
            self.places.is_sender(note.lane) != is_long(note)
        } else {
            from_right
        };
        let look = if is_bad { Look::SaysNo } else { Look::Says };
        let words = said(&self.diagram.scenario, note);
        shapes.push(if is_left {
            text(look, (x - ASIDE, base), Anchor::End, words)
        } else {
            text(look, (x + ASIDE, base), Anchor::Start, words)
        });
    }

    fn between(&self, shapes: &mut Vec<Shape>, (a, b): (NodeId, NodeId), event: Event) {
        let y = self.places.arrives(self.number);
        let (a, b) = (self.places.x(a), self.places.x(b));
        let (look, says, words) = match event {
            Event::LinkHealed(..) => (Look::Replica, Look::SaysSoftly, t!("diagram-link-healed")),
            Event::LinkCut(..) => (Look::Lost, Look::SaysNo, t!("diagram-link-cut")),
            _ => (Look::Lost, Look::SaysNo, t!("diagram-connection-broken")),
        };
        shapes.push(line(look, [(a, y), (b, y)], Tip::None));
        let (left, right) = (a.min(b), a.max(b));
        shapes.push(if right > self.places.width() - left {
            text(says, (right - ASIDE, y + 4), Anchor::End, words)
        } else {
            text(says, (left + ASIDE, y + 4), Anchor::Start, words)
        });
    }
}
