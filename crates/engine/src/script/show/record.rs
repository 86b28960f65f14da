//! Records of a log, as scripts write them: `a(P,e0,s0,L0)`.

use super::{Fields, Names, Value, group};
use crate::ids::{Offset, Sequence};
use crate::log::{Batch, Payload};
use crate::script::draft::producer_name;

/// One record of a log with everything that can be compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::script) struct Record {
    pub offset: Offset,
    pub kind: &'static str,
    /// The order's name; of a committed offset `GROUP/PARTITION@OFFSET`.
    pub value: String,
    /// P, P2 ...
    pub producer: Option<String>,
    pub epoch: Option<i16>,
    pub sequence: Option<i32>,
    /// Of a marker: the epoch of the coordinator that had it written.
    pub coordinator_epoch: Option<u16>,
    pub leader_epoch: u16,
}

/// The records of a batch.
pub(in crate::script) fn records(names: Names<'_>, batch: &Batch) -> Vec<Record> {
    let (kind, values): (_, Vec<String>) = match &batch.payload {
        Payload::Orders(orders) => (
            "data",
            orders
                .iter()
                .map(|order| names.order(*order).to_string())
                .collect(),
        ),
        Payload::CommittedOffset {
            group,
            partition,
            offset,
        } => (
            "offset",
            vec![format!(
                "{}/{}@{offset}",
                names.group(*group),
                names.partition(*partition)
            )],
        ),
        Payload::Marker { result, .. } => (result.name(), vec![result.name().to_uppercase()]),
        Payload::Group { group: of, record } => ("group", vec![group::record(names, *of, record)]),
        Payload::Transaction { id, record } => {
            let partitions = record.partitions.map(|set| names.partitions(set));
            let partitions = Value::from(partitions);
            let value = format!(
                "{}:{}({},e{})[{partitions}]",
                names.transactional_id(*id),
                record.state.name(),
                producer_name(record.producer_id),
                record.producer_epoch.0
            );
            ("transaction", vec![value])
        }
    };
    let kind = if batch.transactional && kind == "data" {
        "transactional"
    } else {
        kind
    };
    let of_index = |(index, value): (usize, String)| Record {
        offset: batch.base_offset.plus(index),
        kind,
        value,
        producer: batch.producer.map(|producer| producer_name(producer.id)),
        epoch: batch.producer.map(|producer| producer.epoch.0),
        sequence: batch
            .producer
            .filter(|producer| producer.base_sequence != Sequence::NONE)
            .map(|producer| producer.base_sequence.plus(index).0),
        coordinator_epoch: match batch.payload {
            Payload::Marker {
                coordinator_epoch, ..
            } => Some(coordinator_epoch.0),
            _ => None,
        },
        leader_epoch: batch.leader_epoch.0,
    };
    values.into_iter().enumerate().map(of_index).collect()
}

impl Record {
    pub fn fields(&self) -> Fields {
        let mut fields: Fields = vec![
            ("offset", self.offset.into()),
            ("kind", self.kind.into()),
            ("value", self.value.as_str().into()),
        ];
        if let (Some(producer), Some(epoch)) = (&self.producer, self.epoch) {
            fields.push(("producer", producer.as_str().into()));
            fields.push(("epoch", i32::from(epoch).into()));
        }
        if let Some(sequence) = self.sequence {
            fields.push(("sequence", sequence.into()));
        }
        if let Some(epoch) = self.coordinator_epoch {
            fields.push(("coordinator_epoch", Value::from(epoch)));
        }
        fields.push(("leader_epoch", Value::from(self.leader_epoch)));
        fields
    }
}

impl std::fmt::Display for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}(", self.value)?;
        match (&self.producer, self.epoch, self.sequence) {
            (Some(producer), Some(epoch), Some(sequence)) => {
                write!(f, "{producer},e{epoch},s{sequence}")?;
            }
            (Some(producer), Some(epoch), None) => write!(f, "{producer},e{epoch}")?,
            _ => f.write_str("plain")?,
        }
        if let Some(epoch) = self.coordinator_epoch {
            write!(f, ",K{epoch}")?;
        }
        write!(f, ",L{})", self.leader_epoch)
    }
}
