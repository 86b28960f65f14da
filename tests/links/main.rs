//! Links: a moment goes into one and comes out of it, and whatever else a text holds is refused by what is wrong with it.

mod golden;
mod refusals;
mod roundtrip;

use ackademy::session::{Intent, Session};
use ackademy::share::{self, Link};

/// The link of a session, as text.
fn text_of(session: &Session) -> String {
    share::write(&Link::Run(Box::new(session.to_link())))
}

/// The session of a link that is as it should be.
fn opened(text: &str) -> Session {
    match share::read(text) {
        Ok(Link::Run(run)) => Session::from_link(&run).expect("the page has all that is in it"),
        other => panic!("{text} is a link to a run: {other:?}"),
    }
}

/// The first minute, with the ack cut, so many steps later.
fn after_the_cut(steps: usize) -> Session {
    let mut session = Session::first_minute();
    session.handle(Intent::CutAck);
    for _ in 0..steps {
        session.handle(Intent::Step);
    }
    session
}
