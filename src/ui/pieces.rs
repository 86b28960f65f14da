//! Small pieces that views are made of.

use super::dom::{Tag, drawing, tag};
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
