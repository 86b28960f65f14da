//! The two ledgers agree after every action, whatever fails.

mod scenes;

use std::collections::BTreeMap;
use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, Offset, OrderId, PartitionId};
use ackademy_engine::ledger::{Ledger, assert_ledgers_agree};
use ackademy_engine::player::Player;
use proptest::prelude::*;
use scenes::{intervene_agreeing, kind, repair_agreeing, scenarios, steps_agreeing};

#[test]
fn the_ledgers_agree_after_every_action_with_each_fault_at_many_moments() {
    let mut applied: BTreeMap<String, usize> = BTreeMap::new();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, scenario) in scenarios() {
        let mut base = Player::new(scenario, 7);
        assert_ledgers_agree(&base);
        let mut moment = 0;
        while base.step().is_some() && moment < 120 {
            assert_ledgers_agree(&base);
            moment += 1;
            let faults = base.faults();
            // One fault in five at each moment, another one at the next, so that every kind meets many moments.
            for fault in faults.iter().skip(moment % 5).step_by(5) {
                let mut player = base.clone();
                intervene_agreeing(&mut player, *fault);
                steps_agreeing(&mut player, 40);
                repair_agreeing(&mut player);
                steps_agreeing(&mut player, 60);
                *applied.entry(kind(fault)).or_default() += 1;
                for met_here in player.events().iter().filter_map(hard_to_count) {
                    *met.entry(met_here).or_default() += 1;
                }
            }
        }
    }
    for event in ["truncation", "loss of power"] {
        assert!(
            met.get(event).is_some_and(|times| *times >= 20),
            "{event}: {met:?}"
        );
    }
    for kind in [
        "Drop",
        "Delay",
        "Duplicate",
        "BreakConnection",
        "CutLink",
        "Crash",
        "CrashUnflushed",
        "ShutDown",
        "Pause",
    ] {
        assert!(
            applied.get(kind).is_some_and(|times| *times >= 20),
            "{kind}: {applied:?}"
        );
    }
}

/// What makes a log that counted lose copies, or leaves none that counts.
fn hard_to_count(event: &Event) -> Option<&'static str> {
    match event {
        Event::Truncated(..) => Some("truncation"),
        Event::UnflushedLost(..) => Some("loss of power"),
        Event::LeaderElected(_, None, _) => Some("no leader"),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ledgers_agree_after_every_action_of_random_runs_with_many_faults(
        which in 0..6_usize,
        seed in 0..1000_u64,
        faults in prop::collection::vec((1..30_usize, 0..10_000_usize), 1..14),
    ) {
        let mut player = Player::new(Arc::clone(&scenarios()[which].1), seed);
        for (gap, choice) in faults {
            steps_agreeing(&mut player, gap);
            let offered = player.faults();
            let chosen = offered[choice % offered.len()];
            intervene_agreeing(&mut player, chosen);
        }
        steps_agreeing(&mut player, 60);
        repair_agreeing(&mut player);
        steps_agreeing(&mut player, 250);
    }
}

fn reaches(player: &mut Player, done: impl Fn(&Player) -> bool) -> bool {
    for _ in 0..400 {
        if done(player) {
            return true;
        }
        steps_agreeing(player, 1);
    }
    false
}

fn until(player: &mut Player, done: impl Fn(&Player) -> bool) {
    assert!(reaches(player, done), "within 400 steps");
}

fn leader(player: &Player) -> Option<u8> {
    let (leader, _) = player.world().leader_replica(PartitionId(0))?;
    Some(leader.0)
}

#[test]
fn the_ledgers_agree_while_nobody_leads_and_whoever_comes_back_first() {
    let orders = [
        [1, 2, 3],
        [2, 3, 1],
        [3, 1, 2],
        [1, 3, 2],
        [2, 1, 3],
        [3, 2, 1],
    ];
    let mut leaderless = 0;
    for (_, scenario) in scenarios() {
        for moment in (10..90).step_by(16) {
            for (index, order) in orders.into_iter().enumerate() {
                let mut player = Player::new(Arc::clone(&scenario), 7);
                player.run_until(moment, |_| false);
                for broker in order.map(BrokerId) {
                    let power_fails = (index + usize::from(broker.0)).is_multiple_of(2);
                    let crash = if power_fails {
                        Action::CrashUnflushed(broker)
                    } else {
                        Action::Crash(NodeId::Broker(broker))
                    };
                    intervene_agreeing(&mut player, crash);
                    steps_agreeing(&mut player, 12);
                }
                leaderless += usize::from(reaches(&mut player, |p| leader(p).is_none()));
                for broker in orders[(index + moment) % 6].map(BrokerId) {
                    intervene_agreeing(&mut player, Action::Restart(NodeId::Broker(broker)));
                    steps_agreeing(&mut player, 30);
                }
            }
        }
    }
    assert!(leaderless > 100, "{leaderless}");
}

#[test]
fn a_record_that_a_follower_took_from_a_deposed_leader_counts_once_that_follower_leads() {
    let (_, unclean) = &scenarios()[4];
    let mut player = Player::new(Arc::clone(unclean), 7);
    let controller = |broker: u8| (NodeId::Broker(BrokerId(broker)), NodeId::Controller);
    for broker in [1, 2] {
        let (a, b) = controller(broker);
        intervene_agreeing(&mut player, Action::CutLink(a, b));
    }
    until(&mut player, |p| leader(p) == Some(3));
    let take = Action::Client(ClientId(0), Call::TakeOrder(OrderId(3)));
    intervene_agreeing(&mut player, take);
    let copied = |event: &Event| matches!(event, Event::RecordsReplicated(BrokerId(2), partition, Offset(4)) if *partition == PartitionId(0));
    until(&mut player, |p| p.events().iter().any(copied));
    intervene_agreeing(&mut player, Action::Crash(NodeId::Broker(BrokerId(3))));
    let (a, b) = controller(2);
    intervene_agreeing(&mut player, Action::HealLink(a, b));
    until(&mut player, |p| leader(p) == Some(2));
    assert_eq!(Ledger::of_trace(&player).of(OrderId(3)).copies, 1);
}
