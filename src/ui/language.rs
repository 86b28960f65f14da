//! Languages: which one, and how its file is loaded.

use std::sync::Arc;

use super::assets;
use super::browser::{document, window};
use super::embed::parameters;
use super::lesson;
use super::page::Page;
use super::{handover, storage};
use crate::FULL;
use crate::i18n::{Bundle, best_language};

const FOLDER: &str = if FULL { "i18n/" } else { "i18n/first/" };

/// The learner's language: that of the first minute, where it is on screen; by link, by what was chosen before, by the browser.
pub fn preferred() -> &'static str {
    let mut wanted: Vec<String> = Vec::new();
    if FULL {
        wanted.extend(handover::given().map(|given| given.language));
    }
    wanted.extend(parameters().language.clone());
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
    // The first minute says little; the build writes a short file for it.
    let file = [FOLDER, tag, ".ftl"].concat();
    let unreachable =
        || format!("Ackademy could not load its texts ({file}). Reload the page to try again.");
    let text = assets::text(&file).await.ok_or_else(unreachable)?;
    let bundle = Bundle::parse(tag, &text).map_err(|why| {
        format!("Ackademy could not read its texts ({file}): {why}. Reload the page to try again.")
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
                page.moving(super::motion::Motion::forget_widths);
                page.draw_soon();
                if FULL {
                    lesson::change_language(page, tag);
                }
            }
            Err(why) => page.change(|shown| shown.spoken = why),
        }
    });
}

/// Tells the browser which language the page is in. Told again, it would work out the style of every element anew.
pub fn name_document(tag: &str) {
    if let Some(root) = document().document_element()
        && root.get_attribute("lang").as_deref() != Some(tag)
    {
        let _ = root.set_attribute("lang", tag);
    }
}
