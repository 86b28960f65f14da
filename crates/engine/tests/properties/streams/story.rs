//! A random run with a clock, from the first step to the end: mostly what is due happens, now and then something ahead of its
//! time, and faults. Then everything is repaired and the run goes on until nothing is left to happen.

use std::collections::BTreeSet;
use std::sync::Arc;

use ackademy_engine::action::Action;
use ackademy_engine::ids::{ClientId, NodeId};
use ackademy_engine::node::{ManagerState, MemberState};
use ackademy_engine::player::{Origin, Player, Step};
use ackademy_engine::protocol::{Api, EnvelopeKey};
use ackademy_engine::step::{enabled, is_patience};
use ackademy_engine::world::World;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::setup::Stream;
use crate::random::{CLEAN_KINDS, Kind, Scene, Taken, Watch, at, kind_of, undoes};

/// How many deeds a run has at most.
const DEEDS_MAX: usize = 24;
/// A run that has not come to its end by then never will.
const STEPS_MAX: usize = 20_000;
/// So often processes that are of no use any more are started again.
const ROUNDS_MAX: usize = 20;

/// One thing that is done to a run. Numbers name places in a list of what is possible, from 0 for the first to 65535 for the
/// last.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    /// What is due happens, so many steps long.
    Go(u8),
    /// Something happens ahead of its time.
    Early(u16),
    /// Somebody's patience ends ahead of its time.
    Impatience(u16),
    /// A fault: which kind, with which sort of request if it is one of the network, and which one.
    Fault(u16, u16, u16),
    /// The network repeats a request and keeps the copy back: with which sort of request, and which one.
    LateCopy(u16, u16),
    /// A fault is undone: which kind, and which one.
    Repair(u16, u16),
}

/// One random run.
#[derive(Clone, Debug)]
pub struct Story {
    pub stream: Stream,
    /// Of the latencies.
    pub seed: u64,
    pub deeds: Vec<Deed>,
}

/// Runs of these setups.
pub fn stories(streams: impl Strategy<Value = Stream>) -> impl Strategy<Value = Story> {
    let number = any::<u16>;
    let deed = prop_oneof![
        40 => (0..60_u8).prop_map(Deed::Go),
        8 => number().prop_map(Deed::Early),
        3 => number().prop_map(Deed::Impatience),
        20 => (number(), number(), number()).prop_map(|(k, a, p)| Deed::Fault(k, a, p)),
        12 => (number(), number()).prop_map(|(a, p)| Deed::LateCopy(a, p)),
        17 => (number(), number()).prop_map(|(k, p)| Deed::Repair(k, p)),
    ];
    let deeds = prop::collection::vec(deed, 1..=DEEDS_MAX);
    (streams, 0..1_000_000_u64, deeds).prop_map(|(stream, seed, deeds)| Story {
        stream,
        seed,
        deeds,
    })
}

/// A run that came to its end.
pub struct Told {
    pub player: Player,
    /// Of the faults that were applied and undone.
    pub kinds: BTreeSet<Kind>,
}

/// Plays a run to its end under watch.
pub fn tell(story: &Story, watches: &mut [&mut dyn Watch]) -> Result<Told, TestCaseError> {
    let scenario = Arc::new(story.stream.scenario());
    let mut teller = Teller {
        player: Player::new(scenario, story.seed),
        kinds: BTreeSet::new(),
        watches,
    };
    for deed in &story.deeds {
        teller.carry_out(*deed)?;
    }
    teller.finish()?;
    Ok(Told {
        player: teller.player,
        kinds: teller.kinds,
    })
}

/// What is wrong, and the whole run that shows it. A star marks what was done to it.
pub fn failure(player: &Player, wrong: &str) -> TestCaseError {
    let line = |step: &Step| {
        let is_done_to_it = step.origin == Origin::Intervention;
        let mark = if is_done_to_it { '*' } else { ' ' };
        format!("\n{mark} {:>9} {:?}", step.at, step.action)
    };
    let steps: String = player.past().iter().map(line).collect();
    TestCaseError::fail(format!("{wrong}\nafter{steps}"))
}

struct Teller<'a, 'b> {
    player: Player,
    kinds: BTreeSet<Kind>,
    watches: &'a mut [&'b mut dyn Watch],
}

impl Teller<'_, '_> {
    fn carry_out(&mut self, deed: Deed) -> Result<(), TestCaseError> {
        match deed {
            Deed::Go(steps) => {
                for _ in 0..steps {
                    self.step()?;
                }
            }
            Deed::Early(place) => self.ahead_of_time(place, false)?,
            Deed::Impatience(place) => self.ahead_of_time(place, true)?,
            Deed::Fault(kind, api, place) => {
                let fault = |action: &Action| !undoes(action);
                self.one_of(|_| true, fault, [kind, api, place])?;
            }
            Deed::Repair(kind, place) => {
                self.one_of(|_| true, undoes, [kind, 0, place])?;
            }
            Deed::LateCopy(api, place) => self.repeat_late(api, place)?,
        }
        Ok(())
    }

    fn ahead_of_time(&mut self, place: u16, patience: bool) -> Result<(), TestCaseError> {
        let mut actions = Vec::new();
        enabled(self.player.scenario(), self.player.world(), &mut actions);
        actions.retain(|action| is_patience(action) == patience);
        match pick(&actions, place) {
            Some(action) => self.take(action),
            None => Ok(()),
        }
    }

    /// A kind first, then a sort of request, or what is frequent would crowd out everything else.
    fn one_of(
        &mut self,
        of_kind: impl Fn(Kind) -> bool,
        is_wanted: impl Fn(&Action) -> bool,
        [kind, api, place]: [u16; 3],
    ) -> Result<Option<Action>, TestCaseError> {
        let mut offers = self.player.faults();
        offers.retain(|action| is_wanted(action) && kind_of(action).is_some_and(&of_kind));
        let offered = |kind: &&Kind| offers.iter().any(|a| kind_of(a) == Some(**kind));
        let kinds: Vec<Kind> = CLEAN_KINDS.iter().filter(offered).copied().collect();
        let Some(kind) = pick(&kinds, kind) else {
            return Ok(None);
        };
        offers.retain(|action| kind_of(action) == Some(kind));
        let apis: BTreeSet<Option<Api>> = offers.iter().map(api_of).collect();
        let apis: Vec<Option<Api>> = apis.into_iter().collect();
        let api = pick(&apis, api).expect("there is an offer");
        offers.retain(|action| api_of(action) == api);
        let action = pick(&offers, place).expect("there is an offer");
        self.take(action)?;
        Ok(Some(action))
    }

    fn repeat_late(&mut self, api: u16, place: u16) -> Result<(), TestCaseError> {
        let is_question = |action: &Action| matches!(api_of(action), Some(Api::Fetch));
        let repeats = |kind: Kind| kind == "duplicate a request";
        let done = self.one_of(repeats, |action| !is_question(action), [0, api, place])?;
        let Some(Action::Duplicate(key)) = done else {
            return Ok(());
        };
        let is_copy = |action: &Action| match action {
            Action::Delay(held) => {
                held.copy > key.copy
                    && EnvelopeKey {
                        copy: key.copy,
                        ..*held
                    } == key
            }
            _ => false,
        };
        let copies: Vec<Action> = self.player.faults().into_iter().filter(is_copy).collect();
        copies.last().map_or(Ok(()), |copy| self.take(*copy))
    }

    /// Repairs everything and goes on to the end.
    fn finish(&mut self) -> Result<(), TestCaseError> {
        for _ in 0..ROUNDS_MAX {
            while let Some(repair) = self.player.faults().into_iter().find(undoes) {
                self.take(repair)?;
            }
            for _ in 0..STEPS_MAX {
                if !self.step()? {
                    break;
                }
            }
            if !self.player.is_at_rest() {
                return Err(failure(&self.player, "no rest"));
            }
            let mut clients = self.player.scenario().client_ids();
            let Some(client) = clients.find(|client| self.is_useless(*client)) else {
                return Ok(());
            };
            self.take(Action::Crash(NodeId::Client(client)))?;
        }
        Err(failure(&self.player, "processes fail again and again"))
    }

    fn is_useless(&self, client: ClientId) -> bool {
        let world = self.player.world();
        let is_fatal = world
            .manager(client)
            .is_some_and(|manager| manager.state == ManagerState::FatalError);
        let is_closed = world
            .membership(client)
            .is_some_and(|membership| membership.state == MemberState::Closed);
        world.client(client).is_running() && (is_fatal || is_closed)
    }

    /// What is due; false if nothing is.
    fn step(&mut self) -> Result<bool, TestCaseError> {
        let Some((action, _)) = self.player.next() else {
            return Ok(false);
        };
        let before = self.player.world().clone();
        self.player.step();
        self.show(&before, action)?;
        Ok(true)
    }

    fn take(&mut self, action: Action) -> Result<(), TestCaseError> {
        self.kinds.extend(kind_of(&action));
        let before = self.player.world().clone();
        if let Err(refusal) = self.player.intervene(action) {
            return Err(failure(
                &self.player,
                &format!("an offered step was refused: {refusal}"),
            ));
        }
        self.show(&before, action)
    }

    fn show(&mut self, before: &World, action: Action) -> Result<(), TestCaseError> {
        let player = &self.player;
        let taken = Taken {
            scenario: player.scenario(),
            before,
            action,
            events: player.trace().events_of(player.position() - 1),
            world: player.world(),
        };
        let mut watches = self.watches.iter_mut();
        let wrong = watches.find_map(|watch| watch.after(&taken).err());
        wrong.map_or(Ok(()), |wrong| Err(failure(&self.player, &wrong)))
    }
}

fn pick<T: Copy>(items: &[T], place: u16) -> Option<T> {
    at(items, usize::from(place), 65_536).copied()
}

/// With which sort of request a fault of the network has to do.
fn api_of(action: &Action) -> Option<Api> {
    match action {
        Action::Drop(key) | Action::Delay(key) | Action::Duplicate(key) | Action::Release(key) => {
            Some(key.api)
        }
        _ => None,
    }
}
