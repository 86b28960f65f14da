//! Something to tell beside the run: what a changed preset replayed, or why something is not possible.

use leptos::prelude::*;

use super::super::page::page;
use crate::session::Intent;
use crate::t;

/// The notice, if there is one.
#[component]
pub fn NoticeBar() -> impl IntoView {
    let page = page();
    let notice = page.part(|screen| screen.notice.clone());
    let can_undo = Memo::new(move |_| notice.with(|n| n.as_ref().is_some_and(|n| n.can_undo)));
    view! {
        <div class="notice-place" role="status">
            <Show when=move || notice.with(Option::is_some)>
                <div class="notice" data-layer>
                    <div class="notice__text">
                        <p>{move || notice.with(|notice| notice.as_ref().map(|notice| page.text(&notice.text)))}</p>
                        {move || {
                            notice
                                .get()
                                .map(|notice| {
                                    notice
                                        .missing
                                        .into_iter()
                                        .map(|missing| view! { <p class="notice__missing">{page.text(&missing)}</p> })
                                        .collect_view()
                                })
                        }}
                    </div>
                    <Show when=move || can_undo.get()>
                        <button class="button button--small" on:click=move |_| page.ask(Intent::Undo)>
                            {move || page.text(&t!("notice-undo"))}
                        </button>
                    </Show>
                    <button
                        class="icon-button icon-button--bare"
                        aria-label=move || page.text(&t!("notice-dismiss"))
                        on:click=move |_| page.ask(Intent::DismissNotice)
                    >
                        <svg class="icon" viewBox="0 0 24 24" stroke-width="2" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                    </button>
                </div>
            </Show>
        </div>
    }
}
