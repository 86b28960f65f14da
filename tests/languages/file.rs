//! A language file as the checks look at it.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser::parse_runtime;
use std::collections::{BTreeMap, BTreeSet};

pub struct Language {
    pub tag: String,
    /// Messages by key; terms with their dash.
    pub messages: BTreeMap<String, Wording>,
}

/// What a message holds, its forms (`.genitive`) included.
#[derive(Default)]
pub struct Wording {
    /// `$names`, those of messages it refers to included.
    pub placeholders: BTreeSet<String>,
    /// Messages and terms it refers to.
    pub references: BTreeSet<String>,
    /// Each stretch that is read in one go; placeables are [`HOLE`].
    pub texts: Vec<String>,
    pub choices: Vec<Choice>,
    /// Forms it has itself, such as genitive.
    pub forms: BTreeSet<String>,
    /// Forms it asks of names: `{ FORM($node, "genitive") }`.
    pub asked: BTreeSet<String>,
}

pub struct Choice {
    pub placeholder: String,
    /// In the order of the file; numbers as digits.
    pub labels: Vec<String>,
}

/// Stands for what a placeable will show.
pub const HOLE: char = '\u{FFFC}';

impl Language {
    /// Reads a file that the page could read.
    pub fn read(tag: &str, text: &str) -> Language {
        if let Err(error) = ackademy::i18n::Bundle::parse(tag, text) {
            panic!("assets/i18n/{tag}.ftl: {error}");
        }
        let resource = parse_runtime(text).expect("the page could read it");
        let mut messages = BTreeMap::new();
        for entry in &resource.body {
            let (key, value, forms) = match entry {
                Entry::Message(it) => (it.id.name.to_string(), it.value.as_ref(), &it.attributes),
                Entry::Term(it) => (format!("-{}", it.id.name), Some(&it.value), &it.attributes),
                _ => continue,
            };
            let mut wording = Wording {
                forms: forms.iter().map(|form| form.id.name.to_string()).collect(),
                ..Wording::default()
            };
            for pattern in value
                .into_iter()
                .chain(forms.iter().map(|form| &form.value))
            {
                wording.add(pattern);
            }
            messages.insert(key, wording);
        }
        let mut language = Language {
            tag: tag.to_string(),
            messages,
        };
        language.pass_placeholders_up();
        language
    }

    /// What a message refers to is said with the same arguments.
    fn pass_placeholders_up(&mut self) {
        for _ in 0..self.messages.len() {
            let known = |key: &String| self.messages.get(key).map(|it| it.placeholders.clone());
            let gained: Vec<_> = self
                .messages
                .iter()
                .map(|(key, it)| {
                    (
                        key.clone(),
                        it.references.iter().filter_map(known).flatten(),
                    )
                })
                .map(|(key, names)| (key, names.collect::<BTreeSet<_>>()))
                .filter(|(key, names)| !names.is_subset(&self.messages[key].placeholders))
                .collect();
            if gained.is_empty() {
                return;
            }
            for (key, names) in gained {
                let wording = self.messages.get_mut(&key).expect("it was there");
                wording.placeholders.extend(names);
            }
        }
    }
}

impl Wording {
    fn add(&mut self, pattern: &Pattern<&str>) {
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable { expression } => {
                    text.push_str(&self.add_expression(expression));
                }
            }
        }
        self.texts.push(text);
    }

    /// What to read in its place.
    fn add_expression(&mut self, expression: &Expression<&str>) -> String {
        match expression {
            Expression::Inline(inline) => return self.add_inline(inline),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("the page refuses other choices");
                };
                self.placeholders.insert(id.name.to_string());
                self.choices.push(Choice {
                    placeholder: id.name.to_string(),
                    labels: variants.iter().map(|it| label(&it.key)).collect(),
                });
                for variant in variants {
                    self.add(&variant.value);
                }
            }
        }
        HOLE.to_string()
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) -> String {
        match inline {
            InlineExpression::StringLiteral { value } => {
                return fluent_syntax::unicode::unescape_unicode_to_string(value).into_owned();
            }
            InlineExpression::NumberLiteral { value } => return (*value).to_string(),
            InlineExpression::VariableReference { id } => {
                self.placeholders.insert(id.name.to_string());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_string());
            }
            InlineExpression::TermReference { id, .. } => {
                self.references.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                self.add_inline(&arguments.positional[0]);
                let form = self.add_inline(&arguments.positional[1]);
                self.asked.insert(form);
            }
            InlineExpression::Placeable { expression } => return self.add_expression(expression),
        }
        HOLE.to_string()
    }
}

fn label(key: &VariantKey<&str>) -> String {
    match key {
        VariantKey::Identifier { name } => (*name).to_string(),
        VariantKey::NumberLiteral { value } => (*value).to_string(),
    }
}
