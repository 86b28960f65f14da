//! Where the learner is: the fragment of the one page, so that any static server and any sub-path works.

use super::browser::window;
use crate::session::Session;

/// A place of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The first minute, at `/`.
    FirstMinute,
    /// The playground, at `#/playground`.
    Playground,
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
        }
    }

    /// What a learner finds there who comes from outside.
    pub fn opening(self) -> Session {
        match self {
            Place::FirstMinute => Session::first_minute(),
            Place::Playground | Place::Transaction => Session::playground(),
        }
    }

    /// The place that the address names; what is not known leads to the first minute.
    pub fn now() -> Place {
        match path().as_str() {
            "/playground" => Place::Playground,
            "/transaction" => Place::Transaction,
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

/// A parameter after the fragment's question mark: `#/playground?lang=ru`.
pub fn parameter(name: &str) -> Option<String> {
    let fragment = fragment();
    let (_, query) = fragment.split_once('?')?;
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}
