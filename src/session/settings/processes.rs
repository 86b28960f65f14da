//! Which processes a scenario has beside those of its preset, and what transactions need.

use ackademy_engine::ids::{ClientId, GroupId, TransactionalId};
use ackademy_engine::protocol::IsolationLevel;
use ackademy_engine::scenario::{
    PartitionSetup, Pipeline, Preset, Scenario, TRANSACTION_STATE, partition_for,
};

/// The second stream application of the group, with an id of its own.
const INSTANCE: &str = "billing-b";

/// The second reader of payments.
const READER: &str = "second-statement";

/// Transactional ids and the partitions of their log are there just when somebody uses transactions.
pub(super) fn fit_transactions(scenario: &mut Scenario, pipeline: Pipeline, has: bool) {
    if has == scenario.has_transactions() {
        return;
    }
    let is_log = |topic: &str| topic == TRANSACTION_STATE;
    scenario.partitions.retain(|setup| !is_log(&setup.topic));
    scenario.transactional_ids.clear();
    if has {
        let with = Scenario::preset(Preset::ExactlyOnce, pipeline);
        let logs = with
            .partitions
            .into_iter()
            .filter(|setup| is_log(&setup.topic));
        scenario.partitions.extend(logs);
        scenario.transactional_ids = with.transactional_ids;
    }
}

/// A second instance of billing in the same group. Its transactional.id is its own, as every instance of a stream
/// application must have one (KIP-447).
pub(super) fn add_instance(scenario: &mut Scenario) {
    let Some(billing) = scenario.client_named("billing") else {
        return;
    };
    let mut setup = scenario.client(billing).clone();
    INSTANCE.clone_into(&mut setup.name);
    if let Some(producer) = &mut setup.producer
        && producer.transactional_id.is_some()
    {
        let ids = &mut scenario.transactional_ids;
        producer.transactional_id = u8::try_from(ids.len()).ok().map(TransactionalId);
        ids.push(INSTANCE.to_owned());
        add_log_of(scenario, INSTANCE);
    }
    scenario.clients.push(setup);
}

/// A second reader of payments, of the other isolation level: what one is given and the other is not can be compared.
pub(super) fn add_reader(scenario: &mut Scenario) {
    let Some(statement) = scenario.client_named("statement") else {
        return;
    };
    let mut setup = scenario.client(statement).clone();
    READER.clone_into(&mut setup.name);
    if let Some(consumer) = &mut setup.consumer {
        consumer.isolation_level = match consumer.isolation_level {
            IsolationLevel::ReadCommitted => IsolationLevel::ReadUncommitted,
            IsolationLevel::ReadUncommitted => IsolationLevel::ReadCommitted,
        };
        if let Ok(group) = u8::try_from(scenario.groups.len()) {
            consumer.group = GroupId(group);
            scenario.groups.push(READER.to_owned());
        }
    }
    scenario.clients.push(setup);
}

/// The partition of the transaction log that an id maps to, if the scenario lacks it.
fn add_log_of(scenario: &mut Scenario, id: &str) {
    let logs = || {
        scenario
            .partitions
            .iter()
            .filter(|setup| setup.topic == TRANSACTION_STATE)
    };
    let Some(like) = logs().next().cloned() else {
        return;
    };
    let index = partition_for(id, like.partition_count);
    if logs().any(|setup| setup.index == index) {
        return;
    }
    let mut replicas = like.replicas;
    let apart = usize::from(index.abs_diff(like.index)) % replicas.len();
    if index > like.index {
        replicas.rotate_left(apart);
    } else {
        replicas.rotate_right(apart);
    }
    scenario.partitions.push(PartitionSetup {
        index,
        replicas,
        ..like
    });
}

/// Stream applications, and whoever uses transactions, can be started a second time with the same configuration: what an
/// operator does by mistake, or an orchestrator too early.
pub(super) fn add_twins(scenario: &mut Scenario) {
    let is_first = |client: &ClientId| {
        let setup = scenario.client(*client);
        let is_stream = setup.producer.is_some() && setup.consumer.is_some();
        let is_second = scenario.first_of(*client).is_some();
        !is_second && (is_stream || scenario.transactional_id(*client).is_some())
    };
    let firsts: Vec<ClientId> = scenario.client_ids().filter(is_first).collect();
    for client in firsts {
        scenario.add_twin(client);
    }
}
