//! What went with a coordinator's memory: ids that nobody knows any more, transactions that nobody will end, and readers
//! that wait before them. Looked up in the world as it stands, whatever the reason.

use ackademy_engine::ids::{BrokerId, NodeId, Offset, PartitionId, ProducerId};
use ackademy_engine::log::Replica;
use ackademy_engine::node::{Position, TransactionCoordinator};
use ackademy_engine::player::Player;

use super::words::{node_name, partition_name};
use crate::i18n::{Message, message};

/// A sentence for each id, log and reader that it has cost something.
pub(super) fn forgotten(player: &Player) -> Vec<Message> {
    let scenario = player.scenario();
    if !scenario.has_transactions() {
        return Vec::new();
    }
    let mut told = ids(player);
    for partition in scenario.partition_ids() {
        let Some((_, replica)) = player.world().leader_replica(partition) else {
            continue;
        };
        let mut open = replica.producers().open_transactions();
        if let Some((producer, since)) = open.find(|(id, _)| is_orphan(player, *id))
            && replica.last_stable_offset() == since
        {
            told.extend(stuck(player, partition, replica, producer, since));
        }
    }
    told
}

/// Transactional ids that their producers use and their coordinators have never heard of.
fn ids(player: &Player) -> Vec<Message> {
    let (scenario, world) = (player.scenario(), player.world());
    let mut told = Vec::new();
    for client in scenario.client_ids() {
        let Some(id) = scenario.transactional_id(client) else {
            continue;
        };
        let log = scenario.transaction_partition(id);
        let Some((broker, memory)) = log.and_then(|log| coordinator_of(player, log)) else {
            continue;
        };
        let producer = world.client(client).producer.as_ref();
        let has_identity = producer.is_some_and(|producer| producer.identity.is_some());
        let is_unknown = !memory.transactions.contains_key(&id);
        if world.client(client).is_running() && has_identity && is_unknown {
            let known = message("forgotten-id")
                .with("broker", node_name(scenario, NodeId::Broker(broker)))
                .with("id", scenario.transactional_ids[id.index()].as_str());
            told.push(known);
        }
    }
    told
}

/// Whoever coordinates the ids of this log, once it has read it.
fn coordinator_of(
    player: &Player,
    log: PartitionId,
) -> Option<(BrokerId, &TransactionCoordinator)> {
    let world = player.world();
    let (broker, _) = world.leader_replica(log)?;
    let memory = world.coordinator(broker);
    let acts = world.broker(broker).is_running() && memory.epoch_of(log).is_some();
    acts.then_some((broker, memory))
}

/// Every coordinator is at work, and none knows this producer.
fn is_orphan(player: &Player, producer: ProducerId) -> bool {
    let scenario = player.scenario();
    let ids = scenario.transactional_id_list();
    let mut logs = ids.filter_map(|id| scenario.transaction_partition(id));
    logs.all(|log| {
        coordinator_of(player, log).is_some_and(|(_, memory)| {
            let mut known = memory.transactions.values();
            !known.any(|it| it.producer_id == producer || it.previous_producer_id == Some(producer))
        })
    })
}

fn stuck(
    player: &Player,
    partition: PartitionId,
    replica: &Replica,
    producer: ProducerId,
    since: Offset,
) -> Vec<Message> {
    let scenario = player.scenario();
    let name = partition_name(scenario, partition);
    let mut told = vec![
        message("forgotten-transaction")
            .with("producer", i64::from(producer.0))
            .with("partition", name.as_str()),
        message("forgotten-offset")
            .with("partition", name.as_str())
            .with("offset", i64::from(since.0)),
    ];
    let behind = |offset: &Offset| *offset >= since && *offset < replica.high_watermark();
    let count = replica
        .orders()
        .filter(|(offset, _)| behind(offset))
        .count();
    for client in scenario.client_ids() {
        if scenario.reads_committed(client) && waits_at(player, client, partition, since) {
            told.push(
                message("forgotten-reader")
                    .with("client", node_name(scenario, NodeId::Client(client)))
                    .with("count", count),
            );
        }
    }
    told
}

/// Whether a reader has come as far as it will ever come here.
fn waits_at(
    player: &Player,
    client: ackademy_engine::ids::ClientId,
    partition: PartitionId,
    since: Offset,
) -> bool {
    let config = player.scenario().client(client).consumer.as_ref();
    let state = player.world().client(client).consumer.as_ref();
    let (Some(config), Some(state)) = (config, state) else {
        return false;
    };
    let mut places = config.partitions.iter().zip(&state.positions);
    places.any(|(read, position)| *read == partition && *position == Position::At(since))
}
