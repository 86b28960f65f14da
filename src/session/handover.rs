//! A first minute as text, for another program that goes on where this one stood, or for the same page after a reload. The run
//! is written as a link; the rest, which no link holds, stands before it. Both programs come from one build, so that nothing
//! here has a version. What is kept may outlive its build; the check of its run tells.

use ackademy_engine::ids::{BrokerId, ClientId};
use ackademy_engine::scenario::Pipeline;

use super::first_minute::FirstMinute;
use super::{Intent, SPEEDS, Scene, Session};
use crate::share::{self, Link, Run, STEPS_MAX, Setup};
use crate::viewmodel::{Thing, Wire};

impl Session {
    /// Keeps what the learner asks for until the full program is there. The run waits with whoever opens a menu.
    pub fn set_aside(&mut self, intent: Intent) {
        match intent {
            Intent::Select(_) => {
                self.resumes |= self.playing;
                self.playing = false;
            }
            Intent::OpenPlayground => self.stand_still(),
            _ => {}
        }
        self.set_aside = Some(intent);
    }

    /// Whether the learner has asked for something that only the full program has.
    #[must_use]
    pub fn reaches_beyond(&self) -> bool {
        self.set_aside.is_some()
    }

    /// The learner does without it, and the run goes on if it did before.
    pub fn stay(&mut self) {
        self.set_aside = None;
        self.close_menu();
    }

    /// All that another program needs to go on; `None` where this is no first minute.
    #[must_use]
    pub fn hand_over(&self) -> Option<String> {
        self.written(self.playing || self.resumes, &self.wanted(), None)
    }

    /// The first minute as it stands here, to come back to; `None` where it is none, or nothing was done in it yet.
    #[must_use]
    pub fn to_keep(&self) -> Option<String> {
        let text = |session: &Session| {
            let check = share::check_of(&session.player);
            session.written(false, "", Some(check))
        };
        text(self).filter(|kept| text(&Session::first_minute()).as_ref() != Some(kept))
    }

    /// The first minute that was kept, paused. `None` where the text is not what [`Session::to_keep`] writes, or its run does
    /// not come out as it did.
    #[must_use]
    pub fn kept(text: &str) -> Option<Session> {
        let (mut session, _) = Session::taken_over(text)?;
        session.playing = false;
        Some(session).filter(|it| it.notice.is_none())
    }

    fn written(&self, plays: bool, wanted: &str, check: Option<u32>) -> Option<String> {
        let Scene::FirstMinute(first) = &self.scene else {
            return None;
        };
        let flag = |holds| if holds { "1" } else { "0" };
        let last = self.player.past().last().map_or(0, |step| step.screen_at);
        let planned = self.player.planned().iter().filter(|it| !it.missed);
        let run = Run {
            setup: Setup {
                pipeline: Pipeline::Simple,
                preset: self.settings.preset(),
                changes: Vec::new(),
            },
            seed: self.player.seed(),
            deeds: self.player.deeds(),
            planned: planned.copied().collect(),
            position: self.player.position(),
            into_gap: self.player.screen_now() - last,
            check,
        };
        let words = [
            flag(first.is_second_run),
            flag(first.acted),
            &first
                .prediction
                .map_or_else(String::new, |times| times.to_string()),
            flag(plays),
            &self.speed_index.to_string(),
            &self.player.trace().steps().len().to_string(),
            wanted,
            &share::write(&Link::Run(Box::new(run))),
        ];
        Some(words.join("."))
    }

    /// Goes on where another program stood, and what is to be asked for again there. `None` where the text is not what [`Session::hand_over`] writes.
    #[must_use]
    pub fn taken_over(text: &str) -> Option<(Session, Option<Intent>)> {
        let words: Vec<&str> = text.split('.').collect();
        let [second, acted, prediction, plays, speed, steps, wanted, run] = words[..] else {
            return None;
        };
        let Ok(Link::Run(run)) = share::read(run) else {
            return None;
        };
        let first = FirstMinute {
            prediction: prediction.parse().ok(),
            acted: acted == "1",
            is_second_run: second == "1",
        };
        let mut session = Session::from_link(&run).ok()?;
        // What lies after the present was recorded, too.
        let steps = steps
            .parse::<usize>()
            .ok()
            .filter(|steps| *steps <= STEPS_MAX)?;
        session
            .player
            .run_until(STEPS_MAX, |player| player.position() >= steps);
        session.player.seek(run.position);
        session.player.advance(run.into_gap);
        session.playing = plays == "1" && !session.player.is_at_rest();
        session.speed_index = speed.parse::<usize>().ok()?.min(SPEEDS.len() - 1);
        session.scene = Scene::FirstMinute(first);
        let wanted = session.asked_for(wanted);
        Some((session, wanted))
    }

    /// What the learner asked for last: it has to be asked for again where it is there.
    fn wanted(&self) -> String {
        let place = |kind: &str, place: usize| [kind, &place.to_string()].concat();
        match self.set_aside {
            Some(Intent::Select(thing)) => self.place_of(thing).unwrap_or_default(),
            Some(Intent::AskWhy(_)) => place("w", 0),
            Some(Intent::SameCutUnderExactlyOnce) => place("s", 0),
            Some(_) => place("p", 0),
            None => String::new(),
        }
    }

    /// Which of its kind a thing is.
    fn place_of(&self, thing: Thing) -> Option<String> {
        let (kind, place) = match thing {
            Thing::Broker(broker) => ("b", usize::from(broker.0)),
            Thing::Client(client) => ("c", usize::from(client.0)),
            Thing::Envelope(key) => {
                let mut all = self.player.world().envelopes();
                ("e", all.position(|it| it.key == key)?)
            }
            Thing::Link(a, b) => {
                let wires = self.screen().view.stage.wires;
                let same = |wire: &Wire| (wire.a, wire.b) == (a, b);
                ("l", wires.iter().position(same)?)
            }
            Thing::Log(log, broker) => {
                let brokers = usize::from(self.player.scenario().broker_count);
                ("g", log.index() * brokers + broker.index())
            }
            // No transaction takes part in the first minute.
            Thing::Memory(..) => return None,
        };
        Some([kind, &place.to_string()].concat())
    }

    fn asked_for(&self, text: &str) -> Option<Intent> {
        let (kind, place) = text.split_at_checked(1)?;
        let place: usize = place.parse().ok()?;
        let scenario = self.player.scenario();
        let thing = match kind {
            "b" => {
                let mut all = scenario.brokers();
                Thing::Broker(all.find(|BrokerId(id)| usize::from(*id) == place)?)
            }
            "c" => {
                let mut all = scenario.client_ids();
                Thing::Client(all.find(|ClientId(id)| usize::from(*id) == place)?)
            }
            "g" => {
                let brokers = usize::from(scenario.broker_count);
                let log = scenario.partition_ids().nth(place / brokers)?;
                Thing::Log(log, scenario.brokers().nth(place % brokers)?)
            }
            "e" => Thing::Envelope(self.player.world().envelopes().nth(place)?.key),
            "l" => {
                let stage = self.screen().view.stage;
                let wire = stage.wires.get(place)?;
                Thing::Link(wire.a, wire.b)
            }
            "s" => return Some(Intent::SameCutUnderExactlyOnce),
            "w" => return Some(Intent::AskWhy(true)),
            "p" => return Some(Intent::OpenPlayground),
            _ => return None,
        };
        Some(Intent::Select(thing))
    }
}
