//! Whatever text is taken for a lesson, it is read or refused by its line: never a panic, and nothing in it but words.

use std::fs;
use std::path::Path;

use ackademy_engine::script::Mistake;
use ackademy_lesson::folder::{all, words};
use ackademy_lesson::{Lesson, MAY_LEAD_TO, Prose, Span};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn lessons() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/lessons");
    let read = |path: &Path| fs::read_to_string(path).expect("a file of a lesson");
    let folders = all(&folder).expect("the folder of lessons");
    folders
        .iter()
        .map(|path| (read(&path.join("lesson.txt")), read(&path.join("en.md"))))
        .collect()
}

fn spans(prose: &Prose) -> Vec<&Span> {
    let mut found: Vec<&Span> = prose.recap.iter().collect();
    for beat in &prose.beats {
        found.extend(beat.before.iter().chain(&beat.after).flatten());
        found.extend(beat.items.iter().flat_map(|(_, spans)| spans));
    }
    found
}

/// Nothing leads to strangers, and the page is given just this.
fn is_words_alone(prose: &Prose) -> bool {
    let leads_home = |to: &str| MAY_LEAD_TO.iter().any(|start| to.starts_with(start));
    let only_home = spans(prose).iter().all(|span| match span {
        Span::Link { to, .. } => leads_home(to),
        _ => true,
    });
    only_home && Prose::read(&prose.write()) == *prose
}

fn tells_line(mistake: &Mistake, text: &str) -> bool {
    let lines = text.lines().count().max(1);
    (1..=lines).contains(&mistake.line) && mistake.message.contains(' ')
}

/// Each text of a corpus: its name, what is said of it, and the text.
fn corpus(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let texts = file.split("%%% ").skip(1);
    texts.map(|entry| {
        let (head, text) = entry.split_once('\n').expect("a text below its head");
        let (name, said) = head
            .split_once(": ")
            .expect("a name, and what is said of it");
        (name, said, text)
    })
}

/// Compares what is said of a text with what the corpus expects: `read`, or `LINE PART OF THE MESSAGE`.
fn compare(name: &str, expected: &str, found: Result<(), Mistake>) {
    match (expected, found) {
        ("read", Ok(())) => {}
        ("read", Err(mistake)) => panic!("{name}: {}: {}", mistake.line, mistake.message),
        (_, Ok(())) => panic!("{name} is read, and should be refused"),
        (expected, Err(mistake)) => {
            let said = format!("{} {}", mistake.line, mistake.message);
            let (line, part) = expected.split_once(' ').expect("a line and a message");
            let fits = said.starts_with(&format!("{line} ")) && said.contains(part);
            assert!(fits, "{name}: {said}");
        }
    }
}

#[test]
fn the_corpus_of_words_is_read_or_refused_as_it_says() {
    let mut tried = 0;
    for (name, expected, text) in corpus(include_str!("corpus/words.txt")) {
        let found = words(text);
        if let Ok(prose) = &found {
            assert!(is_words_alone(prose), "{name}");
        }
        compare(name, expected, found.map(|_| ()));
        tried += 1;
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn the_corpus_of_lessons_is_read_or_refused_as_it_says() {
    let mut tried = 0;
    for (name, expected, text) in corpus(include_str!("corpus/lessons.txt")) {
        compare(name, expected, Lesson::read(text).map(|_| ()));
        tried += 1;
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn the_corpus_of_lines_for_the_page_is_words_alone() {
    for (name, expected, text) in corpus(include_str!("corpus/lines.txt")) {
        let prose = Prose::read(text);
        let all: Vec<&str> = spans(&prose).iter().map(|span| span.text()).collect();
        assert_eq!(all.join("|"), expected, "{name}");
        assert!(is_words_alone(&prose), "{name}");
    }
}

fn first_beat(text: &str) -> ackademy_lesson::BeatProse {
    let text = format!("# T\n\n> R\n\n## a: A\n\n{text}\n");
    words(&text).expect("it can be read").beats.remove(0)
}

#[test]
fn a_paragraph_that_begins_with_a_stressed_word_is_a_paragraph() {
    for (text, first) in [
        ("*Begun* exists alone.\n\nMore.", "Begun"),
        ("**Never** twice.\n\nMore.", "Never"),
        ("-1 is no epoch.\n\nMore.", "-1 is no epoch."),
        ("+1 is one.\n\nMore.", "+1 is one."),
    ] {
        let beat = first_beat(text);
        assert_eq!(beat.before.len(), 2, "{text}");
        assert_eq!(beat.before[0][0].text(), first);
    }
}

#[test]
fn a_list_with_empty_lines_between_its_items_is_a_list() {
    let beat = first_beat("- one: *Once*.\n\n- two: Twice.\n\n*And* more.");
    assert_eq!(beat.items.len(), 2);
    assert_eq!(beat.before.len(), 1);
}

#[test]
fn words_inside_a_link_stay_in_it() {
    let beat = first_beat("See [the `Sender` class](https://github.com/apache/kafka/).");
    let linked: String = beat.before[0]
        .iter()
        .filter(|span| matches!(span, Span::Link { .. }))
        .map(Span::text)
        .collect();
    assert_eq!(linked, "the Sender class");
}

/// What texts are planted with: signs of Markdown and HTML, addresses, and what nobody sees.
fn seed() -> impl Strategy<Value = String> {
    let planted = [
        "*",
        "**",
        "_",
        "`",
        "#",
        "## ",
        "> ",
        "- x: ",
        "1. ",
        "---\n",
        "\n\n",
        "[a](",
        ")",
        "![",
        "<b>",
        "<!--",
        "<script>",
        "&#10;",
        "&#x202e;",
        "&lt;",
        "\\",
        "```\n",
        "javascript:",
        "https://kafka.apache.org/",
        "https://example.com/",
        "data:text/html,",
        "\u{0}",
        "\u{202e}",
        "\u{feff}",
        "|",
        "\t",
        "    ",
        "=",
        "@",
    ];
    prop_oneof![
        prop::sample::select(planted.to_vec()).prop_map(str::to_owned),
        "[ -~я\n]{0,4}",
    ]
}

fn planted(text: &str, changes: &[(Index, String)]) -> String {
    let mut changed = text.to_owned();
    for (place, put) in changes {
        let places: Vec<usize> = changed.char_indices().map(|(place, _)| place).collect();
        if let Some(at) = places.get(place.index(places.len().max(1))) {
            changed.insert_str(*at, put);
        }
    }
    changed
}

/// One change to a lesson's lines.
fn edited(text: &str, edits: &[(Index, Index, bool)], words: &[String]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (line, with, replaces) in edits {
        if lines.is_empty() {
            break;
        }
        let at = line.index(lines.len());
        if *replaces {
            let mut parts: Vec<&str> = lines[at].split(' ').collect();
            let place = with.index(parts.len());
            let word: &String = with.get(words);
            parts[place] = word;
            lines[at] = parts.join(" ");
        } else {
            lines.remove(at);
        }
    }
    lines.join("\n")
}

fn vocabulary() -> Vec<String> {
    let known = lessons();
    let words = known
        .iter()
        .flat_map(|(lesson, _)| lesson.split_whitespace());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    let more = "0 99 100 -1 18446744073709551616 = lights= goals=,, judged=never start= controls=all claims= scene=scene nth=0";
    words.extend(more.split(' ').map(str::to_owned));
    words.sort();
    words.dedup();
    words
}

proptest! {
    #![proptest_config(Config {
        cases: 300,
        rng_seed: RngSeed::Fixed(20_261_125),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn words_with_planted_signs_are_read_or_refused_by_their_line(
        lesson in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), seed()), 1..6),
    ) {
        let text = planted(&lesson.get(&lessons()).1, &changes);
        match words(&text) {
            Ok(prose) => prop_assert!(is_words_alone(&prose)),
            Err(mistake) => prop_assert!(tells_line(&mistake, &text), "{mistake}"),
        }
    }

    #[test]
    fn any_text_is_read_as_words_or_refused(pieces in prop::collection::vec(seed(), 0..60)) {
        let text = pieces.concat();
        match words(&text) {
            Ok(prose) => prop_assert!(is_words_alone(&prose)),
            Err(mistake) => prop_assert!(tells_line(&mistake, &text), "{mistake}"),
        }
    }

    #[test]
    fn a_lesson_with_other_lines_and_words_is_read_or_refused_by_its_line(
        lesson in any::<Index>(),
        edits in prop::collection::vec(any::<(Index, Index, bool)>(), 1..5),
    ) {
        let text = edited(&lesson.get(&lessons()).0, &edits, &vocabulary());
        if let Err(mistake) = Lesson::read(&text) {
            prop_assert!(tells_line(&mistake, &text), "{mistake}");
        }
    }

    #[test]
    fn any_lines_for_the_page_are_words_alone(text in "([#>=pi.*!`@-][ -~я]{0,30}\n){0,20}") {
        prop_assert!(is_words_alone(&Prose::read(&text)));
    }
}

proptest! {
    // These are played, so there are fewer.
    #![proptest_config(Config {
        cases: 60,
        rng_seed: RngSeed::Fixed(20_261_126),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn a_changed_lesson_that_is_read_is_played_or_fails_by_its_line(
        lesson in any::<Index>(),
        edits in prop::collection::vec(any::<(Index, Index, bool)>(), 1..3),
    ) {
        let text = edited(&lesson.get(&lessons()).0, &edits, &vocabulary());
        if let Ok(lesson) = Lesson::read(&text)
            && let Err(failure) = lesson.stills()
        {
            prop_assert!((1..=text.lines().count()).contains(&failure.line));
        }
    }
}

#[test]
fn random_changes_leave_enough_texts_that_are_read() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (lessons, vocabulary) = (lessons(), vocabulary());
    let (mut read, mut refused) = (0, 0);
    for case in 0..200 {
        let (lesson, prose) = &lessons[case % lessons.len()];
        let edit = any::<(Index, Index, bool)>()
            .new_tree(&mut runner)
            .expect("an edit");
        let seed = (any::<Index>(), seed())
            .new_tree(&mut runner)
            .expect("a sign");
        let found = [
            Lesson::read(&edited(lesson, &[edit.current()], &vocabulary)).is_ok(),
            words(&planted(prose, &[seed.current()])).is_ok(),
        ];
        read += found.iter().filter(|it| **it).count();
        refused += found.iter().filter(|it| !**it).count();
    }
    assert!(
        read > 80 && refused > 80,
        "{read} read, {refused} refused: too tame or too wild"
    );
}
