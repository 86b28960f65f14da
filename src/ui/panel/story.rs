//! What happened, as a list; each line leads to its moment.

use leptos::prelude::*;

use super::super::motion::clock_text;
use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::session::Intent;
use crate::viewmodel::{StoryLine, Weight};

/// The last things that happened, newest first, at most `most`.
pub fn story(page: Page, most: usize) -> AnyView {
    let lines = page.part(move |screen| {
        let lines = screen.view.story.iter().take(most);
        lines.cloned().collect::<Vec<_>>()
    });
    let rows = dynamic(move || lines.with(|lines| many(lines, |told| line(page, told))));
    view! { <ol class="story">{rows}</ol> }.into_any()
}

/// One line, which leads to its moment.
pub fn line(page: Page, line: &StoryLine) -> AnyView {
    let look = if line.weight == Weight::Alarm {
        "story__line story__line--alarm"
    } else {
        "story__line"
    };
    view! {
        <li class=look>
            <button class="story__button" on:click=page.press(Intent::SeekPosition(line.position))>
                <span class="story__time">{clock_text(line.at)}</span>
                <span class="story__text">{page.text(&line.text)}</span>
            </button>
        </li>
    }
    .into_any()
}
