//! What a coordinator's death, a zombie coordinator and missing mechanisms do to transactions.

mod stage;

use ackademy_engine::action::{Action, Call, Timer};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, NodeId, TransactionalId};
use ackademy_engine::log::TransactionState;
use ackademy_engine::node::{ManagerState, TransactionCall};
use ackademy_engine::protocol::{Api, Direction, KafkaError};
use ackademy_engine::scenario::Mechanisms;
use stage::{A, B, COORDINATOR, LEADER, RC, RU, Stage, TRANSACTIONS};

const ID: TransactionalId = TransactionalId(0);
const SUCCESSOR: BrokerId = BrokerId(3);

fn moved_to(stage: &Stage, state: TransactionState) -> bool {
    stage
        .events
        .iter()
        .any(|event| matches!(event, Event::TransactionMoved(_, _, to) if *to == state))
}

/// A has sent a, and its coordinator dies right after PrepareCommit is replicated, before any marker was written.
fn killed_after_prepare(mechanisms: Mechanisms) -> Stage {
    let mut stage = Stage::with_ids(0, 1, mechanisms);
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.call(A, Call::CommitTransaction);
    let markers = stage.until_sent(Direction::Request, Api::WriteTxnMarkers, COORDINATOR);
    stage.act(Action::Drop(markers));
    stage.kill(COORDINATOR).settle();
    stage
}

#[test]
fn the_next_coordinator_finishes_a_decided_transaction_with_its_own_epoch() {
    let mut stage = killed_after_prepare(Mechanisms::default());
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
    assert_eq!(
        stage.transaction_log(0).last().unwrap(),
        "CompleteCommit e0 {}"
    );
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, None)
    );
    assert_eq!(stage.read(RC), ["a"]);
    let epoch = stage.world.coordinator(SUCCESSOR).epoch_of(TRANSACTIONS);
    assert_eq!(epoch.map(|epoch| epoch.0), Some(1));
}

#[test]
fn an_open_transaction_goes_on_at_the_next_coordinator() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.kill(COORDINATOR).settle();
    assert_eq!(stage.state(A), ManagerState::InTransaction);
    assert!(!moved_to(&stage, TransactionState::PrepareAbort));
    stage.commit(A);
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
}

#[test]
fn a_coordinator_that_has_not_loaded_its_log_says_so() {
    let mut stage = Stage::new();
    stage.init(A);
    stage.kill(COORDINATOR);
    let loads = |action: &Action| matches!(action, Action::LoadTransactions { .. });
    let asks = |action: &Action| matches!(action, Action::FireTimer(Timer::AskTransaction(_)));
    stage.begin(A).send(A, "a");
    stage.settle_but(|action| loads(action) || asks(action));
    stage.act(Action::FireTimer(Timer::AskTransaction(A)));
    stage.settle_but(|action| loads(action) || asks(action));
    assert!(
        stage
            .refusals(Api::AddPartitionsToTxn)
            .contains(&"COORDINATOR_LOAD_IN_PROGRESS")
    );
    stage.settle().commit(A);
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
}

#[test]
fn a_record_above_the_high_watermark_counts_for_the_next_coordinator() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.call(A, Call::CommitTransaction);
    let request = stage.until_sent(Direction::Request, Api::EndTxn, A);
    stage.act(Action::Deliver(request));
    let fetch = Action::ReplicaFetch {
        follower: SUCCESSOR,
        leader: COORDINATOR,
    };
    stage.act(fetch);
    assert!(!moved_to(&stage, TransactionState::PrepareCommit));
    stage.kill(COORDINATOR).settle();
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, None)
    );
}

#[test]
fn a_zombie_coordinator_cannot_complete_anything_and_its_late_marker_is_refused() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.call(A, Call::CommitTransaction);
    let markers = stage.until_sent(Direction::Request, Api::WriteTxnMarkers, COORDINATOR);
    stage.act(Action::Delay(markers));
    stage.act(Action::CutLink(
        NodeId::Broker(COORDINATOR),
        NodeId::Controller,
    ));
    stage
        .act(Action::FireTimer(Timer::BrokerSession(COORDINATOR)))
        .settle();
    assert_eq!(
        stage.log(),
        ["data(0,0) a", "COMMIT(0)"],
        "the successor has written it"
    );
    let believes = stage.world.coordinator(COORDINATOR).epoch_of(TRANSACTIONS);
    assert!(believes.is_some(), "nobody has told it");
    stage.act(Action::Release(markers)).settle();
    assert_eq!(
        stage.refusals(Api::WriteTxnMarkers),
        ["TRANSACTION_COORDINATOR_FENCED"]
    );
    assert_eq!(stage.log().len(), 2);
    let given_up = Event::MarkersGivenUp(COORDINATOR, ID, KafkaError::TransactionCoordinatorFenced);
    assert!(stage.events.contains(&given_up));
}

#[test]
fn without_the_coordinator_epoch_check_the_late_marker_is_written_too() {
    let mut stage = Stage::with_ids(
        0,
        1,
        Mechanisms {
            coordinator_epoch_check: false,
            ..Mechanisms::default()
        },
    );
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.call(A, Call::CommitTransaction);
    let markers = stage.until_sent(Direction::Request, Api::WriteTxnMarkers, COORDINATOR);
    stage.act(Action::Delay(markers));
    stage.act(Action::CutLink(
        NodeId::Broker(COORDINATOR),
        NodeId::Controller,
    ));
    stage
        .act(Action::FireTimer(Timer::BrokerSession(COORDINATOR)))
        .settle();
    stage.act(Action::Release(markers)).settle();
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)", "COMMIT(0)"]);
}

#[test]
fn a_coordinator_that_cannot_replicate_its_record_keeps_the_old_state() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    for broker in [BrokerId(1), BrokerId(3)] {
        stage.act(Action::CutLink(
            NodeId::Broker(broker),
            NodeId::Broker(COORDINATOR),
        ));
    }
    stage.call(A, Call::CommitTransaction).settle();
    let known = stage.world.coordinator(COORDINATOR).transactions[&ID];
    assert_eq!(known.state, TransactionState::Ongoing);
    assert_eq!(known.pending, Some(TransactionState::PrepareCommit));
    let asks = |action: &Action| matches!(action, Action::FireTimer(Timer::AskTransaction(_)));
    stage.act(Action::FireTimer(Timer::TransactionLogWait(
        COORDINATOR,
        ID,
    )));
    stage.settle_but(asks);
    assert_eq!(stage.refusals(Api::EndTxn), ["COORDINATOR_NOT_AVAILABLE"]);
    let known = stage.world.coordinator(COORDINATOR).transactions[&ID];
    assert_eq!(
        (known.state, known.pending),
        (TransactionState::Ongoing, None)
    );
}

#[test]
fn without_the_transaction_log_the_coordinators_death_leaves_readers_waiting_for_ever() {
    let mut stage = killed_after_prepare(Mechanisms {
        transaction_log: false,
        ..Mechanisms::default()
    });
    assert_eq!(stage.transaction_log(0), Vec::<String>::new());
    assert_eq!(
        stage.log(),
        ["data(0,0) a"],
        "the decision was only in memory"
    );
    assert_eq!(stage.marks(), (1, 0));
    assert_eq!((stage.read(RC), stage.read(RU)), (vec![], vec!["a"]));
    stage.begin(A).send(A, "b").flush(A);
    assert!(
        stage
            .refusals(Api::AddPartitionsToTxn)
            .contains(&"INVALID_PRODUCER_ID_MAPPING")
    );
}

#[test]
fn without_the_epoch_fence_a_zombie_writes_into_its_successors_time() {
    let fence = |producer_epoch_fence| {
        let mechanisms = Mechanisms {
            producer_epoch_fence,
            ..Mechanisms::default()
        };
        let mut stage = Stage::with_ids(0, 0, mechanisms);
        stage.init(A).begin(A).send(A, "a").flush(A);
        stage.init(B).begin(B).send(B, "a").commit(B);
        stage.send(A, "b").flush(A);
        stage.refusals(Api::Produce)
    };
    assert_eq!(fence(true), ["INVALID_PRODUCER_EPOCH"]);
    assert!(!fence(false).contains(&"INVALID_PRODUCER_EPOCH"));
}

#[test]
fn without_markers_an_aborted_record_is_read() {
    let aborted = |last_stable_offset| {
        let mechanisms = Mechanisms {
            last_stable_offset,
            ..Mechanisms::default()
        };
        let mut stage = Stage::with_ids(0, 1, mechanisms);
        stage.init(A).begin(A).send(A, "a").flush(A).abort(A);
        stage.read(RC)
    };
    assert_eq!(aborted(true), Vec::<&str>::new());
    assert_eq!(aborted(false), ["a"]);
}

#[test]
fn a_leader_that_dies_before_the_marker_gets_it_written_at_its_successor() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.call(A, Call::CommitTransaction);
    stage.until_sent(Direction::Request, Api::WriteTxnMarkers, COORDINATOR);
    stage.kill(LEADER).settle();
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
    assert_eq!(stage.read(RC), ["a"]);
}
