//! What every part of the page shares: the session, what is on screen, and the way to ask for something.

use std::sync::Arc;

use leptos::prelude::*;

use super::embed::{MakerShown, parameters};
use super::header::Theme;
use super::motion::Motion;
use super::narrator;
use super::route::Place;
use super::transaction::TransactionShown;
use crate::i18n::{Bundle, Message, message};
use crate::session::{Intent, Screen, Session};

/// The page's shared state; a handful of handles, free to copy. What is read while the page is drawn draws it anew
/// when it changes.
#[derive(Clone, Copy)]
pub struct Page {
    session: StoredValue<Session, LocalStorage>,
    shown: RwSignal<Shown>,
    /// What is written on every frame, past the drawing.
    motion: StoredValue<Motion, LocalStorage>,
}

/// All that decides what the page looks like.
#[derive(Clone)]
pub struct Shown {
    /// What the session shows.
    pub screen: Arc<Screen>,
    /// The words for it.
    pub bundle: Arc<Bundle>,
    /// Where the learner is.
    pub place: Place,
    /// Light or dark.
    pub theme: Theme,
    /// The picture of a whole transaction, while the learner is there.
    pub transaction: Option<TransactionShown>,
    /// What a teacher pastes, while the learner is there.
    pub maker: Option<MakerShown>,
    /// What screen readers are told next.
    pub spoken: String,
}

impl Page {
    /// A page at this place.
    pub fn new(place: Place, bundle: Arc<Bundle>) -> Page {
        let asked = parameters();
        let mut session = place.opening().with_locked(&asked.locked);
        if let Some(mistake) = asked.mistakes.first() {
            session.tell_mistake(mistake);
        }
        let title = bundle.format(&message("embed-frame-title"));
        let shown = Shown {
            screen: Arc::new(session.screen()),
            bundle,
            place,
            theme: Theme::recalled(),
            transaction: (place == Place::Transaction).then(TransactionShown::new),
            maker: (place == Place::Embed).then(|| MakerShown::new(title)),
            spoken: String::new(),
        };
        Page {
            session: StoredValue::new_local(session),
            shown: RwSignal::new(shown),
            motion: StoredValue::new_local(Motion::default()),
        }
    }

    /// What is shown; whoever asks while drawing is drawn anew after a change.
    pub fn shown(self) -> Shown {
        self.shown.get()
    }

    /// Looks at what is shown.
    pub fn look<T>(self, look: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with_untracked(look)
    }

    /// Changes what is shown.
    pub fn change(self, change: impl FnOnce(&mut Shown)) {
        self.shown.update(change);
        self.draw_soon();
    }

    /// A message in the learner's language.
    pub fn text(self, message: &Message) -> String {
        self.look(|shown| shown.bundle.format(message))
    }

    /// Looks at what is written on every frame, and changes it.
    pub fn moving(self, work: impl FnOnce(&mut Motion)) {
        self.motion.update_value(work);
    }

    /// Looks into the session.
    pub fn peek<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(look)
    }

    /// Starts another session in place of this one.
    pub fn replace(self, session: Session) {
        self.session
            .set_value(session.with_locked(&parameters().locked));
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
            if !playing {
                narrator::tell_outcome(self);
            }
        }
        playing
    }

    fn refresh(self) {
        let screen = self.session.with_value(Session::screen);
        if self.look(|shown| *shown.screen != screen) {
            self.shown.update(|shown| shown.screen = Arc::new(screen));
        }
        self.draw_soon();
    }

    /// What the session shows, for the loop that places what travels.
    pub fn screen(self) -> Arc<Screen> {
        self.look(|shown| Arc::clone(&shown.screen))
    }

    /// Positions follow once the document has what is new.
    pub fn draw_soon(self) {
        super::motion::draw_soon(self);
    }
}
