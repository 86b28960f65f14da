//! The few things that are asked of the browser itself.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, HtmlElement, KeyboardEvent, MediaQueryList, ScrollIntoViewOptions,
    ScrollLogicalPosition, Window,
};

thread_local! {
    static RETIRED: Cell<bool> = const { Cell::new(false) };
    /// Asked with every frame.
    static STILLNESS: Option<MediaQueryList> = media("(prefers-reduced-motion: reduce)");
}

/// Another program has taken the page over: this one does nothing more.
pub fn retire() {
    RETIRED.set(true);
}

/// Whether another program has taken the page over.
pub fn is_retired() -> bool {
    RETIRED.get()
}

/// The browser's window.
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// What is in it.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Listens to the window for as long as the page is there.
pub fn listen(event: &str, hear: impl Fn(&Event) + 'static) {
    listen_erased(event, Box::new(hear));
}

fn listen_erased(event: &str, hear: Box<dyn Fn(&Event)>) {
    let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if !is_retired() {
            hear(&event);
        }
    });
    let function = callback.as_ref().unchecked_ref();
    let _ = window().add_event_listener_with_callback(event, function);
    callback.forget();
}

/// What was pressed, where it is a key.
pub fn key_event(event: &Event) -> Option<&KeyboardEvent> {
    event.dyn_ref()
}

/// The value of the field that an event comes from.
pub fn value_of(event: &Event) -> String {
    let field = event.target();
    let value = field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    media(query).is_some_and(|list| list.matches())
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// Whether the learner asked for less motion.
pub fn prefers_stillness() -> bool {
    STILLNESS.with(|list| list.as_ref().is_some_and(MediaQueryList::matches))
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

/// The elements that a selector finds within another, seen or not.
pub fn find_all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

/// The visible ones. To know them, the browser has to lay the page out: not while a frame is written.
pub fn find_visible(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let mut found = find_all(within, selector);
    found.retain(|element| element.offset_width() > 0);
    found
}

/// Puts the focus on an element without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// What had the focus is gone: whoever goes on with Tab goes on from the words that say what is next.
pub fn focus_title() {
    if let Some(title) = find("h1").and_then(|title| title.dyn_into().ok()) {
        let title: HtmlElement = title;
        title.set_tab_index(-1);
        focus(&title);
    }
}

/// Puts the focus on a field and selects its text.
pub fn select(element: &HtmlElement) {
    focus(element);
    if let Some(field) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        field.select();
    }
}

/// What has the focus, if anything on the page does.
pub fn focused() -> Option<HtmlElement> {
    let active: HtmlElement = document().active_element()?.dyn_into().ok()?;
    (active.tag_name() != "BODY").then_some(active)
}

/// Scrolls to an element, so that it stands there.
pub fn scroll_to(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    element.scroll_into_view_with_scroll_into_view_options(&options);
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
