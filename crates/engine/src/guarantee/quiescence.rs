//! When an absence is final: brokers up, links healed, nothing held, and no step left that matters.

use super::{Leg, Open, RowState, RowVerdict, Verdict};
use crate::action::{Action, Call, Timer};
use crate::ids::{BrokerId, ClientId, NodeId, OrderId, PartitionId};
use crate::ledger::{Ledger, Row};
use crate::node::Position;
use crate::protocol::{Api, Body, Direction, Envelope, EnvelopeKey, Response};
use crate::scenario::Scenario;
use crate::step::enabled;
use crate::world::World;

/// Why something is not decided yet: it can still happen by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Undecided {
    /// The shop has not handed it to its producer.
    InShop(ClientId),
    /// It waits in the producer: for more records, for its turn, or to be sent again.
    InProducer(ClientId),
    /// This envelope carries it, or the answer about it.
    OnTheWire(EnvelopeKey),
    /// The producer waits for the answer to this request, which is on no wire.
    AwaitingAnswer(EnvelopeKey),
    /// It stands in the leader's log above the high watermark.
    AwaitingReplication(PartitionId),
    /// This reader has not fetched it.
    NotFetched(ClientId),
    /// This reader has fetched it and not processed it.
    InConsumer(ClientId),
    /// It is nowhere to be seen, or everything is there, but this step is still possible.
    StepDue(Action),
}

/// What must change before anything can be decided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WaitingFor {
    /// This broker is down, paused or not registered yet.
    Broker(BrokerId),
    /// This link is cut.
    Link(NodeId, NodeId),
    /// This envelope is held.
    Release(EnvelopeKey),
    /// This client is down or paused, and something is left for it to do.
    Client(ClientId),
}

/// Where a missing order was found.
pub(super) enum Found {
    /// On a wire that works.
    Moving(Undecided),
    /// On a wire, held.
    Held(EnvelopeKey),
    /// Where only others can move it on.
    Resting(Undecided),
}

/// The first thing that is down, cut or held on this leg: brokers, links, envelopes, clients.
pub(super) fn blocker(
    scenario: &Scenario,
    world: &World,
    ledger: &Ledger<u32>,
    leg: Leg,
) -> Option<WaitingFor> {
    let broker = scenario
        .brokers()
        .find(|broker| !world.broker(*broker).is_running())
        .map(WaitingFor::Broker);
    let concerns = |node: &NodeId| match node {
        NodeId::Client(client) => takes_part(scenario, *client, leg),
        NodeId::Broker(_) | NodeId::Controller => true,
    };
    let link = || {
        let mut cut = world.links().cut_links().iter();
        cut.find(|(a, b)| concerns(a) && concerns(b))
            .map(|(a, b)| WaitingFor::Link(*a, *b))
    };
    let held = || {
        world
            .envelopes()
            .find(|envelope| envelope.held && carries_on(envelope.key.api, leg))
            .map(|envelope| WaitingFor::Release(envelope.key))
    };
    let client = || {
        scenario
            .client_ids()
            .find(|client| {
                scenario.first_of(*client).is_none()
                    && takes_part(scenario, *client, leg)
                    && !world.client(*client).is_running()
                    && has_work_left(scenario, world, ledger, *client)
            })
            .map(WaitingFor::Client)
    };
    broker.or_else(link).or_else(held).or_else(client)
}

fn takes_part(scenario: &Scenario, client: ClientId, leg: Leg) -> bool {
    leg == Leg::OutsideEffect || scenario.client(client).producer.is_some()
}

/// A shop with orders that are not confirmed, or a reader while an order is not charged.
fn has_work_left(
    scenario: &Scenario,
    world: &World,
    ledger: &Ledger<u32>,
    client: ClientId,
) -> bool {
    let shop = &world.client(client).shop;
    let reads = scenario.client(client).consumer.is_some();
    !shop.pending.is_empty()
        || !shop.unconfirmed.is_empty()
        || reads && ledger.taken().any(|row| row.effects_outside == 0)
}

fn carries_on(api: Api, leg: Leg) -> bool {
    let of_consumers = matches!(
        api,
        Api::Fetch | Api::OffsetCommit | Api::OffsetFetch | Api::FindCoordinator
    );
    leg == Leg::OutsideEffect || !of_consumers
}

/// The first step that is possible and matters to this leg. A flush changes nothing that is counted.
pub(super) fn due(scenario: &Scenario, world: &World, leg: Leg) -> Option<Undecided> {
    let mut actions = Vec::new();
    enabled(scenario, world, &mut actions);
    let mut actions = actions.into_iter();
    actions
        .find(|action| matters(action, leg))
        .map(|action| match action {
            Action::Deliver(key) => Undecided::OnTheWire(key),
            other => Undecided::StepDue(other),
        })
}

fn matters(action: &Action, leg: Leg) -> bool {
    if leg == Leg::OutsideEffect {
        return !matches!(action, Action::Flush(_));
    }
    match action {
        Action::Deliver(key) | Action::FireTimer(Timer::Request(key) | Timer::ProduceWait(key)) => {
            carries_on(key.api, leg)
        }
        Action::FireTimer(Timer::AskCoordinator(_) | Timer::AskAgain(_))
        | Action::Client(_, Call::Poll | Call::Process | Call::CommitOffsets)
        | Action::Flush(_) => false,
        _ => true,
    }
}

/// Where an order is that has not got to the end of a leg; `None` when it is nowhere.
pub(super) fn whereabouts(
    scenario: &Scenario,
    world: &World,
    row: &Row<u32>,
    leg: Leg,
) -> Option<Found> {
    if row.copies == 0 {
        before_the_log(scenario, world, row.order)
    } else if leg == Leg::OutsideEffect {
        after_the_log(scenario, world, row)
    } else {
        None
    }
}

fn before_the_log(scenario: &Scenario, world: &World, order: OrderId) -> Option<Found> {
    let carrier = world.envelopes().find(
        |envelope| matches!(&envelope.body, Body::Request(request) if request.carries(order)),
    );
    if let Some(envelope) = carrier {
        return Some(on_the_wire(world, envelope));
    }
    scenario.client_ids().find_map(|client| {
        let state = world.client(client);
        let queues = state.producer.iter().flat_map(|producer| &producer.queues);
        let batch = queues
            .flat_map(|queue| queue.batches())
            .find(|batch| batch.orders.contains(&order));
        match batch {
            Some(batch) => Some(match batch.request {
                Some(request) => answer_to(world, request),
                None => Found::Resting(Undecided::InProducer(client)),
            }),
            None => state
                .shop
                .pending
                .contains(&order)
                .then_some(Found::Resting(Undecided::InShop(client))),
        }
    })
}

fn answer_to(world: &World, request: EnvelopeKey) -> Found {
    match world.envelope(request.in_direction(Direction::Response)) {
        Some(answer) => on_the_wire(world, answer),
        None => Found::Resting(Undecided::AwaitingAnswer(request)),
    }
}

fn on_the_wire(world: &World, envelope: &Envelope) -> Found {
    let key = envelope.key;
    let receiver_runs = match key.direction {
        Direction::Request => world.broker(key.broker).is_running(),
        Direction::Response => world.is_working(key.sender),
    };
    if envelope.held {
        Found::Held(key)
    } else if receiver_runs && world.is_linked(key.sender, key.broker) {
        Found::Moving(Undecided::OnTheWire(key))
    } else {
        Found::Resting(Undecided::OnTheWire(key))
    }
}

fn after_the_log(scenario: &Scenario, world: &World, row: &Row<u32>) -> Option<Found> {
    let order = row.order;
    let fetched = world.envelopes().find(|envelope| {
        let Body::Response(Response::Fetch { partitions }) = &envelope.body else {
            return false;
        };
        let mut batches = partitions.iter().flat_map(|fetched| &fetched.batches);
        batches.any(|batch| batch.orders().any(|(_, found)| found == order))
    });
    let holds = |client: &ClientId| {
        world
            .client(*client)
            .consumer
            .as_ref()
            .is_some_and(|consumer| {
                let records = consumer.buffered.iter().chain(&consumer.polled);
                records.into_iter().any(|record| record.order == order)
            })
    };
    if let Some(client) = scenario.client_ids().find(holds) {
        return Some(Found::Resting(Undecided::InConsumer(client)));
    }
    if let Some(envelope) = fetched {
        return Some(on_the_wire(world, envelope));
    }
    row.readers.iter().find_map(|reading| {
        if reading.visible == 0 {
            return unreplicated(scenario, world, order).map(Found::Resting);
        }
        will_fetch(scenario, world, reading.client, order)
            .then_some(Found::Resting(Undecided::NotFetched(reading.client)))
    })
}

fn unreplicated(scenario: &Scenario, world: &World, order: OrderId) -> Option<Undecided> {
    let mut partitions = scenario.partition_ids();
    partitions
        .find(|partition| {
            world
                .leader_replica(*partition)
                .is_some_and(|(_, replica)| {
                    let above =
                        |(offset, found)| found == order && offset >= replica.high_watermark();
                    replica.orders().any(above)
                })
        })
        .map(Undecided::AwaitingReplication)
}

/// Whether a reader's position is not past every copy that it may be given.
fn will_fetch(scenario: &Scenario, world: &World, reader: ClientId, order: OrderId) -> bool {
    let (Some(config), Some(consumer)) = (
        &scenario.client(reader).consumer,
        &world.client(reader).consumer,
    ) else {
        return false;
    };
    let assigned = config.partitions.iter().zip(&consumer.positions);
    assigned.into_iter().any(|(partition, position)| {
        let Some((_, replica)) = world.leader_replica(*partition) else {
            return true;
        };
        match position {
            Position::Unknown => true,
            Position::Latest => false,
            // Nobody's yet, or somebody else's.
            Position::Unassigned => world
                .membership(reader)
                .is_some_and(|m| m.wants_poll() || m.is_rebalancing()),
            Position::At(next) => replica
                .orders()
                .any(|(offset, found)| found == order && offset >= *next),
        }
    })
}

/// What is open on a leg: waiting comes before not decided, an order before what only follows.
pub(super) fn open(
    scenario: &Scenario,
    world: &World,
    ledger: &Ledger<u32>,
    rows: &[RowVerdict],
    leg: Leg,
) -> Option<Verdict> {
    let states = || {
        rows.iter()
            .filter_map(|row| Some((row.order, row.on(leg)?)))
    };
    let waits = states().find_map(|(_, state)| match state {
        RowState::Waiting(what) => Some(what),
        _ => None,
    });
    if let Some(what) = waits.or_else(|| blocker(scenario, world, ledger, leg)) {
        return Some(Verdict::Waiting(what));
    }
    let undecided = states().find_map(|(order, state)| match state {
        RowState::NotDecided(why) => Some(Open {
            order: Some(order),
            why,
        }),
        _ => None,
    });
    undecided
        .or_else(|| due(scenario, world, leg).map(|why| Open { order: None, why }))
        .map(Verdict::NotDecided)
}
