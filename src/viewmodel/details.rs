//! What a thing is made of, with Kafka's own names of its fields: opened on demand, for whoever wants to look inside.

use ackademy_engine::ids::{BrokerId, ClientId, TransactionalId};
use ackademy_engine::node::Producer;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{
    Body, EnvelopeKey, GroupMetadata, ProducerIdentity, Request, Response, TransactionOwner,
};
use ackademy_engine::scenario::Scenario;

use super::coordinator;
use super::meaning::{error_meaning, exception_meaning, manager_meaning};
use super::words::{partition_name, partition_names};
use crate::i18n::{Message, message};

/// One field: the name is Kafka's, so it is the same in every language.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// What it is called.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// What that means, in one sentence.
    pub meaning: Option<Message>,
}

pub(super) fn fact(name: &'static str, value: impl ToString) -> Fact {
    Fact {
        name,
        value: value.to_string(),
        meaning: None,
    }
}

fn explained(name: &'static str, value: &str, meaning: Message) -> Fact {
    Fact {
        name,
        value: value.to_owned(),
        meaning: Some(meaning),
    }
}

/// A client: its transactional producer's identity, state and error, and its place in a group.
pub(super) fn of_client(player: &Player, client: ClientId) -> Vec<Fact> {
    let scenario = player.scenario();
    let world = player.world();
    let mut facts = Vec::new();
    if let Some(id) = scenario.transactional_id(client) {
        facts.push(fact(
            "transactional.id",
            &scenario.transactional_ids[id.index()],
        ));
    }
    if let Some(manager) = world.manager(client) {
        let state = manager.state;
        facts.push(explained("state", state.name(), manager_meaning(state)));
        if let Some(error) = manager.error {
            let meaning = exception_meaning(error);
            facts.push(explained("lastError", error.class_name(), meaning));
        }
        if let Some(call) = manager.call {
            facts.push(fact("call", format!("{}()", call.name())));
        }
        if !manager.partitions.is_empty() {
            let added = partition_names(scenario, manager.partitions);
            facts.push(fact("partitionsInTransaction", added));
        }
    }
    if let Some(producer) = &world.client(client).producer {
        facts.extend(of_producer(player, client, producer));
    }
    if let Some(consumer) = &scenario.client(client).consumer {
        let level = if scenario.reads_committed(client) {
            explained(
                "isolation.level",
                "read_committed",
                message("isolation-committed"),
            )
        } else {
            explained(
                "isolation.level",
                "read_uncommitted",
                message("isolation-uncommitted"),
            )
        };
        facts.push(level);
        facts.push(fact(
            "group.id",
            &scenario.groups[usize::from(consumer.group.0)],
        ));
    }
    if let Some(member) = world.membership(client) {
        facts.push(fact("memberState", member.state.name()));
        facts.push(fact("generationId", member.generation.0));
    }
    facts
}

fn of_producer(player: &Player, client: ClientId, producer: &Producer) -> Vec<Fact> {
    let scenario = player.scenario();
    let Some((id, epoch)) = producer.identity else {
        return Vec::new();
    };
    let mut facts = vec![fact("producerId", id.0), fact("producerEpoch", epoch.0)];
    let setup = scenario.client(client).producer.as_ref();
    let written = setup.map_or(&[][..], |setup| &setup.partitions);
    for (partition, queue) in written.iter().zip(&producer.queues) {
        if queue.next_sequence.0 > 0 {
            let name = partition_name(scenario, *partition);
            facts.push(fact(
                "nextSequence",
                format!("{name}: {}", queue.next_sequence.0),
            ));
        }
    }
    facts
}

/// What a coordinator remembers of a transactional id.
pub(super) fn of_memory(player: &Player, broker: BrokerId, id: TransactionalId) -> Vec<Fact> {
    let scenario = player.scenario();
    let memory = player.world().coordinator(broker);
    let mut facts = vec![fact(
        "transactionalId",
        &scenario.transactional_ids[id.index()],
    )];
    let Some(known) = memory.transactions.get(&id) else {
        return facts;
    };
    let state = known.state;
    facts.push(explained(
        "state",
        state.name(),
        coordinator::state_meaning(state),
    ));
    if let Some(pending) = known.pending {
        let meaning = coordinator::pending_meaning(player, broker, id, known);
        facts.push(explained("pendingState", pending.name(), meaning));
    }
    facts.push(fact("producerId", known.producer_id.0));
    facts.push(fact("producerEpoch", known.producer_epoch.0));
    if !known.partitions.is_empty() {
        facts.push(fact(
            "topicPartitions",
            partition_names(scenario, known.partitions),
        ));
    }
    facts.push(fact("txnTimeoutMs", known.timeout_ms));
    let log = scenario.transaction_partition(id);
    if let Some(epoch) = log.and_then(|log| memory.epoch_of(log)) {
        facts.push(fact("coordinatorEpoch", epoch.0));
    }
    facts
}

/// What an envelope carries.
pub(super) fn of_envelope(player: &Player, key: EnvelopeKey) -> Vec<Fact> {
    let Some(envelope) = player.world().envelope(key) else {
        return Vec::new();
    };
    match &envelope.body {
        Body::Request(request) => of_request(player.scenario(), request),
        Body::Response(response) => of_response(response),
    }
}

fn of_request(scenario: &Scenario, request: &Request) -> Vec<Fact> {
    match request {
        Request::Produce {
            acks,
            producer,
            transactional_id,
            ..
        } => {
            let mut facts = vec![fact("acks", acks.number())];
            if let Some(id) = transactional_id {
                let name = &scenario.transactional_ids[id.index()];
                facts.push(fact("transactionalId", name));
            }
            facts.extend(producer.iter().flat_map(|identity| of_identity(*identity)));
            facts
        }
        Request::AddPartitionsToTxn {
            owner,
            partitions: added,
            verify_only,
        } => {
            let mut facts = of_owner(scenario, *owner);
            facts.push(fact("topics", partition_names(scenario, *added)));
            if *verify_only {
                facts.push(explained("verifyOnly", "true", message("verify-only")));
            }
            facts
        }
        Request::AddOffsetsToTxn { owner, group } => {
            let mut facts = of_owner(scenario, *owner);
            facts.push(fact("groupId", &scenario.groups[usize::from(group.0)]));
            facts
        }
        Request::TxnOffsetCommit {
            owner,
            group,
            metadata,
            ..
        } => {
            let mut facts = of_owner(scenario, *owner);
            facts.push(fact("groupId", &scenario.groups[usize::from(group.0)]));
            facts.extend(of_membership(*metadata));
            facts
        }
        Request::EndTxn { owner, result } => {
            let mut facts = of_owner(scenario, *owner);
            facts.push(fact("committed", result.name() == "commit"));
            facts
        }
        Request::WriteTxnMarkers {
            producer_id,
            producer_epoch,
            result,
            partitions: to,
            coordinator_epoch,
        } => vec![
            fact("producerId", producer_id.0),
            fact("producerEpoch", producer_epoch.0),
            fact("transactionResult", result.name() == "commit"),
            fact("topics", partition_names(scenario, *to)),
            fact("coordinatorEpoch", coordinator_epoch.0),
        ],
        _ => Vec::new(),
    }
}

fn of_owner(scenario: &Scenario, owner: TransactionOwner) -> Vec<Fact> {
    vec![
        fact(
            "transactionalId",
            &scenario.transactional_ids[owner.id.index()],
        ),
        fact("producerId", owner.producer_id.0),
        fact("producerEpoch", owner.producer_epoch.0),
    ]
}

fn of_identity(identity: ProducerIdentity) -> Vec<Fact> {
    vec![
        fact("producerId", identity.id.0),
        fact("producerEpoch", identity.epoch.0),
        fact("baseSequence", identity.base_sequence.0),
    ]
}

fn of_membership(metadata: GroupMetadata) -> Option<Fact> {
    let is_member = metadata.member.is_some();
    is_member.then(|| fact("generationId", metadata.generation.0))
}

fn of_response(response: &Response) -> Vec<Fact> {
    let digest = response.digest();
    let mut facts = vec![explained(
        "errorCode",
        digest.error.name(),
        error_meaning(digest.error),
    )];
    if let Some((id, epoch)) = digest.identity {
        facts.push(fact("producerId", id.0));
        facts.push(fact("producerEpoch", epoch.0));
    }
    if let Some(broker) = digest.coordinator {
        facts.push(fact("nodeId", broker.0));
    }
    if let Some(offset) = digest.offset {
        facts.push(fact("offset", offset.0));
    }
    facts
}
