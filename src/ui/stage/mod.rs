//! The stage: cards in HTML, wires in SVG beneath them, pills above.

mod broker;
mod client;
mod pills;
mod receipt;
mod wires;

use leptos::prelude::*;

use super::page::page;
use super::panel::PresetSwitch;
use crate::i18n::message;
use crate::t;
use broker::BrokerView;
use client::ClientView;
use pills::Pills;
use receipt::ReceiptView;
use wires::Wires;

/// The stage and what stands above it.
#[component]
pub fn StageView() -> impl IntoView {
    let page = page();
    let brokers = page.part(|screen| {
        screen
            .view
            .stage
            .brokers
            .iter()
            .map(|broker| broker.id)
            .collect::<Vec<_>>()
    });
    let producers = page.part(|screen| {
        let clients = screen.view.stage.clients.iter();
        clients
            .filter(|client| client.produces)
            .map(|client| client.id)
            .collect::<Vec<_>>()
    });
    let consumers = page.part(|screen| {
        let clients = screen.view.stage.clients.iter();
        clients
            .filter(|client| !client.produces)
            .map(|client| client.id)
            .collect::<Vec<_>>()
    });
    let quiet = page.part(|screen| {
        screen
            .view
            .transport
            .quiet_micros
            .filter(|_| screen.playing)
    });
    view! {
        <section class="theatre" aria-label=move || page.text(&t!("stage-label"))>
            <PresetSwitch />
            <div class="stage" data-stage>
                <Wires />
                <div class="stage__column stage__column--producers">
                    <For each=move || producers.get() key=|id| *id let:id>
                        <ClientView id=id />
                    </For>
                </div>
                <div class="stage__column stage__column--brokers">
                    <For each=move || brokers.get() key=|id| *id let:id>
                        <BrokerView id=id />
                    </For>
                </div>
                <div class="stage__column stage__column--consumers">
                    <For each=move || consumers.get() key=|id| *id let:id>
                        <ClientView id=id />
                    </For>
                    <ReceiptView />
                </div>
                <Pills />
                <Show when=move || quiet.get().is_some()>
                    <p class="break" data-layer>
                        {move || page.text(&message("stage-break").with("seconds", i64::try_from(quiet.get().unwrap_or(0) / 1_000_000).unwrap_or(0)))}
                    </p>
                </Show>
            </div>
        </section>
    }
}
