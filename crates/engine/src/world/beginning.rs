//! The state before the first step.

use std::sync::Arc;

use crate::fingerprint::Tracked;
use crate::ids::{BrokerId, ClientId, CoordinatorEpoch, LeaderEpoch, Offset, PartitionId};
use crate::log::Replica;
use crate::node::{
    Broker, BrokerStatus, Client, ClientStatus, ClusterView, Consumer, Controller,
    GroupCoordinator, Leadership, Local, Membership, Producer, Registration, Shop,
    TransactionCoordinator, TransactionManager,
};
use crate::scenario::{
    CONSUMER_OFFSETS, ConsumerConfig, PartitionSetup, Scenario, Subscription, TRANSACTION_STATE,
};

pub(super) fn first_replicas(scenario: &Scenario) -> Vec<Tracked<Replica>> {
    let mut replicas = Vec::new();
    for setup in &scenario.partitions {
        for broker in scenario.brokers() {
            let mut replica = Replica::default();
            if setup.replicas[0] == broker {
                replica.begin_epoch(LeaderEpoch(0));
            }
            replicas.push(Tracked::new(replica));
        }
    }
    replicas
}

pub(super) fn first_broker(
    scenario: &Scenario,
    broker: BrokerId,
    view: &Arc<ClusterView>,
) -> Broker {
    let leading = |setup: &PartitionSetup| {
        (setup.replicas[0] == broker).then(|| Leadership {
            epoch: LeaderEpoch(0),
            reported: scenario
                .brokers()
                .map(|other| setup.replicas.contains(&other).then_some(Offset(0)))
                .collect(),
        })
    };
    Broker {
        status: BrokerStatus::Running,
        view: Arc::clone(view),
        leading: scenario.partitions.iter().map(leading).collect(),
        parked: Vec::new(),
        late: Vec::new(),
    }
}

pub(super) fn first_client(
    scenario: &Scenario,
    client: ClientId,
    view: &Arc<ClusterView>,
) -> Client {
    let setup = scenario.client(client);
    Client {
        status: if scenario.first_of(client).is_some() {
            ClientStatus::Crashed
        } else {
            ClientStatus::Running
        },
        instance: 0,
        view: Arc::clone(view),
        wants_metadata: false,
        asks_next: 0,
        outstanding: Vec::new(),
        shop: Shop {
            pending: setup.orders.iter().map(|(order, _)| *order).collect(),
            unconfirmed: Vec::new(),
        },
        producer: setup
            .producer
            .as_ref()
            .map(|_| Producer::new(scenario.partitions.len())),
        consumer: setup.consumer.as_ref().map(first_consumer),
        raw_answers: vec![None; setup.raw.len()],
    }
}

/// A member reads nothing before it has joined.
pub(crate) fn first_consumer(config: &ConsumerConfig) -> Consumer {
    let consumer = Consumer::new(config.partitions.len());
    match config.subscription {
        Subscription::Assign => consumer,
        Subscription::Group(_) => consumer.without_partitions(),
    }
}

/// Each first leader of a partition of `__consumer_offsets` has read it: it is empty.
pub(super) fn first_groups(scenario: &Scenario) -> Vec<Tracked<GroupCoordinator>> {
    if !scenario.has_members() {
        return Vec::new();
    }
    let loaded_by = |broker: BrokerId| {
        let led = |(partition, setup): (PartitionId, &PartitionSetup)| {
            (setup.topic == CONSUMER_OFFSETS && setup.replicas[0] == broker)
                .then_some((partition, LeaderEpoch(0)))
        };
        let partitions = scenario.partition_ids().zip(&scenario.partitions);
        partitions.filter_map(led).collect()
    };
    let memory = |broker| GroupCoordinator {
        loaded: loaded_by(broker),
        ..GroupCoordinator::default()
    };
    let brokers = scenario.brokers();
    brokers.map(|broker| Tracked::new(memory(broker))).collect()
}

pub(super) fn first_memberships(scenario: &Scenario) -> Vec<Tracked<Option<Membership>>> {
    if !scenario.has_members() {
        return Vec::new();
    }
    let settings = |client| scenario.group_settings(client);
    scenario
        .client_ids()
        .map(|client| Tracked::new(settings(client).map(|_| Membership::new())))
        .collect()
}

pub(super) fn first_locals(scenario: &Scenario) -> Vec<Tracked<Local>> {
    if !scenario.workarounds.keep_anything() {
        return Vec::new();
    }
    let clients = scenario.client_ids();
    clients.map(|_| Tracked::new(Local::default())).collect()
}

pub(super) fn first_controller(scenario: &Scenario, view: &Arc<ClusterView>) -> Controller {
    let registered = Registration {
        fenced: false,
        shutting_down: false,
    };
    Controller {
        view: ClusterView::clone(view),
        brokers: vec![registered; usize::from(scenario.broker_count)],
        last_known_leaders: vec![None; scenario.partitions.len()],
        next_producer_id: 1,
    }
}

/// Each first leader of a partition of `__transaction_state` has read it: it is empty.
pub(super) fn first_coordinators(scenario: &Scenario) -> Vec<Tracked<TransactionCoordinator>> {
    if !scenario.has_transactions() {
        return Vec::new();
    }
    let loaded_by = |broker: BrokerId| {
        let led = |(partition, setup): (PartitionId, &PartitionSetup)| {
            (setup.topic == TRANSACTION_STATE && setup.replicas[0] == broker)
                .then_some((partition, CoordinatorEpoch(0)))
        };
        scenario
            .partition_ids()
            .zip(&scenario.partitions)
            .filter_map(led)
            .collect()
    };
    scenario
        .brokers()
        .map(|broker| {
            Tracked::new(TransactionCoordinator {
                loaded: loaded_by(broker),
                ..TransactionCoordinator::default()
            })
        })
        .collect()
}

pub(super) fn first_managers(scenario: &Scenario) -> Vec<Tracked<Option<TransactionManager>>> {
    if !scenario.has_transactions() {
        return Vec::new();
    }
    scenario
        .client_ids()
        .map(|client| {
            let id = scenario.transactional_id(client);
            Tracked::new(id.map(|_| TransactionManager::new()))
        })
        .collect()
}
