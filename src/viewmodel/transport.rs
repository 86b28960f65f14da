//! Where the run stands: its scrubber, and whether anything is left to happen.

use ackademy_engine::player::{Origin, Player};

/// Something the learner did, on the scrubber.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Where, in microseconds of screen time.
    pub screen: u64,
    /// The step it is.
    pub position: usize,
}

/// The state of the run's controls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transport {
    /// How many steps were taken.
    pub position: usize,
    /// The length of the recorded run, in microseconds of screen time.
    pub screen_end: u64,
    /// What the learner did, in order.
    pub marks: Vec<Mark>,
    /// Nothing is left to happen by itself.
    pub is_at_rest: bool,
    /// All that is left is to ask again, until something comes back.
    pub is_only_asking_again: bool,
    /// Simulated microseconds that pass while nothing moves; shown as a break.
    pub quiet_micros: Option<u64>,
}

pub(super) fn transport(player: &Player) -> Transport {
    let steps = player.trace().steps();
    Transport {
        position: player.position(),
        screen_end: player.screen_end(),
        marks: steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.origin == Origin::Intervention)
            .map(|(index, step)| Mark {
                screen: step.screen_at,
                position: index + 1,
            })
            .collect(),
        is_at_rest: player.is_at_rest(),
        is_only_asking_again: player.is_only_asking_again(),
        quiet_micros: player.quiet().map(|quiet| quiet.micros),
    }
}
