//! Which timers are somebody's patience, and where a local look says that waiting is vain.

use crate::action::{Action, Timer};
use crate::ids::{ClientId, NodeId};
use crate::node::ClientStatus;
use crate::protocol::{Direction, EnvelopeKey};
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
        | Timer::AskAgain(_) => true,
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
    }
}

impl World {
    /// Whether a request, the work on it or its response is on a live connection and undropped.
    fn answer_can_come(&self, key: EnvelopeKey) -> bool {
        let connection = self.connection(key.client, key.broker, key.channel);
        let answer = key.in_direction(Direction::Response);
        let on_the_way =
            connection.requests.iter().any(|e| e.key == key) || connection.working == Some(key);
        let coming = connection.responses.iter().any(|e| e.key == answer)
            || on_the_way && !connection.responses_silenced;
        let server_lives = self.broker(key.broker).is_running()
            || connection.responses.iter().any(|e| e.key == answer);
        coming && server_lives && self.is_linked(key.client, key.broker)
            || self.will_notice(key.client, key)
    }

    fn will_notice(&self, client: ClientId, key: EnvelopeKey) -> bool {
        self.connection(client, key.broker, key.channel).broken
            && self.can_notice_disconnect(client, key.broker, key.channel)
    }

    /// Whether anybody still waits for what a broker has parked.
    fn can_be_answered(&self, key: EnvelopeKey) -> bool {
        self.client(key.client).status != ClientStatus::Crashed
            && self
                .client(key.client)
                .outstanding_on(key.broker, key.channel)
                .any(|outstanding| outstanding == key)
            && self.broker(key.broker).is_running()
    }
}
