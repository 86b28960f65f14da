//! Where an order is that has not got to the end of a leg.

use super::quiescence::{Undecided, WaitingFor};
use super::transactions::OpenTransaction;
use super::{Case, Leg};
use crate::ids::{ClientId, NodeId, Offset, OrderId, PartitionId, ProducerId};
use crate::ledger::Row;
use crate::log::Batch;
use crate::node::Position;
use crate::protocol::{Body, Direction, Envelope, EnvelopeKey, Response};

/// Where a missing order was found.
pub(super) enum Found {
    /// On a wire that works.
    Moving(Undecided),
    /// Held back, until somebody does something.
    Waits(WaitingFor),
    /// Where only others can move it on.
    Resting(Undecided),
    /// In the log, in a transaction of its own producer that no marker has ended.
    InTransaction(Undecided, OpenTransaction),
}

/// Where an order is that has not got to the end of a leg; `None` when it is nowhere.
pub(super) fn whereabouts(case: &Case<'_>, row: &Row<u32>, leg: Leg) -> Option<Found> {
    let scenario = case.scenario;
    match leg {
        Leg::CheckoutToOrders => to_orders(case, row),
        Leg::OrdersToPayments => {
            let streams: Vec<ClientId> = case.streams().collect();
            let made = || in_doubt(case, row, true);
            let written = || written_by(case, row.order, &streams);
            let read = || read_by(case, row, &streams);
            made()
                .or_else(written)
                .or_else(|| reaches(row, &streams).then(read).flatten())
                .or_else(|| before(row).then(|| to_orders(case, row)).flatten())
        }
        Leg::Statement(reader) => {
            let processes: Vec<ClientId> = scenario
                .client_ids()
                .filter(|client| {
                    scenario.client(*client).is_statement()
                        && scenario.statement_of(*client) == reader
                })
                .collect();
            to_readers(case, row, &processes)
        }
        Leg::OutsideEffect => {
            let chargers: Vec<ClientId> = scenario
                .client_ids()
                .filter(|client| scenario.client(*client).has_effects_outside())
                .collect();
            to_readers(case, row, &chargers)
        }
    }
}

/// Nothing of it counts in the log yet.
fn before(row: &Row<u32>) -> bool {
    row.committed == 0
}

/// Whether readers have, or will have, something to read.
fn reaches(row: &Row<u32>, readers: &[ClientId]) -> bool {
    let mut readings = row.readers.iter();
    row.committed > 0
        || readings.any(|reading| reading.visible > 0 && readers.contains(&reading.client))
}

fn to_readers(case: &Case<'_>, row: &Row<u32>, readers: &[ClientId]) -> Option<Found> {
    let reads_outputs = readers
        .iter()
        .any(|reader| case.scenario.reads_outputs(*reader));
    if !reads_outputs {
        return if reaches(row, readers) {
            read_by(case, row, readers)
        } else {
            to_orders(case, row)
        };
    }
    let mut readings = row.readers.iter();
    let is_there = row.outputs_committed > 0
        || readings.any(|reading| reading.visible > 0 && readers.contains(&reading.client));
    if is_there {
        read_by(case, row, readers)
    } else {
        whereabouts(case, row, Leg::OrdersToPayments)
    }
}

fn to_orders(case: &Case<'_>, row: &Row<u32>) -> Option<Found> {
    let shops: Vec<ClientId> = case
        .scenario
        .client_ids()
        .filter(|client| case.scenario.client(*client).consumer.is_none())
        .collect();
    in_doubt(case, row, false)
        .or_else(|| written_by(case, row.order, &shops))
        .or_else(|| waits_in_shop(case, row.order))
}

fn waits_in_shop(case: &Case<'_>, order: OrderId) -> Option<Found> {
    let waits = |client: &ClientId| case.world.client(*client).shop.pending.contains(&order);
    let client = case.scenario.client_ids().find(waits)?;
    Some(Found::Resting(Undecided::InShop(client)))
}

/// A copy, or an output, that waits for the marker of its transaction.
fn in_doubt(case: &Case<'_>, row: &Row<u32>, of_streams: bool) -> Option<Found> {
    let count = if of_streams {
        row.outputs_in_doubt
    } else {
        row.in_doubt
    };
    if count == 0 {
        return None;
    }
    let mut partitions = case.scenario.partition_ids();
    let owner = partitions.find_map(|partition| {
        let (_, replica) = case.world.leader_replica(partition)?;
        let mut batches = replica.batches().iter();
        let owner = |batch: &Batch| Some(batch.producer?.id);
        let holds = |batch: &&Batch| {
            batch.orders().any(|(_, found)| found == row.order)
                && owner(batch).is_some_and(|id| is_open_at(replica, id, batch.base_offset))
        };
        let is_here = case.scenario.is_output(partition) == of_streams;
        is_here
            .then(|| batches.find(holds).and_then(owner))
            .flatten()
    })?;
    Some(of_transaction(case, owner))
}

fn is_open_at(replica: &crate::log::Replica, id: ProducerId, offset: Offset) -> bool {
    let mut open = replica.producers().open_transactions();
    open.any(|(of, since)| of == id && since <= offset)
}

fn of_transaction(case: &Case<'_>, owner: ProducerId) -> Found {
    let transaction = case.named(owner);
    let why = if case.is_being_completed(transaction) {
        Undecided::BeingCompleted(transaction)
    } else {
        Undecided::InTransaction(transaction)
    };
    Found::InTransaction(why, transaction)
}

/// On its way from one of these producers, or in its hands.
fn written_by(case: &Case<'_>, order: OrderId, producers: &[ClientId]) -> Option<Found> {
    let world = case.world;
    let is_theirs = |sender: NodeId| producers.iter().any(|p| sender == NodeId::Client(*p));
    let carrier = world.envelopes().find(|envelope| {
        let carries = matches!(&envelope.body, Body::Request(request) if request.carries(order));
        carries && is_theirs(envelope.key.sender)
    });
    if let Some(envelope) = carrier {
        return Some(on_the_wire(case, envelope));
    }
    producers.iter().find_map(|client| {
        let producer = world.client(*client).producer.as_ref()?;
        let mut batches = producer.queues.iter().flat_map(|queue| queue.batches());
        let batch = batches.find(|batch| batch.orders.contains(&order))?;
        Some(match batch.request {
            Some(request) => answer_to(case, request),
            None => Found::Resting(Undecided::InProducer(*client)),
        })
    })
}

fn answer_to(case: &Case<'_>, request: EnvelopeKey) -> Found {
    match case
        .world
        .envelope(request.in_direction(Direction::Response))
    {
        Some(answer) => on_the_wire(case, answer),
        None => Found::Resting(Undecided::AwaitingAnswer(request)),
    }
}

fn on_the_wire(case: &Case<'_>, envelope: &Envelope) -> Found {
    let (world, key) = (case.world, envelope.key);
    let receiver_runs = match key.direction {
        Direction::Request => world.broker(key.broker).is_running(),
        Direction::Response => world.is_working(key.sender),
    };
    if envelope.held {
        Found::Waits(WaitingFor::Release(key))
    } else if receiver_runs && world.is_linked(key.sender, key.broker) {
        Found::Moving(Undecided::OnTheWire(key))
    } else {
        Found::Resting(Undecided::OnTheWire(key))
    }
}

/// In the hands of one of these readers, on its way there, or still to be fetched.
fn read_by(case: &Case<'_>, row: &Row<u32>, readers: &[ClientId]) -> Option<Found> {
    let order = row.order;
    let holds = |client: &&ClientId| {
        let consumer = case.world.client(**client).consumer.as_ref();
        consumer.is_some_and(|consumer| {
            let records = consumer.buffered.iter().chain(&consumer.polled);
            records.into_iter().any(|record| record.order == order)
        })
    };
    if let Some(client) = readers.iter().find(holds) {
        return Some(Found::Resting(Undecided::InConsumer(*client)));
    }
    let fetched = case.world.envelopes().find(|envelope| {
        let Body::Response(Response::Fetch { partitions }) = &envelope.body else {
            return false;
        };
        let mut batches = partitions.iter().flat_map(|fetched| &fetched.batches);
        readers
            .iter()
            .any(|reader| envelope.key.sender == NodeId::Client(*reader))
            && batches.any(|batch| batch.orders().any(|(_, found)| found == order))
    });
    if let Some(envelope) = fetched {
        return Some(on_the_wire(case, envelope));
    }
    let mut readings = row
        .readers
        .iter()
        .filter(|reading| readers.contains(&reading.client));
    readings.find_map(|reading| {
        if reading.visible == 0 {
            return held_back(case, reading.client, order);
        }
        will_fetch(case, reading.client, order)
            .then_some(Found::Resting(Undecided::NotFetched(reading.client)))
    })
}

/// Why a reader is not given a copy that stands in one of its partitions.
fn held_back(case: &Case<'_>, reader: ClientId, order: OrderId) -> Option<Found> {
    let config = case.scenario.client(reader).consumer.as_ref()?;
    config.partitions.iter().find_map(|partition| {
        let (_, replica) = case.world.leader_replica(*partition)?;
        let of_order = |(_, found): &(Offset, OrderId)| *found == order;
        let batch = replica.batches().iter().rfind(|batch| {
            batch.orders().any(|copy| of_order(&copy)) && !replica.is_aborted(batch)
        })?;
        let offset = batch.orders().find(of_order)?.0;
        if offset >= replica.high_watermark() {
            return Some(Found::Resting(Undecided::AwaitingReplication(*partition)));
        }
        if !case.scenario.reads_committed(reader) || offset < replica.last_stable_offset() {
            return None;
        }
        let own = batch.producer.filter(|_| batch.transactional).map(|p| p.id);
        let open = replica.producers().open_transactions();
        let first = open
            .filter(|(_, since)| *since <= offset)
            .min_by_key(|(_, since)| *since);
        Some(match first {
            Some((id, _)) if own == Some(id) => of_transaction(case, id),
            Some((id, _)) => Found::Waits(WaitingFor::Transaction(case.named(id))),
            // Its marker is not replicated.
            None => Found::Resting(Undecided::AwaitingReplication(*partition)),
        })
    })
}

/// Whether a reader's position is not past every copy that it may be given.
fn will_fetch(case: &Case<'_>, reader: ClientId, order: OrderId) -> bool {
    let (Some(config), Some(consumer)) = (
        &case.scenario.client(reader).consumer,
        &case.world.client(reader).consumer,
    ) else {
        return false;
    };
    let assigned = config.partitions.iter().zip(&consumer.positions);
    assigned
        .into_iter()
        .any(|(partition, position)| may_come(case, reader, *partition, *position, order))
}

fn may_come(
    case: &Case<'_>,
    reader: ClientId,
    partition: PartitionId,
    position: Position,
    order: OrderId,
) -> bool {
    let Some((_, replica)) = case.world.leader_replica(partition) else {
        return true;
    };
    match position {
        Position::Unknown => true,
        Position::Latest => false,
        // Nobody's yet, or somebody else's.
        Position::Unassigned => case
            .world
            .membership(reader)
            .is_some_and(|m| m.wants_poll() || m.is_rebalancing()),
        Position::At(next) => replica
            .orders()
            .any(|(offset, found)| found == order && offset >= next),
    }
}
