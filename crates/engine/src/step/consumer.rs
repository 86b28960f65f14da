//! A consumer and its application: poll, process and commit_offsets are steps of their own, so that a crash fits between.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, GroupId, Offset, PartitionId};
use crate::node::{Consumer, Coordinator, Fetched, OffsetCommitState, Position};
use crate::protocol::{EnvelopeKey, FetchedPartition, KafkaError, OffsetReset, Subject};
use crate::scenario::{CommitOrder, ConsumerConfig, Driver};
use crate::world::World;

impl<S: EventSink> Context<'_, S> {
    pub(super) fn consumer_mut(&mut self, client: ClientId) -> &mut Consumer {
        self.world
            .client_mut(client)
            .consumer
            .as_mut()
            .expect("this client has a consumer")
    }

    pub(super) fn consumer_config(&self, client: ClientId) -> &ConsumerConfig {
        self.scenario
            .client(client)
            .consumer
            .as_ref()
            .expect("this client has a consumer")
    }

    pub(super) fn group_of(&self, client: ClientId) -> GroupId {
        self.consumer_config(client).group
    }

    fn place_of(&self, client: ClientId, partition: PartitionId) -> usize {
        let assigned = &self.consumer_config(client).partitions;
        assigned
            .iter()
            .position(|p| *p == partition)
            .expect("an assigned partition")
    }

    /// poll() returns what was fetched, up to max.poll.records.
    pub(super) fn poll(&mut self, client: ClientId) -> Applied {
        if !self.world.may_poll(self.scenario, client) {
            return Err(NotEnabled(
                "nothing is fetched, or the application is not done with the last poll",
            ));
        }
        let most = usize::from(self.consumer_config(client).max_poll_records);
        for _ in 0..most {
            let Some(record) = self.consumer_mut(client).buffered.pop_front() else {
                break;
            };
            let place = self.place_of(client, record.partition);
            let consumer = self.consumer_mut(client);
            consumer.consumed[place] = Some(record.offset.plus(1));
            consumer.polled.push_back(record);
            self.world.facts.edit().note_seen(client, record.order);
            self.report(Event::RecordPolled(
                client,
                record.partition,
                record.offset,
                record.order,
            ));
        }
        Ok(())
    }

    /// The application does its work for one record: the customer is charged, and Kafka cannot take it back.
    pub(super) fn process(&mut self, client: ClientId) -> Applied {
        if !self.world.may_process(self.scenario, client) {
            return Err(NotEnabled(
                "no record waits to be processed, or its offset must be committed first",
            ));
        }
        let record = self
            .consumer_mut(client)
            .polled
            .pop_front()
            .expect("checked above");
        self.world.facts.edit().orders[record.order.index()]
            .effects
            .increment();
        self.report(Event::Charged(client, record.order));
        Ok(())
    }

    /// commitSync() for everything polled.
    pub(super) fn commit_offsets(&mut self, client: ClientId) -> Applied {
        if !self.world.may_commit_offsets(self.scenario, client) {
            return Err(NotEnabled(
                "there is nothing to commit, or a commit is under way",
            ));
        }
        self.consumer_mut(client).commit = OffsetCommitState::Wanted;
        Ok(())
    }

    pub(super) fn coordinator_answered(
        &mut self,
        key: EnvelopeKey,
        error: KafkaError,
        coordinator: Option<BrokerId>,
    ) {
        let told = coordinator.filter(|_| error == KafkaError::None);
        self.consumer_mut(key.client).coordinator =
            told.map_or(Coordinator::BackingOff, Coordinator::Known);
    }

    pub(super) fn offsets_answered(
        &mut self,
        key: EnvelopeKey,
        error: KafkaError,
        offsets: &[(PartitionId, Option<Offset>)],
    ) {
        self.consumer_mut(key.client).offset_fetch = None;
        if error != KafkaError::None {
            self.consumer_mut(key.client).coordinator = Coordinator::BackingOff;
            return;
        }
        let reset = self.consumer_config(key.client).auto_offset_reset;
        for (partition, stored) in offsets {
            let place = self.place_of(key.client, *partition);
            let consumer = self.consumer_mut(key.client);
            if consumer.positions[place] != Position::Unknown {
                continue;
            }
            consumer.committed[place] = *stored;
            consumer.consumed[place] = *stored;
            consumer.positions[place] = match (stored, reset) {
                (Some(offset), _) => Position::At(*offset),
                (None, OffsetReset::Earliest) => Position::At(Offset(0)),
                (None, OffsetReset::Latest) => Position::Latest,
            };
            if let Position::At(offset) = consumer.positions[place] {
                self.report(Event::PositionSet(key.client, *partition, offset));
            }
        }
    }

    pub(super) fn commit_answered(&mut self, key: EnvelopeKey, error: KafkaError) {
        let Subject::Committed {
            partition, offset, ..
        } = key.subject
        else {
            panic!("{key:?} is an OffsetCommit")
        };
        let place = self.place_of(key.client, partition);
        let consumer = self.consumer_mut(key.client);
        match error {
            KafkaError::None => {
                consumer.committed[place] = Some(offset);
                let more = consumer.uncommitted().is_some();
                consumer.commit = if more {
                    OffsetCommitState::Wanted
                } else {
                    OffsetCommitState::Idle
                };
                self.report(Event::OffsetsCommitted(key.client, partition, offset));
            }
            _ => {
                consumer.commit = OffsetCommitState::BackingOff;
                if matches!(
                    error,
                    KafkaError::NotCoordinator | KafkaError::CoordinatorNotAvailable
                ) {
                    consumer.coordinator = Coordinator::Unknown;
                }
            }
        }
    }

    pub(super) fn fetch_answered(&mut self, key: EnvelopeKey, partitions: &[FetchedPartition]) {
        self.consumer_mut(key.client)
            .fetches
            .retain(|fetch| *fetch != key);
        for fetched in partitions {
            let place = self.place_of(key.client, fetched.partition);
            match fetched.error {
                KafkaError::None => self.buffer(key.client, place, fetched),
                KafkaError::OffsetOutOfRange => {
                    let reset = self.consumer_config(key.client).auto_offset_reset;
                    let to = if reset == OffsetReset::Earliest {
                        Offset(0)
                    } else {
                        fetched.high_watermark
                    };
                    self.consumer_mut(key.client).positions[place] = Position::At(to);
                    self.report(Event::PositionSet(key.client, fetched.partition, to));
                }
                _ => {
                    self.consumer_mut(key.client).fetch_backing_off = true;
                    self.world.client_mut(key.client).wants_metadata = true;
                }
            }
        }
    }

    fn buffer(&mut self, client: ClientId, place: usize, fetched: &FetchedPartition) {
        let consumer = self.consumer_mut(client);
        let Position::At(from) = consumer.positions[place] else {
            panic!("records arrive only for a known position")
        };
        for batch in &fetched.batches {
            for (offset, order) in batch.orders().filter(|(offset, _)| *offset >= from) {
                consumer.buffered.push_back(Fetched {
                    partition: fetched.partition,
                    offset,
                    order,
                });
            }
            consumer.positions[place] = Position::At(batch.end_offset());
        }
    }
}

impl World {
    fn application(
        &self,
        scenario: &crate::scenario::Scenario,
        client: ClientId,
    ) -> Option<(&Consumer, Option<CommitOrder>)> {
        let setup = scenario.client(client);
        let config = setup.consumer.as_ref()?;
        // A script decides the order itself.
        let order = (setup.driver == Driver::Application).then_some(config.commit_order);
        Some((self.client(client).consumer.as_ref()?, order))
            .filter(|_| self.client(client).is_running())
    }

    /// Whether poll() would return something and the application is ready for it.
    pub(crate) fn may_poll(&self, scenario: &crate::scenario::Scenario, client: ClientId) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let done = consumer.polled.is_empty()
                    && consumer.commit == OffsetCommitState::Idle
                    && consumer.uncommitted().is_none();
                !consumer.buffered.is_empty() && (order.is_none() || done)
            })
    }

    /// Whether the application can process a record now.
    pub(crate) fn may_process(
        &self,
        scenario: &crate::scenario::Scenario,
        client: ClientId,
    ) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let ticked_off =
                    consumer.commit == OffsetCommitState::Idle && consumer.uncommitted().is_none();
                !consumer.polled.is_empty()
                    && (order != Some(CommitOrder::BeforeProcessing) || ticked_off)
            })
    }

    /// Whether the application can call commitSync() now.
    pub(crate) fn may_commit_offsets(
        &self,
        scenario: &crate::scenario::Scenario,
        client: ClientId,
    ) -> bool {
        self.application(scenario, client)
            .is_some_and(|(consumer, order)| {
                let due = order != Some(CommitOrder::AfterProcessing) || consumer.polled.is_empty();
                due && consumer.commit == OffsetCommitState::Idle
                    && consumer.uncommitted().is_some()
            })
    }
}
