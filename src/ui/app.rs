//! The page as a whole: header, words, stage, verdict, transport.

use super::diagram::{self, diagram};
use super::dom::{View, tag, when};
use super::embed::{self, maker_page, parameters};
use super::header::header;
use super::language::name_document;
use super::last_run;
use super::lesson::{self, clicker_key, lesson_panel, lessons_page, still_page};
use super::menu::{thing_menu, watch_presses};
use super::page::{Page, Shown};
use super::panel::{first_minute_panel, notice_bar, playground_panel, rest_bar, verdict};
use super::route::{self, Place};
use super::share::{self, share_bar};
use super::stage::stage;
use super::transaction::{transaction_key, transaction_page};
use super::transport::transport_bar;
use super::{browser, motion};
use crate::FULL;
use crate::session::{Intent, Session};
use crate::t;

/// The whole page.
pub fn app(page: Page, shown: &Shown) -> View {
    if let (Some(it), true) = (&shown.transaction, FULL) {
        return transaction_page(page, shown, it);
    }
    if let (Some(it), true) = (&shown.maker, FULL) {
        return maker_page(page, shown, it);
    }
    if FULL && shown.place == Place::Lessons {
        return lessons_page(page, shown);
    }
    if FULL && shown.place == Place::Still {
        return still_page(page, shown);
    }
    let screen = &*shown.screen;
    let first = screen.first_minute.as_ref();
    let lesson = screen.lesson.as_ref().filter(|_| FULL);
    let (scene, panel) = match (first, lesson) {
        (Some(first), _) => ("first", first_minute_panel(page, screen, first)),
        (_, Some(lesson)) => (
            "lesson",
            page.part(
                |before| {
                    (&before.lesson, &before.settings, before.is_waiting)
                        == (&screen.lesson, &screen.settings, screen.is_waiting)
                },
                || lesson_panel(page, shown, lesson),
            ),
        ),
        _ if FULL => ("playground", playground_panel(page, screen)),
        _ => ("playground", View::Nothing),
    };
    let lights = lesson.map(|lesson| lesson::lights(&lesson.lights));
    let main = tag("main", "main")
        .with(
            tag("section", "panel")
                .set("aria-label", page.text(&t!("panel-label")))
                .with(panel),
        )
        .with(stage(page, screen))
        .with(when(FULL && scene != "first", || verdict(page, screen)));
    tag("div", "app")
        .set("data-scene", scene)
        .set_some("data-lights", lights)
        .set_some("data-waits", shown.waits_for_lesson().then_some(""))
        .with(page.part(|_| true, || header(page, shown)))
        .with(main)
        .with(when(FULL && scene != "first", || diagram(page, shown)))
        .with(transport_bar(page, screen))
        .with(
            screen
                .menu
                .as_ref()
                .filter(|_| FULL)
                .map(|menu| thing_menu(page, menu)),
        )
        .with(notice_bar(page, screen))
        .with(when(!FULL, || rest_bar(page, shown)))
        .with(if FULL { share_bar(page, shown) } else { None })
        .with(
            tag("div", "for-readers")
                .set("role", "status")
                .set("aria-live", "polite")
                .with(shown.spoken.clone()),
        )
        .into()
}

/// What stands outside of `<body>`.
pub fn name_page(page: Page, shown: &Shown) {
    let document = browser::document();
    let title = page.text(&t!("page-title"));
    if document.title() != title {
        document.set_title(&title);
    }
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("data-theme", shown.theme.tag());
        let asked = parameters();
        let hidden: Vec<&str> = asked.hidden.iter().map(|part| part.name()).collect();
        let _ = root.set_attribute("data-hide", &hidden.join(" "));
        let _ = root.toggle_attribute_with_force("data-present", asked.presents);
    }
    name_document(shown.bundle.locale());
}

/// Listens to what concerns the whole page.
pub fn listen(page: Page) {
    follow_address(page);
    follow_keys(page);
    motion::watch_window(page);
    last_run::keep(page);
    if FULL {
        watch_presses();
        diagram::listen(page);
        leads_beyond(page);
    }
}

/// Goes where only the full page can, if the address leads there. Returns whether it does.
fn leads_beyond(page: Page) -> bool {
    share::follow(page) || lesson::follow(page) || embed::follow(page)
}

/// The address decides what is shown; leaving the first minute for the playground keeps the run.
fn follow_address(page: Page) {
    browser::listen("hashchange", move |_| {
        if FULL && leads_beyond(page) {
            return;
        }
        if !FULL && route::shared().is_some() {
            page.ask(Intent::OpenPlayground);
            return;
        }
        let now = Place::now();
        if now == page.look(|shown| shown.place) {
            return;
        }
        page.come_to(now);
        match now {
            Place::Playground => page.ask(Intent::OpenPlayground),
            Place::FirstMinute => page.replace(Session::first_minute()),
            // The run waits where it is.
            _ if FULL => page.ask(Intent::Pause),
            _ => page.ask(Intent::OpenPlayground),
        }
    });
}

/// Keys that work anywhere on the page, unless something else needs them.
fn follow_keys(page: Page) {
    browser::listen("keydown", move |event| {
        let Some(event) = browser::key_event(event) else {
            return;
        };
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let taken = browser::focused().is_some_and(|element| {
            ["INPUT", "SELECT", "TEXTAREA", "BUTTON", "SUMMARY", "A"]
                .contains(&element.tag_name().as_str())
        });
        let key = event.key();
        if FULL && page.look(|shown| shown.transaction.is_some()) {
            if transaction_key(page, &key) {
                event.prevent_default();
            }
            return;
        }
        if FULL && clicker_key(page, &key) {
            event.prevent_default();
            return;
        }
        // Where a text is read, they scroll it.
        if FULL && page.look(|shown| shown.place.is_read()) {
            return;
        }
        let intent = match key.as_str() {
            " " if !taken => Intent::TogglePlay,
            "." => Intent::Step,
            "," => Intent::StepBack,
            _ => return,
        };
        event.prevent_default();
        page.ask(intent);
    });
}
