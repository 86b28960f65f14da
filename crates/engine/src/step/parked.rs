//! Requests that wait at a broker: for the high watermark, for records.

use super::{Applied, Context, NotEnabled};
use crate::event::EventSink;
use crate::few::sort_few;
use crate::ids::{BrokerId, Offset, PartitionId};
use crate::node::{Parked, ParkedWork};
use crate::protocol::{Api, EnvelopeKey, KafkaError, Response};

/// What an event at a partition does to work that waits.
enum Settled {
    /// It is answered.
    Answer(Response),
    /// A part of it is done.
    Partly(ParkedWork),
    /// Nothing.
    Not,
}

impl<S: EventSink> Context<'_, S> {
    /// Answers what waited for this partition's high watermark or for its records.
    pub(super) fn complete_parked(&mut self, broker: BrokerId, partition: PartitionId) {
        self.settle_parked(broker, partition, KafkaError::None);
        self.complete_transitions(broker, partition);
        self.complete_assignments(broker, partition);
    }

    /// Ends what waits for a partition that this broker no longer leads.
    pub(super) fn fail_parked(&mut self, broker: BrokerId, partition: PartitionId) {
        self.settle_parked(broker, partition, KafkaError::NotLeaderOrFollower);
    }

    fn settle_parked(&mut self, broker: BrokerId, partition: PartitionId, error: KafkaError) {
        let mut place = 0;
        while place < self.world.broker(broker).parked.len() {
            match self.settle(broker, place, partition, error) {
                Settled::Answer(response) => self.unpark(broker, place, response),
                Settled::Partly(work) => {
                    self.world.broker_mut(broker).parked[place].work = work;
                    place += 1;
                }
                Settled::Not => place += 1,
            }
        }
    }

    fn settle(
        &self,
        broker: BrokerId,
        place: usize,
        partition: PartitionId,
        error: KafkaError,
    ) -> Settled {
        let parked = &self.world.broker(broker).parked[place];
        let high_watermark = self.world.replica(partition, broker).high_watermark();
        let is_done = |end: Offset| error != KafkaError::None || end <= high_watermark;
        match &parked.work {
            ParkedWork::Append {
                partition: p,
                base_offset,
                end_offset,
            } if *p == partition && is_done(*end_offset) => {
                let base_offset = (error == KafkaError::None).then_some(*base_offset);
                Settled::Answer(appended(parked.key.api, error, base_offset))
            }
            ParkedWork::Fetch { request } => {
                match self.world.read(self.scenario, broker, request) {
                    Some(partitions) => Settled::Answer(Response::Fetch { partitions }),
                    None => Settled::Not,
                }
            }
            ParkedWork::Markers { waiting, done } => {
                let mut done = done.clone();
                let mut left = Vec::new();
                for (p, end) in waiting {
                    if *p == partition && is_done(*end) {
                        done.push((*p, error));
                    } else {
                        left.push((*p, *end));
                    }
                }
                if left.is_empty() {
                    Settled::Answer(markers_written(done))
                } else if left.len() == waiting.len() {
                    Settled::Not
                } else {
                    Settled::Partly(ParkedWork::Markers {
                        waiting: left,
                        done,
                    })
                }
            }
            _ => Settled::Not,
        }
    }

    pub(super) fn unpark(&mut self, broker: BrokerId, place: usize, response: Response) {
        let parked = self.world.broker_mut(broker).parked.remove(place);
        self.answer(parked.key, parked.answerable, response);
    }

    /// A request has waited too long for replication (`DelayedProduce.onExpiration`).
    pub(super) fn give_up_waiting(&mut self, key: EnvelopeKey) -> Applied {
        let broker = self.world.broker(key.broker);
        let waits = |p: &Parked| p.key == key && p.waits_for_replication();
        let place = broker
            .parked
            .iter()
            .position(waits)
            .filter(|_| broker.is_running());
        let place = place.ok_or(NotEnabled("this request does not wait for replication"))?;
        let response = match &broker.parked[place].work {
            ParkedWork::Markers { waiting, done } => {
                let late = waiting
                    .iter()
                    .map(|(p, _)| (*p, KafkaError::RequestTimedOut));
                markers_written(done.iter().copied().chain(late).collect())
            }
            _ => appended(key.api, KafkaError::RequestTimedOut, None),
        };
        self.unpark(key.broker, place, response);
        Ok(())
    }
}

/// The answer to WriteTxnMarkers, partitions in ascending order.
pub(super) fn markers_written(mut errors: Vec<(PartitionId, KafkaError)>) -> Response {
    sort_few(&mut errors, |error| *error);
    Response::WriteTxnMarkers {
        errors: errors.into(),
    }
}

/// The answer to an append; a coordinator turns the errors of its own appends into its own
/// (`CoordinatorOperationExceptionHelper`).
fn appended(api: Api, error: KafkaError, base_offset: Option<Offset>) -> Response {
    let of_coordinator = match error {
        KafkaError::RequestTimedOut => KafkaError::CoordinatorNotAvailable,
        KafkaError::NotLeaderOrFollower => KafkaError::NotCoordinator,
        other => other,
    };
    match api {
        Api::OffsetCommit => Response::OffsetCommit {
            error: of_coordinator,
        },
        Api::LeaveGroup => Response::LeaveGroup {
            error: of_coordinator,
        },
        Api::TxnOffsetCommit => Response::TxnOffsetCommit {
            error: of_coordinator,
        },
        _ => Response::Produce { error, base_offset },
    }
}
