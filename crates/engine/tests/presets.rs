//! Whole runs of every preset: without faults each promise is kept, and with the faults that the guarantees are about the
//! exactly-once ones keep it.

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::log::TransactionState;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

const STEPS_MAX: usize = 6_000;
const CHECKOUT: NodeId = NodeId::Client(ClientId(0));
const BILLING: NodeId = NodeId::Client(ClientId(1));
const STATEMENT: ClientId = ClientId(2);

fn scene(preset: Preset, pipeline: Pipeline) -> Player {
    Player::new(Arc::new(Scenario::preset(preset, pipeline)), 7)
}

fn to_rest(mut player: Player) -> Player {
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert!(player.is_at_rest(), "{:?}", player.next());
    player
}

fn seen(player: &Player, client: ClientId) -> [u8; 3] {
    [0, 1, 2].map(|order| {
        let facts = player.world().facts().of(OrderId(order));
        facts.seen[client.index()].get()
    })
}

fn charged(player: &Player) -> [u8; 3] {
    [0, 1, 2].map(|order| player.world().facts().of(OrderId(order)).effects.get())
}

fn until(player: &mut Player, mut done: impl FnMut(&Event) -> bool) {
    let found = player.run_until(STEPS_MAX, |p| p.events().iter().any(&mut done));
    assert!(found, "the awaited event happens");
}

/// The coordinator of billing's id, at the moment its memory shows this state for the first time.
fn when_billing_is(player: &mut Player, state: TransactionState) -> BrokerId {
    let mut coordinator = None;
    until(player, |event| match event {
        Event::TransactionMoved(broker, id, moved) if id.0 == 1 && *moved == state => {
            coordinator = Some(*broker);
            true
        }
        _ => false,
    });
    coordinator.unwrap()
}

#[test]
fn a_run_without_faults_brings_every_order_to_its_end_once() {
    for preset in Preset::all(Pipeline::Simple) {
        let player = to_rest(scene(*preset, Pipeline::Simple));
        assert_eq!(charged(&player), [1, 1, 1], "{preset:?}");
    }
    for preset in Preset::all(Pipeline::Stream) {
        let player = to_rest(scene(*preset, Pipeline::Stream));
        assert_eq!(seen(&player, STATEMENT), [1, 1, 1], "{preset:?}");
    }
}

#[test]
fn an_exactly_once_shop_knows_that_every_order_is_committed() {
    let player = to_rest(scene(Preset::ExactlyOnce, Pipeline::Simple));
    for order in 0..3 {
        let facts = player.world().facts().of(OrderId(order));
        assert_eq!((facts.sent.get(), facts.told_stored.get()), (1, 1));
    }
}

#[test]
fn killing_the_coordinator_of_an_open_transaction_aborts_nothing() {
    let mut player = scene(Preset::ExactlyOnce, Pipeline::Stream);
    let coordinator = when_billing_is(&mut player, TransactionState::Ongoing);
    player
        .intervene(Action::Crash(NodeId::Broker(coordinator)))
        .unwrap();
    let player = to_rest(player);
    assert_eq!(seen(&player, STATEMENT), [1, 1, 1]);
    let aborted = |event: &Event| {
        matches!(
            event,
            Event::TransactionMoved(_, _, TransactionState::PrepareAbort)
        )
    };
    assert!(!player.events().iter().any(aborted));
}

#[test]
fn a_decided_transaction_is_finished_by_the_next_coordinator() {
    let mut player = scene(Preset::ExactlyOnce, Pipeline::Stream);
    let coordinator = when_billing_is(&mut player, TransactionState::PrepareCommit);
    player
        .intervene(Action::Crash(NodeId::Broker(coordinator)))
        .unwrap();
    until(&mut player, |event| {
        matches!(event, Event::TransactionLoaded(broker, id, TransactionState::PrepareCommit)
            if id.0 == 1 && *broker != coordinator)
    });
    let player = to_rest(player);
    assert_eq!(seen(&player, STATEMENT), [1, 1, 1]);
}

#[test]
fn a_stream_application_that_crashes_between_output_and_offsets_pays_once_with_a_transaction_alone()
{
    let crash = |preset: Preset| {
        let mut player = scene(preset, Pipeline::Stream);
        until(
            &mut player,
            |event| matches!(event, Event::ToldStored(client, _, _) if *client == ClientId(1)),
        );
        player.intervene(Action::Crash(BILLING)).unwrap();
        player.intervene(Action::Restart(BILLING)).unwrap();
        seen(&to_rest(player), STATEMENT)
    };
    assert_eq!(crash(Preset::AtLeastOnce)[0], 2);
    assert_eq!(crash(Preset::ExactlyOnce), [1, 1, 1]);
}

#[test]
fn an_open_transaction_of_a_dead_checkout_is_aborted_by_the_timeout_and_its_order_comes_again() {
    let mut player = scene(Preset::ExactlyOnce, Pipeline::Simple);
    until(&mut player, |event| {
        matches!(event, Event::RecordAppended(..))
    });
    player.intervene(Action::Crash(CHECKOUT)).unwrap();
    let mut player = to_rest(player);
    assert!(player.now() > 60_000_000, "transaction.timeout.ms passes");
    assert_eq!(charged(&player), [0, 0, 0]);
    player.intervene(Action::Restart(CHECKOUT)).unwrap();
    assert_eq!(charged(&to_rest(player)), [1, 1, 1]);
}

#[test]
fn every_broker_can_be_restarted_in_turn_without_a_doubled_or_lost_payment() {
    for seed in 0..8 {
        let scenario = Arc::new(Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream));
        let mut player = Player::new(scenario, seed);
        for (round, broker) in [1, 2, 3].map(BrokerId).into_iter().enumerate() {
            player.run_until(12 * (round + 1), |_| false);
            player
                .intervene(Action::Crash(NodeId::Broker(broker)))
                .unwrap();
            player.run_until(60, |_| false);
            player
                .intervene(Action::Restart(NodeId::Broker(broker)))
                .unwrap();
            let back = Event::BrokerUnfenced(broker);
            assert!(player.run_until(STEPS_MAX, |p| p.events().contains(&back)));
        }
        let player = to_rest(player);
        assert_eq!(seen(&player, STATEMENT), [1, 1, 1], "seed {seed}");
    }
}
