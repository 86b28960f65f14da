//! Play, pause, step, begin again, speed, and the scrubber, which is spaced by screen time.

use leptos::prelude::*;

use super::page::page;
use crate::i18n::message;
use crate::session::Intent;
use crate::t;

/// The bar at the bottom.
#[component]
pub fn TransportBar() -> impl IntoView {
    let page = page();
    let playing = page.part(|screen| screen.playing);
    let at_rest = page.part(|screen| screen.view.transport.is_at_rest);
    let at_start = page.part(|screen| screen.view.transport.position == 0);
    let speed = page.part(|screen| screen.speed);
    let play_name = move || {
        page.text(&if playing.get() {
            t!("transport-pause")
        } else {
            t!("transport-play")
        })
    };
    let state = move || {
        page.text(&if playing.get() {
            t!("transport-is-playing")
        } else if at_rest.get() {
            t!("transport-is-over")
        } else {
            t!("transport-is-paused")
        })
    };
    view! {
        <footer class="transport" aria-label=move || page.text(&t!("transport-label")) role="group">
            <IconButton name=Signal::derive(move || page.text(&t!("transport-restart"))) intent=Intent::Restart>
                <path d="M6 5v14M19 5l-9 7 9 7z" />
            </IconButton>
            <IconButton name=Signal::derive(move || page.text(&t!("transport-back"))) intent=Intent::StepBack disabled=at_start>
                <path d="M17 5l-10 7 10 7z" />
            </IconButton>
            <button
                class="icon-button icon-button--strong"
                aria-label=play_name
                title=play_name
                aria-disabled=move || at_rest.get().to_string()
                on:click=move |_| page.ask(Intent::TogglePlay)
            >
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                    {move || if playing.get() { view! { <path d="M8 5v14M16 5v14" stroke-width="4" /> } } else { view! { <path d="M8 5l11 7-11 7z" stroke-width="2" /> } }}
                </svg>
            </button>
            <IconButton name=Signal::derive(move || page.text(&t!("transport-step"))) intent=Intent::Step disabled=at_rest>
                <path d="M5 5l9 7-9 7zM19 5v14" />
            </IconButton>
            <p class="transport__clock">
                <span class="transport__state">{state}</span>
                <span class="transport__time" data-clock>"0:00.000"</span>
            </p>
            <Scrubber />
            <button class="text-button transport__speed" on:click=move |_| page.ask(Intent::NextSpeed)>
                {move || page.text(&message("transport-speed").with("times", times(speed.get())))}
            </button>
        </footer>
    }
}

/// A speed as people write it: 0.5, 1, 2, 4.
fn times(percent: u32) -> crate::i18n::Arg {
    if percent.is_multiple_of(100) {
        i64::from(percent / 100).into()
    } else {
        crate::i18n::Arg::Decimal {
            value: i64::from(percent / 10),
            digits: 1,
        }
    }
}

#[component]
fn IconButton(
    /// What it does, in words.
    name: Signal<String>,
    intent: Intent,
    #[prop(optional, into)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let page = page();
    view! {
        <button
            class="icon-button"
            aria-label=move || name.get()
            title=move || name.get()
            aria-disabled=move || disabled.get().to_string()
            on:click=move |_| page.ask(intent.clone())
        >
            <svg class="icon" viewBox="0 0 24 24" stroke-width="2" aria-hidden="true">{children()}</svg>
        </button>
    }
}

#[component]
fn Scrubber() -> impl IntoView {
    let page = page();
    let marks = page.part(|screen| {
        let end = screen.view.transport.screen_end.max(1);
        let at = |screen: u64| u32::try_from(screen * 1_000 / end).unwrap_or(1_000);
        screen
            .view
            .transport
            .marks
            .iter()
            .map(|mark| at(mark.screen))
            .collect::<Vec<u32>>()
    });
    let seek = move |event| {
        if let Ok(milliseconds) = event_target_value(&event).parse::<u64>() {
            page.ask(Intent::SeekScreen(milliseconds * 1_000));
        }
    };
    view! {
        <div class="scrubber">
            <input
                type="range"
                min="0"
                max="0"
                step="any"
                data-scrubber
                aria-label=move || page.text(&t!("transport-scrubber"))
                on:input=seek
            />
            <div class="scrubber__marks" aria-hidden="true">
                {move || {
                    marks
                        .get()
                        .into_iter()
                        .map(|at| {
                            let left = format!("left:{}.{}%", at / 10, at % 10);
                            view! { <i class="scrubber__mark" style=left></i> }
                        })
                        .collect_view()
                }}
            </div>
        </div>
    }
}
