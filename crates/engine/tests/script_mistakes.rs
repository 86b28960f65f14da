//! What a bad script is told: the line, what was expected there, and what to do.

use ackademy_engine::script::Script;

/// Every script below begins with this.
const TOP: &str = "\
brokers 3
topic t replicas=1:2:3 min.insync.replicas=2
client checkout producer topic=t
client billing consumer topic=t group.id=billing
client shop application producer topic=t
client tester raw
reader statement topic=t
";

fn told(script: &str) -> String {
    match Script::parse(script) {
        Ok(_) => "nothing".to_owned(),
        Err(mistake) => mistake.in_file("story.txt"),
    }
}

/// What a script is told whose eighth line (and what follows) is this.
fn told_after_top(lines: &str) -> String {
    told(&format!("{TOP}{lines}"))
}

fn check(lines: &str, expected: &str) {
    assert_eq!(
        told_after_top(lines),
        format!("story.txt:{expected}"),
        "{lines}"
    );
}

#[test]
fn the_top_alone_is_fine() {
    assert_eq!(told_after_top(""), "nothing");
}

#[test]
fn a_word_that_begins_nothing_is_told_the_nearest_one() {
    check(
        "sned checkout a",
        "8: expected a declaration or a command, found `sned`; did you mean `send`?",
    );
    check(
        "abracadabra",
        "8: expected a declaration or a command, found `abracadabra`; docs/scripts.md lists them",
    );
}

#[test]
fn a_line_that_goes_on_with_nothing_is_told_so() {
    assert_eq!(
        told("  settle"),
        "story.txt:1: expected a statement at the start of the line; an indented line goes on with the one above"
    );
}

#[test]
fn a_missing_word_is_told_how_the_statement_is_written() {
    check(
        "send checkout",
        "8: expected an order, found the end of the statement; write: send CLIENT ORDER... [partition=T-0]",
    );
    check(
        "crash broker",
        "8: expected the number of a broker, found the end of the statement; write: crash CLIENT|broker N [unflushed]",
    );
}

#[test]
fn a_word_too_many_is_told_where_the_statement_ends() {
    check(
        "settle down",
        "8: expected the end of the statement, found `down`; write: settle",
    );
}

#[test]
fn an_unknown_name_is_told_what_there_is() {
    check(
        "poll biling",
        "8: expected the name of a client, found `biling`; did you mean `billing`?",
    );
    check(
        "crash broker 4",
        "8: expected a broker from 1 to 3, found `4`",
    );
    check(
        "expand t-1",
        "8: expected a partition such as t-0, found `t-1`; did you mean `t-0`?",
    );
    check(
        "expect callback checkout a = stored@0",
        "8: expected an order that was sent or listed above, found `a`; there is none yet",
    );
    check(
        "expect committed_offset shipping t-0 = 1",
        "8: expected the name of a group, found `shipping`; there are: billing",
    );
    check(
        "drop request Prodcue from checkout",
        "8: expected the name of a request, found `Prodcue`; did you mean `Produce`?",
    );
    check(
        "refuse request Produce from checkout error=NOT_ENOUGH",
        "8: expected the name of an error, found `NOT_ENOUGH`; there are: NONE, OFFSET_OUT_OF_RANGE, UNKNOWN_TOPIC_OR_PARTITION, NOT_LEADER_OR_FOLLOWER, REQUEST_TIMED_OUT, NETWORK_EXCEPTION, NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR, OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, INVALID_REQUEST, INVALID_TXN_STATE, INVALID_PRODUCER_ID_MAPPING, INVALID_TRANSACTION_TIMEOUT, CONCURRENT_TRANSACTIONS, TRANSACTION_COORDINATOR_FENCED, UNSTABLE_OFFSET_COMMIT, PRODUCER_FENCED, TRANSACTION_ABORTABLE, ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID, REBALANCE_IN_PROGRESS, GROUP_ID_NOT_FOUND, MEMBER_ID_REQUIRED",
    );
    check(
        "client c producer topic=orders",
        "8: expected a topic that is declared above, found `orders`; there are: t, __consumer_offsets",
    );
    check(
        "expect lag t-0 = none",
        "8: expected a condition or the name of an event, found `lag`; did you mean `log`?",
    );
}

#[test]
fn an_unknown_key_is_told_the_known_ones() {
    check(
        "config broker.sesion.timeout.ms=9000",
        "8: expected one of the keys broker.session.timeout.ms, replica.lag.time.max.ms, group.initial.rebalance.delay.ms, found `broker.sesion.timeout.ms`",
    );
    check(
        "expect partition t-0 leeder=1",
        "8: expected a key that this has, found `leeder`; did you mean `leader`?",
    );
    check(
        "feature transaction.version=2",
        "8: expected one of the keys eligible.leader.replicas.version, found `transaction.version`",
    );
}

#[test]
fn a_key_without_value_or_twice_is_refused() {
    check(
        "client c producer topic= t",
        "8: expected a value after `topic=`, without a space between",
    );
    check(
        "client c producer topic=t acks=1 acks=1",
        "8: expected `acks` once, found it twice: remove one",
    );
    check(
        "raw tester InitProducerId broker=1",
        "8: expected `version=`; write: raw CLIENT API broker=N version=N KEY=VALUE...",
    );
}

#[test]
fn a_value_that_does_not_fit_its_key_is_told_what_does() {
    check(
        "client c producer topic=t acks=2",
        "8: expected 0 or 1 or all or -1 for acks, found `2`",
    );
    check(
        "client c producer topic=t linger.ms=soon",
        "8: expected a whole number in range for linger.ms, found `soon`",
    );
    check(
        "wait 5",
        "8: expected a time such as 20s or 500ms, at most 1000000s, found `5`",
    );
    check(
        "raw tester Produce broker=1 version=14",
        "8: expected a version of Produce from 3 to 13 for version, found `14`",
    );
    check(
        "topic u partitions=60",
        "8: expected a number from 1 to 50 for partitions, found `60`",
    );
    check(
        "topic u partitions=3 replicas=1:2,2:3",
        "8: expected one placement for all partitions, or 3 with commas between for replicas, found `1:2,2:3`",
    );
    check(
        "topic u replicas=1:1",
        "8: expected each broker once, the preferred leader first for replicas, found `1:1`",
    );
}

#[test]
fn clients_that_disagree_on_a_timeout_of_all_are_told_so() {
    check(
        "client c producer topic=t request.timeout.ms=5000\nclient d producer topic=t request.timeout.ms=9000",
        "9: expected 5000, as for the client above (it holds for all clients of a script), for request.timeout.ms, found `9000`",
    );
}

#[test]
fn what_kafka_refuses_is_refused_in_the_line_of_the_client() {
    check(
        "client c producer topic=t acks=1\n  enable.idempotence=true\nsettle",
        "8: expected a config that Kafka takes; c: enable.idempotence=true needs acks=all",
    );
    check(
        "client c producer topic=t delivery.timeout.ms=30000",
        "8: expected a config that Kafka takes; c: delivery.timeout.ms must be at least linger.ms + request.timeout.ms, which is 30005",
    );
}

#[test]
fn a_declaration_after_the_first_command_must_move_up() {
    check(
        "settle\ntopic u",
        "9: expected `topic` before the first command, which is in line 8: move it up",
    );
    check(
        "brokers 5",
        "8: expected `brokers` before topics, groups and clients: move it to the top",
    );
}

#[test]
fn a_name_that_is_taken_or_cannot_be_a_name_is_refused() {
    check(
        "client checkout producer topic=t",
        "8: expected a name that is free, found `checkout`: choose another",
    );
    check(
        "topic t",
        "8: expected a new topic, found `t` again: declare it once, and before the groups that need it",
    );
    check(
        "send checkout a(1)",
        "8: expected a name of letters, digits, `_`, `.` and `-`, found `a(1)`",
    );
    check(
        "moment m\nmoment m",
        "9: expected a new name, found `m` again: choose another",
    );
}

#[test]
fn a_client_is_only_asked_for_what_it_is() {
    check(
        "send billing a",
        "8: expected a client with a producer; billing has none, declare it with the word producer",
    );
    check(
        "poll checkout",
        "8: expected a client with a consumer; checkout has none, declare it with the word consumer",
    );
    check(
        "raw checkout InitProducerId broker=1 version=5",
        "8: expected a client for raw requests; checkout has a library of its own: declare `client NAME raw`",
    );
    check(
        "send shop a",
        "8: expected a client that waits for commands; shop acts by itself, give it orders by `orders` or `take_order`",
    );
    check(
        "orders checkout 1",
        "8: expected a client that acts by itself: declare `client checkout application ...`, or use `send`",
    );
}

#[test]
fn an_envelope_that_makes_no_sense_is_refused() {
    check(
        "drop checkout",
        "8: expected `request`, `response` or `it`, found `checkout`; write: drop ENVELOPE|it",
    );
    check(
        "drop response Produce from checkout",
        "8: expected `to CLIENT`, and `from broker N` if need be: a response goes from a broker to who asked",
    );
    check(
        "drop request Produce",
        "8: expected `from` and a client, found the end of the statement; write: drop ENVELOPE|it",
    );
    check(
        "send checkout a\ndrop request InitProducerId from checkout order=a",
        "9: expected no order, as InitProducerId carries none, for order, found `a`",
    );
    check(
        "drop request Produce from checkout nth=0",
        "8: expected a number from 1 for nth, found `0`",
    );
}

#[test]
fn a_record_that_makes_no_sense_is_refused() {
    check(
        "expect log t-0 = a(P,e0",
        "8: expected `)` at the end, without spaces between, found `a(P,e0`",
    );
    check(
        "expect log t-0 = a(x3)",
        "8: expected `plain`, a producer id such as P, e and its epoch, s and the sequence, K and a marker's coordinator epoch, or L and the leader epoch, found `x3`",
    );
    check(
        "expect log t-0",
        "8: expected `=` and records such as a or a(P,e0,s0), or `none`, found the end of the statement; write: log T-0 [on broker N|on every broker] = RECORD...",
    );
}

#[test]
fn a_script_that_is_too_large_is_told_how_large_it_may_be() {
    let clients: Vec<String> = (0..40).map(|n| format!("client c{n} raw")).collect();
    check(
        &clients.join("\n"),
        "36: expected at most 32 clients, found one more: leave some out",
    );
    check(
        "topic u partitions=50\ntopic v partitions=50\ntopic w partitions=50",
        "10: expected at most 120 partitions in all, found 152: declare fewer",
    );
    let orders: Vec<String> = (0..1001).map(|n| format!("o{n}")).collect();
    check(
        &format!("send checkout {}", orders.join(" ")),
        "8: expected at most 1000 orders, found one more: leave some out",
    );
    check(
        "wait 99999999999999999999s",
        "8: expected a time such as 20s or 500ms, at most 1000000s, found `99999999999999999999s`",
    );
}

#[test]
fn what_cannot_happen_here_is_refused() {
    check(
        "crash controller",
        "8: expected a client or a broker: the controller never fails here",
    );
    check(
        "crash billing unflushed",
        "8: expected a broker before `unflushed`: a client keeps nothing on disk",
    );
    check(
        "cut checkout billing",
        "8: expected two different ends, one of them a broker: nothing else is linked",
    );
    check(
        "shut_down billing",
        "8: expected `broker` and its number: only a broker has a controlled shutdown",
    );
}
