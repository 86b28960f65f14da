//! What can be done to the chosen thing: beside it on a wide page, a sheet at the bottom on a small one.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser;
use super::motion::px;
use super::page::Page;
use super::pieces::{CROSS, dynamic, icon, many, when};
use crate::session::Intent;
use crate::t;
use crate::viewmodel::Choice;

/// The open menu, if there is one.
pub fn thing_menu(page: Page) -> AnyView {
    when(page.is(|screen| screen.menu.is_some()), move || {
        open_menu(page)
    })
}

fn open_menu(page: Page) -> AnyView {
    let menu = page.part(|screen| screen.menu.clone());
    let sheet = NodeRef::<html::Div>::new();
    let opener = StoredValue::new_local(browser::focused());
    let title = Signal::derive(move || {
        menu.get()
            .map(|menu| page.text(&menu.title))
            .unwrap_or_default()
    });
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            put_beside(&sheet, opener.get_value().as_ref());
            if let Some(first) = browser::find_all(&sheet, "[role=menuitem]").first() {
                browser::focus(first);
            }
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.get_value() {
            browser::focus(&opener);
        }
    });
    let entries = dynamic(move || {
        let choices = menu.get().map(|menu| menu.choices).unwrap_or_default();
        many(choices, |choice| entry(page, choice))
    });
    view! {
        <div class="menu-shade" on:click=page.press(Intent::CloseMenu)></div>
        <div
            class="menu"
            role="dialog"
            aria-modal="true"
            aria-label=title
            node_ref=sheet
            on:keydown=move |event| steer(page, &event, sheet)
        >
            <div class="menu__head">
                <h2 class="menu__title">{title}</h2>
                <button
                    class="icon-button icon-button--bare"
                    aria-label=page.say(t!("menu-close"))
                    on:click=page.press(Intent::CloseMenu)
                >
                    {icon(CROSS)}
                </button>
            </div>
            <ul class="menu__list" role="menu" aria-label=title>
                {entries}
            </ul>
        </div>
    }
    .into_any()
}

fn entry(page: Page, choice: Choice) -> AnyView {
    let look = if choice.breaks {
        "menu__item menu__item--breaks"
    } else {
        "menu__item"
    };
    view! {
        <li role="none">
            <button class=look role="menuitem" on:click=page.press(Intent::Act(choice.action))>
                <span class="menu__label">{page.text(&choice.label)}</span>
                <span class="menu__hint">{page.text(&choice.hint)}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Arrows move, Escape closes, Tab stays within.
fn steer(page: Page, event: &KeyboardEvent, sheet: NodeRef<html::Div>) {
    let Some(sheet) = sheet.get_untracked() else {
        return;
    };
    let items = browser::find_all(&sheet, "[role=menuitem]");
    let at = browser::focused().and_then(|focused| items.iter().position(|item| *item == focused));
    let count = items.len();
    let to = match (event.key().as_str(), at) {
        ("Escape", _) => {
            event.prevent_default();
            page.ask(Intent::CloseMenu);
            return;
        }
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

fn hold_focus(event: &KeyboardEvent, sheet: &HtmlElement) {
    let buttons = browser::find_all(sheet, "button");
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
    let Some(anchor) = anchor.filter(|rect| rect.width() > 0.0) else {
        return;
    };
    let (wide, high) = (
        inner(window().inner_width().ok()),
        inner(window().inner_height().ok()),
    );
    let right = anchor.right() + 12.0;
    let left = if right + size.width() <= wide - 12.0 {
        right
    } else {
        (anchor.left() - size.width() - 12.0).max(12.0)
    };
    let top = anchor.top().min(high - size.height() - 12.0).max(12.0);
    let style = menu.style();
    let _ = style.set_property("left", &format!("{}px", px(left)));
    let _ = style.set_property("top", &format!("{}px", px(top)));
}

fn inner(value: Option<wasm_bindgen::JsValue>) -> f64 {
    value.and_then(|value| value.as_f64()).unwrap_or_default()
}
