//! Processes that die, start, stop moving and go on.

use super::super::draft::{CLIENTS_MAX, Draft};
use super::super::mistake::Mistake;
use super::super::words::Words;
use super::{Read, act};
use crate::action::Action;
use crate::ids::NodeId;

pub(super) fn crash(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let node = process(words, draft)?;
    if !words.take_if("unflushed") {
        return act(words, Action::Crash(node));
    }
    match node {
        NodeId::Broker(broker) => act(words, Action::CrashUnflushed(broker)),
        _ => Err(words.mistake_before(
            "expected a broker before `unflushed`: a client keeps nothing on disk",
        )),
    }
}

pub(super) fn restart(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let node = process(words, draft)?;
    act(words, Action::Restart(node))
}

/// `start_second billing`: a process called `billing-2` starts, with billing's configuration.
pub(super) fn start_second(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let client = draft.take_client(words)?;
    let scenario = &mut draft.scenario;
    let name = scenario.client(client).name.clone();
    let is_new = scenario.twin_of(client).is_none();
    if scenario.first_of(client).is_some() || !scenario.client(client).raw.is_empty() {
        return Err(words.mistake_before(format!(
            "expected a client that can have a second process; {name} is one itself, or sends raw requests"
        )));
    }
    if is_new && scenario.clients.len() == CLIENTS_MAX {
        return Err(words.mistake_before(format!(
            "expected at most {CLIENTS_MAX} clients, found one more: leave some out"
        )));
    }
    if is_new && scenario.client_named(&format!("{name}-2")).is_some() {
        return Err(words.mistake_before(format!(
            "expected the name {name}-2 to be free: call the other client differently"
        )));
    }
    scenario.add_twin(client);
    act(words, Action::StartSecond(client))
}

pub(super) fn pause(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let node = process(words, draft)?;
    act(words, Action::Pause(node))
}

pub(super) fn resume(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let node = process(words, draft)?;
    act(words, Action::Resume(node))
}

pub(super) fn shut_down(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    match process(words, draft)? {
        NodeId::Broker(broker) => act(words, Action::ShutDown(broker)),
        _ => Err(words.mistake_before(
            "expected `broker` and its number: only a broker has a controlled shutdown",
        )),
    }
}

/// A client or a broker; the controller never fails here.
fn process(words: &mut Words<'_>, draft: &Draft) -> Result<NodeId, Mistake> {
    match draft.take_node(words)? {
        NodeId::Controller => {
            Err(words
                .mistake_before("expected a client or a broker: the controller never fails here"))
        }
        node => Ok(node),
    }
}
