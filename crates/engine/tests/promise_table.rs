//! The promises follow from config keys: a changed key changes them.

mod scenes;

use Standing::{NotPromised, OutsideKafka, Promised};
use ackademy_engine::guarantee::{Leg, Promise, PromiseTable, Standing};
use ackademy_engine::ids::PartitionId;
use ackademy_engine::protocol::{Acks, OffsetReset};
use ackademy_engine::scenario::{CommitOrder, ConsumerConfig, Preset, ProducerConfig, Scenario};
use scenes::{changed, preset};

/// Not lost, not twice, in order: into the log; then for the outside world.
fn table(scenario: &Scenario) -> [[Standing; 3]; 2] {
    [Leg::CheckoutToOrders, Leg::OutsideEffect].map(|leg| on(scenario, leg))
}

fn on(scenario: &Scenario, leg: Leg) -> [Standing; 3] {
    let table = PromiseTable::of(scenario);
    [Promise::NotLost, Promise::NotTwice, Promise::InOrder]
        .map(|promise| table.standing(leg, promise))
}

fn with_producer(change: impl Fn(&mut ProducerConfig)) -> [[Standing; 3]; 2] {
    table(&changed(Preset::AtLeastOnce, |scenario| {
        change(scenario.clients[0].producer.as_mut().unwrap());
    }))
}

fn with_consumer(change: impl Fn(&mut ConsumerConfig)) -> [[Standing; 3]; 2] {
    table(&changed(Preset::AtLeastOnce, |scenario| {
        change(scenario.clients[1].consumer.as_mut().unwrap());
    }))
}

const AT_LEAST_ONCE: [[Standing; 3]; 2] = [
    [Promised, NotPromised, Promised],
    [Promised, NotPromised, Promised],
];

#[test]
fn the_presets_promise_what_their_names_say() {
    assert_eq!(table(&preset(Preset::AtLeastOnce)), AT_LEAST_ONCE);
    let at_most_once = [NotPromised, Promised, Promised];
    assert_eq!(table(&preset(Preset::AtMostOnce)), [at_most_once; 2]);
}

#[test]
fn acks_retries_and_min_insync_replicas_decide_whether_something_may_be_lost() {
    for acks in [Acks::Zero, Acks::One] {
        let [log, outside] = with_producer(|producer| producer.acks = acks);
        assert_eq!((log[0], outside[0]), (NotPromised, NotPromised), "{acks:?}");
    }
    let [log, outside] = with_producer(|producer| producer.retries = 0);
    assert_eq!((log[0], outside[0]), (NotPromised, NotPromised));
    for change in [
        (|scenario| scenario.partitions[0].min_insync_replicas = 1) as fn(&mut Scenario),
        |scenario| scenario.partitions[0].unclean_leader_election = true,
        |scenario| scenario.partitions[0].replicas.truncate(1),
    ] {
        let [log, outside] = table(&changed(Preset::AtLeastOnce, change));
        assert_eq!((log[0], outside[0]), (NotPromised, NotPromised));
    }
}

#[test]
fn idempotence_promises_one_copy_and_draws_the_line_before_the_charge() {
    let [log, outside] = with_producer(|producer| producer.enable_idempotence = true);
    assert_eq!(log, [Promised, Promised, Promised]);
    assert_eq!(outside, [Promised, OutsideKafka, Promised]);
}

#[test]
fn without_retries_nothing_is_sent_twice() {
    assert_eq!(
        with_producer(|producer| producer.retries = 0)[0][1],
        Promised
    );
    assert_eq!(
        with_producer(|producer| producer.acks = Acks::Zero)[0][1],
        Promised
    );
    assert_eq!(
        with_producer(|producer| producer.acks = Acks::One)[0][1],
        NotPromised
    );
}

#[test]
fn max_in_flight_decides_the_order_unless_sequences_do() {
    let five = |producer: &mut ProducerConfig| producer.max_in_flight_requests_per_connection = 5;
    let [log, outside] = with_producer(five);
    assert_eq!((log[2], outside[2]), (NotPromised, NotPromised));
    let [log, _] = with_producer(|producer| {
        five(producer);
        producer.enable_idempotence = true;
    });
    assert_eq!(log[2], Promised);
    let two_partitions = with_producer(|producer| producer.partitions.push(PartitionId(1)));
    assert_eq!(
        (two_partitions[0][2], two_partitions[1][2]),
        (Promised, NotPromised)
    );
}

#[test]
fn when_billing_commits_decides_between_lost_and_charged_twice() {
    let before =
        |consumer: &mut ConsumerConfig| consumer.commit_order = CommitOrder::BeforeProcessing;
    let [log, outside] = with_consumer(before);
    assert_eq!(log, AT_LEAST_ONCE[0]);
    assert_eq!(outside[0], NotPromised);
    assert_eq!(outside[1], NotPromised, "the log may hold two copies");
    let both = changed(Preset::AtLeastOnce, |scenario| {
        scenario.clients[0]
            .producer
            .as_mut()
            .unwrap()
            .enable_idempotence = true;
        before(scenario.clients[1].consumer.as_mut().unwrap());
    });
    assert_eq!(table(&both)[1][1], Promised);
}

#[test]
fn a_reader_that_starts_at_the_end_promises_nothing_about_what_was_there_before() {
    let latest = with_consumer(|consumer| consumer.auto_offset_reset = OffsetReset::Latest);
    assert_eq!(
        latest,
        [AT_LEAST_ONCE[0], [NotPromised, NotPromised, Promised]]
    );
}

#[test]
fn a_leg_without_clients_is_not_in_the_table() {
    let no_reader = changed(Preset::AtLeastOnce, |scenario| {
        scenario.clients[1].consumer = None
    });
    let table = PromiseTable::of(&no_reader);
    assert_eq!(table.legs(), [Leg::CheckoutToOrders]);
    assert_eq!(table.cells().len(), 3);
    assert_eq!(
        table.standing(Leg::OutsideEffect, Promise::NotLost),
        NotPromised
    );
}
