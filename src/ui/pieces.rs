//! Small pieces that views are made of. Each takes what differs in a box, so that its code stands in the page once and not
//! once per place: a closure's type is a type of its own, and everything built from it is compiled anew.

use std::sync::Arc;

use ackademy_engine::protocol::EnvelopeKey;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::page::Page;
use crate::i18n::Message;
use crate::session::{Intent, Screen};

impl Page {
    /// Fixed words, in the learner's language.
    pub fn say(self, message: Message) -> Signal<String> {
        Signal::derive(move || self.text(&message))
    }

    /// Words that depend on what is on screen.
    pub fn says(self, take: impl Fn(&Screen) -> Message + Send + Sync + 'static) -> Signal<String> {
        self.says_boxed(Box::new(take))
    }

    fn says_boxed(self, take: Box<dyn Fn(&Screen) -> Message + Send + Sync>) -> Signal<String> {
        Memo::new(move |_| self.text(&self.with(&*take))).into()
    }

    /// Whether something holds on screen.
    pub fn is(self, take: impl Fn(&Screen) -> bool + Send + Sync + 'static) -> Signal<bool> {
        self.is_boxed(Box::new(take))
    }

    fn is_boxed(self, take: Box<dyn Fn(&Screen) -> bool + Send + Sync>) -> Signal<bool> {
        Memo::new(move |_| self.with(&*take)).into()
    }

    /// What a press asks for.
    pub fn press(self, intent: Intent) -> impl Fn(MouseEvent) + Clone + 'static {
        move |_| self.ask(intent.clone())
    }
}

/// "true" or "false", for ARIA.
pub fn flag(holds: Signal<bool>) -> Signal<&'static str> {
    Signal::derive(move || if holds.get() { "true" } else { "false" })
}

/// A view that is made anew whenever something it reads changes.
pub fn dynamic(make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn erased(make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || make()).into_any()
    }
    erased(Box::new(make))
}

/// A view that is there while something holds.
pub fn when(holds: Signal<bool>, make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn erased(holds: Signal<bool>, make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || holds.get().then(&make)).into_any()
    }
    erased(holds, Box::new(make))
}

/// One view per envelope; it stays the same element while the envelope is there.
pub fn per_envelope(
    keys: Signal<Vec<EnvelopeKey>>,
    make: impl Fn(EnvelopeKey) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    type Make = Arc<dyn Fn(EnvelopeKey) -> AnyView + Send + Sync>;
    fn erased(keys: Signal<Vec<EnvelopeKey>>, make: Make) -> AnyView {
        view! { <For each=move || keys.get() key=|key| *key children=move |key| make(key) /> }
            .into_any()
    }
    erased(keys, Arc::new(make))
}

/// Many views in a row.
pub fn many<T>(things: impl IntoIterator<Item = T>, make: impl Fn(T) -> AnyView) -> AnyView {
    things.into_iter().map(make).collect::<Vec<_>>().into_any()
}

/// A drawn sign.
pub fn icon(path: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" stroke-width="2" aria-hidden="true">
            <path d=path />
        </svg>
    }
    .into_any()
}

/// A cross that closes something.
pub const CROSS: &str = "M6 6l12 12M18 6L6 18";
