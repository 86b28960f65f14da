//! What this device remembers, key by key, and a way to forget it.

use crate::i18n::Message;
use crate::t;
use crate::ui::dom::{Tag, many, tag};
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::words;
use crate::ui::storage::{self, FIRST_MINUTE, KEYS};

fn purpose(key: &str) -> Message {
    match key {
        "ackademy.language" => t!("device-language"),
        "ackademy.theme" => t!("device-theme"),
        "ackademy.run" => t!("device-run"),
        FIRST_MINUTE => t!("device-first-minute"),
        _ => t!("device-lessons"),
    }
}

/// Every key that is stored, and the button that clears them.
pub fn device(page: Page, shown: &Shown) -> Tag {
    let rows = many(KEYS, |key| {
        let state = if storage::recall(key).is_some() {
            t!("device-kept")
        } else {
            t!("device-empty")
        };
        tag("li", "device__row")
            .with(tag("code", "").with(key))
            .with(words(page, "span", "", &purpose(key)))
            .with(words(page, "span", "device__state", &state))
    });
    let clear = tag("button", "button")
        .on("click", move |_| {
            KEYS.into_iter().for_each(storage::forget);
            page.change(|shown| shown.lessons.is_cleared = true);
        })
        .with(page.text(&t!("device-clear")));
    let told = if shown.lessons.is_cleared {
        page.text(&t!("device-cleared"))
    } else {
        String::new()
    };
    tag("section", "device")
        .set("aria-labelledby", "device-title")
        .with(words(page, "h2", "lessons__head", &t!("device-title")).set("id", "device-title"))
        .with(words(page, "p", "lessons__lead", &t!("device-lead")))
        .with(tag("ul", "device__rows").with(rows))
        .with(clear)
        .with(tag("p", "device__told").set("role", "status").with(told))
}
