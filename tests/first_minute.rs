//! The first minute without a browser: what the learner is asked, does and is told.

use ackademy::session::{Intent, Phase, Session};
use ackademy::viewmodel::OrderState;

/// Plays until the run stands still; far longer than any scene takes.
fn play_out(session: &mut Session) {
    for _ in 0..20_000 {
        session.advance(16_000);
        if !session.is_playing() {
            return;
        }
    }
    panic!("the scene never comes to rest");
}

#[test]
fn it_opens_paused_with_the_ack_of_order_3_in_flight() {
    let screen = Session::first_minute().screen();
    let first = screen.first_minute.expect("it is the first minute");
    assert_eq!(first.phase, Phase::Asking);
    assert!(first.ack.is_some());
    assert!(!screen.playing);
    let checkout = &screen.view.stage.clients[0];
    let states: Vec<OrderState> = checkout.orders.iter().map(|order| order.state).collect();
    assert_eq!(
        states,
        [OrderState::Told, OrderState::Told, OrderState::Waiting]
    );
}

#[test]
fn one_cut_and_the_customer_is_charged_twice() {
    let mut session = Session::first_minute();
    session.handle(Intent::Predict(1));
    session.handle(Intent::CutAck);
    play_out(&mut session);
    let screen = session.screen();
    let first = screen.first_minute.unwrap();
    assert_eq!((first.phase, first.charges), (Phase::Told, 2));
    assert_eq!(first.came_true, Some(false));
    assert_eq!(screen.view.receipt.paid_euros, 40);
}

#[test]
fn where_the_ack_was_cut_stays_marked_long_enough_to_be_seen_and_no_longer() {
    let mut session = Session::first_minute();
    session.handle(Intent::CutAck);
    let cut = session.player().position();
    let marks = |session: &Session| session.screen().view.dropped.len();
    session.handle(Intent::Step);
    session.handle(Intent::Step);
    assert!(session.player().position() > cut);
    assert_eq!(marks(&session), 1, "other things have happened since");
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    assert_eq!(marks(&session), 0);
}

#[test]
fn without_a_cut_every_order_is_charged_once() {
    let mut session = Session::first_minute();
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    let first = session.screen().first_minute.unwrap();
    assert_eq!((first.phase, first.charges), (Phase::Told, 1));
}

#[test]
fn the_same_cut_under_exactly_once_charges_once_and_starting_over_asks_again() {
    let mut session = Session::first_minute();
    session.handle(Intent::CutAck);
    play_out(&mut session);
    session.handle(Intent::SameCutUnderExactlyOnce);
    play_out(&mut session);
    let first = session.screen().first_minute.unwrap();
    assert!(first.is_second_run);
    assert_eq!((first.phase, first.charges), (Phase::Told, 1));
    session.handle(Intent::Restart);
    assert_eq!(session.screen().first_minute.unwrap().phase, Phase::Asking);
}
