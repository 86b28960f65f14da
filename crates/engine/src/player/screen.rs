//! Screen time, which is not simulated time: a hop takes about 0.8 s, a stretch in which nothing moves less than 1 s.

use super::Player;
use crate::action::Action;

/// Screen microseconds per simulated microsecond while something moves: a hop of 4 ms takes 0.8 s.
const SLOW_MOTION: u64 = 200;

/// The most that a quiet stretch takes on screen.
const QUIET_SCREEN_MAX: u64 = 900_000;

/// A quiet stretch is shown as a break from this length on.
const BREAK_SHOWN_FROM: u64 = 1_000_000;

/// A stretch in which nothing moves, cut short on screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quiet {
    /// How much simulated time passes, in microseconds.
    pub micros: u64,
}

impl Player {
    /// Lets screen time pass at speed 1 and takes every step that it reaches. Returns how many steps were taken.
    pub fn advance(&mut self, screen_micros: u64) -> usize {
        let mut budget = screen_micros;
        let mut taken = 0;
        while let Some((_, gap)) = self.gap() {
            let left = gap.saturating_sub(self.screen_into_gap);
            if budget < left {
                self.screen_into_gap += budget;
                break;
            }
            budget -= left;
            self.step();
            taken += 1;
        }
        taken
    }

    /// Screen microseconds since the start.
    #[must_use]
    pub fn screen_now(&self) -> u64 {
        self.past().last().map_or(0, |step| step.screen_at) + self.screen_into_gap
    }

    /// Screen microseconds from the start to the last recorded step.
    #[must_use]
    pub fn screen_end(&self) -> u64 {
        self.trace.steps().last().map_or(0, |step| step.screen_at)
    }

    /// Goes to a recorded moment of screen time, also between two steps.
    pub fn seek_screen(&mut self, screen: u64) {
        let position = self
            .trace
            .steps()
            .partition_point(|step| step.screen_at <= screen);
        self.seek(position);
        let since = screen - self.past().last().map_or(0, |step| step.screen_at);
        if self.position < self.trace.steps().len() {
            self.screen_into_gap = since.min(self.gap().map_or(0, |(_, gap)| gap));
        }
    }

    /// The break that is being shown: how much time passes while nothing moves.
    #[must_use]
    pub fn quiet(&self) -> Option<Quiet> {
        let (visible, _) = self.next_visible()?;
        let micros = visible - self.schedule.now();
        (!self.is_lively() && micros >= BREAK_SHOWN_FROM).then_some(Quiet { micros })
    }

    /// The next step's due time and the screen time between the last step and it.
    pub(super) fn gap(&self) -> Option<(u64, u64)> {
        let (action, due) = self.next()?;
        let due = due.max(self.schedule.now());
        if let Some(recorded) = self.trace.steps().get(self.position) {
            let before = self.past().last().map_or(0, |step| step.screen_at);
            return Some((due, recorded.screen_at.saturating_sub(before)));
        }
        Some((due, self.screen_gap(&action, due)))
    }

    /// Screen time at which a step that is taken at simulated time `at` is recorded.
    pub(super) fn screen_at_next(&self, at: u64) -> u64 {
        let before = self.past().last().map_or(0, |step| step.screen_at);
        match self.gap() {
            // An intervention between two steps stands where its moment lies between them.
            Some((due, gap)) if at < due => {
                let ahead = at - self.schedule.now().min(at);
                let share = (gap * ahead)
                    .checked_div(due - self.schedule.now())
                    .unwrap_or(0);
                before + share.max(self.screen_into_gap)
            }
            Some((_, gap)) => before + gap.max(self.screen_into_gap),
            None => before + self.screen_into_gap,
        }
    }

    fn screen_gap(&self, action: &Action, due: u64) -> u64 {
        let micros = due - self.schedule.now();
        if self.is_lively() {
            micros * SLOW_MOTION
        } else if is_invisible(action) {
            0
        } else {
            (micros * SLOW_MOTION).min(QUIET_SCREEN_MAX)
        }
    }

    /// Whether something is on its way or about to happen, so that time must not jump.
    fn is_lively(&self) -> bool {
        let now = self.schedule.now();
        let soon = |due: u64| due > now && due - now <= QUIET_SCREEN_MAX / SLOW_MOTION * 4;
        self.schedule
            .pending()
            .iter()
            .any(|pending| !is_invisible(&pending.action) && soon(pending.due))
    }

    fn next_visible(&self) -> Option<(u64, Action)> {
        let visible = self
            .schedule
            .pending()
            .iter()
            .filter(|pending| !is_invisible(&pending.action));
        visible
            .map(|pending| (pending.due.max(self.schedule.now()), pending.action))
            .min()
    }
}

/// A flush changes nothing that is drawn unless power fails.
fn is_invisible(action: &Action) -> bool {
    matches!(action, Action::Flush(_))
}
