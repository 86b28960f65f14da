//! What can be chosen, as a browser's own fields.

use super::change;
use crate::embed::Choice;
use crate::i18n::Message;
use crate::ui::browser::value_of;
use crate::ui::dom::{Tag, View, many, tag};
use crate::ui::page::Page;
use crate::ui::pieces::words;

/// Fields under one name.
pub(super) fn group(page: Page, name: &Message, inside: View) -> Tag {
    tag("fieldset", "maker__group")
        .with(words(page, "legend", "maker__name", name))
        .with(inside)
}

/// Yes or no.
pub(super) fn check(
    page: Page,
    name: &Message,
    on: bool,
    toggle: impl Fn(&mut Choice) + Copy + 'static,
) -> Tag {
    let input = tag("input", "")
        .set("type", "checkbox")
        .is("checked", on)
        .on("change", move |_| change(page, toggle));
    tag("label", "maker__check")
        .with(input)
        .with(page.text(name))
}

/// One of some, each a value and its name.
pub(super) fn pick(
    page: Page,
    name: &Message,
    value: &str,
    options: impl IntoIterator<Item = (String, String)>,
    set: impl Fn(String) + 'static,
) -> Tag {
    let options = many(options, |(own, name)| option(own, name, value));
    select(page, name, options, set)
}

/// The same with options that stand in groups.
pub(super) fn select(
    page: Page,
    name: &Message,
    options: View,
    set: impl Fn(String) + 'static,
) -> Tag {
    let select = tag("select", "maker__select")
        .on("change", move |event| set(value_of(event)))
        .with(options);
    labelled(page, name, select)
}

/// An option, and whether it is the one.
pub(super) fn option(own: String, name: String, value: &str) -> Tag {
    tag("option", "")
        .is("selected", own == value)
        .set("value", own)
        .with(name)
}

/// A field below its name.
pub(super) fn labelled(page: Page, name: &Message, field: Tag) -> Tag {
    tag("label", "maker__pick")
        .with(words(page, "span", "maker__name", name))
        .with(field)
}
