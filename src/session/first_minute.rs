//! The first minute: an ack in flight, one question, one cut, and what follows from it.

use std::sync::Arc;

use ackademy_engine::event::Event;
use ackademy_engine::ids::OrderId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};

use super::{SEED, Settings};
use crate::i18n::{Message, message};

/// The order that it is about.
const ORDER: OrderId = OrderId(2);

/// How far the ack has come when the page opens, in thousandths of its way.
const ACK_HAS_COME: u64 = 420;

/// Far more steps than the opening takes.
const STEPS_MAX: usize = 1_000;

/// How far the first minute has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// The question stands, and the cut waits.
    Asking,
    /// Something was done, or the run was let go; it plays.
    Playing,
    /// The outcome is there.
    Told,
}

/// What the learner did in the first minute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FirstMinute {
    prediction: Option<u8>,
    acted: bool,
    is_second_run: bool,
}

/// The first minute's words.
#[derive(Clone, PartialEq, Debug)]
pub struct FirstMinuteView {
    /// How far it has come.
    pub phase: Phase,
    /// What is happening, in one line.
    pub headline: Message,
    /// Why, in one or two sentences.
    pub explanation: Message,
    /// How often the learner said the order would be charged.
    pub prediction: Option<u8>,
    /// How often it was charged.
    pub charges: u8,
    /// Whether the prediction came true; `None` without one, and before the outcome.
    pub came_true: Option<bool>,
    /// The ack that can be cut.
    pub ack: Option<EnvelopeKey>,
    /// This is the same cut with idempotence on.
    pub is_second_run: bool,
}

impl FirstMinute {
    pub(super) fn predict(&mut self, times: u8) {
        self.prediction = Some(times);
    }

    pub(super) fn acted(&mut self) {
        self.acted = true;
    }

    pub(super) fn begin_second_run(&mut self) {
        self.is_second_run = true;
        self.acted = true;
    }

    pub(super) fn view(&self, player: &Player) -> FirstMinuteView {
        let charges = charges(player);
        let phase = self.phase(player, charges);
        let told = phase == Phase::Told;
        FirstMinuteView {
            phase,
            headline: self.headline(player, phase, charges),
            explanation: self.explanation(player, phase, charges),
            prediction: self.prediction,
            charges,
            came_true: self
                .prediction
                .filter(|_| told && !self.is_second_run)
                .map(|said| said == charges),
            ack: ack(player).filter(|_| phase == Phase::Asking),
            is_second_run: self.is_second_run,
        }
    }

    fn phase(&self, player: &Player, charges: u8) -> Phase {
        if player.is_at_rest() || charges > 1 {
            Phase::Told
        } else if self.acted || ack(player).is_none() {
            Phase::Playing
        } else {
            Phase::Asking
        }
    }

    fn headline(&self, player: &Player, phase: Phase, charges: u8) -> Message {
        let order = player.scenario().order_name(ORDER);
        match phase {
            Phase::Asking => message("first-asking").with("order", order),
            Phase::Told => message("first-told")
                .with("order", order)
                .with("times", i64::from(charges)),
            Phase::Playing if happened(player, is_recognised) => {
                message("first-recognised").with("order", order)
            }
            Phase::Playing if copies(player) > 1 => {
                message("first-stored-again").with("order", order)
            }
            Phase::Playing if happened(player, is_retry) => {
                message("first-sends-again").with("order", order)
            }
            Phase::Playing if happened(player, is_cut) => message("first-waits"),
            Phase::Playing if self.is_second_run => {
                message("first-second-run").with("order", order)
            }
            Phase::Playing => message("first-goes-on"),
        }
    }

    fn explanation(&self, player: &Player, phase: Phase, charges: u8) -> Message {
        match phase {
            Phase::Asking => message("first-asking-why"),
            Phase::Told if self.is_second_run => message("first-told-recognised-why"),
            Phase::Told if charges > 1 => message("first-told-twice-why"),
            Phase::Told => message("first-told-once-why"),
            Phase::Playing if happened(player, is_recognised) => message("first-recognised-why"),
            Phase::Playing if copies(player) > 1 => message("first-stored-again-why"),
            Phase::Playing if happened(player, is_retry) => message("first-sends-again-why"),
            Phase::Playing if happened(player, is_cut) => message("first-waits-why"),
            Phase::Playing if self.is_second_run => message("first-second-run-why"),
            Phase::Playing => message("first-goes-on-why"),
        }
    }
}

/// The run up to where the page opens: the ack of order 3 is on its way.
pub(super) fn opening(settings: &Settings) -> Player {
    let scenario = settings.scenario().expect("a preset's keys fit together");
    let mut player = Player::new(Arc::new(scenario), SEED);
    let found = player.run_until(STEPS_MAX, |player| ack(player).is_some());
    assert!(found, "the broker answers order 3");
    while ack(&player).is_some_and(|key| player.progress(key) < Some(ACK_HAS_COME)) {
        player.advance(10_000);
    }
    player
}

/// The same cut under other settings, from shortly before order 3 is sent.
pub(super) fn same_cut(player: &Player, settings: &Settings) -> Player {
    let scenario = settings.scenario().expect("idempotence fits at least once");
    let (mut replayed, _) = player.replay_in(Arc::new(scenario));
    replayed.run_until(STEPS_MAX, |player| {
        let sent = |event: &Event| matches!(event, Event::OrderSent(_, order) if *order == ORDER);
        player.events().iter().any(sent)
    });
    replayed
}

/// The ack of order 3, while it is on its way.
pub(super) fn ack(player: &Player) -> Option<EnvelopeKey> {
    let keys = player.world().envelopes().map(|envelope| envelope.key);
    keys.into_iter().find(|key| {
        key.direction == Direction::Response
            && key.api == Api::Produce
            && matches!(key.subject, Subject::Orders { first, .. } if first == ORDER)
    })
}

fn charges(player: &Player) -> u8 {
    player.world().facts().of(ORDER).effects.get()
}

fn copies(player: &Player) -> usize {
    let appended =
        |event: &&Event| matches!(event, Event::RecordAppended(_, _, _, order) if *order == ORDER);
    player.events().iter().filter(appended).count()
}

fn happened(player: &Player, what: fn(&Event) -> bool) -> bool {
    player.events().iter().any(what)
}

fn is_cut(event: &Event) -> bool {
    matches!(event, Event::EnvelopeDropped(_))
}

fn is_retry(event: &Event) -> bool {
    matches!(event, Event::RetryScheduled(..))
}

fn is_recognised(event: &Event) -> bool {
    matches!(event, Event::DuplicateRecognised(..))
}
