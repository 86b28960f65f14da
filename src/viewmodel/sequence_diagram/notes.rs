//! What stands at a lane: the acts of a process, and what happens to it.

use ackademy_engine::action::Timer;
use ackademy_engine::event::Event;
use ackademy_engine::ids::NodeId;
use ackademy_engine::node::TransactionCall;

use super::record::Note;

/// The lane at which an event is noted; `None` for what is no note.
pub(super) fn lane_of(event: &Event) -> Option<NodeId> {
    of_client(event)
        .or_else(|| of_broker(event))
        .or(match *event {
            Event::Crashed(node)
            | Event::Restarted(node)
            | Event::Paused(node)
            | Event::Resumed(node)
            | Event::LinkCut(node, NodeId::Controller)
            | Event::LinkCut(NodeId::Controller, node)
            | Event::LinkHealed(node, NodeId::Controller)
            | Event::LinkHealed(NodeId::Controller, node)
            | Event::Disconnected(node, _)
            | Event::ConnectionRefused(node, _) => Some(node),
            Event::ResponseDuplicateIgnored(key) => Some(key.sender),
            Event::TimerFired(Timer::Request(key)) => Some(key.sender),
            _ => None,
        })
}

fn of_client(event: &Event) -> Option<NodeId> {
    let client = match *event {
        Event::OrderTaken(client, _)
        | Event::ToldStored(client, ..)
        | Event::ToldFailed(client, ..)
        | Event::ToldCommitted(client, _)
        | Event::RetryScheduled(client, ..)
        | Event::EpochBumped(client)
        | Event::RecordPolled(client, ..)
        | Event::SeenAborted(client, _)
        | Event::Charged(client, _)
        | Event::OrderStored(client, _)
        | Event::OrderTickedOff(client, _)
        | Event::EffectStored(client, _)
        | Event::OrderRecognised(client, _)
        | Event::ChargeIgnored(client, _)
        | Event::Replied(client, _)
        | Event::OffsetsCommitted(client, ..)
        | Event::SoughtToCommitted(client)
        | Event::PartitionsAssigned(client, _)
        | Event::PartitionsRevoked(client, _)
        | Event::PartitionsLost(client, _)
        | Event::CommitThrew(client, _)
        | Event::ConsumerClosed(client)
        | Event::TimerFired(Timer::Delivery(client, ..) | Timer::PollInterval(client)) => client,
        Event::CallReturned(client, call, exception)
            if exception.is_some() || ends_or_begins(call) =>
        {
            client
        }
        _ => return None,
    };
    Some(NodeId::Client(client))
}

fn ends_or_begins(call: TransactionCall) -> bool {
    matches!(
        call,
        TransactionCall::BeginTransaction
            | TransactionCall::CommitTransaction
            | TransactionCall::AbortTransaction
    )
}

fn of_broker(event: &Event) -> Option<NodeId> {
    let broker = match *event {
        Event::RecordAppended(broker, ..)
        | Event::DuplicateRecognised(broker, ..)
        | Event::OffsetAppended(broker, ..)
        | Event::OffsetPending(broker, ..)
        | Event::TransactionLogged(broker, ..)
        | Event::TransactionLogFailed(broker, ..)
        | Event::TransactionLoaded(broker, ..)
        | Event::TransactionsLoaded(broker, _)
        | Event::GroupsLoaded(broker, _)
        | Event::MarkersGivenUp(broker, ..)
        | Event::MarkerAppended(broker, ..)
        | Event::Truncated(broker, ..)
        | Event::UnflushedLost(broker, ..)
        | Event::LeaderElected(_, Some(broker), _)
        | Event::LeadershipLost(broker, _)
        | Event::BrokerFenced(broker)
        | Event::BrokerUnfenced(broker)
        | Event::GroupMoved(broker, ..)
        | Event::MemberRemoved(broker, ..)
        | Event::ShutDown(broker)
        | Event::TimerFired(
            Timer::TransactionTimeout(broker, _)
            | Timer::MemberSession(broker, ..)
            | Timer::RebalanceTimeout(broker, _),
        ) => broker,
        Event::TimerFired(Timer::ProduceWait(key)) => key.broker,
        _ => return None,
    };
    Some(NodeId::Broker(broker))
}

/// Whether something went wrong.
pub(super) fn is_bad(note: &Note) -> bool {
    matches!(
        note.events[0],
        Event::Crashed(_)
            | Event::ToldFailed(..)
            | Event::SeenAborted(..)
            | Event::PartitionsLost(..)
            | Event::CommitThrew(..)
            | Event::CallReturned(_, _, Some(_))
            | Event::TransactionLogFailed(..)
            | Event::MarkersGivenUp(..)
            | Event::Truncated(..)
            | Event::UnflushedLost(..)
            | Event::BrokerFenced(_)
            | Event::Disconnected(..)
            | Event::ConnectionRefused(..)
            | Event::LinkCut(..)
            | Event::TimerFired(_)
    )
}

/// Names of exceptions are longer than the margin: they are written towards the brokers, on a line of their own.
pub(super) fn is_long(note: &Note) -> bool {
    matches!(
        note.events[0],
        Event::ToldFailed(..) | Event::CommitThrew(..) | Event::CallReturned(_, _, Some(_))
    )
}
