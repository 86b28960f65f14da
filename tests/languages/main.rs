//! The language files against one another, against the sources and against the house's words. A language is a
//! file; nothing here names one but English, which the others follow.

mod compare;
mod file;
mod length;
mod uses;
mod wording;

use ackademy::i18n::{best_language, languages, pseudo_locale};
use file::Language;
use std::fs;
use std::path::{Path, PathBuf};
use uses::Source;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn language(tag: &str) -> Language {
    Language::read(tag, &read(&format!("assets/i18n/{tag}.ftl")))
}

fn every_language() -> Vec<Language> {
    languages().map(|it| language(it.tag)).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    let source = |path: PathBuf| {
        let below = path.strip_prefix(root()).expect("below the root");
        Source {
            path: below.to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(&path).expect("a source is text"),
        }
    };
    paths.into_iter().map(source).collect()
}

fn assert_none(slips: &[String]) {
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

#[test]
fn every_listed_language_has_a_file_and_every_file_is_listed() {
    let mut listed: Vec<_> = languages().map(|it| format!("{}.ftl", it.tag)).collect();
    listed.push("languages.txt".to_string());
    listed.sort();
    let mut paths = Vec::new();
    walk(&root().join("assets/i18n"), &mut paths);
    let mut files: Vec<_> = paths
        .iter()
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    assert_eq!(files, listed);
    let lines = read("assets/i18n/languages.txt");
    assert_eq!(
        lines.lines().count(),
        languages().count(),
        "a line is a tag, a space and a name"
    );
    assert_eq!(languages().next().map(|it| it.tag), Some("en"));
    assert!(languages().any(|it| it.tag == "ru"));
}

#[test]
fn every_language_says_the_same() {
    let english = language("en");
    let slips: Vec<_> = every_language()
        .iter()
        .flat_map(|it| {
            let against = if it.tag == "en" {
                Vec::new()
            } else {
                compare::slips(&english, it)
            };
            [against, compare::plural_slips(it), compare::form_slips(it)].concat()
        })
        .collect();
    assert_none(&slips);
}

#[test]
fn every_message_is_said_and_every_key_is_known() {
    let sources = sources();
    assert!(
        sources.iter().any(|it| it.path == "src/viewmodel/words.rs"),
        "the walk finds a source that says something"
    );
    assert_none(&uses::slips(&language("en"), &sources));
}

#[test]
fn every_language_keeps_to_the_words_of_the_house() {
    let glossary = wording::read_glossary(&read("docs/glossary.md"));
    assert!(glossary.len() > 30, "the glossary is found");
    let slips: Vec<_> = every_language()
        .iter()
        .flat_map(|it| wording::slips(it, &glossary))
        .collect();
    assert_none(&slips);
}

#[test]
fn lessons_keep_to_the_words_of_the_house() {
    let glossary = wording::read_glossary(&read("docs/glossary.md"));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lessons");
    let mut slips = Vec::new();
    let mut count = 0;
    for lesson in std::fs::read_dir(folder).expect("there are lessons") {
        let lesson = lesson.expect("a folder").path();
        for it in languages() {
            let file = lesson.join(format!("{}.md", it.tag));
            let text = std::fs::read_to_string(&file).expect("every lesson is in every language");
            slips.extend(wording::slips_in_prose(
                &file.display().to_string(),
                it.tag,
                &text,
                &glossary,
            ));
            count += 1;
        }
    }
    assert!(count >= 24, "twelve lessons in two languages");
    assert_none(&slips);
}

#[test]
fn words_fit_where_room_is_short() {
    let slips: Vec<_> = every_language().iter().flat_map(length::slips).collect();
    assert_none(&slips);
}

#[test]
fn keys_are_named_as_the_head_of_the_english_file_says() {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    for key in language("en")
        .messages
        .keys()
        .filter(|key| !key.starts_with('-'))
    {
        assert!(
            key.contains('-') && key.split('-').all(word),
            "`{key}`: a key is `section-thing-detail`, in small letters"
        );
    }
}

/// A file is all that another language needs: this one passes what a translation has to pass.
#[test]
fn a_language_that_nobody_speaks_is_complete() {
    let english = language("en");
    let pseudo = pseudo_locale(&read("assets/i18n/en.ftl")).expect("English can be read");
    let pseudo = Language::read("en-XA", &pseudo);
    assert_none(&compare::slips(&english, &pseudo));
    assert_none(&compare::plural_slips(&pseudo));
}

#[test]
fn a_learner_gets_the_first_language_wished_for_that_is_there() {
    for (wanted, tag) in [
        (&["ru"][..], "ru"),
        (&["ru-KZ", "en"], "ru"),
        (&["tt", "RU_ru"], "ru"),
        (&["xx", "en-GB", "ru"], "en"),
        (&["xx", ""], "en"),
        (&[], "en"),
    ] {
        assert_eq!(best_language(wanted.iter().copied()).tag, tag, "{wanted:?}");
    }
}
