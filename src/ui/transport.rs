//! Play, pause, step, begin again, speed, and the scrubber, which is spaced by screen time.

use super::browser::value_of;
use super::dom::{Tag, View, many, tag, when};
use super::page::Page;
use super::pieces::{button, icon, look, sign_button};
use crate::FULL;
use crate::i18n::{Arg, Message, message};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::Transport;

const FORWARD: &str = "M3 6l8 6-8 6zM13 6l8 6-8 6z";

/// The bar at the bottom.
pub fn transport_bar(page: Page, screen: &Screen) -> Tag {
    let transport = &screen.view.transport;
    let speed = message("transport-speed").with("times", times(screen.speed));
    let speed =
        button("text-button transport__speed", page, Intent::NextSpeed).with(page.text(&speed));
    tag("section", "transport")
        .set("aria-label", page.text(&t!("transport-label")))
        .set("data-position", transport.position.to_string())
        .with(page.part(
            |before| stands_alike(before, screen),
            || buttons(page, screen),
        ))
        .with(clock(page, screen))
        .with(scrubber(page, transport))
        .with(when(FULL && screen.first_minute.is_none(), || {
            skip_wait(page, screen)
        }))
        .with(speed)
}

/// What decides how the buttons look.
fn stands_alike(before: &Screen, now: &Screen) -> bool {
    let of = |screen: &Screen| {
        let transport = &screen.view.transport;
        let at_start = transport.position == 0;
        (screen.playing, transport.is_at_rest, at_start)
    };
    of(before) == of(now)
}

/// Restart, back, play or pause, step.
fn buttons(page: Page, screen: &Screen) -> View {
    let transport = &screen.view.transport;
    let (at_rest, at_start) = (transport.is_at_rest, transport.position == 0);
    let one = |name: Message, path, intent, disabled| {
        control("icon-button", page, &name, path, disabled).press(page, intent)
    };
    let (name, path) = if screen.playing {
        (t!("transport-pause"), "M8 5v14M9 5v14M15 5v14M16 5v14")
    } else {
        (t!("transport-play"), "M8 5l11 7-11 7z")
    };
    let strong = "icon-button icon-button--strong";
    let play = control(strong, page, &name, path, at_rest).press(page, Intent::TogglePlay);
    let restart = "M6 5v14M19 5l-9 7 9 7z";
    let back = "M17 5l-10 7 10 7z";
    let step = "M5 5l9 7-9 7zM19 5v14";
    View::Row(vec![
        one(t!("transport-restart"), restart, Intent::Restart, false).into(),
        one(t!("transport-back"), back, Intent::StepBack, at_start).into(),
        play.into(),
        one(t!("transport-step"), step, Intent::Step, at_rest).into(),
    ])
}

/// Past a wait, to shortly before something new happens. It is always there, so that it is found where it was.
pub fn skip_wait(page: Page, screen: &Screen) -> Tag {
    let name = page.text(&t!("transport-skip-wait"));
    let class = look("skip-wait", &[(screen.is_waiting, "skip-wait--offered")]);
    tag("button", class)
        .set("aria-label", name.clone())
        .set("title", page.text(&t!("transport-skip-wait-hint")))
        .flag("aria-disabled", !screen.is_waiting)
        .press(page, Intent::SkipWaiting)
        .with(icon(FORWARD))
        .with(tag("span", "skip-wait__words").with(name))
}

fn control(
    class: &'static str,
    page: Page,
    name: &Message,
    path: &'static str,
    disabled: bool,
) -> Tag {
    let name = page.text(name);
    sign_button(class, name.clone(), path)
        .set("title", name)
        .flag("aria-disabled", disabled)
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

fn clock(page: Page, screen: &Screen) -> Tag {
    let state = if screen.playing {
        t!("transport-is-playing")
    } else if screen.view.transport.is_at_rest {
        t!("transport-is-over")
    } else {
        t!("transport-is-paused")
    };
    let time = tag("span", "transport__time")
        .mark("data-clock")
        .with("0:00.000");
    tag("p", "transport__clock")
        .with(tag("span", "transport__state").with(page.text(&state)))
        .with(time)
}

fn scrubber(page: Page, transport: &Transport) -> Tag {
    // The run grows with every step. Marks keep their place within a strip of which only the width changes, or the
    // browser would work out the style of all of them anew.
    let end = transport.screen_end.max(1);
    let strip = 1 << end.ilog2();
    // What was done at the same moment is one mark.
    let mut moments: Vec<u64> = transport.marks.iter().map(|mark| mark.screen).collect();
    moments.dedup();
    let marks = many(moments, |moment| {
        tag("i", "scrubber__mark").set(
            "style",
            format!("margin-left:calc({} - 8px)", percent(moment, strip)),
        )
    });
    let input = tag("input", "")
        .set("type", "range")
        .set("min", "0")
        .set("max", "0")
        .set("step", "1")
        .mark("data-scrubber")
        .set("aria-label", page.text(&t!("transport-scrubber")))
        .on("input", move |event| {
            if let Ok(milliseconds) = value_of(event).parse::<u64>() {
                page.ask(Intent::SeekScreen(milliseconds * 1_000));
            }
        });
    let marks = tag("div", "scrubber__strip")
        .set("style", format!("width:{}", percent(strip, end)))
        .with(marks);
    let marks = tag("div", "scrubber__marks")
        .set("aria-hidden", "true")
        .with(marks);
    tag("div", "scrubber").with(input).with(marks)
}

fn percent(part: u64, of: u64) -> String {
    let thousandths = part * 1_000 / of;
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
