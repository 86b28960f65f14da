//! What the learner sees. Compiled for WebAssembly only. View-models come down, intents go up; no behaviour in here.

mod app;
mod browser;
mod crash;
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
mod transport;

use leptos::prelude::*;

/// Loads the learner's language and puts the page into `<body>`.
pub fn start() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        match language::load(language::preferred()).await {
            Ok(bundle) => mount_to_body(move || app::app(bundle)),
            Err(why) => browser::say_plainly(&why),
        }
    });
}
