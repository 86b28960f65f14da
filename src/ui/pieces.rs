//! Small pieces that views are made of.

use super::dom::{Tag, View, drawing, tag};
use super::page::Page;
use crate::i18n::Message;
use crate::session::Intent;

impl Tag {
    /// What a press asks for.
    pub fn press(self, page: Page, intent: Intent) -> Tag {
        self.on("click", move |_| page.ask(intent.clone()))
    }
}

/// A button that asks for something.
pub fn button(class: &'static str, page: Page, intent: Intent) -> Tag {
    tag("button", class).press(page, intent)
}

/// A button that shows a sign; its name is read aloud.
pub fn sign_button(class: &'static str, name: String, path: &'static str) -> Tag {
    tag("button", class)
        .set("aria-label", name)
        .with(icon(path))
}

/// A piece of text of a class, in the learner's language.
pub fn words(page: Page, name: &'static str, class: &'static str, message: &Message) -> Tag {
    tag(name, class).with(page.text(message))
}

/// One of Kafka's long names. It may go on in the next line where one of its words ends.
pub fn kafka_name(name: &'static str) -> View {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(end) = word_end(rest) {
        let (word, after) = rest.split_at(end);
        parts.push(word.into());
        parts.push(tag("wbr", "").into());
        rest = after;
    }
    parts.push(rest.into());
    View::Row(parts)
}

/// After `_` or `.`, and before the capital of the next word.
fn word_end(name: &str) -> Option<usize> {
    let pairs = name.bytes().zip(name.bytes().skip(1)).enumerate();
    let mut ends = pairs.filter(|(_, (one, next))| {
        matches!(one, b'_' | b'.') || (one.is_ascii_lowercase() && next.is_ascii_uppercase())
    });
    ends.next().map(|(at, _)| at + 1)
}

/// A class and those added to it while something holds.
pub fn look(base: &str, more: &[(bool, &str)]) -> String {
    let mut look = base.to_owned();
    for (holds, class) in more {
        if *holds {
            look.push(' ');
            look.push_str(class);
        }
    }
    look
}

/// A drawn sign.
pub fn icon(path: &'static str) -> Tag {
    drawing("svg", "icon")
        .set("viewBox", "0 0 24 24")
        .set("stroke-width", "2")
        .set("aria-hidden", "true")
        .with(drawing("path", "").set("d", path))
}

/// A cross that closes something.
pub const CROSS: &str = "M6 6l12 12M18 6L6 18";
