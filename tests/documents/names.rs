//! What documents name: files, tests, headings, make targets, test files. And what sources name: documents.

use crate::tree::Tree;

/// Which sources are looked through for names of documents. These tests are not, since they plant some.
const SOURCES: [&str; 9] = ["rs", "toml", "sh", "mjs", "js", "ts", "css", "ftl", "yml"];
const PLANTED_HERE: &str = "tests/documents/";

pub fn slips(tree: &Tree) -> Vec<String> {
    let mut slips = Vec::new();
    for (path, text) in tree.documents() {
        let mut report = |line: usize, why: String| slips.push(format!("{path}:{line}: {why}"));
        for (line, span) in code_spans(text) {
            if let Some(why) = wrong_name(tree, span).or_else(|| wrong_command(tree, span)) {
                report(line, why);
            }
        }
        for (line, named) in code_map(text) {
            if !tree.has(&named) {
                report(line, format!("there is no {named}"));
            }
        }
        for (line, target) in links(text) {
            if let Some(why) = wrong_link(tree, path, target) {
                report(line, why);
            }
        }
    }
    for (path, text) in tree.files() {
        let extension = path.rsplit('.').next().unwrap_or("");
        if SOURCES.contains(&extension) && !path.starts_with(PLANTED_HERE) {
            let wrong = |named: &&str| !tree.has(named);
            let named = documents_named(text);
            slips.extend(
                named
                    .filter(wrong)
                    .map(|named| format!("{path}: there is no {named}")),
            );
        }
    }
    slips
}

/// The lines of a document, each with its number and whether it stands in a fenced block.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut fenced = false;
    (1..).zip(text.lines()).filter_map(move |(number, line)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        Some((number, line, fenced))
    })
}

/// What stands in backticks or on an indented line, outside fenced blocks.
pub fn code_spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = numbered(text).filter(|(_, _, fenced)| !fenced);
    lines.flat_map(|(number, line, _)| {
        let whole = line.strip_prefix("    ").filter(|_| !line.contains('`'));
        let within = line.split('`').skip(1).step_by(2);
        within.chain(whole).map(move |span| (number, span))
    })
}

/// The code map: in a fenced block without a language, what stands before two spaces; an indented one stands below the last
/// that is not.
fn code_map(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let (mut inside, mut above) = (false, String::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with("```") {
            inside = line == "```" && !inside;
            continue;
        }
        let Some((first, _)) = line.trim_start().split_once("  ") else {
            continue;
        };
        if !inside || !is_path(first) {
            continue;
        }
        if line.starts_with(' ') {
            named.push((number, format!("{above}{first}")));
        } else {
            above = format!("{}/", first.trim_end_matches('/'));
            named.push((number, first.to_owned()));
        }
    }
    named
}

fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    !word.is_empty() && word.chars().all(plain)
}

/// `path` must be there, and in `path::name` the file must hold the name.
fn wrong_name(tree: &Tree, span: &str) -> Option<String> {
    let (path, name) = span
        .split_once("::")
        .map_or((span, None), |(path, name)| (path, Some(name)));
    let at_the_root = !path.contains('/') && path.ends_with(".md");
    if !is_path(path) || !(path.contains('/') || at_the_root) {
        return None;
    }
    let Some(name) = name else {
        return (!tree.has(path)).then(|| format!("there is no {path}"));
    };
    match tree.text(path) {
        None => Some(format!("there is no {path}")),
        Some(text) if !text.contains(name) => Some(format!("{path} has no {name}")),
        Some(_) => None,
    }
}

/// `make target` and `cargo test --test file`.
fn wrong_command(tree: &Tree, span: &str) -> Option<String> {
    let words: Vec<&str> = span.split_whitespace().collect();
    if let ["make", target, ..] = words[..] {
        let rule = format!("\n{target}:");
        let known = tree
            .text("Makefile")
            .is_some_and(|text| text.contains(&rule));
        return (!known).then(|| format!("the Makefile has no {target}"));
    }
    let at = words.iter().position(|word| *word == "--test")?;
    let name = words.get(at + 1)?;
    let places = [
        format!("tests/{name}.rs"),
        format!("tests/{name}/main.rs"),
        format!("crates/engine/tests/{name}.rs"),
        format!("crates/engine/tests/{name}/main.rs"),
    ];
    let known = places.iter().any(|place| tree.text(place).is_some());
    (!known).then(|| format!("there is no test file {name}"))
}

/// The targets of links and pictures.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = numbered(text).filter(|(_, _, fenced)| !fenced);
    lines.flat_map(|(number, line, _)| {
        let targets = line.match_indices("](").filter_map(move |(at, _)| {
            let rest = &line[at + 2..];
            Some(&rest[..rest.find(')')?])
        });
        targets.map(move |target| (number, target))
    })
}

fn wrong_link(tree: &Tree, document: &str, target: &str) -> Option<String> {
    if target.contains("://") {
        return None;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() {
        document.to_owned()
    } else {
        beside(document, file)
    };
    if !tree.has(&path) {
        return Some(format!("the link leads to {path}, which is not there"));
    }
    let has_heading = || {
        let text = tree.text(&path).unwrap_or("");
        let mut headings =
            numbered(text).filter(|(_, line, fenced)| !fenced && line.starts_with('#'));
        headings.any(|(_, line, _)| anchor(line) == heading)
    };
    (!heading.is_empty() && !has_heading()).then(|| format!("{path} has no heading #{heading}"))
}

/// A path that is written beside a document, from the root.
fn beside(document: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// How a heading is linked to.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Every document of `docs/` that a source names.
fn documents_named(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("docs/").filter_map(|(at, _)| {
        let rest = &text[at..];
        let end = rest
            .find(|c: char| !is_path(&c.to_string()))
            .unwrap_or(rest.len());
        let named = rest[..end].trim_end_matches('.');
        named.ends_with(".md").then_some(named)
    })
}

/// What the rules say about one planted document in a small tree.
fn planted(text: &str) -> String {
    let tree = Tree::planted([
        ("Makefile", ".PHONY: serve\n\nserve: ## Serve\n"),
        ("docs/there.md", "# A heading, or two\n"),
        ("src/lib.rs", "// docs/there.md says why.\n"),
        ("tests/tidy.rs", "fn it_is_tidy() {}\n"),
        ("docs/planted.md", text),
    ]);
    slips(&tree).join("\n")
}

#[test]
fn what_is_there_is_fine() {
    let fine = "`src/lib.rs`, `src`, `dist/`, `step::apply`, `tests/tidy.rs::it_is_tidy`, `make serve PORT=1`,\n\
        `cargo test --test tidy`, [a](there.md#a-heading-or-two), [b](../src), [c](https://example.org/x), [d](#e)\n\
        # E\n```\nsrc  code\n  lib.rs  the root\n```\n    make serve\n```script\na/b  c\n```";
    assert_eq!(planted(fine), "");
}

#[test]
fn a_file_a_test_or_a_command_that_is_not_there_is_reported() {
    for (text, why) in [
        (
            "see\n`src/gone.rs`",
            "docs/planted.md:2: there is no src/gone.rs",
        ),
        ("`GONE.md`", "docs/planted.md:1: there is no GONE.md"),
        (
            "`tests/gone.rs::it`",
            "docs/planted.md:1: there is no tests/gone.rs",
        ),
        (
            "`tests/tidy.rs::gone`",
            "docs/planted.md:1: tests/tidy.rs has no gone",
        ),
        ("`make gone`", "docs/planted.md:1: the Makefile has no gone"),
        (
            "    make gone",
            "docs/planted.md:1: the Makefile has no gone",
        ),
        (
            "`cargo test --test gone`",
            "docs/planted.md:1: there is no test file gone",
        ),
        (
            "```\nsrc/  code\n  gone/x.rs  more\n```",
            "docs/planted.md:3: there is no src/gone/x.rs",
        ),
    ] {
        assert_eq!(planted(text), why, "{text}");
    }
}

#[test]
fn a_link_that_leads_nowhere_is_reported() {
    assert!(planted("[a](gone.md)").contains("leads to docs/gone.md"));
    assert!(planted("![a](pictures/gone.png)").contains("leads to docs/pictures/gone.png"));
    assert!(planted("[a](there.md#gone)").contains("docs/there.md has no heading #gone"));
}

#[test]
fn a_source_that_names_a_document_that_is_not_there_is_reported() {
    let tree = Tree::planted([("src/lib.rs", "//! See docs/gone.md.\n")]);
    assert_eq!(slips(&tree), ["src/lib.rs: there is no docs/gone.md"]);
}
