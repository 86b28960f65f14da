//! The page as a whole: header, words, stage, verdict, transport.

use std::sync::Arc;

use leptos::prelude::*;

use super::header::Header;
use super::language::name_document;
use super::menu::ThingMenu;
use super::page::Page;
use super::panel::{FirstMinutePanel, NoticeBar, PlaygroundPanel, Verdict};
use super::route::Place;
use super::stage::StageView;
use super::transport::TransportBar;
use super::{browser, motion};
use crate::i18n::Bundle;
use crate::session::{Intent, Session};

/// The whole page.
#[component]
pub fn App(bundle: Arc<Bundle>) -> impl IntoView {
    name_document(bundle.locale());
    let place = RwSignal::new(Place::now());
    let session = match place.get_untracked() {
        Place::FirstMinute => Session::first_minute(),
        Place::Playground => Session::playground(),
    };
    let page = Page::new(session, bundle);
    provide_context(page);
    follow_address(page, place);
    follow_keys(page);
    Effect::new(move |_| {
        motion::watch_size(page);
        page.draw_soon();
    });
    let title = move || page.text(&crate::t!("page-title"));
    Effect::new(move |_| document().set_title(&title()));

    let is_first = page.part(|screen| screen.first_minute.is_some());
    let scene = move || {
        if is_first.get() {
            "first"
        } else {
            "playground"
        }
    };
    view! {
        <div class="app" data-scene=scene>
            <Header place=place />
            <main class="main">
                <section class="panel" aria-label=move || page.text(&crate::t!("panel-label"))>
                    {move || if is_first.get() { view! { <FirstMinutePanel /> }.into_any() } else { view! { <PlaygroundPanel /> }.into_any() }}
                </section>
                <StageView />
                <Show when=move || !is_first.get()>
                    <Verdict />
                </Show>
            </main>
            <TransportBar />
            <ThingMenu />
            <NoticeBar />
            <div class="for-readers" role="status" aria-live="polite">{move || page.spoken.get()}</div>
        </div>
    }
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
