//! What can be done to a thing now. One table of actions feeds every menu, so mouse, touch and keyboard offer the same.

use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, PartitionId, TransactionalId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};

use super::Detail;
use super::details::{self, Fact};
use super::envelope;
use super::records::{RecordLine, records};
use super::stage::exists;
use super::words::{node_name, partition_name};
use crate::i18n::{Message, message};

/// Something on stage that can be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// A broker.
    Broker(BrokerId),
    /// A client process.
    Client(ClientId),
    /// An envelope on its way.
    Envelope(EnvelopeKey),
    /// The wire between two nodes.
    Link(NodeId, NodeId),
    /// One replica of a log.
    Log(PartitionId, BrokerId),
    /// What the coordinator inside a broker remembers of a transactional id.
    Memory(BrokerId, TransactionalId),
}

/// One entry of a menu.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What it does.
    pub action: Action,
    /// What it says.
    pub label: Message,
    /// What it means, in one short sentence.
    pub hint: Message,
    /// It breaks something, rather than mending it.
    pub breaks: bool,
}

/// A thing's menu.
#[derive(Clone, PartialEq, Debug)]
pub struct Menu {
    /// Whose.
    pub thing: Thing,
    /// What the thing is.
    pub title: Message,
    /// What it is made of.
    pub facts: Vec<Fact>,
    /// A log's records, the last one first.
    pub records: Vec<RecordLine>,
    /// What can be done to it.
    pub choices: Vec<Choice>,
}

impl Menu {
    /// There is nothing in it to read or to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let holds_log = matches!(self.thing, Thing::Log(..));
        self.choices.is_empty() && self.facts.is_empty() && !holds_log
    }
}

pub(super) fn menu(player: &Player, detail: Detail, thing: Thing) -> Menu {
    let mut actions: Vec<Action> = Vec::new();
    if let Thing::Envelope(key) = thing
        && player
            .pending()
            .iter()
            .any(|pending| pending.action == Action::Deliver(key))
    {
        actions.push(Action::Deliver(key));
    }
    actions.extend(
        player
            .faults()
            .into_iter()
            .filter(|action| concerns(*action, thing) && is_about_what_exists(player, *action)),
    );
    Menu {
        thing,
        title: title(player, thing),
        facts: match detail {
            Detail::Essential => Vec::new(),
            Detail::Full => facts(player, thing),
        },
        records: match thing {
            Thing::Log(partition, broker) => records(player, partition, broker),
            _ => Vec::new(),
        },
        choices: actions
            .into_iter()
            .map(|action| choice(player, thing, action))
            .collect(),
    }
}

fn facts(player: &Player, thing: Thing) -> Vec<Fact> {
    match thing {
        Thing::Client(client) => details::of_client(player, client),
        Thing::Envelope(key) => details::of_envelope(player, key),
        Thing::Memory(broker, id) => details::of_memory(player, broker, id),
        Thing::Broker(_) | Thing::Link(..) | Thing::Log(..) => Vec::new(),
    }
}

fn title(player: &Player, thing: Thing) -> Message {
    let scenario = player.scenario();
    match thing {
        Thing::Broker(broker) => {
            message("menu-title").with("name", node_name(scenario, NodeId::Broker(broker)))
        }
        Thing::Client(client) => {
            message("menu-title").with("name", node_name(scenario, NodeId::Client(client)))
        }
        Thing::Envelope(key) => envelope::title(player, key),
        Thing::Link(a, b) => message("menu-title-link")
            .with("a", node_name(scenario, a))
            .with("b", node_name(scenario, b)),
        Thing::Log(partition, broker) => message("menu-title-log")
            .with("partition", partition_name(scenario, partition))
            .with("broker", node_name(scenario, NodeId::Broker(broker))),
        Thing::Memory(broker, id) => message("menu-title-memory")
            .with("id", scenario.transactional_ids[id.index()].as_str())
            .with("broker", node_name(scenario, NodeId::Broker(broker))),
    }
}

/// Nobody speaks of a second process before it was started.
fn is_about_what_exists(player: &Player, action: Action) -> bool {
    let there = |node: NodeId| match node {
        NodeId::Client(client) => exists(player, client),
        NodeId::Broker(_) | NodeId::Controller => true,
    };
    match action {
        Action::CutLink(a, b) | Action::HealLink(a, b) => there(a) && there(b),
        _ => true,
    }
}

fn concerns(action: Action, thing: Thing) -> bool {
    match (action, thing) {
        (
            Action::Drop(key) | Action::Delay(key) | Action::Release(key) | Action::Duplicate(key),
            Thing::Envelope(chosen),
        ) => key == chosen,
        (
            Action::Crash(node)
            | Action::Restart(node)
            | Action::Pause(node)
            | Action::Resume(node),
            _,
        ) => is_node(thing, node),
        (Action::CrashUnflushed(broker) | Action::ShutDown(broker), Thing::Broker(chosen)) => {
            broker == chosen
        }
        (Action::StartSecond(client), Thing::Client(chosen)) => client == chosen,
        (Action::CutLink(a, b) | Action::HealLink(a, b), Thing::Link(c, d)) => {
            (a, b) == (c, d) || (b, a) == (c, d)
        }
        (Action::CutLink(a, b) | Action::HealLink(a, b), _) => {
            is_node(thing, a) || is_node(thing, b)
        }
        (Action::BreakConnection(sender, broker), Thing::Link(a, b)) => {
            let broker = NodeId::Broker(broker);
            (sender, broker) == (a, b) || (broker, sender) == (a, b)
        }
        (Action::BreakConnection(sender, _), Thing::Client(chosen)) => {
            sender == NodeId::Client(chosen)
        }
        _ => false,
    }
}

fn is_node(thing: Thing, node: NodeId) -> bool {
    match thing {
        Thing::Broker(broker) => node == NodeId::Broker(broker),
        Thing::Client(client) => node == NodeId::Client(client),
        Thing::Envelope(_) | Thing::Link(..) | Thing::Log(..) | Thing::Memory(..) => false,
    }
}

fn choice(player: &Player, thing: Thing, action: Action) -> Choice {
    let (label, hint, breaks) = words(player, thing, action);
    Choice {
        action,
        label,
        hint,
        breaks,
    }
}

fn words(player: &Player, thing: Thing, action: Action) -> (Message, Message, bool) {
    let name = |node: NodeId| node_name(player.scenario(), node);
    let is_broker = |node: NodeId| matches!(node, NodeId::Broker(_));
    match action {
        Action::Deliver(_) => (message("act-deliver"), message("act-deliver-hint"), false),
        Action::Drop(key) if is_ack(key) && !envelope::is_refusal(player, key) => {
            (message("act-cut-ack"), message("act-cut-ack-hint"), true)
        }
        Action::Drop(_) => (message("act-drop"), message("act-drop-hint"), true),
        Action::Delay(_) => (message("act-delay"), message("act-delay-hint"), true),
        Action::Release(_) => (message("act-release"), message("act-release-hint"), false),
        Action::Duplicate(key) if key.direction == Direction::Response => (
            message("act-duplicate"),
            message("act-duplicate-answer-hint"),
            true,
        ),
        Action::Duplicate(_) => (
            message("act-duplicate"),
            message("act-duplicate-hint"),
            true,
        ),
        Action::Crash(node) if is_broker(node) => {
            (message("act-crash"), message("act-crash-broker-hint"), true)
        }
        Action::Crash(_) => (message("act-crash"), message("act-crash-client-hint"), true),
        Action::CrashUnflushed(_) => (
            message("act-crash-unflushed"),
            message("act-crash-unflushed-hint"),
            true,
        ),
        Action::ShutDown(_) => (
            message("act-shut-down"),
            message("act-shut-down-hint"),
            true,
        ),
        Action::Restart(NodeId::Client(client)) => {
            let produces = player.scenario().client(client).producer.is_some();
            let hint = if produces {
                message("act-restart-producer-hint")
            } else {
                message("act-restart-consumer-hint")
            };
            (message("act-restart"), hint, false)
        }
        Action::Restart(_) => (
            message("act-restart"),
            message("act-restart-broker-hint"),
            false,
        ),
        Action::StartSecond(client) => second(player, client),
        Action::Pause(_) => (message("act-pause"), message("act-pause-hint"), true),
        Action::Resume(_) => (message("act-resume"), message("act-resume-hint"), false),
        Action::BreakConnection(_, broker) => (
            message("act-break-connection").with("to", name(NodeId::Broker(broker))),
            message("act-break-connection-hint"),
            true,
        ),
        Action::CutLink(a, b) => (
            message("act-cut-link").with("to", name(other_end(thing, a, b))),
            message("act-cut-link-hint"),
            true,
        ),
        Action::HealLink(a, b) => (
            message("act-heal-link").with("to", name(other_end(thing, a, b))),
            message("act-heal-link-hint"),
            false,
        ),
        _ => unreachable!("no menu offers this"),
    }
}

/// A second process with the same configuration.
fn second(player: &Player, first: ClientId) -> (Message, Message, bool) {
    let fences = player.scenario().transactional_id(first).is_some();
    let hint = if fences {
        message("act-start-second-hint")
    } else {
        message("act-start-second-plain-hint")
    };
    (message("act-start-second"), hint, true)
}

fn is_ack(key: EnvelopeKey) -> bool {
    key.api == Api::Produce && key.direction == Direction::Response
}

/// A link's menu entry names the end that the menu's owner is not.
fn other_end(thing: Thing, a: NodeId, b: NodeId) -> NodeId {
    if is_node(thing, b) { a } else { b }
}
