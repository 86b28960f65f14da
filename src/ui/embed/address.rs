//! The parameters of the address, read once.

use std::sync::OnceLock;

use crate::embed::Parameters;
use crate::ui::browser::window;

/// What the address asks for: before the `#`, or after a question mark behind it.
pub fn parameters() -> &'static Parameters {
    static READ: OnceLock<Parameters> = OnceLock::new();
    READ.get_or_init(|| {
        let location = window().location();
        let search = location.search().unwrap_or_default();
        let fragment = location.hash().unwrap_or_default();
        let behind = fragment.split_once('?').map_or("", |(_, query)| query);
        let pairs: Vec<(String, String)> = [search.trim_start_matches('?'), behind]
            .into_iter()
            .flat_map(|query| query.split('&'))
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        Parameters::of(pairs.iter().map(|(name, value)| (&**name, &**value)))
    })
}

/// What cannot be decoded stays as it is.
fn decoded(value: &str) -> String {
    js_sys::decode_uri_component(value).map_or_else(|_| value.to_owned(), String::from)
}
