//! The causal chain: the events of a run that led to an anomaly, and none that did not.

use super::cause::Cause;
use super::{Anomaly, AnomalyKind, Leg};
use crate::action::{Action, Timer};
use crate::event::Event;
use crate::ids::{NodeId, Offset, OrderId, PartitionId};
use crate::player::{Player, as_told};
use crate::protocol::{Api, Direction, EnvelopeKey, KafkaError, Subject};
use crate::scenario::Scenario;

/// One event of a chain, and the step of the run in which it happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ChainLink {
    /// The step, counted from 0; the state after it is at position `step + 1`.
    pub step: usize,
    /// What happened.
    pub event: Event,
}

/// The events of a run that belong to the story of an anomaly, up to the one that completes it.
pub(super) fn chain(player: &Player, anomaly: &Anomaly, causes: &[Cause]) -> Vec<ChainLink> {
    let mut story = Story {
        scenario: player.scenario(),
        order: anomaly.order,
        kind: anomaly.kind,
        leg: anomaly.leg,
        causes,
        copies: Vec::new(),
        requests: 0,
        sends: 0,
        positions: 0,
        late: Vec::new(),
        ticked_off: false,
    };
    let mut links = Vec::new();
    for step in 0..player.position() {
        for event in as_told(player.trace().events_of(step)) {
            if story.tells(step, event) {
                links.push(ChainLink {
                    step,
                    event: *event,
                });
            }
        }
    }
    let completes = links.iter().rposition(|link| story.completes(&link.event));
    if let Some(last) = completes {
        links.truncate(last + 1);
    }
    links
}

/// What is known of an order's story while its events go by.
struct Story<'a> {
    scenario: &'a Scenario,
    order: OrderId,
    kind: AnomalyKind,
    leg: Leg,
    causes: &'a [Cause],
    /// Where copies of the order were appended.
    copies: Vec<(PartitionId, Offset)>,
    /// How many requests with the order set out.
    requests: usize,
    /// How often the shop sent the order.
    sends: usize,
    /// How often a reader began to read at a place.
    positions: usize,
    /// Requests that are carried out outside their turn.
    late: Vec<EnvelopeKey>,
    /// A group has ticked the order off.
    ticked_off: bool,
}

impl Story<'_> {
    fn is_missing(&self) -> bool {
        matches!(
            self.kind,
            AnomalyKind::Lost | AnomalyKind::GivenUp | AnomalyKind::Torn
        )
    }

    /// The event after which the anomaly stands; an absence is complete only at the end.
    fn completes(&self, event: &Event) -> bool {
        match (self.leg, event) {
            _ if self.is_missing() => false,
            _ if self.kind == AnomalyKind::SeenThenAborted => {
                matches!(event, Event::SeenAborted(_, order) if *order == self.order)
            }
            (
                Leg::CheckoutToOrders | Leg::OrdersToPayments,
                Event::RecordAppended(_, _, _, order),
            )
            | (Leg::Statement(_), Event::RecordPolled(_, _, _, order))
            | (Leg::OutsideEffect, Event::Charged(_, order)) => *order == self.order,
            _ => false,
        }
    }

    fn tells(&mut self, step: usize, event: &Event) -> bool {
        // Each takes note of the event, whatever the others say.
        let told = [
            self.tells_of_the_wire(event),
            self.tells_of_the_log(event),
            self.tells_of_transactions(event),
            self.tells_of_the_outside(event),
        ];
        let caused = self.causes.iter().any(|cause| cause.step == step);
        told.contains(&true) || caused && is_fault(event) || self.undoes_a_cause(event)
    }

    fn undoes_a_cause(&self, event: &Event) -> bool {
        let mut actions = self.causes.iter().map(|cause| cause.intervention.action);
        match *event {
            Event::Restarted(node) => actions.any(|action| match action {
                Action::Crash(crashed) => crashed == node,
                Action::CrashUnflushed(broker) | Action::ShutDown(broker) => {
                    NodeId::Broker(broker) == node
                }
                _ => false,
            }),
            Event::Resumed(node) => actions.any(|action| action == Action::Pause(node)),
            Event::LinkHealed(a, b) => {
                actions.any(|action| matches!(action, Action::CutLink(c, d) if (c, d) == (a, b) || (d, c) == (a, b)))
            }
            _ => false,
        }
    }

    /// Sending, and what became of envelopes that carry the order or the answer about it.
    fn tells_of_the_wire(&mut self, event: &Event) -> bool {
        match *event {
            Event::OrderSent(_, order) if order == self.order => {
                self.sends += 1;
                self.sends > 1
            }
            Event::EnvelopeSent(key)
                if self.carries(key) && key.direction == Direction::Request =>
            {
                self.requests += 1;
                self.requests > 1 || self.is_missing()
            }
            Event::RequestDuplicated(key) | Event::RequestBecameLate(key) if self.carries(key) => {
                self.late.push(key);
                true
            }
            Event::RequestReceived(key) => self.late.contains(&key),
            Event::EnvelopeDropped(key)
            | Event::EnvelopeLost(key)
            | Event::EnvelopeHeld(key)
            | Event::EnvelopeReleased(key)
            | Event::TimerFired(Timer::Request(key) | Timer::ProduceWait(key)) => self.carries(key),
            Event::Answered(key, digest) => self.carries(key) && digest.error != KafkaError::None,
            Event::RetryScheduled(_, _, first, _)
            | Event::TimerFired(Timer::Delivery(_, _, first, _)) => first == self.order,
            Event::ToldStored(_, order, _) => order == self.order && self.is_missing(),
            Event::ToldFailed(_, order, _) => order == self.order,
            _ => false,
        }
    }

    /// Copies: appended, taken away again, or left behind by a change of leader.
    fn tells_of_the_log(&mut self, event: &Event) -> bool {
        match *event {
            Event::RecordAppended(_, partition, offset, order) if order == self.order => {
                self.copies.push((partition, offset));
                true
            }
            Event::RecordAppended(_, _, _, order) => {
                matches!(self.kind, AnomalyKind::Reordered { after } if after == order)
            }
            Event::Truncated(_, partition, to) | Event::UnflushedLost(_, partition, to) => {
                let cut = |(at, offset): &(PartitionId, Offset)| *at == partition && *offset >= to;
                self.is_missing() && self.copies.iter().any(cut)
            }
            Event::LeaderElected(partition, ..) => {
                self.is_missing() && self.copies.iter().any(|(at, _)| *at == partition)
            }
            _ => false,
        }
    }

    /// What ends transactions: late requests, decisions, markers, and offsets that hang on them.
    fn tells_of_transactions(&mut self, event: &Event) -> bool {
        match *event {
            Event::RequestDuplicated(key) | Event::RequestBecameLate(key)
                if is_transactional(key.api) =>
            {
                self.late.push(key);
                true
            }
            Event::MarkerAppended(_, partition, ..) => {
                self.copies.iter().any(|(at, _)| *at == partition)
            }
            Event::OffsetPending(_, _, partition, next, _) => {
                self.leg != Leg::CheckoutToOrders && self.is_past(partition, next)
            }
            Event::TransactionMoved(_, _, state) => {
                !self.copies.is_empty() && state.prepared().is_some()
            }
            Event::SeenAborted(_, order) => order == self.order,
            _ => false,
        }
    }

    /// Reading, charging and ticking off.
    fn tells_of_the_outside(&mut self, event: &Event) -> bool {
        if self.leg == Leg::CheckoutToOrders {
            return false;
        }
        match *event {
            Event::RecordPolled(client, ..) if matches!(self.leg, Leg::Statement(reader) if self.scenario.statement_of(client) != reader) => {
                false
            }
            Event::RecordPolled(_, _, _, order) | Event::Charged(_, order) => {
                order == self.order
                    || matches!((self.kind, event), (AnomalyKind::Reordered { after }, Event::Charged(..)) if after == order)
            }
            Event::OffsetAppended(_, _, partition, next) => {
                let passed = !self.ticked_off && self.is_past(partition, next);
                self.ticked_off |= passed;
                passed && self.is_missing()
            }
            Event::PositionSet(_, partition, next) => {
                self.positions += 1;
                // The first position was set before anything went wrong.
                self.positions > 1
                    && self.copies.iter().any(|(at, _)| *at == partition)
                    && self.is_past(partition, next) == self.is_missing()
            }
            _ => false,
        }
    }

    fn is_past(&self, partition: PartitionId, next: Offset) -> bool {
        let mut copies = self.copies.iter();
        copies.any(|(at, offset)| *at == partition && *offset < next)
    }

    /// A Produce of the order, or the answer to it. Orders of one batch are consecutive on the page.
    fn carries(&self, key: EnvelopeKey) -> bool {
        let Subject::Orders { first, count, .. } = key.subject else {
            return false;
        };
        key.api == Api::Produce && (first.0..first.0 + u16::from(count)).contains(&self.order.0)
    }
}

/// What only transactions ask for.
fn is_transactional(api: Api) -> bool {
    matches!(
        api,
        Api::InitProducerId
            | Api::AddPartitionsToTxn
            | Api::AddOffsetsToTxn
            | Api::TxnOffsetCommit
            | Api::EndTxn
            | Api::WriteTxnMarkers
    )
}

/// The event that names a fault, among those of its step.
fn is_fault(event: &Event) -> bool {
    matches!(
        event,
        Event::EnvelopeDropped(_)
            | Event::EnvelopeHeld(_)
            | Event::EnvelopeReleased(_)
            | Event::RequestDuplicated(_)
            | Event::ConnectionBroken(..)
            | Event::LinkCut(..)
            | Event::LinkHealed(..)
            | Event::Crashed(_)
            | Event::ShutDown(_)
            | Event::Restarted(_)
            | Event::Paused(_)
            | Event::Resumed(_)
            | Event::TimerFired(_)
    )
}
