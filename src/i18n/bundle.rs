//! One language: its sentences and its rules.

use super::pattern::{Pattern, read, references};
use super::plurals::{self, Plurals};
use fluent_syntax::ast::{self, Attribute};
use fluent_syntax::parser::parse_runtime;
use std::fmt;

/// The term that gives a language's decimal mark, `.` where a file has none.
const DECIMAL_MARK: &str = "-decimal-mark";

type Entry = (String, Pattern);

/// All sentences of one language, ready to be said.
pub struct Bundle {
    locale: String,
    /// Sorted by key. Terms keep their dash; attributes are `key.attribute`.
    entries: Vec<Entry>,
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
        let plurals = plurals::of(locale).ok_or_else(|| ParseError {
            line: 1,
            problem: format!("no plural rules are known for `{locale}`"),
        })?;
        if let Some(offset) = broken_escape(text) {
            return Err(ParseError {
                line: line_at(text, offset),
                problem: "four hexadecimal digits follow \\u, six follow \\U".to_string(),
            });
        }
        let resource = parse_runtime(text).map_err(|(_, errors)| ParseError {
            line: line_at(text, errors[0].pos.start),
            problem: errors[0].kind.to_string(),
        })?;
        let mut entries = Vec::new();
        for entry in &resource.body {
            let (key, value, attributes) = match entry {
                ast::Entry::Message(message) => {
                    let value = message.value.as_ref();
                    (message.id.name.to_string(), value, &message.attributes)
                }
                ast::Entry::Term(term) => (
                    ["-", term.id.name].concat(),
                    Some(&term.value),
                    &term.attributes,
                ),
                _ => continue,
            };
            add_all(&mut entries, &key, value, attributes).map_err(|it| at_key(text, &key, it))?;
        }
        for (key, pattern) in &entries {
            follow(&entries, pattern, &mut vec![key.as_str()])
                .map_err(|it| at_key(text, key, it))?;
        }
        Ok(Bundle {
            locale: locale.to_string(),
            entries,
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

fn line_at(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    1 + before.filter(|byte| *byte == b'\n').count()
}

/// Where an escape lacks digits. Looked for first, because the parser panics if another letter than an English one
/// stands there.
fn broken_escape(text: &str) -> Option<usize> {
    let lacks = |at: usize, count: usize| {
        let digits = text.bytes().skip(at + 2).take(count);
        digits.filter(u8::is_ascii_hexdigit).count() < count
    };
    let short = text.match_indices("\\u").find(|(at, _)| lacks(*at, 4));
    let long = || text.match_indices("\\U").find(|(at, _)| lacks(*at, 6));
    short.or_else(long).map(|(at, _)| at)
}

/// A problem of the message or term `key`, on the last line that begins it: of two with one key, the second is wrong.
fn at_key(text: &str, key: &str, problem: String) -> ParseError {
    let name = key.split('.').next().unwrap_or(key);
    let begins = |line: &str| {
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let before = text
        .lines()
        .enumerate()
        .filter(|(_, line)| begins(line))
        .last();
    ParseError {
        line: before.map_or(1, |(index, _)| index + 1),
        problem,
    }
}

fn add_all(
    entries: &mut Vec<Entry>,
    key: &str,
    value: Option<&ast::Pattern<&str>>,
    attributes: &[Attribute<&str>],
) -> Result<(), String> {
    let value = value.ok_or_else(|| format!("`{key}` has forms, but no text"))?;
    add(entries, key.to_string(), value)?;
    attributes
        .iter()
        .try_for_each(|form| add(entries, [key, ".", form.id.name].concat(), &form.value))
}

fn place(entries: &[Entry], key: &str) -> Result<usize, usize> {
    entries.binary_search_by(|(known, _)| known.as_str().cmp(key))
}

/// Keeps the entries sorted. Files are short, and no sorting code has to be loaded.
fn add(entries: &mut Vec<Entry>, key: String, pattern: &ast::Pattern<&str>) -> Result<(), String> {
    match place(entries, &key) {
        Ok(_) => Err(format!("`{key}` stands here a second time")),
        Err(place) => {
            entries.insert(place, (key, read(pattern)?));
            Ok(())
        }
    }
}

/// Walks every chain of references from a pattern, because a hole or a circle must be found when the file is
/// read, not once the sentence is said. `path` holds the keys that led here.
fn follow<'a>(
    entries: &'a [Entry],
    pattern: &'a Pattern,
    path: &mut Vec<&'a str>,
) -> Result<(), String> {
    let mut targets = Vec::new();
    references(pattern, &mut targets);
    for target in targets {
        if path.contains(&target) {
            return Err(format!("`{target}` would contain itself"));
        }
        let at = place(entries, target)
            .map_err(|_| format!("`{target}` is referred to, but is not in this file"))?;
        path.push(target);
        follow(entries, &entries[at].1, path)?;
        path.pop();
    }
    Ok(())
}
