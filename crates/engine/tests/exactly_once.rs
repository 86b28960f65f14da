//! Exactly once under faults: whatever breaks, the stream pipeline pays each committed order once, and the transaction log
//! tells a story that may happen. Late copies are left out: of an earlier transaction of the same epoch they can do harm
//! in protocol V1.

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId, Offset, OrderId, PartitionId, TransactionalId};
use ackademy_engine::ledger::assert_ledgers_agree;
use ackademy_engine::log::{Batch, Payload, TransactionRecord};
use ackademy_engine::node::ManagerState;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Mechanisms, Pipeline, Preset, Scenario};
use proptest::prelude::*;

const STEPS_MAX: usize = 6_000;
const ROUNDS_MAX: usize = 12;
const STATEMENT: ClientId = ClientId(2);
const ORDERS: [OrderId; 3] = [OrderId(0), OrderId(1), OrderId(2)];

fn scene(mechanisms: Mechanisms, seed: u64) -> Player {
    let mut scenario = Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream);
    scenario.mechanisms = mechanisms;
    Player::new(Arc::new(scenario), seed)
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

/// Brokers up, links whole, nothing held, processes that are of no use any more started again, until all is done.
fn mend(player: &mut Player) {
    let repairs = |action: &Action| {
        matches!(
            action,
            Action::HealLink(..) | Action::Release(_) | Action::Restart(_) | Action::Resume(_)
        )
    };
    for repair in player.faults().into_iter().filter(repairs) {
        // What one repair sets free may be gone with the next.
        let _ = player.intervene(repair);
    }
    for _ in 0..ROUNDS_MAX {
        player.run_until(STEPS_MAX, Player::is_at_rest);
        let useless = [ClientId(0), ClientId(1)].into_iter().find(|client| {
            player.world().manager(*client).unwrap().state == ManagerState::FatalError
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
        batches
            .flat_map(|batch| batch.orders())
            .filter(|(_, found)| *found == order)
            .count()
    };
    scenario.partition_ids().filter(of_topic).map(copies).sum()
}

/// The records of an id, as the leader of its log has them.
fn records(player: &Player, id: TransactionalId) -> Vec<TransactionRecord> {
    let log = player.scenario().transaction_partition(id).unwrap();
    let (_, replica) = player.world().leader_replica(log).unwrap();
    let overridden = overridden(player, id);
    let of_id = |batch: &Batch| match batch.payload {
        Payload::Transaction { id: of, record } if of == id => Some(record),
        _ => None,
    };
    let counts = |batch: &&Batch| !overridden.contains(&batch.base_offset);
    let counted = replica.batches().iter().filter(counts);
    counted.filter_map(of_id).collect()
}

/// Records that their coordinator could not have replicated in time, and wrote over by a later one: memory kept the state
/// before, so they count as not written. What a new coordinator loads counts.
fn overridden(player: &Player, id: TransactionalId) -> Vec<Offset> {
    let log = player.scenario().transaction_partition(id).unwrap();
    let mut leader = player.scenario().partition(log).replicas[0];
    let mut overridden = Vec::new();
    let (mut waiting, mut failed) = (None, None);
    for event in player.events() {
        match *event {
            Event::LeaderElected(of, Some(elected), _) if of == log => leader = elected,
            // What a deposed leader appends is cut away in the end.
            Event::TransactionLogged(by, of, offset, _) if of == id && by == leader => {
                overridden.extend(failed.take());
                waiting = Some(offset);
            }
            Event::TransactionLogFailed(by, of, _) if of == id && by == leader => {
                failed = waiting.take().or(failed);
            }
            Event::TransactionMoved(by, of, _) | Event::TransactionLoaded(by, of, _)
                if of == id && by == leader =>
            {
                (waiting, failed) = (None, None);
            }
            _ => {}
        }
    }
    overridden
}

/// What the log says may follow one another, and a decision stands until it is complete.
fn check_transaction_log(player: &Player) {
    for id in player.scenario().transactional_id_list() {
        let records = records(player, id);
        for pair in records.windows(2) {
            let (before, after) = (pair[0], pair[1]);
            let repeated = before.state == after.state;
            assert!(
                repeated || after.state.may_follow(before.state),
                "{before:?} {after:?}"
            );
            let same_owner = before.producer_id == after.producer_id;
            assert!(!same_owner || before.producer_epoch <= after.producer_epoch);
            if before.state.prepared().is_some() && !repeated {
                assert_eq!(before.producer_epoch, after.producer_epoch);
            }
        }
        let last = records.last().map(|record| record.state);
        assert!(
            last.is_none_or(|last| last.prepared().is_none()),
            "{last:?}"
        );
    }
}

/// Of every transaction that is complete, each partition has a marker with its outcome and epoch.
fn check_markers(player: &Player) {
    for id in player.scenario().transactional_id_list() {
        let records = records(player, id);
        let decided = records
            .windows(2)
            .filter(|pair| pair[0].state.prepared().is_some() && pair[1].state != pair[0].state)
            .map(|pair| pair[0]);
        let decided: Vec<TransactionRecord> = decided.collect();
        for one in &decided {
            let alike = |other: &&TransactionRecord| *other == one;
            let transactions = decided.iter().filter(alike).count();
            for partition in one.partitions.unwrap().iter() {
                assert!(markers(player, partition, one) >= transactions, "{one:?}");
            }
        }
    }
}

fn markers(player: &Player, partition: PartitionId, decided: &TransactionRecord) -> usize {
    let (_, replica) = player.world().leader_replica(partition).unwrap();
    let wanted = (decided.producer_id, decided.producer_epoch);
    let is_its_marker = |batch: &&Batch| {
        batch.marker() == decided.state.prepared()
            && batch.producer.map(|p| (p.id, p.epoch)) == Some(wanted)
    };
    replica.batches().iter().filter(is_its_marker).count()
}

fn doubled_or_lost(player: &Player) -> Option<OrderId> {
    ORDERS.into_iter().find(|order| {
        let (orders, payments) = (
            committed(player, "orders", *order),
            committed(player, "payments", *order),
        );
        let seen = player.world().facts().of(*order).seen[STATEMENT.index()].get();
        orders == 0 || payments != orders || usize::from(seen) < payments.min(2)
    })
}

type Faults = Vec<(usize, usize, usize)>;

fn faults() -> impl Strategy<Value = Faults> {
    prop::collection::vec((0..160_usize, 0..1_000_usize, 0..1_000_usize), 1..6)
}

fn play(mechanisms: Mechanisms, seed: u64, faults: &Faults) -> Player {
    let mut player = scene(mechanisms, seed);
    for (steps, kind, choice) in faults {
        disturb(&mut player, *steps, *kind, *choice);
    }
    player.run_until(200, |_| false);
    mend(&mut player);
    player
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_committed_order_is_paid_once(seed in 0..1_000_u64, faults in faults()) {
        let player = play(Mechanisms::default(), seed, &faults);
        prop_assert_eq!(doubled_or_lost(&player), None);
        check_transaction_log(&player);
        check_markers(&player);
        assert_ledgers_agree(&player);
        for partition in player.scenario().partition_ids() {
            let (_, replica) = player.world().leader_replica(partition).unwrap();
            prop_assert_eq!(replica.last_stable_offset(), replica.log_end_offset());
        }
    }
}

#[test]
fn without_the_sequence_check_the_same_faults_double_a_payment() {
    let mechanisms = Mechanisms {
        sequence_check: false,
        ..Mechanisms::default()
    };
    let answer_of_billing = |player: &Player| {
        let mut keys = player.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| {
            key.direction == ackademy_engine::protocol::Direction::Response
                && key.api == ackademy_engine::protocol::Api::Produce
                && key.sender == NodeId::Client(ClientId(1))
        })
    };
    let lost = |mechanisms| {
        let mut player = scene(mechanisms, 7);
        assert!(player.run_until(STEPS_MAX, |p| answer_of_billing(p).is_some()));
        let answer = answer_of_billing(&player).unwrap();
        player.intervene(Action::Drop(answer)).unwrap();
        mend(&mut player);
        doubled_or_lost(&player)
    };
    assert_eq!(lost(Mechanisms::default()), None);
    assert!(lost(mechanisms).is_some());
}

#[test]
fn without_the_transaction_log_a_dead_coordinator_leaves_readers_waiting() {
    let mechanisms = Mechanisms {
        transaction_log: false,
        ..Mechanisms::default()
    };
    let killed = |mechanisms| {
        let mut player = scene(mechanisms, 7);
        let stored =
            |e: &Event| matches!(e, Event::ToldStored(client, ..) if *client == ClientId(1));
        assert!(player.run_until(STEPS_MAX, |p| p.events().iter().any(stored)));
        let log = player.scenario().transaction_partition(TransactionalId(1));
        let (coordinator, _) = player.world().leader_replica(log.unwrap()).unwrap();
        player
            .intervene(Action::Crash(NodeId::Broker(coordinator)))
            .unwrap();
        player.run_until(STEPS_MAX, |p| p.is_at_rest() || p.now() > 300_000_000);
        player.scenario().partition_ids().any(|partition| {
            let (_, replica) = player.world().leader_replica(partition).unwrap();
            replica.last_stable_offset() < replica.high_watermark()
        })
    };
    assert!(!killed(Mechanisms::default()));
    assert!(killed(mechanisms));
}
