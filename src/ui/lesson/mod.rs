//! Lessons: their list, and one of them beside the stage. Their files are fetched when somebody comes to them.

mod device;
mod list;
mod listed;
mod panel;
mod progress;
mod said;
mod still;

use std::sync::Arc;

use ackademy_lesson::{Lesson, Part, Prose};
use wasm_bindgen_futures::spawn_local;
use web_sys::ScrollLogicalPosition;

use super::assets;
use super::browser::{self, window};
use super::page::{Page, Shown};
use super::route::{self, Place};
use crate::embed::Way;
use crate::i18n::message;
use crate::session::{Intent, LessonStep, LessonView, Session};

pub use list::lessons_page;
pub use listed::is_there;
use listed::{List, listed};
pub use panel::lesson_panel;
pub use progress::keep;
pub use still::{StillShown, still_page};

/// The parts that a beat points at, as style sheets know them.
pub fn lights(parts: &[Part]) -> String {
    let mut names = String::new();
    for part in parts {
        names.push_str(match part {
            Part::Checkout => " checkout",
            Part::Billing => " billing",
            Part::Statement => " statement",
            Part::Receipt => " receipt",
            Part::Broker(1) => " broker-1",
            Part::Broker(2) => " broker-2",
            Part::Broker(_) => " broker-3",
            Part::Envelopes => " envelopes",
            Part::Coordinator => " coordinator",
            Part::CoordinatorIn(1) => " coordinator-1",
            Part::CoordinatorIn(2) => " coordinator-2",
            Part::CoordinatorIn(_) => " coordinator-3",
            // The session says where it is; in between it is nowhere.
            Part::CoordinatorOf(_) => "",
            Part::Verdict => " verdict",
        });
    }
    names
}

/// What the page has fetched of lessons.
#[derive(Clone, Default)]
pub struct LessonsShown {
    /// Every lesson.
    pub list: Option<List>,
    /// The way whose list was looked at last.
    pub way: Way,
    /// The words of the lesson that is open, with their language.
    pub prose: Option<(String, Arc<Prose>)>,
    /// The lesson that is read as a text.
    pub still: StillShown,
    /// This device was cleared.
    pub is_cleared: bool,
}

/// Goes where the address leads within lessons. Returns whether it leads there.
pub fn follow(page: Page) -> bool {
    let place = Place::now();
    if let Some(way) = route::way() {
        page.ask(Intent::Pause);
        page.change(|shown| shown.lessons.way = way);
        page.come_to(place);
        fetch_list(page);
        return true;
    }
    let Some((name, beat)) = route::lesson() else {
        return false;
    };
    if place == Place::Still {
        page.ask(Intent::Pause);
        page.come_to(place);
        still::fetch(page, name);
        return true;
    }
    let open = page.screen().lesson.clone();
    match open.filter(|open| open.name == name) {
        Some(open) => {
            page.come_to(place);
            let beat = beat.unwrap_or(open.beat);
            page.ask(Intent::Lesson(LessonStep::Go(beat)));
        }
        None => open_lesson(page, name, beat),
    }
    true
}

/// Fetches the list of lessons.
pub fn fetch_list(page: Page) {
    spawn_local(async move {
        let list = listed().await;
        page.change(|shown| shown.lessons.list = Some(list));
    });
}

fn open_lesson(page: Page, name: String, beat: Option<usize>) {
    let so_far = progress::of(&name).unwrap_or_default();
    let beat = beat.unwrap_or(so_far.beat);
    let language = page.look(|shown| shown.bundle.locale().to_owned());
    // Its last beat names the lesson that comes next.
    if page.look(|shown| shown.lessons.list.is_none()) {
        fetch_list(page);
    }
    // Both are on their way at the same time.
    let (script, words) = (fetch_script(&name), fetch_words(&name, &language));
    spawn_local(async move {
        let (lesson, prose) = (script.await, words.await);
        let session = lesson.and_then(|lesson| Session::lesson(&name, lesson, beat).ok());
        let session = session.map(|session| session.with_said(&so_far.said));
        match (session, prose) {
            (Some(session), Some(prose)) => {
                page.come_to(Place::Lesson);
                page.change(|shown| shown.lessons.prose = Some((language, prose)));
                page.replace(session);
            }
            _ => page.tell(message("lesson-missing")),
        }
    });
}

fn fetch_script(name: &str) -> impl Future<Output = Option<Lesson>> + use<> {
    let text = assets::text(&format!("lessons/{name}/lesson.txt"));
    async { Lesson::read(&text.await?).ok() }
}

/// Fetches the words of a lesson.
pub fn fetch_words(name: &str, language: &str) -> impl Future<Output = Option<Arc<Prose>>> + use<> {
    let text = assets::text(&format!("lessons/{name}/{language}.txt"));
    let english = format!("lessons/{name}/en.txt");
    async move {
        // A language that has no lessons yet is better than none.
        let text = match text.await {
            Some(text) => text,
            None => assets::text(&english).await?,
        };
        Some(Arc::new(Prose::read(&text)))
    }
}

/// The page's language has changed: its lesson's words follow.
pub fn change_language(page: Page, language: &'static str) {
    still::change_language(page, language);
    let Some(open) = page.screen().lesson.clone() else {
        return;
    };
    spawn_local(async move {
        if let Some(prose) = fetch_words(&open.name, language).await {
            page.change(|shown| shown.lessons.prose = Some((language.to_owned(), prose)));
        }
    });
}

/// Goes to a beat, and says so in the address, so that the browser's own way back works.
pub fn go(page: Page, lesson: &LessonView, beat: usize) {
    page.ask(Intent::Lesson(LessonStep::Go(beat)));
    let _ = window()
        .location()
        .set_hash(&route::lesson_href(&lesson.name, beat));
}

/// The keys of a lecture clicker. On: to what of the words is below their edge, then what the beat waits for is played, then
/// the next beat. Returns whether the key is one.
pub fn clicker_key(page: Page, key: &str) -> bool {
    let lesson = page.look(|shown: &Shown| {
        let is_there = shown.place == Place::Lesson;
        shown.screen.lesson.clone().filter(|_| is_there)
    });
    let Some(lesson) = lesson else {
        return false;
    };
    match key {
        "PageDown" if reads_on() => {}
        "PageDown" if lesson.waits() && !page.peek(Session::is_playing) => {
            page.ask(Intent::Lesson(LessonStep::Show));
        }
        "PageDown" if lesson.beat + 1 < lesson.beat_count => go(page, &lesson, lesson.beat + 1),
        "PageUp" if lesson.beat > 0 => go(page, &lesson, lesson.beat - 1),
        "PageDown" | "PageUp" => {}
        _ => return false,
    }
    true
}

/// Moves the words on by what fits. Returns whether there was more of them.
fn reads_on() -> bool {
    let Some(words) = browser::find(".panel__scroll") else {
        return false;
    };
    let fits = words.client_height();
    let is_more = fits > 0 && words.scroll_top() + fits + 2 < words.scroll_height();
    if is_more {
        words.set_scroll_top(words.scroll_top() + fits * 9 / 10);
    }
    is_more
}

/// The run has ended. On a page of one column what came of it stands above the stage, perhaps out of sight.
pub fn show_outcome(page: Page) {
    let is_done = page.look(|shown| {
        let lesson = shown.screen.lesson.as_ref();
        lesson.is_some_and(|lesson| lesson.is_done && !lesson.goals.is_empty())
    });
    if !is_done || browser::is_framed() || browser::matches("(min-width: 900px)") {
        return;
    }
    spawn_local(async {
        let Some(outcome) = browser::find("[data-outcome]") else {
            return;
        };
        let place = outcome.get_bounding_client_rect();
        let high = window().inner_height().ok().and_then(|high| high.as_f64());
        if place.top() < 0.0 || place.bottom() > high.unwrap_or_default() {
            browser::scroll_to(&outcome, ScrollLogicalPosition::Center);
        }
    });
}
