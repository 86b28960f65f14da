//! The shapes of the picture in the page's own colours.

use super::super::dom::{Tag, drawing, many};
use super::super::page::Page;
use super::super::picture::forms;
use super::TransactionShown;
use crate::t;
use crate::viewmodel::picture::Look;

pub(super) fn drawn(page: Page, it: &TransactionShown) -> Tag {
    let picture = it.picture.drawing(it.step);
    let shown_until = it.step.unwrap_or(usize::MAX);
    drawing("svg", "picture transaction__picture")
        .set("width", picture.width.to_string())
        .set("height", picture.height.to_string())
        .set("role", "img")
        .set("aria-label", page.text(&t!("picture-alt")))
        .with(many(&picture.shapes, |shape| {
            let class = if shape.look == Look::Row {
                "transaction__row"
            } else if shape.step > shown_until {
                "is-later"
            } else {
                ""
            };
            let group = drawing("g", "").with(many(forms(page, shape), |form| form));
            group.set("class", class)
        }))
}
