//! Lines of a lesson: statements, each with the indented block below it. Lines keep their numbers wherever they are read.

use ackademy_engine::script::Mistake;

/// A statement and its block.
pub(crate) struct Statement<'a> {
    /// The line it stands in, from 1.
    pub line: usize,
    words: Vec<&'a str>,
    pairs: Vec<(&'a str, &'a str)>,
    /// The lines below it with the number of each, without their first indentation.
    pub block: Vec<(usize, &'a str)>,
}

/// A mistake in a line.
pub(crate) fn mistake(line: usize, message: impl Into<String>) -> Mistake {
    Mistake {
        line,
        message: message.into(),
    }
}

/// How far a block is indented.
const INDENT: &str = "    ";

/// Splits a lesson into statements.
///
/// # Errors
/// Where a line is indented and nothing stands above, or by less than four spaces.
pub(crate) fn statements(text: &str) -> Result<Vec<Statement<'_>>, Mistake> {
    let mut found: Vec<Statement<'_>> = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let line = index + 1;
        let is_empty = raw
            .split_whitespace()
            .next()
            .is_none_or(|word| word.starts_with('#'));
        if is_empty {
            continue;
        }
        if raw.starts_with(char::is_whitespace) {
            let inner = raw.strip_prefix(INDENT);
            let above = found.last_mut();
            let (Some(inner), Some(above)) = (inner, above) else {
                return Err(mistake(
                    line,
                    "expected a statement at the start of the line, or its block below it, indented by four spaces",
                ));
            };
            above.block.push((line, inner));
        } else {
            found.push(statement(line, raw));
        }
    }
    Ok(found)
}

fn statement(line: usize, raw: &str) -> Statement<'_> {
    let all = raw.split_whitespace();
    let all = all.take_while(|word| !word.starts_with('#'));
    let (mut words, mut pairs) = (Vec::new(), Vec::new());
    for word in all {
        match word.split_once('=') {
            Some(pair) => pairs.push(pair),
            None => words.push(word),
        }
    }
    Statement {
        line,
        words,
        pairs,
        block: Vec::new(),
    }
}

impl<'a> Statement<'a> {
    /// The first word.
    pub fn name(&self) -> &'a str {
        self.words.first().copied().unwrap_or("")
    }

    /// The one word after the first.
    pub fn subject(&self, what: &str) -> Result<&'a str, Mistake> {
        match self.words[..] {
            [_, subject] => Ok(subject),
            _ => Err(self.mistake(format!("expected `{} {what}`", self.name()))),
        }
    }

    /// Takes the value of a key.
    pub fn take(&mut self, key: &str) -> Option<&'a str> {
        let place = self.pairs.iter().position(|(known, _)| *known == key)?;
        Some(self.pairs.remove(place).1)
    }

    /// Takes the value of a key that must be there.
    pub fn require(&mut self, key: &str) -> Result<&'a str, Mistake> {
        let missing = self.mistake(format!("expected `{key}=`"));
        self.take(key).ok_or(missing)
    }

    /// Takes the words between the commas of a key's value.
    pub fn take_list(&mut self, key: &str) -> Vec<&'a str> {
        self.take(key)
            .map(|value| value.split(',').collect())
            .unwrap_or_default()
    }

    /// No key may be left.
    pub fn end(&self) -> Result<(), Mistake> {
        match self.pairs.first() {
            None => Ok(()),
            Some((key, _)) => Err(self.mistake(format!(
                "`{}` has no key `{key}`: remove it, or look it up in docs/lessons.md",
                self.name()
            ))),
        }
    }

    /// No block may stand below.
    pub fn no_block(&self) -> Result<(), Mistake> {
        match self.block.first() {
            None => Ok(()),
            Some((line, _)) => Err(mistake(
                *line,
                format!(
                    "nothing stands below `{}`: do not indent this line",
                    self.name()
                ),
            )),
        }
    }

    /// The block as a text in which every line has the number that it has in the file.
    pub fn text(&self) -> String {
        at_their_lines(self.block.iter().map(|(line, text)| (*line, *text)))
    }

    /// A mistake in this statement.
    pub fn mistake(&self, message: impl Into<String>) -> Mistake {
        mistake(self.line, message)
    }
}

/// Lines put where their numbers say.
pub(crate) fn at_their_lines<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> String {
    let mut text = String::new();
    let mut at = 1;
    for (line, inner) in lines {
        while at < line {
            text.push('\n');
            at += 1;
        }
        text.push_str(inner);
    }
    text
}
