//! The playground's words and controls: what happens next, what is on the way, the keys.

use leptos::prelude::*;

use super::super::page::page;
use super::on_the_way::OnTheWay;
use super::settings::SettingsFold;
use super::story::Story;
use crate::i18n::message;
use crate::session::Intent;
use crate::t;

/// The panel beside the stage.
#[component]
pub fn PlaygroundPanel() -> impl IntoView {
    let page = page();
    let next = page.part(|screen| screen.view.next.clone());
    let order = page.part(|screen| screen.next_order.clone());
    view! {
        <div class="panel__scroll">
            <p class="panel__kicker">{move || page.text(&t!("playground-next"))}</p>
            <h1 class="panel__title panel__title--next">{move || page.text(&next.get())}</h1>
            <Show when=move || order.get().is_some()>
                <button class="button button--small" on:click=move |_| page.ask(Intent::AddOrder)>
                    {move || page.text(&message("playground-add-order").with("order", order.get().unwrap_or_default()))}
                </button>
            </Show>
            <OnTheWay />
            <SettingsFold />
            <details class="fold" open>
                <summary>{move || page.text(&t!("story-title"))}</summary>
                <Story most=30 oldest_first=false />
            </details>
        </div>
    }
}
