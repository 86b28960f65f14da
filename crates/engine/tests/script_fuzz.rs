//! Whatever text is taken for a script, it is refused or run: never a panic, and the same every time.

use std::path::Path;

use ackademy_engine::script::{Script, Statement, vocabulary};
use proptest::prelude::*;

/// Every line of every story, and every word there is: what planted scripts are made of.
fn stories() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of transcripts")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    let lines = |path| {
        let text: String = std::fs::read_to_string(path).expect("a transcript");
        text.lines().map(str::to_owned).collect()
    };
    paths.into_iter().map(lines).collect()
}

fn words() -> Vec<String> {
    let mut words: Vec<String> = vocabulary()
        .into_iter()
        .map(|statement| match statement {
            Statement::Declaration(name, _)
            | Statement::Command(name, _)
            | Statement::Condition(name, _)
            | Statement::Event(name) => name.to_owned(),
        })
        .collect();
    let more = "checkout billing broker controller 0 1 2 3 4 255 65536 t-0 u-9 a b = none it nth=2 order=a copy=true = (";
    words.extend(more.split(' ').map(str::to_owned));
    words
}

/// One change to a script.
#[derive(Clone, Debug)]
enum Change {
    RemoveLine(prop::sample::Index),
    RepeatLine(prop::sample::Index, prop::sample::Index),
    ReplaceWord(
        prop::sample::Index,
        prop::sample::Index,
        prop::sample::Index,
    ),
    RemoveWord(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        index().prop_map(Change::RemoveLine),
        (index(), index()).prop_map(|(from, to)| Change::RepeatLine(from, to)),
        (index(), index(), index())
            .prop_map(|(line, word, with)| Change::ReplaceWord(line, word, with)),
        (index(), index()).prop_map(|(line, word)| Change::RemoveWord(line, word)),
    ]
}

fn apply(lines: &mut Vec<String>, words: &[String], change: &Change) {
    if lines.is_empty() {
        return;
    }
    let mut edit =
        |line: &prop::sample::Index, word: &prop::sample::Index, with: Option<&String>| {
            let line = line.get_mut(lines);
            let mut parts: Vec<&str> = line.split(' ').collect();
            let place = word.index(parts.len());
            match with {
                Some(with) => parts[place] = with,
                None => {
                    parts.remove(place);
                }
            }
            *line = parts.join(" ");
        };
    match change {
        Change::ReplaceWord(line, word, with) => edit(line, word, Some(with.get(words))),
        Change::RemoveWord(line, word) => edit(line, word, None),
        Change::RemoveLine(line) => {
            lines.remove(line.index(lines.len()));
        }
        Change::RepeatLine(from, to) => {
            let line = from.get(lines).clone();
            lines.insert(to.index(lines.len()), line);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_script_with_random_changes_is_refused_or_runs_the_same_twice(
        story in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let mut lines = story.get(&stories()).clone();
        let words = words();
        for change in &changes {
            apply(&mut lines, &words, change);
        }
        match Script::parse(&lines.join("\n")) {
            Err(mistake) => prop_assert!((1..=lines.len()).contains(&mistake.line), "{mistake}"),
            Ok(script) => prop_assert_eq!(script.run().json(), script.run().json()),
        }
    }
}

#[test]
fn random_changes_leave_enough_scripts_that_run() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (stories, words) = (stories(), words());
    let mut ran = 0;
    for case in 0..200 {
        let mut lines = stories[case % stories.len()].clone();
        let change = change().new_tree(&mut runner).expect("a change").current();
        apply(&mut lines, &words, &change);
        ran += usize::from(Script::parse(&lines.join("\n")).is_ok());
    }
    assert!(
        (40..160).contains(&ran),
        "{ran} of 200 ran: the changes are too wild or too tame"
    );
}
