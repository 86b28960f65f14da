//! A value that a condition can never have is a mistake of the script: it is told before anything runs, with its line.

use ackademy_engine::script::Script;

/// Every script below begins with this.
const TOP: &str = "\
topic t replicas=1:2:3 min.insync.replicas=2
client checkout producer topic=t
client billing consumer topic=t group.id=billing subscribe=true
client app producer topic=t transactional.id=app
client tester raw
send checkout a b
";

/// What a script is told whose seventh line (and what follows) is this.
fn told(lines: &str) -> String {
    match Script::parse(&format!("{TOP}{lines}")) {
        Ok(_) => "nothing".to_owned(),
        Err(mistake) => mistake.in_file("story.txt"),
    }
}

fn check(line: &str, expected: &str) {
    assert_eq!(told(line), format!("story.txt:7: {expected}"), "{line}");
}

#[test]
fn an_order_that_nobody_brought_in_is_refused_wherever_it_stands() {
    let expected = "expected an order that was sent or listed above, found `typo`; there are: a, b";
    for line in [
        "refute log t-0 = typo",
        "expect log t-0 = a(P,e0,s0) typo(P)",
        "expect RecordAppended order=typo",
        "refute RecordAppended order=typo",
        "until EnvelopeSent orders=a,typo",
        "expect saw checkout = send:typo",
        "expect saw checkout = Produce:a,typo",
        "expect saw checkout = timeout:Produce:typo",
        "expect saw checkout = stored@0:typo",
        "expect saw billing = polled:typo@0",
        "expect client checkout waiting=typo",
        "expect verdict is=broken order=typo",
        "expect verdict anomalies=duplicated:a,lost:typo",
    ] {
        check(line, expected);
    }
    assert_eq!(
        told("expect log t-0 =\n  a\n  typo"),
        format!("story.txt:9: {expected}")
    );
}

#[test]
fn a_number_that_is_none_is_refused() {
    check(
        "expect order a copies=x",
        "expected a whole number for copies, found `x`",
    );
    check(
        "expect order a copies=none",
        "expected a whole number for copies, found `none`",
    );
    check(
        "refute ledger a committed=1x",
        "expected a whole number for committed, found `1x`",
    );
    check(
        "expect replica t-0 high_watermark=01",
        "expected a whole number for high_watermark, found `01`",
    );
    check(
        "until RecordAppended offset=first",
        "expected a whole number for offset, found `first`",
    );
    check(
        "expect client checkout epoch=e0",
        "expected a whole number for epoch, found `e0`",
    );
    assert_eq!(
        told("raw tester InitProducerId broker=1 version=5\nexpect answer tester = NONE offset=x"),
        "story.txt:8: expected a whole number for offset, found `x`"
    );
    check(
        "expect answers Produce to checkout = NONE@x",
        "expected a whole number for NONE, found `x`",
    );
    check(
        "expect callback checkout a = stored@+1",
        "expected a whole number for stored, found `+1`",
    );
}

#[test]
fn a_word_that_a_key_never_has_is_told_those_that_it_has() {
    check(
        "expect verdict is=brokn",
        "expected a value of `is`, found `brokn`; did you mean `broken`?",
    );
    check(
        "expect verdict anomaly=twice",
        "expected a value of `anomaly`, found `twice`; there are: lost, duplicated, reordered, torn, seen_then_aborted, given_up",
    );
    check(
        "expect verdict why=in_stop",
        "expected a value of `why`, found `in_stop`; did you mean `in_shop`?",
    );
    check(
        "refute broker 1 status=runing",
        "expected a value of `status`, found `runing`; did you mean `running`?",
    );
    check(
        "expect replica t-0 leads=yes",
        "expected true or false for leads, found `yes`",
    );
    check(
        "until TimerFired timer=linger",
        "expected a value of `timer`, found `linger`; did you mean `linger.ms`?",
    );
    check(
        "refute CallReturned call=commit",
        "expected a value of `call`, found `commit`; there are: initTransactions, beginTransaction, sendOffsetsToTransaction, commitTransaction, abortTransaction",
    );
    check(
        "expect EnvelopeSent direction=reply",
        "expected a value of `direction`, found `reply`; there are: request, response",
    );
}

#[test]
fn a_state_is_one_of_those_that_its_owner_can_be_in() {
    check(
        "refute TransactionMoved state=Stable",
        "expected a value of `state`, found `Stable`; there are: Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort, PrepareEpochFence",
    );
    check(
        "refute GroupMoved state=Stabel",
        "expected a value of `state`, found `Stabel`; did you mean `Stable`?",
    );
    check(
        "refute ManagerMoved state=Ready",
        "expected a value of `state`, found `Ready`; there are: UNINITIALIZED, INITIALIZING, READY, IN_TRANSACTION, COMMITTING_TRANSACTION, ABORTING_TRANSACTION, ABORTABLE_ERROR, FATAL_ERROR",
    );
    check(
        "expect group billing state=stable",
        "expected a value of `state`, found `stable`; did you mean `Stable`?",
    );
    check(
        "expect client billing membership=joined",
        "expected a value of `membership`, found `joined`; did you mean `unjoined`?",
    );
}

#[test]
fn a_name_that_nothing_bears_is_refused() {
    check(
        "refute ToldStored client=chekout",
        "expected the name of a client, found `chekout`; did you mean `checkout`?",
    );
    check(
        "expect partition t-0 in_sync_replicas=1,4",
        "expected a broker from 1 to 3, found `4`",
    );
    check(
        "refute RecordAppended partition=t-1",
        "expected a partition such as t-0, found `t-1`; did you mean `t-0`?",
    );
    check(
        "expect client billing positions=t-7@0",
        "expected a partition such as t-0, found `t-7`; did you mean `t-0`?",
    );
    check(
        "expect client billing positions=t-0",
        "expected `@` between two parts for positions, found `t-0`",
    );
    check(
        "refute Answered api=Prodcue",
        "expected the name of a request, found `Prodcue`; did you mean `Produce`?",
    );
    check(
        "refute OffsetAppended group=biling",
        "expected the name of a group, found `biling`; did you mean `billing`?",
    );
    check(
        "refute TransactionMoved transactional_id=ap",
        "expected a transactional.id, found `ap`; did you mean `app`?",
    );
    check(
        "expect client checkout producer=1",
        "expected a producer id such as P, P2 or P3 (in the order they are given out), found `1`",
    );
    check(
        "refute LinkCut a=brokr/1",
        "expected the name of a client, found `brokr/1`; there are: checkout, billing, app, tester",
    );
    check(
        "expect verdict node=broker/9",
        "expected a broker from 1 to 3, found `9`",
    );
}

#[test]
fn an_exception_is_a_class_that_a_client_can_be_thrown() {
    check(
        "expect callback checkout a = TimeOutException",
        "expected `stored@OFFSET`, the class of an exception, or `none`, found `TimeOutException`; did you mean `TimeoutException`?",
    );
    check(
        "refute CallReturned exception=ProducerFenceException",
        "expected the class of an exception, found `ProducerFenceException`; did you mean `ProducerFencedException`?",
    );
}

#[test]
fn what_a_client_saw_is_made_of_what_it_can_see() {
    check(
        "expect saw checkout = sned:a",
        "expected an item of what a client sees, found `sned`; did you mean `send`?",
    );
    check(
        "expect saw checkout = NONNE@0",
        "expected the name of an error, found `NONNE`; did you mean `NONE`?",
    );
    check(
        "expect saw checkout = NONE@x",
        "expected a whole number for NONE, found `x`",
    );
    check(
        "refute saw app = commitTransaction:KafkaExeption",
        "expected the class of an exception, found `KafkaExeption`; did you mean `KafkaException`?",
    );
    check(
        "expect saw checkout = send:a none",
        "expected an item of what a client sees, found `none`; docs/scripts.md lists them",
    );
}

#[test]
fn a_record_is_an_order_a_marker_or_what_a_coordinator_writes() {
    for (record, expected) in [
        (
            "biling/t-0@3",
            "expected the name of a group, found `biling`; did you mean `billing`?",
        ),
        (
            "billing/t-0@x",
            "expected a whole number for record, found `x`",
        ),
        (
            "app:Onging(P,e0)[t-0]",
            "expected a value of `record`, found `Onging`; did you mean `Ongoing`?",
        ),
        (
            "app:Ongoing(P,e0)[t-9]",
            "expected a partition such as t-0, found `t-9`; did you mean `t-0`?",
        ),
        (
            "billing/generation=1[biling/1:t-0]",
            "expected the name of a client, found `biling`; did you mean `billing`?",
        ),
    ] {
        check(&format!("refute log t-0 = {record}"), expected);
    }
    assert_eq!(told("refute log t-0 = COMMIT(P,e0) ABORT"), "nothing");
}

#[test]
fn a_link_that_was_cut_is_asked_for_by_its_ends() {
    let script = "cut broker 1 broker 2\nexpect LinkCut a=broker/1 b=broker/2 count=1\n";
    let script = Script::parse(&format!("{TOP}{script}")).expect("a script");
    assert!(script.run().is_as_expected());
}
