//! What the learner sees. Compiled for WebAssembly only. View-models come down, intents go up; no behaviour in here.

mod app;
mod assets;
mod browser;
mod crash;
mod dom;
mod embed;
mod header;
mod language;
mod menu;
mod motion;
mod narrator;
mod page;
mod panel;
mod pieces;
mod route;
mod stage;
mod storage;
mod transaction;
mod transport;

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::Bundle;
use dom::Canvas;
use page::Page;

/// Loads the learner's language and puts the page into `<body>`.
pub fn start() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        match language::load(language::preferred()).await {
            Ok(bundle) => mount_to_body(move || draw_always(bundle)),
            Err(why) => browser::say_plainly(&why),
        }
    });
}

/// Draws the page, and draws it anew whenever what it shows changes.
fn draw_always(bundle: Arc<Bundle>) {
    let page = Page::new(route::Place::now(), bundle);
    let body = browser::document().body().expect("a page has a body");
    let mut teller = embed::Teller::default();
    let drawing = RenderEffect::new(move |canvas: Option<Canvas>| {
        let mut canvas =
            canvas.unwrap_or_else(|| Canvas::new(browser::document(), body.clone().into()));
        let shown = page.shown();
        app::name_page(page, &shown);
        for then in canvas.draw(app::app(page, &shown)) {
            then();
        }
        teller.drawn(&shown);
        canvas
    });
    // It lives as long as the page.
    std::mem::forget(drawing);
    app::listen(page);
    embed::listen(page);
    page.draw_soon();
}
