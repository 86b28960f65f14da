//! From a message to words. Whatever is missing shows itself in braces: a page with a hole says more than none.

use super::bundle::Bundle;
use super::message::{Arg, Message};
use super::pattern::{Label, Part, Variant};

type Args = [(&'static str, Arg)];

impl Bundle {
    /// The message in this language. Never fails: an unknown key comes back as `{key}`, and a placeholder that
    /// stands for nothing as `{$name}`.
    #[must_use]
    pub fn format(&self, message: &Message) -> String {
        self.say(message.key(), message.args())
    }

    fn say(&self, key: &str, args: &Args) -> String {
        match self.pattern(key) {
            Some(pattern) => self.resolve(pattern, args),
            None => ["{", key, "}"].concat(),
        }
    }

    pub(super) fn resolve(&self, pattern: &[Part], args: &Args) -> String {
        pattern
            .iter()
            .map(|part| self.resolve_part(part, args))
            .collect()
    }

    fn resolve_part(&self, part: &Part, args: &Args) -> String {
        match part {
            Part::Text(text) => text.clone(),
            Part::Argument(name) => self.argument(name, None, args),
            Part::Form { argument, form } => self.argument(argument, Some(form), args),
            // A term knows nothing of what its sentence is about.
            Part::Reference(key) if key.starts_with('-') => self.say(key, &[]),
            Part::Reference(key) => self.say(key, args),
            Part::Select {
                argument,
                variants,
                default,
            } => {
                let chosen = find(argument, args)
                    .and_then(|arg| self.choose(arg, variants))
                    .unwrap_or(&variants[*default]);
                self.resolve(&chosen.pattern, args)
            }
        }
    }

    fn argument(&self, name: &str, form: Option<&str>, args: &Args) -> String {
        match find(name, args) {
            None => ["{$", name, "}"].concat(),
            Some(Arg::Text(text)) => text.clone(),
            Some(Arg::Message(message)) => {
                let formed =
                    form.and_then(|form| self.pattern(&[message.key(), ".", form].concat()));
                match formed {
                    Some(pattern) => self.resolve(pattern, message.args()),
                    None => self.format(message),
                }
            }
            Some(&Arg::Number(value)) => value.to_string(),
            Some(&Arg::Decimal { value, digits }) => {
                super::Number { value, digits }.format(&self.decimal_mark())
            }
        }
    }

    /// An exact number wins over a plural form. A message is told apart by its key.
    fn choose<'a>(&self, arg: &Arg, variants: &'a [Variant]) -> Option<&'a Variant> {
        let named = |wanted: &str| {
            variants
                .iter()
                .find(|variant| matches!(&variant.label, Label::Name(name) if name == wanted))
        };
        let number = match arg {
            Arg::Text(text) => return named(text),
            Arg::Message(message) => return named(message.key()),
            Arg::Number(_) | Arg::Decimal { .. } => arg.number()?,
        };
        let exact = |variant: &&Variant| matches!(variant.label, Label::Number(label) if label.same(number));
        variants
            .iter()
            .find(exact)
            .or_else(|| named(self.plurals().category(number).name()))
    }
}

fn find<'a>(name: &str, args: &'a Args) -> Option<&'a Arg> {
    let found = args.iter().find(|(known, _)| *known == name);
    found.map(|(_, arg)| arg)
}
