//! Whose an order is, and how it stands with its producer.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::player::Player;

use super::client::OrderState;
use crate::FULL;

/// Every order this client was ever given, and how it stands.
pub(super) fn order_states(
    player: &Player,
    client: ClientId,
) -> impl Iterator<Item = (OrderId, OrderState)> + '_ {
    let world = player.world();
    let shop = &world.client(client).shop;
    let all = player.scenario().order_ids();
    let mine = all.filter(move |order| !FULL || !is_anothers(player, client, *order));
    mine.filter_map(move |order| {
        let facts = world.facts().of(order);
        let state = if facts.told_stored.get() > 0 {
            OrderState::Told
        } else if facts.told_failed.get() > 0 {
            OrderState::Failed
        } else if facts.sent.get() > 0 {
            OrderState::Waiting
        } else if shop.pending.contains(&order) {
            OrderState::Pending
        } else {
            return None;
        };
        Some((order, state))
    })
}

/// Where several shops send, each is given orders of its own; two processes of one shop share theirs.
fn is_anothers(player: &Player, client: ClientId, order: OrderId) -> bool {
    let scenario = player.scenario();
    let ids = scenario.client_ids();
    if ids.filter(|id| scenario.is_shop(*id)).count() < 2 {
        return false;
    }
    let is_twin = |other| {
        let mut twins = scenario.twins.iter();
        twins.any(|pair| *pair == (client, other) || *pair == (other, client))
    };
    let senders = player.events().iter().filter_map(|event| match event {
        Event::OrderSent(sender, sent) if *sent == order => Some(*sender),
        _ => None,
    });
    senders.fold(None, |mine, sender| {
        Some(mine == Some(true) || sender == client || is_twin(sender))
    }) == Some(false)
}
