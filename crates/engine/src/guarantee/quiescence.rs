//! When an absence is final: brokers up, links healed, nothing held, and no step left that matters.

use super::all_or_nothing::half_seen;
use super::transactions::OpenTransaction;
use super::{Case, Leg, Open, RowState, RowVerdict, Verdict};
use crate::action::{Action, Timer};
use crate::ids::{BrokerId, ClientId, NodeId, PartitionId};
use crate::node::ManagerState;
use crate::protocol::EnvelopeKey;
use crate::scenario::{CONSUMER_OFFSETS, Scenario};
use crate::step::enabled;

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
    /// It stands in the leader's log above the high watermark, or the marker of its transaction does.
    AwaitingReplication(PartitionId),
    /// It stands in the log in this transaction, whose outcome is open.
    InTransaction(OpenTransaction),
    /// It stands in the log in this transaction, whose outcome is decided and not seen everywhere: between Prepare and
    /// Complete.
    BeingCompleted(OpenTransaction),
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
    /// Readers are held back at the last stable offset by this transaction: somebody else's, or one that nobody will end.
    Transaction(OpenTransaction),
}

/// The first thing that is down, cut or held on this leg: brokers, links, envelopes, clients.
pub(super) fn blocker(case: &Case<'_>, leg: Leg) -> Option<WaitingFor> {
    let (scenario, world) = (case.scenario, case.world);
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
            .find(|envelope| envelope.held && carries_on(scenario, envelope.key, leg))
            .map(|envelope| WaitingFor::Release(envelope.key))
    };
    let client = || {
        scenario
            .client_ids()
            .find(|client| {
                scenario.first_of(*client).is_none()
                    && takes_part(scenario, *client, leg)
                    && !world.client(*client).is_running()
                    && has_work_left(case, *client)
            })
            .map(WaitingFor::Client)
    };
    broker.or_else(link).or_else(held).or_else(client)
}

/// Whether a client can have to do with what becomes of an order on this leg.
fn takes_part(scenario: &Scenario, client: ClientId, leg: Leg) -> bool {
    let setup = scenario.client(client);
    match leg {
        Leg::CheckoutToOrders => setup.consumer.is_none(),
        Leg::OrdersToPayments => setup.consumer.is_none() || setup.is_stream(),
        Leg::Statement(reader) => !setup.is_statement() || scenario.statement_of(client) == reader,
        Leg::OutsideEffect => true,
    }
}

/// A shop with orders that are not confirmed, or a reader while an order has not come to where it brings it.
fn has_work_left(case: &Case<'_>, client: ClientId) -> bool {
    let shop = &case.world.client(client).shop;
    let setup = case.scenario.client(client);
    let is_missing = |leg: Leg| {
        let mut taken = case.ledger.taken();
        taken.any(|row| leg.count(case.scenario, row) == 0)
    };
    !shop.pending.is_empty()
        || !shop.unconfirmed.is_empty()
        || setup.consumer.is_some()
            && is_missing(if setup.is_stream() {
                Leg::OrdersToPayments
            } else if setup.is_statement() {
                Leg::Statement(case.scenario.statement_of(client))
            } else {
                Leg::OutsideEffect
            })
}

/// A stream application on this leg whose producer every call refuses (`ProducerFencedException`). It was told so,
/// and goes on with what is not ticked off once somebody starts it again.
pub(super) fn fenced(case: &Case<'_>, leg: Leg) -> Option<ClientId> {
    let mut streams = case.streams();
    streams.find(|client| {
        let manager = case.world.manager(*client);
        takes_part(case.scenario, *client, leg)
            && manager.is_some_and(|manager| manager.state == ManagerState::FatalError)
            && has_work_left(case, *client)
    })
}

fn carries_on(scenario: &Scenario, key: EnvelopeKey, leg: Leg) -> bool {
    match key.sender {
        NodeId::Client(client) => takes_part(scenario, client, leg),
        NodeId::Broker(_) | NodeId::Controller => true,
    }
}

/// The first step that is possible and matters to this leg. A flush changes nothing that is counted.
pub(super) fn due(case: &Case<'_>, leg: Leg) -> Option<Undecided> {
    let mut actions = Vec::new();
    enabled(case.scenario, case.world, &mut actions);
    let mut actions = actions.into_iter();
    actions
        .find(|action| matters(case, action, leg))
        .map(|action| match action {
            Action::Deliver(key) => Undecided::OnTheWire(key),
            other => Undecided::StepDue(other),
        })
}

/// What others do matters to nobody on a leg. A stream application's transactions share coordinators and logs with
/// checkout's, so there all of them matter to both.
fn matters(case: &Case<'_>, action: &Action, leg: Leg) -> bool {
    let scenario = case.scenario;
    let has_streams = case.streams().next().is_some();
    let concerned = match leg {
        Leg::CheckoutToOrders if has_streams => Leg::OrdersToPayments,
        leg => leg,
    };
    // Without streams nothing that a group coordinator writes down matters to who only writes.
    let is_apart = |partition| {
        leg == Leg::CheckoutToOrders
            && !has_streams
            && scenario.partition(partition).topic == CONSUMER_OFFSETS
    };
    match *action {
        Action::Flush(_) => false,
        Action::Deliver(key) | Action::FireTimer(Timer::Request(key) | Timer::ProduceWait(key)) => {
            carries_on(scenario, key, concerned)
        }
        Action::FireTimer(Timer::AskCoordinator(client) | Timer::AskAgain(client))
        | Action::Client(client, _) => takes_part(scenario, client, concerned),
        Action::ReplicaFetch { follower, leader } => {
            let world = case.world;
            world.replica_fetch_changes_one_of(scenario, follower, leader, |p| !is_apart(p))
        }
        Action::FireTimer(Timer::ReplicaLag(partition, _))
        | Action::AlterPartition { partition, .. } => !is_apart(partition),
        _ => true,
    }
}

/// What is open on a leg: waiting comes before not decided, an order before what only follows.
pub(super) fn open(case: &Case<'_>, rows: &[RowVerdict], leg: Leg) -> Option<Verdict> {
    let states = || {
        rows.iter()
            .filter_map(|row| Some((row.order, row.on(leg)?)))
    };
    let waits = states().find_map(|(_, state)| match state {
        RowState::Waiting(what) => Some(what),
        _ => None,
    });
    if let Some(what) = waits.or_else(|| blocker(case, leg)) {
        return Some(Verdict::Waiting(what));
    }
    let undecided = states().find_map(|(order, state)| match state {
        RowState::NotDecided(why) => Some(Open {
            order: Some(order),
            why,
        }),
        _ => None,
    });
    let completed = || {
        let transaction = (leg == Leg::OrdersToPayments).then(|| case.being_completed());
        Some(Open {
            why: Undecided::BeingCompleted(transaction??),
            order: Some(half_seen(case).next()?),
        })
    };
    undecided
        .or_else(completed)
        .or_else(|| due(case, leg).map(|why| Open { order: None, why }))
        .map(Verdict::NotDecided)
}
