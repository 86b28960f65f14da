//! Where wires run and how far along them something is. Pixels, relative to the stage's corner.

use ackademy_engine::ids::NodeId;

/// A point of the stage.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A card's box.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    fn middle(self) -> Point {
        Point {
            x: (self.left + self.right) / 2.0,
            y: (self.top + self.bottom) / 2.0,
        }
    }
}

/// A wire: a cubic curve.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Curve([Point; 4]);

/// Cards further apart than this stand side by side.
const GAP_MIN: f64 = 8.0;
/// Half the height of a loop from a card to itself.
const LOOP: f64 = 26.0;
/// How far a curve between two cards of one column bows out of it.
const BOW: f64 = 34.0;

impl Curve {
    /// The curve from one card to another: across the gap between columns, down the gap between rows, or out and back in
    /// along the right-hand side of a column. `shift` moves its start along the first card's edge.
    pub fn between(a: Rect, b: Rect, shift: f64) -> Curve {
        let (from, to) = (a.middle(), b.middle());
        if a.right + GAP_MIN <= b.left {
            return Curve::across(a.right, from.y + shift, b.left, to.y);
        }
        if b.right + GAP_MIN <= a.left {
            return Curve::across(a.left, from.y + shift, b.right, to.y);
        }
        let (start, end) = if a.bottom <= b.top {
            (a.bottom, b.top)
        } else {
            (a.top, b.bottom)
        };
        let x = from.x + shift * 2.0;
        let bend = (end - start) / 2.0;
        Curve([
            Point { x, y: start },
            Point { x, y: start + bend },
            Point { x, y: end - bend },
            Point { x, y: end },
        ])
    }

    /// The curve between two cards of one column, out of the way of everything else. From a card to itself it is a loop.
    pub fn beside(a: Rect, b: Rect) -> Curve {
        let (mut from, mut to) = (a.middle(), b.middle());
        if a == b {
            from.y -= LOOP;
            to.y += LOOP;
        }
        let out = a.right.max(b.right) + BOW;
        Curve([
            Point {
                x: a.right,
                y: from.y,
            },
            Point { x: out, y: from.y },
            Point { x: out, y: to.y },
            Point {
                x: b.right,
                y: to.y,
            },
        ])
    }

    fn across(x1: f64, y1: f64, x2: f64, y2: f64) -> Curve {
        let bend = (x2 - x1) * 0.5;
        Curve([
            Point { x: x1, y: y1 },
            Point {
                x: x1 + bend,
                y: y1,
            },
            Point {
                x: x2 - bend,
                y: y2,
            },
            Point { x: x2, y: y2 },
        ])
    }

    /// The point at a share of the way, from 0 to 1.
    pub fn at(self, share: f64) -> Point {
        let t = within(share, 0.0, 1.0);
        let u = 1.0 - t;
        let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let mut point = Point::default();
        for (weight, knot) in weights.iter().zip(self.0) {
            point.x += weight * knot.x;
            point.y += weight * knot.y;
        }
        point
    }

    /// Whether it runs rather down than across.
    pub fn is_upright(self) -> bool {
        (self.0[3].y - self.0[0].y).abs() > (self.0[3].x - self.0[0].x).abs() * 4.0
    }

    /// As an SVG path.
    pub fn path(self) -> String {
        let [a, b, c, d] = self.0;
        let [a, b, c, d] = [a, b, c, d].map(|knot| format!("{} {}", px(knot.x), px(knot.y)));
        format!("M{a}C{b} {c} {d}")
    }
}

/// No less than `least` and no more than `most`. The standard library's own would print floats when they are mixed up.
pub fn within(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

/// Pixels to a tenth. Printing floats would cost the page as much as a whole panel.
pub fn px(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    let tenths = (value * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// What a node's card is called in the document.
pub fn node_mark(node: NodeId) -> String {
    match node {
        NodeId::Broker(broker) => format!("broker-{}", broker.0),
        NodeId::Client(client) => format!("client-{}", client.0),
        NodeId::Controller => "controller".to_owned(),
    }
}
