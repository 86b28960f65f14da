//! What every part of the page shares: the session, what is on screen, and the way to ask for something.

use std::sync::Arc;

use leptos::prelude::*;

use super::motion::Motion;
use super::narrator;
use crate::i18n::{Bundle, Message};
use crate::session::{Intent, Screen, Session};
use crate::viewmodel::{Pill, Trip};

/// The page's shared state; a handful of handles, free to copy.
#[derive(Clone, Copy)]
pub struct Page {
    session: StoredValue<Session, LocalStorage>,
    screen: RwSignal<Arc<Screen>>,
    bundle: RwSignal<Arc<Bundle>>,
    /// What is written on every frame, past the reactive graph.
    pub motion: StoredValue<Motion, LocalStorage>,
    /// What screen readers are told next.
    pub spoken: RwSignal<String>,
}

impl Page {
    /// A page that shows this session.
    pub fn new(session: Session, bundle: Arc<Bundle>) -> Page {
        let screen = Arc::new(session.screen());
        Page {
            session: StoredValue::new_local(session),
            screen: RwSignal::new(screen),
            bundle: RwSignal::new(bundle),
            motion: StoredValue::new_local(Motion::default()),
            spoken: RwSignal::new(String::new()),
        }
    }

    /// A part of what is on screen; whoever reads it hears of changes to this part alone.
    pub fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        take: impl Fn(&Screen) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.screen.with(|screen| take(screen)))
    }

    /// Looks at what is on screen, and hears of its changes.
    pub fn with<T>(self, look: &dyn Fn(&Screen) -> T) -> T {
        self.screen.with(|screen| look(screen))
    }

    /// A message in the learner's language.
    pub fn text(self, message: &Message) -> String {
        self.bundle.with(|bundle| bundle.format(message))
    }

    /// The same for code that runs outside the reactive graph.
    pub fn text_untracked(self, message: &Message) -> String {
        self.bundle.with_untracked(|bundle| bundle.format(message))
    }

    /// The language's tag.
    pub fn locale(self) -> String {
        self.bundle.with(|bundle| bundle.locale().to_owned())
    }

    /// Another language from here on; the run is not touched.
    pub fn speak(self, bundle: Arc<Bundle>) {
        self.bundle.set(bundle);
        self.draw_soon();
    }

    /// Looks into the session.
    pub fn peek<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(look)
    }

    /// Starts another session in place of this one.
    pub fn replace(self, session: Session) {
        self.session.set_value(session);
        self.refresh();
    }

    /// Asks for something, and shows what came of it.
    pub fn ask(self, intent: Intent) {
        let before = self.peek(|session| session.player().position());
        let mut playing = false;
        self.session.update_value(|session| {
            session.handle(intent);
            playing = session.is_playing();
        });
        narrator::tell(self, before, playing);
        self.refresh();
    }

    /// Lets screen time pass. Returns whether the run still moves.
    pub fn advance(self, micros: u64) -> bool {
        let before = self.peek(|session| session.player().position());
        let (mut changed, mut playing) = (false, false);
        self.session.update_value(|session| {
            changed = session.advance(micros);
            playing = session.is_playing();
        });
        if changed {
            narrator::tell(self, before, true);
            self.refresh();
        }
        playing
    }

    fn refresh(self) {
        let screen = self.session.with_value(Session::screen);
        if self.screen.with_untracked(|shown| **shown != screen) {
            self.screen.set(Arc::new(screen));
        }
        self.draw_soon();
    }

    /// What travels now, for the loop that places it.
    pub fn on_its_way(self) -> (Vec<Pill>, Vec<Trip>) {
        self.screen
            .with_untracked(|screen| (screen.view.pills.clone(), screen.view.trips.clone()))
    }

    /// Positions follow once the document has what is new.
    pub fn draw_soon(self) {
        super::motion::draw_soon(self);
    }
}
