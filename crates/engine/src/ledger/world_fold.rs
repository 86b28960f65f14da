//! The ledger from the state of the world alone, as counts of 0, 1, 2 or more.

use super::{Ledger, Reading, Row};
use crate::facts::Count;
use crate::ids::{BrokerId, ClientId, GroupId, OrderId, PartitionId};
use crate::log::{Batch, Replica};
use crate::scenario::Scenario;
use crate::world::World;

/// The ledger that a world shows.
#[must_use]
pub fn of_world(scenario: &Scenario, world: &World) -> Ledger<Count> {
    let orders = u16::try_from(scenario.orders.len()).expect("few orders");
    Ledger {
        rows: (0..orders)
            .map(|order| row(scenario, world, OrderId(order)))
            .collect(),
    }
}

fn row(scenario: &Scenario, world: &World, order: OrderId) -> Row<Count> {
    let facts = world.facts().of(order);
    let [copies, committed, in_doubt] = count_copies(scenario, world, order, false);
    let [outputs, outputs_committed, outputs_in_doubt] = count_copies(scenario, world, order, true);
    Row {
        order,
        taken: is_taken(scenario, world, order),
        sent: facts.sent,
        told_stored: facts.told_stored,
        told_failed: facts.told_failed,
        copies,
        committed,
        in_doubt,
        outputs,
        outputs_committed,
        outputs_in_doubt,
        effects_inside: ticked_off(scenario, world, order),
        effects_outside: facts.effects,
        readers: scenario
            .client_ids()
            .filter(|client| scenario.client(*client).consumer.is_some())
            .map(|client| Reading {
                client,
                visible: visible(scenario, world, client, order),
                seen: facts.seen[client.index()],
                seen_aborted: world.facts().seen_aborted.contains(&(client, order)),
            })
            .collect(),
    }
}

/// An order that was taken waits in a shop, or was sent.
fn is_taken(scenario: &Scenario, world: &World, order: OrderId) -> bool {
    let waits = |client| world.client(client).shop.pending.contains(&order);
    world.facts().of(order).sent > Count::ZERO || scenario.client_ids().any(waits)
}

/// All copies, those that count, and those in doubt: in what stream applications write, or everywhere else.
fn count_copies(
    scenario: &Scenario,
    world: &World,
    order: OrderId,
    of_streams: bool,
) -> [Count; 3] {
    let mut counts = [0; 3];
    let partitions = scenario.partition_ids();
    for partition in partitions.filter(|p| scenario.is_output(*p) == of_streams) {
        let replica = leading_replica(scenario, world, partition);
        for batch in replica.batches() {
            let here = batch.orders().filter(|(_, found)| *found == order).count();
            counts[0] += here;
            if is_in_doubt(scenario, replica, batch) {
                counts[2] += here;
            } else if stands(scenario, replica, batch) {
                counts[1] += here;
            }
        }
    }
    counts.map(Count::of)
}

fn is_in_doubt(scenario: &Scenario, replica: &Replica, batch: &Batch) -> bool {
    let Some(producer) = batch.producer.filter(|_| batch.transactional) else {
        return false;
    };
    let mut open = replica.producers().open_transactions();
    scenario.mechanisms.last_stable_offset
        && open.any(|(id, first)| id == producer.id && first <= batch.base_offset)
}

fn stands(scenario: &Scenario, replica: &Replica, batch: &Batch) -> bool {
    let is_decided = !scenario.mechanisms.last_stable_offset || !replica.is_aborted(batch);
    is_decided && !is_in_doubt(scenario, replica, batch)
}

/// Where copies of an order that count stand.
fn standing<'a>(
    scenario: &'a Scenario,
    replica: &'a Replica,
    order: OrderId,
) -> impl Iterator<Item = u32> + 'a {
    let batches = replica.batches().iter();
    batches
        .filter(move |batch| stands(scenario, replica, batch))
        .flat_map(|batch| batch.orders())
        .filter(move |(_, found)| *found == order)
        .map(|(offset, _)| offset.0)
}

fn positions(replica: &Replica, order: OrderId) -> impl Iterator<Item = u32> + '_ {
    replica
        .orders()
        .filter(move |(_, found)| *found == order)
        .map(|(offset, _)| offset.0)
}

/// Where an order stands for a read_committed reader: below the last stable offset, and not aborted.
fn committed_positions(replica: &Replica, order: OrderId) -> impl Iterator<Item = u32> + '_ {
    let stable = replica.last_stable_offset();
    let batches = replica.batches().iter();
    batches
        .filter(move |batch| batch.end_offset() <= stable && !replica.is_aborted(batch))
        .flat_map(|batch| batch.orders())
        .filter(move |(_, found)| *found == order)
        .map(|(offset, _)| offset.0)
}

/// The leader's replica or, while nobody leads, the one of whoever led last: the controller remembers it once no replica
/// is in sync; until then the last leader is the one in-sync replica that is left.
fn leading_replica<'a>(
    scenario: &Scenario,
    world: &'a World,
    partition: PartitionId,
) -> &'a Replica {
    world.replica(partition, last_leader(scenario, world, partition))
}

fn last_leader(scenario: &Scenario, world: &World, partition: PartitionId) -> BrokerId {
    let view = world.controller().view.of(partition);
    let remembered = world.controller().last_known_leaders[partition.index()];
    view.leader
        .or(remembered)
        .or_else(|| view.in_sync_replicas.iter().next())
        .unwrap_or(scenario.partition(partition).replicas[0])
}

fn visible(scenario: &Scenario, world: &World, reader: ClientId, order: OrderId) -> Count {
    let consumer = scenario.client(reader).consumer.as_ref();
    let assigned = consumer.map_or(&[][..], |consumer| &consumer.partitions);
    let below = |partition: &PartitionId| {
        let replica = leading_replica(scenario, world, *partition);
        if scenario.reads_committed(reader) {
            return committed_positions(replica, order).count();
        }
        let end = replica.high_watermark().0;
        positions(replica, order).filter(|at| *at < end).count()
    };
    Count::of(assigned.iter().map(below).sum())
}

fn ticked_off(scenario: &Scenario, world: &World, order: OrderId) -> Count {
    let mut passed = 0;
    for (index, _) in scenario.groups.iter().enumerate() {
        let group = GroupId(u8::try_from(index).expect("few groups"));
        let Some(log) = scenario.offsets_partition(group) else {
            continue;
        };
        let coordinator = last_leader(scenario, world, log);
        for partition in scenario.partition_ids() {
            let next = world.committed_offset_at(scenario, coordinator, group, partition);
            let replica = leading_replica(scenario, world, partition);
            passed += standing(scenario, replica, order)
                .filter(|at| next.is_some_and(|next| *at < next.0))
                .count();
        }
    }
    Count::of(passed)
}
