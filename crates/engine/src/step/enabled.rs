//! What the system and its applications can do next, in a fixed order.

use crate::action::{Action, Call, Timer};
use crate::ids::{BrokerId, ClientId, NodeId, PartitionId};
use crate::node::Coordinator;
use crate::parts::GROUPS;
use crate::scenario::{Driver, Scenario};
use crate::world::World;

/// Adds every system step that is possible now to `actions`. A step that would change nothing is not possible.
///
/// The order is part of the contract (it decides which of several shortest counterexamples is shown): connections by
/// sender (clients, then brokers), broker and channel (request, response, disconnect); late requests by broker; then per
/// client its timers, its library's work, its application's calls and its metadata; then per broker its timers, fencing,
/// metadata, fetches from each leader and flush; then, where there are transactions, per broker the timers of its own
/// requests, partitions of the transaction log to load, and per transactional id its timeout, its wait for the log and
/// what it sends again; then, where groups have members, per broker partitions of `__consumer_offsets` to load, and per group
/// its members' sessions and its own timers; then in-sync replicas per partition. A client's heartbeat and poll timers stand
/// before its library's pauses. What a workaround does stands behind the call of Kafka's that it follows.
pub fn enabled(scenario: &Scenario, world: &World, actions: &mut Vec<Action>) {
    for sender in scenario.senders() {
        for broker in scenario.brokers() {
            on_connections(scenario, world, sender, broker, actions);
        }
    }
    for broker in scenario.brokers() {
        let late = world
            .broker(broker)
            .late
            .iter()
            .filter(|envelope| world.is_late_executable(envelope));
        actions.extend(late.map(|envelope| Action::Deliver(envelope.key)));
    }
    for client in scenario.client_ids() {
        of_client(scenario, world, client, actions);
    }
    for broker in scenario.brokers() {
        of_broker(scenario, world, broker, actions);
    }
    if scenario.has_transactions() {
        for broker in scenario.brokers() {
            of_coordinator(scenario, world, broker, actions);
        }
    }
    for broker in scenario.brokers().filter(|_| GROUPS) {
        of_group_coordinator(scenario, world, broker, actions);
    }
    for partition in scenario.partition_ids() {
        of_partition(scenario, world, partition, actions);
    }
}

fn on_connections(
    scenario: &Scenario,
    world: &World,
    sender: NodeId,
    broker: BrokerId,
    actions: &mut Vec<Action>,
) {
    for channel in scenario.channels() {
        let channel = *channel;
        actions.extend(
            world
                .deliverable_request(sender, broker, channel)
                .map(Action::Deliver),
        );
        actions.extend(
            world
                .deliverable_response(sender, broker, channel)
                .map(Action::Deliver),
        );
        if world.can_notice_disconnect(sender, broker, channel) {
            actions.push(Action::Disconnected(sender, broker, channel));
        }
    }
}

fn of_client(scenario: &Scenario, world: &World, client: ClientId, actions: &mut Vec<Action>) {
    let state = world.client(client);
    if !state.is_running() {
        return;
    }
    timers_of_producer(scenario, world, client, actions);
    timers_of_requests(scenario, world, client.into(), actions);
    if world.manager(client).is_some_and(|m| m.backing_off) {
        actions.push(Action::FireTimer(Timer::AskTransaction(client)));
    }
    if state
        .consumer
        .as_ref()
        .is_some_and(|consumer| consumer.coordinator == Coordinator::BackingOff)
    {
        actions.push(Action::FireTimer(Timer::AskCoordinator(client)));
    }
    if world.heartbeat_matters(scenario, client) {
        actions.push(Action::FireTimer(Timer::Heartbeat(client)));
    }
    if world.may_miss_poll(scenario, client) {
        actions.push(Action::FireTimer(Timer::PollInterval(client)));
    }
    if world.asks_again(client) {
        actions.push(Action::FireTimer(Timer::AskAgain(client)));
    }
    if world.has_work(scenario, client) {
        actions.push(Action::Client(client, Call::Transmit));
    }
    if scenario.client(client).driver == Driver::Application {
        calls_of_application(scenario, world, client, actions);
    }
    if world.client_can_learn(client) {
        actions.push(Action::LearnMetadata(NodeId::Client(client)));
    }
}

fn timers_of_requests(
    scenario: &Scenario,
    world: &World,
    sender: NodeId,
    actions: &mut Vec<Action>,
) {
    for broker in scenario.brokers() {
        for channel in scenario.channels() {
            let timed = world.timed_request(sender, broker, *channel);
            actions.extend(timed.map(|key| Action::FireTimer(Timer::Request(key))));
        }
    }
}

fn of_coordinator(scenario: &Scenario, world: &World, broker: BrokerId, actions: &mut Vec<Action>) {
    if !world.broker(broker).is_running() {
        return;
    }
    timers_of_requests(scenario, world, broker.into(), actions);
    for partition in scenario.partition_ids() {
        if world.must_load(scenario, broker, partition) {
            actions.push(Action::LoadTransactions { broker, partition });
        }
    }
    for id in world.coordinator(broker).transactions.keys().copied() {
        if world.may_time_out(scenario, broker, id) {
            actions.push(Action::FireTimer(Timer::TransactionTimeout(broker, id)));
        }
        if world.waiting_transition(broker, id).is_some() {
            actions.push(Action::FireTimer(Timer::TransactionLogWait(broker, id)));
        }
        if world.may_complete_again(scenario, broker, id) {
            actions.push(Action::FireTimer(Timer::CompleteAgain(broker, id)));
        }
    }
}

fn of_group_coordinator(
    scenario: &Scenario,
    world: &World,
    broker: BrokerId,
    actions: &mut Vec<Action>,
) {
    let Some(memory) = world.groups.get(broker.index()) else {
        return;
    };
    for partition in scenario.partition_ids() {
        if world.must_load_groups(scenario, broker, partition) {
            actions.push(Action::LoadGroups { broker, partition });
        }
    }
    for (group, known) in &memory.groups {
        let group = *group;
        let members = known.members.iter().map(|member| member.id);
        let pending = known.pending.iter().map(|pending| pending.id);
        let ended = members
            .chain(pending)
            .filter(|id| world.session_may_end(broker, group, *id))
            .map(|id| Timer::MemberSession(broker, group, id));
        actions.extend(ended.map(Action::FireTimer));
        let waits = [
            (
                world.delays_rebalance(broker, group),
                Timer::InitialRebalance(broker, group),
            ),
            (
                world.waits_for_joins(broker, group),
                Timer::RebalanceTimeout(broker, group),
            ),
            (
                world.waits_for_syncs(broker, group),
                Timer::SyncTimeout(broker, group),
            ),
            (
                world.waits_to_assign(broker, group),
                Timer::GroupLogWait(broker, group),
            ),
        ];
        let armed = waits.into_iter().filter(|(is_armed, _)| *is_armed);
        actions.extend(armed.map(|(_, timer)| Action::FireTimer(timer)));
    }
}

fn timers_of_producer(
    scenario: &Scenario,
    world: &World,
    client: ClientId,
    actions: &mut Vec<Action>,
) {
    let Some(producer) = &world.client(client).producer else {
        return;
    };
    for (partition, queue) in scenario.partition_ids().zip(&producer.queues) {
        if world.lingers(client, partition) {
            actions.push(Action::FireTimer(Timer::Linger(client, partition)));
        }
        if queue.backing_off {
            actions.push(Action::FireTimer(Timer::Backoff(client, partition)));
        }
        for batch in queue.batches().filter(|batch| !batch.expired) {
            let timer = Timer::Delivery(client, partition, batch.orders[0], batch.twin);
            actions.push(Action::FireTimer(timer));
        }
    }
    if producer.identity_backing_off {
        actions.push(Action::FireTimer(Timer::AskIdentity(client)));
    }
}

fn calls_of_application(
    scenario: &Scenario,
    world: &World,
    client: ClientId,
    actions: &mut Vec<Action>,
) {
    if scenario.has_plan(client) {
        let planned = world.planned_call(scenario, client);
        actions.extend(planned.map(|call| Action::Client(client, call)));
        return;
    }
    let ready = world.client(client).shop.pending.front();
    let ready = ready
        .filter(|order| scenario.is_shop(client) && world.may_hand_over(scenario, client, **order));
    if let Some(order) = ready {
        let partition = scenario.output_of(client, *order);
        actions.push(Action::Client(client, Call::Send(*order, partition)));
    }
    let besides = |calls: [Option<Call>; 2]| {
        calls
            .into_iter()
            .flatten()
            .map(move |call| Action::Client(client, call))
    };
    actions.extend(besides(world.outbox_calls(scenario, client)));
    if world.may_poll(scenario, client) || world.may_poll_to_join(scenario, client) {
        actions.push(Action::Client(client, Call::Poll));
    }
    if world.may_process(scenario, client) {
        actions.push(Action::Client(client, Call::Process));
    }
    actions.extend(besides(world.billing_calls(scenario, client)));
    if world.may_commit_offsets(scenario, client) {
        actions.push(Action::Client(client, Call::CommitOffsets));
    }
}

fn of_broker(scenario: &Scenario, world: &World, broker: BrokerId, actions: &mut Vec<Action>) {
    let state = world.broker(broker);
    if state.is_running() {
        for parked in &state.parked {
            if parked.waits_for_replication() {
                actions.push(Action::FireTimer(Timer::ProduceWait(parked.key)));
            } else if world.holds_up(scenario, parked) {
                actions.push(Action::FireTimer(Timer::FetchWait(parked.key)));
            }
        }
    }
    if world.misses_heartbeats(broker) {
        actions.push(Action::FireTimer(Timer::BrokerSession(broker)));
    }
    if world.may_unfence(broker) {
        actions.push(Action::Unfence(broker));
    }
    if world.broker_can_learn(broker) {
        actions.push(Action::LearnMetadata(NodeId::Broker(broker)));
    }
    for leader in scenario.brokers() {
        if world.replica_fetch_changes(scenario, broker, leader) {
            actions.push(Action::ReplicaFetch {
                follower: broker,
                leader,
            });
        }
    }
    if scenario.background_flush && world.has_unflushed(scenario, broker) {
        actions.push(Action::Flush(broker));
    }
}

fn of_partition(
    scenario: &Scenario,
    world: &World,
    partition: PartitionId,
    actions: &mut Vec<Action>,
) {
    for follower in &scenario.partition(partition).replicas {
        if world.lagging_behind(partition, *follower).is_some() {
            actions.push(Action::FireTimer(Timer::ReplicaLag(partition, *follower)));
        }
    }
    if let Some(leader) = world.controller.view.of(partition).leader
        && !world.joining(scenario, partition, leader).is_empty()
    {
        actions.push(Action::AlterPartition { partition, leader });
    }
}

impl World {
    /// Whether the partition's first batch waits for linger.ms alone.
    pub(crate) fn lingers(&self, client: ClientId, partition: PartitionId) -> bool {
        let Some(producer) = &self.client(client).producer else {
            return false;
        };
        let waiting = &producer.queues[partition.index()].waiting;
        waiting.len() == 1 && !waiting[0].ready
    }
}
