//! Events of transactions by name and fields.

use super::{Fields, Names, Value};
use crate::event::Event;
use crate::ids::{BrokerId, TransactionalId};
use crate::node::{ManagerState, TransactionCall};
use crate::script::draft::producer_name;
use crate::script::kind::Kind;

pub(super) const MANAGER_STATE: Kind =
    Kind::Words(|| ManagerState::ALL.map(ManagerState::name).to_vec());
pub(super) const CALL: Kind =
    Kind::Words(|| TransactionCall::ALL.map(TransactionCall::name).to_vec());

/// The event's name and what it tells; `None` where it is about something else.
pub(super) fn describe(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    of_client(names, event)
        .or_else(|| of_coordinator(names, event))
        .or_else(|| of_log(names, event))
}

fn of_client(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    Some(match *event {
        Event::ManagerMoved(client, state) => (
            "ManagerMoved",
            vec![
                ("client", names.client(client)),
                ("state", state.name().into()),
            ],
        ),
        Event::CallReturned(client, call, thrown) => (
            "CallReturned",
            vec![
                ("client", names.client(client)),
                ("call", call.name().into()),
                (
                    "exception",
                    Value::from(thrown.map(|exception| exception.class_name())),
                ),
            ],
        ),
        Event::ToldCommitted(client, order) => (
            "ToldCommitted",
            vec![
                ("client", names.client(client)),
                ("order", names.order(order)),
            ],
        ),
        Event::SeenAborted(client, order) => (
            "SeenAborted",
            vec![
                ("client", names.client(client)),
                ("order", names.order(order)),
            ],
        ),
        Event::SoughtToCommitted(client) => {
            ("SoughtToCommitted", vec![("client", names.client(client))])
        }
        _ => return None,
    })
}

fn of_coordinator(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    let of_id = |broker: BrokerId, id: TransactionalId| {
        vec![
            ("broker", broker.into()),
            ("transactional_id", names.transactional_id(id)),
        ]
    };
    let with = |mut fields: Fields, key, value: Value| {
        fields.push((key, value));
        fields
    };
    Some(match *event {
        Event::TransactionPending(broker, id, state) => (
            "TransactionPending",
            with(of_id(broker, id), "state", state.name().into()),
        ),
        Event::TransactionMoved(broker, id, state) => (
            "TransactionMoved",
            with(of_id(broker, id), "state", state.name().into()),
        ),
        Event::TransactionLoaded(broker, id, state) => (
            "TransactionLoaded",
            with(of_id(broker, id), "state", state.name().into()),
        ),
        Event::TransactionLogFailed(broker, id, error) => (
            "TransactionLogFailed",
            with(of_id(broker, id), "error", error.name().into()),
        ),
        Event::MarkersGivenUp(broker, id, error) => (
            "MarkersGivenUp",
            with(of_id(broker, id), "error", error.name().into()),
        ),
        Event::TransactionLogged(broker, id, offset, record) => {
            let mut fields = of_id(broker, id);
            let partitions = record.partitions.map(|set| names.partitions(set));
            fields.push(("offset", offset.into()));
            fields.push(("state", record.state.name().into()));
            fields.push(("producer", producer_name(record.producer_id).into()));
            fields.push(("epoch", i32::from(record.producer_epoch.0).into()));
            fields.push(("partitions", Value::from(partitions)));
            ("TransactionLogged", fields)
        }
        _ => return None,
    })
}

fn of_log(names: Names<'_>, event: &Event) -> Option<(&'static str, Fields)> {
    let place = |broker: BrokerId, partition| {
        vec![
            ("broker", broker.into()),
            ("partition", names.partition(partition)),
        ]
    };
    Some(match *event {
        Event::TransactionsLoaded(broker, partition) => {
            ("TransactionsLoaded", place(broker, partition))
        }
        Event::TransactionsForgotten(broker, partition) => {
            ("TransactionsForgotten", place(broker, partition))
        }
        Event::MarkerAppended(broker, partition, offset, producer, result) => {
            let mut fields = place(broker, partition);
            fields.push(("offset", offset.into()));
            fields.push(("producer", producer_name(producer).into()));
            fields.push(("result", result.name().into()));
            ("MarkerAppended", fields)
        }
        Event::AppendedInTransaction(broker, partition, offset, producer) => {
            let mut fields = place(broker, partition);
            fields.push(("offset", offset.into()));
            fields.push(("producer", producer_name(producer).into()));
            ("AppendedInTransaction", fields)
        }
        Event::OffsetPending(broker, group, partition, offset, producer) => {
            let mut fields = place(broker, partition);
            fields.push(("offset", offset.into()));
            fields.push(("group", names.group(group)));
            fields.push(("producer", producer_name(producer).into()));
            ("OffsetPending", fields)
        }
        _ => return None,
    })
}
