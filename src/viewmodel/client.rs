//! A client's card: what its application and its library are busy with.

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::ids::{ClientId, OrderId};
use ackademy_engine::node::{Consumer, OffsetCommitState, Position};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Acks, Api};

use super::Health;
use crate::i18n::{Message, message};

/// How a text is meant: never by colour alone, the words say it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As it should be.
    Plain,
    /// Less important.
    Quiet,
    /// Something is open.
    Waiting,
    /// Done.
    Good,
    /// It went wrong.
    Bad,
}

/// How an order stands with its producer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrderState {
    /// Not sent yet.
    Pending,
    /// Sent, nothing heard.
    Waiting,
    /// The producer was told that it is stored.
    Told,
    /// The producer gave up on it.
    Failed,
}

/// An order in the producer's hands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderChip {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: OrderState,
}

/// One line of a card.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What it says.
    pub text: Message,
    /// How it is meant.
    pub tone: Tone,
}

/// A moment of simulated time that a client waits for; the page counts down to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// Simulated microseconds since the start.
    pub at: u64,
}

/// A client.
#[derive(Clone, PartialEq, Debug)]
pub struct ClientCard {
    /// Which one.
    pub id: ClientId,
    /// Its name, as a heading.
    pub name: Message,
    /// What it is for.
    pub role: Message,
    /// What the process is doing.
    pub health: Health,
    /// A producer's orders.
    pub orders: Vec<OrderChip>,
    /// What it is busy with.
    pub lines: Vec<Line>,
    /// When it gives up waiting, if it waits.
    pub deadline: Option<Deadline>,
    /// It has a producer; otherwise it only reads.
    pub produces: bool,
}

pub(super) fn card(player: &Player, client: ClientId) -> ClientCard {
    let setup = player.scenario().client(client);
    let produces = setup.producer.is_some();
    let health = Health::from(player.world().client(client).status);
    let lines = match health {
        Health::Down => vec![line(message("card-client-down"), Tone::Bad)],
        Health::Paused => vec![line(message("card-client-paused"), Tone::Waiting)],
        Health::Up | Health::Starting if produces => producer_lines(player, client),
        Health::Up | Health::Starting => consumer_lines(player, client),
    };
    ClientCard {
        id: client,
        name: match setup.name.as_str() {
            "checkout" => message("card-checkout"),
            "billing" => message("card-billing"),
            other => message("card-client").with("name", other),
        },
        role: if produces {
            message("card-role-producer")
        } else {
            message("card-role-consumer")
        },
        health,
        orders: orders(player, client),
        lines,
        deadline: deadline(player, client),
        produces,
    }
}

fn line(text: Message, tone: Tone) -> Line {
    Line { text, tone }
}

fn orders(player: &Player, client: ClientId) -> Vec<OrderChip> {
    if player.scenario().client(client).producer.is_none() {
        return Vec::new();
    }
    order_states(player, client)
        .map(|(order, state)| OrderChip {
            name: player.scenario().order_name(order).to_owned(),
            state,
        })
        .collect()
}

/// Every order this client was ever given, and how it stands.
fn order_states(
    player: &Player,
    client: ClientId,
) -> impl Iterator<Item = (OrderId, OrderState)> + '_ {
    let world = player.world();
    let shop = &world.client(client).shop;
    let all = (0..).map(OrderId).take(player.scenario().orders.len());
    all.filter_map(move |order| {
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

fn names(player: &Player, orders: impl Iterator<Item = OrderId>) -> String {
    orders
        .map(|order| player.scenario().order_name(order).to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

fn producer_lines(player: &Player, client: ClientId) -> Vec<Line> {
    let config = player.scenario().client(client).producer.as_ref();
    let in_state = |wanted: OrderState| {
        names(
            player,
            order_states(player, client)
                .filter(move |(_, state)| *state == wanted)
                .map(|(order, _)| order),
        )
    };
    let mut lines = Vec::new();
    let failed = in_state(OrderState::Failed);
    if !failed.is_empty() {
        lines.push(line(
            message("card-producer-failed").with("orders", failed),
            Tone::Bad,
        ));
    }
    let again = backing_off(player, client);
    let waiting = in_state(OrderState::Waiting);
    if !again.is_empty() {
        lines.push(line(
            message("card-producer-sends-again").with("orders", again),
            Tone::Waiting,
        ));
    } else if !waiting.is_empty() {
        lines.push(line(
            message("card-producer-waits").with("orders", waiting),
            Tone::Waiting,
        ));
    } else if config.is_some_and(|config| config.acks == Acks::Zero) {
        lines.push(line(message("card-producer-never-waits"), Tone::Quiet));
    } else {
        lines.push(line(message("card-producer-idle"), Tone::Quiet));
    }
    lines
}

/// Orders whose batch failed and will be sent again.
fn backing_off(player: &Player, client: ClientId) -> String {
    let Some(producer) = &player.world().client(client).producer else {
        return String::new();
    };
    let batches = producer
        .queues
        .iter()
        .flat_map(|queue| queue.waiting.iter())
        .filter(|batch| batch.attempts > 0);
    names(
        player,
        batches.flat_map(|batch| batch.orders.iter().copied()),
    )
}

fn consumer_lines(player: &Player, client: ClientId) -> Vec<Line> {
    let Some(consumer) = &player.world().client(client).consumer else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(record) = consumer.polled.front() {
        let order = player.scenario().order_name(record.order);
        let text = if consumer.commit == OffsetCommitState::Idle {
            message("card-consumer-charges")
        } else {
            message("card-consumer-will-charge")
        };
        lines.push(line(text.with("order", order), Tone::Plain));
    } else if !consumer.buffered.is_empty() {
        lines.push(line(message("card-consumer-has-records"), Tone::Plain));
    } else {
        lines.push(line(message("card-consumer-asks"), Tone::Quiet));
    }
    if let Some(text) = tick(consumer) {
        lines.push(line(text, Tone::Quiet));
    }
    lines
}

/// How far the consumer has ticked off what it read.
fn tick(consumer: &Consumer) -> Option<Message> {
    if let Some((_, offset)) = consumer
        .uncommitted()
        .filter(|_| consumer.commit != OffsetCommitState::Idle)
    {
        return Some(message("card-consumer-commits").with("offset", i64::from(offset.0)));
    }
    if let Some(offset) = consumer.committed.iter().flatten().next() {
        return Some(message("card-consumer-committed").with("offset", i64::from(offset.0)));
    }
    consumer
        .positions
        .contains(&Position::Unknown)
        .then(|| message("card-consumer-looks-up"))
}

/// When the client stops waiting for the answer to what it produced.
fn deadline(player: &Player, client: ClientId) -> Option<Deadline> {
    let pending = player.pending().iter().filter(|pending| {
        matches!(pending.action, Action::FireTimer(Timer::Request(key))
            if key.client == client && key.api == Api::Produce)
    });
    pending
        .map(|pending| Deadline { at: pending.due })
        .min_by_key(|deadline| deadline.at)
}
