//! What a run costs in requests and round trips, counted from events.

use crate::event::Event;
use crate::few::Few;
use crate::ids::NodeId;
use crate::player::Player;
use crate::protocol::{Api, Direction};
use crate::scenario::Scenario;

/// The traffic of one API.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ApiCosts {
    /// Requests that set out, repeats included.
    pub requests: u32,
    /// Responses that set out.
    pub responses: u32,
    /// Responses that reached the client: how often it waited there and back.
    pub round_trips: u32,
}

/// What a run has cost so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Costs {
    /// By API; one that was never used is missing.
    pub by_api: Few<Api, ApiCosts>,
    /// How often a producer decided to send a batch again.
    pub retries: u32,
    /// How many orders checkout handed to its producer, repeats included.
    pub orders_sent: u32,
    /// Responses of any API that reached checkout.
    pub checkout_round_trips: u32,
    /// Local transactions that workarounds stored: orders, ticks and effects.
    pub local_transactions: u32,
    /// Records that an inbox or the payment service recognised, so that they were read, and asked for, in vain.
    pub recognised: u32,
    /// Replies that billing gave to checkout: in lock-step a round trip of the whole way for each order.
    pub replies: u32,
}

impl Costs {
    /// What a run has cost up to where it stands.
    #[must_use]
    pub fn of(player: &Player) -> Costs {
        let mut costs = Costs::default();
        for event in player.events() {
            costs.note(player.scenario(), event);
        }
        costs
    }

    /// Takes note of the next event.
    pub fn note(&mut self, scenario: &Scenario, event: &Event) {
        match *event {
            Event::EnvelopeSent(key) => {
                let api = self.by_api.get_or_insert_with(key.api, ApiCosts::default);
                match key.direction {
                    Direction::Request => api.requests += 1,
                    Direction::Response => api.responses += 1,
                }
            }
            Event::ResponseReceived(key, _) => {
                self.by_api
                    .get_or_insert_with(key.api, ApiCosts::default)
                    .round_trips += 1;
                let is_checkout = |client| scenario.is_shop(client);
                let waited = matches!(key.sender, NodeId::Client(client) if is_checkout(client));
                self.checkout_round_trips += u32::from(waited);
            }
            Event::RetryScheduled(..) => self.retries += 1,
            Event::OrderSent(client, _) => {
                self.orders_sent += u32::from(scenario.is_shop(client));
            }
            Event::OrderStored(..) | Event::OrderTickedOff(..) | Event::EffectStored(..) => {
                self.local_transactions += 1;
            }
            Event::OrderRecognised(..) | Event::ChargeIgnored(..) => self.recognised += 1,
            Event::Replied(..) => self.replies += 1,
            _ => {}
        }
    }

    /// The traffic of one API.
    #[must_use]
    pub fn of_api(&self, api: Api) -> ApiCosts {
        self.by_api.get(&api).copied().unwrap_or_default()
    }

    /// The traffic of all APIs.
    #[must_use]
    pub fn total(&self) -> ApiCosts {
        self.by_api
            .values()
            .fold(ApiCosts::default(), |sum, api| ApiCosts {
                requests: sum.requests + api.requests,
                responses: sum.responses + api.responses,
                round_trips: sum.round_trips + api.round_trips,
            })
    }

    /// Round trips that checkout waited for, of all orders together, and the number of orders to divide them by. Whatever its
    /// producer asked counts: with transactions most of it is not Produce.
    #[must_use]
    pub fn producer_round_trips(&self) -> (u32, u32) {
        (self.checkout_round_trips, self.orders_sent)
    }
}
