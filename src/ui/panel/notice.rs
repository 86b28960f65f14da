//! Something to tell beside the run: what a changed preset replayed, or why something is not possible.

use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::{CROSS, dynamic, icon, many};
use crate::session::{Intent, Notice};
use crate::t;

/// The notice, if there is one.
pub fn notice_bar(page: Page) -> AnyView {
    let notice = page.part(|screen| screen.notice.clone());
    let shown = dynamic(move || notice.with(|notice| many(notice, |notice| bar(page, notice))));
    view! {
        <div class="notice-place" role="status">
            {shown}
        </div>
    }
    .into_any()
}

fn bar(page: Page, notice: &Notice) -> AnyView {
    let missing = many(&notice.missing, |missing| {
        view! { <p class="notice__missing">{page.text(missing)}</p> }.into_any()
    });
    let undo = notice.can_undo.then(|| {
        view! {
            <button class="button button--small" on:click=page.press(Intent::Undo)>
                {page.text(&t!("notice-undo"))}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="notice" data-layer>
            <div class="notice__text">
                <p>{page.text(&notice.text)}</p>
                {missing}
            </div>
            {undo}
            <button
                class="icon-button icon-button--bare"
                aria-label=page.text(&t!("notice-dismiss"))
                on:click=page.press(Intent::DismissNotice)
            >
                {icon(CROSS)}
            </button>
        </div>
    }
    .into_any()
}
