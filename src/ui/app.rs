//! The page as a whole: header, words, stage, verdict, transport.

use std::sync::Arc;

use leptos::prelude::*;

use super::header::header;
use super::language::name_document;
use super::menu::thing_menu;
use super::page::Page;
use super::panel::{first_minute_panel, notice_bar, playground_panel, verdict};
use super::pieces::{dynamic, when};
use super::route::Place;
use super::stage::stage;
use super::transport::transport_bar;
use super::{browser, motion};
use crate::i18n::Bundle;
use crate::session::{Intent, Session};
use crate::t;

/// The whole page.
pub fn app(bundle: Arc<Bundle>) -> AnyView {
    name_document(bundle.locale());
    let place = RwSignal::new(Place::now());
    let session = match place.get_untracked() {
        Place::FirstMinute => Session::first_minute(),
        Place::Playground => Session::playground(),
    };
    let page = Page::new(session, bundle);
    follow_address(page, place);
    follow_keys(page);
    Effect::new(move |_| {
        motion::watch_size(page);
        page.draw_soon();
    });
    let title = page.say(t!("page-title"));
    Effect::new(move |_| document().set_title(&title.get()));

    let is_first = page.is(|screen| screen.first_minute.is_some());
    let scene = Signal::derive(move || {
        if is_first.get() {
            "first"
        } else {
            "playground"
        }
    });
    let words = dynamic(move || {
        if is_first.get() {
            first_minute_panel(page)
        } else {
            playground_panel(page)
        }
    });
    let is_playground = page.is(|screen| screen.first_minute.is_none());
    view! {
        <div class="app" data-scene=scene>
            {header(page, place)}
            <main class="main">
                <section class="panel" aria-label=page.say(t!("panel-label"))>
                    {words}
                </section>
                {stage(page)}
                {when(is_playground, move || verdict(page))}
            </main>
            {transport_bar(page)}
            {thing_menu(page)}
            {notice_bar(page)}
            <div class="for-readers" role="status" aria-live="polite">{page.spoken}</div>
        </div>
    }
    .into_any()
}

/// The address decides what is shown; leaving the first minute for the playground keeps the run.
fn follow_address(page: Page, place: RwSignal<Place>) {
    let _ = window_event_listener_untyped("hashchange", move |_| {
        let now = Place::now();
        let before = place.get_untracked();
        if now == before {
            return;
        }
        place.set(now);
        match now {
            Place::Playground => page.ask(Intent::OpenPlayground),
            Place::FirstMinute => page.replace(Session::first_minute()),
        }
    });
}

/// Keys that work anywhere on the page, unless something else needs them.
fn follow_keys(page: Page) {
    let _ = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let taken = browser::focused().is_some_and(|element| {
            ["INPUT", "SELECT", "TEXTAREA", "BUTTON", "SUMMARY", "A"]
                .contains(&element.tag_name().as_str())
        });
        let intent = match event.key().as_str() {
            " " if !taken => Intent::TogglePlay,
            "." => Intent::Step,
            "," => Intent::StepBack,
            _ => return,
        };
        event.prevent_default();
        page.ask(intent);
    });
}
