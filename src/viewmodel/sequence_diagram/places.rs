//! Where everything stands, in pixels. Texts of a line share one base line; an arrow leaves below its words and arrives at
//! their height, so that it falls with time.

use ackademy_engine::ids::NodeId;

use super::arrows::Arrow;

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Of the box, in pixels; lanes spread to fill it, and reach beyond it where it is too narrow.
    pub width: i32,
    /// The height of a line: fingers need more than a pointer.
    pub line: i32,
}

impl Frame {
    /// Of a file.
    pub(super) const FILE: Frame = Frame {
        width: 1_406,
        line: 26,
    };

    /// There is no room beside the outermost lanes: what clients do is written between the lanes.
    pub(super) fn is_narrow(self) -> bool {
        self.width < 640
    }

    pub(super) fn room(self) -> Room {
        if self.is_narrow() {
            Room {
                margins: (12, 110),
                pitch: (98, 160),
            }
        } else {
            Room {
                margins: (MARGIN, MARGIN),
                pitch: (152, 330),
            }
        }
    }
}

/// What there is room for beside the lanes, and how far they are from each other at least and at most.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// What clients do is written here, where it is wide enough.
    pub(super) margins: (i32, i32),
    pub(super) pitch: (i32, i32),
}

/// The times stand left of this.
pub(super) const GUTTER: i32 = 82;
const MARGIN: i32 = 190;
/// A text stands this far from its lane.
pub(super) const ASIDE: i32 = 11;
pub(super) const TOP: i32 = 8;
/// Below the last line, for the present.
pub(super) const PRESENT: i32 = 26;
/// The names of the lanes, in a file.
pub(super) const HEAD: i32 = 64;
/// How far an arrow that never arrives reaches, in percent. No lane stands there, however many it crosses.
pub(super) const SHARE: i32 = 42;

/// Where lanes and lines are.
pub(super) struct Places {
    pub(super) lanes: Vec<NodeId>,
    /// How many of them belong to clients that only send.
    pub(super) senders: usize,
    pub(super) room: Room,
    pub(super) is_narrow: bool,
    pub(super) pitch: i32,
    pub(super) line: i32,
    pub(super) top: i32,
    pub(super) count: usize,
}

pub(super) fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 64)
}

impl Places {
    /// Where the first lane is.
    pub(super) fn left(&self) -> i32 {
        GUTTER + self.room.margins.0
    }

    /// Where the last lane is.
    pub(super) fn right(&self) -> i32 {
        self.left() + (int(self.lanes.len()) - 1) * self.pitch
    }

    pub(super) fn x(&self, node: NodeId) -> i32 {
        let place = self.lanes.iter().position(|lane| *lane == node);
        self.left() + int(place.unwrap_or(0)) * self.pitch
    }

    pub(super) fn base(&self, line: usize) -> i32 {
        self.top + TOP + int(line) * self.line + self.line / 2 + 4
    }

    pub(super) fn leaves(&self, line: usize) -> i32 {
        self.base(line) + 6
    }

    pub(super) fn arrives(&self, line: usize) -> i32 {
        self.base(line) - 4
    }

    pub(super) fn now(&self) -> i32 {
        self.top + TOP + int(self.count) * self.line + PRESENT / 2
    }

    pub(super) fn width(&self) -> i32 {
        self.right() + self.room.margins.1
    }

    /// Where an arrow that never arrives ends, and one that is held stands.
    pub(super) fn part_of_way(&self, arrow: &Arrow) -> i32 {
        let (from, to) = arrow.ends();
        let (from, to) = (self.x(from), self.x(to));
        from + (to - from) * SHARE / 100
    }

    /// Whether what a client does is written left of its lane, where there are margins.
    pub(super) fn is_sender(&self, client: NodeId) -> bool {
        let place = self.lanes.iter().position(|lane| *lane == client);
        place.is_some_and(|place| place < self.senders)
    }

    /// Whether there is more room left of a lane than right of it.
    pub(super) fn has_room_left(&self, node: NodeId) -> bool {
        self.x(node) - GUTTER > self.width() - self.x(node)
    }
}
