//! The picture as a file, in the language that is shown.

use super::super::browser;
use super::super::dom::{Tag, tag};
use super::super::page::Page;
use super::super::picture::save;
use super::super::pieces::{CROSS, sign_button, words};
use super::TransactionShown;
use crate::t;
use crate::viewmodel::picture::standalone;

pub(super) fn save_button(page: Page, it: &TransactionShown) -> Tag {
    let picture = std::sync::Arc::clone(&it.picture);
    tag("button", "button button--small")
        .on("click", move |_| {
            let title = page.text(&t!("picture-title"));
            let svg = standalone(&picture.drawing(None), &title, |words| page.text(words));
            let language = page.look(|shown| shown.bundle.locale().to_owned());
            save(&format!("ackademy-transaction.{language}.svg"), &svg);
            if browser::is_framed() {
                show_text(page, Some(svg));
            }
        })
        .with(page.text(&t!("picture-save")))
}

fn show_text(page: Page, text: Option<String>) {
    page.change(|shown| {
        if let Some(it) = &mut shown.transaction {
            it.text = text;
        }
    });
}

/// The picture as text, to be copied by hand: nothing tells whether the page around has let it be saved.
pub(super) fn text_bar(page: Page, it: &TransactionShown) -> Option<Tag> {
    let text = it.text.clone()?;
    let field = tag("input", "shared__link")
        .set("type", "text")
        .mark("readonly")
        .set("aria-label", page.text(&t!("picture-text")))
        .set("value", text)
        .shown(|field| browser::select(&field));
    let close = sign_button(
        "icon-button icon-button--bare",
        page.text(&t!("notice-dismiss")),
        CROSS,
    )
    .on("click", move |_| show_text(page, None));
    let bar = tag("section", "shared")
        .set("aria-label", page.text(&t!("picture-save")))
        .mark("data-layer")
        .with(words(page, "p", "shared__text", &t!("picture-copy-by-hand")).set("role", "status"))
        .with(tag("div", "shared__row").with(field).with(close));
    Some(bar)
}
