//! The picture as a file, in the language that is shown.

use super::super::browser;
use super::super::dom::{Tag, tag};
use super::super::page::Page;
use super::TransactionShown;
use crate::t;
use crate::viewmodel::transaction_picture::standalone;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub(super) fn save_button(page: Page, it: &TransactionShown) -> Tag {
    let picture = std::sync::Arc::clone(&it.picture);
    tag("button", "button button--small")
        .on("click", move |_| {
            let title = page.text(&t!("picture-title"));
            let svg = standalone(&picture.drawing(None), &title, |words| page.text(words));
            let language = page.look(|shown| shown.bundle.locale().to_owned());
            save(&format!("ackademy-transaction.{language}.svg"), &svg);
        })
        .with(page.text(&t!("picture-save")))
}

/// Hands a file to the browser. A frame that may not download shows nothing; the page stays as it is.
fn save(name: &str, svg: &str) {
    let document = browser::document();
    let Some(link) = document
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let encoded = js_sys::encode_uri_component(svg);
    let address = format!("data:image/svg+xml;charset=utf-8,{}", String::from(encoded));
    let _ = link.set_attribute("href", &address);
    let _ = link.set_attribute("download", name);
    link.click();
}
