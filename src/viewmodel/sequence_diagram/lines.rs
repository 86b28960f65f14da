//! Which line everything stands on. A line has one text at most, so that no word can meet another.

use super::SequenceDiagram;
use super::arrows::End;
use super::notes::is_long;
use super::places::Frame;
use super::record::What;

/// A stretch of this length, in simulated microseconds, in which nothing happens has a line of its own.
const GAP_FROM: u64 = 1_000_000;

/// A line of the diagram.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// How many steps had been taken when it had happened.
    pub position: usize,
    /// In simulated microseconds.
    pub at: u64,
    /// It is the first of its moment.
    pub is_first: bool,
    /// The items on it, from one to before another; none on a line that stands for time going by.
    pub items: (usize, usize),
    /// How much time goes by, on a line that says so.
    pub gap: Option<u64>,
}

/// Every line of a diagram.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lines {
    /// In order.
    pub lines: Vec<Line>,
    /// The line of each item.
    pub(super) of_item: Vec<usize>,
    /// What processes do is written where there is room, and has lines of its own.
    pub(super) is_narrow: bool,
}

impl Lines {
    /// The line with which a moment ends: what has happened after so many steps stands there or above.
    #[must_use]
    pub fn until(&self, position: usize) -> usize {
        self.lines.partition_point(|line| line.position <= position)
    }
}

/// What stands on the line that is being filled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filled {
    /// An arrow arrives at this lane, and there is room for a note.
    Arrival,
    /// This arrow sets out.
    Departure(usize),
    /// Text.
    Text,
}

impl SequenceDiagram {
    /// Puts everything on lines.
    #[must_use]
    pub fn lines(&self, shows_replication: bool, frame: Frame) -> Lines {
        let is_narrow = frame.is_narrow();
        let mut of_item = Vec::with_capacity(self.items.len());
        let mut lines: Vec<Line> = Vec::new();
        let mut filled = Filled::Text;
        for (index, item) in self.items.iter().enumerate() {
            let before = lines.last().copied();
            let is_shown = match item.what {
                What::Folded => false,
                What::ReplicaFetch { .. } => shows_replication,
                _ => true,
            };
            if !is_shown {
                of_item.push(lines.len().saturating_sub(1));
                continue;
            }
            let joins = before.is_some_and(|line| {
                line.position == item.position
                    && line.gap.is_none()
                    && self.joins(index, filled, is_narrow)
            });
            if joins {
                if let Some(line) = lines.last_mut() {
                    line.items.1 = index + 1;
                }
                filled = Filled::Text;
            } else {
                let quiet = before.map_or(0, |line| item.at.saturating_sub(line.at));
                if quiet >= GAP_FROM {
                    lines.push(Line {
                        position: before.map_or(0, |line| line.position),
                        at: item.at,
                        is_first: false,
                        items: (index, index),
                        gap: Some(quiet),
                    });
                }
                lines.push(Line {
                    position: item.position,
                    at: item.at,
                    is_first: before.is_none_or(|line| line.position != item.position),
                    items: (index, index + 1),
                    gap: None,
                });
                filled = self.fills(index);
            }
            of_item.push(lines.len() - 1);
        }
        Lines {
            lines,
            of_item,
            is_narrow,
        }
    }

    fn fills(&self, item: usize) -> Filled {
        match self.items[item].what {
            What::Ended(arrow) if matches!(self.arrows[arrow].ended, Some((End::Arrived, _))) => {
                Filled::Arrival
            }
            What::Sent(arrow) => Filled::Departure(arrow),
            _ => Filled::Text,
        }
    }

    /// Whether an item stands on the line of the item before it.
    fn joins(&self, item: usize, filled: Filled, is_narrow: bool) -> bool {
        match (&self.items[item].what, filled) {
            // What a process does with what has just arrived.
            (What::Note(note), Filled::Arrival) if !is_narrow && !is_long(note) => {
                let arrival = self.items[..item].iter().rev();
                let arrival = arrival.map(|item| &item.what);
                arrival
                    .take_while(|what| !matches!(what, What::Note(_) | What::Sent(_)))
                    .find_map(|what| match what {
                        What::Ended(arrow) => Some(self.arrows[*arrow].ends().1),
                        _ => None,
                    })
                    == Some(note.lane)
            }
            // What was sent into a dead connection never set out.
            (What::Ended(arrow), Filled::Departure(sent)) => *arrow == sent,
            _ => false,
        }
    }
}
