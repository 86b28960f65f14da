//! The words of a lesson: the same beats in every language, and not too many words.

use crate::folder::{Folder, Slip, Words};
use crate::manifest::{Beat, Lesson};
use crate::prose::{BeatProse, Block, Span};

/// How many words a beat has at most, its heading aside.
pub const WORDS_A_BEAT: usize = 60;
/// How many words a lesson has at most.
pub const WORDS_A_LESSON: usize = 450;
/// How many words its idea has at most, which stands in lists and not in the lesson.
pub const WORDS_AN_IDEA: usize = 12;

pub(super) fn of_words(folder: &Folder, words: &Words, slips: &mut Vec<Slip>) {
    let (lesson, prose) = (&folder.lesson, &words.prose);
    let mut report = |line, message: String| slips.push(folder.in_words(words, line, message));
    let idea = prose.idea.split_whitespace().count();
    if idea == 0 || idea > WORDS_AN_IDEA {
        let message = format!(
            "expected the idea below the title, in one line of 1 to {WORDS_AN_IDEA} words; it has {idea}"
        );
        report(1, message);
    }
    if prose.recap.is_empty() {
        let message = "expected `> ` and a line that says what one has to know to begin here";
        report(1, message.to_owned());
    }
    let own: Vec<&str> = prose.beats.iter().map(|beat| &*beat.name).collect();
    let expected: Vec<&str> = lesson.beats.iter().map(|beat| &*beat.name).collect();
    if own != expected {
        let line = words.lines.first().copied().unwrap_or(1);
        let (own, expected) = (own.join(", "), expected.join(", "));
        return report(
            line,
            format!("the beats are {own} here, and {expected} in lesson.txt"),
        );
    }
    let mut all = count(&prose.recap);
    for ((beat, said), line) in lesson.beats.iter().zip(&prose.beats).zip(&words.lines) {
        let messages = of_beat(lesson, beat, said).into_iter().flatten();
        messages.for_each(|message| report(*line, message));
        all += words_of(said) + said.title.split_whitespace().count();
    }
    if all > WORDS_A_LESSON {
        let message = format!("a lesson has at most {WORDS_A_LESSON} words, this one {all}");
        report(1, message);
    }
    if let (Some(last), Some(line)) = (prose.beats.last(), words.lines.last()) {
        let names_code = |block: &Block| block.iter().any(|span| matches!(span, Span::Code(_)));
        if !last.before.iter().any(names_code) || last.after.is_empty() {
            let message = "the last beat names a config key, KIP or class as `code`, and a challenge after `---`";
            report(*line, message.to_owned());
        }
    }
}

fn of_beat(lesson: &Lesson, beat: &Beat, said: &BeatProse) -> [Option<String>; 3] {
    let name = &beat.name;
    let mut names: Vec<&str> = said.items.iter().map(|(name, _)| &**name).collect();
    let asked = beat.prediction.iter();
    let options = asked.flat_map(|asked| &lesson.predictions[*asked].options);
    let goals = beat.goals.iter().map(|goal| &*lesson.goals[*goal].name);
    let mut due: Vec<&str> = options.map(|option| &*option.name).chain(goals).collect();
    names.sort_unstable();
    due.sort_unstable();
    let (is, should) = (listed(&names), listed(&due));
    let count = words_of(said);
    [
        (names != due).then(|| {
            format!("the list of `{name}` names {is}, and its options and goals are {should}")
        }),
        (count > WORDS_A_BEAT)
            .then(|| format!("a beat has at most {WORDS_A_BEAT} words, `{name}` has {count}")),
        said.before
            .is_empty()
            .then(|| format!("`{name}` says nothing: write a paragraph")),
    ]
}

fn words_of(said: &BeatProse) -> usize {
    let items = said.items.iter().map(|(_, spans)| count(spans));
    let blocks = said.before.iter().chain(&said.after);
    items.sum::<usize>() + blocks.map(|block| count(block)).sum::<usize>()
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

fn count(spans: &[Span]) -> usize {
    let text: String = spans.iter().map(Span::text).collect();
    text.split_whitespace().count()
}
