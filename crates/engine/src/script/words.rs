//! Statements, words and `key=value` pairs. Knows nothing of Kafka.

use super::mistake::Mistake;

/// One word and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub line: usize,
    pub text: &'a str,
}

/// Splits a text into statements: one a line, an indented line goes on with the one above, `#` starts a comment.
///
/// # Errors
/// When the first statement is indented: it goes on with nothing.
pub(super) fn statements(text: &str) -> Result<Vec<Vec<Word<'_>>>, Mistake> {
    let mut statements: Vec<Vec<Word<'_>>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words: Vec<Word<'_>> = line
            .split_whitespace()
            .take_while(|word| !word.starts_with('#'))
            .map(|text| Word {
                line: index + 1,
                text,
            })
            .collect();
        if words.is_empty() {
            continue;
        }
        if line.starts_with(char::is_whitespace) {
            let above = statements.last_mut().ok_or_else(|| {
                Mistake::new(
                    index + 1,
                    "expected a statement at the start of the line; an indented line goes on with the one above",
                )
            })?;
            above.extend(words);
        } else {
            statements.push(words);
        }
    }
    Ok(statements)
}

/// A statement, read word by word.
pub(super) struct Words<'a> {
    words: Vec<Word<'a>>,
    at: usize,
    usage: &'static str,
}

impl<'a> Words<'a> {
    pub fn new(words: Vec<Word<'a>>) -> Words<'a> {
        Words {
            words,
            at: 0,
            usage: "",
        }
    }

    /// How the statement is written, for messages.
    pub fn set_usage(&mut self, usage: &'static str) {
        self.usage = usage;
    }

    /// The statement as it was written, with single spaces.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.words.iter().map(|word| word.text).collect();
        texts.join(" ")
    }

    /// The line of the next word, or of the last one.
    pub fn line(&self) -> usize {
        let last = self.words.len() - 1;
        self.words[self.at.min(last)].line
    }

    /// The line of the word taken last.
    pub fn line_before(&self) -> usize {
        self.words[self.at.saturating_sub(1)].line
    }

    /// A mistake at the next word: "expected WHAT, found `word`: write USAGE".
    pub fn mistake(&self, expected: &str) -> Mistake {
        let found = match self.words.get(self.at) {
            Some(word) => format!(", found `{}`", word.text),
            None => ", found the end of the statement".to_owned(),
        };
        let advice = if self.usage.is_empty() {
            String::new()
        } else {
            format!("; write: {}", self.usage)
        };
        Mistake::new(self.line(), format!("expected {expected}{found}{advice}"))
    }

    /// A mistake at the word taken last.
    pub fn mistake_before(&self, message: impl Into<String>) -> Mistake {
        Mistake::new(self.words[self.at.saturating_sub(1)].line, message)
    }

    /// The next word, unless it is a pair or `=` or the statement ends.
    pub fn peek(&self) -> Option<&'a str> {
        self.words
            .get(self.at)
            .map(|word| word.text)
            .filter(|text| !text.contains('='))
    }

    /// Takes the next word as it is.
    pub fn take(&mut self, expected: &str) -> Result<&'a str, Mistake> {
        let word = self.peek().ok_or_else(|| self.mistake(expected))?;
        self.at += 1;
        Ok(word)
    }

    /// Takes the next word if it is this one.
    pub fn take_if(&mut self, word: &str) -> bool {
        let is = self.peek() == Some(word);
        self.at += usize::from(is);
        is
    }

    /// Takes all plain words up to the first pair or `=`; at least one.
    pub fn take_list(&mut self, expected: &str) -> Result<Vec<Word<'a>>, Mistake> {
        let mut list = Vec::new();
        while self.peek().is_some() {
            list.push(self.words[self.at]);
            self.at += 1;
        }
        if list.is_empty() {
            return Err(self.mistake(expected));
        }
        Ok(list)
    }

    /// Takes the pairs that stand here.
    pub fn take_keys(&mut self) -> Result<Keys<'a>, Mistake> {
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        while let Some(word) = self.words.get(self.at) {
            let Some((key, value)) = word.text.split_once('=').filter(|(key, _)| !key.is_empty())
            else {
                break;
            };
            if value.is_empty() {
                return Err(Mistake::new(
                    word.line,
                    format!("expected a value after `{key}=`, without a space between"),
                ));
            }
            if pairs.iter().any(|pair| pair.key == key) {
                return Err(Mistake::new(
                    word.line,
                    format!("expected `{key}` once, found it twice: remove one"),
                ));
            }
            pairs.push(Pair {
                line: word.line,
                key,
                value,
            });
            self.at += 1;
        }
        Ok(Keys {
            line: self.line(),
            pairs,
            asked: Vec::new(),
            usage: self.usage,
        })
    }

    /// Takes everything after a `=` that stands alone; `None` when there is no `=`.
    pub fn take_after_equals(&mut self) -> Option<Vec<Word<'a>>> {
        if self.words.get(self.at)?.text != "=" {
            return None;
        }
        let rest = self.words[self.at + 1..].to_vec();
        self.at = self.words.len();
        Some(rest)
    }

    /// Takes everything after the `=` that must stand here; at least one word.
    pub fn expect_after_equals(&mut self, what: &str) -> Result<Vec<Word<'a>>, Mistake> {
        let expected = format!("`=` and {what}");
        let rest = self
            .take_after_equals()
            .ok_or_else(|| self.mistake(&expected))?;
        if rest.is_empty() {
            return Err(self.mistake(what));
        }
        Ok(rest)
    }

    /// Nothing may follow.
    pub fn end(&self) -> Result<(), Mistake> {
        if self.at < self.words.len() {
            return Err(self.mistake("the end of the statement"));
        }
        Ok(())
    }
}

/// One `key=value`.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub line: usize,
    pub key: &'a str,
    pub value: &'a str,
}

/// The pairs of a statement, taken one by one; what nobody takes is unknown.
pub(super) struct Keys<'a> {
    line: usize,
    pairs: Vec<Pair<'a>>,
    asked: Vec<&'static str>,
    usage: &'static str,
}

impl<'a> Keys<'a> {
    /// Takes a pair by its key.
    pub fn take(&mut self, key: &'static str) -> Option<Pair<'a>> {
        self.asked.push(key);
        let place = self.pairs.iter().position(|pair| pair.key == key)?;
        Some(self.pairs.remove(place))
    }

    /// Takes a pair that must be there.
    pub fn require(&mut self, key: &'static str) -> Result<Pair<'a>, Mistake> {
        let (line, usage) = (self.line, self.usage);
        self.take(key)
            .ok_or_else(|| Mistake::new(line, format!("expected `{key}=`; write: {usage}")))
    }

    /// Whether no pair is left.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// All pairs that are left, whatever their keys.
    pub fn take_rest(&mut self) -> Vec<Pair<'a>> {
        std::mem::take(&mut self.pairs)
    }

    /// Every pair must have been taken.
    pub fn end(&self) -> Result<(), Mistake> {
        match self.pairs.first() {
            None => Ok(()),
            Some(pair) if self.asked.is_empty() => Err(Mistake::new(
                pair.line,
                format!("expected no keys, found `{}`: remove it", pair.key),
            )),
            Some(pair) => Err(Mistake::new(
                pair.line,
                format!(
                    "expected one of the keys {}, found `{}`",
                    self.asked.join(", "),
                    pair.key
                ),
            )),
        }
    }
}

impl<'a> Pair<'a> {
    /// A mistake in the value.
    pub fn mistake(&self, expected: &str) -> Mistake {
        Mistake::new(
            self.line,
            format!(
                "expected {expected} for {}, found `{}`",
                self.key, self.value
            ),
        )
    }

    /// The value as a number.
    pub fn number<T: std::str::FromStr>(&self) -> Result<T, Mistake> {
        self.value
            .parse()
            .map_err(|_| self.mistake("a whole number in range"))
    }

    /// The value as yes or no.
    pub fn flag(&self) -> Result<bool, Mistake> {
        self.one_of(&[("true", true), ("false", false)])
    }

    /// The value as one of these words.
    pub fn one_of<T: Copy>(&self, choices: &[(&str, T)]) -> Result<T, Mistake> {
        let chosen = choices.iter().find(|(name, _)| *name == self.value);
        chosen.map(|(_, choice)| *choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.mistake(&names.join(" or "))
        })
    }

    /// The value as words between commas.
    pub fn list(&self) -> impl Iterator<Item = Word<'a>> + use<'a> {
        let line = self.line;
        self.value.split(',').map(move |text| Word { line, text })
    }
}

/// The longest time a script may name, in microseconds: 1,000,000 s.
const LONGEST: u64 = 1_000_000_000_000;

/// A length of time such as `20s` or `500ms`, in microseconds.
pub(super) fn duration(word: Word<'_>) -> Result<u64, Mistake> {
    let parsed = match word.text.strip_suffix("ms") {
        Some(number) => number
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(1_000)),
        None => word
            .text
            .strip_suffix('s')
            .and_then(|number| number.parse::<u64>().ok())
            .and_then(|n| n.checked_mul(1_000_000)),
    };
    parsed.filter(|micros| *micros <= LONGEST).ok_or_else(|| {
        Mistake::new(
            word.line,
            format!(
                "expected a time such as 20s or 500ms, at most 1000000s, found `{}`",
                word.text
            ),
        )
    })
}

/// The word among `known` that is most like `word`, to ask "did you mean".
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3 + 1)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indented_line_goes_on_with_the_one_above_and_keeps_its_own_number() {
        let text = "client a producer # who\n  acks=all\n\nsettle\n";
        let statements = statements(text).unwrap();
        assert_eq!(statements.len(), 2);
        let last = statements[0].last().unwrap();
        assert_eq!((last.line, last.text), (2, "acks=all"));
    }

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let known = ["send", "settle", "crash"];
        assert_eq!(nearest("sned", known.into_iter()), Some("send"));
        assert_eq!(nearest("unrelated", known.into_iter()), None);
    }

    #[test]
    fn times_are_in_seconds_or_milliseconds() {
        let of = |text| duration(Word { line: 1, text });
        assert_eq!(of("20s"), Ok(20_000_000));
        assert_eq!(of("5ms"), Ok(5_000));
        assert!(of("5").is_err());
    }
}
