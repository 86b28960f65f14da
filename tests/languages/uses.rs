//! Every key in the sources, and what is given with it. There is no other way to a message than a literal key, so
//! nothing can be asked for that the language files lack, and nothing stands there that nobody says.

use crate::file::Language;
use std::collections::BTreeSet;

pub struct Source {
    /// Below the root, with slashes.
    pub path: String,
    pub text: String,
}

/// Where `message(key)` itself is made; its key is a name there.
const MAKER: [&str; 2] = ["src/i18n/message.rs", "src/i18n/mod.rs"];

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

/// The code without the tests at its end; clippy keeps them there.
fn without_tests(text: &str) -> &str {
    let is_module = |(_, rest): &(usize, &str)| {
        let code = rest.trim_start();
        code.starts_with("mod ")
            && code
                .split(['{', ';'])
                .next()
                .is_some_and(|it| code[it.len()..].starts_with('{'))
    };
    text.match_indices("#[cfg(test)]")
        .map(|(at, mark)| (at, &text[at + mark.len()..]))
        .find(is_module)
        .map_or(text, |(at, _)| &text[..at])
}

/// Words, literals and signs, each with its line. Comments and tests are left out.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let text = without_tests(text);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let line = 1 + text[..text.len() - rest.len()].matches('\n').count();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r#\"") {
            let end = rest.find("\"#").map_or(rest.len(), |end| end + 2);
            found.push((
                Token::Text(rest[3..end.saturating_sub(2).max(3)].to_string()),
                line,
            ));
            end
        } else if first == '"' {
            let end = 1 + end_of_literal(&rest[1..]);
            found.push((Token::Text(rest[1..end].to_string()), line));
            (end + 1).min(rest.len())
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find('\'').map_or(1, |end| end + 2)
        } else if first.is_alphanumeric() || first == '_' {
            let part = |c: char| c.is_alphanumeric() || c == '_';
            let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
            found.push((Token::Word(rest[..end].to_string()), line));
            end
        } else {
            if !first.is_whitespace() {
                found.push((Token::Sign(first), line));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

fn end_of_literal(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

struct Use {
    place: String,
    key: String,
    args: BTreeSet<String>,
}

struct Reader<'a> {
    tokens: &'a [(Token, usize)],
}

impl Reader<'_> {
    fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|(token, _)| *token == Token::Sign(sign))
    }

    fn word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some((Token::Word(it), _)) if it == word)
    }

    fn text(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((Token::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    /// Where the arguments of a call that makes a message begin, if one stands at `at`.
    fn call(&self, at: usize) -> Option<usize> {
        let before = |sign| at > 0 && self.sign(at - 1, sign);
        if self.word(at, "t") && self.sign(at + 1, '!') && self.sign(at + 2, '(') {
            return Some(at + 3);
        }
        let defined = at > 0 && self.word(at - 1, "fn");
        let is_call =
            self.word(at, "message") && self.sign(at + 1, '(') && !before('.') && !defined;
        is_call.then_some(at + 2)
    }

    /// `message` under another name, or handed on as a function: then its keys could come from anywhere.
    fn hides(&self, at: usize) -> bool {
        let renamed = self.word(at, "message") && self.word(at + 1, "as");
        let mapped = self.word(at, "map")
            && self.sign(at + 1, '(')
            && self.word(at + 2, "message")
            && self.sign(at + 3, ')');
        renamed || mapped
    }

    /// The names in `.with("name", …)` from `at` on, or nothing if one is no literal.
    fn args(&self, mut at: usize) -> Option<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        while self.sign(at, '.') && self.word(at + 1, "with") && self.sign(at + 2, '(') {
            names.insert(self.text(at + 3)?.to_string());
            let mut depth = 1;
            at += 3;
            while depth > 0 && at < self.tokens.len() {
                depth += i32::from(self.sign(at, '(')) - i32::from(self.sign(at, ')'));
                at += 1;
            }
        }
        Some(names)
    }
}

fn read_uses(source: &Source, uses: &mut Vec<Use>, slips: &mut Vec<String>) {
    let is_test = source.path.ends_with("/tests.rs") || source.path.contains("/tests/");
    if is_test || MAKER.contains(&source.path.as_str()) {
        return;
    }
    let tokens = tokens(&source.text);
    let reader = Reader { tokens: &tokens };
    for (at, (_, line)) in tokens.iter().enumerate() {
        let place = format!("{}:{line}", source.path);
        if reader.hides(at) {
            slips.push(format!(
                "{place}: call `message` by its name, with a literal"
            ));
        }
        let Some(start) = reader.call(at) else {
            continue;
        };
        let key = reader.text(start).filter(|_| reader.sign(start + 1, ')'));
        match (key, reader.args(start + 2)) {
            (Some(key), Some(args)) => uses.push(Use {
                place,
                key: key.to_string(),
                args,
            }),
            _ => slips.push(format!(
                "{place}: keys and names of arguments are literals; choose among whole messages instead"
            )),
        }
    }
}

pub fn slips(english: &Language, sources: &[Source]) -> Vec<String> {
    let mut slips = Vec::new();
    let mut uses = Vec::new();
    for source in sources {
        read_uses(source, &mut uses, &mut slips);
    }
    for Use { place, key, args } in &uses {
        match english.messages.get(key) {
            None => slips.push(format!("{place}: `{key}` is not in en.ftl")),
            Some(wording) if wording.placeholders != *args => slips.push(format!(
                "{place}: `{key}` is given {args:?} in one chain, but its placeholders are {:?}",
                wording.placeholders
            )),
            Some(_) => {}
        }
    }
    let mut used: BTreeSet<&str> = uses.iter().map(|it| it.key.as_str()).collect();
    used.insert("-decimal-mark");
    used.extend(
        english
            .messages
            .values()
            .flat_map(|it| it.references.iter().map(String::as_str)),
    );
    for key in english
        .messages
        .keys()
        .filter(|key| !used.contains(key.as_str()))
    {
        slips.push(format!("en: nothing says `{key}`; take it out"));
    }
    slips
}

/// What is said of one planted source, for a file that has `plain` and `order`.
fn planted(code: &str) -> String {
    let english = Language::read("en", "plain = Play\norder = Order { $order } of { $node }");
    let source = Source {
        path: "src/ui/mod.rs".to_string(),
        text: code.to_string(),
    };
    slips(&english, &[source]).join("\n")
}

const BOTH: &str = "fn a() { t!(\"plain\"); i18n::message(\"order\")\n .with(\"order\", f(3))\n .with(\"node\", message(\"plain\")); }\n";

#[test]
fn keys_and_arguments_that_fit_are_fine() {
    assert_eq!(planted(BOTH), "");
    for harmless in [
        "// message(\"no\")",
        "fn message(key: K) {}",
        "bus.message(x);",
        "let c = '\"'; let s = \"message(1)\";",
    ] {
        assert_eq!(planted(&format!("{BOTH}{harmless}")), "", "{harmless}");
    }
}

#[test]
fn a_key_that_no_file_has_is_reported_with_its_line() {
    assert_eq!(
        planted(&format!("{BOTH}\nt!(\"plan\")")),
        "src/ui/mod.rs:5: `plan` is not in en.ftl"
    );
}

#[test]
fn a_test_says_nothing_and_hides_nothing() {
    let code = format!("#[cfg(test)]\nmod tests;\n{BOTH}");
    assert_eq!(planted(&code), "");
    let code = format!("{BOTH}#[cfg(test)]\nmod tests {{ fn b() {{ message(\"no\"); }} }}");
    assert_eq!(planted(&code), "");
    assert!(planted("#[cfg(test)] mod tests { t!(\"plain\"); }").contains("nothing says `plain`"));
}

#[test]
fn a_message_that_nobody_says_is_reported() {
    assert_eq!(
        planted("t!(\"plain\")"),
        "en: nothing says `order`; take it out"
    );
    assert!(planted("// t!(\"plain\")").contains("nothing says `plain`"));
}

#[test]
fn a_key_that_is_no_literal_is_reported() {
    for code in [
        "message(key)",
        "t!($key)",
        "message(if x { \"plain\" } else { \"order\" })",
        "message(concat!(\"pl\", \"ain\"))",
    ] {
        assert!(
            planted(&format!("{BOTH}{code}")).contains("are literals"),
            "{code}"
        );
    }
    for code in ["use crate::i18n::message as say;", "keys.map(message)"] {
        assert!(
            planted(&format!("{BOTH}{code}")).contains("by its name"),
            "{code}"
        );
    }
}

#[test]
fn arguments_that_do_not_fit_are_reported() {
    for code in [
        "message(\"order\")",
        "message(\"order\").with(\"order\", 1)",
        "message(\"plain\").with(\"x\", 1)",
    ] {
        assert!(
            planted(&format!("{BOTH}{code}")).contains("in one chain, but its placeholders are"),
            "{code}"
        );
    }
    assert!(planted(&format!("{BOTH}message(\"plain\").with(name, 1)")).contains("are literals"));
}
