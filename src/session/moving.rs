//! How the run moves: by itself, step by step, back, from its beginning, and past what is only waiting.

use ackademy_engine::action::Action;
use ackademy_engine::script::Live;

use super::{FirstMinute, Notice, SPEEDS, Scene, Session, first_minute};
use crate::FULL;
use crate::i18n::message;
use crate::viewmodel::{is_news, is_waiting};

/// Whoever sees nothing new for longer than this is waiting, in microseconds of the learner's own time.
const SOON: u64 = 4_000_000;

/// So long before it happens a skipped wait ends, in microseconds of the learner's own time: what it waited for is seen to
/// come.
const LEAD: u64 = 1_200_000;

/// Far more steps than any wait takes.
const STEPS_MAX: usize = 5_000;

/// After so many steps it is asked again whether anything new can come: to ask takes longer than a step.
const STEPS_BETWEEN_LOOKS: usize = 16;

impl Session {
    /// Lets screen time pass while the run moves. Returns whether anything happened that must be drawn anew.
    pub fn advance(&mut self, elapsed_micros: u64) -> bool {
        if !self.playing {
            return false;
        }
        let screen = self.on_screen(elapsed_micros);
        let taken = self.player.advance(screen);
        self.forget_passed();
        let rests = self.player.is_at_rest();
        self.playing = !rests;
        if FULL && (taken > 0 || rests) {
            self.look_at_lesson();
        }
        taken > 0 || rests
    }

    /// So much of the learner's own time as screen time.
    fn on_screen(&self, micros: u64) -> u64 {
        micros * u64::from(SPEEDS[self.speed_index]) / 100
    }

    pub(super) fn set_playing(&mut self, playing: bool) {
        self.selected = None;
        self.playing = playing && !self.player.is_at_rest();
    }

    pub(super) fn stand_still(&mut self) {
        self.playing = false;
        self.resumes = false;
        self.selected = None;
        self.is_exhausted = false;
    }

    /// One step that can be seen. A flush shows nothing, so it never counts as one.
    pub(super) fn step(&mut self) {
        self.stand_still();
        while let Some((action, _)) = self.player.next() {
            self.player.step();
            if !matches!(action, Action::Flush(_)) {
                break;
            }
        }
    }

    pub(super) fn step_back(&mut self) {
        self.stand_still();
        while self.player.position() > 0 {
            self.player.step_back();
            let next = self.player.next().map(|(action, _)| action);
            if !matches!(next, Some(Action::Flush(_))) {
                break;
            }
        }
    }

    pub(super) fn restart(&mut self) {
        self.stand_still();
        self.notice = None;
        self.replaced = None;
        if let Scene::FirstMinute(first) = &mut self.scene {
            *first = FirstMinute::default();
            self.settings = first_minute::settings();
            self.player = first_minute::opening();
        } else if !(FULL && self.begin_beat_again()) {
            self.player.restart();
        }
    }

    /// What is said of a skipped wait stands until its end has come.
    fn forget_passed(&mut self) {
        let until = self.passed.map(|(_, until)| until);
        if until.is_some_and(|until| self.player.screen_now() >= until) {
            self.passed = None;
        }
    }

    /// Whether there is a wait to skip.
    pub(super) fn is_waiting(&self) -> bool {
        FULL && !self.is_first_minute()
            && !self.is_exhausted
            && is_waiting(&self.player, self.on_screen(SOON))
    }

    /// Takes the steps of a wait at once, as they would be taken one by one: up to shortly before something new happens, or
    /// until the beat's goals are reached, or as long as anything can come at all.
    pub(super) fn skip_waiting(&mut self) {
        if !self.is_waiting() {
            return;
        }
        let (from, began) = (self.player.screen_now(), self.player.now());
        let lead = self.on_screen(LEAD);
        let was_done = self.has_reached_goals();
        let mut live = Live::of(&self.player);
        for taken in 1..=STEPS_MAX {
            let step = self.player.position();
            self.player.step();
            if is_news(&self.player, step) {
                let news = self.player.screen_now();
                let seen_from = news.saturating_sub(lead).max(from);
                self.player.seek_screen(seen_from);
                self.passed = Some((self.player.now() - began, news));
                return;
            }
            self.look_at_lesson();
            if !was_done && self.has_reached_goals() {
                self.playing &= !self.player.is_at_rest();
                return;
            }
            if taken % STEPS_BETWEEN_LOOKS == 0 || self.player.is_at_rest() {
                live.follow(&self.player);
                if live.rests() {
                    break;
                }
            }
        }
        self.playing = false;
        self.is_exhausted = true;
        self.notice = Some(Notice::saying(message("notice-nothing-new")));
    }
}
