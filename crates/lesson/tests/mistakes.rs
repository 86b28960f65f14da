//! Whatever is wrong with a lesson is said, with its file, its line and what to do.

use std::fs;
use std::path::{Path, PathBuf};

use ackademy_lesson::Prose;
use ackademy_lesson::check::{WORDS_A_BEAT, WORDS_A_LESSON, WORDS_AN_IDEA, slips};
use ackademy_lesson::folder::Folder;

const LESSON: &str = "03-the-ack-that-never-came";

fn text(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/lessons");
    fs::read_to_string(root.join(LESSON).join(file)).expect("a file of the lesson")
}

/// What is said of the lesson with one file changed.
fn with(name: &str, file: &str, change: impl Fn(&str) -> String) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join(LESSON);
    fs::create_dir_all(&folder).expect("a folder for tests");
    for own in ["lesson.txt", "en.md", "ru.md"] {
        let text = text(own);
        let changed = if own == file {
            change(&text)
        } else {
            text.clone()
        };
        assert!(own != file || changed != text, "{name} changes something");
        fs::write(folder.join(own), changed).expect("a file for tests");
    }
    let found = match Folder::read(&folder) {
        Err(slip) => vec![slip],
        Ok(read) => slips(&read),
    };
    let lines = found.iter().map(|slip| slip.to_string());
    lines.collect::<Vec<_>>().join("\n")
}

fn in_lesson(name: &str, from: &str, to: &str) -> String {
    with(name, "lesson.txt", |text| text.replacen(from, to, 1))
}

fn in_words(name: &str, from: &str, to: &str) -> String {
    with(name, "en.md", |text| text.replacen(from, to, 1))
}

#[test]
fn a_script_that_cannot_be_read_is_told_by_its_line() {
    let said = in_lesson("typo", "preset at_least_once", "preset at_least_twice");
    assert!(
        said.contains("lesson.txt:7: expected at_most_once, at_least_once or exactly_once"),
        "{said}"
    );
    let said = in_lesson(
        "typo-in-goal",
        "expect order 3 copies=2 charged=2",
        "expect order 3 copys=2",
    );
    assert!(
        said.contains("lesson.txt:36: expected a key that this has, found `copys`"),
        "{said}"
    );
    let said = in_lesson(
        "stranger",
        "goal charged-twice scene=ack",
        "goal charged-twice scene=act",
    );
    assert!(
        said.contains("there is no scene `act` above; there are: ack, request"),
        "{said}"
    );
    let said = in_lesson(
        "indent",
        "    expect order 3 copies=2 charged=2",
        "  expect order 3 copies=2",
    );
    assert!(said.contains("indented by four spaces"), "{said}");
    let said = in_lesson(
        "key",
        "beat silence scene=ack",
        "beat silence scene=ack light=x",
    );
    assert!(said.contains("`beat` has no key `light`"), "{said}");
}

#[test]
fn a_goal_that_is_wrong_about_its_runs_is_told() {
    let said = in_lesson(
        "easy",
        "    expect EnvelopeDropped direction=request api=Produce order=3\n",
        "",
    );
    assert!(
        said.contains("who does nothing reaches the goal `charged-once`: ask for more"),
        "{said}"
    );
    let said = in_lesson(
        "hard",
        "expect order 3 copies=2 charged=2",
        "expect order 3 copies=3",
    );
    assert!(
        said.contains("the solution of `ack` does not reach the goal `charged-twice`"),
        "{said}"
    );
    assert!(said.contains("got: copies=2"), "{said}");
    let said = in_lesson(
        "no-solution",
        "solution ack\n",
        "miss mine scene=ack misses=x\n",
    );
    assert!(said.contains("there is no goal `x` above"), "{said}");
}

#[test]
fn a_near_miss_that_misses_something_else_is_told() {
    let said = in_lesson(
        "hit",
        "until response Fetch to billing\n    drop it",
        "drop response Produce to checkout order=3",
    );
    assert!(
        said.contains(
            "`another-answer` reaches the goal `charged-twice`, which it is said to miss"
        ),
        "{said}"
    );
    let said = in_lesson("elsewhere", "misses=charged-once", "misses=charged-twice");
    assert!(
        said.contains("`too-late` misses the goal `charged-once` too"),
        "{said}"
    );
    assert!(
        said.contains("the goal `charged-twice` belongs to another scene"),
        "{said}"
    );
}

#[test]
fn a_prediction_without_one_true_answer_is_told() {
    let said = in_lesson(
        "none-true",
        "option twice expect order 3 charged=2",
        "option twice expect order 3 charged=3",
    );
    assert!(
        said.contains("after the solution exactly one option is true; of `charges` 0 are"),
        "{said}"
    );
    let said = in_lesson(
        "two-true",
        "option none expect order 3 charged=0",
        "option none refute order 3 charged=0",
    );
    assert!(said.contains("of `charges` 2 are: none, twice"), "{said}");
    let said = in_lesson("unanswered", " answers=charges", "");
    assert!(said.contains("one beat asks `charges`"), "{said}");
}

#[test]
fn a_claim_that_is_not_carried_or_unknown_is_told() {
    let said = in_lesson("claim", "claims=ALO-1,ALO-3", "claims=ALO-1,ALO-9");
    assert!(
        said.contains("no beat has claims=ALO-3 (a lost ack means processed twice)"),
        "{said}"
    );
    assert!(said.contains("there is no claim `ALO-9`"), "{said}");
}

#[test]
fn beats_that_are_missing_or_not_in_their_order_are_told() {
    let said = in_lesson(
        "start",
        "beat cut-the-request scene=request start=opening",
        "beat cut-the-request scene=request",
    );
    assert!(
        said.contains("another scene begins: say where, as start=opening"),
        "{said}"
    );
    let said = in_lesson("moment", "start=opening", "start=before-the-cut");
    assert!(
        said.contains("no `moment before-the-cut` in the scene or its solution"),
        "{said}"
    );
    let said = in_lesson("unused", " goals=charged-once", "");
    assert!(said.contains("no beat has goals=charged-once"), "{said}");
    let said = in_words("order", "## silence: ", "## quiet: ");
    assert!(said.contains("the beats are quiet, charges"), "{said}");
    assert!(said.contains("en.md:7:"), "{said}");
    let said = in_words("item", "- once: Once.\n", "");
    assert!(said.contains("the list of `charges` names none, twice, and its options and goals are none, once, twice"), "{said}");
}

#[test]
fn too_many_words_are_told() {
    let much = format!("## charges: Much\n\n{}", "word ".repeat(WORDS_A_BEAT));
    let said = with("long-beat", "en.md", |text| {
        text.replacen("## charges: What will the customer pay?\n", &much, 1)
    });
    assert!(said.contains("a beat has at most 60 words"), "{said}");
    let said = in_words(
        "long-recap",
        "> So far:",
        &format!("> {}", "word ".repeat(WORDS_A_LESSON)),
    );
    assert!(said.contains("a lesson has at most 450 words"), "{said}");
}

#[test]
fn a_lesson_tells_its_idea_in_one_short_plain_line() {
    const IDEA: &str = "Silence has two causes, and the producer cannot tell which.\n";
    let long = format!("{}\n", "word ".repeat(WORDS_AN_IDEA + 1));
    let stressed = "Silence has *two* causes.\n";
    let twice = format!("{IDEA}\n{IDEA}");
    let cases = [
        ("no-idea", "", "1 to 12 words; it has 0"),
        ("long-idea", &*long, "1 to 12 words; it has 13"),
        (
            "stressed-idea",
            stressed,
            "expected the idea in one line of plain words",
        ),
        (
            "two-ideas",
            &*twice,
            "expected the idea in one line of plain words",
        ),
    ];
    for (name, idea, expected) in cases {
        let said = in_words(name, IDEA, idea);
        assert!(said.contains(expected), "{name}: {said}");
    }
}

#[test]
fn whatever_could_run_or_reach_out_is_refused() {
    let hostile = [
        ("html", "<script>alert(1)</script>", "HTML"),
        ("inline", "It <img src=x onerror=alert(1)> is", "HTML"),
        ("picture", "![see](https://example.com/a.png)", "pictures"),
        (
            "address",
            "[here](https://example.com/)",
            "link to `https://example.com/`",
        ),
        (
            "scheme",
            "[here](javascript:alert(1))",
            "link to `javascript:alert(1)`",
        ),
        (
            "data",
            "[here](data:text/html,x)",
            "link to `data:text/html,x`",
        ),
        (
            "lookalike",
            "[here](https://kafka.apache.org.example.com/)",
            "link to",
        ),
        ("automatic", "<https://example.com/>", "link to"),
        ("code", "```\nx\n```", "block of code"),
    ];
    for (name, text, why) in hostile {
        let said = with(name, "en.md", |own| {
            own.replacen("Checkout sent order 3", &format!("{text}\n\nCheckout"), 1)
        });
        assert!(
            said.contains("en.md:9: ") && said.contains(why),
            "{name}: {said}"
        );
    }
    // What the page is given is read again there, and a strange address is only words.
    let prose = Prose::read("#T\n=a A\np\n@javascript:alert(1) here\n");
    assert_eq!(prose.beats[0].before[0][0].text(), "here");
    assert!(!prose.write().contains("javascript"));
    // Nothing turns the words around it.
    let prose = Prose::read("#T\n=a A\np\n.one \u{202e}two\u{2066} three\n");
    assert_eq!(prose.beats[0].before[0][0].text(), "one two three");
}

#[test]
fn a_strange_file_is_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("strange")
        .join(LESSON);
    fs::create_dir_all(&folder).expect("a folder for tests");
    fs::write(folder.join("extra.js"), "x").expect("a file for tests");
    let said = Folder::read(&folder)
        .err()
        .expect("it is refused")
        .to_string();
    assert!(
        said.contains("extra.js:1: a lesson has lesson.txt and a file of prose"),
        "{said}"
    );
}

#[test]
fn a_light_on_a_coordinator_of_nobody_is_told() {
    let said = in_lesson("light", "lights=receipt", "lights=coordinator-of-billing");
    assert!(
        said.contains("the scene has no transactional.id `billing`; there are: none"),
        "{said}"
    );
}
