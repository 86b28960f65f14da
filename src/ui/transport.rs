//! Play, pause, step, begin again, speed, and the scrubber, which is spaced by screen time.

use leptos::prelude::*;

use super::page::Page;
use super::pieces::{dynamic, flag, icon, many};
use crate::i18n::{Arg, Message, message};
use crate::session::Intent;
use crate::t;

/// The bar at the bottom.
pub fn transport_bar(page: Page) -> AnyView {
    let playing = page.is(|screen| screen.playing);
    let at_rest = page.is(|screen| screen.view.transport.is_at_rest);
    let at_start = page.is(|screen| screen.view.transport.position == 0);
    let never = page.is(|_| false);
    let play_name = page.says(|screen| {
        if screen.playing {
            t!("transport-pause")
        } else {
            t!("transport-play")
        }
    });
    let state = page.says(|screen| {
        if screen.playing {
            t!("transport-is-playing")
        } else if screen.view.transport.is_at_rest {
            t!("transport-is-over")
        } else {
            t!("transport-is-paused")
        }
    });
    let play_icon = dynamic(move || {
        icon(if playing.get() {
            "M8 5v14M9 5v14M15 5v14M16 5v14"
        } else {
            "M8 5l11 7-11 7z"
        })
    });
    let speed = page.says(|screen| message("transport-speed").with("times", times(screen.speed)));
    view! {
        <footer class="transport" role="group" aria-label=page.say(t!("transport-label"))>
            {icon_button(page, t!("transport-restart"), "M6 5v14M19 5l-9 7 9 7z", Intent::Restart, never)}
            {icon_button(page, t!("transport-back"), "M17 5l-10 7 10 7z", Intent::StepBack, at_start)}
            <button
                class="icon-button icon-button--strong"
                aria-label=play_name
                title=play_name
                aria-disabled=flag(at_rest)
                on:click=page.press(Intent::TogglePlay)
            >
                {play_icon}
            </button>
            {icon_button(page, t!("transport-step"), "M5 5l9 7-9 7zM19 5v14", Intent::Step, at_rest)}
            <p class="transport__clock">
                <span class="transport__state">{state}</span>
                <span class="transport__time" data-clock>
                    "0:00.000"
                </span>
            </p>
            {scrubber(page)}
            <button class="text-button transport__speed" on:click=page.press(Intent::NextSpeed)>
                {speed}
            </button>
        </footer>
    }
    .into_any()
}

/// A speed as people write it: 0.5, 1, 2, 4.
fn times(percent: u32) -> Arg {
    if percent.is_multiple_of(100) {
        i64::from(percent / 100).into()
    } else {
        Arg::Decimal {
            value: i64::from(percent / 10),
            digits: 1,
        }
    }
}

fn icon_button(
    page: Page,
    name: Message,
    path: &'static str,
    intent: Intent,
    disabled: Signal<bool>,
) -> AnyView {
    let name = page.say(name);
    view! {
        <button
            class="icon-button"
            aria-label=name
            title=name
            aria-disabled=flag(disabled)
            on:click=page.press(intent)
        >
            {icon(path)}
        </button>
    }
    .into_any()
}

fn scrubber(page: Page) -> AnyView {
    let marks = page.part(|screen| {
        let end = screen.view.transport.screen_end.max(1);
        let at = |screen: u64| u32::try_from(screen * 1_000 / end).unwrap_or(1_000);
        let marks = screen.view.transport.marks.iter();
        marks.map(|mark| at(mark.screen)).collect::<Vec<u32>>()
    });
    let seek = move |event| {
        if let Ok(milliseconds) = event_target_value(&event).parse::<u64>() {
            page.ask(Intent::SeekScreen(milliseconds * 1_000));
        }
    };
    let drawn = dynamic(move || {
        many(marks.get(), |at| {
            let left = format!("left:{}.{}%", at / 10, at % 10);
            view! { <i class="scrubber__mark" style=left></i> }.into_any()
        })
    });
    view! {
        <div class="scrubber">
            <input
                type="range"
                min="0"
                max="0"
                step="1"
                data-scrubber
                aria-label=page.say(t!("transport-scrubber"))
                on:input=seek
            />
            <div class="scrubber__marks" aria-hidden="true">
                {drawn}
            </div>
        </div>
    }
    .into_any()
}
