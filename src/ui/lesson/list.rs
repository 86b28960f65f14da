//! The list of lessons, two ways through them, and what this device remembers.

use super::device::device;
use super::listed::{Listed, on_way};
use super::progress;
use crate::embed::Way;
use crate::i18n::message;
use crate::t;
use crate::ui::dom::{Tag, View, many, tag};
use crate::ui::header::header;
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::{icon, words};
use crate::ui::route::{lesson_href, still_href, way_href};

/// The sign of a page with lines.
const PAGE: &str = "M6 4h12v16H6zM9 8h6M9 12h6M9 16h4";

/// The page.
pub fn lessons_page(page: Page, shown: &Shown) -> View {
    let inside = tag("div", "lessons__inside")
        .with(words(page, "h1", "lessons__title", &t!("lessons-title")))
        .with(words(page, "p", "lessons__lead", &t!("lessons-lead")))
        .with(ways(page, shown.lessons.way))
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
    let lessons = on_way(list, shown.lessons.way, shown.bundle.locale());
    tag("ol", "lessons__list")
        .set("role", "list")
        .with(many(lessons, |lesson| entry(page, &lesson)))
        .into()
}

/// Two ways through them, each with an address of its own.
fn ways(page: Page, chosen: Way) -> Tag {
    let short = Way::SHORT.map(|number| number.to_string()).join(", ");
    let name = |way| match way {
        Way::All => t!("lessons-long-way"),
        Way::Short => message("lessons-short-way").with("lessons", &*short),
    };
    tag("nav", "presets lessons__ways")
        .set("aria-label", page.text(&t!("lessons-ways")))
        .with(many(Way::EVERY, |way| {
            let link = words(page, "a", "presets__one", &name(way)).set("href", way_href(way));
            if way == chosen {
                link.set("aria-current", "page")
            } else {
                link
            }
        }))
}

fn entry(page: Page, lesson: &Listed) -> Tag {
    let (name, title) = (&*lesson.name, &*lesson.title);
    let so_far = progress::of(name);
    let state = so_far.as_ref().map(|so_far| match so_far.is_finished {
        true => t!("lessons-finished"),
        false => t!("lessons-begun"),
    });
    let at = so_far.filter(|so_far| !so_far.is_finished);
    let at = at.map(|so_far| so_far.beat);
    let told = tag("span", "lessons__told")
        .with(tag("span", "lessons__name").with(title.to_owned()))
        .with(tag("span", "lessons__idea").with(lesson.idea.clone()));
    let link = tag("a", "lessons__link")
        .set("href", lesson_href(name, at.unwrap_or(0)))
        .with(tag("span", "lessons__number").with(lesson.number().to_string()))
        .with(told)
        .with(state.map(|state| words(page, "span", "lessons__state", &state)));
    let named = page.text(&message("lessons-still").with("title", title));
    let still = tag("a", "icon-button icon-button--bare")
        .set("href", still_href(name))
        .set("aria-label", named.clone())
        .set("title", named)
        .with(icon(PAGE));
    tag("li", "lessons__row").with(link).with(still)
}
