//! Plural forms, from the platform: the browser's own rules, or a library's where there is no browser.

use super::number::Number;

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(not(target_family = "wasm"))]
mod native;

#[cfg(target_family = "wasm")]
pub(super) use browser::of;
#[cfg(not(target_family = "wasm"))]
pub(super) use native::of;

/// Unicode's plural categories. Which of them a language uses, and for which numbers, is the language's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Arabic 0.
    Zero,
    /// English 1; Russian 1, 21, 31.
    One,
    /// Arabic 2.
    Two,
    /// Russian 2 to 4, 22 to 24.
    Few,
    /// Russian 0, 5 to 20, 25 to 30.
    Many,
    /// All that is left; in Russian every number with a decimal mark.
    Other,
}

impl Category {
    /// As language files and browsers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Category::Zero => "zero",
            Category::One => "one",
            Category::Two => "two",
            Category::Few => "few",
            Category::Many => "many",
            Category::Other => "other",
        }
    }
}

/// The plural rules of one language.
pub trait Plurals: Send + Sync {
    /// The form that goes with this number.
    fn category(&self, number: Number) -> Category;
}
