//! The transaction coordinator inside a broker: what it has in memory, and how that stands to its log.

use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, PartitionId, ProducerEpoch, ProducerId, TransactionalId};
use ackademy_engine::log::{Payload, TransactionState};
use ackademy_engine::node::{BrokerStatus, TransactionMetadata};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::TRANSACTION_STATE;

use super::log_row::LogRow;
use super::words::partition_names;
use crate::i18n::{Message, message};

/// How a coordinator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CoordinatorState {
    /// It coordinates nobody, or knows nobody yet.
    Idle,
    /// It knows transactional ids.
    Works,
    /// It reads its log.
    Loads,
    /// Its process is gone, and its memory with it.
    Gone,
    /// Another coordinates its ids by now, and it has not learned so.
    Zombie,
}

/// A log that is being read into memory; the page counts along.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loading {
    /// Since when, in simulated microseconds.
    pub since: u64,
    /// When it is done.
    pub due: u64,
    /// How many records there are to read.
    pub total: usize,
}

/// What a coordinator remembers of one transactional id.
#[derive(Clone, PartialEq, Debug)]
pub struct MemoryCell {
    /// Whose.
    pub id: TransactionalId,
    /// transactional.id
    pub name: String,
    /// Kafka's name of its state; nothing where the coordinator does not know the id.
    pub state: Option<&'static str>,
    /// Where it is going, and what has to come first.
    pub pending: Option<Message>,
    /// Producer id and epoch.
    pub owner: Option<(i64, i64)>,
    /// While the log is read: the states it will hold, each from so many read records on.
    pub read: Vec<(usize, &'static str)>,
}

impl MemoryCell {
    /// Its transaction is open, or decided and being ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            Some("Ongoing" | "PrepareCommit" | "PrepareAbort")
        )
    }
}

/// The coordinator inside one broker.
#[derive(Clone, PartialEq, Debug)]
pub struct Coordinator {
    /// How it stands.
    pub state: CoordinatorState,
    /// The same in words.
    pub line: Message,
    /// What it reads.
    pub loading: Option<Loading>,
    /// What it remembers.
    pub cells: Vec<MemoryCell>,
    /// The replicas of the transaction log here that are worth a row.
    pub rows: Vec<LogRow>,
}

/// The coordinator inside a broker, where the scenario has any. `rows` are those of the transaction log.
pub(super) fn coordinator(
    player: &Player,
    broker: BrokerId,
    rows: Vec<LogRow>,
) -> Option<Coordinator> {
    let scenario = player.scenario();
    if !scenario.has_transactions() {
        return None;
    }
    let loading = loading(player, broker);
    let cells: Vec<MemoryCell> = scenario
        .transactional_id_list()
        .filter_map(|id| cell(player, broker, id, loading.map(|(log, _)| log)))
        .collect();
    let (state, line) = standing(player, broker, loading.is_some(), cells.is_empty());
    Some(Coordinator {
        state,
        line,
        loading: loading.map(|(_, loading)| loading),
        cells,
        rows,
    })
}

fn standing(
    player: &Player,
    broker: BrokerId,
    loads: bool,
    knows_nobody: bool,
) -> (CoordinatorState, Message) {
    let scenario = player.scenario();
    if matches!(
        player.world().broker(broker).status,
        BrokerStatus::Down { .. }
    ) {
        let line = if scenario.mechanisms.transaction_log {
            message("coordinator-gone")
        } else {
            message("coordinator-gone-without-log")
        };
        return (CoordinatorState::Gone, line);
    }
    let outdated = names(player, |log| is_zombie(player, broker, log));
    if !outdated.is_empty() {
        let line = message("coordinator-zombie").with("ids", outdated);
        return (CoordinatorState::Zombie, line);
    }
    if loads {
        return (CoordinatorState::Loads, message("coordinator-loads"));
    }
    let own = names(player, |log| has_loaded(player, broker, log));
    if own.is_empty() {
        (CoordinatorState::Idle, message("coordinator-of-nobody"))
    } else if knows_nobody {
        let line = message("coordinator-knows-nobody").with("ids", own);
        (CoordinatorState::Idle, line)
    } else if scenario.mechanisms.transaction_log {
        (CoordinatorState::Works, message("coordinator-works"))
    } else {
        let line = message("coordinator-works-without-log");
        (CoordinatorState::Works, line)
    }
}

/// The transactional ids whose partition of the transaction log fits.
fn names(player: &Player, fits: impl Fn(PartitionId) -> bool) -> String {
    let scenario = player.scenario();
    let ids = scenario.transactional_id_list().filter(|id| {
        let log = scenario.transaction_partition(*id);
        log.is_some_and(&fits)
    });
    let names: Vec<&str> = ids
        .map(|id| scenario.transactional_ids[id.index()].as_str())
        .collect();
    names.join(", ")
}

fn has_loaded(player: &Player, broker: BrokerId, log: PartitionId) -> bool {
    player.world().coordinator(broker).epoch_of(log).is_some()
}

/// It still coordinates by its memory what another broker leads by the controller's word.
pub(super) fn is_zombie(player: &Player, broker: BrokerId, log: PartitionId) -> bool {
    let world = player.world();
    has_loaded(player, broker, log)
        && world.broker(broker).status.is_up()
        && world.controller().view.of(log).leader != Some(broker)
}

fn loading(player: &Player, broker: BrokerId) -> Option<(PartitionId, Loading)> {
    player.pending().iter().find_map(|pending| {
        let Action::LoadTransactions {
            broker: at,
            partition,
        } = pending.action
        else {
            return None;
        };
        let total = player.world().replica(partition, broker).batches().len();
        let loading = Loading {
            since: pending.since,
            due: pending.due,
            total,
        };
        (at == broker && total > 0).then_some((partition, loading))
    })
}

fn cell(
    player: &Player,
    broker: BrokerId,
    id: TransactionalId,
    loading: Option<PartitionId>,
) -> Option<MemoryCell> {
    let scenario = player.scenario();
    let log = scenario.transaction_partition(id)?;
    let empty = MemoryCell {
        id,
        name: scenario.transactional_ids[id.index()].clone(),
        state: None,
        pending: None,
        owner: None,
        read: Vec::new(),
    };
    let memory = player.world().coordinator(broker);
    if let Some(known) = memory.transactions.get(&id) {
        return Some(MemoryCell {
            state: Some(known.state.name()),
            pending: pending(player, broker, id, known),
            owner: owner(known.producer_id, known.producer_epoch),
            ..empty
        });
    }
    if loading == Some(log) {
        let read = states_read(player, broker, log, id);
        return (!read.is_empty()).then_some(MemoryCell { read, ..empty });
    }
    (has_loaded(player, broker, log) && is_used(player, id)).then_some(empty)
}

fn owner(id: ProducerId, epoch: ProducerEpoch) -> Option<(i64, i64)> {
    Some((i64::from(id.0), i64::from(epoch.0)))
}

/// What the records of an id say, and after how many read records of the log each is known.
fn states_read(
    player: &Player,
    broker: BrokerId,
    log: PartitionId,
    id: TransactionalId,
) -> Vec<(usize, &'static str)> {
    let batches = player.world().replica(log, broker).batches();
    let said = batches
        .iter()
        .enumerate()
        .filter_map(|(place, batch)| match batch.payload {
            Payload::Transaction { id: of, record } if of == id => {
                Some((place + 1, record.state.name()))
            }
            _ => None,
        });
    said.collect()
}

/// Somebody has an identity under this id, so its coordinator ought to know it.
fn is_used(player: &Player, id: TransactionalId) -> bool {
    let scenario = player.scenario();
    scenario.client_ids().any(|client| {
        let producer = player.world().client(client).producer.as_ref();
        scenario.transactional_id(client) == Some(id)
            && producer.is_some_and(|producer| producer.identity.is_some())
    })
}

/// Where a transaction is going: the log comes before the memory, and the markers before the end.
fn pending(
    player: &Player,
    broker: BrokerId,
    id: TransactionalId,
    known: &TransactionMetadata,
) -> Option<Message> {
    if known.has_given_up {
        return Some(message("memory-given-up"));
    }
    let state = known.pending?.name();
    Some(if waits_for_markers(player, broker, id, known) {
        message("memory-markers-first").with("state", state)
    } else {
        message("memory-log-first").with("state", state)
    })
}

/// Why a state is only pending.
pub(super) fn pending_meaning(
    player: &Player,
    broker: BrokerId,
    id: TransactionalId,
    known: &TransactionMetadata,
) -> Message {
    if known.has_given_up {
        message("pending-given-up")
    } else if waits_for_markers(player, broker, id, known) {
        message("pending-markers-first").with(
            "partitions",
            partition_names(player.scenario(), known.partitions),
        )
    } else {
        message("pending-log-first")
    }
}

fn waits_for_markers(
    player: &Player,
    broker: BrokerId,
    id: TransactionalId,
    known: &TransactionMetadata,
) -> bool {
    let memory = player.world().coordinator(broker);
    known.state.prepared().is_some() && memory.transitions.iter().all(|it| it.id != id)
}

/// What a state of a transactional id means.
pub(super) fn state_meaning(state: TransactionState) -> Message {
    match state {
        TransactionState::Empty => message("state-empty"),
        TransactionState::Ongoing => message("state-ongoing"),
        TransactionState::PrepareCommit => message("state-prepare-commit"),
        TransactionState::PrepareAbort => message("state-prepare-abort"),
        TransactionState::CompleteCommit => message("state-complete-commit"),
        TransactionState::CompleteAbort => message("state-complete-abort"),
        TransactionState::PrepareEpochFence => message("state-prepare-epoch-fence"),
    }
}

/// Whether a partition belongs to the transaction log.
pub(super) fn is_transaction_log(player: &Player, partition: PartitionId) -> bool {
    player.scenario().partition(partition).topic == TRANSACTION_STATE
}
