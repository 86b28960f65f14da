//! The playground's words and controls: what happens next, what is on the way, the keys.

use ackademy_engine::scenario::Pipeline;

use super::super::dom::{View, tag, when};
use super::super::page::Page;
use super::super::pieces::{button, words};
use super::super::route::Place;
use super::on_the_way::on_the_way;
use super::parts::{parts, workarounds};
use super::settings::settings;
use crate::i18n::message;
use crate::session::{Intent, Screen};
use crate::t;

/// The panel beside the stage.
pub fn playground_panel(page: Page, screen: &Screen) -> View {
    let title = "panel__title panel__title--next";
    let has_same_keys = |before: &Screen| {
        (&before.settings, &before.taken_out) == (&screen.settings, &screen.taken_out)
    };
    let add = screen.next_order.as_ref().map(|order| {
        let text = page.text(&message("playground-add-order").with("order", order.as_str()));
        button("button button--small", page, Intent::AddOrder).with(text)
    });
    tag("div", "panel__scroll")
        .with(words(page, "p", "panel__kicker", &t!("playground-next")))
        .with(words(page, "h1", title, &screen.view.next))
        .with(add)
        .with(on_the_way(page, screen))
        .with(when(screen.pipeline == Pipeline::Stream, || {
            words(page, "a", "panel__link", &t!("picture-link"))
                .set("href", Place::Transaction.href())
        }))
        .with(page.part(has_same_keys, || {
            View::Row(vec![
                settings(page, screen).into(),
                parts(page, screen).into(),
                workarounds(page, screen).into(),
            ])
        }))
        .with(
            words(page, "a", "panel__link", &t!("playground-model"))
                .set("href", "model.html")
                .set("target", "_blank")
                .set("rel", "noopener"),
        )
        .into()
}
