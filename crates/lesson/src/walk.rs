//! One learner on the way through a lesson: which beat, what was foretold, what was reached, and the stage of each beat.

use ackademy_engine::player::Player;
use ackademy_engine::script::{Failure, Live};

use crate::manifest::{Judged, Lesson};

/// How a learner has come along. It holds copies of runs, which share what they have in common.
pub struct Walk {
    beat: usize,
    /// By beat: the run as it was when the learner came to it.
    entered: Vec<Option<Player>>,
    /// By beat: the run as it was left.
    left: Vec<Option<Player>>,
    /// By prediction: the option that was chosen.
    said: Vec<Option<usize>>,
    /// By prediction: the option that came true.
    came_true: Vec<Option<usize>>,
    /// By goal.
    reached: Vec<bool>,
    live: Option<Live>,
    /// How far into this beat's run has been looked.
    looked_to: usize,
}

/// What was foretold, beside what came true.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The place of the prediction.
    pub prediction: usize,
    /// The option that was chosen, if one was.
    pub said: Option<usize>,
    /// The option that came true.
    pub came_true: usize,
}

impl Walk {
    /// A learner at a beat who has done nothing yet, with the run that the beat begins with.
    ///
    /// # Errors
    /// When a scene of the lesson cannot be played.
    ///
    /// # Panics
    /// When the lesson has no such beat.
    pub fn begin(lesson: &Lesson, beat: usize) -> Result<(Walk, Player), Failure> {
        let mut walk = Walk {
            beat,
            entered: vec![None; lesson.beats.len()],
            left: vec![None; lesson.beats.len()],
            said: vec![None; lesson.predictions.len()],
            came_true: vec![None; lesson.predictions.len()],
            reached: vec![false; lesson.goals.len()],
            live: None,
            looked_to: 0,
        };
        let player = walk.stage_from_outside(lesson, beat)?;
        walk.enter(lesson, player.clone());
        Ok((walk, player))
    }

    /// The run of a beat that nobody has walked to: of one that stays, what solving those before it leaves.
    fn stage_from_outside(&self, lesson: &Lesson, beat: usize) -> Result<Player, Failure> {
        if let Some(player) = lesson.stage(beat)? {
            return Ok(player);
        }
        let scene = lesson.beats[beat].scene;
        let before = &lesson.beats[..beat];
        let is_done = before
            .iter()
            .any(|other| other.scene == scene && !other.goals.is_empty());
        if is_done {
            return Ok(lesson.solved(scene)?.0.player().clone());
        }
        match (0..beat)
            .rev()
            .find_map(|other| lesson.stage(other).transpose())
        {
            Some(stage) => stage,
            None => Ok(lesson.opening(scene)?.player().clone()),
        }
    }

    /// Which beat.
    #[must_use]
    pub fn beat(&self) -> usize {
        self.beat
    }

    /// Goes to a beat and leaves the run of this one as it is. Returns the run that belongs there: a beat that was left is
    /// found as it was, unless it begins with what the beat before hands on, and that is another run now.
    ///
    /// # Errors
    /// When a scene of the lesson cannot be played.
    ///
    /// # Panics
    /// When the lesson has no such beat.
    pub fn go(&mut self, lesson: &Lesson, to: usize, now: &Player) -> Result<Player, Failure> {
        self.left[self.beat] = Some(now.clone());
        let is_next = to == self.beat + 1;
        let begins_with = match lesson.stage(to)? {
            None if is_next => Some(self.handed_on(lesson, now)?),
            fresh => fresh,
        };
        let is_same = match (&self.entered[to], &begins_with) {
            (Some(entered), Some(begins)) => is_same_moment(entered, begins),
            _ => true,
        };
        let player = match (self.left[to].clone().filter(|_| is_same), begins_with) {
            (Some(left), _) => left,
            (None, Some(begins)) => begins,
            (None, None) => self.stage_from_outside(lesson, to)?,
        };
        if !is_same {
            self.entered[to] = None;
        }
        self.beat = to;
        self.enter(lesson, player.clone());
        Ok(player)
    }

    /// What the next beat begins with, if it begins with what is on stage. What a learner plays where nothing is waited for is
    /// not carried on, and a task that was left out is taken as solved: the words that follow tell of that.
    fn handed_on(&self, lesson: &Lesson, now: &Player) -> Result<Player, Failure> {
        let goals = &lesson.beats[self.beat].goals;
        let found = self.again().filter(|_| goals.is_empty());
        if let Some(found) = found {
            return Ok(found.clone());
        }
        if goals.iter().all(|goal| self.reached[*goal]) {
            Ok(now.clone())
        } else {
            self.stage_from_outside(lesson, self.beat + 1)
        }
    }

    fn enter(&mut self, lesson: &Lesson, player: Player) {
        if self.entered[self.beat].is_none() {
            self.entered[self.beat] = Some(player.clone());
        }
        self.live = None;
        self.looked_to = player.position();
        self.look(lesson, &player);
    }

    /// The run as it was when the learner came to this beat.
    #[must_use]
    pub fn again(&self) -> Option<&Player> {
        self.entered[self.beat].as_ref()
    }

    /// Takes note of an option. What was said before the outcome counts.
    pub fn say(&mut self, prediction: usize, option: usize) {
        if self.came_true[prediction].is_none() {
            self.said[prediction] = Some(option);
        }
    }

    /// Whether an option can still be chosen.
    #[must_use]
    pub fn is_open(&self, prediction: usize) -> bool {
        self.came_true[prediction].is_none()
    }

    /// What was said.
    #[must_use]
    pub fn said(&self, prediction: usize) -> Option<usize> {
        self.said[prediction]
    }

    /// Whether a goal was reached.
    #[must_use]
    pub fn is_reached(&self, goal: usize) -> bool {
        self.reached[goal]
    }

    /// Whether everything that this beat waits for is there.
    #[must_use]
    pub fn is_done(&self, lesson: &Lesson) -> bool {
        let beat = &lesson.beats[self.beat];
        let asked = beat
            .prediction
            .is_none_or(|asked| self.said[asked].is_some());
        asked && beat.goals.iter().all(|goal| self.reached[*goal])
    }

    /// What was foretold and what came true, where this beat shows it.
    #[must_use]
    pub fn outcome(&self, lesson: &Lesson) -> Option<Outcome> {
        let prediction = lesson.beats[self.beat].answers?;
        Some(Outcome {
            prediction,
            said: self.said[prediction],
            came_true: self.came_true[prediction]?,
        })
    }

    /// Looks at the run. Returns whether a goal was reached or a question answered.
    pub fn look(&mut self, lesson: &Lesson, player: &Player) -> bool {
        let beat = &lesson.beats[self.beat];
        if beat.goals.is_empty() && beat.answers.is_none() {
            return false;
        }
        let mut changed = self.look_between(lesson, player);
        self.looked_to = player.position();
        let live = Walk::follow(&mut self.live, player);
        for goal in &beat.goals {
            if !self.reached[*goal] && lesson.goals[*goal].is_reached(live) {
                self.reached[*goal] = true;
                changed = true;
            }
        }
        let all_reached = beat.goals.iter().all(|goal| self.reached[*goal]);
        if let Some(place) = beat.answers.filter(|_| all_reached)
            && self.came_true[place].is_none()
        {
            let mut options = lesson.predictions[place].options.iter();
            self.came_true[place] = options.position(|option| option.is_true(live));
            changed |= self.came_true[place].is_some();
        }
        changed
    }

    /// A page draws several steps at once, and what holds for one moment must not be missed.
    fn look_between(&mut self, lesson: &Lesson, player: &Player) -> bool {
        let beat = &lesson.beats[self.beat];
        let is_open =
            |goal: &&usize| !self.reached[**goal] && lesson.goals[**goal].judged == Judged::AtOnce;
        let open: Vec<usize> = beat.goals.iter().filter(is_open).copied().collect();
        if open.is_empty() || player.position() <= self.looked_to + 1 {
            return false;
        }
        let mut passing = player.clone();
        passing.seek(self.looked_to);
        let mut changed = false;
        while passing.position() + 1 < player.position() && passing.step().is_some() {
            let live = Walk::follow(&mut self.live, &passing);
            for goal in &open {
                if !self.reached[*goal] && lesson.goals[*goal].is_reached(live) {
                    self.reached[*goal] = true;
                    changed = true;
                }
            }
        }
        changed
    }

    fn follow<'a>(live: &'a mut Option<Live>, player: &Player) -> &'a Live {
        match live {
            Some(live) => {
                live.follow(player);
                live
            }
            none => none.insert(Live::of(player)),
        }
    }
}

fn is_same_moment(one: &Player, other: &Player) -> bool {
    let moment = |player: &Player| (player.position(), player.world().fingerprint());
    moment(one) == moment(other)
}
