//! Every record of one replica's log, field by field: what a row of cells opens to.

use ackademy_engine::ids::{BrokerId, PartitionId};
use ackademy_engine::log::{Batch, Payload, Replica, TransactionRecord};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::Scenario;

use super::details::{Fact, fact};
use super::log_row::{Outcome, outcome};
use super::payments::holds_payments;
use super::words::{partition_name, partition_names};
use crate::i18n::{Message, message};

/// One record.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordLine {
    /// Where it stands.
    pub offset: u32,
    /// What it is.
    pub what: Message,
    /// What is special about it: not replicated, in doubt, aborted.
    pub notes: Vec<Message>,
    /// Its fields, with Kafka's names.
    pub fields: Vec<Fact>,
}

/// All records, the last one first.
pub(super) fn records(
    player: &Player,
    partition: PartitionId,
    broker: BrokerId,
) -> Vec<RecordLine> {
    let scenario = player.scenario();
    let replica = player.world().replica(partition, broker);
    let mut lines = Vec::new();
    for (place, batch) in replica.batches().iter().enumerate() {
        let notes = notes(scenario, replica, place);
        let fields = fields(scenario, batch);
        let line = |offset: u32, what| RecordLine {
            offset,
            what,
            notes: notes.clone(),
            fields: fields.clone(),
        };
        if let Some(what) = what(scenario, batch) {
            lines.push(line(batch.base_offset.0, what));
        }
        for (offset, order) in batch.orders() {
            let name = scenario.order_name(order);
            let what = if holds_payments(scenario, partition) {
                message("record-payment").with("order", name)
            } else {
                message("record-order").with("order", name)
            };
            lines.push(line(offset.0, what));
        }
    }
    lines.reverse();
    lines
}

/// What a record is; data records are told one by one.
fn what(scenario: &Scenario, batch: &Batch) -> Option<Message> {
    Some(match &batch.payload {
        Payload::Orders(_) => return None,
        Payload::CommittedOffset {
            group,
            partition,
            offset,
        } => message("record-offset")
            .with("group", scenario.groups[usize::from(group.0)].as_str())
            .with("partition", partition_name(scenario, *partition))
            .with("offset", i64::from(offset.0)),
        Payload::Group { group, record } => message("record-group")
            .with("group", scenario.groups[usize::from(group.0)].as_str())
            .with("generation", i64::from(record.generation.0))
            .with("count", record.members.len()),
        Payload::Marker { result, .. } => {
            message("record-marker").with("result", result.name().to_uppercase())
        }
        Payload::Transaction { id, record } => message("record-state")
            .with("id", scenario.transactional_ids[id.index()].as_str())
            .with("state", record.state.name()),
    })
}

fn notes(scenario: &Scenario, replica: &Replica, place: usize) -> Vec<Message> {
    let batch = &replica.batches()[place];
    let mut notes = Vec::new();
    match outcome(scenario, replica, place) {
        Outcome::Settled => {}
        Outcome::InDoubt => notes.push(message("record-in-doubt")),
        Outcome::Aborted => notes.push(message("record-aborted")),
    }
    if batch.end_offset() > replica.high_watermark() {
        notes.push(message("record-above-high-watermark"));
    }
    notes
}

fn fields(scenario: &Scenario, batch: &Batch) -> Vec<Fact> {
    let mut fields = Vec::new();
    if let Some(producer) = batch.producer {
        fields.push(fact("producerId", producer.id.0));
        fields.push(fact("producerEpoch", producer.epoch.0));
        if batch.marker().is_none() {
            fields.push(fact("baseSequence", producer.base_sequence.0));
        }
    }
    if batch.transactional {
        fields.push(fact("isTransactional", true));
    }
    match &batch.payload {
        Payload::Marker {
            coordinator_epoch, ..
        } => {
            fields.push(fact("isControl", true));
            fields.push(fact("coordinatorEpoch", coordinator_epoch.0));
        }
        Payload::Transaction { record, .. } => fields.extend(of_state(scenario, record)),
        _ => {}
    }
    fields.push(fact("partitionLeaderEpoch", batch.leader_epoch.0));
    fields
}

/// The fields of `TransactionLogValue`.
fn of_state(scenario: &Scenario, record: &TransactionRecord) -> Vec<Fact> {
    let named = |set| {
        let names = partition_names(scenario, set);
        if names.is_empty() {
            "[]".to_owned()
        } else {
            names
        }
    };
    let listed = record.partitions.map_or("null".to_owned(), named);
    vec![
        fact("ProducerId", record.producer_id.0),
        fact("ProducerEpoch", record.producer_epoch.0),
        fact("TransactionPartitions", listed),
        fact("TransactionTimeoutMs", record.timeout_ms),
    ]
}
