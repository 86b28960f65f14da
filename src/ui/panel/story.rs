//! What happened, as a list; each line leads to its moment.

use leptos::prelude::*;

use super::super::motion::clock_text;
use super::super::page::page;
use crate::session::Intent;
use crate::viewmodel::Weight;

/// The last things that happened.
#[component]
pub fn Story(
    /// No more lines than this.
    most: usize,
    /// As a chain is told; otherwise the newest stands first.
    oldest_first: bool,
) -> impl IntoView {
    let page = page();
    let lines = page.part(move |screen| {
        let mut lines: Vec<_> = screen.view.story.iter().take(most).cloned().collect();
        if oldest_first {
            lines.reverse();
        }
        lines
    });
    view! {
        <ol class="story">
            {move || {
                lines
                    .get()
                    .into_iter()
                    .map(|line| {
                        let position = line.position;
                        view! {
                            <li class="story__line" class:story__line--alarm=line.weight == Weight::Alarm>
                                <button class="story__button" on:click=move |_| page.ask(Intent::SeekPosition(position))>
                                    <span class="story__time">{clock_text(line.at)}</span>
                                    <span class="story__text">{page.text(&line.text)}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}
