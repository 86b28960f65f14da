//! The list of lessons, two ways through them, and what this device remembers.

use super::device::device;
use super::progress;
use crate::i18n::message;
use crate::t;
use crate::ui::dom::{Tag, View, many, tag};
use crate::ui::header::header;
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::{icon, words};
use crate::ui::route::{lesson_href, still_href};

/// Lessons that give the whole picture in one sitting.
const SHORT_WAY: &str = "1, 3, 4, 8, 11";

/// The sign of a page with lines.
const PAGE: &str = "M6 4h12v16H6zM9 8h6M9 12h6M9 16h4";

/// The page.
pub fn lessons_page(page: Page, shown: &Shown) -> View {
    let short = message("lessons-short-way").with("lessons", SHORT_WAY);
    let inside = tag("div", "lessons__inside")
        .with(words(page, "h1", "lessons__title", &t!("lessons-title")))
        .with(words(page, "p", "lessons__lead", &t!("lessons-lead")))
        .with(words(page, "p", "lessons__way", &short))
        .with(words(page, "p", "lessons__way", &t!("lessons-long-way")))
        .with(list(page, shown))
        .with(device(page, shown));
    tag("div", "app app--reading")
        .with(header(page, shown))
        .with(tag("main", "lessons").with(inside))
        .into()
}

fn list(page: Page, shown: &Shown) -> View {
    let Some(list) = &shown.lessons.list else {
        return words(page, "p", "", &t!("lessons-loading")).into();
    };
    if list.is_empty() {
        return words(page, "p", "", &t!("lesson-missing")).into();
    }
    let language = shown.bundle.locale();
    let own = list.iter().filter(|[_, tag, _]| tag == language);
    let mut entries: Vec<_> = own.collect();
    if entries.is_empty() {
        entries = list.iter().filter(|[_, tag, _]| tag == "en").collect();
    }
    tag("ol", "lessons__list")
        .set("role", "list")
        .with(many(entries, |[name, _, title]| entry(page, name, title)))
        .into()
}

fn entry(page: Page, name: &str, title: &str) -> Tag {
    let number = name.split('-').next().unwrap_or_default();
    let number = number.trim_start_matches('0').to_owned();
    let state = if progress::is_finished(name) {
        Some(t!("lessons-finished"))
    } else {
        progress::of(name).map(|_| t!("lessons-begun"))
    };
    let at = progress::of(name).filter(|_| !progress::is_finished(name));
    let link = tag("a", "lessons__link")
        .set("href", lesson_href(name, at.unwrap_or(0)))
        .with(tag("span", "lessons__number").with(number))
        .with(tag("span", "lessons__name").with(title.to_owned()))
        .with(state.map(|state| words(page, "span", "lessons__state", &state)));
    let named = page.text(&message("lessons-still").with("title", title));
    let still = tag("a", "icon-button icon-button--bare")
        .set("href", still_href(name))
        .set("aria-label", named.clone())
        .set("title", named)
        .with(icon(PAGE));
    tag("li", "lessons__row").with(link).with(still)
}
