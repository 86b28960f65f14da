//! A consumer and its application: poll, process and commit_offsets are steps of their own, so that a crash fits between.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::few::sort_few;
use crate::ids::{BrokerId, ClientId, GroupId, Offset, PartitionId, ProducerId};
use crate::log::{Batch, TransactionResult};
use crate::node::{Consumer, Coordinator, Fetched, OffsetCommitState, Position};
use crate::protocol::{EnvelopeKey, FetchedPartition, KafkaError, OffsetReset, Subject};
use crate::scenario::{CommitOrder, ConsumerConfig};

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
        if self.world.may_poll_to_join(self.scenario, client) {
            self.poll_to_join(client);
            return Ok(());
        }
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
            let only_looks = self.consumer_config(client).commit_order == CommitOrder::Never;
            let consumer = self.consumer_mut(client);
            let more = consumer
                .buffered
                .iter()
                .any(|other| other.partition == record.partition);
            // A consumer's position moves past markers and skipped records with the last record before them.
            consumer.consumed[place] = match consumer.positions[place] {
                Position::At(position) if !more => Some(position),
                _ => Some(record.offset.plus(1)),
            };
            if !only_looks {
                consumer.polled.push_back(record);
            }
            self.world.facts.edit().note_seen(client, record.order);
            let is_aborted = self.world.is_aborted(record.partition, record.offset);
            self.report(Event::RecordPolled(
                client,
                record.partition,
                record.offset,
                record.order,
            ));
            if is_aborted {
                self.note_seen_aborted(client, record.order);
            }
        }
        Ok(())
    }

    /// The application does its work for one record: the customer is charged, and Kafka cannot take it back. With an inbox
    /// the work begins here, and is stored by a step of its own.
    pub(super) fn process(&mut self, client: ClientId) -> Applied {
        if !self.world.may_process(self.scenario, client) {
            return Err(NotEnabled(
                "no record waits to be processed, or its offset must be committed first",
            ));
        }
        let polled = &self.consumer_mut(client).polled;
        let order = polled.front().expect("checked above").order;
        if self.scenario.has_inbox(client) {
            self.open_effect(client, order);
        } else {
            self.consumer_mut(client).polled.pop_front();
            self.charge(client, order);
        }
        Ok(())
    }

    /// commitSync() for everything polled.
    pub(super) fn commit_offsets(&mut self, client: ClientId) -> Applied {
        if !self.world.may_commit_offsets(self.scenario, client) {
            return Err(NotEnabled(
                "there is nothing to commit, or a commit is under way",
            ));
        }
        if !self.commit_throws(client) {
            self.consumer_mut(client).commit = OffsetCommitState::Wanted;
        }
        Ok(())
    }

    /// A commit without an answer is sent again, in the name of whoever the consumer is by then.
    pub(super) fn commit_again(&mut self, client: ClientId) {
        self.consumer_mut(client).commit = OffsetCommitState::Wanted;
        self.commit_throws(client);
    }

    pub(super) fn coordinator_answered(
        &mut self,
        key: EnvelopeKey,
        error: KafkaError,
        coordinator: Option<BrokerId>,
    ) {
        let told = coordinator.filter(|_| error == KafkaError::None);
        self.consumer_mut(key.client()).coordinator =
            told.map_or(Coordinator::BackingOff, Coordinator::Known);
    }

    pub(super) fn offsets_answered(
        &mut self,
        key: EnvelopeKey,
        error: KafkaError,
        offsets: &[(PartitionId, Option<Offset>)],
    ) {
        if self.consumer_mut(key.client()).offset_fetch != Some(key) {
            // Asked before the application went back, or before partitions changed hands.
            return;
        }
        self.consumer_mut(key.client()).offset_fetch = None;
        if error == KafkaError::UnstableOffsetCommit {
            self.consumer_mut(key.client()).awaits_stable_offset = true;
            return;
        }
        if error != KafkaError::None {
            self.consumer_mut(key.client()).coordinator = Coordinator::BackingOff;
            return;
        }
        let reset = self.consumer_config(key.client()).auto_offset_reset;
        for (partition, stored) in offsets {
            let place = self.place_of(key.client(), *partition);
            let consumer = self.consumer_mut(key.client());
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
                self.report(Event::PositionSet(key.client(), *partition, offset));
            }
        }
    }

    pub(super) fn commit_answered(&mut self, key: EnvelopeKey, error: KafkaError) {
        let Subject::Committed {
            partition, offset, ..
        } = key.subject
        else {
            panic!("this is an OffsetCommit")
        };
        if self.consumer_mut(key.client()).commit != OffsetCommitState::Sent(key)
            || self.member_commit_refused(key.client(), error)
        {
            return;
        }
        let place = self.place_of(key.client(), partition);
        let consumer = self.consumer_mut(key.client());
        match error {
            KafkaError::None => {
                consumer.committed[place] = Some(offset);
                let more = consumer.uncommitted().is_some();
                consumer.commit = if more {
                    OffsetCommitState::Wanted
                } else {
                    OffsetCommitState::Idle
                };
                self.report(Event::OffsetsCommitted(key.client(), partition, offset));
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
        let fetches = &mut self.consumer_mut(key.client()).fetches;
        let Some(place) = fetches.iter().position(|fetch| *fetch == key) else {
            // Asked before the application went back: these records are not wanted any more.
            return;
        };
        fetches.remove(place);
        for fetched in partitions {
            let place = self.place_of(key.client(), fetched.partition);
            let wanted = self.consumer_mut(key.client()).positions[place].fetch_offset();
            let is_stale = wanted != Some(fetched.fetch_offset);
            match fetched.error {
                // Another leader answered first, and the reader has moved on: FetchCollector discards a fetch whose offset is
                // not the position any more (`handleInitializeSuccess`, `handleInitializeErrors`).
                KafkaError::None | KafkaError::OffsetOutOfRange if is_stale => {}
                KafkaError::None => self.buffer(key.client(), place, fetched),
                KafkaError::OffsetOutOfRange => {
                    let reset = self.consumer_config(key.client()).auto_offset_reset;
                    let to = if reset == OffsetReset::Earliest {
                        Offset(0)
                    } else {
                        fetched.high_watermark
                    };
                    self.consumer_mut(key.client()).positions[place] = Position::At(to);
                    self.report(Event::PositionSet(key.client(), fetched.partition, to));
                }
                _ => {
                    self.consumer_mut(key.client()).fetch_backing_off = true;
                    self.world.client_mut(key.client()).wants_metadata = true;
                }
            }
        }
    }

    /// Keeps what is to be given to the application. Markers are not, nor is, for a read_committed reader, what was aborted
    /// (`CompletedFetch.nextFetchedRecord`): the position moves past them.
    fn buffer(&mut self, client: ClientId, place: usize, fetched: &FetchedPartition) {
        let consumer = self.consumer_mut(client);
        let Position::At(from) = consumer.positions[place] else {
            panic!("records arrive only for a known position")
        };
        let mut filter = AbortedFilter::new(&fetched.aborted_transactions);
        for batch in &fetched.batches {
            consumer.positions[place] = Position::At(batch.end_offset());
            if filter.skips(batch) {
                continue;
            }
            for (offset, order) in batch.orders().filter(|(offset, _)| *offset >= from) {
                consumer.buffered.push_back(Fetched {
                    partition: fetched.partition,
                    offset,
                    order,
                });
            }
        }
    }
}

/// The read_committed reader's own filter: the broker sends aborted records along.
struct AbortedFilter {
    /// Not yet begun, by first offset.
    ahead: Vec<(ProducerId, Offset)>,
    /// Begun, and not ended by a marker.
    aborted: Vec<ProducerId>,
}

impl AbortedFilter {
    fn new(aborted: &[(ProducerId, Offset)]) -> AbortedFilter {
        let mut ahead = aborted.to_vec();
        sort_few(&mut ahead, |(_, first)| *first);
        AbortedFilter {
            ahead,
            aborted: Vec::new(),
        }
    }

    fn skips(&mut self, batch: &Batch) -> bool {
        let Some(producer) = batch.producer else {
            return false;
        };
        while let Some((id, _)) = self
            .ahead
            .first()
            .filter(|(_, first)| *first < batch.end_offset())
        {
            self.aborted.push(*id);
            self.ahead.remove(0);
        }
        if batch.marker() == Some(TransactionResult::Abort) {
            self.aborted.retain(|id| *id != producer.id);
        }
        batch.transactional && self.aborted.contains(&producer.id)
    }
}
