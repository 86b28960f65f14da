//! What every part of the page shares: the session, what is on screen, and the way to ask for something.

use std::sync::Arc;

use super::diagram::DiagramShown;
use super::dom::{Key, View};
use super::embed::{MakerShown, parameters};
use super::handover::{self, Rest};
use super::header::Theme;
use super::lesson::{self, LessonsShown};
use super::motion::{self, Motion};
use super::narrator;
use super::route::Place;
use super::share::SharedShown;
use super::state::{Kept, Watched};
use super::transaction::TransactionShown;
use crate::FULL;
use crate::i18n::{Bundle, Message};
use crate::session::{Intent, Screen, Session};
use crate::share::LinkError;

/// The page's shared state; a handful of handles, free to copy. What is read while the page is drawn draws it anew
/// when it changes.
#[derive(Clone, Copy)]
pub struct Page {
    session: Kept<Session>,
    shown: Watched<Shown>,
    /// What is written on every frame, past the drawing.
    motion: Kept<Motion>,
    /// What the document shows, while nothing but the run's own steps has changed since.
    drawn: Kept<Option<Arc<Screen>>>,
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
    /// The sequence diagram of the run.
    pub diagram: DiagramShown,
    /// What was fetched of lessons.
    pub lessons: LessonsShown,
    /// The link of a moment, while it is shown.
    pub shared: Option<SharedShown>,
    /// What screen readers are told next.
    pub spoken: String,
    /// How far the full page is, where this is not it.
    pub rest: Rest,
}

impl Shown {
    /// Whether the lesson that the address names is still on its way: until then there is nothing to be looked at.
    pub fn waits_for_lesson(&self) -> bool {
        let is_missing = self.screen.notice.is_some();
        FULL && self.place == Place::Lesson && self.screen.lesson.is_none() && !is_missing
    }
}

impl Page {
    /// A page at this place.
    pub fn new(place: Place, bundle: Arc<Bundle>, session: Session, theme: Theme) -> Page {
        let asked = parameters();
        let mut session = session.with_locked(&asked.locked);
        if let Some(mistake) = asked.mistakes.first() {
            session.tell_mistake(mistake);
        }
        let shown = Shown {
            screen: Arc::new(session.screen()),
            place,
            transaction: TransactionShown::at(place),
            maker: MakerShown::at(place),
            diagram: DiagramShown::default(),
            lessons: LessonsShown::default(),
            shared: None,
            bundle,
            theme,
            spoken: String::new(),
            rest: Rest::Unasked,
        };
        Page {
            session: Kept::new(session),
            shown: Watched::new(shown),
            motion: Kept::new(Motion::default()),
            drawn: Kept::new(None),
        }
    }

    /// Draws a part of the page, unless it stands as it should: the run has taken steps since it was drawn, nothing else has
    /// happened, and `is_same` finds all that it is made of in what was on screen.
    pub fn part<V: Into<View>>(
        self,
        is_same: impl FnOnce(&Screen) -> bool,
        draw: impl FnOnce() -> V,
    ) -> View {
        self.keyed(None, is_same, draw)
    }

    /// The same for a part that has a key.
    pub fn keyed<V: Into<View>>(
        self,
        key: Option<Key>,
        is_same: impl FnOnce(&Screen) -> bool,
        draw: impl FnOnce() -> V,
    ) -> View {
        let stands = |drawn: &Option<Arc<Screen>>| drawn.as_deref().is_some_and(is_same);
        // The first minute is small: to draw it anew takes less than the code that would compare it.
        if FULL && self.drawn.with(stands) {
            View::Same(key)
        } else {
            draw().into()
        }
    }

    /// The document shows this now.
    pub fn has_drawn(self, shown: &Shown) {
        if FULL {
            self.drawn
                .update(|drawn| *drawn = Some(Arc::clone(&shown.screen)));
        }
    }

    /// Everything is to be drawn anew.
    pub fn forget_drawn(self) {
        if FULL {
            self.drawn.update(|drawn| *drawn = None);
        }
    }

    /// Draws what is shown, and draws it anew after every change.
    pub fn draw(self, draw: impl FnMut(Shown) + 'static) {
        self.shown.draw(draw);
    }

    /// Looks at what is shown.
    pub fn look<T>(self, look: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with(look)
    }

    /// Changes what is shown.
    pub fn change(self, change: impl FnOnce(&mut Shown)) {
        self.forget_drawn();
        self.shown.update(change);
        self.draw_soon();
    }

    /// Has screen readers told something.
    pub fn say(self, spoken: String) {
        self.shown.update(|shown| shown.spoken = spoken);
    }

    /// The learner comes to a place.
    pub fn come_to(self, place: Place) {
        self.change(|shown| {
            shown.place = place;
            shown.shared = None;
            shown.transaction = TransactionShown::at(place);
            shown.maker = MakerShown::at(place);
        });
    }

    /// Says something beside the run.
    pub fn tell(self, what: Message) {
        self.session.update(|session| session.tell(what));
        self.refresh();
    }

    /// Says why a link leads nowhere.
    pub fn refuse_link(self, why: LinkError) {
        self.session.update(|session| session.refuse_link(why));
        self.refresh();
    }

    /// A message in the learner's language.
    pub fn text(self, message: &Message) -> String {
        self.look(|shown| shown.bundle.format(message))
    }

    /// Looks at what is written on every frame, and changes it.
    pub fn moving(self, work: impl FnOnce(&mut Motion)) {
        self.motion.update(work);
    }

    /// Looks into the session.
    pub fn peek<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.session.with(look)
    }

    /// Starts another session in place of this one.
    pub fn replace(self, session: Session) {
        let session = session.with_locked(&parameters().locked);
        self.session.update(|own| *own = session);
        self.refresh();
    }

    /// Asks for something, and shows what came of it.
    pub fn ask(self, intent: Intent) {
        let before = self.peek(|session| session.player().position());
        let is_wait = FULL && intent == Intent::SkipWaiting;
        let mut playing = false;
        self.session.update(|session| {
            session.handle(intent);
            playing = session.is_playing();
        });
        if !is_wait {
            narrator::tell(self, before, playing);
        }
        self.refresh();
        if is_wait {
            narrator::tell_passed(self);
        }
        if !FULL {
            handover::prepare();
            if self.peek(Session::reaches_beyond) {
                handover::fetch(self);
            }
        }
    }

    /// The learner does without the full page for now.
    pub fn stay(self) {
        self.session.update(Session::stay);
        self.change(|shown| shown.rest = Rest::Unasked);
        self.refresh();
    }

    /// Lets screen time pass. Returns whether the run still moves, and whether something happened.
    pub fn advance(self, micros: u64) -> (bool, bool) {
        let before = self.peek(|session| session.player().position());
        let (mut changed, mut playing) = (false, false);
        self.session.update(|session| {
            changed = session.advance(micros);
            playing = session.is_playing();
        });
        if changed {
            narrator::tell(self, before, true);
            self.show_steps();
            if !playing {
                narrator::tell_outcome(self);
                if FULL {
                    lesson::show_outcome(self);
                }
            }
        }
        (playing, changed)
    }

    fn refresh(self) {
        self.forget_drawn();
        self.show_steps();
        self.draw_soon();
    }

    fn show_steps(self) {
        let screen = self.session.with(Session::screen);
        if !FULL || self.look(|shown| *shown.screen != screen) {
            self.shown.update(|shown| shown.screen = Arc::new(screen));
        }
        motion::find_soon(self);
    }

    /// What the session shows, for the loop that places what travels.
    pub fn screen(self) -> Arc<Screen> {
        self.look(|shown| Arc::clone(&shown.screen))
    }

    /// Positions follow once the document has what is new.
    pub fn draw_soon(self) {
        motion::draw_soon(self);
    }
}
