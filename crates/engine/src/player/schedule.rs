//! When each possible step is due.

use super::latency;
use super::trace::{Step, Trace};
use crate::action::{Action, Call, Timer};
use crate::event::Event;
use crate::few::Few;
use crate::ids::TransactionalId;
use crate::log::TransactionState;
use crate::protocol::{Api, Direction, EnvelopeKey};
use crate::scenario::Scenario;
use crate::step::enabled;
use crate::world::World;

/// A step that is possible now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pending {
    /// The step.
    pub action: Action,
    /// Since when it has been possible, in simulated microseconds.
    pub since: u64,
    /// When it will be taken, if nothing comes before.
    pub due: u64,
}

/// The clock and the due times of everything that is possible.
#[derive(Clone, Debug)]
pub struct Schedule {
    seed: u64,
    now: u64,
    pending: Vec<Pending>,
    /// When each envelope that is on its way set out and arrives.
    flights: Few<EnvelopeKey, (u64, u64)>,
    /// When each request that waits for an answer was sent.
    asked: Few<EnvelopeKey, u64>,
    /// When the open transaction of each id was given its start time; a new coordinator reads it from the log.
    started: Few<TransactionalId, u64>,
}

impl Schedule {
    pub(super) fn new(scenario: &Scenario, seed: u64, world: &World) -> Schedule {
        let mut schedule = Schedule {
            seed,
            now: 0,
            pending: Vec::new(),
            flights: Few::default(),
            asked: Few::default(),
            started: Few::default(),
        };
        schedule.refresh(scenario, world);
        schedule
    }

    pub(super) fn now(&self) -> u64 {
        self.now
    }

    pub(super) fn set_now(&mut self, now: u64) {
        self.now = self.now.max(now);
    }

    pub(super) fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// The step that is due first; among equals the first in the order of `enabled`.
    pub(super) fn next(&self) -> Option<&Pending> {
        self.pending.iter().min_by_key(|pending| pending.due)
    }

    /// When this step is due, if it is possible now.
    pub(super) fn due_of(&self, action: &Action) -> Option<u64> {
        let mut pending = self.pending.iter();
        pending
            .find(|pending| pending.action == *action)
            .map(|pending| pending.due)
    }

    pub(super) fn flight(&self, key: EnvelopeKey) -> Option<(u64, u64)> {
        self.flights.get(&key).copied()
    }

    /// Takes note of a step that was applied, and of what is possible after it.
    pub(super) fn advance(
        &mut self,
        scenario: &Scenario,
        world: &World,
        step: &Step,
        events: &[Event],
        trace: &Trace,
        position: usize,
    ) {
        self.set_now(step.at);
        // What was just done and is still possible (a follower's next fetch) takes its time again.
        self.pending.retain(|pending| pending.action != step.action);
        for event in events {
            self.note(event, trace, position);
        }
        self.asked.retain(|key, _| world.waits_for_answer(*key));
        self.refresh(scenario, world);
    }

    fn note(&mut self, event: &Event, trace: &Trace, position: usize) {
        match *event {
            Event::EnvelopeSent(key) | Event::RequestDuplicated(key) => {
                let nth = trace.sends_until(key, position);
                self.flights.insert(
                    key,
                    (
                        self.now,
                        self.now + latency::of_envelope(self.seed, key, nth),
                    ),
                );
                if key.direction == Direction::Request {
                    self.asked.insert(key, self.now);
                }
            }
            Event::RequestReceived(key) => {
                self.flights.remove(&key);
                self.restart_session(key);
            }
            Event::EnvelopeDropped(key) | Event::EnvelopeLost(key) => {
                self.flights.remove(&key);
            }
            Event::ResponseReceived(key, _) => {
                self.flights.remove(&key.in_direction(Direction::Response));
            }
            Event::TransactionMoved(_, id, state) if state != TransactionState::Ongoing => {
                self.started.remove(&id);
            }
            Event::TransactionLogged(_, id, _, record)
                if record.state == TransactionState::Ongoing =>
            {
                let now = self.now;
                self.started.get_or_insert_with(id, || now);
            }
            Event::EnvelopeReleased(key) => {
                // What was held sets out again from where it stood.
                if let Some((sent, due)) = self.flights.get_mut(&key) {
                    let travel = *due - *sent;
                    *due = (*due).max(self.now + travel / 2);
                }
            }
            _ => {}
        }
    }

    /// Whatever a client says to its group's coordinator as a member starts its session again.
    fn restart_session(&mut self, key: EnvelopeKey) {
        let of_member = matches!(
            key.api,
            Api::JoinGroup | Api::SyncGroup | Api::Heartbeat | Api::OffsetCommit
        );
        if of_member {
            self.pending.retain(|pending| {
                !matches!(pending.action, Action::FireTimer(Timer::MemberSession(broker, _, id))
                    if broker == key.broker && key.sender == id.client.into())
            });
        }
    }

    fn refresh(&mut self, scenario: &Scenario, world: &World) {
        let mut actions = Vec::with_capacity(self.pending.len() + 4);
        enabled(scenario, world, &mut actions);
        let before = std::mem::take(&mut self.pending);
        self.pending = actions
            .into_iter()
            .map(
                |action| match before.iter().find(|pending| pending.action == action) {
                    Some(pending) if !is_timed_by_envelope(&action) => *pending,
                    known => {
                        let since = known.map_or(self.now, |pending| pending.since);
                        Pending {
                            action,
                            since,
                            due: self.due(scenario, &action, since),
                        }
                    }
                },
            )
            .collect();
    }

    fn due(&self, scenario: &Scenario, action: &Action, since: u64) -> u64 {
        match action {
            Action::Deliver(key) => self
                .flights
                .get(key)
                .map_or(since, |(_, due)| (*due).max(since)),
            Action::FireTimer(Timer::Request(key)) => {
                let wait = latency::of_step(scenario, self.seed, action);
                let asked = self.asked.get(key).map_or(since, |asked| *asked);
                // The wait for records does not count.
                let from = if key.api == Api::Fetch {
                    asked.max(since)
                } else {
                    asked
                };
                from.saturating_add(wait).max(since)
            }
            Action::FireTimer(Timer::TransactionTimeout(_, id)) => {
                let began = self.started.get(id).map_or(since, |began| *began);
                let wait = latency::of_step(scenario, self.seed, action);
                let swept = began.saturating_add(wait);
                // A sweep that found the coordinator not ready is followed by the next one.
                let interval = u64::from(scenario.timeouts.transaction_sweep_interval_ms) * 1_000;
                if swept < since {
                    since + interval
                } else {
                    swept
                }
            }
            Action::Client(client, Call::Send(order, _) | Call::StoreOrder(order)) => {
                let listed = scenario
                    .client(*client)
                    .orders
                    .iter()
                    .find(|(listed, _)| listed == order);
                let soonest = since + latency::of_step(scenario, self.seed, action);
                match listed {
                    Some((_, due)) if *due >= since => *due,
                    _ => soonest,
                }
            }
            _ => since + latency::of_step(scenario, self.seed, action),
        }
    }
}

/// Whether a step's time depends on when its envelope set out, so that a repeat of the same key has a time of its own.
fn is_timed_by_envelope(action: &Action) -> bool {
    matches!(
        action,
        Action::Deliver(_) | Action::FireTimer(Timer::Request(_))
    )
}
