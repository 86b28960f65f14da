//! The top line: where one is, in which language, light or dark.

use super::browser::is_framed;
use super::dom::{Tag, drawing, many, tag, when};
use super::embed::parameters;
use super::language::switch;
use super::page::{Page, Shown};
use super::route::Place;
use super::share::share_button;
use super::storage;
use crate::FULL;
use crate::i18n::languages;
use crate::t;

/// The top line of the page.
pub fn header(page: Page, shown: &Shown) -> Tag {
    let link = |class, place: Place| {
        tag("a", class)
            .set("href", place.href())
            .set_some("aria-current", (shown.place == place).then_some("page"))
    };
    let logo = link("top__logo", Place::FirstMinute)
        .with(tag("b", "").with("Ack"))
        .with("ademy");
    let in_lessons = matches!(shown.place, Place::Lessons | Place::Lesson | Place::Still);
    let lessons = tag("a", "")
        .set("href", Place::Lessons.href())
        .set_some("aria-current", in_lessons.then_some("page"))
        .with(page.text(&t!("nav-lessons")));
    let nav = tag("nav", "top__nav")
        .set("aria-label", page.text(&t!("nav-label")))
        .with(lessons)
        .with(link("", Place::Playground).with(page.text(&t!("nav-playground"))))
        .with(when(!is_framed(), || {
            link("top__aside", Place::Embed).with(page.text(&t!("nav-embed")))
        }));
    let settings = tag("div", "top__settings")
        .with(language_switch(page, shown))
        .with(theme_button(page, shown.theme))
        .with(when(FULL && shown.place.shows_a_run(), || {
            share_button(page)
        }));
    tag("header", "top").with(logo).with(nav).with(settings)
}

fn language_switch(page: Page, shown: &Shown) -> Tag {
    let sides = many(languages(), |language| {
        tag("button", "switch__side")
            .set("lang", language.tag)
            .set(
                "aria-label",
                format!("{}, {}", language.tag.to_ascii_uppercase(), language.name),
            )
            .flag("aria-pressed", shown.bundle.locale() == language.tag)
            .on("click", move |_| switch(page, language.tag))
            .with(language.tag.to_ascii_uppercase())
    });
    tag("div", "switch")
        .set("role", "group")
        .set("aria-label", page.text(&t!("language-label")))
        .with(sides)
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the learner's machine has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name for style sheets.
    pub fn tag(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// What was chosen before.
    pub fn recalled() -> Theme {
        let wished = parameters().theme.clone();
        let wished = wished.or_else(|| storage::recall("ackademy.theme"));
        wished.map_or(Theme::System, |tag| Theme::of(&tag))
    }

    /// The theme of this name.
    pub fn of(tag: &str) -> Theme {
        match tag {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
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

fn theme_button(page: Page, theme: Theme) -> Tag {
    let name = page.text(&match theme {
        Theme::System => t!("theme-system"),
        Theme::Light => t!("theme-light"),
        Theme::Dark => t!("theme-dark"),
    });
    let change = move |_: &_| {
        page.change(|shown| shown.theme = theme.next());
        storage::remember("ackademy.theme", theme.next().tag());
    };
    let sun = drawing("circle", "")
        .set("cx", "12")
        .set("cy", "12")
        .set("r", "8")
        .set("fill", "none")
        .set("stroke", "currentColor")
        .set("stroke-width", "2");
    let shade = drawing("path", "")
        .set("d", "M12 4a8 8 0 0 1 0 16z")
        .set("fill", "currentColor");
    let sign = drawing("svg", "")
        .set("viewBox", "0 0 24 24")
        .set("width", "20")
        .set("height", "20")
        .set("aria-hidden", "true")
        .with(sun)
        .with(shade);
    tag("button", "icon-button icon-button--bare")
        .set("aria-label", name.clone())
        .set("title", name)
        .on("click", change)
        .with(sign)
}
