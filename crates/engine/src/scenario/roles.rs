//! Who does what with the orders, read off the config: nobody is asked for a name.

use super::{ClientSetup, CommitOrder, Scenario, Subscription};
use crate::ids::{ClientId, PartitionId};

impl ClientSetup {
    /// Consume, transform, produce: a stream application.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        self.producer.is_some() && self.consumer.is_some()
    }

    /// It reads and ticks nothing off: a statement.
    #[must_use]
    pub fn is_statement(&self) -> bool {
        self.producer.is_none()
            && self
                .consumer
                .as_ref()
                .is_some_and(|consumer| consumer.commit_order == CommitOrder::Never)
    }

    /// It changes the outside world for each order that it reads.
    #[must_use]
    pub fn has_effects_outside(&self) -> bool {
        self.producer.is_none() && self.consumer.is_some() && !self.is_statement()
    }
}

impl Scenario {
    /// Whether a stream application writes to a partition.
    #[must_use]
    pub fn is_output(&self, partition: PartitionId) -> bool {
        let streams = self.clients.iter().filter(|setup| setup.is_stream());
        let mut producers = streams.filter_map(|setup| setup.producer.as_ref());
        producers.any(|producer| producer.partitions.contains(&partition))
    }

    /// Whether a client reads what stream applications write.
    #[must_use]
    pub fn reads_outputs(&self, client: ClientId) -> bool {
        let consumer = self.client(client).consumer.as_ref();
        consumer.is_some_and(|consumer| consumer.partitions.iter().any(|p| self.is_output(*p)))
    }

    /// The readers that stand for a statement each: of the members of a group and of the processes of one client the first.
    pub fn statements(&self) -> impl Iterator<Item = ClientId> + '_ {
        let is_one = |client: &ClientId| self.client(*client).is_statement();
        self.client_ids()
            .filter(is_one)
            .filter(|client| self.statement_of(*client) == *client)
    }

    /// The reader that stands for the statement in which this client takes part.
    #[must_use]
    pub fn statement_of(&self, client: ClientId) -> ClientId {
        let shares = |other: &ClientId| {
            let setup = self.client(*other);
            setup.is_statement()
                && (self.first_of(client) == Some(*other) || self.is_same_group(*other, client))
        };
        self.client_ids()
            .take_while(|other| *other < client)
            .find(shares)
            .unwrap_or(client)
    }

    /// Whether two clients are members of one group, so that each reads a share.
    fn is_same_group(&self, one: ClientId, other: ClientId) -> bool {
        let group = |client| {
            let consumer = self.client(client).consumer.as_ref()?;
            matches!(consumer.subscription, Subscription::Group(_)).then_some(consumer.group)
        };
        group(one).is_some() && group(one) == group(other)
    }
}
