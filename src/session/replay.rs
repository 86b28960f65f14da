//! Another preset or another key: the same orders and faults from the start, and a way back.

use std::sync::Arc;

use ackademy_engine::player::{Deed, Intervention, NoCounterpart, Player};

use super::{Session, Settings};
use crate::FULL;
use crate::i18n::{Message, message};
use crate::viewmodel;

/// So long before a deed its repetition begins in a lesson, in simulated microseconds: the time that a hop takes.
const SEEN_BEFORE: u64 = 4_000;

/// Something to tell the learner beside what happened in the run.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    /// What it says.
    pub text: Message,
    /// Interventions that found no counterpart, each in a sentence.
    pub missing: Vec<Message>,
    /// Whether it can be taken back.
    pub can_undo: bool,
}

impl Notice {
    /// No more than a sentence.
    #[must_use]
    pub fn saying(text: Message) -> Notice {
        Notice {
            text,
            missing: Vec::new(),
            can_undo: false,
        }
    }
}

/// A run that was replaced, to come back to.
pub(super) struct Replaced {
    player: Player,
    settings: Settings,
}

impl Session {
    /// The same orders and faults under other keys, from the start.
    pub(super) fn change(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        let scenario = match settings.scenario_after(&self.settings) {
            Ok(scenario) => scenario,
            Err(why) => {
                self.notice = Some(Notice {
                    text: why,
                    missing: Vec::new(),
                    can_undo: false,
                });
                return;
            }
        };
        let acted = !self.player.interventions().is_empty() || !self.player.planned().is_empty();
        let (mut player, missing) = self.player.replay_in(Arc::new(scenario));
        if FULL && self.is_in_lesson() {
            go_on_to(&mut player, learners_part(&self.player));
        }
        let before = Replaced {
            player: std::mem::replace(&mut self.player, player),
            settings: std::mem::replace(&mut self.settings, settings),
        };
        self.stand_still();
        self.playing = acted && !self.player.is_at_rest();
        let missing = missing
            .iter()
            .map(|without| no_counterpart(&before.player, without))
            .collect();
        self.notice = acted.then(|| Notice {
            text: if FULL && self.is_in_lesson() {
                message("notice-replayed-in-lesson")
            } else {
                message("notice-replayed")
            },
            missing,
            can_undo: true,
        });
        self.replaced = acted.then(|| Box::new(before));
    }

    /// A reader more or less changes nothing for the others, so the run goes on from where it stands.
    pub(super) fn compare_readers(&mut self, compares: bool) {
        let (now, playing) = (self.player.now(), self.playing);
        self.change(self.settings.comparing_readers(compares));
        self.player.wait(now.saturating_sub(self.player.now()));
        self.playing = playing;
        if self.notice.as_ref().is_some_and(|it| it.missing.is_empty()) {
            self.notice = None;
            self.replaced = None;
        }
    }

    pub(super) fn undo(&mut self) {
        if let Some(before) = self.replaced.take() {
            self.player = before.player;
            self.settings = before.settings;
            self.stand_still();
        }
        self.notice = None;
    }
}

/// When what a learner does in a run begins, in simulated time: shortly before the first deed, so that it is seen to come
/// again, or now.
fn learners_part(player: &Player) -> u64 {
    let deeds = player.deeds();
    deeds
        .first()
        .map_or(player.now(), |deed| deed.at.saturating_sub(SEEN_BEFORE))
}

/// Takes every step before a simulated time.
fn go_on_to(player: &mut Player, time: u64) {
    let is_there = |player: &Player| player.next().is_none_or(|(_, at)| at > time);
    player.run_until(usize::MAX, is_there);
}

/// Named as the run had it in which it was done: the other may lack whom it concerned.
pub(super) fn no_counterpart(player: &Player, missing: &NoCounterpart) -> Message {
    let what = |it: &Intervention| {
        let known = |deed: &Deed| (deed.intervention.index, deed.intervention.action);
        let mut deeds = player.deeds().into_iter();
        let done = deeds.find(|deed| known(deed) == (it.index, it.action));
        match done {
            Some(deed) => viewmodel::deed_name(player, deed.position, it.action),
            None => viewmodel::intervention_name(player.scenario(), it.action),
        }
    };
    match missing {
        NoCounterpart::NoEnvelope(it) => message("missing-no-envelope").with("what", what(it)),
        NoCounterpart::NoMoment(it) => message("missing-no-moment").with("what", what(it)),
        NoCounterpart::NotPossible(it) => message("missing-not-possible").with("what", what(it)),
    }
}
