//! Two stream applications in one group, under faults: whatever breaks, each committed order is paid once, and in the end the
//! group shares its partitions among both. Late copies are left out, as in `exactly_once`.

use std::sync::Arc;

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, ClientId, GroupId, NodeId, OrderId, PartitionId, TransactionalId,
};
use ackademy_engine::ledger::assert_ledgers_agree;
use ackademy_engine::node::{GroupState, ManagerState, MemberState, TransactionCall};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_engine::scenario::{
    GroupSettings, PartitionSetup, Pipeline, Preset, Scenario, Subscription, TRANSACTION_STATE,
};
use proptest::prelude::*;

const STEPS_MAX: usize = 12_000;
const ROUNDS_MAX: usize = 20;
const BILLING: ClientId = ClientId(1);
const SECOND: ClientId = ClientId(3);
const GROUP: GroupId = GroupId(0);
const ORDERS: [OrderId; 3] = [OrderId(0), OrderId(1), OrderId(2)];

/// The page's stream pipeline with exactly once, two partitions of orders and two billings that share them.
fn scenario(settings: GroupSettings) -> Scenario {
    let mut scenario = Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream);
    scenario.partitions[0].partition_count = 2;
    let second = PartitionSetup {
        index: 1,
        ..scenario.partitions[0].clone()
    };
    scenario.partitions.push(second);
    let inputs = vec![
        PartitionId(0),
        scenario.partition_named("orders-1").unwrap(),
    ];
    for index in 0..3 {
        let name = format!("{TRANSACTION_STATE}-{index}");
        if scenario.partition_named(&name).is_none() {
            let known = scenario
                .partitions
                .iter()
                .find(|setup| setup.topic == TRANSACTION_STATE);
            let setup = PartitionSetup {
                index,
                ..known.unwrap().clone()
            };
            scenario.partitions.push(setup);
        }
    }
    scenario.clients[0].producer.as_mut().unwrap().partitions = inputs.clone();
    let consumer = scenario.clients[BILLING.index()].consumer.as_mut().unwrap();
    consumer.partitions = inputs;
    consumer.subscription = Subscription::Group(settings);
    let mut twin = scenario.clients[BILLING.index()].clone();
    twin.name = "billing-2".to_owned();
    twin.producer.as_mut().unwrap().transactional_id = Some(TransactionalId(2));
    scenario.transactional_ids.push("billing-2".to_owned());
    scenario.clients.push(twin);
    scenario.validate().unwrap();
    scenario
}

/// Takes some steps and then one of the faults that are offered, all kinds equally often.
fn disturb(player: &mut Player, steps: usize, kind: usize, choice: usize) {
    player.run_until(steps, |_| false);
    let mut offered = player.faults();
    offered.retain(|a| !matches!(a, Action::Duplicate(_) | Action::CrashUnflushed(_)));
    let mut kinds = Vec::new();
    for kind in offered.iter().map(std::mem::discriminant) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let kind = kinds[kind % kinds.len()];
    offered.retain(|action| std::mem::discriminant(action) == kind);
    player.intervene(offered[choice % offered.len()]).unwrap();
}

/// Everything is whole again and processes that are of no use any more are started again, until all is done.
fn mend(player: &mut Player) {
    let repairs = |action: &Action| {
        matches!(
            action,
            Action::HealLink(..) | Action::Release(_) | Action::Restart(_) | Action::Resume(_)
        )
    };
    for repair in player.faults().into_iter().filter(repairs) {
        let _ = player.intervene(repair);
    }
    for _ in 0..ROUNDS_MAX {
        player.run_until(STEPS_MAX, Player::is_at_rest);
        let useless = [ClientId(0), BILLING, SECOND].into_iter().find(|client| {
            let closed = |client| {
                player
                    .world()
                    .membership(client)
                    .is_some_and(|m| m.state == MemberState::Closed)
            };
            player.world().manager(*client).unwrap().state == ManagerState::FatalError
                || closed(*client)
        });
        let Some(client) = useless else { break };
        player
            .intervene(Action::Crash(NodeId::Client(client)))
            .unwrap();
        player
            .intervene(Action::Restart(NodeId::Client(client)))
            .unwrap();
    }
    assert!(player.is_at_rest(), "{:?}", player.next());
}

/// How often an order stands committed in a topic.
fn committed(player: &Player, topic: &str, order: OrderId) -> usize {
    let (scenario, world) = (player.scenario(), player.world());
    let of_topic = |p: &PartitionId| scenario.partition(*p).topic == topic;
    let copies = |partition: PartitionId| {
        let (_, replica) = world.leader_replica(partition).unwrap();
        let batches = replica
            .batches()
            .iter()
            .filter(|batch| !replica.is_aborted(batch));
        let orders = batches.flat_map(|batch| batch.orders());
        orders.filter(|(_, found)| *found == order).count()
    };
    scenario.partition_ids().filter(of_topic).map(copies).sum()
}

fn doubled_or_lost(player: &Player) -> Option<OrderId> {
    ORDERS.into_iter().find(|order| {
        let orders = committed(player, "orders", *order);
        orders == 0 || committed(player, "payments", *order) != orders
    })
}

type Faults = Vec<(usize, usize, usize)>;

fn faults() -> impl Strategy<Value = Faults> {
    prop::collection::vec((0..200_usize, 0..1_000_usize, 0..1_000_usize), 1..6)
}

fn play(scenario: Scenario, seed: u64, faults: &Faults) -> Player {
    let mut player = Player::new(Arc::new(scenario), seed);
    for (steps, kind, choice) in faults {
        disturb(&mut player, *steps, *kind, *choice);
    }
    player.run_until(300, |_| false);
    mend(&mut player);
    player
}

fn coordinator(player: &Player) -> BrokerId {
    let log = player.scenario().offsets_partition(GROUP).unwrap();
    player.world().leader_replica(log).unwrap().0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_group_of_two_pays_every_committed_order_once(seed in 0..1_000_u64, faults in faults()) {
        let player = play(scenario(GroupSettings::default()), seed, &faults);
        prop_assert_eq!(doubled_or_lost(&player), None);
        assert_ledgers_agree(&player);
        let group = player.world().group(coordinator(&player), GROUP).unwrap();
        prop_assert_eq!(group.state, GroupState::Stable);
        let shares: Vec<usize> = group.members.iter().map(|m| m.assignment.iter().count()).collect();
        prop_assert_eq!(shares, [1, 1]);
        let pending = group.pending.len();
        prop_assert_eq!(pending, 0);
    }
}

#[test]
fn a_group_at_rest_stays_at_rest() {
    let player = play(scenario(GroupSettings::default()), 3, &vec![]);
    let heartbeats =
        |event: &Event| matches!(event, Event::EnvelopeSent(key) if key.api == Api::Heartbeat);
    assert!(
        player
            .events()
            .iter()
            .filter(|event| heartbeats(event))
            .count()
            < 10
    );
}

/// Billing stands still inside its transaction until the second one has done its work, and then goes on.
fn zombie_that_stopped(mut scenario: Scenario) -> Player {
    scenario.clients[0].producer.as_mut().unwrap().partitions = vec![PartitionId(0)];
    let mut player = Player::new(Arc::new(scenario), 5);
    // It has sent what it made of its input and not yet ticked the input off.
    let is_in_the_middle = |player: &Player, client: ClientId| {
        let manager = player.world().manager(client).unwrap();
        let consumer = player.world().client(client).consumer.as_ref().unwrap();
        manager.state == ManagerState::InTransaction
            && manager.call.is_none()
            && consumer.polled.is_empty()
            && consumer.uncommitted().is_some()
    };
    let found = |player: &Player| {
        [BILLING, SECOND]
            .into_iter()
            .find(|client| is_in_the_middle(player, *client))
    };
    assert!(player.run_until(STEPS_MAX, |p| found(p).is_some()));
    let zombie = found(&player).unwrap();
    player.intervene(Action::Pause(zombie.into())).unwrap();
    let heir = if zombie == BILLING { SECOND } else { BILLING };
    let is_done = |event: &Event| matches!(event, Event::CallReturned(client, TransactionCall::CommitTransaction, None) if *client == heir);
    assert!(player.run_until(STEPS_MAX, |p| p.events().iter().any(is_done)));
    player.intervene(Action::Resume(zombie.into())).unwrap();
    player
}

/// It learns from a heartbeat that it is out, before it can call anything.
fn zombie_that_hears_first(settings: GroupSettings) -> Player {
    let mut player = zombie_that_stopped(scenario(settings));
    let resumed = player.events().iter().rev().find_map(|event| match event {
        Event::Resumed(NodeId::Client(client)) => Some(*client),
        _ => None,
    });
    let zombie = resumed.expect("it goes on");
    player
        .intervene(Action::FireTimer(Timer::Heartbeat(zombie)))
        .unwrap();
    for direction in [Direction::Request, Direction::Response] {
        let is_it = |key: &EnvelopeKey| (key.api, key.direction) == (Api::Heartbeat, direction);
        let heartbeat = player.world().envelopes().map(|e| e.key).find(is_it);
        let heartbeat = heartbeat.expect("it is on its way");
        player.intervene(Action::Deliver(heartbeat)).unwrap();
    }
    mend(&mut player);
    player
}

#[test]
fn a_zombie_that_joins_again_inside_its_transaction_doubles_an_order_unless_it_aborts() {
    let habit = |aborts_when_revoked| GroupSettings {
        aborts_when_revoked,
        ..GroupSettings::default()
    };
    assert_eq!(doubled_or_lost(&zombie_that_hears_first(habit(true))), None);
    let doubled = zombie_that_hears_first(habit(false));
    assert!(
        doubled_or_lost(&doubled).is_some(),
        "its group metadata names the new generation"
    );
    assert_ledgers_agree(&doubled);
}

/// The same zombie sends its offsets at once, before any heartbeat tells it anything.
#[test]
fn without_the_generation_fence_a_zombie_doubles_an_order_although_it_would_abort() {
    let zombie = |group_generation_fence| {
        let mut scenario = scenario(GroupSettings::default());
        scenario.mechanisms.group_generation_fence = group_generation_fence;
        let mut player = zombie_that_stopped(scenario);
        mend(&mut player);
        doubled_or_lost(&player)
    };
    assert_eq!(zombie(true), None);
    assert!(zombie(false).is_some());
}

/// Billing's request for its coordinator is lost while its Fetch waits at the same broker, and then the group goes on without it.
#[test]
fn a_member_whose_question_was_lost_behind_a_waiting_fetch_asks_again() {
    let faults = vec![(81, 326, 260), (176, 407, 778), (51, 999, 0), (0, 341, 225)];
    let player = play(scenario(GroupSettings::default()), 216, &faults);
    let lost = |event: &Event| matches!(event, Event::EnvelopeDropped(key) if key.api == Api::FindCoordinator);
    assert!(player.events().iter().any(lost));
    let group = player.world().group(coordinator(&player), GROUP).unwrap();
    assert_eq!(group.members.len(), 2);
}
