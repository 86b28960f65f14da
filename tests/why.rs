//! Why something went wrong, in words: the cause, and what followed in its order.

mod translations;

use ackademy::i18n::Message;
use ackademy::session::{Intent, Session};
use ackademy::viewmodel::{story, verdict_words, why_words};
use ackademy_engine::action::Action;
use ackademy_engine::guarantee::{explain, judge};
use ackademy_engine::ids::{BrokerId, NodeId};
use translations::bundles;

#[test]
fn the_verdict_on_one_cut_ack_names_the_cut_and_what_followed() {
    let mut session = Session::first_minute();
    session.handle(Intent::CutAck);
    for _ in 0..20_000 {
        session.advance(16_000);
    }
    let player = session.player();
    let overall = judge(player).overall;
    let why = explain(player, &overall.anomaly().expect("it was charged twice"));
    let (verdict, why) = (
        verdict_words(player.scenario(), &overall),
        why_words(player, &why),
    );
    let bundles = bundles();
    let said = |message: &Message| bundles[0].format(message);
    assert_eq!(said(&verdict.fact), "Order 3 was charged twice.");
    assert_eq!(verdict.standing.map(|it| it.key()), Some("verdict-allowed"));
    assert_eq!(
        why.causes.iter().map(said).collect::<Vec<_>>(),
        ["Cut: ack of order 3. Without it, this would not have happened."]
    );
    assert!(why.replayed.is_some());
    let chain: Vec<_> = why.chain.iter().map(|line| line.text.key()).collect();
    let cut = chain.iter().position(|key| *key == "story-dropped");
    let vain = chain
        .iter()
        .position(|key| *key == "story-request-timed-out");
    assert!(cut.is_some() && cut < vain, "{chain:?}");
    let again = chain.iter().position(|key| *key == "story-retry");
    assert!(again.is_some() && vain < again, "{chain:?}");
    let story: Vec<_> = story(player, usize::MAX)
        .iter()
        .map(|line| line.text.key())
        .collect();
    let newest_first = ["story-retry", "story-request-timed-out"];
    assert!(
        story.windows(2).any(|pair| pair == newest_first),
        "{story:?}"
    );
    assert_eq!(chain.last(), Some(&"story-charged"));
}

#[test]
fn a_power_cut_has_one_name_in_the_cause_and_in_what_followed() {
    let mut session = Session::playground();
    let is_charged = |session: &Session| {
        let facts = session.player().world().facts();
        facts.orders[2].effects.get() == 1
    };
    while !is_charged(&session) {
        session.handle(Intent::Step);
    }
    let brokers = [1, 2, 3].map(BrokerId);
    for broker in brokers {
        session.handle(Intent::Act(Action::CrashUnflushed(broker)));
    }
    for broker in brokers {
        session.handle(Intent::Act(Action::Restart(NodeId::Broker(broker))));
    }
    session.handle(Intent::TogglePlay);
    for _ in 0..20_000 {
        session.advance(16_000);
    }
    let player = session.player();
    let lost = judge(player).overall.anomaly().expect("an order is lost");
    let why = why_words(player, &explain(player, &lost));
    let bundles = bundles();
    let chain: Vec<String> = why
        .chain
        .iter()
        .map(|line| bundles[0].format(&line.text))
        .collect();
    for cause in why.causes {
        let cause = bundles[0].format(&cause);
        let (named, _) = cause.split_once(". ").expect("two sentences");
        assert!(named.starts_with("Power cut: broker "), "{cause}");
        assert!(chain.iter().any(|line| line == named), "{cause} {chain:?}");
    }
    assert!(
        !chain.iter().any(|line| line.starts_with("Killed")),
        "{chain:?}"
    );
}
