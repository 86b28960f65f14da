//! A language that nobody speaks, made from one that is there: it shows what a layout does with longer words,
//! which text never came from a language file, and that another language needs no code.

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource,
};
use fluent_syntax::{parser, serializer};

/// The language file `text` with every message in brackets, its words half as long again and their vowels
/// accented. Keys, placeholders and plural forms stay.
///
/// # Errors
/// What the parser says of a file that cannot be read.
pub fn pseudo_locale(text: &str) -> Result<String, String> {
    let parsed: Result<Resource<String>, _> = parser::parse(text.to_string());
    let mut resource = parsed.map_err(|(_, errors)| errors[0].to_string())?;
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                let forms = message
                    .attributes
                    .iter_mut()
                    .map(|Attribute { value, .. }| value);
                for pattern in message.value.iter_mut().chain(forms) {
                    lengthen(pattern);
                    pattern.elements.insert(0, literal("["));
                    pattern.elements.push(literal("]"));
                }
            }
            // Part of a message that has brackets already.
            Entry::Term(term) => lengthen(&mut term.value),
            _ => {}
        }
    }
    Ok(serializer::serialize(&resource))
}

/// In a placeable, because a bracket that begins a line has a meaning of its own.
fn literal(text: &str) -> PatternElement<String> {
    PatternElement::Placeable {
        expression: Expression::Inline(InlineExpression::StringLiteral {
            value: text.to_string(),
        }),
    }
}

fn lengthen(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = longer(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                for variant in variants {
                    lengthen(&mut variant.value);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Every second letter stands twice.
fn longer(text: &str) -> String {
    let mut letters = 0;
    let mut result = String::new();
    for letter in text.chars() {
        result.push(accented(letter));
        if letter.is_alphabetic() {
            letters += 1;
            if letters % 2 == 0 {
                result.push(accented(letter));
            }
        }
    }
    result
}

fn accented(letter: char) -> char {
    const PLAIN: &str = "aeiouyAEIOUY";
    const ACCENTED: &str = "áéíóúýÁÉÍÓÚÝ";
    let at = PLAIN.chars().position(|plain| plain == letter);
    at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(letter)
}
