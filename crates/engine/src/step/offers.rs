//! The faults that a learner may choose now.

use crate::action::Action;
use crate::ids::NodeId;
use crate::node::{BrokerStatus, ClientStatus};
use crate::scenario::Scenario;
use crate::world::World;

/// Adds every fault that is possible now, and what undoes one, to `actions`: envelopes in the order of
/// [`World::envelopes`], then brokers, clients with their connections, connections between brokers, and links, each
/// ascending.
pub fn faults(scenario: &Scenario, world: &World, actions: &mut Vec<Action>) {
    for envelope in world.envelopes() {
        let key = envelope.key;
        let hold = if envelope.held {
            Action::Release(key)
        } else {
            Action::Delay(key)
        };
        actions.extend([Action::Drop(key), hold, Action::Duplicate(key)]);
    }
    for broker in scenario.brokers() {
        of_broker(world, broker, actions);
    }
    for client in scenario.client_ids() {
        let node = NodeId::Client(client);
        match world.client(client).status {
            ClientStatus::Running => actions.extend([Action::Crash(node), Action::Pause(node)]),
            ClientStatus::Paused => actions.extend([Action::Crash(node), Action::Resume(node)]),
            ClientStatus::Crashed => actions.push(match scenario.first_of(client) {
                Some(first) => Action::StartSecond(first),
                None => Action::Restart(node),
            }),
        }
        for broker in scenario
            .brokers()
            .filter(|broker| world.broker(*broker).status.is_up())
        {
            actions.push(Action::BreakConnection(node, broker));
        }
    }
    for sender in scenario.senders() {
        between_brokers(scenario, world, sender, actions);
    }
    links(scenario, world, actions);
}

/// Connections between brokers are there only while one asks another.
fn between_brokers(scenario: &Scenario, world: &World, sender: NodeId, actions: &mut Vec<Action>) {
    if matches!(sender, NodeId::Client(_)) {
        return;
    }
    for broker in scenario.brokers() {
        let asks = world
            .outstanding(sender)
            .iter()
            .any(|key| key.broker == broker);
        if asks && world.is_working(sender) && world.broker(broker).status.is_up() {
            actions.push(Action::BreakConnection(sender, broker));
        }
    }
}

fn of_broker(world: &World, broker: crate::ids::BrokerId, actions: &mut Vec<Action>) {
    let node = NodeId::Broker(broker);
    let crashes = [Action::Crash(node), Action::CrashUnflushed(broker)];
    match world.broker(broker).status {
        BrokerStatus::Running => {
            actions.extend(crashes);
            actions.push(Action::Pause(node));
            if !world.is_cut_from_controller(broker) {
                actions.push(Action::ShutDown(broker));
            }
        }
        BrokerStatus::Paused => {
            actions.extend(crashes);
            actions.push(Action::Resume(node));
        }
        BrokerStatus::Starting => actions.extend(crashes),
        BrokerStatus::Down { .. } => actions.push(Action::Restart(node)),
    }
}

fn links(scenario: &Scenario, world: &World, actions: &mut Vec<Action>) {
    let brokers: Vec<NodeId> = scenario.brokers().map(NodeId::Broker).collect();
    let clients = scenario.client_ids().map(NodeId::Client);
    let mut pairs: Vec<(NodeId, NodeId)> = clients
        .flat_map(|client| brokers.iter().map(move |broker| (client, *broker)))
        .collect();
    for (index, broker) in brokers.iter().enumerate() {
        pairs.extend(brokers[index + 1..].iter().map(|other| (*broker, *other)));
        pairs.push((*broker, NodeId::Controller));
    }
    for (a, b) in pairs {
        actions.push(if world.links.is_cut(a, b) {
            Action::HealLink(a, b)
        } else {
            Action::CutLink(a, b)
        });
    }
}
