//! The playground's words and controls: what happens next, what is on the way, the keys.

use leptos::prelude::*;

use super::super::page::Page;
use super::super::pieces::when;
use super::on_the_way::on_the_way;
use super::settings::settings;
use crate::i18n::message;
use crate::session::Intent;
use crate::t;

/// The panel beside the stage.
pub fn playground_panel(page: Page) -> AnyView {
    let next = page.says(|screen| screen.view.next.clone());
    let can_add = page.is(|screen| screen.next_order.is_some());
    let add = page.says(|screen| {
        message("playground-add-order").with("order", screen.next_order.clone().unwrap_or_default())
    });
    let add_button = move || {
        view! {
            <button class="button button--small" on:click=page.press(Intent::AddOrder)>
                {add}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="panel__scroll">
            <p class="panel__kicker">{page.say(t!("playground-next"))}</p>
            <h1 class="panel__title panel__title--next">{next}</h1>
            {when(can_add, add_button)}
            {on_the_way(page)}
            {settings(page)}
        </div>
    }
    .into_any()
}
