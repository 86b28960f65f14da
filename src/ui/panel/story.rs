//! What happened, as a list; each line leads to its moment.

use super::super::dom::{Tag, many, tag};
use super::super::motion::clock_text;
use super::super::page::Page;
use super::super::pieces::{button, words};
use crate::session::{Intent, Screen};
use crate::viewmodel::{StoryLine, Weight};

/// The last things that happened, newest first.
pub fn story(page: Page, screen: &Screen) -> Tag {
    tag("ol", "story").with(many(&screen.view.story, |told| {
        page.keyed(
            Some(told.position.into()),
            |before| before.view.story.contains(told),
            || line(page, told),
        )
    }))
}

/// One line, which leads to its moment.
pub fn line(page: Page, line: &StoryLine) -> Tag {
    let look = if line.weight == Weight::Alarm {
        "story__line story__line--alarm"
    } else {
        "story__line"
    };
    let seek = Intent::SeekPosition(line.position);
    tag("li", look).key(line.position).with(
        button("story__button", page, seek)
            .with(tag("span", "story__time").with(clock_text(line.at)))
            .with(words(page, "span", "story__text", &line.text)),
    )
}
