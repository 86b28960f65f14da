//! Lost is said only when nothing that matters can happen any more; until then an order is not decided, or waits.

mod scenes;

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::guarantee::{Leg, RowState, Undecided, Verdict, WaitingFor, judge};
use ackademy_engine::ids::{OrderId, PartitionId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction};
use ackademy_engine::scenario::Preset;
use proptest::prelude::*;
use scenes::{
    BILLING, CHECKOUT, STEPS_MAX, intervene, on, preset, scenarios, state, to_rest, until,
};

/// Some runs never come to rest: a client behind a cut link asks again for ever.
const TEN_MINUTES: u64 = 600_000_000;

const ORDER_2: OrderId = OrderId(1);

#[test]
fn a_run_without_faults_is_undecided_until_all_is_over_and_then_kept() {
    for (name, scenario) in scenarios() {
        let mut player = Player::new(scenario, 7);
        let mut decided = false;
        loop {
            let judgement = judge(&player);
            match judgement.overall {
                Verdict::NotDecided(_) => assert!(!decided, "{name}: a verdict is not taken back"),
                Verdict::Kept => decided = true,
                other => panic!("{name}: {other:?}"),
            }
            if player.step().is_none() {
                break;
            }
        }
        assert!(decided, "{name}");
        assert!(
            judge(&player)
                .legs
                .iter()
                .all(|(_, verdict)| *verdict == Verdict::Kept)
        );
    }
}

#[test]
fn an_order_says_where_it_is_until_it_has_arrived() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    let mut log = Vec::new();
    let mut outside = Vec::new();
    loop {
        for (leg, seen) in [
            (Leg::CheckoutToOrders, &mut log),
            (Leg::OutsideEffect, &mut outside),
        ] {
            let stage = match state(&player, ORDER_2, leg) {
                RowState::NotDecided(Undecided::InShop(CHECKOUT)) => "in the shop",
                RowState::NotDecided(Undecided::InProducer(CHECKOUT)) => "in the producer",
                RowState::NotDecided(Undecided::OnTheWire(key)) if key.api == Api::Produce => {
                    "sent"
                }
                RowState::NotDecided(Undecided::AwaitingReplication(PartitionId(0))) => "stored",
                RowState::NotDecided(Undecided::OnTheWire(key)) if key.api == Api::Fetch => {
                    "fetched"
                }
                RowState::NotDecided(Undecided::InConsumer(BILLING)) => "at billing",
                RowState::Arrived(1) => "arrived",
                other => panic!("{other:?}"),
            };
            if seen.last() != Some(&stage) {
                seen.push(stage);
            }
        }
        if player.step().is_none() {
            break;
        }
    }
    assert_eq!(log, ["in the shop", "in the producer", "sent", "arrived"]);
    assert_eq!(
        outside[..4],
        ["in the shop", "in the producer", "sent", "stored"]
    );
    assert_eq!(outside[4..], ["fetched", "at billing", "arrived"]);
}

#[test]
fn a_held_envelope_is_waited_for_and_a_held_fetch_concerns_the_outside_alone() {
    let mut player = Player::new(preset(Preset::AtLeastOnce), 7);
    let fetched = |p: &Player| {
        let mut keys = p.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| key.api == Api::Fetch && key.direction == Direction::Response)
    };
    until(&mut player, |p| fetched(p).is_some());
    let key = fetched(&player).unwrap();
    intervene(&mut player, Action::Delay(key));
    until(&mut player, |p| p.now() > 1_000_000);
    let judgement = judge(&player);
    assert_eq!(
        judgement.overall,
        Verdict::Waiting(WaitingFor::Release(key))
    );
    assert_eq!(on(&judgement, Leg::CheckoutToOrders), Verdict::Kept);
    intervene(&mut player, Action::Release(key));
    assert_eq!(judge(&to_rest(player)).overall, Verdict::Kept);
}

fn missing(player: &Player) -> Vec<(OrderId, Leg)> {
    let lost = |(leg, state): &(Leg, RowState)| {
        matches!(state, RowState::Lost | RowState::GivenUp).then_some(*leg)
    };
    let rows = judge(player).rows;
    rows.iter()
        .flat_map(|row| row.legs.iter().filter_map(lost).map(|leg| (row.order, leg)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lost_is_final_unless_somebody_acts_and_nothing_is_open_at_rest_but_what_is_waited_for(
        which in 0..6_usize,
        seed in 0..1000_u64,
        faults in prop::collection::vec((1..30_usize, 0..10_000_usize), 1..10),
    ) {
        let mut player = Player::new(Arc::clone(&scenarios()[which].1), seed);
        for (gap, choice) in faults {
            let mut lost = Vec::new();
            for _ in 0..gap {
                lost.extend(missing(&player));
                player.step();
                for (order, leg) in &lost {
                    let now = state(&player, *order, *leg);
                    prop_assert!(matches!(now, RowState::Lost | RowState::GivenUp), "{order:?} {leg:?} {now:?}");
                }
            }
            let offered = player.faults();
            let chosen = offered[choice % offered.len()];
            player.intervene(chosen).unwrap();
        }
        player.run_until(STEPS_MAX, |p| p.is_at_rest() || p.now() > TEN_MINUTES);
        if player.is_at_rest() {
            let open = judge(&player).open;
            prop_assert!(!matches!(open, Some(Verdict::NotDecided(_))), "{open:?}");
        }
    }
}
