//! A whole lesson on one page, to read without touching anything, and to print.

use std::sync::Arc;

use ackademy_lesson::{BeatProse, Prose};
use wasm_bindgen_futures::spawn_local;

use super::said::{block, goal, item, option_text, spans};
use super::{fetch_script, fetch_words, lights, progress};
use crate::i18n::message;
use crate::session::{Picture, StillBeat, stills};
use crate::t;
use crate::ui::browser::window;
use crate::ui::dom::{Tag, View, many, tag, when};
use crate::ui::header::header;
use crate::ui::motion::clock_text;
use crate::ui::page::{Page, Shown};
use crate::ui::pieces::words;
use crate::ui::route::lesson_href;
use crate::ui::stage::still_stage;

/// What the page has of the lesson that is read.
#[derive(Clone, Default)]
pub enum StillShown {
    /// It is being fetched and played.
    #[default]
    Loading,
    /// It could not be.
    Missing,
    /// Here it is.
    There(Arc<Read>),
}

/// A lesson as it is read.
#[derive(Clone)]
pub struct Read {
    name: String,
    number: u8,
    beats: Arc<Vec<StillBeat>>,
    language: String,
    prose: Arc<Prose>,
}

/// Fetches a lesson and plays it.
pub fn fetch(page: Page, name: String) {
    page.change(|shown| shown.lessons.still = StillShown::Loading);
    let language = page.look(|shown| shown.bundle.locale().to_owned());
    let (script, words) = (fetch_script(&name), fetch_words(&name, &language));
    spawn_local(async move {
        let (lesson, prose) = (script.await, words.await);
        let beats = lesson.as_ref().and_then(|lesson| stills(lesson).ok());
        let read = match (lesson, prose, beats) {
            (Some(lesson), Some(prose), Some(beats)) => StillShown::There(Arc::new(Read {
                name,
                number: lesson.number,
                beats: Arc::new(beats),
                language,
                prose,
            })),
            _ => StillShown::Missing,
        };
        page.change(|shown| shown.lessons.still = read);
    });
}

/// The page's language has changed: the words follow.
pub fn change_language(page: Page, language: &'static str) {
    let StillShown::There(read) = page.look(|shown| shown.lessons.still.clone()) else {
        return;
    };
    spawn_local(async move {
        let Some(prose) = fetch_words(&read.name, language).await else {
            return;
        };
        let read = Read {
            language: language.to_owned(),
            prose,
            ..Read::clone(&read)
        };
        page.change(|shown| shown.lessons.still = StillShown::There(Arc::new(read)));
    });
}

/// The page.
pub fn still_page(page: Page, shown: &Shown) -> View {
    let inside = tag("div", "lessons__inside still");
    let inside = match &shown.lessons.still {
        StillShown::Loading => inside.with(words(page, "p", "", &t!("still-loading"))),
        StillShown::Missing => inside.with(words(page, "p", "", &t!("lesson-missing"))),
        StillShown::There(read) => inside.with(lesson(page, read)),
    };
    tag("div", "app app--reading")
        .with(header(page, shown))
        .with(tag("main", "lessons").with(inside))
        .into()
}

fn lesson(page: Page, read: &Read) -> View {
    let kicker = message("lesson-kicker").with("number", i64::from(read.number));
    let beats = read.beats.iter().zip(&read.prose.beats).enumerate();
    let text = tag("article", "")
        .set("lang", read.language.clone())
        .with(words(page, "p", "panel__kicker", &kicker))
        .with(tag("h1", "lessons__title").with(read.prose.title.clone()))
        .with(tag("p", "beat__recap").with(spans(&read.prose.recap)))
        .with(many(beats, |(place, (beat, said))| {
            section(page, read, place, beat, said)
        }));
    View::Row(vec![ways(page, read).into(), text.into()])
}

/// To the lesson itself, and to the printer.
fn ways(page: Page, read: &Read) -> Tag {
    let at = progress::of(&read.name).unwrap_or_default().beat;
    let play =
        words(page, "a", "button", &t!("still-play")).set("href", lesson_href(&read.name, at));
    let print = tag("button", "button")
        .on("click", |_| {
            // A frame that may not open dialogs prints nothing; the browser's own menu still does.
            let _ = window().print();
        })
        .with(page.text(&t!("still-print")));
    tag("p", "still__ways").with(play).with(print)
}

fn section(page: Page, read: &Read, place: usize, beat: &StillBeat, said: &BeatProse) -> Tag {
    let id = format!("beat-{}", place + 1);
    let heading = format!("{}. {}", place + 1, said.title);
    let options = when(!beat.options.is_empty(), || {
        tag("div", "still__question")
            .with(words(page, "p", "still__asks", &t!("lesson-question")))
            .with(
                tag("ul", "still__options")
                    .set("role", "list")
                    .with(many(&beat.options, |name| {
                        tag("li", "").with(spans(item(said, name)))
                    })),
            )
    });
    tag("section", "still__beat")
        .set("aria-labelledby", id.clone())
        .with(tag("h2", "still__title").set("id", id).with(heading))
        .with(many(&said.before, block))
        .with(options)
        .with(
            beat.before
                .as_ref()
                .map(|before| figure(page, before, true)),
        )
        .with(deeds(page, beat))
        .with(figure(page, &beat.picture, false))
        .with(many(&beat.goals, |name| goal(page, said, name, true)))
        .with(answer(page, read, beat))
        .with(many(&said.after, block))
}

fn deeds(page: Page, beat: &StillBeat) -> View {
    when(!beat.deeds.is_empty(), || {
        let deeds = many(&beat.deeds, |deed| words(page, "li", "", deed));
        tag("div", "still__deeds")
            .with(words(page, "p", "", &t!("still-deeds")))
            .with(tag("ol", "").set("role", "list").with(deeds))
    })
}

fn answer(page: Page, read: &Read, beat: &StillBeat) -> View {
    let told = beat.answer.as_ref().map(|answer| {
        let came = option_text(&read.prose, answer.asked_in, &answer.came_true);
        let told = message("lesson-came-true").with("came", came);
        tag("div", "verdict-box").with(words(page, "p", "verdict-box__text", &told))
    });
    told.into()
}

/// The stage at a moment, and in words when that is and how it then stands.
fn figure(page: Page, picture: &Picture, is_before: bool) -> Tag {
    let time = message("still-at").with("time", clock_text(picture.at));
    let judged = &picture.screen.view.judged.ruling.words.fact;
    let is_over = picture.screen.view.transport.is_at_rest;
    let caption = tag("figcaption", "still__caption")
        .with(when(is_before, || {
            words(page, "b", "", &t!("still-before")).with(" ")
        }))
        .with(words(page, "span", "", &time))
        .with(when(is_over && !is_before, || {
            View::Row(vec![" ".into(), words(page, "b", "", judged).into()])
        }));
    tag("figure", "still__figure")
        .set("data-lights", lights(&picture.lights))
        .with(still_stage(page, picture))
        .with(caption)
}
