//! Something to tell beside the run: what a changed preset replayed, or why something is not possible.

use super::super::dom::{Tag, many, tag, when};
use super::super::page::Page;
use super::super::pieces::{CROSS, button, sign_button, words};
use crate::session::{Intent, Notice, Screen};
use crate::t;

/// The notice, if there is one.
pub fn notice_bar(page: Page, screen: &Screen) -> Tag {
    tag("div", "notice-place")
        .set("role", "status")
        .with(screen.notice.as_ref().map(|notice| bar(page, notice)))
}

fn bar(page: Page, notice: &Notice) -> Tag {
    let missing = many(&notice.missing, |missing| {
        words(page, "p", "notice__missing", missing)
    });
    let undo = when(notice.can_undo, || {
        button("button button--small", page, Intent::Undo).with(page.text(&t!("notice-undo")))
    });
    let dismiss = page.text(&t!("notice-dismiss"));
    tag("div", "notice")
        .mark("data-layer")
        .with(
            tag("div", "notice__text")
                .with(words(page, "p", "", &notice.text))
                .with(missing),
        )
        .with(undo)
        .with(
            sign_button("icon-button icon-button--bare", dismiss, CROSS)
                .press(page, Intent::DismissNotice),
        )
}
