//! One learner and one run: takes intents, keeps the run, says what is on screen. No browser in here.

mod first_minute;
mod handover;
mod intent;
mod lesson;
mod link;
mod locked;
mod moving;
mod progress;
mod replay;
mod screen;
mod settings;
mod still;
pub mod telling;

use std::sync::Arc;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset};

pub use first_minute::{FirstMinute, FirstMinuteView, Phase};
pub use intent::Intent;
use lesson::Kept;
pub use lesson::{Answer, Keys, LessonStep, LessonView};
pub use link::words_for_link;
pub use progress::Progress;
pub use replay::Notice;
use replay::Replaced;
pub use screen::Screen;
pub use settings::{Key, Owner, Setting, SettingKey, Settings};
pub use still::{Picture, StillBeat, stills};

use crate::FULL;
use crate::embed::Locked;
use crate::i18n::message;
use crate::t;
use crate::viewmodel::Thing;

/// The seed of every run that no link names: all learners see the same first minute.
pub const SEED: u64 = 7;

/// Speeds that the page offers, in percent of screen time.
pub const SPEEDS: [u32; 4] = [50, 100, 200, 400];

/// What the page is showing.
#[derive(Clone, PartialEq, Debug)]
enum Scene {
    FirstMinute(FirstMinute),
    Playground,
}

/// One learner and one run.
pub struct Session {
    player: Player,
    settings: Settings,
    scene: Scene,
    /// The lesson that the run belongs to.
    course: Kept,
    playing: bool,
    /// The run goes on when the open menu has been answered.
    resumes: bool,
    speed_index: usize,
    selected: Option<Thing>,
    notice: Option<Notice>,
    replaced: Option<Box<Replaced>>,
    /// The learner has asked for the causes.
    asks_why: bool,
    /// Simulated microseconds that a skipped wait has just taken, and the screen time up to which that is said.
    passed: Option<(u64, u64)>,
    /// A skipped wait has found that nothing new comes by itself.
    is_exhausted: bool,
    /// What the page around does not let the learner change.
    locked: Vec<Locked>,
    /// Asked for where only the full program has it.
    set_aside: Option<Intent>,
}

impl Session {
    /// The first minute, as every learner meets it.
    #[must_use]
    pub fn first_minute() -> Session {
        Session {
            scene: Scene::FirstMinute(FirstMinute::default()),
            ..Session::with_run(first_minute::settings(), first_minute::opening())
        }
    }

    /// The playground, from the start.
    #[must_use]
    pub fn playground() -> Session {
        Session::at_start(Settings::of(Preset::AtLeastOnce, Pipeline::Simple))
    }

    /// A run in which nobody did anything, after so many steps.
    #[must_use]
    pub fn untouched(preset: Preset, pipeline: Pipeline, position: usize) -> Session {
        let mut session = Session::at_start(Settings::of(preset, pipeline));
        let player = &mut session.player;
        player.run_until(position, |player| player.position() >= position);
        session
    }

    fn at_start(settings: Settings) -> Session {
        let scenario = settings.scenario().expect("a preset's keys fit together");
        let player = Player::new(Arc::new(scenario), SEED);
        Session::with_run(settings, player)
    }

    fn with_run(settings: Settings, player: Player) -> Session {
        Session {
            player,
            settings,
            scene: Scene::Playground,
            course: Kept::default(),
            playing: false,
            resumes: false,
            speed_index: 1,
            selected: None,
            notice: None,
            replaced: None,
            asks_why: false,
            passed: None,
            is_exhausted: false,
            locked: Vec::new(),
            set_aside: None,
        }
    }

    /// The run.
    #[must_use]
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// Whether the run moves.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Whether this is the first minute.
    #[must_use]
    pub fn is_first_minute(&self) -> bool {
        matches!(self.scene, Scene::FirstMinute(_))
    }

    /// Does what the learner asks for. What is not possible any more is said and changes nothing.
    pub fn handle(&mut self, intent: Intent) {
        let refusal = match &intent {
            it if self.is_locked(it) => Some(t!("notice-locked")),
            it if FULL && self.is_kept_by_beat(it) => Some(t!("notice-not-in-this-part")),
            _ => None,
        };
        if let Some(refusal) = refusal {
            self.close_menu();
            self.notice = Some(Notice::saying(refusal));
            return;
        }
        self.passed = None;
        match intent {
            Intent::TogglePlay => self.set_playing(!self.playing),
            Intent::Pause => self.playing = false,
            Intent::Step => self.step(),
            Intent::StepBack => self.step_back(),
            Intent::Restart => self.restart(),
            Intent::SeekScreen(screen) => {
                self.stand_still();
                self.player.seek_screen(screen);
            }
            Intent::NextSpeed => self.speed_index = (self.speed_index + 1) % SPEEDS.len(),
            Intent::Predict(times) => {
                if let Scene::FirstMinute(first) = &mut self.scene {
                    first.predict(times);
                }
            }
            Intent::CutAck => self.cut_ack(),
            beyond if FULL => self.handle_beyond(beyond),
            beyond => self.set_aside(beyond),
        }
        if FULL {
            self.look_at_lesson();
        }
    }

    /// What the first minute's own program leaves to the full one.
    fn handle_beyond(&mut self, intent: Intent) {
        match intent {
            Intent::SeekPosition(position) => {
                self.stand_still();
                self.player.seek(position);
            }
            Intent::Select(thing) => self.select(thing),
            Intent::CloseMenu => self.close_menu(),
            Intent::Act(action) => self.act(action),
            Intent::AddOrder => {
                if let Some(order) = self.next_order() {
                    self.act(Action::Client(PRODUCER, Call::TakeOrder(order)));
                }
            }
            Intent::ChoosePreset(preset) => self.change(self.settings.with_preset(preset)),
            Intent::ChoosePipeline(pipeline) => {
                self.change(self.settings.with_pipeline(pipeline));
            }
            Intent::ChangeSetting(key, value) => {
                let changed = self.settings.with(key, &value);
                self.change(changed);
            }
            Intent::PutEveryPartBack => self.change(self.settings.with_every_part()),
            Intent::CompareReaders(compares) => self.compare_readers(compares),
            Intent::SkipWaiting => self.skip_waiting(),
            Intent::Undo => self.undo(),
            Intent::DismissNotice => self.notice = None,
            Intent::AskWhy(asks) => self.asks_why = asks,
            Intent::SameCutUnderExactlyOnce => self.same_cut(),
            Intent::OpenPlayground => {
                self.scene = Scene::Playground;
                self.course = Kept::default();
                self.stand_still();
            }
            Intent::Lesson(step) => self.lesson_step(step),
            _ => panic!("the first minute handles this itself"),
        }
    }

    fn select(&mut self, thing: Thing) {
        self.resumes |= self.playing;
        self.playing = false;
        self.selected = Some(thing);
    }

    fn close_menu(&mut self) {
        self.selected = None;
        self.playing = std::mem::take(&mut self.resumes) && !self.player.is_at_rest();
    }

    fn act(&mut self, action: Action) {
        let outcome = self.player.intervene(action).map(<[Event]>::to_vec);
        match outcome {
            Ok(events) => {
                let ignored = events
                    .iter()
                    .any(|event| matches!(event, Event::ResponseDuplicateIgnored(_)));
                self.notice =
                    ignored.then(|| Notice::saying(message("notice-duplicate-answer-ignored")));
                self.is_exhausted = false;
                self.resumes |= FULL && self.goes_on_by_itself();
                if let Scene::FirstMinute(first) = &mut self.scene {
                    first.acted();
                    self.resumes = true;
                }
            }
            Err(_) => {
                self.notice = Some(Notice::saying(message("notice-not-possible")));
            }
        }
        self.close_menu();
    }

    /// The first that nobody has ordered, nor will when what was done comes again.
    fn next_order(&self) -> Option<OrderId> {
        let scenario = self.player.scenario();
        let world = self.player.world();
        let shop = &world.client(PRODUCER).shop;
        let is_planned = |order| {
            let taken = Action::Client(PRODUCER, Call::TakeOrder(order));
            self.player.planned().iter().any(|it| it.action == taken)
        };
        let mut all = scenario.order_ids();
        all.find(|order| {
            let is_sent = world.facts().of(*order).sent.get() > 0;
            !is_sent && !shop.pending.contains(order) && !is_planned(*order)
        })
    }
}

/// The page's pipelines begin with one producer.
const PRODUCER: ClientId = ClientId(0);
