//! Runs of a lesson: where a learner comes in, what its solution leads to, where each beat begins.

use ackademy_engine::player::Player;
use ackademy_engine::script::{Failure, Live};

use crate::manifest::{Goal, Judged, Lesson, OptionOf, Start};

impl Lesson {
    /// The run of a scene where the learner comes in.
    ///
    /// # Errors
    /// The first statement of its script that was not possible, or not as it says.
    pub fn opening(&self, scene: usize) -> Result<Live, Failure> {
        self.scenes[scene].script.open()
    }

    /// The run of a scene with its solution, at rest, and the position at which the learner came in.
    ///
    /// # Errors
    /// The first statement that was not possible, or not as it says.
    pub fn solved(&self, scene: usize) -> Result<(Live, usize), Failure> {
        let mut live = self.opening(scene)?;
        let came_in = live.player().position();
        if let Some((line, steps)) = &self.scenes[scene].solution {
            live.carry_out(steps)?;
            if !live.settle() {
                return Err(Failure {
                    line: *line,
                    expected: "a run that comes to rest".to_owned(),
                    got: "it goes on and on".to_owned(),
                });
            }
        }
        Ok((live, came_in))
    }

    /// The run at the moment at which a beat begins; `None` where it begins with what the beat before has left.
    ///
    /// # Errors
    /// The first statement that was not possible, or that no `moment` has the name that the beat wants.
    pub fn stage(&self, beat: usize) -> Result<Option<Player>, Failure> {
        let beat = &self.beats[beat];
        Ok(match &beat.start {
            Start::Stays => None,
            Start::Opening => Some(self.opening(beat.scene)?.player().clone()),
            Start::Solved => Some(self.solved(beat.scene)?.0.player().clone()),
            Start::Moment(name) => {
                let (live, _) = self.solved(beat.scene)?;
                let position = live.moment(name).ok_or(Failure {
                    line: beat.line,
                    expected: format!("start={name}"),
                    got: format!("no `moment {name}` in the scene or its solution"),
                })?;
                let mut player = live.player().clone();
                player.seek(position);
                Some(player)
            }
        })
    }

    /// The solution of a scene from where the learner comes in, recorded, so that it plays by itself.
    ///
    /// # Errors
    /// The first statement that was not possible, or not as it says.
    pub fn shown(&self, scene: usize) -> Result<Player, Failure> {
        let (live, came_in) = self.solved(scene)?;
        let mut player = live.player().clone();
        player.seek(came_in);
        Ok(player)
    }
}

impl Goal {
    /// Whether it is reached at this moment.
    #[must_use]
    pub fn is_reached(&self, live: &Live) -> bool {
        (self.judged == Judged::AtOnce || live.rests()) && live.holds(&self.checks)
    }
}

impl OptionOf {
    /// Whether it is true at this moment.
    #[must_use]
    pub fn is_true(&self, live: &Live) -> bool {
        live.holds(&self.checks)
    }
}
