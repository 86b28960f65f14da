//! How much room the words of a drawing take. No font is asked: estimates are larger than what any needs.

use ackademy::i18n::Bundle;
use ackademy::viewmodel::picture::{Anchor, Drawing, Form, Shape};

/// A text on a drawing.
pub struct Text {
    pub left: i32,
    pub right: i32,
    /// The base line.
    pub y: i32,
    pub words: String,
}

/// More than any font needs for signs of this size.
fn width(words: &str, size: i32, is_mono: bool) -> i32 {
    let signs = i32::try_from(words.chars().count()).expect("short");
    signs * size * if is_mono { 62 } else { 56 } / 100
}

/// Every text of a drawing.
pub fn texts(drawing: &Drawing, bundle: &Bundle) -> Vec<Text> {
    let text = |shape: &Shape| match &shape.form {
        Form::Text {
            at: (x, y),
            anchor,
            words,
        } => {
            let words = bundle.format(words);
            let style = shape.look.style();
            let whole = width(&words, style.size, style.is_mono);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - whole / 2,
                Anchor::End => x - whole,
            };
            Some(Text {
                left,
                right: left + whole,
                y: *y,
                words,
            })
        }
        _ => None,
    };
    drawing.shapes.iter().filter_map(text).collect()
}

/// What does not stay on the drawing.
pub fn leaving(drawing: &Drawing, bundle: &Bundle) -> Vec<String> {
    let texts = texts(drawing, bundle).into_iter();
    texts
        .filter(|text| text.left < 4 || text.right > drawing.width - 4)
        .map(|text| text.words)
        .collect()
}

/// Texts that lie on each other.
pub fn meeting(drawing: &Drawing, bundle: &Bundle) -> Vec<String> {
    let texts = texts(drawing, bundle);
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        for other in &texts[..index] {
            let is_near = (text.y - other.y).abs() < 12;
            if is_near && text.left < other.right && other.left < text.right {
                found.push(format!("{:?} meets {:?}", text.words, other.words));
            }
        }
    }
    found
}
