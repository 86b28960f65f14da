//! Who may use whom among the modules of the page. The engine is a crate of its own, so the compiler guards it;
//! here we guard the rest: bin app -> ui -> {viewmodel, lesson, share, explorer_protocol, i18n} -> engine; viewmodel -> i18n.

use std::fs;
use std::path::Path;

/// A module, and the modules of this package that it may use. To use another, change this table and say why here.
const MAY_USE: [(&str, &[&str]); 13] = [
    // Programs are shells around a module that tests can reach.
    ("bin/app", &["ui"]),
    ("bin/explorer", &["explorer_protocol"]),
    ("bin/first", &["ui"]),
    ("bin/pseudo_locale", &["i18n"]),
    ("bin/lesson_walks", &["session", "viewmodel", "i18n"]),
    (
        "ui",
        &[
            "session",
            "viewmodel",
            "lesson",
            "share",
            "embed",
            "explorer_protocol",
            "i18n",
        ],
    ),
    // One learner and one run: shows itself through view-models, speaks in keys and arguments, and becomes a link.
    ("session", &["viewmodel", "share", "embed", "i18n"]),
    // Pure, and independent of one another: each can be read, tested and replaced alone.
    // A view-model decides what is to be said, so it makes messages: keys and arguments, no prose.
    ("viewmodel", &["i18n"]),
    ("lesson", &[]),
    ("share", &[]),
    ("embed", &[]),
    ("explorer_protocol", &[]),
    ("i18n", &[]),
];

/// Crates that would tie the engine to a browser, a clock or chance.
const NOT_IN_ENGINE: [&str; 8] = [
    "leptos",
    "wasm-bindgen",
    "web-sys",
    "js-sys",
    "gloo-timers",
    "rand",
    "getrandom",
    "ackademy",
];

struct Source {
    /// Below `src/`, with slashes.
    path: String,
    text: String,
}

/// The module a file belongs to: its first folder, or its name; programs keep their folder.
fn module_of(path: &str) -> &str {
    let module = path.trim_end_matches(".rs");
    match module.strip_prefix("bin/") {
        Some(program) => &module[..4 + program.find('/').unwrap_or(program.len())],
        None => module.split('/').next().unwrap_or(module),
    }
}

/// Code without its comments, which may speak of any module.
fn code_of(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

fn first_word(path: &str) -> String {
    path.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The top-level names in `{a, b::{c, d}}`, given what follows the brace.
fn names_in_braces(rest: &str) -> Vec<String> {
    let mut depth = 1;
    let mut names = vec![first_word(rest)];
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(first_word(&rest[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Every module that a file names by `crate::…`, or by `ackademy::…` from a program.
fn used_modules(text: &str) -> Vec<String> {
    let code = code_of(text);
    let starts = |root: &'static str| {
        let whole = |at: usize| {
            !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$')
        };
        code.match_indices(root)
            .filter(move |(at, _)| whole(*at))
            .map(|(at, _)| at + root.len())
            .collect::<Vec<_>>()
    };
    let mut used = Vec::new();
    for at in starts("crate::").into_iter().chain(starts("ackademy::")) {
        match code[at..].strip_prefix('{') {
            Some(rest) => used.extend(names_in_braces(rest)),
            None => used.push(first_word(&code[at..])),
        }
    }
    used.sort();
    used.dedup();
    used
}

fn slips(sources: &[Source]) -> Vec<String> {
    let mut slips = Vec::new();
    for Source { path, text } in sources.iter().filter(|source| source.path != "lib.rs") {
        let module = module_of(path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            slips.push(format!("src/{path}: module `{module}` is new; give it a place in MAY_USE in tests/architecture.rs"));
            continue;
        };
        for used in used_modules(text) {
            let known = MAY_USE.iter().any(|(name, _)| *name == used);
            if known && used != module && !allowed.contains(&used.as_str()) {
                slips.push(format!(
                    "src/{path}: `{module}` may not use `{used}`, only {allowed:?} and the engine; move what both need down"
                ));
            }
        }
    }
    slips
}

fn walk(folder: &Path, root: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("src/ can be read").path();
        if path.is_dir() {
            walk(&path, root, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path
                .strip_prefix(root)
                .expect("below src/")
                .to_string_lossy()
                .replace('\\', "/");
            found.push(Source {
                path: name,
                text: fs::read_to_string(&path).expect("a source is text"),
            });
        }
    }
}

#[test]
fn modules_use_only_what_is_below_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    walk(&root, &root, &mut sources);
    assert!(
        sources.iter().any(|source| source.path == "bin/app.rs"),
        "the walk finds the program"
    );
    let slips = slips(&sources);
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

/// The dependencies that a manifest names for the built crate (tests may use more).
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            inside =
                header.trim_end_matches(']').ends_with("dependencies") && !header.contains("dev-");
        } else if inside && line.contains('=') {
            names.push(
                line.split(['=', '.'])
                    .next()
                    .unwrap_or("")
                    .trim()
                    .to_string(),
            );
        }
    }
    names
}

#[test]
fn the_engine_knows_no_browser_no_clock_and_no_chance() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/engine/Cargo.toml");
    let names = dependencies(&fs::read_to_string(manifest).expect("the engine has a manifest"));
    assert!(
        names.contains(&"siphasher".to_string()),
        "the reading finds a dependency: {names:?}"
    );
    for banned in NOT_IN_ENGINE {
        assert!(
            !names.iter().any(|name| name == banned),
            "the engine may not depend on `{banned}`: it must stay pure"
        );
    }
}

/// What opens a part of a world to be changed: of the engine, only a step may, and the two files that define how.
const CHANGES_A_WORLD: [&str; 5] = [
    ".edit()",
    "replica_mut(",
    "broker_mut(",
    "client_mut(",
    "connection_mut(",
];
const MAY_CHANGE_A_WORLD: [&str; 3] = ["step/", "world.rs", "fingerprint.rs"];

fn changes_outside_steps(sources: &[Source]) -> Vec<String> {
    let may = |path: &str| {
        MAY_CHANGE_A_WORLD
            .iter()
            .any(|place| path.starts_with(place))
    };
    let outside = sources.iter().filter(|source| !may(&source.path));
    let slips = outside.filter_map(|Source { path, text }| {
        let code = code_of(text);
        let change = CHANGES_A_WORLD.iter().find(|change| code.contains(**change))?;
        Some(format!(
            "crates/engine/src/{path}: `{change}` changes a world; only step::apply may: make it an action"
        ))
    });
    slips.collect()
}

#[test]
fn nothing_but_a_step_changes_a_world() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/engine/src");
    let mut sources = Vec::new();
    walk(&root, &root, &mut sources);
    let steps = sources
        .iter()
        .filter(|source| source.path.starts_with("step/"));
    assert!(
        steps
            .clone()
            .any(|step| code_of(&step.text).contains(".edit()")),
        "the walk finds steps, and steps change worlds"
    );
    let slips = changes_outside_steps(&sources);
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

#[test]
fn a_change_outside_a_step_is_reported() {
    let planted = |path: &str, text: &str| {
        let (path, text) = (path.to_owned(), text.to_owned());
        changes_outside_steps(&[Source { path, text }]).join("\n")
    };
    assert!(
        planted("player/mod.rs", "self.world.facts.edit().orders.clear();")
            .contains("crates/engine/src/player/mod.rs: `.edit()` changes a world")
    );
    assert!(
        planted("script/run.rs", "world.broker_mut(broker).late.clear();")
            .contains("`broker_mut(`")
    );
    assert_eq!(planted("player/mod.rs", "// a step calls .edit()"), "");
    assert_eq!(
        planted("step/fault.rs", "world.links.edit().cut(a, b);"),
        ""
    );
}

/// What the rules say about one planted file.
fn planted(path: &str, text: &str) -> String {
    slips(&[Source {
        path: path.into(),
        text: text.into(),
    }])
    .join("\n")
}

#[test]
fn a_use_that_points_upwards_is_reported() {
    assert!(planted("share/codec.rs", "use crate::ui::Page;").contains("`share` may not use `ui`"));
    assert!(
        planted("lesson.rs", "fn a() { crate::share::encode(); }")
            .contains("`lesson` may not use `share`")
    );
    assert!(
        planted("i18n/keys.rs", "use crate::{viewmodel::{A, B}, ui};")
            .lines()
            .count()
            == 2
    );
    assert!(
        planted("bin/explorer.rs", "use ackademy::ui;").contains("`bin/explorer` may not use `ui`")
    );
}

#[test]
fn a_use_that_points_downwards_is_fine() {
    assert_eq!(
        planted(
            "ui/stage/mod.rs",
            "use crate::{share, viewmodel::Stage};\nuse crate::ui::motion;"
        ),
        ""
    );
    assert_eq!(
        planted("bin/app.rs", "fn main() { ackademy::ui::start(); }"),
        ""
    );
    assert_eq!(
        planted(
            "share/mod.rs",
            "// crate::ui shows it\nuse ackademy_engine::step;\nuse crate::share::codec;"
        ),
        ""
    );
}

#[test]
fn a_new_module_must_be_given_a_place() {
    assert!(planted("sound.rs", "").contains("give it a place"));
}

#[test]
fn a_dependency_of_tests_is_not_one_of_the_engine() {
    let manifest = "[dependencies]\nserde.workspace = true\n[dev-dependencies]\nproptest = \"1\"\n[target.'cfg(x)'.dependencies]\nrand = \"1\"";
    assert_eq!(dependencies(manifest), ["serde", "rand"]);
}
