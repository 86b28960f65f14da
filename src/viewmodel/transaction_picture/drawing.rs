//! Where everything stands, in pixels: lanes side by side, one row for each step. No text is measured; what a label needs
//! is estimated from its number of signs.

use ackademy_engine::log::TransactionResult;

use super::super::picture::{Anchor, Drawing, Form, Look, Shape, Tip};
use super::TransactionPicture;
use super::steps::{Arrow, Cell, Lane, TransactionStep};
use crate::i18n::{Message, message};
use crate::t;

const WIDTH: i32 = 1264;
const HEAD_TOP: i32 = 12;
const HEAD_HEIGHT: i32 = 52;
const FIRST_ROW: i32 = 76;
const ROW_HEIGHT: i32 = 36;
const NUMBER_X: i32 = 26;
const CELL_HEIGHT: i32 = 26;
const STATE_WIDTH: i32 = 148;
const SMALL_WIDTH: i32 = 40;
/// A label hangs this far above its arrow.
const LABEL_ABOVE: i32 = 6;

/// The middle of a lane. Labels need most room beside the coordinator.
fn middle(lane: Lane) -> i32 {
    match lane {
        Lane::Source => 116,
        Lane::App => 300,
        Lane::Coordinator => 560,
        Lane::Log => 800,
        Lane::Offsets => 990,
        Lane::Target => 1144,
    }
}

impl TransactionPicture {
    /// The picture, drawn; the row of step `current` stands out, if there is such a step.
    #[must_use]
    pub fn drawing(&self, current: Option<usize>) -> Drawing {
        let rows = i32::try_from(self.steps.len()).expect("few steps");
        let height = FIRST_ROW + rows * ROW_HEIGHT + 20;
        let mut draft = Draft { shapes: Vec::new() };
        draft.inside(height);
        if let Some(step) = current.filter(|step| (1..=self.steps.len()).contains(step)) {
            let top = row(step) - ROW_HEIGHT / 2 - 2;
            draft.add(0, Look::Row, Form::Box([6, top, WIDTH - 12, ROW_HEIGHT, 8]));
        }
        for (lane, name, exactly) in &self.heads {
            draft.head(*lane, name, exactly, height - 12);
        }
        for step in &self.steps {
            draft.step(step);
        }
        Drawing {
            width: WIDTH,
            height,
            shapes: draft.shapes,
        }
    }
}

/// Where the arrows of a step run.
fn row(number: usize) -> i32 {
    let number = i32::try_from(number).expect("few steps");
    FIRST_ROW + number * ROW_HEIGHT - ROW_HEIGHT / 2 + 10
}

struct Draft {
    shapes: Vec<Shape>,
}

impl Draft {
    fn add(&mut self, step: usize, look: Look, form: Form) {
        self.shapes.push(Shape { form, look, step });
    }

    fn text(&mut self, step: usize, look: Look, at: (i32, i32), anchor: Anchor, words: &Message) {
        let words = words.clone();
        self.add(step, look, Form::Text { at, anchor, words });
    }

    /// The coordinator and the leader of its partition of the log are one broker.
    fn inside(&mut self, height: i32) {
        let left = middle(Lane::Coordinator) - STATE_WIDTH / 2 - 14;
        let right = middle(Lane::Log) + STATE_WIDTH / 2 + 14;
        let size = [left, 4, right - left, height - 8, 14];
        self.add(0, Look::Inside, Form::Box(size));
    }

    fn head(&mut self, lane: Lane, name: &Message, exactly: &Message, bottom: i32) {
        let x = middle(lane);
        let below = HEAD_TOP + HEAD_HEIGHT;
        self.add(
            0,
            Look::Lifeline,
            Form::Line {
                ends: [(x, below), (x, bottom)],
                tip: Tip::None,
            },
        );
        self.text(0, Look::Head, (x, HEAD_TOP + 20), Anchor::Middle, name);
        self.text(
            0,
            Look::Exactly,
            (x, HEAD_TOP + 40),
            Anchor::Middle,
            exactly,
        );
    }

    fn step(&mut self, step: &TransactionStep) {
        let (number, y) = (step.number, row(step.number));
        let words = message("picture-number").with("number", number);
        self.text(
            number,
            Look::Number,
            (NUMBER_X, y + 5),
            Anchor::Middle,
            &words,
        );
        // Lines first, so that cells lie on them.
        for (index, arrow) in step.arrows.iter().enumerate() {
            self.arrow(number, y, *arrow, step);
            let label = match index {
                0 => Some(&step.label),
                _ if arrow.is_answer => Some(step.answer.as_ref().unwrap_or(&step.label)),
                _ => None,
            };
            if let Some(label) = label {
                let at = (label_x(*arrow, step), y - LABEL_ABOVE);
                self.text(number, Look::Label, at, Anchor::Middle, label);
            }
        }
        for (lane, cell) in &step.cells {
            self.cell(number, middle(*lane), y, cell);
        }
    }

    fn arrow(&mut self, number: usize, y: i32, arrow: Arrow, step: &TransactionStep) {
        let look = if arrow.is_answer {
            Look::Answer
        } else {
            Look::Request
        };
        let (mut from, to) = ends(arrow, step);
        // What goes on from one lane to the next is drawn once.
        let before = step.arrows.iter().take_while(|other| **other != arrow);
        if let Some(last) = before
            .filter(|other| !arrow.is_answer && other.from == arrow.from)
            .last()
        {
            from = middle(last.to) + reach(last.to, step);
        }
        self.add(
            number,
            look,
            Form::Line {
                ends: [(from, y), (to, y)],
                tip: Tip::Head,
            },
        );
    }

    fn cell(&mut self, number: usize, x: i32, y: i32, cell: &Cell) {
        let boxed =
            |width: i32| Form::Box([x - width / 2, y - CELL_HEIGHT / 2, width, CELL_HEIGHT, 6]);
        let (look, form) = match cell {
            Cell::Record(..) => (Look::Record, boxed(STATE_WIDTH)),
            Cell::Memory(_) => (Look::Memory, boxed(STATE_WIDTH)),
            Cell::Data(..) | Cell::Pending(_) => (Look::InDoubt, boxed(SMALL_WIDTH)),
            Cell::Marker(_, TransactionResult::Commit) => {
                (Look::Committed, Form::Diamond([x, y, 16]))
            }
            Cell::Marker(_, TransactionResult::Abort) => (Look::Aborted, Form::Diamond([x, y, 16])),
        };
        self.add(number, look, form);
        let written = |what: String| message("picture-label").with("what", what);
        let words = match cell {
            Cell::Record(offset, state) => written(format!("{} · {}", offset.0, state.name())),
            Cell::Memory(state) => written(state.name().to_owned()),
            Cell::Data(_, order) => written(order.clone()),
            Cell::Pending(offset) => written(offset.0.to_string()),
            Cell::Marker(_, TransactionResult::Commit) => written("C".to_owned()),
            Cell::Marker(_, TransactionResult::Abort) => written("A".to_owned()),
        };
        self.text(number, Look::Written, (x, y + 4), Anchor::Middle, &words);
        let remark = match cell {
            Cell::Data(..) => Some(t!("picture-in-doubt")),
            Cell::Pending(_) => Some(t!("picture-is-pending")),
            _ => None,
        };
        if let Some(remark) = remark {
            let at = (x + SMALL_WIDTH / 2 + 8, y + 4);
            self.text(number, Look::Remark, at, Anchor::Start, &remark);
        }
    }
}

/// How far a cell of this step reaches from the middle of a lane.
fn reach(lane: Lane, step: &TransactionStep) -> i32 {
    let cell = step.cells.iter().find(|(other, _)| *other == lane);
    match cell {
        None => 0,
        Some((_, Cell::Record(..) | Cell::Memory(_))) => STATE_WIDTH / 2,
        Some((_, Cell::Data(..) | Cell::Pending(_))) => SMALL_WIDTH / 2,
        Some((_, Cell::Marker(..))) => 16,
    }
}

fn ends(arrow: Arrow, step: &TransactionStep) -> (i32, i32) {
    let (from, to) = (middle(arrow.from), middle(arrow.to));
    let direction = if to > from { 1 } else { -1 };
    (
        from + direction * reach(arrow.from, step),
        to - direction * (reach(arrow.to, step) + 2),
    )
}

/// Labels stand in the first gap of an arrow's way, so that none crosses a line of life.
fn label_x(arrow: Arrow, step: &TransactionStep) -> i32 {
    let (from, to) = ends(arrow, step);
    let next = Lane::ALL
        .into_iter()
        .map(middle)
        .filter(|x| (from.min(to)..from.max(to)).contains(x) && (x - from).abs() > STATE_WIDTH / 2)
        .min_by_key(|x| (x - from).abs());
    i32::midpoint(from, next.unwrap_or(to))
}
