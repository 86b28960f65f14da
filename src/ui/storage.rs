//! What is remembered between visits, where that is allowed. Nothing fails where it is not.

use super::browser::window;
use super::embed::parameters;
use web_sys::Storage;

/// Every key that this page stores, each with what it is for.
pub const KEYS: [&str; 4] = [
    "ackademy.language",
    "ackademy.theme",
    "ackademy.lessons",
    "ackademy.run",
];

fn storage() -> Option<Storage> {
    if !parameters().may_store {
        return None;
    }
    // In a sandboxed frame even asking throws.
    window().local_storage().ok().flatten()
}

/// What was remembered under one of [`KEYS`].
pub fn recall(key: &str) -> Option<String> {
    debug_assert!(KEYS.contains(&key), "every stored key is listed");
    storage()?.get_item(key).ok().flatten()
}

/// Remembers something under one of [`KEYS`].
pub fn remember(key: &str, value: &str) {
    debug_assert!(KEYS.contains(&key), "every stored key is listed");
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets everything that this page has stored.
pub fn forget_all() {
    if let Some(storage) = storage() {
        for key in KEYS {
            let _ = storage.remove_item(key);
        }
    }
}
