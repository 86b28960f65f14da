//! The cards on stage and the wires between them.

use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, PartitionId};
use ackademy_engine::node::{BrokerStatus, ClientStatus};
use ackademy_engine::player::{Player, Step};
use ackademy_engine::scenario::{CONSUMER_OFFSETS, TRANSACTION_STATE};

use super::client::{ClientCard, card};
use super::coordinator::{self, Coordinator, MemoryCell};
use super::log_row::{CopyChip, LogRow, chip, row};
use super::statement::is_stream;
use super::words::partition_name;
use super::{Detail, Thing};
use crate::FULL;
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
    /// The card that stands out: it leads the orders, or coordinates the stream application.
    pub leads: bool,
    /// A transaction is open or being ended in its coordinator's memory.
    pub has_transaction: bool,
    /// It believes to lead what another leads by now.
    pub is_zombie: bool,
    /// The transaction coordinator inside it, with its log.
    pub coordinator: Option<Coordinator>,
    /// Other logs shown record by record.
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
    /// An application reads one topic and writes another: there is a second leg, and no charge.
    pub is_stream: bool,
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
            .filter(|client| exists(player, *client))
            .map(|client| card(player, client, detail))
            .collect(),
        wires: wires(player, detail),
        is_stream: is_stream(scenario),
    }
}

/// A second process of a client is there once it was started.
pub(super) fn exists(player: &Player, client: ClientId) -> bool {
    let Some(first) = player.scenario().first_of(client) else {
        return true;
    };
    let started = |step: &Step| step.action == Action::StartSecond(first);
    player.past().iter().any(started)
}

fn broker_card(
    player: &Player,
    broker: BrokerId,
    detail: Detail,
    selected: Option<Thing>,
) -> BrokerCard {
    let scenario = player.scenario();
    let state = player.world().broker(broker);
    let (mut rows, mut states, mut chips) = (Vec::new(), Vec::new(), Vec::new());
    for partition in scenario.partition_ids() {
        let setup = scenario.partition(partition);
        if !setup.replicas.contains(&broker) {
            continue;
        }
        if !FULL || detail == Detail::Essential {
            if !is_internal(player, partition) {
                rows.push(row(player, partition, broker).without_watermark());
            }
        } else if !opens(player, partition, broker, selected) {
            chips.push(chip(player, partition, broker));
        } else if coordinator::is_transaction_log(player, partition) {
            states.push(row(player, partition, broker));
        } else {
            rows.push(row(player, partition, broker));
        }
    }
    let coordinator = (FULL && detail == Detail::Full)
        .then(|| coordinator::coordinator(player, broker, states))
        .flatten();
    BrokerCard {
        id: broker,
        name: message("card-broker").with("broker", i64::from(broker.0)),
        health: state.status.into(),
        role: role(player, broker, detail),
        leads: is_main(player, broker),
        has_transaction: coordinator
            .as_ref()
            .is_some_and(|it| it.cells.iter().any(MemoryCell::is_open)),
        is_zombie: scenario
            .partition_ids()
            .any(|p| is_zombie(player, p, broker)),
        coordinator,
        rows,
        chips,
    }
}

/// Whose card stands out: where the transaction of the stream application is kept, or else where the orders are.
fn is_main(player: &Player, broker: BrokerId) -> bool {
    let scenario = player.scenario();
    let mut partitions = scenario.partition_ids();
    if !is_stream(scenario) {
        return partitions.any(|p| !is_internal(player, p) && leads(player, p, broker));
    }
    let mut ids = scenario.client_ids().filter(|it| !scenario.is_shop(*it));
    let id = ids.find_map(|client| scenario.transactional_id(client));
    let log = id.and_then(|id| scenario.transaction_partition(id));
    log.or(partitions.next())
        .is_some_and(|main| leads(player, main, broker))
}

/// Kafka's own topics, which nobody speaks of in the first minute.
fn is_internal(player: &Player, partition: PartitionId) -> bool {
    let topic = &player.scenario().partition(partition).topic;
    topic == CONSUMER_OFFSETS || topic == TRANSACTION_STATE
}

/// A copy opens to a row when there is something to see in it: it leads, differs from its leader, or was selected.
fn opens(
    player: &Player,
    partition: PartitionId,
    broker: BrokerId,
    selected: Option<Thing>,
) -> bool {
    let world = player.world();
    // Of a dead broker the disk is left, and short words say what is on it.
    if !world.broker(broker).status.is_up() {
        return selected == Some(Thing::Broker(broker));
    }
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
        || selected == Some(Thing::Log(partition, broker))
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
    let shown = |p: &PartitionId| detail == Detail::Full || !is_internal(player, *p);
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
    for client in scenario.client_ids().filter(|it| exists(player, *it)) {
        for broker in scenario.brokers() {
            let (a, b) = (NodeId::Client(client), NodeId::Broker(broker));
            let cut = is_cut(a, b);
            let shown = if is_stream(scenario) {
                talks_to(player, client, broker)
            } else {
                detail == Detail::Full || reads_or_writes(player, client, broker)
            };
            if cut || shown {
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

/// Where there are many clients, only those wires are drawn that carry something by rights: to the leaders of what a
/// client reads and writes, and to its coordinators.
fn talks_to(player: &Player, client: ClientId, broker: BrokerId) -> bool {
    let scenario = player.scenario();
    let setup = scenario.client(client);
    let written = setup.producer.iter().flat_map(|it| &it.partitions);
    let read = setup.consumer.iter().flat_map(|it| &it.partitions);
    let id = scenario.transactional_id(client);
    let transactions = id.and_then(|id| scenario.transaction_partition(id));
    let group = setup.consumer.as_ref().map(|it| it.group);
    let offsets = group.and_then(|group| scenario.offsets_partition(group));
    let mut used = written
        .chain(read)
        .copied()
        .chain(transactions)
        .chain(offsets);
    used.any(|partition| leads(player, partition, broker))
}
