//! The top line: where one is, in which language, light or dark.

use leptos::prelude::*;

use super::language::switch;
use super::page::Page;
use super::pieces::many;
use super::route::Place;
use super::storage;
use crate::i18n::languages;
use crate::t;

/// The top line of the page.
pub fn header(page: Page, place: RwSignal<Place>) -> AnyView {
    let current = move |of: Place| Signal::derive(move || (place.get() == of).then_some("page"));
    let sides = many(languages(), |language| {
        let pressed = move || {
            if page.locale() == language.tag {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <button
                class="switch__side"
                lang=language.tag
                aria-label=language.name
                aria-pressed=Signal::derive(pressed)
                on:click=move |_| switch(page, language.tag)
            >
                {language.tag.to_uppercase()}
            </button>
        }
        .into_any()
    });
    view! {
        <header class="top">
            <a class="top__logo" href=Place::FirstMinute.href() aria-current=current(Place::FirstMinute)>
                <b>"Ack"</b>
                "ademy"
            </a>
            <nav class="top__nav" aria-label=page.say(t!("nav-label"))>
                <a href=Place::Playground.href() aria-current=current(Place::Playground)>
                    {page.say(t!("nav-playground"))}
                </a>
            </nav>
            <div class="top__settings">
                <div class="switch" role="group" aria-label=page.say(t!("language-label"))>
                    {sides}
                </div>
                {theme_button(page)}
            </div>
        </header>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn tag(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn recalled() -> Theme {
        match storage::recall("ackademy.theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Dark,
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::System,
        }
    }
}

fn theme_button(page: Page) -> AnyView {
    let theme = RwSignal::new(Theme::recalled());
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", theme.get().tag());
        }
    });
    let name = Signal::derive(move || {
        page.text(&match theme.get() {
            Theme::System => t!("theme-system"),
            Theme::Light => t!("theme-light"),
            Theme::Dark => t!("theme-dark"),
        })
    });
    let change = move |_| {
        theme.update(|theme| *theme = theme.next());
        storage::remember("ackademy.theme", theme.get_untracked().tag());
    };
    view! {
        <button class="icon-button icon-button--bare" aria-label=name title=name on:click=change>
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2" />
                <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
            </svg>
        </button>
    }
    .into_any()
}
