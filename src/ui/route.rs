//! Where the learner is: the fragment of the one page, so that any static server and any sub-path works.

use super::browser::window;
use crate::FULL;
use crate::embed::{Way, beat_of, lesson_parts, lesson_path};
use crate::session::Session;

/// A place of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The first minute, at `/`.
    FirstMinute,
    /// The playground, at `#/playground`.
    Playground,
    /// The list of lessons, at `#/lessons`, or `#/lessons/45-minutes` for those of a short way.
    Lessons,
    /// A beat of a lesson, at `#/lesson/NAME/2`.
    Lesson,
    /// A lesson as a text to read or print, at `#/lesson/NAME/still`.
    Still,
    /// What a teacher pastes, at `#/embed`, or `#/embed/lesson/NAME/2` for that.
    Embed,
    /// The whole transaction as a picture, at `#/transaction`.
    Transaction,
}

impl Place {
    /// Its link.
    pub fn href(self) -> &'static str {
        match self {
            Place::FirstMinute => "#/",
            Place::Playground => "#/playground",
            Place::Lessons | Place::Lesson | Place::Still => "#/lessons",
            Place::Transaction => "#/transaction",
            Place::Embed => "#/embed",
        }
    }

    /// Whether it is a page to read, beside no stage.
    pub fn is_read(self) -> bool {
        matches!(self, Place::Lessons | Place::Still | Place::Embed)
    }

    /// Whether a run is on screen there, with a moment to share.
    pub fn shows_a_run(self) -> bool {
        matches!(self, Place::FirstMinute | Place::Playground | Place::Lesson)
    }

    /// What a learner finds there who comes from outside.
    pub fn opening(self) -> Session {
        match self {
            Place::FirstMinute => Session::first_minute(),
            // The first minute's own program stands at no other place.
            _ if !FULL => Session::first_minute(),
            _ => Session::playground(),
        }
    }

    /// The place that the address names; what is not known leads to the first minute.
    pub fn now() -> Place {
        match path().as_str() {
            "/playground" => Place::Playground,
            "/transaction" => Place::Transaction,
            path if Way::at(path).is_some() => Place::Lessons,
            path if let Some((_, part)) = lesson_parts(path) => {
                if part == STILL {
                    Place::Still
                } else {
                    Place::Lesson
                }
            }
            path if path == "/embed" || path.starts_with("/embed/") => Place::Embed,
            _ => Place::FirstMinute,
        }
    }
}

fn fragment() -> String {
    let fragment = window().location().hash().unwrap_or_default();
    fragment.trim_start_matches('#').to_owned()
}

fn path() -> String {
    let fragment = fragment();
    fragment.split('?').next().unwrap_or_default().to_owned()
}

/// The text of a link to a moment: what stands after `#s=`.
pub fn shared() -> Option<String> {
    let path = path();
    path.strip_prefix("s=").map(str::to_owned)
}

/// What is to be put into a page: the address that `#/embed/` holds.
pub fn to_embed() -> Option<String> {
    let path = path();
    let is_there = path.len() > "/embed/".len() && path.starts_with("/embed/");
    is_there.then(|| format!("#{path}"))
}

/// The site's address, up to and with its last slash, whichever of its pages this is.
pub fn site() -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split(['#', '?']).next().unwrap_or_default();
    let base = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{base}/")
}

/// The way through the lessons whose list the address names.
pub fn way() -> Option<Way> {
    Way::at(&path())
}

/// The address of the list of a way.
pub fn way_href(way: Way) -> String {
    format!("#{}", way.path())
}

/// The lesson that the address names, and its beat from 0, if it names one.
pub fn lesson() -> Option<(String, Option<usize>)> {
    let path = path();
    let (name, part) = lesson_parts(&path)?;
    Some((name.to_owned(), beat_of(part)))
}

/// The part of a lesson's address that is all of it as a text.
const STILL: &str = "still";

/// The address of a lesson as a text.
pub fn still_href(name: &str) -> String {
    format!("#{}", lesson_path(name, STILL))
}

/// The address of a beat, counted from 0.
pub fn lesson_href(name: &str, beat: usize) -> String {
    format!("#{}", lesson_path(name, &(beat + 1).to_string()))
}
