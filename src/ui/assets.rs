//! Text files of the site. `embed.html` holds them itself, since a frame without an origin may fetch nothing.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::browser::{document, window};

/// The text of a file of the site; `None` where it cannot be had. It is asked for at once, before anybody waits for it.
pub fn text(path: &str) -> impl Future<Output = Option<String>> + use<> {
    let held = document().get_element_by_id(path);
    let fetched = held.is_none().then(|| window().fetch_with_str(path));
    async move {
        let Some(fetched) = fetched else {
            return held?.text_content();
        };
        let response: Response = JsFuture::from(fetched).await.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        JsFuture::from(response.text().ok()?)
            .await
            .ok()?
            .as_string()
    }
}
