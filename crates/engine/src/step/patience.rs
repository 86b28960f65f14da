//! Which timers are somebody's patience, and where a local look says that waiting is vain.

use crate::action::{Action, Timer};
use crate::ids::{BrokerId, GroupId, NodeId, PartitionId, TransactionalId};
use crate::protocol::{Api, Channel, Direction, EnvelopeKey};
use crate::world::World;

/// Whether the action is a timer that ends somebody's waiting for something that may still come. Linger and the pauses
/// before asking again are not: nothing can come instead of them.
#[must_use]
pub fn is_patience(action: &Action) -> bool {
    matches!(
        action,
        Action::FireTimer(
            Timer::Delivery(..)
                | Timer::Request(_)
                | Timer::ProduceWait(_)
                | Timer::ReplicaLag(..)
                | Timer::BrokerSession(_)
                | Timer::TransactionTimeout(..)
                | Timer::TransactionLogWait(..)
                | Timer::PollInterval(_)
                | Timer::MemberSession(..)
                | Timer::RebalanceTimeout(..)
                | Timer::SyncTimeout(..)
                | Timer::GroupLogWait(..)
        )
    )
}

/// Whether all that is left is to ask again, and a broker or link must come back before an answer can change.
#[must_use]
pub fn is_only_asking_again(actions: &[Action]) -> bool {
    actions.iter().all(|action| {
        is_patience(action)
            || matches!(
                action,
                Action::FireTimer(
                    Timer::Backoff(..)
                        | Timer::AskIdentity(_)
                        | Timer::AskCoordinator(_)
                        | Timer::AskAgain(_)
                        | Timer::AskTransaction(_)
                        | Timer::CompleteAgain(..)
                        | Timer::Heartbeat(_)
                )
            )
    })
}

/// Whether waiting on this timer is vain, by a look at what is near: nothing that is under way could end the wait.
/// A search that has no clock fires such a timer freely and pays for any other.
#[must_use]
pub fn is_vain(world: &World, timer: Timer) -> bool {
    match timer {
        Timer::Linger(..)
        | Timer::Backoff(..)
        | Timer::AskIdentity(_)
        | Timer::AskCoordinator(_)
        | Timer::AskAgain(_)
        | Timer::AskTransaction(_)
        | Timer::FetchWait(_)
        | Timer::CompleteAgain(..)
        | Timer::Heartbeat(_)
        | Timer::InitialRebalance(..) => true,
        // Its application can always come back.
        Timer::PollInterval(_) => false,
        Timer::MemberSession(broker, _, id) => !world.may_be_heard_of(broker, id),
        Timer::RebalanceTimeout(broker, group) | Timer::SyncTimeout(broker, group) => {
            world.waits_for_nobody(broker, group)
        }
        Timer::GroupLogWait(broker, group) => !world.may_be_assigned(broker, group),
        Timer::Request(key) => !world.answer_can_come(key),
        Timer::Delivery(client, partition, first, twin) => {
            let Some(producer) = &world.client(client).producer else {
                return false;
            };
            let mut batches = producer.queues[partition.index()].batches();
            batches
                .any(|batch| batch.orders[0] == first && batch.twin == twin && batch.attempts > 0)
        }
        Timer::ProduceWait(key) => !world.can_be_answered(key),
        Timer::ReplicaLag(partition, follower) => world
            .lagging_behind(partition, follower)
            .is_some_and(|leader| {
                !world.broker(follower).is_running()
                    || world
                        .links
                        .is_cut(NodeId::Broker(follower), NodeId::Broker(leader))
            }),
        // It is armed only while the broker is silent.
        Timer::BrokerSession(_) => true,
        Timer::TransactionTimeout(broker, id) => !world.may_still_end(broker, id),
        // Replication may always still come while the brokers run.
        Timer::TransactionLogWait(broker, id) => !world.may_be_replicated(broker, id),
    }
}

impl World {
    /// The oldest request on a connection that waits for an answer. A Fetch that waits at a live broker for records is
    /// not overdue: a real broker answers it with nothing every 500 ms (fetch.max.wait.ms). Nor is a JoinGroup that waits for
    /// the others: its sender gives it the rebalance timeout and 5 s more. What was lost behind such a one is overdue all the
    /// same (`InFlightRequests.hasExpiredRequest` looks at each).
    pub(crate) fn timed_request(
        &self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> Option<EnvelopeKey> {
        let mut outstanding = self.outstanding_on(sender, broker, channel);
        let oldest = outstanding.next()?;
        let connection = self.connection(sender, broker, channel);
        let long_poll = matches!(oldest.api, Api::Fetch | Api::JoinGroup)
            && connection.working == Some(oldest)
            && self.broker(broker).is_running()
            && !connection.responses_silenced
            && self.is_linked(sender, broker);
        if long_poll {
            // Its broker has not come to the others yet.
            let is_there = |key: &EnvelopeKey| connection.requests.iter().any(|e| e.key == *key);
            return outstanding.find(|key| !is_there(key));
        }
        (!self.would_only_repeat(sender, broker, channel)).then_some(oldest)
    }

    /// Whether giving up would change nothing: Fetches that are still on their way would set out again just the same, and
    /// there is no other broker to turn to.
    fn would_only_repeat(&self, sender: NodeId, broker: BrokerId, channel: Channel) -> bool {
        let NodeId::Client(client) = sender else {
            return false;
        };
        if self.broker_count > 1 || !self.client(client).wants_metadata {
            return false;
        }
        let connection = self.connection(sender, broker, channel);
        let on_its_way = |key: EnvelopeKey| {
            let mut requests = connection.requests.iter();
            key.api == Api::Fetch && requests.any(|e| e.key == key && !e.held)
        };
        let is_whole = !connection.requests_silenced
            && !connection.responses_silenced
            && !connection.broken
            && connection.working.is_none();
        is_whole && self.outstanding_on(sender, broker, channel).all(on_its_way)
    }

    /// Whether a request, the work on it or its response is on a live connection and undropped.
    fn answer_can_come(&self, key: EnvelopeKey) -> bool {
        let connection = self.connection(key.sender, key.broker, key.channel);
        let answer = key.in_direction(Direction::Response);
        let on_the_way =
            connection.requests.iter().any(|e| e.key == key) || connection.working == Some(key);
        let coming = connection.responses.iter().any(|e| e.key == answer)
            || on_the_way && !connection.responses_silenced;
        let server_lives = self.broker(key.broker).is_running()
            || connection.responses.iter().any(|e| e.key == answer);
        coming && server_lives && self.is_linked(key.sender, key.broker)
            || self.will_notice(key.sender, key)
    }

    /// Whether the owner of an open transaction is alive and can still end it.
    fn may_still_end(&self, broker: BrokerId, id: TransactionalId) -> bool {
        let known = &self.coordinator(broker).transactions[&id];
        let identity = Some((known.producer_id, known.producer_epoch));
        self.clients.iter().enumerate().any(|(place, client)| {
            let producer = client.producer.as_ref();
            let manager = self.managers[place].as_ref();
            client.is_running()
                && producer.is_some_and(|producer| producer.identity == identity)
                && manager.is_some_and(|manager| manager.can_go_on())
        })
    }

    /// Whether a coordinator's record may still be copied by the followers it waits for.
    fn may_be_replicated(&self, broker: BrokerId, id: TransactionalId) -> bool {
        let memory = self.coordinator(broker);
        let waiting = memory.transitions.iter().find(|t| t.id == id);
        waiting.is_some_and(|transition| self.may_replicate(broker, transition.log))
    }

    /// The same of the assignment of a group.
    fn may_be_assigned(&self, broker: BrokerId, group: GroupId) -> bool {
        let known = self.group(broker, group);
        let assigning = known.and_then(|known| known.assigning.as_ref());
        assigning.is_some_and(|assigning| self.may_replicate(broker, assigning.log))
    }

    fn may_replicate(&self, leader: BrokerId, log: PartitionId) -> bool {
        let view = self.broker(leader).view.of(log);
        self.controller.view.of(log).leader == Some(leader)
            && view.in_sync_replicas.iter().all(|member| {
                self.broker(member).is_running()
                    && !self
                        .links
                        .is_cut(NodeId::Broker(member), NodeId::Broker(leader))
            })
    }

    fn will_notice(&self, sender: NodeId, key: EnvelopeKey) -> bool {
        self.connection(sender, key.broker, key.channel).broken
            && self.can_notice_disconnect(sender, key.broker, key.channel)
    }

    /// Whether anybody still waits for what a broker has parked.
    fn can_be_answered(&self, key: EnvelopeKey) -> bool {
        self.waits_for_answer(key) && self.broker(key.broker).is_running()
    }
}
