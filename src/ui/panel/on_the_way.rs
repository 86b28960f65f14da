//! What is in flight as a list of buttons, for those who do not aim at moving things.

use super::super::dom::{Tag, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, words};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{Pill, Thing};

/// The list.
pub fn on_the_way(page: Page, screen: &Screen) -> Tag {
    let pills = &screen.view.pills;
    let title = page.text(&t!("way-title"));
    tag("section", "list")
        .set("aria-label", title.clone())
        .with(tag("h2", "list__title").with(title))
        .with(when(pills.is_empty(), || {
            words(page, "p", "list__none", &t!("way-nothing"))
        }))
        .with(tag("ul", "list__rows").with(many(pills, |pill| {
            page.keyed(
                Some(pill.key.into()),
                |before| before.view.pills.contains(pill),
                || row(page, pill),
            )
        })))
}

fn row(page: Page, pill: &Pill) -> Tag {
    let select = Intent::Select(Thing::Envelope(pill.key));
    let name = button("list__button", page, select)
        .set("aria-haspopup", "dialog")
        .with(page.text(&pill.name))
        .with(when(pill.held, || {
            words(page, "span", "list__mark", &t!("way-held"))
        }));
    tag("li", "").key(pill.key).with(name)
}
