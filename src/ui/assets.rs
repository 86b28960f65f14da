//! Text files of the site. `embed.html` holds them itself, since a frame without an origin may fetch nothing.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::browser::{document, window};

/// The text of a file of the site; `None` where it cannot be had.
pub async fn text(path: &str) -> Option<String> {
    if let Some(held) = document().get_element_by_id(path) {
        return held.text_content();
    }
    let response: Response = JsFuture::from(window().fetch_with_str(path))
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}
