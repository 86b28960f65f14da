//! The cards on stage and the wires between them.

use ackademy_engine::ids::{BrokerId, ClientId, NodeId, PartitionId};
use ackademy_engine::node::{BrokerStatus, ClientStatus};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::CONSUMER_OFFSETS;

use super::client::{ClientCard, card};
use super::log_row::{CopyChip, LogRow, chip, row};
use super::words::partition_name;
use super::{Detail, Thing};
use crate::i18n::{Message, message};

/// What a process is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Health {
    /// Working.
    Up,
    /// Stopped, and does not know it.
    Paused,
    /// Started, not yet taken in.
    Starting,
    /// Gone.
    Down,
}

impl From<BrokerStatus> for Health {
    fn from(status: BrokerStatus) -> Health {
        match status {
            BrokerStatus::Running => Health::Up,
            BrokerStatus::Paused => Health::Paused,
            BrokerStatus::Starting => Health::Starting,
            BrokerStatus::Down { .. } => Health::Down,
        }
    }
}

impl From<ClientStatus> for Health {
    fn from(status: ClientStatus) -> Health {
        match status {
            ClientStatus::Running => Health::Up,
            ClientStatus::Paused => Health::Paused,
            ClientStatus::Crashed => Health::Down,
        }
    }
}

/// A broker.
#[derive(Clone, PartialEq, Debug)]
pub struct BrokerCard {
    /// Which one.
    pub id: BrokerId,
    /// Its name.
    pub name: Message,
    /// What it is doing.
    pub health: Health,
    /// What it is for, in a few words.
    pub role: Message,
    /// It leads the orders: its card stands out.
    pub leads: bool,
    /// It believes to lead what another leads by now.
    pub is_zombie: bool,
    /// Logs shown record by record.
    pub rows: Vec<LogRow>,
    /// Logs shown in short.
    pub chips: Vec<CopyChip>,
}

/// A wire between two nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wire {
    /// One end.
    pub a: NodeId,
    /// The other.
    pub b: NodeId,
    /// Nothing passes.
    pub cut: bool,
}

/// Everything that stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Stage {
    /// The brokers, ascending.
    pub brokers: Vec<BrokerCard>,
    /// The clients, ascending.
    pub clients: Vec<ClientCard>,
    /// Clients to brokers, then those between brokers or to the controller that are cut.
    pub wires: Vec<Wire>,
}

pub(super) fn stage(player: &Player, detail: Detail, selected: Option<Thing>) -> Stage {
    let scenario = player.scenario();
    Stage {
        brokers: scenario
            .brokers()
            .map(|broker| broker_card(player, broker, detail, selected))
            .collect(),
        clients: scenario
            .client_ids()
            .map(|client| card(player, client, detail))
            .collect(),
        wires: wires(player, detail),
    }
}

fn broker_card(
    player: &Player,
    broker: BrokerId,
    detail: Detail,
    selected: Option<Thing>,
) -> BrokerCard {
    let scenario = player.scenario();
    let state = player.world().broker(broker);
    let (mut rows, mut chips) = (Vec::new(), Vec::new());
    for partition in scenario.partition_ids() {
        let setup = scenario.partition(partition);
        if !setup.replicas.contains(&broker) {
            continue;
        }
        let internal = setup.topic == CONSUMER_OFFSETS;
        if detail == Detail::Essential {
            if !internal {
                rows.push(row(player, partition, broker).without_watermark());
            }
        } else if opens(player, partition, broker, selected) {
            rows.push(row(player, partition, broker));
        } else {
            chips.push(chip(player, partition, broker));
        }
    }
    BrokerCard {
        id: broker,
        name: message("card-broker").with("broker", i64::from(broker.0)),
        health: state.status.into(),
        role: role(player, broker, detail),
        leads: scenario
            .partition_ids()
            .any(|p| scenario.partition(p).topic != CONSUMER_OFFSETS && leads(player, p, broker)),
        is_zombie: scenario
            .partition_ids()
            .any(|p| is_zombie(player, p, broker)),
        rows,
        chips,
    }
}

/// A copy opens to a row when there is something to see in it: it leads, differs from its leader, or was selected.
fn opens(
    player: &Player,
    partition: PartitionId,
    broker: BrokerId,
    selected: Option<Thing>,
) -> bool {
    let world = player.world();
    let log = world.replica(partition, broker);
    let differs = world
        .leader_replica(partition)
        .is_some_and(|(leader, of_leader)| {
            leader != broker && of_leader.batches() != log.batches() && {
                // A copy that only lags a moment stays a chip; one that was cut off or went its own way opens.
                let strays = log.log_end_offset() > of_leader.log_end_offset();
                let lags = !world
                    .controller()
                    .view
                    .of(partition)
                    .in_sync_replicas
                    .contains(broker);
                strays || lags
            }
        });
    leads(player, partition, broker)
        || world.broker(broker).leads(partition)
        || differs
        || selected == Some(Thing::Broker(broker))
}

fn leads(player: &Player, partition: PartitionId, broker: BrokerId) -> bool {
    player.world().controller().view.of(partition).leader == Some(broker)
}

fn is_zombie(player: &Player, partition: PartitionId, broker: BrokerId) -> bool {
    let state = player.world().broker(broker);
    state.status.is_up() && state.leads(partition) && !leads(player, partition, broker)
}

fn role(player: &Player, broker: BrokerId, detail: Detail) -> Message {
    let scenario = player.scenario();
    match player.world().broker(broker).status {
        BrokerStatus::Down { .. } => return message("card-broker-down"),
        BrokerStatus::Paused => return message("card-broker-paused"),
        BrokerStatus::Starting => return message("card-broker-starting"),
        BrokerStatus::Running => {}
    }
    let shown = |p: &PartitionId| {
        detail == Detail::Full || scenario.partition(*p).topic != CONSUMER_OFFSETS
    };
    let names = |wanted: &dyn Fn(PartitionId) -> bool| {
        scenario
            .partition_ids()
            .filter(shown)
            .filter(|p| wanted(*p))
            .map(|p| partition_name(scenario, p))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let outdated = names(&|p| is_zombie(player, p, broker));
    if !outdated.is_empty() {
        return message("card-broker-zombie").with("partitions", outdated);
    }
    let led = names(&|p| leads(player, p, broker));
    if led.is_empty() {
        message("card-broker-follows")
    } else {
        message("card-broker-leads").with("partitions", led)
    }
}

fn wires(player: &Player, detail: Detail) -> Vec<Wire> {
    let scenario = player.scenario();
    let is_cut = |a: NodeId, b: NodeId| player.world().links().is_cut(a, b);
    let mut wires = Vec::new();
    for client in scenario.client_ids() {
        for broker in scenario.brokers() {
            let (a, b) = (NodeId::Client(client), NodeId::Broker(broker));
            let cut = is_cut(a, b);
            if cut || detail == Detail::Full || reads_or_writes(player, client, broker) {
                wires.push(Wire { a, b, cut });
            }
        }
    }
    for (a, b) in player.world().links().cut_links() {
        let of_client = matches!(a, NodeId::Client(_)) || matches!(b, NodeId::Client(_));
        if !of_client {
            wires.push(Wire {
                a: *a,
                b: *b,
                cut: true,
            });
        }
    }
    wires
}

/// A producer may write to any broker one day; a consumer is wired to who leads what it reads, or holds what it waits for.
fn reads_or_writes(player: &Player, client: ClientId, broker: BrokerId) -> bool {
    let setup = player.scenario().client(client);
    let reads = setup.consumer.as_ref().is_some_and(|consumer| {
        consumer
            .partitions
            .iter()
            .any(|p| leads(player, *p, broker))
    });
    setup.producer.is_some() || reads
}
