//! What the customer pays: effects in the outside world that Kafka cannot take back.

use ackademy_engine::event::Event;
use ackademy_engine::player::Player;

/// What one order costs.
pub const PRICE_EUROS: i64 = 10;

/// One line of the receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Charge {
    /// For which order.
    pub order: String,
    /// The order is on the receipt more than once.
    pub is_repeated: bool,
}

/// The customer's receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Every charge, in the order they were made.
    pub charges: Vec<Charge>,
    /// What was paid in all.
    pub paid_euros: i64,
}

pub(super) fn receipt(player: &Player) -> Receipt {
    let charged: Vec<_> = player
        .events()
        .iter()
        .filter_map(|event| match event {
            Event::Charged(_, order) => Some(*order),
            _ => None,
        })
        .collect();
    Receipt {
        paid_euros: PRICE_EUROS * i64::try_from(charged.len()).unwrap_or(i64::MAX),
        charges: charged
            .iter()
            .map(|order| Charge {
                order: player.scenario().order_name(*order).to_owned(),
                is_repeated: charged.iter().filter(|other| *other == order).count() > 1,
            })
            .collect(),
    }
}
