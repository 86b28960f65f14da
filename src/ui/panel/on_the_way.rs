//! What is in flight as a list of buttons, for those who do not aim at moving things.

use leptos::prelude::*;

use super::super::page::page;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::Thing;

/// The list.
#[component]
pub fn OnTheWay() -> impl IntoView {
    let page = page();
    let pills = page.part(|screen| {
        let pills = screen.view.pills.iter();
        pills
            .map(|pill| (pill.key, pill.name.clone(), pill.held))
            .collect::<Vec<_>>()
    });
    view! {
        <section class="list" aria-label=move || page.text(&t!("way-title"))>
            <h2 class="list__title">{move || page.text(&t!("way-title"))}</h2>
            <Show
                when=move || !pills.with(Vec::is_empty)
                fallback=move || view! { <p class="list__none">{page.text(&t!("way-nothing"))}</p> }
            >
                <ul class="list__rows">
                    <For each=move || pills.get() key=|(key, _, held)| (*key, *held) let:row>
                        {
                            let (key, name, held) = row;
                            view! {
                                <li>
                                    <button class="list__button" aria-haspopup="dialog" on:click=move |_| page.ask(Intent::Select(Thing::Envelope(key)))>
                                        {move || page.text(&name)}
                                        <Show when=move || held>
                                            <span class="list__mark">{move || page.text(&t!("way-held"))}</span>
                                        </Show>
                                    </button>
                                </li>
                            }
                        }
                    </For>
                </ul>
            </Show>
        </section>
    }
}
