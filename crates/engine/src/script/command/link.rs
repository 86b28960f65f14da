//! Links between machines, and connections.

use super::super::draft::Draft;
use super::super::mistake::Mistake;
use super::super::words::Words;
use super::{Read, act};
use crate::action::Action;
use crate::ids::NodeId;

pub(super) fn cut(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let (a, b) = link(words, draft)?;
    act(words, Action::CutLink(a, b))
}

pub(super) fn heal(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let (a, b) = link(words, draft)?;
    act(words, Action::HealLink(a, b))
}

fn link(words: &mut Words<'_>, draft: &Draft) -> Result<(NodeId, NodeId), Mistake> {
    let (a, b) = (draft.take_node(words)?, draft.take_node(words)?);
    let is_broker = |node| matches!(node, NodeId::Broker(_));
    if a == b || !(is_broker(a) || is_broker(b)) {
        return Err(words.mistake_before(
            "expected two different ends, one of them a broker: nothing else is linked",
        ));
    }
    Ok((a, b))
}

pub(super) fn break_connection(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let sender = draft.take_node(words)?;
    if sender == NodeId::Controller {
        return Err(words.mistake_before("expected a client, or `broker` and its number"));
    }
    match draft.take_node(words)? {
        NodeId::Broker(broker) => act(words, Action::BreakConnection(sender, broker)),
        _ => {
            Err(words
                .mistake_before("expected `broker` and its number: clients connect to brokers"))
        }
    }
}
