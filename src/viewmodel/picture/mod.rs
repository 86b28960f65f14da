//! Drawings as plain data: shapes with a look, for the page and for a file of their own.

mod look;
mod shapes;
mod svg;

pub use look::{Look, Paint, Style};
pub use shapes::{Anchor, Drawing, Form, Shape, Tip};
pub use svg::{diamond, standalone, tip};
