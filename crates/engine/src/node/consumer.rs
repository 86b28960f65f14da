//! The state of a Java consumer, and of the application that polls it.

use std::collections::VecDeque;

use crate::ids::{BrokerId, Offset, OrderId, PartitionId};
use crate::protocol::EnvelopeKey;

/// What a consumer knows of its group's coordinator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Coordinator {
    /// Nothing; it will ask.
    Unknown,
    /// It waits before it asks again.
    BackingOff,
    /// It has asked.
    Asking(EnvelopeKey),
    /// This broker, as far as it was told.
    Known(BrokerId),
}

/// Where a consumer reads on in one partition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Position {
    /// Not known yet: the committed offset must be asked for.
    Unknown,
    /// Nothing was committed; auto.offset.reset=latest waits for the first fetch.
    Latest,
    /// Here.
    At(Offset),
    /// Nowhere: the partition is somebody else's in this generation of the group.
    Unassigned,
}

impl Position {
    /// What a Fetch asks for: where the log ends, as long as that is not known, is beyond every offset.
    #[must_use]
    pub fn fetch_offset(self) -> Option<Offset> {
        match self {
            Position::Unknown | Position::Unassigned => None,
            Position::Latest => Some(Offset(u32::MAX)),
            Position::At(offset) => Some(offset),
        }
    }
}

/// A record in the consumer's or the application's hands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Fetched {
    /// From which partition.
    pub partition: PartitionId,
    /// Where it stands.
    pub offset: Offset,
    /// What it carries.
    pub order: OrderId,
}

/// A commitSync call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OffsetCommitState {
    /// None is under way.
    Idle,
    /// Called; to be sent when a coordinator is known.
    Wanted,
    /// Sent.
    Sent(EnvelopeKey),
    /// Refused for now; asked again after retry.backoff.ms.
    BackingOff,
}

/// A consumer and its application.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Consumer {
    /// Its group's coordinator.
    pub coordinator: Coordinator,
    /// By assigned partition: where the next fetch starts.
    pub positions: Vec<Position>,
    /// The OffsetFetch it waits for.
    pub offset_fetch: Option<EnvelopeKey>,
    /// The committed offset is not stable yet: asked again after retry.backoff.ms (KIP-447).
    pub awaits_stable_offset: bool,
    /// The application must go back to the committed offsets before it polls again: what it made of its input failed.
    pub rewinds: bool,
    /// Fetches it waits for, at most one per broker.
    pub fetches: Vec<EnvelopeKey>,
    /// A fetch was refused; metadata must change or retry.backoff.ms pass before the next.
    pub fetch_backing_off: bool,
    /// Fetched, not yet polled.
    pub buffered: VecDeque<Fetched>,
    /// Polled, not yet processed.
    pub polled: VecDeque<Fetched>,
    /// By assigned partition: the offset after the last record that poll() returned.
    pub consumed: Vec<Option<Offset>>,
    /// By assigned partition: the offset whose commit was last acknowledged, or that the position came from.
    pub committed: Vec<Option<Offset>>,
    /// The commitSync under way; partitions are committed one after the other.
    pub commit: OffsetCommitState,
}

impl Consumer {
    /// A consumer that knows nothing yet.
    #[must_use]
    pub fn new(assigned_count: usize) -> Consumer {
        Consumer {
            coordinator: Coordinator::Unknown,
            positions: vec![Position::Unknown; assigned_count],
            offset_fetch: None,
            awaits_stable_offset: false,
            rewinds: false,
            fetches: Vec::new(),
            fetch_backing_off: false,
            buffered: VecDeque::new(),
            polled: VecDeque::new(),
            consumed: vec![None; assigned_count],
            committed: vec![None; assigned_count],
            commit: OffsetCommitState::Idle,
        }
    }

    /// What is left of it when its partitions are taken away. Records that the application holds are the application's.
    #[must_use]
    pub fn without_partitions(&self) -> Consumer {
        Consumer {
            positions: vec![Position::Unassigned; self.positions.len()],
            coordinator: self.coordinator,
            rewinds: self.rewinds,
            polled: self.polled.clone(),
            commit: self.commit,
            ..Consumer::new(self.positions.len())
        }
    }

    /// The first assigned partition (by place) with polled records that are not committed yet.
    #[must_use]
    pub fn uncommitted(&self) -> Option<(usize, Offset)> {
        self.consumed
            .iter()
            .zip(&self.committed)
            .enumerate()
            .find_map(|(place, (consumed, committed))| {
                consumed
                    .filter(|_| consumed != committed)
                    .map(|to| (place, to))
            })
    }
}
