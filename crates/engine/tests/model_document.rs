//! docs/model.md: its tables of times are those of the code.

use std::path::Path;

use ackademy_engine::player::Ranges;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the table with this head, cells trimmed.
fn rows(document: &str, head: &str) -> Vec<Vec<String>> {
    let after = document.lines().skip_while(|line| *line != head).skip(2);
    let table = after.take_while(|line| line.starts_with('|'));
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim_matches('|').split('|');
        inner.map(|cell| cell.trim().to_owned()).collect()
    };
    table.map(cells).collect()
}

/// Microseconds as the document writes them: "2 to 6 ms", "0.8 to 1.6 s".
fn in_words((from, to): (u64, u64)) -> String {
    let (unit, name) = if from >= 500_000 {
        (1_000_000, "s")
    } else {
        (1_000, "ms")
    };
    let number = |micros: u64| {
        let fraction = format!("{:06}", micros % unit * (1_000_000 / unit));
        let fraction = fraction.trim_end_matches('0');
        let dot = if fraction.is_empty() { "" } else { "." };
        format!("{}{dot}{fraction}", micros / unit)
    };
    format!("{} to {} {name}", number(from), number(to))
}

/// Every range with how the document calls it.
const RANGES: [(&str, (u64, u64)); 16] = [
    (
        "a request or an answer between a client and a broker, one way",
        Ranges::HOP,
    ),
    ("a late copy made by a fault", Ranges::LATE_COPY),
    (
        "a follower's fetch from its leader, there and back",
        Ranges::REPLICA_FETCH,
    ),
    (
        "the controller's word reaching a broker",
        Ranges::BROKER_LEARNS,
    ),
    ("a client learning who leads", Ranges::CLIENT_LEARNS),
    (
        "a leader's report of its in-sync replicas, there and back",
        Ranges::ALTER_PARTITION,
    ),
    (
        "a client noticing that the other end of a connection is gone",
        Ranges::DISCONNECT,
    ),
    (
        "a started broker until it may lead again",
        Ranges::BROKER_STARTS,
    ),
    (
        "the operating system writing what is unflushed",
        Ranges::FLUSH,
    ),
    ("a call of an application: send, poll, commit", Ranges::CALL),
    ("charging a customer", Ranges::PROCESS),
    (
        "a local transaction of an application: an order stored, ticked off, an effect stored",
        Ranges::STORE,
    ),
    ("billing's reply reaching checkout", Ranges::REPLY),
    (
        "a client library sending what has become possible",
        Ranges::TRANSMIT,
    ),
    (
        "a new coordinator reading its partition of the transaction log",
        Ranges::LOAD_TRANSACTIONS,
    ),
    (
        "a coordinator sending markers again",
        Ranges::COMPLETE_AGAIN,
    ),
];

fn range_rows(document: &str) -> Vec<(String, String)> {
    let rows = rows(document, "| what | how long |").into_iter();
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

fn expected_ranges() -> Vec<(String, String)> {
    let row = |(what, range): &(&str, _)| ((*what).to_owned(), in_words(*range));
    RANGES.iter().map(row).collect()
}

#[test]
fn the_table_of_latencies_is_that_of_the_code() {
    assert_eq!(range_rows(&read("../../docs/model.md")), expected_ranges());
    let declared = read("src/player/latency.rs").matches("pub const ").count();
    assert_eq!(
        RANGES.len(),
        declared,
        "every range of the code stands in the table"
    );
}

#[test]
fn the_table_of_timers_is_that_of_the_page() {
    let scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
    let producer = scenario.clients[0].producer.as_ref().expect("checkout");
    let timeouts = &scenario.timeouts;
    let milliseconds = [
        ("linger.ms", producer.linger_ms),
        ("retry.backoff.ms", timeouts.retry_backoff_ms),
        ("request.timeout.ms", timeouts.request_timeout_ms),
        ("delivery.timeout.ms", producer.delivery_timeout_ms),
        ("replica.lag.time.max.ms", timeouts.replica_lag_time_max_ms),
        (
            "broker.session.timeout.ms",
            timeouts.broker_session_timeout_ms,
        ),
    ];
    let rows = rows(
        &read("../../docs/model.md"),
        "| config key | here | whose wait it ends |",
    );
    for (key, milliseconds) in milliseconds {
        let row = rows.iter().find(|row| row[0] == key);
        let said = row.map(|row| row[1].as_str());
        let expected = match milliseconds {
            ms if ms >= 1_000 => format!("{} s", ms / 1_000),
            ms => format!("{ms} ms"),
        };
        assert_eq!(said, Some(expected.as_str()), "{key}");
    }
}

#[test]
fn a_changed_row_or_a_missing_one_is_found() {
    let document = read("../../docs/model.md");
    let slower = document.replacen("| 2 to 6 ms |", "| 2 to 60 ms |", 1);
    assert_ne!(range_rows(&slower), expected_ranges());
    let line = document
        .lines()
        .find(|line| line.starts_with("| charging a customer"));
    let shorter = document.replace(line.expect("the row"), "");
    assert_ne!(range_rows(&shorter), expected_ranges());
    assert_eq!(in_words((50, 200)), "0.05 to 0.2 ms");
}
