//! Where the box is scrolled to, and how much room it has.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollLogicalPosition};

use super::super::browser;
use super::super::page::Page;
use super::{LINE, LINE_TOUCHED};
use crate::viewmodel::sequence_diagram::{Frame, SequenceDiagram};

thread_local! {
    /// Where the box was scrolled to when it was last scrolled to the end.
    static END: Cell<i32> = const { Cell::new(0) };
}

/// What the names of lanes and the present take of the box.
const AROUND: i32 = 88;
/// So near to the end counts as there.
const NEAR: i32 = 12;

fn the_box() -> Option<Element> {
    browser::find("[data-diagram]")
}

/// Follows the window's size.
pub fn listen(page: Page) {
    browser::listen("resize", move |_| measure(page));
}

/// Once the document has what is new.
pub(super) fn measure_soon(page: Page) {
    wasm_bindgen_futures::spawn_local(async move { measure(page) });
}

/// Sees how much room there is.
pub(super) fn measure(page: Page) {
    let Some(it) = the_box() else {
        return;
    };
    let is_touched = browser::matches("(max-width: 899.98px), (pointer: coarse)");
    let line = if is_touched { LINE_TOUCHED } else { LINE };
    let frame = Frame {
        width: it.client_width(),
        line,
    };
    let fits = usize::try_from((it.client_height() - AROUND) / line).unwrap_or_default();
    let differs = page.look(|shown| (shown.diagram.frame, shown.diagram.fits) != (frame, fits));
    if differs {
        page.change(|shown| (shown.diagram.frame, shown.diagram.fits) = (frame, fits));
    }
}

/// The learner scrolls, or what was drawn is longer now.
pub(super) fn scrolled(page: Page) {
    let Some(it) = the_box() else {
        return;
    };
    let (line, follows) =
        page.look(|shown| (shown.diagram.frame.line, shown.diagram.first.is_none()));
    // The run may be longer by now than it was when the box was scrolled to its end.
    if follows && it.scroll_top() >= END.get() {
        return;
    }
    let is_at_end = it.scroll_top() + it.client_height() >= it.scroll_height() - NEAR;
    let first = usize::try_from(it.scroll_top() / line).unwrap_or_default();
    // A new window is drawn once some lines have passed.
    let first = (!is_at_end).then_some(first / STRIDE * STRIDE);
    if page.look(|shown| shown.diagram.first != first) {
        page.change(|shown| shown.diagram.first = first);
    }
}

const STRIDE: usize = 6;

/// Follows the run again.
pub(super) fn follow_soon(page: Page) {
    wasm_bindgen_futures::spawn_local(async move {
        page.change(|shown| shown.diagram.first = None);
    });
}

/// Shows the end of the run, once the document has what is new.
pub(super) fn to_the_end_soon() {
    wasm_bindgen_futures::spawn_local(async {
        if let Some(it) = the_box() {
            it.set_scroll_top(it.scroll_height());
            END.set(it.scroll_top());
        }
    });
}

/// Where the page scrolls, it scrolls to what was opened.
pub(super) fn into_view() {
    if let Some(it) = browser::find(".diagram") {
        browser::scroll_to(&it, ScrollLogicalPosition::Nearest);
    }
}

/// Brings a line into view.
pub(super) fn to_line(number: usize, frame: Frame) {
    let Some(it) = the_box() else {
        return;
    };
    let heads = it
        .query_selector(".diagram__heads")
        .ok()
        .flatten()
        .and_then(|heads| heads.dyn_into::<HtmlElement>().ok())
        .map_or(0, |heads| heads.offset_height());
    let top = SequenceDiagram::top_of(number, frame);
    let bottom = top + frame.line + heads + 4;
    if top < it.scroll_top() {
        it.set_scroll_top(top);
    } else if bottom > it.scroll_top() + it.client_height() {
        it.set_scroll_top(bottom - it.client_height());
    }
}
