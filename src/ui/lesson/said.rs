//! The words of a lesson, as elements. They come as data, so nothing in them is ever read as HTML.

use ackademy_lesson::{BeatProse, Block, Prose, Span};

use crate::t;
use crate::ui::dom::{Tag, View, many, tag, when};
use crate::ui::page::Page;
use crate::ui::pieces::{icon, look, words};

const TICK: &str = "M5 13l5 5 9-11";

/// A paragraph.
pub fn block(block: &Block) -> Tag {
    tag("p", "beat__text").with(spans(block))
}

/// Names with hyphens at which no line ends.
const NAMES: [&str; 3] = ["at-most-once", "at-least-once", "exactly-once"];

/// Text in which those names stay whole.
fn unbroken(text: &str) -> View {
    let is_name = |word: &str| {
        let word = word.to_ascii_lowercase();
        NAMES.iter().any(|name| word.contains(name))
    };
    if !is_name(text) {
        return text.to_owned().into();
    }
    many(text.split_inclusive(' '), |word| -> View {
        if !is_name(word) {
            return word.to_owned().into();
        }
        let (name, space) = word.split_at(word.trim_end().len());
        let name = tag("span", "unbroken").with(name.to_owned());
        View::Row(vec![name.into(), space.to_owned().into()])
    })
}

/// Stretches of text in a row.
pub fn spans(spans: &[Span]) -> View {
    many(spans, |span| -> View {
        let text = span.text().to_owned();
        match span {
            Span::Plain(_) => unbroken(&text),
            Span::Emphasis(_) => tag("em", "").with(unbroken(&text)).into(),
            Span::Strong(_) => tag("strong", "").with(unbroken(&text)).into(),
            Span::Code(_) => tag("code", "").with(text).into(),
            Span::Link { to, .. } => tag("a", "")
                .set("href", to.clone())
                .set("rel", "noreferrer")
                .set("target", "_blank")
                .with(text)
                .into(),
        }
    })
}

/// The words of an option or a goal.
pub fn item<'a>(said: &'a BeatProse, name: &str) -> &'a [Span] {
    let mut items = said.items.iter();
    items
        .find(|(known, _)| known == name)
        .map_or(&[], |(_, spans)| spans)
}

/// An option of a beat's question, as a whole sentence.
pub fn option_text(prose: &Prose, beat: usize, name: &str) -> String {
    let asked = prose.beats.get(beat);
    let spans = asked.map_or(&[][..], |said| item(said, name));
    spans.iter().map(Span::text).collect()
}

/// What is to be done, or is done.
pub fn goal(page: Page, said: &BeatProse, name: &str, reached: bool) -> Tag {
    let state = if reached {
        t!("lesson-goal-reached")
    } else {
        t!("lesson-goal-open")
    };
    let class = look("goal", &[(reached, "goal--reached")]);
    let sign = tag("span", "goal__sign").with(when(reached, || icon(TICK)));
    tag("p", class)
        .with(sign)
        .with(words(page, "span", "goal__state", &state))
        .with(tag("span", "").with(spans(item(said, name))))
}
