//! One random choice, and what kind of fault it is.

use std::fmt;
use std::sync::LazyLock;

use ackademy_engine::action::Action;
use ackademy_engine::ids::NodeId;
use ackademy_engine::protocol::Direction;
use ackademy_engine::scenario::Scenario;
use ackademy_engine::step::{enabled, faults, is_patience};
use ackademy_engine::world::World;
use proptest::collection::vec;
use proptest::prelude::*;

/// A choice among what is possible, whatever that is.
#[derive(Clone, Copy)]
pub struct Pick {
    /// Among which steps.
    pub among: Among,
    /// Of a fault: which kind, from 0 for the first that is possible to 255 for the last.
    pub kind: u8,
    /// Which one, from 0 for the first to 65535 for the last.
    pub place: u16,
}

/// The sorts of steps. A kind of step that is always possible must not crowd out the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Among {
    /// What system and applications do next.
    Progress,
    /// Timers that end somebody's patience.
    Patience,
    /// Faults.
    Faults,
    /// What undoes faults.
    Repairs,
}

/// Lists of picks. Some runs are calm, so that they get far; some are stormy.
pub fn picks(most: usize) -> impl Strategy<Value = Vec<Pick>> {
    let of = move |progress: u32, patience: u32, faults: u32, repairs: u32| {
        let among = prop_oneof![
            progress => Just(Among::Progress),
            patience => Just(Among::Patience),
            faults => Just(Among::Faults),
            repairs => Just(Among::Repairs),
        ];
        let pick = (among, any::<u8>(), any::<u16>());
        vec(
            pick.prop_map(|(among, kind, place)| Pick { among, kind, place }),
            0..=most,
        )
    };
    prop_oneof![of(90, 2, 3, 5), of(80, 4, 6, 10), of(65, 7, 14, 14)]
}

impl fmt::Debug for Pick {
    /// In one line: a run has many.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({}, {})", self.among, self.kind, self.place)
    }
}

impl Pick {
    /// The step, or `None` if there is none of its sort.
    pub fn choose(&self, scenario: &Scenario, world: &World, kinds: &[Kind]) -> Option<Action> {
        let mut actions = Vec::new();
        if let Among::Faults | Among::Repairs = self.among {
            faults(scenario, world, &mut actions);
            actions.retain(|action| undoes(action) == (self.among == Among::Repairs));
            let offered =
                |kind: &&Kind| actions.iter().any(|action| kind_of(action) == Some(**kind));
            let offered: Vec<Kind> = kinds.iter().filter(offered).copied().collect();
            let kind = *at(&offered, usize::from(self.kind), 256)?;
            actions.retain(|action| kind_of(action) == Some(kind));
        } else {
            enabled(scenario, world, &mut actions);
            actions.retain(|action| is_patience(action) == (self.among == Among::Patience));
        }
        at(&actions, usize::from(self.place), 65_536).copied()
    }
}

/// The item that lies `place` of `of` along a list, so that a smaller place never names a later one.
pub fn at<T>(items: &[T], place: usize, of: usize) -> Option<&T> {
    items.get(place * items.len() / of)
}

/// What is done to what.
pub type Kind = &'static str;

/// Every kind of fault and of what undoes one.
pub const EVERY_KIND: [Kind; 20] = [
    "drop a request",
    "drop a response",
    "delay",
    "release",
    "duplicate a request",
    "duplicate a response",
    "break a connection",
    "cut a client off",
    "cut brokers apart",
    "cut off from the controller",
    "heal a link",
    "crash a broker",
    "crash, unflushed lost",
    "shut a broker down",
    "restart a broker",
    "pause a broker",
    "crash a client",
    "restart a client",
    "pause a client",
    "resume",
];

/// Those that make leaders change.
pub const BROKER_KINDS: [Kind; 9] = [
    "cut brokers apart",
    "cut off from the controller",
    "heal a link",
    "crash a broker",
    "crash, unflushed lost",
    "shut a broker down",
    "restart a broker",
    "pause a broker",
    "resume",
];

/// Those that lose what was not flushed, and what it takes for that to matter.
pub const POWER_KINDS: [Kind; 3] = [
    "crash a broker",
    "crash, unflushed lost",
    "restart a broker",
];

/// All but a loss of power.
pub static CLEAN_KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let mut kinds = EVERY_KIND.to_vec();
    kinds.retain(|kind| *kind != "crash, unflushed lost");
    kinds
});

/// Whether a step undoes a fault.
pub fn undoes(action: &Action) -> bool {
    matches!(
        action,
        Action::Release(_) | Action::HealLink(..) | Action::Restart(_) | Action::Resume(_)
    )
}

/// The kind of a fault; `None` for a step that is none.
pub fn kind_of(action: &Action) -> Option<Kind> {
    let is_broker = |node: &NodeId| matches!(node, NodeId::Broker(_));
    let is_response = |direction: Direction| direction == Direction::Response;
    Some(match action {
        Action::Drop(key) if is_response(key.direction) => "drop a response",
        Action::Drop(_) => "drop a request",
        Action::Delay(_) => "delay",
        Action::Release(_) => "release",
        Action::Duplicate(key) if is_response(key.direction) => "duplicate a response",
        Action::Duplicate(_) => "duplicate a request",
        Action::BreakConnection(..) => "break a connection",
        Action::CutLink(NodeId::Client(_), _) => "cut a client off",
        Action::CutLink(_, NodeId::Controller) => "cut off from the controller",
        Action::CutLink(..) => "cut brokers apart",
        Action::HealLink(..) => "heal a link",
        Action::Crash(node) if is_broker(node) => "crash a broker",
        Action::Crash(_) => "crash a client",
        Action::CrashUnflushed(_) => "crash, unflushed lost",
        Action::ShutDown(_) => "shut a broker down",
        Action::Restart(node) if is_broker(node) => "restart a broker",
        Action::Restart(_) => "restart a client",
        Action::Pause(node) if is_broker(node) => "pause a broker",
        Action::Pause(_) => "pause a client",
        Action::Resume(_) => "resume",
        _ => return None,
    })
}
