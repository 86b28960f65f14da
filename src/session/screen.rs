//! What is on screen, as plain data.

use ackademy_engine::scenario::{Mechanism, Pipeline, Preset};

use super::{FirstMinuteView, LessonView, Notice, SPEEDS, Scene, Session, Setting};
use crate::FULL;
use crate::viewmodel::{self, Detail, Menu, View, WhyWords};

/// Everything on screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Screen {
    /// What depends on the run alone.
    pub view: View,
    /// The first minute's words and question, while it lasts.
    pub first_minute: Option<FirstMinuteView>,
    /// The lesson, while the run belongs to one.
    pub lesson: Option<LessonView>,
    /// The run moves.
    pub playing: bool,
    /// Nothing new happens soon, and that wait can be skipped.
    pub is_waiting: bool,
    /// Simulated microseconds that a skipped wait has just taken.
    pub passed_micros: Option<u64>,
    /// In percent of screen time.
    pub speed: u32,
    /// The open menu.
    pub menu: Option<Menu>,
    /// Which preset the settings started from.
    pub preset: Preset,
    /// Which processes there are.
    pub pipeline: Pipeline,
    /// Payments have a second reader, of the other isolation level.
    pub compares_readers: bool,
    /// Every config key that can be changed.
    pub settings: Vec<Setting>,
    /// Parts of Kafka that are taken out.
    pub taken_out: Vec<Mechanism>,
    /// Something to tell.
    pub notice: Option<Notice>,
    /// The order that the learner can add next.
    pub next_order: Option<String>,
    /// Why the verdict is what it is, once asked for.
    pub why: Option<WhyWords>,
}

impl Session {
    /// What is on screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let detail = match self.scene {
            Scene::Playground if FULL => Detail::Full,
            _ => Detail::Essential,
        };
        let view = viewmodel::view(&self.player, detail, self.selected);
        Screen {
            why: self.why(&view),
            view,
            first_minute: match &self.scene {
                Scene::FirstMinute(first) => Some(first.view(&self.player)),
                Scene::Playground => None,
            },
            lesson: if FULL { self.lesson_view() } else { None },
            playing: self.playing,
            is_waiting: self.is_waiting(),
            passed_micros: self.passed.map(|(micros, _)| micros),
            speed: SPEEDS[self.speed_index],
            menu: self
                .selected
                .filter(|_| FULL)
                .map(|thing| viewmodel::menu(&self.player, detail, thing))
                .filter(|menu| !menu.is_empty()),
            preset: self.settings.preset(),
            pipeline: self.settings.pipeline(),
            compares_readers: FULL && self.settings.compares_readers(),
            settings: if FULL {
                self.settings.list()
            } else {
                Vec::new()
            },
            taken_out: self.taken_out(),
            notice: self.notice.clone(),
            next_order: self
                .next_order()
                .filter(|_| FULL)
                .map(|order| self.player.scenario().order_name(order).to_owned()),
        }
    }

    fn taken_out(&self) -> Vec<Mechanism> {
        let mechanisms = self.player.scenario().mechanisms;
        let all = Mechanism::ALL.into_iter();
        all.filter(|part| !mechanisms.works(*part)).collect()
    }

    /// Replaying a run without one thing at a time is not done while it moves.
    fn why(&self, view: &View) -> Option<WhyWords> {
        let anomaly = view.judged.ruling.anomaly.as_ref();
        let anomaly = anomaly.filter(|_| FULL && self.asks_why && !self.playing)?;
        Some(viewmodel::why(&self.player, anomaly))
    }
}
