//! What happened to transactions, in words.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, TransactionalId};
use ackademy_engine::log::{TransactionResult, TransactionState};
use ackademy_engine::node::ManagerState;
use ackademy_engine::scenario::Scenario;

use super::Weight;
use super::words::{node_name, partition_name};
use crate::i18n::{Message, message};

pub(super) fn of_transaction(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    of_client(scenario, event)
        .or_else(|| of_coordinator(scenario, event))
        .or_else(|| of_marked_logs(scenario, event))
}

fn of_client(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |client: ClientId| node_name(scenario, NodeId::Client(client));
    Some(match *event {
        Event::ManagerMoved(client, state) => {
            let weight = match state {
                ManagerState::AbortableError | ManagerState::FatalError => Weight::Alarm,
                _ => Weight::Minor,
            };
            let text = message("story-manager-moved")
                .with("client", name(client))
                .with("state", state.name());
            (text, weight)
        }
        Event::CallReturned(client, call, None) => (
            message("story-call-returned")
                .with("client", name(client))
                .with("call", call.name()),
            Weight::Minor,
        ),
        Event::CallReturned(client, call, Some(exception)) => (
            message("story-call-threw")
                .with("client", name(client))
                .with("call", call.name())
                .with("exception", exception.class_name()),
            Weight::Alarm,
        ),
        Event::ToldCommitted(client, order) => (
            message("story-told-committed")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Major,
        ),
        Event::SoughtToCommitted(client) => (
            message("story-sought").with("client", name(client)),
            Weight::Major,
        ),
        Event::SeenAborted(client, order) => (
            message("story-seen-aborted")
                .with("client", name(client))
                .with("order", scenario.order_name(order)),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

fn of_coordinator(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker: BrokerId| node_name(scenario, NodeId::Broker(broker));
    let id_name = |id: TransactionalId| scenario.transactional_ids[id.index()].as_str();
    Some(match *event {
        Event::TransactionPending(broker, id, state) => (
            message("story-transaction-pending")
                .with("broker", name(broker))
                .with("id", id_name(id))
                .with("state", state.name()),
            Weight::Minor,
        ),
        Event::TransactionLogged(broker, id, offset, record) => (
            message("story-transaction-logged")
                .with("broker", name(broker))
                .with("id", id_name(id))
                .with("state", record.state.name())
                .with("offset", i64::from(offset.0)),
            Weight::Major,
        ),
        Event::TransactionMoved(broker, id, state) => (
            message("story-transaction-moved")
                .with("broker", name(broker))
                .with("id", id_name(id))
                .with("state", state.name()),
            Weight::Major,
        ),
        Event::TransactionLogFailed(broker, id, error) => (
            message("story-transaction-log-failed")
                .with("broker", name(broker))
                .with("id", id_name(id))
                .with("error", error.name()),
            Weight::Alarm,
        ),
        Event::TransactionLoaded(broker, id, state) => loaded(scenario, broker, id, state),
        Event::TransactionsLoaded(broker, log) => (
            message("story-transactions-loaded")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, log)),
            Weight::Alarm,
        ),
        Event::TransactionsForgotten(broker, log) => (
            message("story-transactions-forgotten")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, log)),
            Weight::Alarm,
        ),
        Event::MarkersGivenUp(broker, id, error) => (
            message("story-markers-given-up")
                .with("broker", name(broker))
                .with("id", id_name(id))
                .with("error", error.name()),
            Weight::Alarm,
        ),
        _ => return None,
    })
}

/// A new coordinator finishes what was decided, and keeps open what was open.
fn loaded(
    scenario: &Scenario,
    broker: BrokerId,
    id: TransactionalId,
    state: TransactionState,
) -> (Message, Weight) {
    let (broker, id) = (
        node_name(scenario, NodeId::Broker(broker)),
        scenario.transactional_ids[id.index()].as_str(),
    );
    let text = if state.prepared().is_some() {
        message("story-transaction-loaded-decided")
            .with("broker", broker)
            .with("id", id)
            .with("state", state.name())
    } else {
        message("story-transaction-loaded")
            .with("broker", broker)
            .with("id", id)
            .with("state", state.name())
    };
    (text, Weight::Major)
}

fn of_marked_logs(scenario: &Scenario, event: &Event) -> Option<(Message, Weight)> {
    let name = |broker: BrokerId| node_name(scenario, NodeId::Broker(broker));
    Some(match *event {
        Event::MarkerAppended(broker, partition, offset, producer, result) => {
            let (broker, partition) = (name(broker), partition_name(scenario, partition));
            let text = match result {
                TransactionResult::Commit => message("story-marker-commit")
                    .with("broker", broker)
                    .with("partition", partition)
                    .with("offset", i64::from(offset.0))
                    .with("producer", i64::from(producer.0)),
                TransactionResult::Abort => message("story-marker-abort")
                    .with("broker", broker)
                    .with("partition", partition)
                    .with("offset", i64::from(offset.0))
                    .with("producer", i64::from(producer.0)),
            };
            (text, Weight::Major)
        }
        Event::OffsetPending(broker, group, partition, offset, _) => (
            message("story-offset-pending")
                .with("broker", name(broker))
                .with("group", scenario.groups[usize::from(group.0)].as_str())
                .with("partition", partition_name(scenario, partition))
                .with("offset", i64::from(offset.0)),
            Weight::Major,
        ),
        Event::AppendedInTransaction(broker, partition, offset, producer) => (
            message("story-appended-in-transaction")
                .with("broker", name(broker))
                .with("partition", partition_name(scenario, partition))
                .with("offset", i64::from(offset.0))
                .with("producer", i64::from(producer.0)),
            Weight::Minor,
        ),
        _ => return None,
    })
}
