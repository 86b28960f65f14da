//! Languages: which one, and how its file is loaded.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::browser::{document, window};
use super::page::Page;
use super::{route, storage};
use crate::i18n::{Bundle, best_language};

/// The learner's language: by link, by what was chosen before, by the browser.
pub fn preferred() -> &'static str {
    let mut wanted: Vec<String> = Vec::new();
    wanted.extend(route::parameter("lang"));
    wanted.extend(storage::recall("ackademy.language"));
    let listed = window().navigator().languages();
    wanted.extend(listed.iter().filter_map(|tag| tag.as_string()));
    best_language(wanted.iter().map(String::as_str)).tag
}

/// Loads a language's file.
///
/// # Errors
/// Why not, and what to do, in English: there is no other text to say it with.
pub async fn load(tag: &str) -> Result<Arc<Bundle>, String> {
    let unreachable = || {
        format!("Ackademy could not load its texts (i18n/{tag}.ftl). Reload the page to try again.")
    };
    let response: Response = JsFuture::from(window().fetch_with_str(&format!("i18n/{tag}.ftl")))
        .await
        .ok()
        .and_then(|response| response.dyn_into().ok())
        .filter(Response::ok)
        .ok_or_else(unreachable)?;
    let text = JsFuture::from(response.text().map_err(|_| unreachable())?)
        .await
        .ok()
        .and_then(|text| text.as_string())
        .ok_or_else(unreachable)?;
    let bundle = Bundle::parse(tag, &text).map_err(|why| {
        format!("Ackademy could not read its texts (i18n/{tag}.ftl): {why}. Reload the page to try again.")
    })?;
    Ok(Arc::new(bundle))
}

/// Changes the language without touching the run, and remembers it.
pub fn switch(page: Page, tag: &'static str) {
    wasm_bindgen_futures::spawn_local(async move {
        match load(tag).await {
            Ok(bundle) => {
                storage::remember("ackademy.language", tag);
                page.change(|shown| shown.bundle = bundle);
            }
            Err(why) => page.change(|shown| shown.spoken = why),
        }
    });
}

/// Tells the browser which language the page is in.
pub fn name_document(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}
