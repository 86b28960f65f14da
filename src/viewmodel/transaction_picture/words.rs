//! The words of the picture: Kafka's names on the arrows, a sentence beside each step.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId, Offset, OrderId, PartitionId, PartitionSet};
use ackademy_engine::log::{TransactionRecord, TransactionResult, TransactionState};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, EnvelopeKey, KafkaError, ResponseDigest, Subject};
use ackademy_engine::scenario::{CONSUMER_OFFSETS, Scenario};

use super::super::words::{node_name, partition_name};
use super::steps::{Lane, TransactionStep};
use crate::i18n::{Message, message};
use crate::t;

/// What a step says.
pub(super) struct Told {
    pub(super) label: Message,
    pub(super) text: Message,
}

fn named(api: Api) -> Message {
    message("picture-label").with("what", api.name())
}

fn listed(scenario: &Scenario, partitions: PartitionSet) -> String {
    let names: Vec<String> = scenario
        .partition_ids()
        .filter(|partition| partitions.contains(*partition))
        .map(|partition| partition_name(scenario, partition))
        .collect();
    names.join(", ")
}

fn at(offset: Offset) -> i64 {
    i64::from(offset.0)
}

pub(super) fn request(scenario: &Scenario, key: EnvelopeKey) -> Told {
    let label = named(key.api);
    let text = match (key.api, key.subject) {
        (Api::AddPartitionsToTxn, Subject::Transaction { partitions, .. }) => {
            message("picture-add-partitions").with("partitions", listed(scenario, partitions))
        }
        (Api::AddOffsetsToTxn, _) => t!("picture-add-offsets"),
        (_, Subject::End { result, .. }) => match result {
            TransactionResult::Commit => t!("picture-end-commit"),
            TransactionResult::Abort => t!("picture-end-abort"),
        },
        _ => t!("picture-init"),
    };
    Told { label, text }
}

pub(super) fn answered(api: Api, error: KafkaError) -> Told {
    Told {
        label: message("picture-label").with("what", error.name()),
        text: message("picture-answered")
            .with("api", api.name())
            .with("error", error.name()),
    }
}

pub(super) fn polled(
    scenario: &Scenario,
    partition: PartitionId,
    offset: Offset,
    order: OrderId,
) -> Told {
    let order = scenario.order_name(order);
    Told {
        label: message("picture-polled-label").with("order", order),
        text: message("picture-polled")
            .with("order", order)
            .with("offset", at(offset))
            .with("partition", partition_name(scenario, partition)),
    }
}

pub(super) fn logged(scenario: &Scenario, offset: Offset, record: TransactionRecord) -> Told {
    let partitions = record.partitions.unwrap_or(PartitionSet::EMPTY);
    let offset = at(offset);
    let text = match record.state {
        TransactionState::Empty => message("picture-logged-empty").with("offset", offset),
        TransactionState::Ongoing => message("picture-logged-ongoing")
            .with("offset", offset)
            .with("partitions", listed(scenario, partitions)),
        TransactionState::PrepareCommit | TransactionState::PrepareAbort => {
            message("picture-logged-prepare")
                .with("offset", offset)
                .with("state", record.state.name())
        }
        state => message("picture-logged-complete")
            .with("offset", offset)
            .with("state", state.name()),
    };
    Told {
        label: t!("picture-append-label"),
        text,
    }
}

pub(super) fn moved(state: TransactionState, answered: Option<&(Api, ResponseDigest)>) -> Told {
    let text = match answered {
        Some((Api::InitProducerId, _)) => message("picture-moved-init").with("state", state.name()),
        Some((Api::EndTxn, _)) => message("picture-moved-end").with("state", state.name()),
        Some(_) => message("picture-moved").with("state", state.name()),
        None => message("picture-moved-silently").with("state", state.name()),
    };
    Told {
        label: t!("picture-replicated-label"),
        text,
    }
}

pub(super) fn answer(api: Api, digest: &ResponseDigest) -> Message {
    match digest.identity {
        Some((producer_id, epoch)) if api == Api::InitProducerId => message("picture-identity")
            .with("id", i64::from(producer_id.0))
            .with("epoch", i64::from(epoch.0)),
        _ => message("picture-label").with("what", digest.error.name()),
    }
}

pub(super) fn produced(
    scenario: &Scenario,
    partition: PartitionId,
    offset: Offset,
    order: OrderId,
) -> Told {
    Told {
        label: named(Api::Produce),
        text: message("picture-produced")
            .with("order", scenario.order_name(order))
            .with("offset", at(offset))
            .with("partition", partition_name(scenario, partition)),
    }
}

pub(super) fn pending(scenario: &Scenario, partition: PartitionId, offset: Offset) -> Told {
    Told {
        label: named(Api::TxnOffsetCommit),
        text: message("picture-pending")
            .with("offset", at(offset))
            .with("partition", partition_name(scenario, partition)),
    }
}

pub(super) fn marked(result: TransactionResult) -> Told {
    Told {
        label: named(Api::WriteTxnMarkers),
        text: match result {
            TransactionResult::Commit => t!("picture-marked-commit"),
            TransactionResult::Abort => t!("picture-marked-abort"),
        },
    }
}

/// A name for each lane, and below it what it is exactly.
pub(super) fn heads(
    player: &Player,
    app: ClientId,
    steps: &[TransactionStep],
) -> Vec<(Lane, Message, Message)> {
    let scenario = player.scenario();
    let producer = scenario.client(app).producer.as_ref();
    let id = producer.and_then(|producer| producer.transactional_id);
    let transactional_id = id.map_or("", |id| {
        scenario.transactional_ids[usize::from(id.0)].as_str()
    });
    let events = player.trace().events();
    let coordinator = events.iter().find_map(|event| match event {
        Event::TransactionLogged(broker, other, ..) if Some(*other) == id => Some(*broker),
        _ => None,
    });
    let written = steps
        .iter()
        .any(|step| step.cells.iter().any(|(lane, _)| *lane == Lane::Target));
    let target = scenario.partition_ids().find(|partition| {
        written
            && events.iter().any(|event| {
                matches!(event, Event::AppendedInTransaction(_, other, ..) if other == partition)
            })
            && producer.is_some_and(|producer| producer.partitions.contains(partition))
    });
    let exactly = |text: String| message("picture-label").with("what", text);
    let partition = |it: Option<PartitionId>| {
        exactly(it.map_or_else(String::new, |it| partition_name(scenario, it)))
    };
    let inside = coordinator.map_or_else(
        || exactly(String::new()),
        |broker| {
            message("picture-inside").with("broker", node_name(scenario, NodeId::Broker(broker)))
        },
    );
    let log = id.and_then(|id| scenario.transaction_partition(id));
    vec![
        (
            Lane::Source,
            t!("picture-source"),
            partition(super::source_of(scenario, app)),
        ),
        (
            Lane::App,
            message("picture-app").with("app", node_name(scenario, NodeId::Client(app))),
            exactly(transactional_id.to_owned()),
        ),
        (Lane::Coordinator, t!("picture-coordinator"), inside),
        (Lane::Log, t!("picture-log"), partition(log)),
        (
            Lane::Offsets,
            t!("picture-offsets"),
            exactly(CONSUMER_OFFSETS.to_owned()),
        ),
        (Lane::Target, t!("picture-target"), partition(target)),
    ]
}
