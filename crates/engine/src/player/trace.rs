//! What a player records: steps with their times, and the events of each.

use crate::action::Action;
use crate::event::Event;
use crate::few::Few;
use crate::protocol::EnvelopeKey;

/// Who chose a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// It was due.
    System,
    /// The learner or a script.
    Intervention,
}

/// One recorded step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// When, in simulated microseconds.
    pub at: u64,
    /// When, in microseconds of screen time at speed 1.
    pub screen_at: u64,
    /// Who chose it.
    pub origin: Origin,
}

/// The events of one step as they are told: a timer is reported last, once it turned out that it could fire, and what it
/// brought about is read after it.
pub fn as_told(events: &[Event]) -> impl DoubleEndedIterator<Item = &Event> {
    let is_timer = |event: &&Event| matches!(event, Event::TimerFired(_));
    let rest = events.iter().filter(move |event| !is_timer(event));
    events.iter().filter(is_timer).chain(rest)
}

/// Everything that was recorded.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    steps: Vec<Step>,
    events: Vec<Event>,
    /// By step: where its events end.
    ends: Vec<usize>,
    /// By meaning: the steps in which such an envelope was sent, ascending.
    sent_in: Few<EnvelopeKey, Vec<usize>>,
}

impl Trace {
    /// The steps, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// All events, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The events of one step.
    #[must_use]
    pub fn events_of(&self, step: usize) -> &[Event] {
        &self.events[self.start_of(step)..self.ends[step]]
    }

    /// The events of the first `position` steps.
    #[must_use]
    pub fn events_before(&self, position: usize) -> &[Event] {
        &self.events[..self.start_of(position)]
    }

    /// The step in which the event of this index happened.
    #[must_use]
    pub fn step_of_event(&self, event: usize) -> usize {
        self.ends.partition_point(|end| *end <= event)
    }

    /// How many envelopes of this meaning were sent before and in step `position`: the n of "the n-th attempt".
    #[must_use]
    pub fn sends_until(&self, key: EnvelopeKey, position: usize) -> usize {
        self.sent_in
            .get(&key.meaning())
            .map_or(0, |steps| steps.partition_point(|step| *step <= position))
    }

    fn start_of(&self, step: usize) -> usize {
        step.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    pub(super) fn push(&mut self, step: Step, events: Vec<Event>) {
        for event in &events {
            if let Event::EnvelopeSent(key) | Event::RequestDuplicated(key) = event {
                self.sent_in
                    .get_or_insert_with(key.meaning(), Vec::new)
                    .push(self.steps.len());
            }
        }
        self.steps.push(step);
        self.events.extend(events);
        self.ends.push(self.events.len());
    }

    pub(super) fn truncate(&mut self, position: usize) {
        self.events.truncate(self.start_of(position));
        self.steps.truncate(position);
        self.ends.truncate(position);
        self.sent_in.retain(|_, steps| {
            steps.retain(|step| *step < position);
            !steps.is_empty()
        });
    }
}
