//! The promises of the stream pipeline, per leg, follow from config keys: a changed key changes them.

mod scenes;

use Standing::{NotPromised, OutsideKafka, Promised};
use ackademy_engine::guarantee::{Leg, Promise, PromiseTable, Standing};
use ackademy_engine::ids::{ClientId, PartitionId};
use ackademy_engine::protocol::{Acks, IsolationLevel, OffsetReset};
use ackademy_engine::scenario::{
    CommitOrder, GroupSettings, Pipeline, Preset, Scenario, Subscription,
};
use scenes::{CHECKOUT, STATEMENT, STREAM, changed_stream};

const TO_STATEMENT: Leg = Leg::Statement(STATEMENT);

/// Every cell of a leg, in the order of [`Promise::ALL`]; `None` where the table has none.
fn cells(scenario: &Scenario, leg: Leg) -> [Option<Standing>; 5] {
    let table = PromiseTable::of(scenario);
    Promise::ALL.map(|promise| {
        let mut cells = table.cells_of(leg);
        cells
            .find(|cell| cell.promise == promise)
            .map(|cell| cell.standing)
    })
}

fn preset(preset: Preset) -> Scenario {
    Scenario::preset(preset, Pipeline::Stream)
}

fn standing(scenario: &Scenario, leg: Leg, promise: Promise) -> Standing {
    PromiseTable::of(scenario).standing(leg, promise)
}

#[test]
fn the_stream_has_four_legs_and_judges_three() {
    for one in Preset::all(Pipeline::Stream) {
        let table = PromiseTable::of(&preset(*one));
        let legs = [
            Leg::CheckoutToOrders,
            Leg::OrdersToPayments,
            TO_STATEMENT,
            Leg::OutsideEffect,
        ];
        assert_eq!(table.legs(), legs);
        assert_eq!(table.judged_legs(), legs[..3]);
    }
}

#[test]
fn at_most_once_promises_no_doubles() {
    let scenario = preset(Preset::AtMostOnce);
    let at_most_once = [Some(NotPromised), Some(Promised), Some(Promised)];
    for leg in [
        Leg::CheckoutToOrders,
        Leg::OrdersToPayments,
        TO_STATEMENT,
        Leg::OutsideEffect,
    ] {
        assert_eq!(cells(&scenario, leg)[..3], at_most_once, "{leg:?}");
    }
    assert_eq!(
        cells(&scenario, Leg::OrdersToPayments)[3..],
        [Some(NotPromised), None]
    );
    assert_eq!(cells(&scenario, TO_STATEMENT)[3..], [None, None]);
}

#[test]
fn at_least_once_promises_no_loss() {
    let scenario = preset(Preset::AtLeastOnce);
    let at_least_once = [Some(Promised), Some(NotPromised), Some(Promised)];
    for leg in [
        Leg::CheckoutToOrders,
        Leg::OrdersToPayments,
        TO_STATEMENT,
        Leg::OutsideEffect,
    ] {
        assert_eq!(cells(&scenario, leg)[..3], at_least_once, "{leg:?}");
    }
    assert_eq!(
        standing(&scenario, Leg::OrdersToPayments, Promise::AllOrNothing),
        NotPromised
    );
}

#[test]
fn exactly_once_promises_everything_up_to_the_line() {
    let scenario = preset(Preset::ExactlyOnce);
    let yes = Some(Promised);
    assert_eq!(
        cells(&scenario, Leg::CheckoutToOrders),
        [yes, yes, yes, None, None]
    );
    assert_eq!(cells(&scenario, Leg::OrdersToPayments), [yes; 5]);
    assert_eq!(cells(&scenario, TO_STATEMENT), [yes, yes, yes, None, yes]);
    assert_eq!(
        cells(&scenario, Leg::OutsideEffect),
        [yes, Some(OutsideKafka), yes, None, None]
    );
}

#[test]
fn a_reader_of_uncommitted_records_is_promised_less_than_the_one_beside_it() {
    let mut scenario = preset(Preset::ExactlyOnce);
    let mut second = scenario.clients[STATEMENT.index()].clone();
    second.name = "open".to_owned();
    second.consumer.as_mut().unwrap().isolation_level = IsolationLevel::ReadUncommitted;
    scenario.clients.push(second);
    let open = Leg::Statement(ClientId(3));
    assert_eq!(standing(&scenario, open, Promise::NotTwice), NotPromised);
    assert_eq!(
        standing(&scenario, open, Promise::OnlyCommitted),
        NotPromised
    );
    assert_eq!(
        standing(&scenario, TO_STATEMENT, Promise::OnlyCommitted),
        Promised
    );
    assert_eq!(
        standing(&scenario, Leg::OrdersToPayments, Promise::NotTwice),
        Promised
    );
}

#[test]
fn two_processes_of_one_statement_are_one_leg() {
    let mut scenario = preset(Preset::ExactlyOnce);
    scenario.add_twin(STATEMENT);
    assert_eq!(PromiseTable::of(&scenario).judged_legs().len(), 3);
}

#[test]
fn reading_orders_of_open_transactions_takes_the_promise_of_one_payment_away() {
    let scenario = changed_stream(Preset::ExactlyOnce, |scenario| {
        let consumer = scenario.clients[STREAM.index()].consumer.as_mut().unwrap();
        consumer.isolation_level = IsolationLevel::ReadUncommitted;
    });
    let payments = |promise| standing(&scenario, Leg::OrdersToPayments, promise);
    assert_eq!(payments(Promise::NotTwice), NotPromised);
    assert_eq!(payments(Promise::OnlyCommitted), NotPromised);
    assert_eq!(payments(Promise::AllOrNothing), Promised);
}

#[test]
fn offsets_outside_the_transaction_promise_nothing_together() {
    for (order, twice) in [
        (CommitOrder::AfterProcessing, NotPromised),
        (CommitOrder::BeforeProcessing, Promised),
    ] {
        let scenario = changed_stream(Preset::ExactlyOnce, |scenario| {
            let consumer = scenario.clients[STREAM.index()].consumer.as_mut().unwrap();
            consumer.commit_order = order;
        });
        let payments = |promise| standing(&scenario, Leg::OrdersToPayments, promise);
        assert_eq!(payments(Promise::AllOrNothing), NotPromised);
        assert_eq!(payments(Promise::NotTwice), twice, "{order:?}");
    }
}

#[test]
fn every_link_of_the_chain_can_break_the_promise_that_nothing_is_lost() {
    for change in [
        (|scenario| scenario.clients[0].producer.as_mut().unwrap().acks = Acks::One)
            as fn(&mut Scenario),
        |scenario| scenario.clients[1].producer.as_mut().unwrap().acks = Acks::One,
        |scenario| scenario.clients[1].producer.as_mut().unwrap().retries = 0,
        |scenario| scenario.partitions[3].min_insync_replicas = 1,
        |scenario| scenario.partitions[2].unclean_leader_election = true,
        |scenario| {
            scenario.clients[1]
                .consumer
                .as_mut()
                .unwrap()
                .auto_offset_reset = OffsetReset::Latest;
        },
    ] {
        let scenario = changed_stream(Preset::AtLeastOnce, change);
        assert_eq!(
            standing(&scenario, Leg::OrdersToPayments, Promise::NotLost),
            NotPromised
        );
        assert_eq!(
            standing(&scenario, TO_STATEMENT, Promise::NotLost),
            NotPromised
        );
    }
    let late = changed_stream(Preset::AtLeastOnce, |scenario| {
        scenario.clients[2]
            .consumer
            .as_mut()
            .unwrap()
            .auto_offset_reset = OffsetReset::Latest;
    });
    assert_eq!(standing(&late, TO_STATEMENT, Promise::NotLost), NotPromised);
    assert_eq!(
        standing(&late, Leg::OrdersToPayments, Promise::NotLost),
        Promised
    );
}

#[test]
fn a_group_needs_its_metadata_and_an_application_that_aborts_when_revoked() {
    let with = |change: fn(&mut GroupSettings)| {
        let scenario = changed_stream(Preset::ExactlyOnce, |scenario| {
            let mut settings = GroupSettings::default();
            change(&mut settings);
            let consumer = scenario.clients[STREAM.index()].consumer.as_mut().unwrap();
            consumer.subscription = Subscription::Group(settings);
        });
        standing(&scenario, Leg::OrdersToPayments, Promise::NotTwice)
    };
    assert_eq!(with(|_| {}), Promised);
    assert_eq!(
        with(|settings| settings.sends_group_metadata = false),
        NotPromised
    );
    assert_eq!(
        with(|settings| settings.aborts_when_revoked = false),
        NotPromised
    );
}

#[test]
fn two_applications_that_read_the_same_without_a_group_need_one_transactional_id() {
    let second = |id: &str| {
        let mut scenario = preset(Preset::ExactlyOnce);
        let mut billing = scenario.clients[STREAM.index()].clone();
        billing.name = "second".to_owned();
        let place = scenario
            .transactional_ids
            .iter()
            .position(|known| known == id);
        let producer = billing.producer.as_mut().unwrap();
        producer.transactional_id =
            place.map(|place| ackademy_engine::ids::TransactionalId(u8::try_from(place).unwrap()));
        scenario.clients.push(billing);
        standing(&scenario, Leg::OrdersToPayments, Promise::NotTwice)
    };
    assert_eq!(second("billing"), Promised);
    assert_eq!(second("checkout"), NotPromised);
}

#[test]
fn order_is_promised_within_one_partition_of_orders() {
    let spread = changed_stream(Preset::ExactlyOnce, |scenario| {
        let producer = scenario.clients[CHECKOUT.index()]
            .producer
            .as_mut()
            .unwrap();
        producer.partitions.push(PartitionId(1));
    });
    assert_eq!(
        standing(&spread, Leg::CheckoutToOrders, Promise::InOrder),
        Promised
    );
    assert_eq!(
        standing(&spread, Leg::OrdersToPayments, Promise::InOrder),
        NotPromised
    );
    assert_eq!(
        standing(&spread, TO_STATEMENT, Promise::InOrder),
        NotPromised
    );
}
