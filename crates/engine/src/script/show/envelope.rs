//! Envelopes, as scripts name them.

use super::{Fields, Names, group};
use crate::protocol::{Direction, Subject};
use crate::script::draft::producer_name;
use crate::script::kind::{Key, Kind, ORDERS, PARTITIONS, RESULT};
use crate::script::watch::Sent;

/// Every key that an envelope is shown and matched by.
pub(in crate::script) const ENVELOPE_KEYS: [Key; 18] = [
    ("direction", Kind::Words(|| vec!["request", "response"])),
    ("api", Kind::Api),
    ("client", Kind::Client),
    ("sender", Kind::Node),
    ("broker", Kind::Broker),
    ("partition", Kind::Partition),
    ("orders", ORDERS),
    ("order", Kind::Order),
    ("offset", Kind::Number),
    ("group", Kind::Group),
    ("transactional_id", Kind::TransactionalId),
    ("partitions", PARTITIONS),
    ("producer", Kind::ProducerId),
    ("result", RESULT),
    ("generation", Kind::Number),
    ("member", Kind::Member),
    ("copy", Kind::Words(|| vec!["true"])),
    ("nth", Kind::Number),
];

/// An envelope, field by field.
pub(in crate::script) fn fields(names: Names<'_>, sent: &Sent) -> Fields {
    let key = sent.key;
    let mut fields: Fields = vec![
        ("direction", direction(key.direction).into()),
        ("api", key.api.name().into()),
        names.sender(key.sender),
        ("broker", key.broker.into()),
    ];
    match key.subject {
        Subject::Itself => {}
        Subject::Orders { partition, .. } => {
            fields.push(("partition", names.partition(partition)));
            fields.push(("orders", names.orders(&sent.orders)));
        }
        Subject::Position { partition, offset } => {
            fields.push(("partition", names.partition(partition)));
            fields.push(("offset", offset.into()));
        }
        Subject::Committed {
            group,
            partition,
            offset,
        } => {
            fields.push(("group", names.group(group)));
            fields.push(("partition", names.partition(partition)));
            fields.push(("offset", offset.into()));
        }
        Subject::Group(group) => fields.push(("group", names.group(group))),
        Subject::Member { group, metadata } => {
            fields.push(("group", names.group(group)));
            fields.extend(group::metadata(names, metadata));
        }
        other => fields.extend(in_transaction(names, other)),
    }
    if key.copy > 0 {
        fields.push(("copy", true.into()));
    }
    fields.push(("nth", sent.nth.into()));
    fields
}

fn in_transaction(names: Names<'_>, subject: Subject) -> Fields {
    match subject {
        Subject::TransactionalId(id) => vec![("transactional_id", names.transactional_id(id))],
        Subject::Transaction { id, partitions } => vec![
            ("transactional_id", names.transactional_id(id)),
            ("partitions", names.partitions(partitions)),
        ],
        Subject::End { id, result } => vec![
            ("transactional_id", names.transactional_id(id)),
            ("result", result.name().into()),
        ],
        Subject::Markers {
            producer_id,
            result,
            partitions,
            ..
        } => vec![
            ("producer", producer_name(producer_id).into()),
            ("result", result.name().into()),
            ("partitions", names.partitions(partitions)),
        ],
        _ => vec![],
    }
}

/// An envelope in the words that a step would name it by.
pub(in crate::script) fn phrase(names: Names<'_>, sent: &Sent) -> String {
    let key = sent.key;
    let (sender, broker) = (names.node(key.sender), format!("broker {}", key.broker));
    let (from, to) = match key.direction {
        Direction::Request => (sender, broker),
        Direction::Response => (broker, sender),
    };
    let mut text = format!(
        "{} {} from {from} to {to}",
        direction(key.direction),
        key.api.name()
    );
    for (name, value) in fields(names, sent) {
        match name {
            "direction" | "api" | "client" | "sender" | "broker" => {}
            "nth" if sent.nth == 1 => {}
            // A pattern names one order of a batch.
            "orders" if sent.orders.len() == 1 => text += &format!(" order={value}"),
            _ => text += &format!(" {name}={value}"),
        }
    }
    text
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    }
}
