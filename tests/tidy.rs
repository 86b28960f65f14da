//! House rules that no compiler knows. Each rule has a test that shows it can fail.

use std::fs;
use std::path::{Path, PathBuf};

const LINES_MAX: usize = 400;
const FOLDERS: [&str; 8] = [
    "src", "crates", "tests", "e2e", "scripts", "styles", "assets", ".ci",
];
const NOT_OURS: [&str; 4] = [
    "node_modules",
    "target",
    "test-results",
    "playwright-report",
];
const COUNTED: [&str; 6] = ["rs", "ts", "mjs", "js", "css", "sh"];
/// Names that say nothing: such a file takes in whatever has no place, and is never read as a whole.
const EMPTY_NAMES: [&str; 5] = ["utils", "util", "helpers", "misc", "common"];
/// In pieces, so that this file does not break its own rules.
const UNFINISHED: [&str; 4] = [
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
];
const SWITCHED_OFF: [&str; 5] = [
    concat!("#[ign", "ore"),
    concat!("test.sk", "ip("),
    concat!("test.fix", "me("),
    concat!("test.on", "ly("),
    concat!("describe.on", "ly("),
];

struct File {
    path: String,
    text: String,
}

fn extension(path: &str) -> &str {
    Path::new(path)
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or("")
}

fn is_code(path: &str) -> bool {
    COUNTED.contains(&extension(path))
}

fn too_long(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    if !is_code(&file.path) || lines <= LINES_MAX {
        return Vec::new();
    }
    vec![format!(
        "{}: {lines} lines are more than {LINES_MAX}; split it where its subject changes",
        file.path
    )]
}

fn empty_name(file: &File) -> Vec<String> {
    let stem = Path::new(&file.path)
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or("");
    // `mod.rs` and `index.ts` are named by their folder, and tests by what they test.
    if !EMPTY_NAMES.contains(&stem) {
        return Vec::new();
    }
    vec![format!(
        "{}: the name says nothing; name the file after what it holds",
        file.path
    )]
}

/// Reports every line that holds one of `words`, with advice.
fn lines_with(file: &File, words: &[&str], advice: &str) -> Vec<String> {
    let holds = |line: &str| words.iter().find(|word| has_word(line, word)).copied();
    let found = |(index, line)| {
        holds(line).map(|word| format!("{}:{}: `{word}`: {advice}", file.path, index + 1))
    };
    file.text.lines().enumerate().filter_map(found).collect()
}

/// A word ends where its letters end: "HACKNEY" holds no other word.
fn has_word(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let plain = word.chars().all(char::is_alphanumeric);
    line.match_indices(word).any(|(at, _)| {
        !plain
            || !(letter(line[..at].chars().next_back())
                || letter(line[at + word.len()..].chars().next()))
    })
}

fn unfinished(file: &File) -> Vec<String> {
    if !is_code(&file.path) {
        return Vec::new();
    }
    lines_with(
        file,
        &UNFINISHED,
        "finish it, or say in plain words why it is as it is",
    )
}

fn switched_off(file: &File) -> Vec<String> {
    if !is_code(&file.path) {
        return Vec::new();
    }
    lines_with(
        file,
        &SWITCHED_OFF,
        "a test that does not run proves nothing; mend it or delete it",
    )
}

fn slips(files: &[File]) -> Vec<String> {
    let rules = [too_long, empty_name, unfinished, switched_off];
    files
        .iter()
        .flat_map(|file| rules.iter().flat_map(|rule| rule(file)).collect::<Vec<_>>())
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.expect("a folder that can be read").path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !NOT_OURS.contains(&name.as_ref()) {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn our_files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in FOLDERS {
        walk(&root.join(folder), &mut paths);
    }
    paths.sort();
    let name = |path: &Path| {
        path.strip_prefix(root)
            .expect("below the root")
            .display()
            .to_string()
    };
    // Pictures and the like are no text; they have no lines to count.
    let read = |path: PathBuf| {
        fs::read_to_string(&path).ok().map(|text| File {
            path: name(&path),
            text,
        })
    };
    paths.into_iter().filter_map(read).collect()
}

#[test]
fn the_house_is_tidy() {
    let files = our_files();
    assert!(
        files.iter().any(|file| file.path == "tests/tidy.rs"),
        "the walk finds this file"
    );
    let slips = slips(&files);
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

/// What the rules say about one planted file.
fn planted(path: &str, text: &str) -> String {
    slips(&[File {
        path: path.into(),
        text: text.into(),
    }])
    .join("\n")
}

#[test]
fn a_file_that_is_too_long_is_reported() {
    assert_eq!(planted("src/a.rs", &"\n".repeat(LINES_MAX)), "");
    for name in ["src/a.rs", "e2e/a.ts", "e2e/a.mjs", "styles/a.css"] {
        assert!(
            planted(name, &"\n".repeat(LINES_MAX + 1)).contains("401 lines are more than 400"),
            "{name}"
        );
    }
    assert_eq!(planted("e2e/package-lock.json", &"\n".repeat(9000)), "");
}

#[test]
fn a_name_that_says_nothing_is_reported() {
    for name in ["src/utils.rs", "e2e/support/helpers.ts"] {
        assert!(
            planted(name, "").contains("the name says nothing"),
            "{name}"
        );
    }
}

#[test]
fn unfinished_work_is_reported_with_its_line() {
    for word in UNFINISHED {
        assert!(
            planted("src/a.rs", &format!("fn a() {{}}\n// {word}: later"))
                .starts_with("src/a.rs:2: "),
            "{word}"
        );
    }
    assert_eq!(
        planted("src/a.rs", &format!("// {}NEY is a place", UNFINISHED[3])),
        ""
    );
}

#[test]
fn a_test_that_is_switched_off_is_reported() {
    for word in SWITCHED_OFF {
        assert!(
            planted("src/a.rs", word).contains("a test that does not run"),
            "{word}"
        );
    }
}
