//! What a page around locks is shown, and cannot be changed; whoever tries is told why.

use ackademy::embed::Locked;
use ackademy::session::{Intent, Session};
use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, NodeId};
use ackademy_engine::scenario::Preset;

fn attempts() -> [(Locked, Intent); 3] {
    [
        (Locked::Settings, Intent::ChoosePreset(Preset::AtMostOnce)),
        (
            Locked::Faults,
            Intent::Act(Action::Crash(NodeId::Broker(BrokerId(1)))),
        ),
        (Locked::Orders, Intent::AddOrder),
    ]
}

#[test]
fn what_is_locked_stays_as_it_is_and_says_so() {
    for (lock, intent) in attempts() {
        let mut session = Session::playground().with_locked(&[lock]);
        session.handle(Intent::Step);
        let before = session.screen();
        session.handle(intent);
        let after = session.screen();
        assert_eq!(after.view, before.view, "{lock:?}");
        assert_eq!(after.preset, before.preset);
        let notice = after.notice.expect("something is said");
        assert_eq!(notice.text.key(), "notice-locked");
    }
}

#[test]
fn what_is_not_locked_can_be_changed() {
    for (lock, intent) in attempts() {
        let others: Vec<Locked> = Locked::ALL.into_iter().filter(|it| *it != lock).collect();
        let mut session = Session::playground().with_locked(&others);
        session.handle(Intent::Step);
        let before = session.screen();
        session.handle(intent);
        let after = session.screen();
        assert_ne!(
            (after.view, after.preset),
            (before.view, before.preset),
            "{lock:?}"
        );
    }
}
