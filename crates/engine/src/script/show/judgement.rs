//! Verdicts and rows of the ledger, as scripts write them.

use super::{Fields, Names, Value};
use crate::guarantee::{
    Anomaly, AnomalyKind, Leg, OpenTransaction, Undecided, Verdict, WaitingFor,
};
use crate::ids::{ClientId, NodeId};
use crate::ledger::Row;
use crate::script::draft::producer_name;
use crate::script::kind::{Key, Kind, MAYBE_NUMBER, MAYBE_ORDER, MAYBE_PRODUCER_ID};

/// What the leg of a reader begins with.
pub(in crate::script) const READER: &str = "reader/";

const IS: Kind = Kind::Words(|| {
    vec![
        "kept",
        "not_decided",
        "waiting",
        "allowed",
        "outside_kafka",
        "broken",
    ]
});
const ANOMALY: Kind = Kind::Words(|| {
    vec![
        "lost",
        "duplicated",
        "reordered",
        "torn",
        "seen_then_aborted",
        "given_up",
    ]
});
const WHY: Kind = Kind::Words(|| {
    vec![
        "in_shop",
        "in_producer",
        "on_the_wire",
        "awaiting_answer",
        "awaiting_replication",
        "in_transaction",
        "being_completed",
        "not_fetched",
        "in_consumer",
        "step_due",
    ]
});
const WAITING_FOR: Kind =
    Kind::Words(|| vec!["broker", "link", "envelope", "client", "transaction"]);

pub(in crate::script) const VERDICT_KEYS: [Key; 12] = [
    ("is", IS),
    ("anomaly", Kind::Or(&ANOMALY, &["none"])),
    (
        "anomalies",
        Kind::List(",", &Kind::Both(&ANOMALY, ":", &Kind::Order)),
    ),
    ("leg", Kind::Or(&Kind::Leg, &["none"])),
    ("order", MAYBE_ORDER),
    ("after", MAYBE_ORDER),
    ("count", MAYBE_NUMBER),
    ("why", Kind::Or(&WHY, &["none"])),
    ("waiting_for", Kind::Or(&WAITING_FOR, &["none"])),
    ("node", Kind::Or(&Kind::Node, &["none"])),
    ("producer", MAYBE_PRODUCER_ID),
    (
        "transactional.id",
        Kind::Or(&Kind::TransactionalId, &["none"]),
    ),
];

pub(in crate::script) const ROW_KEYS: [Key; 12] = [
    ("taken", Kind::Flag),
    ("sent", Kind::Number),
    ("told_stored", Kind::Number),
    ("told_failed", Kind::Number),
    ("copies", Kind::Number),
    ("committed", Kind::Number),
    ("in_doubt", Kind::Number),
    ("outputs", Kind::Number),
    ("outputs_committed", Kind::Number),
    ("outputs_in_doubt", Kind::Number),
    ("effects_inside", Kind::Number),
    ("effects_outside", Kind::Number),
];

pub(in crate::script) const READING_KEYS: [Key; 3] = [
    ("visible", Kind::Number),
    ("seen", Kind::Number),
    ("seen_aborted", Kind::Flag),
];

/// The name of a leg without a reader of its own.
pub(in crate::script) fn plain_leg(leg: Leg) -> &'static str {
    match leg {
        Leg::CheckoutToOrders => "checkout_to_orders",
        Leg::OrdersToPayments => "orders_to_payments",
        Leg::Statement(_) => READER,
        Leg::OutsideEffect => "outside_effect",
    }
}

fn leg(names: Names<'_>, leg: Leg) -> Value {
    match leg {
        Leg::Statement(reader) => format!("{READER}{}", names.client(reader)).into(),
        other => plain_leg(other).into(),
    }
}

fn kind(kind: AnomalyKind) -> &'static str {
    match kind {
        AnomalyKind::Lost => "lost",
        AnomalyKind::Duplicated => "duplicated",
        AnomalyKind::Reordered { .. } => "reordered",
        AnomalyKind::Torn => "torn",
        AnomalyKind::SeenThenAborted => "seen_then_aborted",
        AnomalyKind::GivenUp => "given_up",
    }
}

/// What a verdict says, and all that went wrong.
pub(in crate::script) fn verdict(
    names: Names<'_>,
    verdict: &Verdict,
    anomalies: &[Anomaly],
) -> Fields {
    let is = match verdict {
        Verdict::Kept => "kept",
        Verdict::NotDecided(_) => "not_decided",
        Verdict::Waiting(_) => "waiting",
        Verdict::AllowedAnomaly(_) => "allowed",
        Verdict::OutsideKafka(_) => "outside_kafka",
        Verdict::Copied(_) => "copied",
        Verdict::Broken(_) => "broken",
    };
    let all = anomalies
        .iter()
        .map(|anomaly| format!("{}:{}", kind(anomaly.kind), names.order(anomaly.order)));
    let mut fields: Fields = vec![("is", is.into()), ("anomalies", all.collect())];
    if let Some(anomaly) = verdict.anomaly() {
        fields.extend([
            ("anomaly", kind(anomaly.kind).into()),
            ("leg", leg(names, anomaly.leg)),
            ("order", names.order(anomaly.order)),
            ("count", anomaly.count.into()),
        ]);
        if let AnomalyKind::Reordered { after } = anomaly.kind {
            fields.push(("after", names.order(after)));
        }
    }
    match *verdict {
        Verdict::NotDecided(open) => {
            fields.extend(open.order.map(|order| ("order", names.order(order))));
            undecided(names, open.why, &mut fields);
        }
        Verdict::Waiting(what) => waiting(names, what, &mut fields),
        _ => {}
    }
    fields
}

fn undecided(names: Names<'_>, why: Undecided, fields: &mut Fields) {
    let word = match why {
        Undecided::InShop(_) => "in_shop",
        Undecided::InProducer(_) => "in_producer",
        Undecided::OnTheWire(_) => "on_the_wire",
        Undecided::AwaitingAnswer(_) => "awaiting_answer",
        Undecided::AwaitingReplication(_) => "awaiting_replication",
        Undecided::InTransaction(_) => "in_transaction",
        Undecided::BeingCompleted(_) => "being_completed",
        Undecided::NotFetched(_) => "not_fetched",
        Undecided::InConsumer(_) => "in_consumer",
        Undecided::StepDue(_) => "step_due",
    };
    fields.push(("why", word.into()));
    match why {
        Undecided::InShop(client)
        | Undecided::InProducer(client)
        | Undecided::NotFetched(client)
        | Undecided::InConsumer(client) => fields.push(("node", names.client(client))),
        Undecided::InTransaction(transaction) | Undecided::BeingCompleted(transaction) => {
            of_transaction(names, transaction, fields);
        }
        _ => {}
    }
}

fn waiting(names: Names<'_>, what: WaitingFor, fields: &mut Fields) {
    let (word, node) = match what {
        WaitingFor::Broker(broker) => ("broker", Some(NodeId::Broker(broker))),
        WaitingFor::Link(..) => ("link", None),
        WaitingFor::Release(_) => ("envelope", None),
        WaitingFor::Client(client) => ("client", Some(NodeId::Client(client))),
        WaitingFor::Transaction(transaction) => {
            of_transaction(names, transaction, fields);
            ("transaction", None)
        }
    };
    fields.push(("waiting_for", word.into()));
    let bare = |node| names.node(node).replace(' ', "/");
    fields.extend(node.map(|node| ("node", bare(node).into())));
}

fn of_transaction(names: Names<'_>, transaction: OpenTransaction, fields: &mut Fields) {
    fields.push(("producer", producer_name(transaction.producer_id).into()));
    let id = transaction.id.map(|id| names.transactional_id(id));
    fields.extend(id.map(|id| ("transactional.id", id)));
}

/// An order's row.
pub(in crate::script) fn row(row: &Row<u32>) -> Fields {
    vec![
        ("taken", row.taken.into()),
        ("sent", row.sent.into()),
        ("told_stored", row.told_stored.into()),
        ("told_failed", row.told_failed.into()),
        ("copies", row.copies.into()),
        ("committed", row.committed.into()),
        ("in_doubt", row.in_doubt.into()),
        ("outputs", row.outputs.into()),
        ("outputs_committed", row.outputs_committed.into()),
        ("outputs_in_doubt", row.outputs_in_doubt.into()),
        ("effects_inside", row.effects_inside.into()),
        ("effects_outside", row.effects_outside.into()),
    ]
}

/// An order as one reader meets it.
pub(in crate::script) fn reading(row: &Row<u32>, reader: ClientId) -> Fields {
    let mut readers = row.readers.iter();
    let reading = readers.find(|reading| reading.client == reader);
    let reading = reading.expect("a client with a consumer");
    vec![
        ("visible", reading.visible.into()),
        ("seen", reading.seen.into()),
        ("seen_aborted", reading.seen_aborted.into()),
    ]
}
