//! The few things that are asked of the browser itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// Whether the learner asked for less motion.
pub fn prefers_stillness() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the page stands in somebody else's page, which must keep its focus and its scroll.
pub fn is_framed() -> bool {
    let own = window();
    own.parent()
        .ok()
        .flatten()
        .is_none_or(|parent| parent != own)
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// The visible elements that a selector finds within another.
pub fn find_all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.offset_width() > 0)
        .collect()
}

/// Puts the focus on an element without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// What the browser has the focus on.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// The page could not start: say so in plain HTML, with nothing of ours needed.
pub fn say_plainly(text: &str) {
    let paragraph = document().create_element("p").expect("a paragraph");
    paragraph.set_text_content(Some(text));
    let _ = paragraph.set_attribute("role", "alert");
    let _ = paragraph.set_attribute("class", "plain");
    if let Some(body) = document().body() {
        let _ = body.append_child(&paragraph);
    }
}
