//! Plural rules for native tests and programs, from the tables of the Unicode project.

use super::{Category, Plurals};
use crate::i18n::number::Number;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

struct Tables(PluralRules);

/// The rules of `locale`, or `None` if it is no language that the tables know.
pub(in crate::i18n) fn of(locale: &str) -> Option<Box<dyn Plurals>> {
    let full: LanguageIdentifier = locale.parse().ok()?;
    let language = LanguageIdentifier::from_parts(full.language, None, None, &[]);
    let rules = [full, language]
        .into_iter()
        .find_map(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok())?;
    Some(Box::new(Tables(rules)))
}

impl Plurals for Tables {
    fn category(&self, number: Number) -> Category {
        // As text, because zeros after the mark count.
        match self.0.select(number.format(".").as_str()) {
            Ok(PluralCategory::ZERO) => Category::Zero,
            Ok(PluralCategory::ONE) => Category::One,
            Ok(PluralCategory::TWO) => Category::Two,
            Ok(PluralCategory::FEW) => Category::Few,
            Ok(PluralCategory::MANY) => Category::Many,
            Ok(PluralCategory::OTHER) | Err(_) => Category::Other,
        }
    }
}
