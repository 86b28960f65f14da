//! A drawing as a picture: the same elements, and nothing in them that can be pressed or is written later.

use std::borrow::Cow;

use super::{Tag, Value, View};

/// What the loop that moves things would write into an element, by one of its attributes: name and value.
pub type Written<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

impl Tag {
    /// The same, standing still. A button that opens a thing's menu is a picture of the thing; other controls go.
    pub fn still(self, written: Written) -> View {
        let mut inner = self.0;
        let is_thing = inner.attributes.iter().any(|(name, _)| *name == MENU);
        match inner.name {
            "button" if is_thing => inner.name = "div",
            "button" | "input" | "select" | "details" => return View::Nothing,
            _ => {}
        }
        inner.listeners.clear();
        (inner.shown, inner.gone) = (None, None);
        inner.attributes.retain(|(name, _)| *name != MENU);
        inner.children = std::mem::take(&mut inner.children)
            .into_iter()
            .map(|child| still_view(child, written))
            .collect();
        let told = inner
            .attributes
            .iter()
            .find_map(|(name, value)| match value {
                Value::Text(text) => written(name, text),
                _ => None,
            });
        if let Some(text) = told {
            inner.children = vec![View::Text(Cow::Owned(text))];
        }
        View::Tag(Tag(inner))
    }
}

const MENU: &str = "aria-haspopup";

fn still_view(view: View, written: Written) -> View {
    match view {
        View::Tag(tag) => tag.still(written),
        View::Row(row) => View::Row(row.into_iter().map(|it| still_view(it, written)).collect()),
        other => other,
    }
}
