//! The run that was left survives a reload, where storage is allowed.

use super::browser;
use super::page::Page;
use super::route::Place;
use super::storage::{self, FIRST_MINUTE};
use crate::FULL;
use crate::session::Session;
use crate::share::{self, Link};

const PLAYGROUND: &str = "ackademy.run";

/// Remembers the run when the page is left or hidden.
pub fn keep(page: Page) {
    let keep = move |_: &_| match page.look(|shown| shown.place) {
        Place::FirstMinute => keep_first_minute(page),
        Place::Playground if FULL => {
            let run = page.peek(Session::to_link);
            storage::remember(PLAYGROUND, &share::write(&Link::Run(Box::new(run))));
        }
        _ => {}
    };
    browser::listen("pagehide", keep);
    browser::listen("visibilitychange", keep);
}

/// One in which nothing was done is not remembered: it opens so by itself, and with its own small program.
fn keep_first_minute(page: Page) {
    match page.peek(Session::to_keep) {
        Some(text) => storage::remember(FIRST_MINUTE, &text),
        None => storage::forget(FIRST_MINUTE),
    }
}

/// What was left in a place, paused; `None` where nothing was, or what is stored there is none.
pub fn recalled(place: Place) -> Option<Session> {
    match place {
        Place::FirstMinute => Session::kept(&storage::recall(FIRST_MINUTE)?),
        Place::Playground => match share::read(&storage::recall(PLAYGROUND)?) {
            Ok(Link::Run(run)) => Session::from_link(&run).ok(),
            _ => None,
        },
        _ => None,
    }
}
