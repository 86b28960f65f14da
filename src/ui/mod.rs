//! What the learner sees. Compiled for WebAssembly only. View-models come down, intents go up; no behaviour in here.

mod app;
mod assets;
mod browser;
mod clipboard;
mod crash;
mod diagram;
mod dom;
mod embed;
mod handover;
mod header;
mod language;
mod last_run;
mod lesson;
mod menu;
mod motion;
mod narrator;
mod page;
mod panel;
mod picture;
mod pieces;
mod route;
mod share;
mod stage;
mod state;
mod storage;
mod transaction;
mod transport;

use std::sync::Arc;

use crate::FULL;
use crate::i18n::Bundle;
use crate::session::Intent;
use dom::Canvas;
use header::Theme;
use page::Page;
use route::Place;

/// Loads the learner's language and puts the page into `<body>`.
pub fn start() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        match language::load(language::preferred()).await {
            Ok(bundle) => state::begin(move || draw_always(bundle)),
            Err(why) if handover::fail() => web_sys::console::error_1(&why.into()),
            Err(why) => browser::say_plainly(&why),
        }
    });
}

/// Draws the page, and draws it anew whenever what it shows changes. Where the first minute is on screen, goes on with it.
fn draw_always(bundle: Arc<Bundle>) {
    let place = Place::now();
    let given = if FULL { handover::given() } else { None };
    let theme = given
        .as_ref()
        .map_or_else(Theme::recalled, |given| given.theme);
    let taken_over = given.and_then(|given| given.session());
    let left = if FULL {
        last_run::recalled(place)
    } else {
        None
    };
    let (session, asked) =
        taken_over.unwrap_or_else(|| (left.unwrap_or_else(|| place.opening()), None));
    let page = Page::new(place, bundle, session, theme);
    let document = browser::document();
    let body = document.body().expect("a page has a body");
    let mut canvas = Canvas::new(document, body.into());
    let mut teller = embed::Teller::default();
    page.draw(move |shown| {
        app::name_page(page, &shown);
        let had_focus = browser::focused().is_some();
        let mut then = canvas.draw(app::app(page, &shown));
        if FULL && canvas.is_torn() {
            page.forget_drawn();
            then.extend(canvas.draw(app::app(page, &shown)));
        }
        page.has_drawn(&shown);
        for then in then {
            then();
        }
        if had_focus && browser::focused().is_none() {
            browser::focus_title();
        }
        if FULL {
            teller.drawn(&shown);
            lesson::keep(&shown);
        }
    });
    if FULL {
        handover::replace();
    } else {
        handover::offer(page);
    }
    app::listen(page);
    if FULL {
        embed::listen(page);
    }
    page.draw_soon();
    match asked {
        // The address has the last word.
        Some(_) if place == Place::Playground => page.ask(Intent::OpenPlayground),
        Some(Intent::OpenPlayground) => {}
        Some(intent) => handover::ask_again(page, intent),
        None => {}
    }
}
