//! A session inside a lesson: beats, what is asked, what is reached. The words of the lesson are the page's.

use std::any::Any;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset};
use ackademy_engine::script::Failure;
use ackademy_lesson::{Beat, Control, Lesson, Part, Walk};

use super::still::preset_of;
use super::{Intent, Session, Settings};

/// What a learner asks for in a lesson.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LessonStep {
    /// Another beat, from 0.
    Go(usize),
    /// This option of the beat's question.
    Say(usize),
    /// See the solution played.
    Show,
}

/// A lesson, and how far the learner has come in it.
struct Course {
    name: String,
    lesson: Lesson,
    walk: Walk,
}

/// The course that a session is in. The first minute's program is in none, and so holds nothing of what one is made of.
#[derive(Default)]
pub(super) struct Kept(Option<Box<dyn Any>>);

impl Kept {
    fn of(course: Course) -> Kept {
        Kept(Some(Box::new(course)))
    }

    fn get(&self) -> Option<&Course> {
        self.0.as_ref()?.downcast_ref()
    }

    fn get_mut(&mut self) -> Option<&mut Course> {
        self.0.as_mut()?.downcast_mut()
    }
}

/// What was said, beside what came true. Options are named as in the lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The beat that asked.
    pub asked_in: usize,
    /// What was said.
    pub said: Option<String>,
    /// Its place among the options, from 0; 0 where nothing was said.
    pub said_place: usize,
    /// What came true.
    pub came_true: String,
}

/// What the page shows of a lesson besides its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonView {
    /// The lesson's folder.
    pub name: String,
    /// Its number.
    pub number: u8,
    /// Which beat, from 0.
    pub beat: usize,
    /// How many there are.
    pub beat_count: usize,
    /// The options of the beat's question, by name.
    pub options: Vec<String>,
    /// Which of them was chosen.
    pub said: Option<usize>,
    /// Whether it can still be chosen.
    pub is_open: bool,
    /// The answer to a question, where this beat shows one and it is there.
    pub answer: Option<Answer>,
    /// The beat's goals by name, and whether each is reached.
    pub goals: Vec<(String, bool)>,
    /// Whether everything is there that the beat waits for.
    pub is_done: bool,
    /// The goals of the whole lesson by name, and whether each is reached.
    pub every_goal: Vec<(String, bool)>,
    /// What was foretold in the whole lesson: questions and options, by name.
    pub has_said: Vec<(String, String)>,
    /// What the beat points at.
    pub lights: Vec<Part>,
    /// Whether config keys can be changed in this beat.
    pub keys: Keys,
}

impl LessonView {
    /// Whether a goal of the beat is still to be reached.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.goals.iter().any(|(_, reached)| !reached)
    }

    /// Whether every goal of the lesson is reached.
    #[must_use]
    pub fn has_every_goal(&self) -> bool {
        self.every_goal.iter().all(|(_, reached)| *reached)
    }
}

/// What a beat lets a learner do with config keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keys {
    /// The beat is not about them.
    NotGiven,
    /// They can be changed.
    Given,
    /// The scene has a process of its own, which no keys make.
    OfNoPreset,
}

impl Session {
    /// A lesson at one of its beats; one that it does not have is its last.
    ///
    /// # Errors
    /// When its scenes cannot be played.
    pub fn lesson(name: &str, lesson: Lesson, beat: usize) -> Result<Session, Failure> {
        let beat = beat.min(lesson.beats.len() - 1);
        let (walk, player) = Walk::begin(&lesson, beat)?;
        let mut session = Session {
            player,
            course: Kept::of(Course {
                name: name.to_owned(),
                lesson,
                walk,
            }),
            ..Session::at_start(Settings::of(Preset::AtLeastOnce, Pipeline::Simple))
        };
        session.follow_scene();
        Ok(session)
    }

    /// What was foretold before the lesson was left, questions and options by name. What the lesson does not know is passed over.
    #[must_use]
    pub fn with_said(mut self, said: &[(String, String)]) -> Session {
        if let Some(Course { lesson, walk, .. }) = self.course.get_mut() {
            for (question, option) in said {
                let asked = lesson
                    .predictions
                    .iter()
                    .position(|it| it.name == *question);
                let chosen = asked.and_then(|place| {
                    let mut options = lesson.predictions[place].options.iter();
                    Some((place, options.position(|it| it.name == *option)?))
                });
                if let Some((place, option)) = chosen {
                    walk.say(place, option);
                }
            }
        }
        self
    }

    /// The settings are those of the run; where no settings make it, those of its preset.
    fn follow_scene(&mut self) {
        if let Some((preset, pipeline)) = self.scenes_preset() {
            let made = Settings::that_make(self.player.scenario(), preset, pipeline);
            self.settings = made.unwrap_or_else(|| Settings::of(preset, pipeline));
        }
    }

    fn scenes_preset(&self) -> Option<(Preset, Pipeline)> {
        let Course { lesson, walk, .. } = self.course.get()?;
        Some(preset_of(&lesson.scenes[lesson.beats[walk.beat()].scene]))
    }

    /// Whether settings of the playground make this run.
    pub(super) fn is_of_a_preset(&self) -> bool {
        let preset = self.scenes_preset();
        preset.is_none_or(|(preset, pipeline)| {
            Settings::that_make(self.player.scenario(), preset, pipeline).is_some()
        })
    }

    fn keys(&self, beat: &Beat) -> Keys {
        if !beat.controls.contains(&Control::Settings) {
            Keys::NotGiven
        } else if self.is_of_a_preset() {
            Keys::Given
        } else {
            Keys::OfNoPreset
        }
    }

    pub(super) fn lesson_view(&self) -> Option<LessonView> {
        let Course { name, lesson, walk } = self.course.get()?;
        let beat = &lesson.beats[walk.beat()];
        let asked = beat.prediction.map(|place| &lesson.predictions[place]);
        let options = asked.iter().flat_map(|asked| &asked.options);
        let goal = |place: usize| (lesson.goals[place].name.clone(), walk.is_reached(place));
        Some(LessonView {
            name: name.clone(),
            number: lesson.number,
            beat: walk.beat(),
            beat_count: lesson.beats.len(),
            options: options.map(|option| option.name.clone()).collect(),
            said: beat.prediction.and_then(|place| walk.said(place)),
            is_open: beat.prediction.is_some_and(|place| walk.is_open(place)),
            answer: answer(lesson, walk),
            goals: beat.goals.iter().copied().map(goal).collect(),
            is_done: walk.is_done(lesson),
            every_goal: (0..lesson.goals.len()).map(goal).collect(),
            has_said: has_said(lesson, walk),
            lights: lights_at(&beat.lights, &self.player),
            keys: self.keys(beat),
        })
    }

    pub(super) fn lesson_step(&mut self, step: LessonStep) {
        self.take_lesson_step(step);
        self.follow_scene();
    }

    fn take_lesson_step(&mut self, step: LessonStep) {
        let Some(Course { lesson, walk, .. }) = self.course.get_mut() else {
            return;
        };
        match step {
            LessonStep::Go(beat) if beat < lesson.beats.len() && beat != walk.beat() => {
                // The checker has played every scene, and the lesson began.
                let Ok(player) = walk.go(lesson, beat, &self.player) else {
                    return;
                };
                self.player = player;
                self.notice = None;
                self.stand_still();
            }
            LessonStep::Go(_) => {}
            LessonStep::Say(option) => {
                if let Some(place) = lesson.beats[walk.beat()].prediction {
                    walk.say(place, option);
                }
            }
            LessonStep::Show => {
                let scene = lesson.beats[walk.beat()].scene;
                let Ok(player) = lesson.shown(scene) else {
                    return;
                };
                self.player = player;
                self.stand_still();
                self.playing = true;
            }
        }
    }

    /// The run has moved, or something was said: is a goal reached?
    pub(super) fn look_at_lesson(&mut self) {
        if let Some(Course { lesson, walk, .. }) = self.course.get_mut() {
            walk.look(lesson, &self.player);
        }
    }

    /// Whether this is a beat with goals, and all of them are reached.
    pub(super) fn has_reached_goals(&self) -> bool {
        self.course
            .get()
            .is_some_and(|Course { lesson, walk, .. }| {
                let goals = &lesson.beats[walk.beat()].goals;
                !goals.is_empty() && goals.iter().all(|goal| walk.is_reached(*goal))
            })
    }

    /// The beat from its start. Returns whether there is one.
    pub(super) fn begin_beat_again(&mut self) -> bool {
        let again = self.course.get().and_then(|course| course.walk.again());
        let Some(player) = again.cloned() else {
            return false;
        };
        self.player = player;
        self.follow_scene();
        true
    }

    /// In a lesson the run goes on by itself once something was done.
    pub(super) fn goes_on_by_itself(&self) -> bool {
        self.course.get().is_some_and(|course| {
            let beat = &course.lesson.beats[course.walk.beat()];
            beat.controls.contains(&Control::Faults)
        })
    }

    /// Whether the run belongs to a lesson.
    pub(super) fn is_in_lesson(&self) -> bool {
        self.course.get().is_some()
    }

    /// Whether the beat keeps the learner from it.
    pub(super) fn is_kept_by_beat(&self, intent: &Intent) -> bool {
        let Some(course) = self.course.get() else {
            return false;
        };
        let controls = &course.lesson.beats[course.walk.beat()].controls;
        let needed = match intent {
            Intent::ChoosePreset(_) | Intent::ChoosePipeline(_) | Intent::ChangeSetting(..) => {
                Control::Settings
            }
            Intent::AddOrder | Intent::Act(Action::Client(_, Call::TakeOrder(_))) => {
                Control::Orders
            }
            Intent::Act(_) => Control::Faults,
            _ => return false,
        };
        !controls.contains(&needed) || needed == Control::Settings && !self.is_of_a_preset()
    }
}

/// What is pointed at in this moment of a run: the coordinator of an id is that of its partition's leader.
pub(super) fn lights_at(lights: &[Part], player: &Player) -> Vec<Part> {
    let (scenario, world) = (player.scenario(), player.world());
    let broker_of = |id: &String| {
        let mut known = scenario.transactional_id_list();
        let id = known.find(|it| scenario.transactional_ids[it.index()] == *id)?;
        let partition = scenario.transaction_partition(id)?;
        world.controller().view.of(partition).leader
    };
    let part = |light: &Part| match light {
        Part::CoordinatorOf(id) => broker_of(id).map(|broker| Part::CoordinatorIn(broker.0)),
        other => Some(other.clone()),
    };
    lights.iter().filter_map(part).collect()
}

fn answer(lesson: &Lesson, walk: &Walk) -> Option<Answer> {
    let outcome = walk.outcome(lesson)?;
    let options = &lesson.predictions[outcome.prediction].options;
    let asks = |beat: &Beat| beat.prediction == Some(outcome.prediction);
    Some(Answer {
        asked_in: lesson.beats.iter().position(asks)?,
        said_place: outcome.said.unwrap_or(0),
        said: outcome.said.map(|said| options[said].name.clone()),
        came_true: options[outcome.came_true].name.clone(),
    })
}

fn has_said(lesson: &Lesson, walk: &Walk) -> Vec<(String, String)> {
    let asked = lesson.predictions.iter().enumerate();
    let said = asked.filter_map(|(place, asked)| {
        let option = &asked.options[walk.said(place)?];
        Some((asked.name.clone(), option.name.clone()))
    });
    said.collect()
}
