//! Runs that several tests look at. Each test crate uses some of it.
#![allow(dead_code)]

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::guarantee::{
    Anomaly, AnomalyKind, Explanation, Judgement, Leg, RowState, Verdict, explain, judge,
    takes_away,
};
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::ledger::assert_ledgers_agree;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Acks, Api, Direction, EnvelopeKey, IsolationLevel, Subject};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

/// The presets, and key changes that take other paths through the engine.
pub fn scenarios() -> Vec<(&'static str, Arc<Scenario>)> {
    let preset = |preset| Scenario::preset(preset, Pipeline::Simple);
    let mut idempotent = preset(Preset::AtLeastOnce);
    let producer = idempotent.clients[0].producer.as_mut().unwrap();
    producer.enable_idempotence = true;
    producer.max_in_flight_requests_per_connection = 5;
    let mut leader_only = preset(Preset::AtLeastOnce);
    leader_only.clients[0].producer.as_mut().unwrap().acks = Acks::One;
    leader_only.eligible_leader_replicas = false;
    for partition in &mut leader_only.partitions {
        partition.min_insync_replicas = 1;
    }
    let mut unclean = preset(Preset::AtLeastOnce);
    unclean.partitions[0].unclean_leader_election = true;
    unclean.background_flush = false;
    let mut one_record = preset(Preset::AtMostOnce);
    let producer = one_record.clients[0].producer.as_mut().unwrap();
    producer.batch_records_max = 1;
    vec![
        ("at most once", Arc::new(preset(Preset::AtMostOnce))),
        ("at least once", Arc::new(preset(Preset::AtLeastOnce))),
        ("idempotent", Arc::new(idempotent)),
        ("acks=1, no eligible leader replicas", Arc::new(leader_only)),
        ("unclean election, no flush", Arc::new(unclean)),
        ("acks=0, one record a batch", Arc::new(one_record)),
    ]
}

/// More steps than any of these runs takes to its end.
pub const STEPS_MAX: usize = 1_000;

/// The shop's client.
pub const CHECKOUT: ClientId = ClientId(0);

/// The reader that charges.
pub const BILLING: ClientId = ClientId(1);

/// Billing as a stream application.
pub const STREAM: ClientId = ClientId(1);

/// The reader of payments.
pub const STATEMENT: ClientId = ClientId(2);

/// A preset of the stream pipeline with other keys.
pub fn changed_stream(preset: Preset, change: impl Fn(&mut Scenario)) -> Arc<Scenario> {
    let mut scenario = Scenario::preset(preset, Pipeline::Stream);
    change(&mut scenario);
    Arc::new(scenario)
}

/// The presets of the stream pipeline, and a reader of uncommitted records beside the other one.
pub fn streams() -> Vec<(&'static str, Arc<Scenario>)> {
    let both = changed_stream(Preset::ExactlyOnce, |scenario| {
        let mut open = scenario.clients[STATEMENT.index()].clone();
        open.name = "open".to_owned();
        let consumer = open.consumer.as_mut().unwrap();
        consumer.isolation_level = IsolationLevel::ReadUncommitted;
        scenario.clients.push(open);
    });
    let preset = |preset| changed_stream(preset, |_| {});
    vec![
        ("at most once", preset(Preset::AtMostOnce)),
        ("at least once", preset(Preset::AtLeastOnce)),
        ("exactly once", preset(Preset::ExactlyOnce)),
        ("exactly once with two readers", both),
    ]
}

/// A preset of the simple pipeline.
pub fn preset(preset: Preset) -> Arc<Scenario> {
    Arc::new(Scenario::preset(preset, Pipeline::Simple))
}

/// A preset with other keys.
pub fn changed(preset: Preset, change: impl Fn(&mut Scenario)) -> Arc<Scenario> {
    let mut scenario = Scenario::preset(preset, Pipeline::Simple);
    change(&mut scenario);
    Arc::new(scenario)
}

/// At least once with idempotence.
pub fn idempotent() -> Arc<Scenario> {
    changed(Preset::AtLeastOnce, |scenario| {
        scenario.clients[0]
            .producer
            .as_mut()
            .unwrap()
            .enable_idempotence = true;
    })
}

/// Plays until something is so.
pub fn until(player: &mut Player, done: impl Fn(&Player) -> bool) {
    assert!(
        player.run_until(STEPS_MAX, done),
        "within {STEPS_MAX} steps"
    );
}

/// Plays to the end.
pub fn to_rest(mut player: Player) -> Player {
    until(&mut player, Player::is_at_rest);
    player
}

/// Acts, and expects it to be possible.
pub fn intervene(player: &mut Player, action: Action) {
    player
        .intervene(action)
        .unwrap_or_else(|refusal| panic!("{action:?}: {refusal}"));
}

/// An envelope about a batch that starts with this order.
pub fn in_flight(
    player: &Player,
    api: Api,
    direction: Direction,
    order: OrderId,
) -> Option<EnvelopeKey> {
    let mut keys = player.world().envelopes().map(|envelope| envelope.key);
    keys.find(|key| {
        let about = matches!(key.subject, Subject::Orders { first, .. } if first == order);
        (key.api, key.direction) == (api, direction) && about
    })
}

/// Whether a request for a batch of orders, or the answer to it, is about this order: orders of one batch are consecutive.
pub fn carries(key: EnvelopeKey, order: OrderId) -> bool {
    matches!(key.subject, Subject::Orders { first, count, .. }
        if (first.0..first.0 + u16::from(count)).contains(&order.0))
}

/// How often a customer was charged for an order.
pub fn charged(player: &Player, order: OrderId) -> usize {
    let charges = |event: &&Event| matches!(event, Event::Charged(_, charged) if *charged == order);
    player.events().iter().filter(charges).count()
}

/// The anomaly that a verdict names: leg, order, kind and count.
pub fn named(verdict: Verdict) -> (Leg, OrderId, AnomalyKind, u32) {
    let anomaly = verdict
        .anomaly()
        .unwrap_or_else(|| panic!("{verdict:?} names no anomaly"));
    (anomaly.leg, anomaly.order, anomaly.kind, anomaly.count)
}

/// The verdict on one leg.
pub fn on(judgement: &Judgement, leg: Leg) -> Verdict {
    judgement.legs.iter().find(|(on, _)| *on == leg).unwrap().1
}

/// The state of one order on one leg.
pub fn state(player: &Player, order: OrderId, leg: Leg) -> RowState {
    let rows = judge(player).rows;
    rows.iter()
        .find(|row| row.order == order)
        .unwrap()
        .on(leg)
        .unwrap()
}

/// What went wrong with one order on one leg.
pub fn anomaly(player: &Player, leg: Leg, order: OrderId) -> Anomaly {
    let judgement = judge(player);
    let mut found = judgement
        .anomalies
        .iter()
        .filter_map(|verdict| verdict.anomaly());
    found
        .find(|anomaly| (anomaly.leg, anomaly.order) == (leg, order))
        .unwrap_or_else(|| panic!("{judgement:?}"))
}

/// Whether a Produce that starts with the order, or its answer, is on its way.
pub fn envelope_is(direction: Direction, order: OrderId) -> impl Fn(&Player) -> bool {
    move |player| in_flight(player, Api::Produce, direction, order).is_some()
}

/// Plays until a Produce of the order, or its answer, is on its way, and acts on it.
pub fn act_on(
    player: &mut Player,
    direction: Direction,
    order: OrderId,
    act: fn(EnvelopeKey) -> Action,
) -> Action {
    until(player, envelope_is(direction, order));
    let action = act(in_flight(player, Api::Produce, direction, order).unwrap());
    intervene(player, action);
    action
}

/// Explains, and checks what holds of every confirmed explanation.
pub fn explained(player: &Player, leg: Leg, order: OrderId) -> Explanation {
    explained_anomaly(player, anomaly(player, leg, order))
}

/// The same of one of several things that went wrong with an order.
pub fn explained_anomaly(player: &Player, anomaly: Anomaly) -> Explanation {
    let explanation = explain(player, &anomaly);
    assert!(explanation.confirmed, "{explanation:?}");
    let places: Vec<usize> = explanation
        .causes
        .iter()
        .map(|cause| cause.intervention.index)
        .collect();
    assert!(takes_away(player, &anomaly, &places));
    for cause in &explanation.causes {
        assert_eq!(player.past()[cause.step].action, cause.intervention.action);
    }
    for link in &explanation.chain {
        assert!(
            player.trace().events_of(link.step).contains(&link.event),
            "{link:?}"
        );
    }
    explanation
}

/// The action of the one cause there is.
pub fn the_cause(explanation: &Explanation) -> Action {
    assert_eq!(explanation.causes.len(), 1, "{explanation:?}");
    explanation.causes[0].intervention.action
}

/// Steps on, while both ledgers agree after each step.
pub fn steps_agreeing(player: &mut Player, most: usize) {
    for _ in 0..most {
        if player.step().is_none() {
            return;
        }
        assert_ledgers_agree(player);
    }
}

/// Acts, and both ledgers agree on what came of it.
pub fn intervene_agreeing(player: &mut Player, action: Action) {
    intervene(player, action);
    assert_ledgers_agree(player);
}

/// Undoes whatever was done: processes start, links heal, what is held moves.
pub fn repair_agreeing(player: &mut Player) {
    let undoes = |action: &Action| {
        matches!(
            action,
            Action::Restart(_) | Action::Resume(_) | Action::HealLink(..) | Action::Release(_)
        )
    };
    while let Some(undo) = player.faults().into_iter().find(undoes) {
        intervene_agreeing(player, undo);
    }
}

/// What kind of action, by its name alone.
pub fn kind(action: &Action) -> String {
    let name = format!("{action:?}");
    name.split(['(', ' ']).next().unwrap().to_owned()
}
