//! Where the learner is: the fragment of the one page, so that any static server and any sub-path works.

use super::browser::window;
use crate::FULL;
use crate::session::Session;

/// A place of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The first minute, at `/`.
    FirstMinute,
    /// The playground, at `#/playground`.
    Playground,
    /// What a teacher pastes, at `#/embed`.
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
            Place::Transaction => "#/transaction",
            Place::Embed => "#/embed",
        }
    }

    /// What a learner finds there who comes from outside.
    pub fn opening(self) -> Session {
        match self {
            Place::FirstMinute => Session::first_minute(),
            // The first minute's own program stands at no other place.
            _ if !FULL => Session::first_minute(),
            Place::Playground | Place::Transaction | Place::Embed => Session::playground(),
        }
    }

    /// The place that the address names; what is not known leads to the first minute.
    pub fn now() -> Place {
        match path().as_str() {
            "/playground" => Place::Playground,
            "/transaction" => Place::Transaction,
            "/embed" => Place::Embed,
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
