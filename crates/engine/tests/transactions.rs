//! Transactions of protocol V1 between real clients, brokers and coordinators, in the shape of the conformance scenarios.

mod stage;

use ackademy_engine::action::{Action, Call, Timer};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{NodeId, Offset, TransactionalId};
use ackademy_engine::node::{ManagerState, TransactionCall};
use ackademy_engine::protocol::{Api, Direction};
use stage::{A, B, COORDINATOR, G, LEADER, RC, RU, Stage, T};

#[test]
fn a_committed_transaction_takes_one_offset_more_than_its_records() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").send(A, "b").commit(A);
    assert_eq!(stage.log(), ["data(0,0) a", "data(0,1) b", "COMMIT(0)"]);
    assert_eq!(
        stage.transaction_log(0),
        [
            "Empty e0 null",
            "Ongoing e0 {t-0}",
            "PrepareCommit e0 {t-0}",
            "CompleteCommit e0 {}"
        ]
    );
    assert_eq!(stage.marks(), (3, 3));
    assert_eq!(
        (stage.read(RC), stage.read(RU)),
        (vec!["a", "b"], vec!["a", "b"])
    );
    let position = &stage.world.client(RC).consumer.as_ref().unwrap().consumed[0];
    assert_eq!(
        *position,
        Some(Offset(3)),
        "the position moves past the marker"
    );
}

#[test]
fn aborted_records_stay_in_the_log_and_only_read_committed_skips_them() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A).abort(A);
    assert_eq!(stage.log(), ["data(0,0) a", "ABORT(0)"]);
    assert_eq!(
        stage.transaction_log(0)[2..],
        ["PrepareAbort e0 {t-0}", "CompleteAbort e0 {}"]
    );
    assert_eq!((stage.read(RC), stage.read(RU)), (vec![], vec!["a"]));
}

#[test]
fn an_abort_before_anything_was_sent_never_appends_the_record() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").abort(A);
    assert_eq!(stage.log(), ["ABORT(0)"]);
    assert_eq!(stage.state(A), ManagerState::Ready);
}

#[test]
fn a_transaction_without_records_asks_the_coordinator_nothing() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).commit(A);
    assert_eq!(stage.transaction_log(0), ["Empty e0 null"]);
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, None)
    );
}

#[test]
fn the_next_transaction_keeps_epoch_and_sequences() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").commit(A);
    stage.begin(A).send(A, "b").commit(A);
    assert_eq!(
        stage.log(),
        ["data(0,0) a", "COMMIT(0)", "data(0,1) b", "COMMIT(0)"]
    );
    assert_eq!(stage.read(RC), ["a", "b"]);
}

#[test]
fn an_open_transaction_of_a_stranger_holds_back_a_committed_record() {
    let mut stage = Stage::new();
    stage.init(A).init(B);
    stage.begin(A).send(A, "a").flush(A);
    stage.begin(B).send(B, "b").commit(B);
    assert_eq!(stage.marks(), (3, 0));
    assert_eq!((stage.read(RC), stage.read(RU)), (vec![], vec!["a", "b"]));
    stage.abort(A);
    assert_eq!(stage.marks(), (4, 4));
    assert_eq!(stage.read(RC), ["b"]);
}

#[test]
fn a_newer_process_fences_the_older_one_and_aborts_its_transaction() {
    let mut stage = Stage::twins();
    stage.init(A).begin(A).send(A, "a").flush(A);
    stage.init(B);
    assert!(
        stage
            .refusals(Api::InitProducerId)
            .contains(&"CONCURRENT_TRANSACTIONS")
    );
    stage.begin(B).send(B, "b").commit(B);
    assert_eq!(
        stage.log(),
        ["data(0,0) a", "ABORT(1)", "data(2,0) b", "COMMIT(2)"]
    );
    assert_eq!(
        stage.transaction_log(0)[2..5],
        [
            "PrepareAbort e1 {t-0}",
            "CompleteAbort e1 {}",
            "Empty e2 null"
        ]
    );
    stage.send(A, "c").flush(A);
    assert_eq!(stage.refusals(Api::Produce), ["INVALID_PRODUCER_EPOCH"]);
    stage.call(A, Call::CommitTransaction);
    let thrown = Some("InvalidProducerEpochException");
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, thrown)
    );
    stage.abort(A);
    assert_eq!(stage.refusals(Api::EndTxn), ["PRODUCER_FENCED"]);
    assert_eq!(stage.state(A), ManagerState::FatalError);
    assert_eq!(stage.read(RC), ["b"]);
}

#[test]
fn a_transaction_that_ran_out_of_time_is_aborted_with_a_higher_epoch_and_its_owner_is_fenced() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    let timeout = Timer::TransactionTimeout(COORDINATOR, TransactionalId(0));
    stage.act(Action::FireTimer(timeout)).settle();
    assert_eq!(stage.log(), ["data(0,0) a", "ABORT(1)"]);
    assert_eq!(
        stage.transaction_log(0)[2..],
        ["PrepareAbort e1 {t-0}", "CompleteAbort e1 {}"]
    );
    stage.commit(A);
    let fenced = Some("ProducerFencedException");
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, fenced)
    );
    stage.call(A, Call::BeginTransaction);
    assert_eq!(
        stage.returned(A),
        (TransactionCall::BeginTransaction, fenced)
    );
}

#[test]
fn a_lost_answer_to_markers_writes_them_twice() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a");
    stage.call(A, Call::CommitTransaction);
    stage.until_sent(Direction::Response, Api::WriteTxnMarkers, COORDINATOR);
    let coordinator = NodeId::Broker(COORDINATOR);
    stage
        .act(Action::BreakConnection(coordinator, LEADER))
        .settle();
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)", "COMMIT(0)"]);
    assert_eq!(stage.marks(), (3, 3));
    assert_eq!(stage.read(RC), ["a"]);
    assert_eq!(stage.transaction_log(0).len(), 4);
}

#[test]
fn a_lost_answer_to_the_verification_costs_the_batch_one_more_attempt() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a");
    stage.call(A, Call::Flush);
    stage.until_sent(Direction::Response, Api::AddPartitionsToTxn, LEADER);
    let leader = NodeId::Broker(LEADER);
    stage
        .act(Action::BreakConnection(leader, COORDINATOR))
        .settle();
    assert_eq!(stage.refusals(Api::Produce), ["NOT_ENOUGH_REPLICAS"]);
    stage.commit(A);
    assert_eq!(stage.log(), ["data(0,0) a", "COMMIT(0)"]);
}

#[test]
fn a_lost_answer_to_end_txn_is_asked_for_again_and_settles_with_none() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a");
    stage.call(A, Call::CommitTransaction);
    stage.until_sent(Direction::Response, Api::EndTxn, A);
    stage
        .act(Action::BreakConnection(A.into(), COORDINATOR))
        .settle();
    assert_eq!(
        stage.returned(A),
        (TransactionCall::CommitTransaction, None)
    );
    assert_eq!(stage.transaction_log(0).len(), 4);
    assert_eq!(stage.read(RC), ["a"]);
}

#[test]
fn a_late_copy_of_end_txn_commits_the_next_transaction_half_built() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a");
    stage.call(A, Call::CommitTransaction);
    let request = stage.until_sent(Direction::Request, Api::EndTxn, A);
    stage.act(Action::Duplicate(request));
    let copy = ackademy_engine::protocol::EnvelopeKey { copy: 1, ..request };
    stage.act(Action::Delay(copy)).settle();
    stage.begin(A).send(A, "b").flush(A);
    stage.act(Action::Release(copy)).settle();
    assert_eq!(stage.log()[2..], ["data(0,1) b", "COMMIT(0)"]);
    assert_eq!(stage.read(RC), ["a", "b"], "nobody has called commit for b");
}

#[test]
fn offsets_in_a_transaction_are_seen_when_it_is_committed_and_not_before() {
    let mut stage = Stage::new();
    stage.init(A).begin(A);
    stage
        .call(A, Call::SendOffsetsToTransaction(G, T, Offset(3)))
        .settle();
    assert_eq!(stage.committed(), None);
    let world = &stage.world;
    assert!(world.is_offset_pending(&stage.scenario, stage::GROUP_COORDINATOR, G, T));
    stage.commit(A);
    assert_eq!(stage.committed(), Some(Offset(3)));
    stage.begin(A);
    stage
        .call(A, Call::SendOffsetsToTransaction(G, T, Offset(9)))
        .settle();
    stage.abort(A);
    assert_eq!(stage.committed(), Some(Offset(3)));
}

#[test]
fn a_consumer_waits_while_an_offset_is_not_stable() {
    let mut stage = Stage::new();
    stage.init(A).begin(A);
    stage
        .call(A, Call::SendOffsetsToTransaction(G, T, Offset(0)))
        .settle();
    stage.act(Action::Crash(stage::MEMBER.into()));
    stage.act(Action::Restart(stage::MEMBER.into()));
    let asks_again = |action: &Action| matches!(action, Action::FireTimer(Timer::AskAgain(_)));
    stage.settle_but(asks_again);
    assert_eq!(stage.refusals(Api::OffsetFetch), ["UNSTABLE_OFFSET_COMMIT"]);
    stage.call(A, Call::CommitTransaction).settle();
    let consumer = stage.world.client(stage::MEMBER).consumer.as_ref().unwrap();
    assert_eq!(consumer.committed, [Some(Offset(0))]);
}

#[test]
fn only_a_read_uncommitted_reader_is_given_what_is_aborted_later() {
    let mut stage = Stage::new();
    stage.init(A).begin(A).send(A, "a").flush(A);
    assert_eq!((stage.read(RC), stage.read(RU)), (vec![], vec!["a"]));
    stage.abort(A);
    let facts = stage.world.facts();
    assert_eq!(facts.seen_aborted, [(RU, stage::order("a"))]);
    let seen = Event::SeenAborted(RU, stage::order("a"));
    let reports = stage
        .events
        .iter()
        .filter(|e| matches!(e, Event::SeenAborted(..)));
    assert_eq!(reports.collect::<Vec<_>>(), [&seen]);
}
