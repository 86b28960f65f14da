//! What is about to happen, in one sentence.

use ackademy_engine::action::{Action, Call, Timer};
use ackademy_engine::ids::{ClientId, NodeId};
use ackademy_engine::node::TransactionCall;
use ackademy_engine::player::Player;

use super::envelope::{ends, what_is};
use super::payments::{holds_payments, reads_payments};
use super::words::{node_name, partition_name};
use crate::i18n::{Message, message};

pub(super) fn next(player: &Player) -> Message {
    let scenario = player.scenario();
    let name = |node: NodeId| node_name(scenario, node);
    let Some((action, _)) = next_visible(player) else {
        return message("next-nothing");
    };
    match action {
        Action::Deliver(key) => message("next-arrives")
            .with("what", what_is(player, key))
            .with("to", name(ends(key).1)),
        Action::Disconnected(sender, broker, _) => message("next-disconnected")
            .with("client", name(sender))
            .with("broker", name(NodeId::Broker(broker))),
        Action::FireTimer(timer) => timer_words(player, timer),
        Action::Client(client, call) => call_words(player, client, call),
        Action::LearnMetadata(node) => message("next-learns").with("node", name(node)),
        Action::ReplicaFetch { follower, leader } => message("next-replicates")
            .with("follower", name(NodeId::Broker(follower)))
            .with("leader", name(NodeId::Broker(leader))),
        Action::AlterPartition { partition, .. } => {
            message("next-joins-in-sync").with("partition", partition_name(scenario, partition))
        }
        Action::Unfence(broker) => {
            message("next-unfences").with("broker", name(NodeId::Broker(broker)))
        }
        Action::LoadTransactions { broker, .. } => {
            message("next-loads-transactions").with("broker", name(NodeId::Broker(broker)))
        }
        Action::LoadGroups { broker, .. } => {
            message("next-loads-groups").with("broker", name(NodeId::Broker(broker)))
        }
        // Only interventions that are repeated come here: they say what they are when they happen.
        _ => message("next-repeats"),
    }
}

fn call_words(player: &Player, client: ClientId, call: Call) -> Message {
    let scenario = player.scenario();
    let name = node_name(scenario, NodeId::Client(client));
    let consumer = player.world().client(client).consumer.as_ref();
    let polled = consumer.and_then(|consumer| consumer.polled.front());
    match (call, polled) {
        (Call::TakeOrder(order), _) => {
            message("next-takes-order").with("order", scenario.order_name(order))
        }
        (Call::Send(order, to), _) if holds_payments(scenario, to) => message("next-sends-payment")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::Send(order, _), _) => message("next-sends")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::Poll, _) if reads_payments(scenario, client) => {
            message("next-polls-payments").with("client", name)
        }
        (Call::Poll, _) => message("next-polls").with("client", name),
        (Call::Process, Some(record)) => message("next-processes")
            .with("client", name)
            .with("order", scenario.order_name(record.order)),
        (Call::StoreOrder(order), _) => message("next-stores-order")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::TickOff(order), _) => message("next-ticks-off")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::StoreEffect(order), _) => message("next-stores-effect")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::Reply(order), _) => message("next-replies")
            .with("client", name)
            .with("order", scenario.order_name(order)),
        (Call::CommitOffsets, _) => message("next-commits").with("client", name),
        (
            Call::InitTransactions
            | Call::BeginTransaction
            | Call::SendOffsetsToTransaction(..)
            | Call::CommitTransaction
            | Call::AbortTransaction,
            _,
        ) => message("next-calls")
            .with("client", name)
            .with("call", call_name(call)),
        (Call::Close, _) => message("next-leaves-group").with("client", name),
        (Call::SeekToCommitted, _) => message("next-goes-back").with("client", name),
        (Call::Process | Call::Flush | Call::Transmit | Call::Raw(_), _) => {
            message("next-transmits").with("client", name)
        }
    }
}

/// The next step that a learner can see; a flush shows nothing.
fn next_visible(player: &Player) -> Option<(Action, u64)> {
    let (action, due) = player.next()?;
    if !matches!(action, Action::Flush(_)) {
        return Some((action, due));
    }
    let visible = player
        .pending()
        .iter()
        .filter(|pending| !matches!(pending.action, Action::Flush(_)));
    visible
        .min_by_key(|pending| pending.due)
        .map(|pending| (pending.action, pending.due))
}

fn timer_words(player: &Player, timer: Timer) -> Message {
    let scenario = player.scenario();
    let name = |node: NodeId| node_name(scenario, node);
    match timer {
        Timer::Linger(client, _) => {
            message("next-linger-ends").with("client", name(NodeId::Client(client)))
        }
        Timer::Backoff(client, _)
        | Timer::AskIdentity(client)
        | Timer::AskCoordinator(client)
        | Timer::AskAgain(client)
        | Timer::AskTransaction(client) => {
            message("next-tries-again").with("client", name(NodeId::Client(client)))
        }
        Timer::Request(key) => message("next-request-times-out").with("client", name(key.sender)),
        Timer::Delivery(client, _, order, _) => message("next-delivery-times-out")
            .with("client", name(NodeId::Client(client)))
            .with("order", scenario.order_name(order)),
        Timer::ProduceWait(key) => {
            message("next-wait-ends").with("broker", name(NodeId::Broker(key.broker)))
        }
        Timer::ReplicaLag(_, broker) => {
            message("next-leaves-in-sync").with("broker", name(NodeId::Broker(broker)))
        }
        Timer::BrokerSession(broker) => {
            message("next-fenced").with("broker", name(NodeId::Broker(broker)))
        }
        Timer::FetchWait(key) => message("next-fetch-ends")
            .with("broker", name(NodeId::Broker(key.broker)))
            .with("client", name(key.sender)),
        Timer::TransactionTimeout(broker, id) => message("next-transaction-times-out")
            .with("broker", name(NodeId::Broker(broker)))
            .with("id", scenario.transactional_ids[id.index()].as_str()),
        Timer::TransactionLogWait(broker, _) => {
            message("next-wait-ends").with("broker", name(NodeId::Broker(broker)))
        }
        Timer::Heartbeat(client) => {
            message("next-heartbeat").with("client", name(NodeId::Client(client)))
        }
        Timer::PollInterval(client) => {
            message("next-misses-poll").with("client", name(NodeId::Client(client)))
        }
        Timer::MemberSession(_, _, id) => {
            message("next-session-ends").with("client", name(NodeId::Client(id.client)))
        }
        Timer::InitialRebalance(broker, _)
        | Timer::RebalanceTimeout(broker, _)
        | Timer::SyncTimeout(broker, _) => {
            message("next-members-wait-ends").with("broker", name(NodeId::Broker(broker)))
        }
        Timer::GroupLogWait(broker, _) => {
            message("next-wait-ends").with("broker", name(NodeId::Broker(broker)))
        }
        Timer::CompleteAgain(broker, _) => {
            message("next-tries-again").with("client", name(NodeId::Broker(broker)))
        }
    }
}

/// The Java method behind a call on a transactional producer.
fn call_name(call: Call) -> &'static str {
    match call {
        Call::InitTransactions => TransactionCall::InitTransactions,
        Call::BeginTransaction => TransactionCall::BeginTransaction,
        Call::SendOffsetsToTransaction(..) => TransactionCall::SendOffsetsToTransaction,
        Call::CommitTransaction => TransactionCall::CommitTransaction,
        _ => TransactionCall::AbortTransaction,
    }
    .name()
}
