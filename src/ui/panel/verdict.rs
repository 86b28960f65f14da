//! The verdict and the ledger of every order.

use leptos::prelude::*;

use super::super::page::Page;
use crate::t;

/// The column or bar that holds them.
pub fn verdict(page: Page) -> AnyView {
    view! { <aside class="verdict" aria-label=page.say(t!("verdict-label"))></aside> }.into_any()
}
