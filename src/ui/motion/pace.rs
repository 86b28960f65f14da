//! How much is done with a frame: all of it, or only what it must do where frames come late.

use crate::FULL;

/// Clock, scrubber and countdowns are written this often while the run moves: each writing costs a painting, and nobody
/// reads faster. What travels moves with every frame.
const READING_MS: f64 = 100.0;
/// Where frames come later than this after one another, the machine is slow or busy: then half of what travels is moved
/// with each frame, and what is read is written with the steps, or after a longer time.
const LATE_MS: f64 = 22.0;
const SPARED_MS: f64 = 1_000.0;
const SPARED_READING_MS: f64 = 300.0;
/// A frame never counts for more than this, so that a tab that comes back does not leap.
const FRAME_MS_MAX: f64 = 100.0;

/// What the last frames did, and when; in the page's milliseconds.
#[derive(Default)]
pub struct Pace {
    /// The last frame, if the run moved with it.
    ran_at: Option<f64>,
    /// Until then a frame does what it must.
    spares_until: f64,
    /// With the last frame nothing that travels went on.
    stood_still: bool,
    /// When clock, scrubber and countdowns were written last.
    wrote_at: f64,
}

/// What one frame does.
#[derive(Default)]
pub struct Work {
    /// What travels goes on.
    pub places: bool,
    /// Of the pills only half do.
    pub halves: bool,
    /// Clock, scrubber and countdowns are written.
    pub reads: bool,
}

impl Pace {
    /// A frame begins. Returns for how many milliseconds the run moves with it.
    pub fn begin(&mut self, now: f64) -> f64 {
        let since = |before: f64| (now - before).min(FRAME_MS_MAX);
        let elapsed = self.ran_at.map_or(0.0, since);
        if elapsed > LATE_MS {
            self.spares_until = now + SPARED_MS;
        }
        elapsed
    }

    /// What to do with this frame, by whether the run still moves and whether it took a step.
    pub fn work(&mut self, now: f64, moves: bool, has_stepped: bool) -> Work {
        // In the first minute little moves, and code is what weighs.
        let spares = FULL && moves && now < self.spares_until;
        // To draw a step takes long enough: what travels goes on with the next frame. What is read is laid out and painted
        // with the step, and takes least then.
        let stands = spares && has_stepped && !self.stood_still;
        let pause = if spares {
            SPARED_READING_MS
        } else {
            READING_MS
        };
        let reads = !moves || stands || now - self.wrote_at >= pause;
        if reads {
            self.wrote_at = now;
        }
        self.stood_still = stands;
        self.ran_at = moves.then_some(now);
        Work {
            places: !stands,
            halves: spares,
            reads,
        }
    }
}
