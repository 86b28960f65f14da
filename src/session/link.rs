//! A session as a link, and a link as a session.

use std::sync::Arc;

use ackademy_engine::player::{Intervention, Player};

use super::replay::no_counterpart;
use super::{Notice, Session, SettingKey, Settings};
use crate::i18n::{Message, message};
use crate::share::{self, LinkError, Run, Setup};

impl Session {
    /// This run and this moment, to be put into a link.
    #[must_use]
    pub fn to_link(&self) -> Run {
        let player = &self.player;
        let last = player.past().last().map_or(0, |step| step.screen_at);
        let planned = player.planned().iter().filter(|planned| !planned.missed);
        Run {
            setup: self.settings.to_link(),
            seed: player.seed(),
            deeds: player.deeds(),
            planned: planned.copied().collect(),
            position: player.position(),
            into_gap: player.screen_now() - last,
            check: Some(share::check_of(player)),
        }
    }

    /// The same, where the playground can repeat it: a lesson may have processes that no settings make.
    #[must_use]
    pub fn to_playground_link(&self) -> Option<Run> {
        self.is_of_a_preset().then(|| self.to_link())
    }

    /// The run of a link at its moment, paused.
    ///
    /// # Errors
    /// When it names what this page does not have.
    pub fn from_link(run: &Run) -> Result<Session, LinkError> {
        let settings = Settings::from_link(&run.setup).ok_or(LinkError::Broken)?;
        let scenario = Arc::new(settings.scenario().map_err(|_| LinkError::Broken)?);
        if !run.fits(&scenario) {
            return Err(LinkError::Broken);
        }
        let exact = Player::repeat(
            Arc::clone(&scenario),
            run.seed,
            &run.deeds,
            run.planned.clone(),
        );
        let exact = exact.and_then(|player| at_moment(player, run));
        let is_exact = exact.is_some();
        let player = exact.unwrap_or_else(|| by_meaning(scenario, run));
        let notice = (!is_exact).then(|| Notice {
            text: message("link-other-run"),
            missing: player
                .without_counterpart()
                .iter()
                .map(|missing| no_counterpart(&player, missing))
                .collect(),
            can_undo: false,
        });
        Ok(Session {
            player,
            notice,
            ..Session::at_start(settings)
        })
    }

    /// Says something beside the run.
    pub fn tell(&mut self, what: Message) {
        self.notice = Some(Notice::saying(what));
    }

    /// Says why a link leads nowhere; the run stays as it is.
    pub fn refuse_link(&mut self, why: LinkError) {
        self.tell(words_for_link(why));
    }
}

/// Why a link leads nowhere.
#[must_use]
pub fn words_for_link(why: LinkError) -> Message {
    match why {
        LinkError::Broken => message("link-broken"),
        LinkError::Truncated => message("link-truncated"),
        LinkError::Tampered => message("link-tampered"),
        LinkError::Oversized => message("link-oversized"),
        LinkError::Future => message("link-future"),
    }
}

/// Goes to the moment of a link; `None` where the run has no such moment, or is another run.
fn at_moment(mut player: Player, run: &Run) -> Option<Player> {
    player.seek(run.position);
    while player.position() < run.position {
        player.step()?;
    }
    if run
        .check
        .is_some_and(|check| check != share::check_of(&player))
    {
        return None;
    }
    player.advance(run.into_gap);
    // A gap that has become shorter never leads past the next step.
    if player.position() > run.position {
        player.seek(run.position);
    }
    Some(player)
}

/// The same deeds in a run that goes otherwise, up to where the link's has as many behind it.
fn by_meaning(scenario: Arc<ackademy_engine::scenario::Scenario>, run: &Run) -> Player {
    let done = run.deeds.iter().map(|deed| deed.intervention);
    let all: Vec<Intervention> = done.chain(run.planned.iter().copied()).collect();
    let mut player = Player::with_interventions(scenario, run.seed, all);
    player.run_until(run.position, |_| false);
    player
}

impl Settings {
    fn to_link(&self) -> Setup {
        let changed = self.list().into_iter().filter(|setting| setting.is_changed);
        Setup {
            pipeline: self.pipeline(),
            preset: self.preset(),
            changes: changed
                .map(|setting| (setting.key.number(), setting.value))
                .collect(),
        }
    }

    /// `None` where it names a key or value that this page does not have.
    fn from_link(setup: &Setup) -> Option<Settings> {
        let mut settings = Settings::of(setup.preset, setup.pipeline);
        for (number, value) in &setup.changes {
            let key = SettingKey::numbered(*number, setup.pipeline)?;
            settings = settings.with(key, value);
            let mut rows = settings.list().into_iter();
            let is_taken = rows.any(|row| row.key == key && row.value == *value);
            if !is_taken {
                return None;
            }
        }
        Some(settings)
    }
}
