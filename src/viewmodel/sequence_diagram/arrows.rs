//! Envelopes as arrows: where each set out, and what became of it.

use ackademy_engine::ids::NodeId;
use ackademy_engine::protocol::{Direction, EnvelopeKey, KafkaError, ResponseDigest};

use super::super::envelope::ends;

/// How an envelope's way ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// It arrived.
    Arrived,
    /// Somebody cut it.
    Cut,
    /// It was lost with its connection.
    Lost,
}

/// An envelope of the run.
#[derive(Clone, PartialEq, Debug)]
pub struct Arrow {
    /// Which one.
    pub key: EnvelopeKey,
    /// The item with which it set out.
    pub sent: usize,
    /// How its way ended, and the item with which it did; on its way there is none.
    pub ended: Option<(End, usize)>,
    /// What an answer says.
    pub says: Option<ResponseDigest>,
    /// From which item to which it was held back.
    pub held: Vec<(usize, Option<usize>)>,
    /// Nobody waits for it any more, or it is a copy.
    pub is_late: bool,
    /// The fold that counts it, where it is not drawn itself.
    pub fold: Option<usize>,
}

impl Arrow {
    pub(super) fn new(key: EnvelopeKey, sent: usize, says: Option<ResponseDigest>) -> Arrow {
        Arrow {
            key,
            sent,
            ended: None,
            says,
            held: Vec::new(),
            is_late: key.copy > 0,
            fold: None,
        }
    }

    /// From whom, to whom.
    #[must_use]
    pub fn ends(&self) -> (NodeId, NodeId) {
        ends(self.key)
    }

    /// Whether it is an answer.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        self.key.direction == Direction::Response
    }

    /// Whether it is an answer that says no.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.says.is_some_and(|says| says.error != KafkaError::None)
    }

    /// Whether it never arrives.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        matches!(self.ended, Some((End::Cut | End::Lost, _)))
    }
}
