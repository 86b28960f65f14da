//! A whole run as a sequence diagram: a lane for every process, time downwards, every envelope an arrow from where it was
//! sent to where it arrived or was lost. Told by the trace alone, and no further than the run has come.
//!
//! A long run grows by one step at a time, and so does what is recorded of it here. What is drawn is a window of lines.

mod arrows;
mod drawing;
mod fold;
mod lanes;
mod lines;
mod notes;
mod pen;
mod places;
mod record;
mod rows;
mod said;
mod words;

pub use arrows::{Arrow, End};
pub use drawing::{LineShapes, Sheet};
pub use fold::Fold;
pub use lanes::Head;
pub use lines::{Line, Lines};
pub use places::Frame;
pub use record::{Bar, Item, Note, What};

use std::sync::Arc;

use ackademy_engine::few::Few;
use ackademy_engine::ids::NodeId;
use ackademy_engine::player::{Player, Step};
use ackademy_engine::protocol::{EnvelopeKey, ResponseDigest};
use ackademy_engine::scenario::Scenario;

/// What happened in a run, as a diagram shows it.
#[derive(Clone, Debug)]
pub struct SequenceDiagram {
    scenario: Arc<Scenario>,
    /// How many steps of the run are recorded here, and the last of them.
    taken: usize,
    last: Option<Step>,
    items: Vec<Item>,
    arrows: Vec<Arrow>,
    folds: Vec<Fold>,
    bars: Vec<Bar>,
    /// Which arrow is which envelope that is on its way.
    under_way: Few<EnvelopeKey, usize>,
    /// Which arrow was the request, by its key, until it is answered.
    asked: Few<EnvelopeKey, usize>,
    /// The answer that the broker has just given.
    given: Option<(EnvelopeKey, ResponseDigest)>,
    exchanges: fold::Exchanges,
}

impl SequenceDiagram {
    /// The diagram of a run as far as it has come.
    #[must_use]
    pub fn of(player: &Player) -> SequenceDiagram {
        let mut diagram = SequenceDiagram::empty(player);
        diagram.follow(player);
        diagram
    }

    fn empty(player: &Player) -> SequenceDiagram {
        SequenceDiagram {
            scenario: Arc::clone(player.scenario()),
            taken: 0,
            last: None,
            items: Vec::new(),
            arrows: Vec::new(),
            folds: Vec::new(),
            bars: Vec::new(),
            under_way: Few::default(),
            asked: Few::default(),
            given: None,
            exchanges: fold::Exchanges::default(),
        }
    }

    /// Records what is new. A run that went back, or another run, is recorded from its beginning.
    pub fn follow(&mut self, player: &Player) {
        let past = player.past();
        let known = self.taken.checked_sub(1);
        let goes_on = Arc::ptr_eq(&self.scenario, player.scenario())
            && known.is_none_or(|known| past.get(known) == self.last.as_ref());
        if !goes_on {
            *self = SequenceDiagram::empty(player);
        }
        for (index, step) in past.iter().enumerate().skip(self.taken) {
            self.record(index, step, player.trace().events_of(index));
        }
        self.taken = past.len();
        self.last = past.last().copied();
    }

    /// Every envelope of the run so far, in the order they were sent.
    #[must_use]
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    /// What repeats and brings nothing, counted.
    #[must_use]
    pub fn folds(&self) -> &[Fold] {
        &self.folds
    }

    /// The times in which a process was gone or stood still.
    #[must_use]
    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// What happened, in order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Which envelopes are on their way.
    pub fn under_way(&self) -> impl Iterator<Item = EnvelopeKey> + '_ {
        self.under_way.keys().copied()
    }

    /// Whether a process has a part in the run: a second process of a client has none before it starts.
    fn takes_part(&self, node: NodeId) -> bool {
        let NodeId::Client(client) = node else {
            return node != NodeId::Controller;
        };
        let starts = |bar: &Bar| bar.node == node;
        self.scenario.first_of(client).is_none() || self.bars.iter().any(starts)
    }
}
