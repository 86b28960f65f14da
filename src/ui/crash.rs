//! When the page itself fails: the drawn stage stays as it is, and plain HTML says what can be done.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use super::browser::say_plainly;
use super::handover;

thread_local! {
    static SAID: Cell<bool> = const { Cell::new(false) };
}

/// What people are told. No language file can be counted on here, so both languages stand together.
const TEXT: &str = "Something went wrong in this page. Reload it to start over. \
    На странице произошла ошибка. Перезагрузите её, чтобы начать сначала.";

/// From here on a panic is written to the console and told to the learner.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        if !handover::fail() && !SAID.replace(true) {
            say_plainly(TEXT);
        }
    }));
}
