//! Every language as it is shipped, for tests that put messages into words.

use ackademy::i18n::{Bundle, languages};

/// Every language.
pub fn bundles() -> Vec<Bundle> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/i18n");
    let read = |tag| std::fs::read_to_string(format!("{folder}/{tag}.ftl")).expect("it is there");
    languages()
        .map(|it| Bundle::parse(it.tag, &read(it.tag)).expect("it can be read"))
        .collect()
}
