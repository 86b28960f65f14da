//! The ledger is computed twice, from the events alone and from the world alone, and the two agree after every action.

mod scenes;

use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use ackademy_engine::ledger::{
    Column, Costs, Ledger, TraceFold, assert_agreement, assert_ledgers_agree, disagreement,
    of_world,
};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, KafkaError};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use scenes::{CHECKOUT, scenarios, to_rest};

const STEPS_MAX: usize = 250;

fn eventful() -> Player {
    let mut player = Player::new(Arc::clone(&scenarios()[1].1), 7);
    let produce_ack = |p: &Player| {
        let mut keys = p.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| key.api == Api::Produce && key.direction == Direction::Response)
    };
    assert!(player.run_until(STEPS_MAX, |p| produce_ack(p).is_some()));
    let ack = produce_ack(&player).unwrap();
    player.intervene(Action::Drop(ack)).unwrap();
    player.run_until(STEPS_MAX, |p| p.now() > 20_000_000);
    let broker = NodeId::Broker(BrokerId(1));
    player.intervene(Action::Crash(broker)).unwrap();
    player.run_until(STEPS_MAX, |p| p.now() > 60_000_000);
    player.intervene(Action::Restart(broker)).unwrap();
    player
        .intervene(Action::Client(ClientId(0), Call::TakeOrder(OrderId(5))))
        .unwrap();
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert_ledgers_agree(&player);
    player
}

fn fold(player: &Player, events: &[Event]) -> Ledger<u32> {
    let mut fold = TraceFold::new(player.scenario());
    for event in events {
        fold.note(event);
    }
    fold.ledger()
}

/// Events that move one column of one order's row.
fn order_counted_by(event: &Event) -> Option<OrderId> {
    match *event {
        Event::OrderSent(_, order)
        | Event::ToldStored(_, order, _)
        | Event::Charged(_, order)
        | Event::RecordPolled(_, _, _, order) => Some(order),
        _ => None,
    }
}

#[test]
fn an_event_too_few_or_too_many_makes_the_ledgers_differ() {
    let player = eventful();
    let world = of_world(player.scenario(), player.world());
    let events = player.events();
    let mut planted = 0;
    for (index, event) in events.iter().enumerate() {
        let Some(order) = order_counted_by(event) else {
            continue;
        };
        let kind = std::mem::discriminant(event);
        let same =
            |e: &&Event| std::mem::discriminant(*e) == kind && order_counted_by(e) == Some(order);
        if events.iter().filter(same).count() > 1 {
            // Two and three are one count to the world.
            continue;
        }
        let mut fewer = events.to_vec();
        fewer.remove(index);
        assert!(
            disagreement(&fold(&player, &fewer), &world).is_some(),
            "without {event:?}"
        );
        let mut more = events.to_vec();
        more.insert(index, *event);
        assert!(
            disagreement(&fold(&player, &more), &world).is_some(),
            "twice {event:?}"
        );
        planted += 2;
    }
    assert!(planted > 10, "{planted}");
}

#[test]
fn a_log_event_left_out_makes_the_ledgers_differ_in_the_column_it_moves() {
    let player = eventful();
    let world = of_world(player.scenario(), player.world());
    let without = |leave_out: &dyn Fn(&Event) -> bool| {
        let kept: Vec<Event> = player
            .events()
            .iter()
            .filter(|e| !leave_out(e))
            .copied()
            .collect();
        disagreement(&fold(&player, &kept), &world)
            .expect("a planted miscount")
            .column
    };
    let last_append = *player
        .events()
        .iter()
        .rfind(|e| matches!(e, Event::RecordAppended(..)))
        .unwrap();
    assert_eq!(without(&|e| *e == last_append), Column::Copies);
    assert_eq!(
        without(&|e| matches!(e, Event::HighWatermarkRaised(_, p, _) if p.index() == 0)),
        Column::Visible(ClientId(1))
    );
    assert_eq!(
        without(&|e| matches!(e, Event::OffsetAppended(..))),
        Column::EffectsInside
    );
    assert_eq!(
        without(&|e| matches!(e, Event::OrderTaken(..) | Event::OrderSent(..))),
        Column::Sent
    );
}

#[test]
#[should_panic(expected = "the ledgers differ after the planted charge")]
fn asserting_agreement_fails_at_a_planted_charge() {
    let player = eventful();
    let charged_once = |p: &Player, event: &Event| matches!(event, Event::Charged(_, order) if Ledger::of_trace(p).of(*order).effects_outside == 1);
    let charge = *player
        .events()
        .iter()
        .find(|e| charged_once(&player, e))
        .unwrap();
    let planted = [player.events(), &[charge]].concat();
    let world = of_world(player.scenario(), player.world());
    assert_agreement(&fold(&player, &planted), &world, || {
        "the planted charge".to_owned()
    });
}

#[test]
fn the_page_shows_the_exact_number_where_the_world_knows_only_two_or_more() {
    let mut player = Player::new(Arc::clone(&scenarios()[0].1), 7);
    let request = |p: &Player| {
        let mut keys = p.world().envelopes().map(|envelope| envelope.key);
        keys.find(|key| key.api == Api::Produce)
    };
    assert!(player.run_until(STEPS_MAX, |p| request(p).is_some()));
    let key = request(&player).unwrap();
    for _ in 0..3 {
        player.intervene(Action::Duplicate(key)).unwrap();
    }
    player.run_until(STEPS_MAX, Player::is_at_rest);
    assert_ledgers_agree(&player);
    let row = Ledger::of_trace(&player).of(OrderId(0)).clone();
    assert_eq!(
        (row.copies, row.effects_outside, row.readers[0].seen),
        (4, 4, 4)
    );
    let world = of_world(player.scenario(), player.world());
    assert_eq!(world.of(OrderId(0)).copies.get(), 2);
}

#[test]
fn a_run_without_faults_has_one_of_everything_for_each_order_taken() {
    for (name, scenario) in scenarios() {
        let mut player = Player::new(scenario, 7);
        player.run_until(STEPS_MAX, Player::is_at_rest);
        let ledger = Ledger::of_trace(&player);
        assert_eq!(ledger.taken().count(), 3, "{name}");
        for row in ledger.taken() {
            let reading = &row.readers[0];
            let cells = [
                row.sent,
                row.told_stored,
                row.copies,
                row.effects_inside,
                row.effects_outside,
                reading.visible,
                reading.seen,
            ];
            assert_eq!((cells, row.told_failed), ([1; 7], 0), "{name}");
        }
    }
}

#[test]
fn a_seek_back_shows_the_ledger_of_that_moment() {
    let mut player = eventful();
    let mut ledgers = Vec::new();
    let end = player.position();
    for position in 0..=end {
        player.seek(position);
        ledgers.push(Ledger::of_trace(&player));
    }
    let mut fold = TraceFold::new(player.scenario());
    for (position, ledger) in ledgers.iter().enumerate() {
        if let Some(taken) = position.checked_sub(1) {
            for event in player.trace().events_of(taken) {
                fold.note(event);
            }
        }
        assert_eq!(fold.ledger(), *ledger, "position {position}");
    }
}

#[test]
fn at_most_once_waits_for_no_answer_and_at_least_once_for_one_per_request() {
    let costs = |which: usize| {
        let mut player = Player::new(Arc::clone(&scenarios()[which].1), 7);
        player.run_until(STEPS_MAX, Player::is_at_rest);
        Costs::of(&player)
    };
    let at_most_once = costs(0);
    assert_eq!(at_most_once.of_api(Api::Produce).requests, 3);
    assert_eq!(at_most_once.of_api(Api::Produce).responses, 0);
    assert_eq!(at_most_once.producer_round_trips(), (0, 3));
    let at_least_once = costs(1);
    assert_eq!(at_least_once.producer_round_trips(), (3, 3));
    assert_eq!(at_least_once.retries, 0);
    assert_eq!(
        costs(2).producer_round_trips(),
        (4, 3),
        "one InitProducerId before all"
    );
    assert_eq!(Costs::of(&eventful()).retries, 1);
}

#[test]
fn a_transaction_costs_checkout_every_round_trip_that_it_asks_for() {
    for pipeline in [Pipeline::Simple, Pipeline::Stream] {
        let scenario = Arc::new(Scenario::preset(Preset::ExactlyOnce, pipeline));
        let player = to_rest(Player::new(scenario, 7));
        // The coordinator still writes markers when the next transaction begins, and checkout asks again.
        let in_vain = player.events().iter().filter(|event| {
            matches!(event, Event::ResponseReceived(key, digest)
                if key.sender == NodeId::Client(CHECKOUT) && digest.error != KafkaError::None)
        });
        let in_vain = u32::try_from(in_vain.count()).expect("few");
        assert_eq!(
            Costs::of(&player).producer_round_trips(),
            (2 + 3 * 3 + in_vain, 3),
            "FindCoordinator and InitProducerId, then AddPartitionsToTxn, Produce and EndTxn for each order"
        );
    }
}
