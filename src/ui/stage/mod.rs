//! The stage: cards in HTML, wires in SVG beneath them, pills above.

mod broker;
mod client;
mod pills;
mod receipt;
mod wires;

use ackademy_engine::ids::ClientId;
use leptos::prelude::*;

use super::page::Page;
use super::panel::preset_switch;
use super::pieces::{dynamic, many, when};
use crate::i18n::message;
use crate::t;

/// The stage and what stands above it.
pub fn stage(page: Page) -> AnyView {
    let brokers = page.part(|screen| {
        let brokers = screen.view.stage.brokers.iter();
        brokers.map(|broker| broker.id).collect::<Vec<_>>()
    });
    let quiet = page.says(|screen| {
        let seconds = screen.view.transport.quiet_micros.unwrap_or(0) / 1_000_000;
        message("stage-break").with("seconds", i64::try_from(seconds).unwrap_or(i64::MAX))
    });
    let is_quiet = page.is(|screen| screen.playing && screen.view.transport.quiet_micros.is_some());
    view! {
        <section class="theatre" aria-label=page.say(t!("stage-label"))>
            {preset_switch(page)}
            <div class="stage" data-stage>
                {wires::wires(page)}
                <div class="stage__column stage__column--producers">{clients(page, true)}</div>
                <div class="stage__column stage__column--brokers">
                    {dynamic(move || many(brokers.get(), |id| broker::broker(page, id)))}
                </div>
                <div class="stage__column stage__column--consumers">
                    {clients(page, false)} {receipt::receipt(page)}
                </div>
                {pills::pills(page)}
                {when(
                    is_quiet,
                    move || {
                        view! { <p class="break" data-layer>{quiet}</p> }.into_any()
                    },
                )}
            </div>
        </section>
    }
    .into_any()
}

fn clients(page: Page, produce: bool) -> AnyView {
    let ids = page.part(move |screen| {
        let clients = screen.view.stage.clients.iter();
        let wanted = clients.filter(|client| client.produces == produce);
        wanted.map(|client| client.id).collect::<Vec<ClientId>>()
    });
    dynamic(move || many(ids.get(), |id| client::client(page, id)))
}
