//! Writes the pseudo-locale to standard output, for layout tests in a browser: they serve it in English's place.

/// English as the page would load it.
#[cfg(not(target_family = "wasm"))]
const ENGLISH: &str = include_str!("../../assets/i18n/en.ftl");

#[cfg(not(target_family = "wasm"))]
fn main() {
    print!(
        "{}",
        ackademy::i18n::pseudo_locale(ENGLISH).expect("tests keep the English file readable")
    );
}

/// Cargo builds every program for the page's target too; nothing to write to there.
#[cfg(target_family = "wasm")]
fn main() {}
