//! What a drawing is made of, in pixels.

use super::look::Look;
use crate::i18n::Message;

/// Which end of a text its place is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The place is where it begins.
    Start,
    /// The place is its middle.
    Middle,
    /// The place is where it ends.
    End,
}

impl Anchor {
    /// Its name in SVG (`text-anchor`).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// What stands at the second end of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tip {
    /// Nothing.
    None,
    /// The head of an arrow: it arrived.
    Head,
    /// A cross: it went no further.
    Cross,
    /// A ring: it is on its way.
    Ring,
}

/// A form on the drawing.
#[derive(Clone, PartialEq, Debug)]
pub enum Form {
    /// A straight line.
    Line {
        /// From and to.
        ends: [(i32, i32); 2],
        /// What stands at its second end.
        tip: Tip,
    },
    /// A rectangle: left, top, width, height, and the radius of its corners.
    Box([i32; 5]),
    /// A square on its corner: centre and half its width.
    Diamond([i32; 3]),
    /// Text on a base line.
    Text {
        /// Where.
        at: (i32, i32),
        /// Which end that is.
        anchor: Anchor,
        /// In the reader's language.
        words: Message,
    },
}

/// Something drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Shape {
    /// What it is.
    pub form: Form,
    /// How it looks.
    pub look: Look,
    /// From which step on it is there; 0 is always.
    pub step: usize,
}

/// The drawing as a whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// From the back to the front.
    pub shapes: Vec<Shape>,
}
