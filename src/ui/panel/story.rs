//! What happened, as a list; each line leads to its moment.

use leptos::prelude::*;

use super::super::motion::clock_text;
use super::super::page::Page;
use super::super::pieces::{dynamic, many};
use crate::session::Intent;
use crate::viewmodel::{StoryLine, Weight};

/// How the lines stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As a chain is told.
    OldestFirst,
    /// As a log is looked through.
    NewestFirst,
}

/// The last things that happened, at most `most`.
pub fn story(page: Page, most: usize, order: Order) -> AnyView {
    let lines = page.part(move |screen| {
        let mut lines: Vec<_> = screen.view.story.iter().take(most).cloned().collect();
        if order == Order::OldestFirst {
            lines.reverse();
        }
        lines
    });
    let rows = dynamic(move || lines.with(|lines| many(lines, |told| line(page, told))));
    view! { <ol class="story">{rows}</ol> }.into_any()
}

fn line(page: Page, line: &StoryLine) -> AnyView {
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
