//! The verdict and the ledger of every order.

use leptos::prelude::*;

use super::super::page::page;
use crate::t;

/// The column or bar that holds them.
#[component]
pub fn Verdict() -> impl IntoView {
    let page = page();
    view! {
        <aside class="verdict" aria-label=move || page.text(&t!("verdict-label"))>
        </aside>
    }
}
