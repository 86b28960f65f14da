//! One replica's log as a row of cells, or as a chip where nobody needs to look inside.

use ackademy_engine::ids::{BrokerId, Offset, OrderId, PartitionId};
use ackademy_engine::log::Payload;
use ackademy_engine::player::Player;

use super::words::partition_name;

/// A row shows no more cells than this; what came before is a number.
const CELLS_MAX: usize = 7;

/// What a cell holds; kinds differ by shape, not by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellKind {
    /// A data record.
    Order,
    /// A committed offset.
    CommittedOffset,
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
    /// It is not replicated as far as this broker knows: above the high watermark.
    pub above_high_watermark: bool,
    /// The same order stands in this log before.
    pub is_repeat: bool,
}

/// A log shown record by record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogRow {
    /// Which partition.
    pub partition: PartitionId,
    /// Its name.
    pub name: String,
    /// This broker believes to lead it.
    pub leads: bool,
    /// How many records stand before the first cell.
    pub earlier: usize,
    /// The last records.
    pub cells: Vec<Cell>,
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
    let replica = player.world().replica(partition, broker);
    let high_watermark = replica.high_watermark();
    let mut seen: Vec<OrderId> = Vec::new();
    let mut cells = Vec::new();
    for batch in replica.batches() {
        if let Payload::CommittedOffset { offset, .. } = batch.payload {
            cells.push(Cell {
                offset: batch.base_offset.0,
                label: offset.0.to_string(),
                kind: CellKind::CommittedOffset,
                above_high_watermark: batch.base_offset >= high_watermark,
                is_repeat: false,
            });
        }
        for (offset, order) in batch.orders() {
            cells.push(Cell {
                offset: offset.0,
                label: player.scenario().order_name(order).to_owned(),
                kind: CellKind::Order,
                above_high_watermark: offset >= high_watermark,
                is_repeat: seen.contains(&order),
            });
            seen.push(order);
        }
    }
    let earlier = cells.len().saturating_sub(CELLS_MAX);
    cells.drain(..earlier);
    LogRow {
        partition,
        name: partition_name(player.scenario(), partition),
        leads: player.world().broker(broker).leads(partition),
        earlier,
        cells,
        high_watermark: high_watermark.0,
        log_end_offset: replica.log_end_offset().0,
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
