//! A language file's sentences, in the form that they are resolved from.

use super::number::Number;
use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

pub(super) type Pattern = Vec<Part>;

pub(super) enum Part {
    Text(String),
    /// `{ $order }`
    Argument(String),
    /// `{ FORM($node, "genitive") }`: the attribute of that name of the message that `$node` stands for.
    Form {
        argument: String,
        form: String,
    },
    /// `{ -ack }`, `{ node-billing }` or `{ node-billing.genitive }`
    Reference(String),
    /// `{ $count -> [one] … *[other] … }`
    Select {
        argument: String,
        variants: Vec<Variant>,
        default: usize,
    },
}

pub(super) struct Variant {
    pub(super) label: Label,
    pub(super) pattern: Pattern,
}

pub(super) enum Label {
    Number(Number),
    Name(String),
}

/// Takes over what the resolver can do, and refuses the rest with what to write instead.
pub(super) fn read(pattern: &fluent_syntax::ast::Pattern<&str>) -> Result<Pattern, String> {
    let part = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Ok(Part::Text((*value).to_string())),
        PatternElement::Placeable { expression } => read_expression(expression),
    };
    pattern.elements.iter().map(part).collect()
}

fn read_expression(expression: &Expression<&str>) -> Result<Part, String> {
    let (selector, variants) = match expression {
        Expression::Inline(inline) => return read_inline(inline),
        Expression::Select { selector, variants } => (selector, variants),
    };
    let InlineExpression::VariableReference { id } = selector else {
        return Err("a choice looks at an argument: { $count -> … }".to_string());
    };
    let read_variant = |variant: &fluent_syntax::ast::Variant<&str>| {
        Ok(Variant {
            label: read_label(&variant.key)?,
            pattern: read(&variant.value)?,
        })
    };
    Ok(Part::Select {
        argument: id.name.to_string(),
        default: variants
            .iter()
            .position(|variant| variant.default)
            .ok_or("a choice needs a default: *[other]")?,
        variants: variants
            .iter()
            .map(read_variant)
            .collect::<Result<_, String>>()?,
    })
}

fn read_label(key: &VariantKey<&str>) -> Result<Label, String> {
    match key {
        VariantKey::Identifier { name } => Ok(Label::Name((*name).to_string())),
        VariantKey::NumberLiteral { value } => Number::parse(value)
            .map(Label::Number)
            .ok_or_else(|| format!("the number {value} is too long")),
    }
}

fn read_inline(inline: &InlineExpression<&str>) -> Result<Part, String> {
    match inline {
        InlineExpression::StringLiteral { value } => {
            Ok(Part::Text(unescape_unicode_to_string(value).into_owned()))
        }
        InlineExpression::NumberLiteral { value } => Ok(Part::Text((*value).to_string())),
        InlineExpression::VariableReference { id } => Ok(Part::Argument(id.name.to_string())),
        InlineExpression::MessageReference { id, attribute } => {
            Ok(Part::Reference(match attribute {
                Some(attribute) => [id.name, ".", attribute.name].concat(),
                None => id.name.to_string(),
            }))
        }
        InlineExpression::TermReference {
            id,
            attribute: None,
            arguments: None,
        } => Ok(Part::Reference(["-", id.name].concat())),
        InlineExpression::TermReference { id, .. } => {
            Err(format!("the term -{} takes no arguments here", id.name))
        }
        InlineExpression::FunctionReference { id, arguments } if id.name == "FORM" => {
            read_form(arguments)
        }
        InlineExpression::FunctionReference { id, .. } => {
            Err(format!("{} is no function; there is FORM alone", id.name))
        }
        InlineExpression::Placeable { expression } => read_expression(expression),
    }
}

fn read_form(arguments: &CallArguments<&str>) -> Result<Part, String> {
    match (arguments.positional.as_slice(), arguments.named.as_slice()) {
        (
            [
                InlineExpression::VariableReference { id },
                InlineExpression::StringLiteral { value },
            ],
            [],
        ) => Ok(Part::Form {
            argument: id.name.to_string(),
            form: (*value).to_string(),
        }),
        _ => Err("FORM takes an argument and a form: FORM($node, \"genitive\")".to_string()),
    }
}

/// Every key that a pattern refers to.
pub(super) fn references<'a>(pattern: &'a [Part], found: &mut Vec<&'a str>) {
    for part in pattern {
        match part {
            Part::Reference(key) => found.push(key),
            Part::Select { variants, .. } => {
                for variant in variants {
                    references(&variant.pattern, found);
                }
            }
            Part::Text(_) | Part::Argument(_) | Part::Form { .. } => {}
        }
    }
}
