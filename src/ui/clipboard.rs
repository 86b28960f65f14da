//! The clipboard, where the page may write to it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::browser::{is_framed, window};

/// Copies a text, and then does something; where that is not allowed, the text is still there to be copied by hand.
pub fn copy(text: String, then: impl FnOnce() + 'static) {
    // A frame may not write to it, and asking is already an error.
    if is_framed() {
        return;
    }
    spawn_local(async move {
        let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
        let write = clipboard.as_ref().ok();
        let write = write.and_then(|it| Reflect::get(it, &"writeText".into()).ok());
        let write = write.and_then(|it| it.dyn_into::<Function>().ok());
        let (Some(write), Ok(clipboard)) = (write, clipboard) else {
            return;
        };
        let Ok(promise) = write.call1(&clipboard, &text.into()) else {
            return;
        };
        if JsFuture::from(Promise::from(promise)).await.is_ok() {
            then();
        }
    });
}
