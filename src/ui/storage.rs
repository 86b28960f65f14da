//! What is remembered between visits, where that is allowed. Nothing fails where it is not.

use super::browser::window;
use super::embed::parameters;
use web_sys::Storage;

/// Every key that this page stores; the lessons page lists them, each with what it is for.
pub const KEYS: [&str; 5] = [
    "ackademy.language",
    "ackademy.theme",
    "ackademy.lessons",
    "ackademy.run",
    FIRST_MINUTE,
];

/// The first minute as it was left. It outlives a reload and not the tab: whoever comes back another day, or shows it to a
/// class, meets it from the start. `src/loader.js` looks for it under the same name.
pub const FIRST_MINUTE: &str = "ackademy.first-minute";

fn storage(key: &str) -> Option<Storage> {
    debug_assert!(KEYS.contains(&key), "every stored key is listed");
    if !parameters().may_store {
        return None;
    }
    // In a sandboxed frame even asking throws.
    let storage = if key == FIRST_MINUTE {
        window().session_storage()
    } else {
        window().local_storage()
    };
    storage.ok().flatten()
}

/// What was remembered under one of [`KEYS`].
pub fn recall(key: &str) -> Option<String> {
    storage(key)?.get_item(key).ok().flatten()
}

/// Remembers something under one of [`KEYS`].
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = storage(key) {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets what was remembered under one of [`KEYS`].
pub fn forget(key: &str) {
    if let Some(storage) = storage(key) {
        let _ = storage.remove_item(key);
    }
}
