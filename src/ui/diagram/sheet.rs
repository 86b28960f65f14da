//! The lanes and the lines in view. Behind the drawing lies a list of the lines, for keyboard, finger and screen reader.

use ackademy_engine::player::Player;

use super::super::dom::{Tag, View, drawing, many, tag, when};
use super::super::page::Page;
use super::super::picture::forms;
use super::super::pieces::{look, words};
use super::keys::{choose, press};
use super::place;
use super::{DiagramShown, RECORD};
use crate::t;
use crate::viewmodel::picture::Shape;
use crate::viewmodel::sequence_diagram::{Head, Line, Lines, SequenceDiagram, Sheet};

/// Lines drawn before and after those in view, so that a scroll finds them there.
const BEYOND: usize = 12;

/// The box that scrolls, and whether the end of the run lies below it.
pub(super) fn sheet(page: Page, it: &DiagramShown) -> (View, bool) {
    page.peek(|session| {
        RECORD.with_borrow(|record| {
            let Some(record) = record.as_ref() else {
                return (View::Nothing, false);
            };
            let lines = record.lines(it.shows_replication, it.frame);
            let last_first = lines.lines.len().saturating_sub(it.fits);
            let is_behind = it.first.is_some_and(|first| first < last_first);
            // The run began again, or went back: what was looked at is gone.
            if it
                .first
                .is_some_and(|first| first > last_first || last_first == 0)
            {
                place::follow_soon(page);
            }
            let drawn = drawn(page, it, session.player(), record, &lines);
            (drawn.into(), is_behind)
        })
    })
}

fn drawn(
    page: Page,
    it: &DiagramShown,
    player: &Player,
    record: &SequenceDiagram,
    lines: &Lines,
) -> Tag {
    let count = lines.lines.len();
    let last_first = count.saturating_sub(it.fits);
    let first = it.first.map_or(last_first, |first| first.min(last_first));
    let window = first.saturating_sub(BEYOND)..(first + it.fits + BEYOND).min(count);
    let sheet = record.sheet(player, lines, window.clone(), it.frame);
    if it.first.is_none() {
        place::to_the_end_soon();
    }
    let options = window.map(|number| option(page, it, player, record, lines, number));
    let active = it.active.filter(|active| *active < count);
    let list = tag("div", "diagram__lines")
        .set("role", "listbox")
        .set("tabindex", "0")
        .set("aria-label", page.text(&t!("diagram-title")))
        .set("aria-describedby", "diagram-hint")
        .set_some("aria-activedescendant", active.map(id_of))
        .set(
            "style",
            format!("width:{}px;height:{}px", sheet.width, sheet.height),
        )
        .on("keydown", move |event| press(page, event))
        .with(many(options, |option| option));
    let hint = words(page, "p", "for-readers", &t!("diagram-hint")).set("id", "diagram-hint");
    tag("div", "diagram__box")
        .mark("data-diagram")
        .on("scroll", move |_| place::scrolled(page))
        .shown(move |_| {
            place::measure(page);
            place::into_view();
        })
        .with(hint)
        .with(heads(page, &record.heads(player), &sheet))
        .with(when(count == 0, || {
            words(page, "p", "diagram__nothing", &t!("diagram-nothing"))
        }))
        .with(
            tag("div", "diagram__paper")
                .with(list)
                .with(pictured(page, &sheet)),
        )
}

fn id_of(line: usize) -> String {
    format!("diagram-line-{line}")
}

fn heads(page: Page, heads: &[Head], sheet: &Sheet) -> Tag {
    let cells = many(heads.iter().zip(&sheet.lanes), |(head, x)| {
        let (left, width) = (x - sheet.pitch / 2 + 4, sheet.pitch - 8);
        tag("div", "diagram__head")
            .set("style", format!("left:{left}px;width:{width}px"))
            .with(words(page, "b", "diagram__name", &head.name))
            .with(
                head.role
                    .as_ref()
                    .map(|role| words(page, "span", "diagram__role", role)),
            )
    });
    tag("div", "diagram__heads")
        .set("style", format!("width:{}px", sheet.width))
        .with(cells)
}

fn option(
    page: Page,
    it: &DiagramShown,
    player: &Player,
    record: &SequenceDiagram,
    lines: &Lines,
    number: usize,
) -> Tag {
    let line = &lines.lines[number];
    let is_active = it.active == Some(number);
    let class = look("diagram__line", &[(is_active, "diagram__line--active")]);
    let position = line.position;
    let height = it.frame.line;
    let top = SequenceDiagram::top_of(number, it.frame);
    tag("div", class)
        .key(number)
        .set("role", "option")
        .set("id", id_of(number))
        .flag("aria-selected", is_active)
        .set("aria-posinset", (number + 1).to_string())
        .set("aria-setsize", lines.lines.len().to_string())
        .set("aria-label", told(page, player, record, line))
        .set("style", format!("top:{top}px;height:{height}px"))
        .on("click", move |_| choose(page, position))
}

fn told(page: Page, player: &Player, record: &SequenceDiagram, line: &Line) -> String {
    let told = record.told(player, line);
    let sentences: Vec<String> = told.iter().map(|said| page.text(said)).collect();
    sentences.join(". ")
}

/// What is seen of it.
fn pictured(page: Page, sheet: &Sheet) -> Tag {
    let group = |shapes: &[Shape]| {
        drawing("g", "").with(many(shapes, |shape| many(forms(page, shape), |form| form)))
    };
    let keyed = |(number, shapes): &(usize, Vec<Shape>)| group(shapes).key(*number);
    drawing("svg", "picture diagram__picture")
        .set("width", sheet.width.to_string())
        .set("height", sheet.height.to_string())
        .set("aria-hidden", "true")
        .with(group(&sheet.back))
        .with(drawing("g", "").with(many(&sheet.arrows, keyed)))
        .with(drawing("g", "").with(many(&sheet.texts, keyed)))
}
