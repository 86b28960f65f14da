//! The stream pipeline under exactly once (protocol V1) with one order, whose transaction coordinator may die once at any moment.
//!
//! As on the page it has more than two million states even where nothing goes wrong. It is made smaller until it has fewer:
//!
//! 1. Replication is 2. A second follower does what the first one does.
//! 2. `payments` has one partition. One order needs no more.
//! 3. A broker that died stays dead.
//! 4. The coordinator's broker keeps the transaction log alone, and both ids share one partition of it. Where it also leads
//!    `orders`, as on the page, six processes learn of several elections in every order: there are more than two million states
//!    within forty steps. Of the two replicas of that log one is left, so its min.insync.replicas is 1.
//! 5. No batch runs out of time. A leader that never hears of the new coordinator would let every batch run out of time, and with
//!    each the logs and the epoch grow: there would be no end. Really it hears within milliseconds, and delivery.timeout.ms is
//!    two minutes.
//! 6. The death meets checkout in one search, and billing in another, which begins where checkout has done its work. Both at
//!    once have more than two million states within forty steps.

use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, PartitionId};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario, TRANSACTION_STATE};
use ackademy_engine::step::{apply, enabled, is_patience};
use ackademy_engine::world::World;

use super::{Budget, Scene, page};

/// The broker that coordinates every transaction.
const COORDINATOR: BrokerId = BrokerId(2);
/// The brokers of everything else, the leader first.
const OTHERS: [BrokerId; 2] = [BrokerId(1), BrokerId(3)];
/// More steps than checkout takes for one order.
const STEPS_MAX: usize = 200;

const BILLING: ClientId = ClientId(1);
const STATEMENT: ClientId = ClientId(2);
/// The partition of payments that stays.
const PAYMENTS: PartitionId = PartitionId(2);

/// Nothing goes wrong, on the page's brokers (steps 1 and 2).
pub fn stream_without_fault() -> Scene {
    let mut scenario = stream();
    for partition in &mut scenario.partitions {
        partition.replicas.truncate(2);
    }
    let scene = Scene::new("a stream, one order, no fault", scenario, Budget::default());
    Scene {
        end: |facts| facts.seen[STATEMENT.index()],
        ..scene
    }
}

/// Checkout's coordinator dies once, or not at all, while nobody reads.
pub fn checkout_and_a_crash(has_transaction_log: bool) -> Scene {
    let mut scenario = apart();
    scenario.mechanisms.transaction_log = has_transaction_log;
    let scene = Scene::new("checkout, its coordinator dies", scenario, death());
    let mut start = World::new(&scene.scenario);
    readers(&scene.scenario, &mut start, Action::Pause);
    Scene {
        start,
        end: |facts| facts.told_stored,
        ..scene
    }
}

/// Billing's coordinator dies once, or not at all, between billing's first step and the statement's last.
pub fn billing_and_a_crash() -> Scene {
    let scene = Scene::new("billing, its coordinator dies", apart(), death());
    Scene {
        start: after_checkout(&scene.scenario),
        end: |facts| facts.seen[STATEMENT.index()],
        ..scene
    }
}

fn death() -> Budget {
    Budget {
        crash: Some(COORDINATOR),
        never_expires: true,
        ..Budget::default()
    }
}

/// The page's stream with one order and one partition of payments.
fn stream() -> Scenario {
    let mut scenario = page(Preset::ExactlyOnce, Pipeline::Stream, 1);
    // It stands behind the other one, so the partitions that clients name keep their ids.
    scenario
        .partitions
        .retain(|setup| (setup.topic.as_str(), setup.index) != ("payments", 1));
    scenario.partitions[PAYMENTS.index()].partition_count = 1;
    let billing = scenario.clients[BILLING.index()].producer.as_mut();
    billing.expect("it pays").partitions = vec![PAYMENTS];
    let statement = scenario.clients[STATEMENT.index()].consumer.as_mut();
    statement.expect("it reads").partitions = vec![PAYMENTS];
    scenario
}

/// The same with the transaction log on a broker that keeps nothing else (step 4).
fn apart() -> Scenario {
    let mut scenario = stream();
    let is_log = |topic: &str| topic == TRANSACTION_STATE;
    let first_log = scenario.partitions.iter().position(|p| is_log(&p.topic));
    let log = first_log.expect("it has transactions");
    scenario.partitions.truncate(log + 1);
    for partition in &mut scenario.partitions {
        partition.replicas = OTHERS.to_vec();
    }
    let log = &mut scenario.partitions[log];
    (log.index, log.partition_count) = (0, 1);
    log.replicas = vec![COORDINATOR, OTHERS[1]];
    log.min_insync_replicas = 1;
    scenario
}

fn readers(scenario: &Scenario, world: &mut World, act: fn(NodeId) -> Action) {
    for reader in [BILLING, STATEMENT] {
        let action = act(NodeId::Client(reader));
        apply(scenario, world, &action, &mut ()).expect("a reader stops, or goes on");
    }
}

/// Checkout's order is committed and everybody has heard of it; billing and statement begin.
fn after_checkout(scenario: &Scenario) -> World {
    let mut world = World::new(scenario);
    readers(scenario, &mut world, Action::Pause);
    for _ in 0..STEPS_MAX {
        let mut actions = Vec::new();
        enabled(scenario, &world, &mut actions);
        let Some(action) = actions.iter().find(|action| !is_patience(action)) else {
            readers(scenario, &mut world, Action::Resume);
            return world;
        };
        apply(scenario, &mut world, action, &mut ()).expect("an offered step is possible");
    }
    panic!("checkout takes fewer steps for one order");
}
