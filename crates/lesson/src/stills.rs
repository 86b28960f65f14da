//! A lesson for somebody who touches nothing: what stands on stage once each beat is done, and what came true.

use ackademy_engine::player::Player;
use ackademy_engine::script::{Failure, Live};

use crate::manifest::{Beat, Judged, Lesson};

/// One beat as it is read.
pub struct Still {
    /// What a learner would find, where the beat sets the stage anew and waits for a deed.
    pub before: Option<Player>,
    /// The run once everything is there that the beat waits for. Where it waits for nothing: the run that it begins with.
    pub stage: Player,
    /// How many steps had been taken before the beat's deeds.
    pub came_in: usize,
    /// Of the question that the beat answers: the option that came true.
    pub came_true: Option<usize>,
}

/// The solutions that were played, by scene.
struct Solved(Vec<Option<(Live, usize)>>);

impl Solved {
    fn of(&mut self, lesson: &Lesson, scene: usize) -> Result<&(Live, usize), Failure> {
        if self.0[scene].is_none() {
            self.0[scene] = Some(lesson.solved(scene)?);
        }
        Ok(self.0[scene].as_ref().expect("it was just played"))
    }
}

impl Lesson {
    /// Every beat as it is read, in order, each from the solution of its scene.
    ///
    /// # Errors
    /// The first statement of a scene or solution that was not possible, or not as it says.
    pub fn stills(&self) -> Result<Vec<Still>, Failure> {
        let mut solved = Solved(self.scenes.iter().map(|_| None).collect());
        let mut left: Option<Player> = None;
        let mut stills = Vec::new();
        for (place, beat) in self.beats.iter().enumerate() {
            let fresh = self.stage(place)?;
            let is_fresh = fresh.is_some();
            let found = match (fresh, left.take()) {
                (Some(player), _) | (None, Some(player)) => player,
                (None, None) => self.opening(beat.scene)?.player().clone(),
            };
            let came_true = match beat.answers {
                None => None,
                Some(asked) => {
                    let prediction = &self.predictions[asked];
                    let (live, _) = solved.of(self, prediction.scene)?;
                    let mut options = prediction.options.iter();
                    options.position(|option| option.is_true(live))
                }
            };
            let still = if beat.goals.is_empty() {
                Still {
                    before: None,
                    came_in: found.position(),
                    stage: found,
                    came_true,
                }
            } else {
                let (live, came_in) = solved.of(self, beat.scene)?;
                left = Some(live.player().clone());
                Still {
                    before: is_fresh.then_some(found),
                    stage: self.once_reached(beat, live, *came_in),
                    came_in: *came_in,
                    came_true,
                }
            };
            left = left.or_else(|| Some(still.stage.clone()));
            stills.push(still);
        }
        Ok(stills)
    }

    /// The solution at rest; where all that the beat waits for may come at any moment, at the first that has it.
    fn once_reached(&self, beat: &Beat, solved: &Live, came_in: usize) -> Player {
        let goals = || beat.goals.iter().map(|goal| &self.goals[*goal]);
        let mut player = solved.player().clone();
        if goals().any(|goal| goal.judged == Judged::AtRest) {
            return player;
        }
        player.seek(came_in);
        let mut live = Live::of(&player);
        let mut reached = vec![false; beat.goals.len()];
        loop {
            for (goal, reached) in goals().zip(&mut reached) {
                *reached |= goal.is_reached(&live);
            }
            let is_there = reached.iter().all(|reached| *reached);
            if is_there || player.position() == solved.player().position() {
                return player;
            }
            player.step();
            live.follow(&player);
        }
    }
}
