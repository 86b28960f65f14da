//! Pipelines, presets and keys: whatever is chosen runs, and the same orders and faults come again.

mod translations;

use ackademy::session::{Intent, Key, Owner, Session, SettingKey, Settings};
use ackademy::viewmodel::Thing;
use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::node::ManagerState;
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::{Pipeline, Preset};
use translations::bundles;

const PIPELINES: [Pipeline; 2] = [Pipeline::Simple, Pipeline::Stream];
const STATEMENT: NodeId = NodeId::Client(ClientId(2));

fn play_out(session: &mut Session) {
    for _ in 0..20_000 {
        session.advance(16_000);
        if !session.is_playing() {
            return;
        }
    }
    panic!("the scene never comes to rest");
}

/// A run in the playground, up to where the ack of order 1 is on its way, and without it from there.
fn with_a_cut_ack() -> Session {
    let mut session = Session::playground();
    for _ in 0..200 {
        let ack = session.player().world().envelopes().find(|envelope| {
            (envelope.key.api, envelope.key.direction) == (Api::Produce, Direction::Response)
        });
        if let Some(key) = ack.map(|envelope| envelope.key) {
            session.handle(Intent::Act(Action::Drop(key)));
            return session;
        }
        session.handle(Intent::Step);
    }
    panic!("the broker answers")
}

/// What was done in the run, whoever did it.
fn done(session: &Session) -> Vec<Action> {
    let done = session.player().interventions().into_iter();
    done.map(|it| it.action).collect()
}

fn one_more_order(order: u16) -> Action {
    Action::Client(ClientId(0), Call::TakeOrder(OrderId(order)))
}

/// Without faults every guarantee is kept in every pipeline.
#[test]
fn every_preset_of_every_pipeline_delivers_each_order_once_in_peace() {
    for pipeline in PIPELINES {
        for preset in Preset::all(pipeline) {
            let mut session = Session::playground();
            session.handle(Intent::ChoosePipeline(pipeline));
            session.handle(Intent::ChoosePreset(*preset));
            let screen = session.screen();
            assert_eq!((screen.pipeline, screen.preset), (pipeline, *preset));
            session.handle(Intent::TogglePlay);
            play_out(&mut session);
            let reader = if pipeline == Pipeline::Stream { 2 } else { 1 };
            for order in 0..3 {
                let facts = session.player().world().facts();
                let seen = facts.orders[order].seen[reader].get();
                assert_eq!(seen, 1, "{pipeline:?} {preset:?} order {order}");
            }
        }
    }
}

#[test]
fn a_cut_comes_again_in_another_pipeline_and_can_be_taken_back() {
    let mut session = with_a_cut_ack();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    let notice = session.screen().notice.expect("it says what it replays");
    assert!(notice.can_undo && notice.missing.is_empty());
    play_out(&mut session);
    assert_eq!(session.player().interventions().len(), 1);
    session.handle(Intent::Undo);
    assert_eq!(session.screen().pipeline, Pipeline::Simple);
}

/// Where nothing is acked the cut finds nothing to cut, and all that came after it is done all the same.
#[test]
fn one_more_order_and_a_kill_after_a_cut_come_again_where_nothing_is_acked() {
    let mut session = with_a_cut_ack();
    session.handle(Intent::AddOrder);
    let kill = Action::Crash(NodeId::Broker(BrokerId(3)));
    session.handle(Intent::Act(kill));
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    let notice = session.screen().notice.expect("it says what is missing");
    let missing: Vec<&str> = notice.missing.iter().map(|it| it.key()).collect();
    assert_eq!(missing, ["missing-no-envelope"], "the cut alone");
    play_out(&mut session);
    assert_eq!(done(&session), [one_more_order(3), kill]);
    let facts = session.player().world().facts();
    assert!((0..4).all(|order| facts.orders[order].effects.get() == 1));
}

#[test]
fn a_fault_of_a_process_that_the_other_pipeline_lacks_is_named_and_hits_nobody_else() {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    for _ in 0..20 {
        session.handle(Intent::Step);
    }
    session.handle(Intent::Act(Action::Crash(STATEMENT)));
    session.handle(Intent::Act(Action::CutLink(
        STATEMENT,
        NodeId::Broker(BrokerId(2)),
    )));
    session.handle(Intent::AddOrder);
    session.handle(Intent::ChoosePipeline(Pipeline::Simple));
    let notice = session.screen().notice.expect("it says what is missing");
    let missing: Vec<&str> = notice.missing.iter().map(|it| it.key()).collect();
    assert_eq!(missing, ["missing-not-possible", "missing-not-possible"]);
    play_out(&mut session);
    assert_eq!(done(&session), [one_more_order(3)]);
}

#[test]
fn one_more_order_is_another_than_those_that_are_to_come_again() {
    let mut session = with_a_cut_ack();
    session.handle(Intent::AddOrder);
    session.handle(Intent::ChoosePreset(Preset::AtMostOnce));
    session.handle(Intent::AddOrder);
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    assert_eq!(done(&session), [one_more_order(4), one_more_order(3)]);
}

/// One key away from each preset, every value makes a scenario that runs, or is refused in words.
#[test]
fn every_value_of_every_key_runs_or_is_refused() {
    let (mut taken, mut refused) = (0, 0);
    for pipeline in PIPELINES {
        for preset in Preset::all(pipeline) {
            let settings = Settings::of(*preset, pipeline);
            for setting in settings.list() {
                assert!(setting.options.contains(&setting.value.as_str()));
                for option in &setting.options {
                    let changed = settings.with(setting.key, option);
                    let list = changed.list();
                    let now = list.iter().find(|one| one.key == setting.key);
                    assert_eq!(now.map(|one| one.value.as_str()), Some(*option));
                    match changed.scenario() {
                        Ok(_) => taken += 1,
                        Err(_) => refused += 1,
                    }
                }
            }
        }
    }
    assert!(taken > 10 * refused && refused > 10, "{taken} {refused}");
}

/// A key and its value, of billing.
fn billing(key: Key) -> SettingKey {
    SettingKey::of(Owner::Billing, key)
}

fn value(settings: &Settings, key: Key) -> Option<String> {
    let list = settings.list();
    let found = list.iter().find(|one| one.key == billing(key));
    found.map(|one| one.value.clone())
}

#[test]
fn offsets_go_into_a_transaction_just_when_there_is_one() {
    let plain = Settings::of(Preset::AtLeastOnce, Pipeline::Stream);
    let idempotent = plain.with(billing(Key::EnableIdempotence), "true");
    let inside = idempotent.with(billing(Key::CommitOrder), "in-transaction");
    assert_eq!(
        value(&inside, Key::TransactionalId).as_deref(),
        Some("billing")
    );
    let scenario = inside.scenario().expect("it is idempotent");
    assert!(scenario.has_transactions());
    let outside = inside.with(billing(Key::TransactionalId), "none");
    assert_eq!(
        value(&outside, Key::CommitOrder).as_deref(),
        Some("after-processing")
    );
    assert!(
        !outside
            .scenario()
            .expect("nothing conflicts")
            .has_transactions()
    );
    let refused = plain
        .with(billing(Key::TransactionalId), "billing")
        .scenario();
    assert_eq!(
        refused.expect_err("idempotence is off").key(),
        "setting-transactions-need-idempotence"
    );
}

/// What the page says of keys that are changed one after the other, the last of them in vain.
fn refusal_of(preset: Preset, changes: &[(Owner, Key, &str)]) -> String {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePreset(preset));
    let last = changes.len() - 1;
    for (place, (owner, key, value)) in changes.iter().enumerate() {
        let key = SettingKey::of(*owner, *key);
        session.handle(Intent::ChangeSetting(key, (*value).to_owned()));
        let notice = session.screen().notice;
        assert_eq!(notice.is_some(), place == last, "{changes:?}");
    }
    let notice = session.screen().notice.expect("it is refused");
    bundles()[0].format(&notice.text)
}

#[test]
fn a_key_that_contradicts_another_is_refused_with_the_other_one_to_be_changed_first() {
    use Owner::{Checkout, EveryClient};
    let first = |key: &str| format!("Change {key} first.");
    for (key, value, other) in [
        (Key::Acks, "0", "enable.idempotence"),
        (Key::Retries, "0", "enable.idempotence"),
        (Key::MaxInFlight, "6", "enable.idempotence"),
        (Key::EnableIdempotence, "false", "transactional.id"),
    ] {
        let told = refusal_of(Preset::ExactlyOnce, &[(Checkout, key, value)]);
        assert!(told.ends_with(&first(other)), "{told}");
    }
    assert_eq!(
        refusal_of(Preset::ExactlyOnce, &[(Checkout, Key::Acks, "0")]),
        "acks=0 does not go with enable.idempotence=true. Change enable.idempotence first."
    );
    let on = (Checkout, Key::EnableIdempotence, "true");
    let told = refusal_of(Preset::AtMostOnce, &[on]);
    assert!(told.ends_with(&first("acks")), "{told}");
    let told = refusal_of(Preset::AtMostOnce, &[(Checkout, Key::Acks, "all"), on]);
    assert!(told.ends_with(&first("retries")), "{told}");
    let short = [
        (EveryClient, Key::RequestTimeout, "5000"),
        (Checkout, Key::DeliveryTimeout, "20000"),
        (EveryClient, Key::RequestTimeout, "30000"),
    ];
    let told = refusal_of(Preset::AtLeastOnce, &short);
    assert!(told.ends_with(&first("delivery.timeout.ms")), "{told}");
}

#[test]
fn two_instances_are_members_of_a_group_with_an_id_each_and_deliver_each_order_once() {
    let plain = Settings::of(Preset::ExactlyOnce, Pipeline::Stream);
    assert_eq!(value(&plain, Key::SessionTimeout), None);
    let two = plain.with(billing(Key::Instances), "2");
    assert_eq!(
        value(&two, Key::Subscription).as_deref(),
        Some("subscribe()")
    );
    assert_eq!(value(&two, Key::SessionTimeout).as_deref(), Some("45000"));
    let scenario = two.scenario().expect("nothing conflicts");
    assert_eq!(
        scenario.transactional_ids,
        ["checkout", "billing", "billing-b"]
    );
    let mut session = Session::playground();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
    session.handle(Intent::ChangeSetting(
        billing(Key::Instances),
        "2".to_owned(),
    ));
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    let facts = session.player().world().facts();
    assert!((0..3).all(|order| facts.orders[order].seen[2].get() == 1));
}

/// A second billing with the same transactional.id fences the first, which then writes nothing more.
#[test]
fn a_second_process_is_offered_by_the_first_ones_menu_and_fences_it() {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
    for _ in 0..60 {
        session.handle(Intent::Step);
    }
    let first = ClientId(1);
    let clients = session.screen().view.stage.clients.len();
    session.handle(Intent::Act(Action::Pause(NodeId::Client(first))));
    session.handle(Intent::Select(Thing::Client(first)));
    let menu = session.screen().menu.expect("billing has a menu");
    let mut choices = menu.choices.iter();
    let start = choices.find(|choice| choice.action == Action::StartSecond(first));
    let start = start.expect("a second one can be started").action;
    session.handle(Intent::Act(start));
    assert_eq!(session.screen().view.stage.clients.len(), clients + 1);
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    session.handle(Intent::Act(Action::Resume(NodeId::Client(first))));
    session.handle(Intent::TogglePlay);
    play_out(&mut session);
    let state = session.player().world().manager(first).map(|it| it.state);
    assert_eq!(state, Some(ManagerState::FatalError));
    let facts = session.player().world().facts();
    assert!((0..3).all(|order| facts.orders[order].seen[2].get() == 1));
}
