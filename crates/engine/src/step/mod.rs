//! The transition function. Nothing else changes a [`World`].

mod application;
mod broker;
mod connection;
mod consumer;
mod controller;
mod coordinator;
mod drain;
mod enabled;
mod fault;
mod fetch;
mod group_log;
mod groups;
mod markers;
mod membership;
mod offers;
mod parked;
mod patience;
mod producer;
mod producer_answers;
mod rebalance;
mod replication;
mod retry;
mod seen_aborted;
mod sequences;
mod sessions;
mod transaction_answers;
mod transaction_calls;
mod transaction_log;
mod transaction_requests;
mod transmit;
mod transmit_membership;
mod transmit_transaction;
mod verification;
mod workaround;

use crate::action::{Action, Call};
use crate::event::{Event, EventSink};
use crate::ids::{ClientId, NodeId};
use crate::log::TransactionResult;
use crate::parts::{OUTAGES, offered};
use crate::scenario::Scenario;
use crate::world::World;

pub use enabled::enabled;
pub use offers::faults;
pub use patience::{is_only_asking_again, is_patience, is_vain};

/// The action is not possible in this world; the world is unchanged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotEnabled(pub &'static str);

impl std::fmt::Display for NotEnabled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotEnabled {}

/// What every step works with.
pub(crate) struct Context<'a, S> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) world: &'a mut World,
    pub(crate) events: &'a mut S,
}

impl<S: EventSink> Context<'_, S> {
    pub(crate) fn report(&mut self, event: Event) {
        self.events.report(event);
    }
}

type Applied = Result<(), NotEnabled>;

/// Carries out one action and reports what happened.
///
/// # Errors
/// When the action is not possible now; then nothing has changed and nothing was reported.
pub fn apply(
    scenario: &Scenario,
    world: &mut World,
    action: &Action,
    events: &mut impl EventSink,
) -> Applied {
    let mut step = Context {
        scenario,
        world,
        events,
    };
    match *action {
        Action::Deliver(key) => step.deliver(key),
        Action::Disconnected(sender, broker, channel) => {
            step.notice_disconnect(sender, broker, channel)
        }
        Action::FireTimer(timer) => step.fire_timer(timer),
        Action::Client(client, call) => step.client_call(client, call),
        Action::LearnMetadata(NodeId::Broker(broker)) => step.broker_learns(broker),
        Action::LearnMetadata(NodeId::Client(client)) => step.client_learns(client),
        Action::LearnMetadata(NodeId::Controller) => {
            Err(NotEnabled("the controller has nothing to learn"))
        }
        Action::ReplicaFetch { follower, leader } => step.replica_fetch(follower, leader),
        Action::AlterPartition { partition, leader } => {
            step.expand_in_sync_replicas(partition, leader)
        }
        Action::Flush(broker) => step.flush(broker),
        Action::Drop(key) => step.drop_envelope(key),
        Action::LoadTransactions { broker, partition } => step.load_transactions(broker, partition),
        Action::LoadGroups { broker, partition } => step.load_groups(broker, partition),
        outage => offered(OUTAGES).and_then(|()| step.suffer(outage)),
    }
}

impl<S: EventSink> Context<'_, S> {
    /// What only goes wrong where somebody makes it.
    fn suffer(&mut self, outage: Action) -> Applied {
        match outage {
            Action::Delay(key) => self.set_held(key, true),
            Action::Release(key) => self.set_held(key, false),
            Action::Duplicate(key) => self.duplicate(key),
            Action::BreakConnection(sender, broker) => self.break_connection(sender, broker),
            Action::CutLink(a, b) => self.cut_link(a, b),
            Action::HealLink(a, b) => self.heal_link(a, b),
            Action::Crash(node) => self.crash(node),
            Action::CrashUnflushed(broker) => self.crash_unflushed(broker),
            Action::ShutDown(broker) => self.shut_down(broker),
            Action::Restart(node) => self.restart(node),
            Action::Pause(node) => self.pause(node),
            Action::Resume(node) => self.resume(node),
            Action::StartSecond(client) => self.start_second(client),
            Action::Unfence(broker) => self.unfence(broker),
            Action::Refuse(key, error) => self.refuse(key, error),
            _ => panic!("a step of the system is no outage"),
        }
    }

    fn client_call(&mut self, client: ClientId, call: Call) -> Applied {
        if client.index() >= self.world.clients.len() {
            return Err(NotEnabled("there is no such client"));
        }
        if let Call::TakeOrder(order) = call {
            return self.take_order(client, order);
        }
        if !self.world.client(client).is_running() {
            return Err(NotEnabled("the client does not run"));
        }
        let is_own = !matches!(call, Call::Transmit);
        if is_own && self.world.is_out_of_turn(self.scenario, client, call) {
            return Err(NotEnabled("the application does something else next"));
        }
        match call {
            Call::TakeOrder(_) => {
                unreachable!("handled above: a shop takes orders while its process is down")
            }
            Call::Send(order, partition) => self.send(client, order, partition)?,
            Call::Flush => self.flush_producer(client)?,
            Call::Transmit => {
                if !self.has_work(client) {
                    return Err(NotEnabled("the client has nothing it can send"));
                }
            }
            Call::Poll => self.poll(client)?,
            Call::Process => self.process(client)?,
            Call::CommitOffsets => self.commit_offsets(client)?,
            Call::InitTransactions => self.init_transactions(client)?,
            Call::BeginTransaction => self.begin_transaction(client)?,
            Call::SendOffsetsToTransaction(group, partition, offset) => {
                self.send_offsets_to_transaction(client, group, partition, offset)?
            }
            Call::CommitTransaction => self.end_transaction(client, TransactionResult::Commit)?,
            Call::AbortTransaction => self.end_transaction(client, TransactionResult::Abort)?,
            Call::SeekToCommitted => self.seek_to_committed(client)?,
            Call::Close => self.close_consumer(client)?,
            Call::StoreOrder(order) => self.store_order(client, order)?,
            Call::TickOff(order) => self.tick_off(client, order)?,
            Call::StoreEffect(order) => self.store_effect(client, order)?,
            Call::Reply(order) => self.reply(client, order)?,
            Call::Raw(index) => self.send_raw(client, index)?,
        }
        self.work(client);
        Ok(())
    }
}
