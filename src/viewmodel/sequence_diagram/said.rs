//! What stands at a lane, in a few words. The sentences are in the list of what happened.

use ackademy_engine::action::Timer;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{Offset, OrderId, PartitionId, PartitionSet};
use ackademy_engine::log::TransactionResult;
use ackademy_engine::scenario::Scenario;

use super::super::payments::holds_payments;
use super::super::words::{listed, partition_name, partition_names};
use super::record::Note;
use crate::i18n::{Message, message};
use crate::t;

/// What a note says.
pub(super) fn said(scenario: &Scenario, note: &Note) -> Message {
    let told = of_orders(scenario, note)
        .or_else(|| in_client(scenario, note))
        .or_else(|| in_broker(scenario, note))
        .or_else(|| in_coordinator(note))
        .unwrap_or_else(|| of_node(note));
    if note.times > 1 {
        message("diagram-times")
            .with("what", told)
            .with("times", note.times)
    } else {
        told
    }
}

/// What happens to one order, or to several at once.
fn of_orders(scenario: &Scenario, note: &Note) -> Option<Message> {
    let orders: Vec<OrderId> = note.events.iter().filter_map(order_of).collect();
    if orders.is_empty() {
        return None;
    }
    let count = orders.len();
    let orders = listed(scenario, orders);
    Some(match note.events[0] {
        Event::OrderTaken(..) => message("diagram-order-taken")
            .with("orders", orders)
            .with("count", count),
        Event::ToldStored(..) => message("diagram-told-stored")
            .with("orders", orders)
            .with("count", count),
        Event::ToldCommitted(..) => message("diagram-told-committed")
            .with("orders", orders)
            .with("count", count),
        Event::RetryScheduled(..) => message("diagram-retry").with("orders", orders),
        Event::RecordPolled(_, partition, ..) if holds_payments(scenario, partition) => {
            message("diagram-polled-payments")
                .with("orders", orders)
                .with("count", count)
        }
        Event::RecordPolled(..) => message("diagram-polled")
            .with("orders", orders)
            .with("count", count),
        Event::ToldFailed(_, _, why) => message("diagram-told-failed")
            .with("orders", orders)
            .with("exception", why.class_name()),
        Event::SeenAborted(..) => message("diagram-seen-aborted").with("orders", orders),
        Event::Charged(..) => message("diagram-charged").with("orders", orders),
        Event::OrderStored(..) => message("diagram-outbox").with("orders", orders),
        Event::OrderTickedOff(..) => message("diagram-outbox-ticked-off").with("orders", orders),
        Event::EffectStored(..) => message("diagram-inbox").with("orders", orders),
        Event::OrderRecognised(..) => message("diagram-inbox-knows").with("orders", orders),
        Event::ChargeIgnored(..) => message("diagram-charge-ignored").with("orders", orders),
        Event::Replied(..) => message("diagram-replied").with("orders", orders),
        Event::RecordAppended(_, partition, offset, _) if holds_payments(scenario, partition) => {
            message("diagram-appended-payments")
                .with("orders", orders)
                .with("count", count)
                .with("offset", i64::from(offset.0))
        }
        Event::RecordAppended(_, _, offset, _) => message("diagram-appended")
            .with("orders", orders)
            .with("count", count)
            .with("offset", i64::from(offset.0)),
        _ => return None,
    })
}

fn order_of(event: &Event) -> Option<OrderId> {
    match *event {
        Event::OrderTaken(_, order)
        | Event::ToldStored(_, order, _)
        | Event::ToldFailed(_, order, _)
        | Event::ToldCommitted(_, order)
        | Event::RetryScheduled(_, _, order, _)
        | Event::RecordPolled(_, _, _, order)
        | Event::SeenAborted(_, order)
        | Event::Charged(_, order)
        | Event::OrderStored(_, order)
        | Event::OrderTickedOff(_, order)
        | Event::EffectStored(_, order)
        | Event::OrderRecognised(_, order)
        | Event::ChargeIgnored(_, order)
        | Event::Replied(_, order)
        | Event::RecordAppended(_, _, _, order) => Some(order),
        _ => None,
    }
}

fn plain(what: &str) -> Message {
    message("diagram-label").with("what", what)
}

fn in_client(scenario: &Scenario, note: &Note) -> Option<Message> {
    let of = |partitions| partition_names(scenario, partitions);
    Some(match note.events[0] {
        Event::EpochBumped(_) => t!("diagram-epoch-bumped"),
        Event::OffsetsCommitted(_, _, offset) => {
            message("diagram-committed").with("offset", i64::from(offset.0))
        }
        Event::SoughtToCommitted(_) => t!("diagram-sought"),
        Event::PartitionsAssigned(_, PartitionSet::EMPTY) => t!("diagram-assigned-nothing"),
        Event::PartitionsAssigned(_, set) => {
            message("diagram-assigned").with("partitions", of(set))
        }
        Event::PartitionsRevoked(_, set) => message("diagram-revoked").with("partitions", of(set)),
        Event::PartitionsLost(_, set) => message("diagram-taken-away").with("partitions", of(set)),
        Event::CommitThrew(_, why) | Event::CallReturned(_, _, Some(why)) => {
            plain(why.class_name())
        }
        Event::CallReturned(_, call, None) => plain(&format!("{}()", call.name())),
        Event::ConsumerClosed(_) => plain("close()"),
        Event::TimerFired(Timer::Request(_)) => plain("request.timeout.ms"),
        Event::TimerFired(Timer::Delivery(..)) => plain("delivery.timeout.ms"),
        Event::TimerFired(Timer::PollInterval(_)) => plain("max.poll.interval.ms"),
        Event::Disconnected(_, broker) => {
            message("diagram-disconnected").with("broker", i64::from(broker.0))
        }
        Event::ConnectionRefused(_, broker) => {
            message("diagram-refused").with("broker", i64::from(broker.0))
        }
        Event::ResponseDuplicateIgnored(_) => t!("diagram-second-answer"),
        _ => return None,
    })
}

fn in_broker(scenario: &Scenario, note: &Note) -> Option<Message> {
    let at = |offset: Offset| i64::from(offset.0);
    let name = |partition| partition_name(scenario, partition);
    Some(match note.events[0] {
        Event::DuplicateRecognised(_, _, offset) => {
            message("diagram-duplicate").with("offset", at(offset))
        }
        Event::OffsetAppended(_, _, _, offset) => {
            message("diagram-offset-appended").with("offset", at(offset))
        }
        Event::OffsetPending(_, _, _, offset, _) => {
            message("diagram-offset-pending").with("offset", at(offset))
        }
        Event::MarkerAppended(_, _, _, _, result) => {
            let partitions = note.events.iter().filter_map(partition_of).map(name);
            let partitions = partitions.collect::<Vec<_>>().join(", ");
            match result {
                TransactionResult::Commit => {
                    message("diagram-marker-commit").with("partitions", partitions)
                }
                TransactionResult::Abort => {
                    message("diagram-marker-abort").with("partitions", partitions)
                }
            }
        }
        Event::Truncated(_, partition, offset) => message("diagram-truncated")
            .with("partition", name(partition))
            .with("offset", at(offset)),
        Event::UnflushedLost(_, partition, offset) => message("diagram-unflushed-lost")
            .with("partition", name(partition))
            .with("offset", at(offset)),
        Event::LeaderElected(..) => leads(scenario, note),
        Event::LeadershipLost(_, partition) => match note.events.len() {
            1 => message("diagram-leads-no-longer").with("partition", name(partition)),
            count => message("diagram-leads-none-of").with("count", count),
        },
        Event::BrokerFenced(_) => t!("diagram-fenced"),
        Event::BrokerUnfenced(_) => t!("diagram-unfenced"),
        Event::TimerFired(Timer::ProduceWait(_)) => t!("diagram-not-replicated"),
        _ => return None,
    })
}

fn partition_of(event: &Event) -> Option<PartitionId> {
    match *event {
        Event::MarkerAppended(_, partition, ..) | Event::LeaderElected(partition, ..) => {
            Some(partition)
        }
        _ => None,
    }
}

fn leads(scenario: &Scenario, note: &Note) -> Message {
    let partitions: Vec<PartitionId> = note.events.iter().filter_map(partition_of).collect();
    match partitions[..] {
        [partition] => {
            message("diagram-leads").with("partition", partition_name(scenario, partition))
        }
        _ => message("diagram-leads-many").with("count", partitions.len()),
    }
}

fn in_coordinator(note: &Note) -> Option<Message> {
    Some(match note.events[0] {
        Event::TransactionLogged(_, _, _, record) => {
            message("diagram-logged").with("state", record.state.name())
        }
        Event::TransactionLoaded(_, _, state) => {
            message("diagram-loaded").with("state", state.name())
        }
        Event::TransactionLogFailed(_, _, error) | Event::MarkersGivenUp(_, _, error) => {
            plain(error.name())
        }
        Event::TransactionsLoaded(..) => t!("diagram-coordinates-transactions-now"),
        Event::GroupsLoaded(..) => t!("diagram-coordinates-groups-now"),
        Event::GroupMoved(_, _, state, generation) => message("diagram-group")
            .with("state", state.name())
            .with("generation", i64::from(generation.0)),
        Event::MemberRemoved(..) => t!("diagram-member-removed"),
        Event::TimerFired(Timer::TransactionTimeout(..)) => plain("transaction.timeout.ms"),
        Event::TimerFired(Timer::MemberSession(..)) => plain("session.timeout.ms"),
        Event::TimerFired(Timer::RebalanceTimeout(..)) => t!("diagram-rebalance-over"),
        _ => return None,
    })
}

fn of_node(note: &Note) -> Message {
    match note.events[0] {
        Event::Crashed(_) => t!("diagram-crashed"),
        Event::ShutDown(_) => t!("diagram-shut-down"),
        Event::Restarted(_) => t!("diagram-restarted"),
        Event::Paused(_) => t!("diagram-paused"),
        Event::Resumed(_) => t!("diagram-resumed"),
        Event::LinkCut(..) => t!("diagram-controller-cut"),
        Event::LinkHealed(..) => t!("diagram-controller-healed"),
        _ => unreachable!("every event with a lane has words"),
    }
}
