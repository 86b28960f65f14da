//! What is said in a run that goes wrong: in every language without a hole, and true.

mod translations;

use ackademy::i18n::{Bundle, Message};
use ackademy::session::{Intent, Key, Owner, Screen, Session, SettingKey};
use ackademy::viewmodel::{Thing, cost_words, row_state_words, verdict_words};
use ackademy_engine::action::Action;
use ackademy_engine::guarantee::judge;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId};
use ackademy_engine::ledger::Costs;
use ackademy_engine::protocol::Api;
use ackademy_engine::scenario::{Mechanism, Pipeline, Preset};
use translations::bundles;

const CHECKOUT: ClientId = ClientId(0);
const BILLING: ClientId = ClientId(1);

fn messages(screen: Screen) -> Vec<Message> {
    let mut found = vec![screen.view.next];
    for pill in screen.view.pills {
        found.extend([pill.label, pill.name]);
    }
    for client in screen.view.stage.clients {
        found.extend([client.name, client.role]);
        found.extend(client.lines.into_iter().map(|line| line.text));
    }
    for broker in screen.view.stage.brokers {
        found.extend([broker.name, broker.role]);
    }
    found.extend(screen.view.story.into_iter().map(|line| line.text));
    if let Some(menu) = screen.menu {
        found.push(menu.title);
        let choices = menu.choices.into_iter();
        found.extend(choices.flat_map(|choice| [choice.label, choice.hint]));
    }
    found.extend(screen.view.forgotten);
    for leg in screen.view.judged.promises {
        found.push(leg.leg);
        found.extend(leg.outcome.map(|(text, _)| text));
        found.extend(leg.cells.into_iter().flat_map(|(a, b, _)| [a, b]));
    }
    for row in screen.view.judged.rows {
        found.extend(row.cells.into_iter().flat_map(|cell| cell.notes));
    }
    if let Some(notice) = screen.notice {
        found.push(notice.text);
        found.extend(notice.missing);
    }
    if let Some(first) = screen.first_minute {
        found.extend([first.headline, first.explanation]);
        found.extend(first.verdict.into_iter().chain(first.said));
    }
    found
}

/// The verdict and what stands beside it.
fn judged(session: &Session) -> Vec<Message> {
    let player = session.player();
    let judgement = judge(player);
    let verdicts = judgement.anomalies.iter().chain(&judgement.open);
    let words = verdicts.map(|verdict| verdict_words(player.scenario(), verdict));
    let mut found: Vec<Message> = words
        .flat_map(|words| [Some(words.fact), words.standing])
        .flatten()
        .collect();
    let states = judgement.rows.iter().flat_map(|row| &row.legs);
    found.extend(states.filter_map(|(_, state)| row_state_words(*state)));
    found.extend(cost_words(&Costs::of(player)));
    found
}

fn assert_said(session: &Session, bundles: &[Bundle]) {
    let judged = judged(session);
    for message in messages(session.screen()).into_iter().chain(judged) {
        for bundle in bundles {
            let said = bundle.format(&message);
            assert!(!said.contains(['{', '}']), "{}: {said}", bundle.locale());
        }
    }
}

/// What happens at which step of a run that knows little peace.
fn fault(step: usize) -> Option<Action> {
    let broker = |number| NodeId::Broker(BrokerId(number));
    Some(match step {
        12 => Action::Crash(broker(1)),
        40 => Action::CutLink(NodeId::Client(CHECKOUT), broker(2)),
        60 => Action::HealLink(NodeId::Client(CHECKOUT), broker(2)),
        70 => Action::Restart(broker(1)),
        75 => Action::Crash(NodeId::Client(BILLING)),
        76 => Action::BreakConnection(CHECKOUT.into(), BrokerId(2)),
        85 => Action::Restart(NodeId::Client(BILLING)),
        90 => Action::CrashUnflushed(BrokerId(2)),
        95 => Action::Restart(broker(2)),
        100 => Action::Pause(broker(3)),
        120 => Action::Resume(broker(3)),
        _ => return None,
    })
}

#[test]
fn a_run_full_of_faults_is_told_without_a_hole() {
    let bundles = bundles();
    let mut session = Session::playground();
    for step in 0..160 {
        session.handle(Intent::Step);
        if let Some(action) = fault(step) {
            session.handle(Intent::Act(action));
        }
        let first = session.screen().view.pills.first().map(|pill| pill.key);
        if let Some(key) = first.filter(|_| step % 9 == 0) {
            session.handle(Intent::Act(Action::Duplicate(key)));
        }
        if step % 20 == 0 {
            session.handle(Intent::AddOrder);
            session.handle(Intent::Select(Thing::Client(CHECKOUT)));
        }
        assert_said(&session, &bundles);
    }
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    assert!(
        session
            .screen()
            .notice
            .is_some_and(|notice| !notice.missing.is_empty())
    );
    for _ in 0..40 {
        session.handle(Intent::Step);
        assert_said(&session, &bundles);
    }
}

#[test]
fn a_stream_full_of_faults_is_told_without_a_hole_with_and_without_the_transaction_log() {
    let bundles = bundles();
    for log in ["on", "off"] {
        let mut session = Session::playground();
        session.handle(Intent::ChoosePipeline(Pipeline::Stream));
        session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
        let part = Key::Mechanism(Mechanism::TransactionLog);
        let key = SettingKey::of(Owner::Kafka, part);
        session.handle(Intent::ChangeSetting(key, log.to_owned()));
        for step in 0..260 {
            session.handle(Intent::Step);
            if let Some(action) = fault(step) {
                session.handle(Intent::Act(action));
            }
            if step == 110 {
                session.handle(Intent::Act(Action::StartSecond(BILLING)));
            }
            let first = session.screen().view.pills.first().map(|pill| pill.key);
            if let Some(key) = first.filter(|_| step % 11 == 0) {
                session.handle(Intent::Act(Action::Duplicate(key)));
            }
            if step % 40 == 0 {
                session.handle(Intent::AddOrder);
                session.handle(Intent::Select(Thing::Client(BILLING)));
            }
            assert_said(&session, &bundles);
        }
    }
}

#[test]
fn a_request_that_the_network_copied_breaks_no_promise_and_the_verdict_says_so() {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    let produce = |session: &Session| {
        let mut keys = session.player().world().envelopes().map(|it| it.key);
        keys.find(|key| key.api == Api::Produce)
    };
    while produce(&session).is_none() {
        session.handle(Intent::Step);
    }
    let copied = Action::Duplicate(produce(&session).expect("it is on its way"));
    session.handle(Intent::Act(copied));
    session.handle(Intent::TogglePlay);
    for _ in 0..20_000 {
        session.advance(16_000);
    }
    let ruling = session.screen().view.judged.ruling;
    let bundles = bundles();
    assert_eq!(
        bundles[0].format(&ruling.words.fact),
        "Order 1 was charged twice."
    );
    assert_eq!(
        ruling.words.standing.map(|it| it.key()),
        Some("verdict-copied")
    );
}

#[test]
fn what_an_order_costs_is_rounded_and_not_cut() {
    let said = |trips, orders| {
        let costs = Costs {
            checkout_round_trips: trips,
            orders_sent: orders,
            ..Costs::default()
        };
        let words = cost_words(&costs);
        bundles()[0].format(words.last().expect("orders were sent"))
    };
    assert_eq!(said(2, 3), "checkout: 0.7 round trips an order");
    assert_eq!(said(4, 3), "checkout: 1.3 round trips an order");
    assert_eq!(said(3, 3), "checkout: 1.0 round trips an order");
}

#[test]
fn an_answer_that_says_no_is_not_called_an_ack() {
    let mut session = Session::playground();
    for follower in [2, 3] {
        session.handle(Intent::Act(Action::ShutDown(BrokerId(follower))));
    }
    for _ in 0..60 {
        session.handle(Intent::Step);
        let pills = session.screen().view.pills;
        let Some(pill) = pills.iter().find(|pill| pill.label.key() == "pill-error") else {
            assert!(pills.iter().all(|pill| pill.label.key() != "pill-ack"));
            continue;
        };
        session.handle(Intent::Select(Thing::Envelope(pill.key)));
        let menu = session.screen().menu.expect("it can be cut");
        assert!(
            menu.choices
                .iter()
                .all(|choice| choice.label.key() != "act-cut-ack")
        );
        assert_eq!(
            bundles()[0].format(&pill.name),
            "Refusal of order 1, broker 1 to checkout"
        );
        return;
    }
    panic!("with one replica in sync, nothing is appended");
}

/// A broker without replicas in sync has refused order 1, and its answer was cut.
fn with_a_cut_refusal() -> Session {
    let mut session = Session::playground();
    for follower in [2, 3] {
        session.handle(Intent::Act(Action::ShutDown(BrokerId(follower))));
    }
    for _ in 0..60 {
        session.handle(Intent::Step);
        let pills = session.screen().view.pills;
        if let Some(pill) = pills.iter().find(|pill| pill.label.key() == "pill-error") {
            session.handle(Intent::Act(Action::Drop(pill.key)));
            return session;
        }
    }
    panic!("with one replica in sync, nothing is appended");
}

#[test]
fn a_cut_answer_that_says_no_is_told_as_one_afterwards() {
    let story = with_a_cut_refusal().screen().view.story;
    let told: Vec<String> = story
        .iter()
        .map(|line| bundles()[0].format(&line.text))
        .collect();
    let says = |line: &str| told.iter().any(|it| it == line);
    assert!(
        says("Cut: refusal of order 1, broker 1 to checkout"),
        "{told:?}"
    );
    assert!(
        says("Sent: refusal of order 1, broker 1 to checkout"),
        "{told:?}"
    );
}

#[test]
fn a_cut_answer_that_said_no_is_told_as_one_where_another_run_has_none() {
    let mut session = with_a_cut_refusal();
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    let notice = session.screen().notice.expect("no ack is asked for there");
    let missing: Vec<String> = notice
        .missing
        .iter()
        .map(|line| bundles()[0].format(line))
        .collect();
    let names = |line: &String| line.contains("refusal of order 1");
    assert!(missing.iter().any(names), "{missing:?}");
}

#[test]
fn a_first_minute_that_goes_wrong_otherwise_claims_no_lost_ack() {
    let mut session = Session::first_minute();
    session.handle(Intent::Act(Action::Crash(NodeId::Client(BILLING))));
    for _ in 0..20_000 {
        session.advance(16_000);
    }
    let first = session
        .screen()
        .first_minute
        .expect("it is the first minute");
    assert_eq!(first.charges, 0);
    assert_eq!(first.explanation.key(), "first-told-none-why");
    assert_eq!(
        first.verdict.map(|verdict| verdict.key()),
        Some("first-verdict-none")
    );
}

#[test]
fn keys_that_kafka_refuses_together_are_refused() {
    use ackademy::session::Settings;
    let delivery = SettingKey::of(Owner::Checkout, Key::DeliveryTimeout);
    let short = Settings::of(Preset::AtLeastOnce, Pipeline::Simple).with(delivery, "20000");
    let refused = short
        .scenario()
        .expect_err("30 s of request.timeout.ms do not fit in");
    assert_eq!(refused.key(), "setting-delivery-timeout-too-short");
    assert!(
        short
            .with(
                SettingKey::of(Owner::EveryClient, Key::RequestTimeout),
                "5000"
            )
            .scenario()
            .is_ok()
    );
}
