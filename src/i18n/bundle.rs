//! One language: its sentences and its rules.

use super::pattern::{Pattern, read, references};
use super::plurals::{self, Plurals};
use fluent_syntax::ast::{Attribute, Entry};
use fluent_syntax::parser::parse_runtime;
use std::fmt;

/// The term that gives a language's decimal mark, `.` where a file has none.
const DECIMAL_MARK: &str = "-decimal-mark";

/// All sentences of one language, ready to be said.
pub struct Bundle {
    locale: String,
    /// Sorted by key. Terms keep their dash; attributes are `key.attribute`.
    entries: Vec<(String, Pattern)>,
    plurals: Box<dyn Plurals>,
}

/// What is wrong with a language file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, in words for a translator.
    pub problem: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for ParseError {}

impl Bundle {
    /// Reads a language file. `locale` is a language tag such as `ru`; it decides the plural forms.
    ///
    /// # Errors
    /// The first thing in the file that cannot be read or said: broken syntax, a key given twice, a reference to
    /// nothing or to itself, a function that is not there. A locale without known plural rules counts as line 1.
    pub fn parse(locale: &str, text: &str) -> Result<Bundle, ParseError> {
        let at = |offset: usize, problem: String| ParseError {
            line: 1 + text[..offset].matches('\n').count(),
            problem,
        };
        let plurals = plurals::of(locale)
            .ok_or_else(|| at(0, format!("no plural rules are known for `{locale}`")))?;
        let resource = parse_runtime(text).map_err(|(_, errors)| {
            let first = &errors[0];
            at(first.pos.start.min(text.len()), first.kind.to_string())
        })?;
        // Every name is a slice of the text.
        let offset = |name: &str| name.as_ptr() as usize - text.as_ptr() as usize;
        let mut entries = Vec::new();
        for entry in &resource.body {
            let (name, dash, value, attributes) = match entry {
                Entry::Message(message) => (
                    message.id.name,
                    "",
                    message.value.as_ref(),
                    &message.attributes,
                ),
                Entry::Term(term) => (term.id.name, "-", Some(&term.value), &term.attributes),
                _ => continue,
            };
            let value = value.ok_or_else(|| {
                at(
                    offset(name),
                    format!("`{name}` has forms, but no text itself"),
                )
            })?;
            let mut add = |key: String, pattern: &fluent_syntax::ast::Pattern<&str>| {
                let pattern = read(pattern).map_err(|problem| at(offset(name), problem))?;
                entries.push((key, pattern, offset(name)));
                Ok(())
            };
            let key = [dash, name].concat();
            for Attribute { id, value } in attributes {
                add([&key, ".", id.name].concat(), value)?;
            }
            add(key, value)?;
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        check(&entries).map_err(|(offset, problem)| at(offset, problem))?;
        Ok(Bundle {
            locale: locale.to_string(),
            entries: entries
                .into_iter()
                .map(|(key, pattern, _)| (key, pattern))
                .collect(),
            plurals,
        })
    }

    /// The language tag, as given.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    pub(super) fn pattern(&self, key: &str) -> Option<&Pattern> {
        let found = self
            .entries
            .binary_search_by(|(known, _)| known.as_str().cmp(key));
        found.ok().map(|at| &self.entries[at].1)
    }

    pub(super) fn plurals(&self) -> &dyn Plurals {
        self.plurals.as_ref()
    }

    pub(super) fn decimal_mark(&self) -> String {
        self.pattern(DECIMAL_MARK)
            .map_or_else(|| ".".to_string(), |mark| self.resolve(mark, &[]))
    }
}

type Located = (String, Pattern, usize);

/// What would go wrong only once a sentence is said must be found when the file is read.
fn check(entries: &[Located]) -> Result<(), (usize, String)> {
    for pair in entries.windows(2) {
        if pair[0].0 == pair[1].0 {
            return Err((
                pair[1].2.max(pair[0].2),
                format!("`{}` stands here twice", pair[1].0),
            ));
        }
    }
    entries.iter().try_for_each(|(key, pattern, offset)| {
        follow(entries, pattern, &mut vec![key.as_str()]).map_err(|problem| (*offset, problem))
    })
}

/// Walks every chain of references from a pattern; `path` holds the keys that led here.
fn follow<'a>(
    entries: &'a [Located],
    pattern: &'a Pattern,
    path: &mut Vec<&'a str>,
) -> Result<(), String> {
    let mut targets = Vec::new();
    references(pattern, &mut targets);
    for target in targets {
        if path.contains(&target) {
            return Err(format!("`{target}` would contain itself"));
        }
        let at = entries
            .binary_search_by(|(key, ..)| key.as_str().cmp(target))
            .map_err(|_| format!("`{target}` is referred to, but is not in this file"))?;
        path.push(target);
        follow(entries, &entries[at].1, path)?;
        path.pop();
    }
    Ok(())
}
