//! Plural rules of the browser: it knows every language, and costs the page nothing to load.

use super::{Category, Plurals};
use crate::i18n::number::Number;
use js_sys::Intl::{PluralRules, PluralRulesOptions};
use js_sys::{Array, JsString};
use std::cell::RefCell;

/// Names the language alone: the browser's objects are kept apart, so that a bundle may be held anywhere.
struct Browser {
    locale: String,
}

struct Known {
    locale: String,
    digits: u8,
    rules: PluralRules,
}

thread_local! {
    /// Making an object costs far more than asking it. There are few: a language or two, 0 to 3 digits.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

/// The rules of `locale`, or `None` if the browser knows no such language.
pub(in crate::i18n) fn of(locale: &str) -> Option<Box<dyn Plurals>> {
    let well_formed = locale
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-');
    well_formed.then(|| -> Box<dyn Plurals> {
        Box::new(Browser {
            locale: locale.to_string(),
        })
    })
}

impl Plurals for Browser {
    fn category(&self, number: Number) -> Category {
        let divisor = 10_f64.powi(i32::from(number.digits));
        #[expect(
            clippy::cast_precision_loss,
            reason = "plural rules look at the last digits of small numbers"
        )]
        let value = number.value as f64 / divisor;
        KNOWN.with_borrow_mut(|known| {
            let is_it = |one: &Known| one.digits == number.digits && one.locale == self.locale;
            let at = known.iter().position(is_it).unwrap_or_else(|| {
                known.push(make(&self.locale, number.digits));
                known.len() - 1
            });
            category_of(&known[at].rules.select(value))
        })
    }
}

fn make(locale: &str, digits: u8) -> Known {
    let options = PluralRulesOptions::new();
    options.set_minimum_fraction_digits(digits);
    Known {
        locale: locale.to_string(),
        digits,
        rules: PluralRules::new(&Array::of1(&locale.into()), &options),
    }
}

fn category_of(name: &JsString) -> Category {
    let known = [
        Category::Zero,
        Category::One,
        Category::Two,
        Category::Few,
        Category::Many,
    ];
    let found = known.into_iter().find(|category| *name == category.name());
    found.unwrap_or(Category::Other)
}
