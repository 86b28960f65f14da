//! One replica's log as a row of cells, or as a chip where nobody needs to look inside.

use ackademy_engine::ids::{BrokerId, GroupId, Offset, OrderId, PartitionId};
use ackademy_engine::log::{Batch, Payload, Replica, TransactionResult};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{CONSUMER_OFFSETS, CommitOrder, Scenario, TRANSACTION_STATE};

use super::payments::holds_payments;
use super::words::partition_name;
use crate::i18n::{Message, message};

/// A row shows no more cells than this; what came before is a number.
const CELLS_MAX: usize = 7;

/// The same for a transaction log, whose cells hold whole words: two transactions in a line.
const STATES_MAX: usize = 6;

/// What a cell holds; kinds differ by shape, not by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellKind {
    /// A data record.
    Order,
    /// A committed offset.
    CommittedOffset,
    /// Who is in a group.
    Group,
    /// A marker that commits.
    CommitMarker,
    /// A marker that aborts.
    AbortMarker,
    /// The state of a transactional id.
    TransactionState,
}

/// What is known of a record's transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is in none, or in a committed one.
    Settled,
    /// No marker of its producer follows yet.
    InDoubt,
    /// Its transaction was aborted.
    Aborted,
}

/// One record of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Where it stands.
    pub offset: u32,
    /// What stands in it.
    pub label: String,
    /// What it holds.
    pub kind: CellKind,
    /// What became of its transaction.
    pub outcome: Outcome,
    /// It is not replicated as far as this broker knows: above the high watermark.
    pub above_high_watermark: bool,
    /// The same order stands in this log before, not aborted.
    pub is_repeat: bool,
}

/// What a line between two cells means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickKind {
    /// A group has read up to here and said so.
    Committed,
    /// It has said so in a transaction whose outcome is open.
    Pending,
    /// The last stable offset.
    LastStable,
}

/// A line between two cells.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// It stands before the record of this offset.
    pub offset: u32,
    /// What it means.
    pub kind: TickKind,
    /// The same in words.
    pub note: Message,
}

/// A log shown record by record.
#[derive(Clone, PartialEq, Debug)]
pub struct LogRow {
    /// Which partition.
    pub partition: PartitionId,
    /// Whose replica.
    pub broker: BrokerId,
    /// Its name.
    pub name: String,
    /// This broker believes to lead it.
    pub leads: bool,
    /// It is the transaction log: its cells hold words.
    pub holds_states: bool,
    /// How many records stand before the first cell.
    pub earlier: usize,
    /// The last records.
    pub cells: Vec<Cell>,
    /// Lines between records; one may stand before the first cell shown.
    pub ticks: Vec<Tick>,
    /// A record shown is in doubt, in a log that readers of payments wait for.
    pub has_doubts: bool,
    /// A record shown there is aborted.
    pub has_aborted: bool,
    /// The high watermark as this broker knows it.
    pub high_watermark: u32,
    /// The log end offset.
    pub log_end_offset: u32,
}

/// A log shown as how much of the leader's it has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyChip {
    /// Which partition.
    pub partition: PartitionId,
    /// Its name.
    pub name: String,
    /// Records here.
    pub have: u32,
    /// Records at the leader.
    pub of: u32,
    /// It counts as in sync by the controller's word.
    pub in_sync: bool,
}

impl LogRow {
    /// The same for those who have not been told of high watermarks.
    pub(super) fn without_watermark(mut self) -> LogRow {
        for cell in &mut self.cells {
            cell.above_high_watermark = false;
        }
        self
    }
}

/// The log of one replica, cell by cell.
pub(super) fn row(player: &Player, partition: PartitionId, broker: BrokerId) -> LogRow {
    let scenario = player.scenario();
    let replica = player.world().replica(partition, broker);
    let mut cells = cells(scenario, replica);
    let holds_states = scenario.partition(partition).topic == TRANSACTION_STATE;
    let most = if holds_states { STATES_MAX } else { CELLS_MAX };
    let earlier = cells.len().saturating_sub(most);
    cells.drain(..earlier);
    let mut ticks = Vec::new();
    if player.world().broker(broker).leads(partition) {
        tick_off(player, partition, broker, &mut ticks);
        tick_stable(player, partition, broker, &mut ticks);
    }
    let is_target = holds_payments(scenario, partition);
    let any = |outcome| is_target && cells.iter().any(|cell| cell.outcome == outcome);
    LogRow {
        has_doubts: any(Outcome::InDoubt),
        has_aborted: any(Outcome::Aborted),
        partition,
        broker,
        name: partition_name(scenario, partition),
        leads: player.world().broker(broker).leads(partition),
        holds_states,
        earlier,
        cells,
        ticks,
        high_watermark: replica.high_watermark().0,
        log_end_offset: replica.log_end_offset().0,
    }
}

fn cells(scenario: &Scenario, replica: &Replica) -> Vec<Cell> {
    let high_watermark = replica.high_watermark();
    let mut seen: Vec<OrderId> = Vec::new();
    let mut cells = Vec::new();
    for (place, batch) in replica.batches().iter().enumerate() {
        let outcome = outcome(scenario, replica, place);
        let cell = |offset: Offset, label: String, kind| Cell {
            offset: offset.0,
            label,
            kind,
            outcome,
            above_high_watermark: offset >= high_watermark,
            is_repeat: false,
        };
        let (label, kind) = match &batch.payload {
            Payload::Orders(_) => {
                for (offset, order) in batch.orders() {
                    let name = scenario.order_name(order).to_owned();
                    cells.push(Cell {
                        is_repeat: outcome != Outcome::Aborted && seen.contains(&order),
                        ..cell(offset, name, CellKind::Order)
                    });
                    if outcome != Outcome::Aborted {
                        seen.push(order);
                    }
                }
                continue;
            }
            Payload::CommittedOffset { offset, .. } => {
                (offset.0.to_string(), CellKind::CommittedOffset)
            }
            Payload::Group { record, .. } => (record.generation.0.to_string(), CellKind::Group),
            Payload::Marker { result, .. } => match result {
                TransactionResult::Commit => ("C".to_owned(), CellKind::CommitMarker),
                TransactionResult::Abort => ("A".to_owned(), CellKind::AbortMarker),
            },
            Payload::Transaction { record, .. } => {
                (record.state.name().to_owned(), CellKind::TransactionState)
            }
        };
        cells.push(cell(batch.base_offset, label, kind));
    }
    cells
}

/// What is known of the transaction of the batch at this place.
pub(super) fn outcome(scenario: &Scenario, replica: &Replica, place: usize) -> Outcome {
    let batch = &replica.batches()[place];
    if !batch.transactional || batch.marker().is_some() || !scenario.mechanisms.last_stable_offset {
        return Outcome::Settled;
    }
    if replica.is_aborted(batch) {
        return Outcome::Aborted;
    }
    let is_of_same = |later: &Batch| {
        later.marker().is_some() && later.producer.map(|p| p.id) == batch.producer.map(|p| p.id)
    };
    if replica.batches()[place..].iter().any(is_of_same) {
        Outcome::Settled
    } else {
        Outcome::InDoubt
    }
}

/// How far the group of a stream application has read, and what its open transaction would make of that.
fn tick_off(player: &Player, partition: PartitionId, broker: BrokerId, ticks: &mut Vec<Tick>) {
    let scenario = player.scenario();
    if player.world().controller().view.of(partition).leader != Some(broker) {
        return;
    }
    let Some(group) = stream_group(scenario, partition) else {
        return;
    };
    if let Some(offset) = player.world().committed_offset(scenario, group, partition) {
        ticks.push(Tick {
            offset: offset.0,
            kind: TickKind::Committed,
            note: message("log-note-committed").with("offset", i64::from(offset.0)),
        });
    }
    if let Some(offset) = pending_offset(player, group, partition) {
        ticks.push(Tick {
            offset: offset.0,
            kind: TickKind::Pending,
            note: message("log-note-pending").with("offset", i64::from(offset.0)),
        });
    }
}

/// The group of an application that reads this partition and writes elsewhere.
fn stream_group(scenario: &Scenario, partition: PartitionId) -> Option<GroupId> {
    let streams = scenario.clients.iter().filter(|it| it.producer.is_some());
    let mut readers = streams.filter_map(|it| it.consumer.as_ref());
    let found = readers
        .find(|it| it.partitions.contains(&partition) && it.commit_order != CommitOrder::Never);
    found.map(|it| it.group)
}

/// The offset that a group would have committed, were the open transaction to commit.
fn pending_offset(player: &Player, group: GroupId, partition: PartitionId) -> Option<Offset> {
    let scenario = player.scenario();
    let log = scenario.offsets_partition(group)?;
    let (_, replica) = player.world().leader_replica(log)?;
    let batches = replica.batches().iter().enumerate().rev();
    let mut open =
        batches.filter(|(place, _)| outcome(scenario, replica, *place) == Outcome::InDoubt);
    open.find_map(|(_, batch)| match batch.payload {
        Payload::CommittedOffset {
            group: of,
            partition: at,
            offset,
        } if of == group && at == partition => Some(offset),
        _ => None,
    })
}

/// The last stable offset: always where readers wait for it, elsewhere while it holds something back.
fn tick_stable(player: &Player, partition: PartitionId, broker: BrokerId, ticks: &mut Vec<Tick>) {
    let scenario = player.scenario();
    let topic = &scenario.partition(partition).topic;
    let is_internal = topic == TRANSACTION_STATE || topic == CONSUMER_OFFSETS;
    let replica = player.world().replica(partition, broker);
    if !scenario.has_transactions()
        || !scenario.mechanisms.last_stable_offset
        || is_internal
        || replica.batches().is_empty()
    {
        return;
    }
    let stable = replica.last_stable_offset();
    let is_target = holds_payments(scenario, partition);
    if is_target || stable < replica.log_end_offset() {
        ticks.push(Tick {
            offset: stable.0,
            kind: TickKind::LastStable,
            note: message("log-note-stable").with("offset", i64::from(stable.0)),
        });
    }
}

/// The log of one replica in short.
pub(super) fn chip(player: &Player, partition: PartitionId, broker: BrokerId) -> CopyChip {
    let world = player.world();
    let have = world.replica(partition, broker).log_end_offset();
    let of = world
        .leader_replica(partition)
        .map_or(Offset(0), |(_, leader)| leader.log_end_offset());
    CopyChip {
        partition,
        name: partition_name(player.scenario(), partition),
        have: have.0,
        of: of.0,
        in_sync: world
            .controller()
            .view
            .of(partition)
            .in_sync_replicas
            .contains(broker),
    }
}
