//! The first minute: an ack in flight, one question, one cut, and what follows from it.

use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::OrderId;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, Subject};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

use super::{SEED, Scene, Session, Settings};
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
    pub(super) prediction: Option<u8>,
    pub(super) acted: bool,
    pub(super) is_second_run: bool,
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
    /// The promise against the outcome; `None` before that.
    pub verdict: Option<Message>,
    /// How often the learner said the order would be charged.
    pub prediction: Option<u8>,
    /// What the learner had said, beside the outcome.
    pub said: Option<Message>,
    /// How often it was charged.
    pub charges: u8,
    /// Whether the prediction came true; `None` without one, and before the outcome.
    pub came_true: Option<bool>,
    /// The ack that can be cut.
    pub ack: Option<EnvelopeKey>,
    /// This is the same cut under exactly once.
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
        let beat = self.beat(player, phase, charges);
        let came_true = self
            .prediction
            .filter(|_| phase == Phase::Told && !self.is_second_run)
            .map(|said| said == charges);
        FirstMinuteView {
            phase,
            headline: beat.headline(player.scenario().order_name(ORDER), charges),
            explanation: beat.explanation(),
            verdict: beat.verdict(),
            prediction: self.prediction,
            said: self.said(came_true),
            charges,
            came_true,
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

    fn beat(&self, player: &Player, phase: Phase, charges: u8) -> Beat {
        let recognised = happened(player, |event| {
            matches!(event, Event::DuplicateRecognised(..))
        });
        let retried = happened(player, is_retry);
        match phase {
            Phase::Asking => Beat::Asking,
            Phase::Told if charges == 0 => Beat::NotCharged,
            Phase::Told if charges == 1 && recognised => Beat::ChargedOnceThoughRepeated,
            Phase::Told if charges == 1 => Beat::ChargedOnce,
            Phase::Told if copies(player) > 1 && retried => Beat::ChargedTwiceByRetry,
            Phase::Told => Beat::ChargedTwice,
            Phase::Playing if recognised => Beat::Recognised,
            Phase::Playing if copies(player) > 1 => Beat::StoredAgain,
            Phase::Playing if retried => Beat::SendsAgain,
            Phase::Playing if happened(player, is_cut) => Beat::Waits,
            Phase::Playing if happened(player, is_told) => Beat::Answered,
            Phase::Playing if self.is_second_run => Beat::SecondRun,
            Phase::Playing => Beat::GoesOn,
        }
    }

    /// What the learner had said, once the outcome is there to compare it with.
    fn said(&self, came_true: Option<bool>) -> Option<Message> {
        let said = match self.prediction? {
            0 => message("first-answer-none"),
            1 => message("first-answer-once"),
            _ => message("first-answer-twice"),
        };
        Some(if came_true? {
            message("first-you-said-right").with("said", said)
        } else {
            message("first-you-said-wrong").with("said", said)
        })
    }
}

impl Session {
    pub(super) fn cut_ack(&mut self) {
        if let Some(ack) = ack(&self.player) {
            self.act(Action::Drop(ack));
        }
    }

    pub(super) fn same_cut(&mut self) {
        let Scene::FirstMinute(first) = &mut self.scene else {
            return;
        };
        first.begin_second_run();
        self.settings = Settings::of(Preset::ExactlyOnce, Pipeline::Simple);
        self.player = same_cut(&self.player, &self.settings);
        self.notice = None;
        self.playing = true;
    }
}

/// What the words are about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beat {
    Asking,
    GoesOn,
    Answered,
    Waits,
    SendsAgain,
    StoredAgain,
    SecondRun,
    Recognised,
    NotCharged,
    ChargedOnce,
    ChargedOnceThoughRepeated,
    ChargedTwice,
    ChargedTwiceByRetry,
}

impl Beat {
    fn headline(self, order: &str, charges: u8) -> Message {
        match self {
            Beat::Asking => message("first-asking").with("order", order),
            Beat::GoesOn => message("first-goes-on"),
            Beat::Answered => message("first-answered").with("order", order),
            Beat::Waits => message("first-waits"),
            Beat::SendsAgain => message("first-sends-again").with("order", order),
            Beat::StoredAgain => message("first-stored-again").with("order", order),
            Beat::SecondRun => message("first-second-run"),
            Beat::Recognised => message("first-recognised"),
            Beat::NotCharged
            | Beat::ChargedOnce
            | Beat::ChargedOnceThoughRepeated
            | Beat::ChargedTwice
            | Beat::ChargedTwiceByRetry => message("first-told")
                .with("order", order)
                .with("times", i64::from(charges)),
        }
    }

    fn explanation(self) -> Message {
        match self {
            Beat::Asking => message("first-asking-why"),
            Beat::GoesOn => message("first-goes-on-why"),
            Beat::Answered => message("first-answered-why"),
            Beat::Waits => message("first-waits-why"),
            Beat::SendsAgain => message("first-sends-again-why"),
            Beat::StoredAgain => message("first-stored-again-why"),
            Beat::SecondRun => message("first-second-run-why"),
            Beat::Recognised => message("first-recognised-why"),
            Beat::NotCharged => message("first-told-none-why"),
            Beat::ChargedOnce => message("first-told-once-why"),
            Beat::ChargedOnceThoughRepeated => message("first-told-recognised-why"),
            Beat::ChargedTwice => message("first-told-twice-why"),
            Beat::ChargedTwiceByRetry => message("first-told-twice-by-retry-why"),
        }
    }

    fn verdict(self) -> Option<Message> {
        match self {
            Beat::NotCharged => Some(message("first-verdict-none")),
            Beat::ChargedOnce => Some(message("first-verdict-once")),
            Beat::ChargedOnceThoughRepeated => Some(message("first-verdict-recognised")),
            Beat::ChargedTwice | Beat::ChargedTwiceByRetry => Some(message("first-verdict-twice")),
            _ => None,
        }
    }
}

/// What it is configured with.
pub(super) fn settings() -> Settings {
    Settings::of(Preset::AtLeastOnce, Pipeline::Simple)
}

/// The run up to where the page opens: the ack of order 3 is on its way.
pub(super) fn opening() -> Player {
    // The preset itself, without the table of keys: the first minute's own program has none.
    let scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
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
    let scenario = settings.scenario().expect("a preset's keys fit together");
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

/// The ack of order 3, or the request that carries it, was cut.
fn is_cut(event: &Event) -> bool {
    matches!(event, Event::EnvelopeDropped(key)
        if matches!(key.subject, Subject::Orders { first, .. } if first == ORDER))
}

fn is_retry(event: &Event) -> bool {
    matches!(event, Event::RetryScheduled(_, _, order, _) if *order == ORDER)
}

fn is_told(event: &Event) -> bool {
    matches!(event, Event::ToldStored(_, order, _) if *order == ORDER)
}
