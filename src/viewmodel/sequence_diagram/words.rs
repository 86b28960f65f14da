//! What is written at an arrow: Kafka's own words, and what they are about.

use ackademy_engine::ids::TransactionalId;
use ackademy_engine::log::TransactionResult;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, KafkaError, ResponseDigest, Subject};
use ackademy_engine::scenario::Scenario;

use super::super::payments::is_of_payments;
use super::super::words::{is_question, offset_of, orders_of, partition_name, partition_names};
use super::arrows::Arrow;
use super::fold::Fold;
use crate::i18n::{Message, message};
use crate::t;

/// What an arrow says.
pub(super) fn label(scenario: &Scenario, arrow: &Arrow) -> Message {
    let label = if arrow.is_answer() {
        answer(scenario, arrow.key, arrow.says.as_ref())
    } else {
        request(scenario, arrow.key)
    };
    if arrow.key.copy > 0 {
        message("diagram-copy").with("what", label)
    } else if arrow.is_late {
        message("diagram-late").with("what", label)
    } else {
        label
    }
}

fn plain(what: impl Into<String>) -> Message {
    message("diagram-label").with("what", what.into())
}

fn named(api: Api, what: impl Into<String>) -> Message {
    message("diagram-request")
        .with("api", api.name())
        .with("what", what.into())
}

fn request(scenario: &Scenario, key: EnvelopeKey) -> Message {
    let result = |result| match result {
        TransactionResult::Commit => "COMMIT",
        TransactionResult::Abort => "ABORT",
    };
    match (key.api, key.subject) {
        (Api::Produce, _) => {
            let (orders, count) = orders_of(scenario, key);
            if is_of_payments(scenario, key) {
                message("diagram-produce-payments")
                    .with("orders", orders)
                    .with("count", count)
            } else {
                message("diagram-produce")
                    .with("orders", orders)
                    .with("count", count)
            }
        }
        (Api::Fetch, Subject::Position { partition, offset }) => message("diagram-fetch")
            .with("partition", partition_name(scenario, partition))
            .with("offset", i64::from(offset.0)),
        (Api::OffsetCommit | Api::TxnOffsetCommit, _) => named(key.api, offset_of(key).to_string()),
        (Api::AddPartitionsToTxn, Subject::Transaction { partitions, .. }) => {
            let names = partition_names(scenario, partitions);
            if is_question(key) {
                message("diagram-verify").with("partitions", names)
            } else {
                named(key.api, names)
            }
        }
        (Api::EndTxn, Subject::End { result: how, .. })
        | (Api::WriteTxnMarkers, Subject::Markers { result: how, .. }) => {
            named(key.api, result(how))
        }
        (Api::FindCoordinator, Subject::Group(group)) => {
            named(key.api, scenario.groups[usize::from(group.0)].as_str())
        }
        (Api::FindCoordinator, Subject::TransactionalId(id)) => {
            named(key.api, name_of(scenario, id))
        }
        (api, _) => plain(api.name()),
    }
}

fn name_of(scenario: &Scenario, id: TransactionalId) -> &str {
    &scenario.transactional_ids[id.index()]
}

fn answer(scenario: &Scenario, key: EnvelopeKey, says: Option<&ResponseDigest>) -> Message {
    let Some(says) = says else {
        return message("envelope-named-answer").with("api", key.api.name());
    };
    if says.error != KafkaError::None {
        return plain(says.error.name());
    }
    match key.api {
        Api::Produce => {
            let (orders, _) = orders_of(scenario, key);
            message("diagram-ack").with("orders", orders)
        }
        Api::Fetch => message("diagram-records").with("count", i64::from(says.record_count)),
        Api::OffsetFetch => says.offset.map_or_else(
            || t!("diagram-no-offset"),
            |offset| message("diagram-offset").with("offset", i64::from(offset.0)),
        ),
        Api::FindCoordinator => says.coordinator.map_or_else(
            || plain(says.error.name()),
            |broker| message("diagram-coordinator").with("broker", i64::from(broker.0)),
        ),
        Api::InitProducerId => says.identity.map_or_else(
            || plain(says.error.name()),
            |(id, epoch)| {
                message("picture-identity")
                    .with("id", i64::from(id.0))
                    .with("epoch", i64::from(epoch.0))
            },
        ),
        Api::SyncGroup => says.assignment.map_or_else(
            || plain(says.error.name()),
            |partitions| plain(partition_names(scenario, partitions)),
        ),
        // NONE is how Kafka says that nothing is wrong.
        _ => plain(says.error.name()),
    }
}

/// What a fold counts.
pub(super) fn folded(scenario: &Scenario, fold: &Fold) -> Message {
    if fold.key.api == Api::Fetch && fold.says.error == KafkaError::None {
        return message("diagram-empty-fetches").with("count", fold.count);
    }
    let key = fold.key.in_direction(Direction::Response);
    message("diagram-asked-again")
        .with("count", fold.count)
        .with("api", fold.key.api.name())
        .with("answer", answer(scenario, key, Some(&fold.says)))
}
