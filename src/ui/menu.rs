//! What can be done to the chosen thing: beside it on a wide page, a sheet at the bottom on a small one.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

use super::browser;
use super::browser::window;
use super::dom::{Tag, View, many, tag, when};
use super::motion::{Point, px};
use super::page::Page;
use super::pieces::{CROSS, button, kafka_name, sign_button, words};
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{Choice, Fact, Menu, RecordLine, Thing};

thread_local! {
    /// Where a mouse or a finger came down last, in the window.
    static PRESSED: Cell<Point> = const { Cell::new(Point { x: 0.0, y: 0.0 }) };
}

/// Remembers where things are pressed. Not everything that has a menu takes the focus: a wire never does, and in some browsers
/// no button that a mouse presses.
pub fn watch_presses() {
    browser::listen("pointerdown", |event| {
        if let Some(press) = event.dyn_ref::<MouseEvent>() {
            PRESSED.set(Point {
                x: f64::from(press.client_x()),
                y: f64::from(press.client_y()),
            });
        }
    });
}

/// The open menu.
pub fn thing_menu(page: Page, menu: &Menu) -> View {
    let title = page.text(&menu.title);
    let close = page.text(&t!("menu-close"));
    let head = tag("div", "menu__head")
        .with(tag("h2", "menu__title").with(title.clone()))
        .with(
            sign_button("icon-button icon-button--bare", close, CROSS)
                .press(page, Intent::CloseMenu),
        );
    let list = when(!menu.choices.is_empty(), || {
        tag("ul", "menu__list")
            .set("role", "menu")
            .set("aria-label", title.clone())
            .with(many(&menu.choices, |choice| entry(page, choice)))
    });
    // Where there is something to do, what needs words stands above it and mere numbers below.
    let acts = !menu.choices.is_empty();
    let (above, below): (Vec<&Fact>, Vec<&Fact>) = menu
        .facts
        .iter()
        .partition(|fact| !acts || fact.meaning.is_some());
    let records = when(matches!(menu.thing, Thing::Log(..)), || {
        record_table(page, &menu.records)
    });
    // What opened it has the focus until it is shown, and gets it back.
    let opener = browser::focused();
    let leave = opener.clone();
    let is_table = matches!(menu.thing, Thing::Log(..));
    let sheet = tag("div", if is_table { "menu menu--table" } else { "menu" })
        .set("role", "dialog")
        .set("aria-modal", "true")
        .set("aria-label", title)
        .on("keydown", move |event| {
            if let Some(event) = browser::key_event(event) {
                steer(page, event);
            }
        })
        .with(head)
        .with(
            tag("div", "menu__body")
                .set_some("tabindex", is_table.then_some("0"))
                .with(facts(page, &above))
                .with(records)
                .with(list)
                .with(facts(page, &below)),
        )
        .shown(move |sheet| open(&sheet, opener.as_ref()))
        .gone(move || {
            if let Some(opener) = leave {
                browser::focus(&opener);
            }
        });
    let shade = tag("div", "menu-shade").press(page, Intent::CloseMenu);
    View::Row(vec![shade.into(), sheet.into()])
}

fn open(sheet: &HtmlElement, opener: Option<&HtmlElement>) {
    put_beside(sheet, opener);
    let items = browser::find_visible(sheet, "[role=menuitem]");
    let others = browser::find_visible(sheet, "[tabindex], button");
    // A table is what to read, and arrows move it; otherwise there is the cross.
    let table = others.iter().find(|other| other.has_attribute("tabindex"));
    if let Some(first) = items.first().or(table).or(others.first()) {
        browser::focus(first);
    }
}

fn facts(page: Page, facts: &[&Fact]) -> View {
    when(!facts.is_empty(), || {
        tag("dl", "facts").with(many(facts, |one| fact(page, one)))
    })
}

/// A field with Kafka's name, and what its value means.
fn fact(page: Page, fact: &Fact) -> Tag {
    let meaning = fact
        .meaning
        .as_ref()
        .map(|text| words(page, "span", "fact__meaning", text));
    tag("div", "fact")
        .with(tag("dt", "fact__name").with(fact.name))
        .with(
            tag("dd", "fact__value")
                .with(tag("span", "fact__said").with(fact.value.clone()))
                .with(" ")
                .with(meaning),
        )
}

fn record_table(page: Page, records: &[RecordLine]) -> View {
    if records.is_empty() {
        return words(page, "p", "menu__none", &t!("records-none")).into();
    }
    let head = tag("tr", "")
        .with(column(page, &t!("records-offset")))
        .with(column(page, &t!("records-record")))
        .with(column(page, &t!("records-fields")));
    let rows = many(records, |line| record(page, line));
    tag("table", "records")
        .with(tag("thead", "").with(head))
        .with(tag("tbody", "").with(rows))
        .into()
}

fn column(page: Page, name: &crate::i18n::Message) -> Tag {
    words(page, "th", "", name).set("scope", "col")
}

fn record(page: Page, line: &RecordLine) -> Tag {
    let notes = many(&line.notes, |note| {
        words(page, "span", "record__note", note)
    });
    let fields = many(&line.fields, |field| {
        tag("span", "record__field")
            .with(tag("span", "record__name").with(kafka_name(field.name)))
            .with(format!(" {} ", field.value))
    });
    tag("tr", "")
        .with(
            tag("th", "record__offset")
                .set("scope", "row")
                .with(line.offset.to_string()),
        )
        .with(
            tag("td", "record__what")
                .with(words(page, "span", "", &line.what))
                .with(notes),
        )
        .with(tag("td", "record__fields").with(fields))
}

fn entry(page: Page, choice: &Choice) -> Tag {
    let look = if choice.breaks {
        "menu__item menu__item--breaks"
    } else {
        "menu__item"
    };
    let choose = button(look, page, Intent::Act(choice.action))
        .set("role", "menuitem")
        .with(words(page, "span", "menu__label", &choice.label))
        .with(words(page, "span", "menu__hint", &choice.hint));
    tag("li", "").set("role", "none").with(choose)
}

/// Arrows move, Escape closes, Tab stays within.
fn steer(page: Page, event: &KeyboardEvent) {
    let Some(sheet) = browser::find(".menu") else {
        return;
    };
    let items = browser::find_visible(&sheet, "[role=menuitem]");
    let at = browser::focused().and_then(|focused| items.iter().position(|item| *item == focused));
    let count = items.len();
    let to = match (event.key().as_str(), at) {
        ("Escape", _) => {
            event.prevent_default();
            page.ask(Intent::CloseMenu);
            return;
        }
        (key, _) if items.is_empty() && key != "Tab" => return,
        ("ArrowDown", Some(at)) => (at + 1) % count,
        ("ArrowUp", Some(at)) => (at + count - 1) % count,
        ("Home" | "ArrowDown", _) => 0,
        ("End" | "ArrowUp", _) => count.saturating_sub(1),
        ("Tab", _) => {
            hold_focus(event, &sheet);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = items.get(to) {
        let _ = item.focus();
    }
}

fn hold_focus(event: &KeyboardEvent, sheet: &Element) {
    let buttons = browser::find_visible(sheet, "button, [tabindex]");
    let focused = browser::focused();
    let edge = if event.shift_key() {
        buttons.first()
    } else {
        buttons.last()
    };
    if edge == focused.as_ref() {
        event.prevent_default();
        let other = if event.shift_key() {
            buttons.last()
        } else {
            buttons.first()
        };
        if let Some(other) = other {
            let _ = other.focus();
        }
    }
}

/// Beside what was pressed where there is room; style sheets make it a sheet where there is not.
fn put_beside(menu: &HtmlElement, opener: Option<&HtmlElement>) {
    if !browser::matches("(min-width: 900px)") {
        return;
    }
    let size = menu.get_bounding_client_rect();
    let anchor = opener.map(|opener| opener.get_bounding_client_rect());
    let anchor = anchor.filter(|rect| rect.width() > 0.0);
    let at = PRESSED.get();
    let (start, end, upper) = anchor.map_or((at.x, at.x, at.y), |rect| {
        (rect.left(), rect.right(), rect.top())
    });
    let (wide, high) = (
        inner(window().inner_width().ok()),
        inner(window().inner_height().ok()),
    );
    let right = end + 12.0;
    let left = if right + size.width() <= wide - 12.0 {
        right
    } else {
        (start - size.width() - 12.0).max(12.0)
    };
    let top = upper.min(high - size.height() - 12.0).max(12.0);
    put(menu, left, top);
}

/// An open menu stays in a window that changes its size.
pub fn keep_in_window() {
    let Some(menu) = browser::find(".menu").and_then(|menu| menu.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let box_ = menu.get_bounding_client_rect();
    let (wide, high) = (
        inner(window().inner_width().ok()),
        inner(window().inner_height().ok()),
    );
    let left = box_.left().min(wide - box_.width() - 12.0).max(12.0);
    let top = box_.top().min(high - box_.height() - 12.0).max(12.0);
    put(&menu, left, top);
}

/// A sheet on a small page stands where its style says, whatever is written here.
fn put(menu: &HtmlElement, left: f64, top: f64) {
    let style = menu.style();
    let _ = style.set_property("--left", &format!("{}px", px(left)));
    let _ = style.set_property("--top", &format!("{}px", px(top)));
}

fn inner(value: Option<wasm_bindgen::JsValue>) -> f64 {
    value.and_then(|value| value.as_f64()).unwrap_or_default()
}
