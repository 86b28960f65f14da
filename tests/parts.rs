//! Parts of Kafka taken out on the page, and what that costs, in words that come from the run alone.

use ackademy::session::{Intent, Key, Owner, Session, SettingKey};
use ackademy_engine::action::Action;
use ackademy_engine::ids::{NodeId, PartitionId};
use ackademy_engine::log::TransactionState;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Mechanism, Pipeline, Preset, Workaround};

const LOG: SettingKey = SettingKey::of(Owner::Kafka, Key::Mechanism(Mechanism::TransactionLog));

fn play_out(session: &mut Session) {
    for _ in 0..20_000 {
        session.advance(16_000);
        if !session.is_playing() {
            return;
        }
    }
    panic!("the scene never comes to rest");
}

/// The state of the stream application's transaction in its coordinator's memory, and its coordinator.
fn transaction(player: &Player) -> Option<(TransactionState, NodeId)> {
    let id = player
        .scenario()
        .transactional_id(player.scenario().client_named("billing")?)?;
    let log: PartitionId = player.scenario().transaction_partition(id)?;
    let (broker, _) = player.world().leader_replica(log)?;
    let memory = player.world().coordinator(broker);
    Some((memory.transactions.get(&id)?.state, NodeId::Broker(broker)))
}

/// A stream application in the middle of a transaction, its first payment written.
fn in_a_transaction(log_is_out: bool, state: TransactionState) -> Session {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
    if log_is_out {
        session.handle(Intent::ChangeSetting(LOG, "off".to_owned()));
    }
    for _ in 0..2_000 {
        let payments = [PartitionId(2), PartitionId(3)].iter().any(|partition| {
            let leads = session.player().world().leader_replica(*partition);
            leads.is_some_and(|(_, replica)| replica.high_watermark().0 > 0)
        });
        if payments && transaction(session.player()).is_some_and(|(is, _)| is == state) {
            return session;
        }
        session.handle(Intent::Step);
    }
    panic!("billing gets to {state:?}")
}

fn told(session: &Session) -> Vec<&'static str> {
    let told = session.screen().view.forgotten;
    told.iter().map(|sentence| sentence.key()).collect()
}

fn kill_the_coordinator(session: &mut Session) {
    let (_, broker) = transaction(session.player()).expect("it is open");
    session.handle(Intent::Act(Action::Crash(broker)));
    session.handle(Intent::TogglePlay);
    play_out(session);
}

#[test]
fn without_the_log_a_dead_coordinator_leaves_an_open_transaction_and_a_reader_that_waits() {
    let mut session = in_a_transaction(true, TransactionState::Ongoing);
    assert_eq!(session.screen().taken_out, [Mechanism::TransactionLog]);
    assert!(told(&session).is_empty(), "its memory still holds it");
    kill_the_coordinator(&mut session);
    let told = told(&session);
    for sentence in [
        "forgotten-id",
        "forgotten-transaction",
        "forgotten-offset",
        "forgotten-reader",
    ] {
        assert!(told.contains(&sentence), "{sentence} is not in {told:?}");
    }
}

#[test]
fn with_the_log_a_dead_coordinator_costs_nothing_before_or_after_the_outcome_is_written() {
    for state in [TransactionState::Ongoing, TransactionState::PrepareCommit] {
        let mut session = in_a_transaction(false, state);
        kill_the_coordinator(&mut session);
        assert!(told(&session).is_empty(), "{state:?}");
        let facts = session.player().world().facts();
        let seen = |order: usize| facts.orders[order].seen[2].get();
        assert_eq!([seen(0), seen(1), seen(2)], [1, 1, 1], "{state:?}");
    }
}

#[test]
fn what_is_taken_out_stays_out_under_another_preset_and_comes_back_when_asked() {
    let mut session = Session::playground();
    session.handle(Intent::ChangeSetting(LOG, "off".to_owned()));
    session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    assert_eq!(session.screen().taken_out, [Mechanism::TransactionLog]);
    session.handle(Intent::PutEveryPartBack);
    assert!(session.screen().taken_out.is_empty());
    assert_eq!(session.screen().preset, Preset::ExactlyOnce);
}

#[test]
fn a_workaround_that_needs_a_charge_leaves_with_it_and_the_outbox_stays() {
    let key = |one| SettingKey::of(Owner::BesideKafka, Key::Workaround(one));
    let mut session = Session::playground();
    for one in Workaround::ALL {
        session.handle(Intent::ChangeSetting(key(one), "on".to_owned()));
        assert!(session.player().scenario().workarounds.uses(one));
    }
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    let used = session.player().scenario().workarounds;
    let left: Vec<_> = Workaround::ALL
        .into_iter()
        .filter(|one| used.uses(*one))
        .collect();
    assert_eq!(left, [Workaround::Outbox]);
}
