//! The timed driver: gives every possible step a due time, takes them in that order, and records what happened.
//!
//! Simulated time is in microseconds. Latencies are a function of seed, envelope and attempt, never of a random stream, so
//! one extra answer shifts nothing else. Seeking replays the recorded steps from the nearest keyframe.

mod counterpart;
mod deeds;
mod latency;
mod meaning;
mod plan;
mod schedule;
mod screen;
mod trace;

use std::sync::Arc;

use crate::action::Action;
use crate::event::Event;
use crate::parts::REPETITION;
use crate::protocol::EnvelopeKey;
use crate::scenario::Scenario;
use crate::step::{NotEnabled, apply, faults, is_only_asking_again};
use crate::world::World;

pub use deeds::Deed;
pub use latency::Ranges;
pub use meaning::{Anchor, Intervention, Milestone, NoCounterpart};
pub use schedule::{Pending, Schedule};
pub use screen::Quiet;
pub use trace::{Origin, Step, Trace, as_told};

/// How many steps lie between two keyframes.
const KEYFRAME_INTERVAL: usize = 32;

/// A run with a clock, a past and a future.
#[derive(Clone, Debug)]
pub struct Player {
    scenario: Arc<Scenario>,
    seed: u64,
    world: World,
    schedule: Schedule,
    trace: Trace,
    /// How many recorded steps have been taken; the rest is the future that a seek back left.
    position: usize,
    /// Screen time spent on the way to the next step.
    screen_into_gap: u64,
    keyframes: Vec<(World, Schedule)>,
    planned: Vec<Intervention>,
}

impl Player {
    /// A run at its beginning.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> Player {
        Player::with_interventions(scenario, seed, Vec::new())
    }

    /// A run at its beginning that will repeat these interventions by meaning, as their moments come.
    #[must_use]
    pub fn with_interventions(
        scenario: Arc<Scenario>,
        seed: u64,
        planned: Vec<Intervention>,
    ) -> Player {
        assert!(
            REPETITION || planned.is_empty(),
            "this program is built without plans"
        );
        let world = World::new(&scenario);
        let schedule = Schedule::new(&scenario, seed, &world);
        let keyframes = vec![(world.clone(), schedule.clone())];
        let trace = Trace::default();
        Player {
            scenario,
            seed,
            world,
            schedule,
            trace,
            position: 0,
            screen_into_gap: 0,
            keyframes,
            planned,
        }
    }

    /// The state now.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The setup of the run.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The seed that latencies come from.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Everything recorded, also what lies in the future of a seek back.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// How many steps have been taken.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The steps taken so far.
    #[must_use]
    pub fn past(&self) -> &[Step] {
        &self.trace.steps()[..self.position]
    }

    /// What happened so far, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.trace.events_before(self.position)
    }

    /// Simulated microseconds since the start, between two steps as far as screen time has gone.
    #[must_use]
    pub fn now(&self) -> u64 {
        let Some((due, gap)) = self.gap() else {
            return self.schedule.now();
        };
        let ahead = due - self.schedule.now();
        let passed = ahead * self.screen_into_gap.min(gap);
        self.schedule.now() + passed.checked_div(gap).unwrap_or(0)
    }

    /// Every step that is possible now, with its due time.
    #[must_use]
    pub fn pending(&self) -> &[Pending] {
        self.schedule.pending()
    }

    /// The step that comes next and its simulated time; `None` when the run has come to rest.
    #[must_use]
    pub fn next(&self) -> Option<(Action, u64)> {
        match self.trace.steps().get(self.position) {
            Some(recorded) => Some((recorded.action, recorded.at)),
            None => match self.next_planned() {
                Some((_, action, at)) => Some((action, at)),
                None => self
                    .schedule
                    .next()
                    .map(|pending| (pending.action, pending.due.max(self.schedule.now()))),
            },
        }
    }

    /// When an envelope set out and when it arrives, in simulated microseconds, if nothing holds it.
    #[must_use]
    pub fn flight(&self, key: EnvelopeKey) -> Option<(u64, u64)> {
        self.schedule.flight(key)
    }

    /// How far an envelope is on its way, from 0 to 1000.
    #[must_use]
    pub fn progress(&self, key: EnvelopeKey) -> Option<u64> {
        let (sent, due) = self.flight(key)?;
        let gone = self.now().saturating_sub(sent);
        Some(if due > sent {
            (gone * 1000 / (due - sent)).min(1000)
        } else {
            1000
        })
    }

    /// Whether nothing is left to happen by itself.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.next().is_none()
    }

    /// Whether all that is left is to ask again, until something comes back.
    #[must_use]
    pub fn is_only_asking_again(&self) -> bool {
        let actions: Vec<Action> = self
            .schedule
            .pending()
            .iter()
            .map(|pending| pending.action)
            .collect();
        !actions.is_empty() && is_only_asking_again(&actions)
    }

    /// The faults that may be chosen now.
    #[must_use]
    pub fn faults(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        faults(&self.scenario, &self.world, &mut actions);
        actions
    }

    /// Takes the next step. Returns what happened, or `None` at rest.
    pub fn step(&mut self) -> Option<&[Event]> {
        if self.position < self.trace.steps().len() {
            self.repeat_step();
        } else {
            self.live_step()?;
        }
        Some(self.trace.events_of(self.position - 1))
    }

    /// Takes steps until `done` says so or the run is at rest; at most `most` steps. Returns whether `done` said so.
    pub fn run_until(&mut self, most: usize, mut done: impl FnMut(&Player) -> bool) -> bool {
        for _ in 0..most {
            if done(self) {
                return true;
            }
            if self.step().is_none() {
                return false;
            }
        }
        done(self)
    }

    /// Takes every step that is due within the next `micros` of simulated time, and lets that time pass.
    pub fn wait(&mut self, micros: u64) {
        let until = self.now() + micros;
        while self.next().is_some_and(|(_, due)| due <= until) {
            self.step();
        }
        self.screen_into_gap = 0;
        self.schedule.set_now(until);
    }

    /// Acts now: a fault, an application's call, or a system step ahead of its time. The future that a seek back left is
    /// forgotten; what was planned stays planned.
    ///
    /// # Errors
    /// When the action is not possible now; nothing has changed then, and nothing is forgotten.
    pub fn intervene(&mut self, action: Action) -> Result<&[Event], NotEnabled> {
        self.intervene_at(action, self.now())
    }

    /// The same at a moment between the last step and the next.
    fn intervene_at(&mut self, action: Action, at: u64) -> Result<&[Event], NotEnabled> {
        let mut events = Vec::new();
        apply(&self.scenario, &mut self.world, &action, &mut events)?;
        self.forget_future();
        self.make_room(None);
        self.record(action, at, Origin::Intervention, events);
        Ok(self.trace.events_of(self.position - 1))
    }

    /// Forgets everything after the present.
    fn forget_future(&mut self) {
        self.unhang_from_future();
        self.trace.truncate(self.position);
        self.keyframes
            .truncate(self.position / KEYFRAME_INTERVAL + 1);
    }

    /// The interventions taken so far, in an order and form that another run can repeat.
    #[must_use]
    pub fn interventions(&self) -> Vec<Intervention> {
        self.interventions_without(&[])
    }

    /// Interventions whose moment has not come yet.
    #[must_use]
    pub fn planned(&self) -> &[Intervention] {
        &self.planned
    }

    /// Goes to a recorded moment: the state after the first `position` steps.
    pub fn seek(&mut self, position: usize) {
        let position = position.min(self.trace.steps().len());
        self.screen_into_gap = 0;
        let keyframe = (position / KEYFRAME_INTERVAL).min(self.keyframes.len() - 1);
        if position < self.position || keyframe * KEYFRAME_INTERVAL > self.position {
            let (world, schedule) = self.keyframes[keyframe].clone();
            self.world = world;
            self.schedule = schedule;
            self.position = keyframe * KEYFRAME_INTERVAL;
        }
        while self.position < position {
            self.repeat_step();
        }
    }

    /// Goes back by one step.
    pub fn step_back(&mut self) {
        self.seek(self.position.saturating_sub(1));
    }

    /// Goes back to the beginning and forgets everything that was done.
    pub fn restart(&mut self) {
        *self = Player::new(Arc::clone(&self.scenario), self.seed);
    }

    fn repeat_step(&mut self) {
        let step = self.trace.steps()[self.position];
        // The same kind of sink as everywhere in the player, so that the page holds one copy of the transition function.
        apply(
            &self.scenario,
            &mut self.world,
            &step.action,
            &mut Vec::new(),
        )
        .expect("a recorded step is possible again");
        let events = self.trace.events_of(self.position);
        self.schedule.advance(
            &self.scenario,
            &self.world,
            &step,
            events,
            &self.trace,
            self.position,
        );
        self.position += 1;
        self.screen_into_gap = 0;
    }

    fn live_step(&mut self) -> Option<()> {
        while let Some((place, action, at)) = self.next_planned() {
            let mut events = Vec::new();
            if apply(&self.scenario, &mut self.world, &action, &mut events).is_ok() {
                self.make_room(Some(place));
                self.record(action, at, Origin::Intervention, events);
                return Some(());
            }
            // It stays planned and is reported as without counterpart.
            self.miss(place, at);
        }
        let next = self.schedule.next()?;
        let (action, at) = (next.action, next.due.max(self.schedule.now()));
        let mut events = Vec::new();
        apply(&self.scenario, &mut self.world, &action, &mut events)
            .expect("a pending step is possible");
        self.record(action, at, Origin::System, events);
        Some(())
    }

    fn record(&mut self, action: Action, at: u64, origin: Origin, events: Vec<Event>) {
        let screen_at = self.screen_at_next(at);
        let step = Step {
            action,
            at,
            screen_at,
            origin,
        };
        self.trace.push(step, events);
        let events = self.trace.events_of(self.position);
        self.schedule.advance(
            &self.scenario,
            &self.world,
            &step,
            events,
            &self.trace,
            self.position,
        );
        self.position += 1;
        self.screen_into_gap = 0;
        if self.position.is_multiple_of(KEYFRAME_INTERVAL) {
            self.keyframes
                .push((self.world.clone(), self.schedule.clone()));
        }
    }

    fn next_planned(&self) -> Option<(usize, Action, u64)> {
        plan::next_planned(self)
    }
}
