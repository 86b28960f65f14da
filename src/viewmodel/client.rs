//! A client's card: what its application and its library are busy with.

use ackademy_engine::action::{Action, Timer};
use ackademy_engine::ids::{ClientId, NodeId, OrderId};
use ackademy_engine::node::{Consumer, ManagerState, OffsetCommitState, Position};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Acks, Api};
use ackademy_engine::scenario::CommitOrder;

use super::orders::order_states;
use super::statement::{Statement, is_stream, statement};
use super::words::listed;
use super::{Detail, Health};
use crate::FULL;
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

/// The transactional side of a client's producer, with Kafka's names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transactional {
    /// transactional.id
    pub id: String,
    /// Producer id and epoch, once it has them.
    pub identity: Option<(i64, i64)>,
    /// The state of its `TransactionManager`.
    pub state: &'static str,
    /// The exception that stands in its way.
    pub error: Option<&'static str>,
    /// It cannot go on without an abort, or not at all.
    pub has_failed: bool,
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
    /// Its transactional producer.
    pub transactional: Option<Transactional>,
    /// The payments it is given, if it reads what a stream application writes.
    pub statement: Option<Statement>,
}

pub(super) fn card(player: &Player, client: ClientId, detail: Detail) -> ClientCard {
    let setup = player.scenario().client(client);
    let produces = setup.producer.is_some();
    let health = Health::from(player.world().client(client).status);
    let is_shop = player.scenario().is_shop(client);
    let lines = match health {
        Health::Down => vec![line(message("card-client-down"), Tone::Bad)],
        Health::Paused => vec![line(message("card-client-paused"), Tone::Waiting)],
        Health::Up | Health::Starting if is_shop => producer_lines(player, client),
        Health::Up | Health::Starting if FULL && produces => stream_lines(player, client),
        Health::Up | Health::Starting => consumer_lines(player, client, detail),
    };
    ClientCard {
        id: client,
        name: card_name(&setup.name),
        role: role(player, client),
        health,
        orders: orders(player, client),
        lines,
        deadline: deadline(player, client).filter(|_| is_shop),
        produces,
        transactional: transactional(player, client)
            .filter(|_| FULL && detail == Detail::Full && health != Health::Down),
        statement: statement(player, client).filter(|_| health != Health::Down),
    }
}

/// A client's name above its card.
pub(super) fn card_name(name: &str) -> Message {
    match name {
        "checkout" => message("card-checkout"),
        "billing" => message("card-billing"),
        "statement" => message("card-statement"),
        "second-statement" => message("card-second-statement"),
        other => message("card-client").with("name", other),
    }
}

fn role(player: &Player, client: ClientId) -> Message {
    let scenario = player.scenario();
    let setup = scenario.client(client);
    match (setup.producer.is_some(), setup.consumer.is_some()) {
        (true, false) => message("card-role-producer"),
        (true, true) => message("card-role-stream"),
        (false, _) if is_stream(scenario) => message("card-role-statement"),
        (false, _) => message("card-role-consumer"),
    }
}

fn transactional(player: &Player, client: ClientId) -> Option<Transactional> {
    let scenario = player.scenario();
    let id = scenario.transactional_id(client)?;
    let manager = player.world().manager(client)?;
    let producer = player.world().client(client).producer.as_ref()?;
    Some(Transactional {
        id: scenario.transactional_ids[id.index()].clone(),
        identity: producer
            .identity
            .map(|(id, epoch)| (i64::from(id.0), i64::from(epoch.0))),
        state: manager.state.name(),
        error: manager
            .error
            .map(ackademy_engine::protocol::ClientException::class_name),
        has_failed: manager.has_error(),
    })
}

fn line(text: Message, tone: Tone) -> Line {
    Line { text, tone }
}

fn orders(player: &Player, client: ClientId) -> Vec<OrderChip> {
    if !player.scenario().is_shop(client) {
        return Vec::new();
    }
    order_states(player, client)
        .map(|(order, state)| OrderChip {
            name: player.scenario().order_name(order).to_owned(),
            state,
        })
        .collect()
}

fn producer_lines(player: &Player, client: ClientId) -> Vec<Line> {
    let scenario = player.scenario();
    let config = scenario.client(client).producer.as_ref();
    let in_state = |wanted: OrderState| -> Vec<OrderId> {
        let states = order_states(player, client).filter(|(_, state)| *state == wanted);
        states.map(|(order, _)| order).collect()
    };
    let mut lines = Vec::new();
    let failed = in_state(OrderState::Failed);
    if !failed.is_empty() {
        let text = message("card-producer-failed")
            .with("count", failed.len())
            .with("orders", listed(scenario, failed));
        lines.push(line(text, Tone::Bad));
    }
    let again = backing_off(player, client);
    let waiting = in_state(OrderState::Waiting);
    lines.push(if !again.is_empty() {
        let text = message("card-producer-sends-again")
            .with("count", again.len())
            .with("orders", listed(scenario, again));
        line(text, Tone::Waiting)
    } else if let Some(order) = waiting.first().filter(|_| ends_transaction(player, client)) {
        let name = scenario.order_name(*order);
        line(
            message("card-producer-ends").with("order", name),
            Tone::Waiting,
        )
    } else if config.is_some_and(|config| config.acks == Acks::Zero) {
        line(message("card-producer-never-waits"), Tone::Quiet)
    } else if !waiting.is_empty() {
        let text = message("card-producer-waits")
            .with("count", waiting.len())
            .with("orders", listed(scenario, waiting));
        line(text, Tone::Waiting)
    } else {
        line(message("card-producer-idle"), Tone::Quiet)
    });
    lines
}

/// Everything of its transaction is acknowledged, and the end of it is not.
fn ends_transaction(player: &Player, client: ClientId) -> bool {
    let world = player.world();
    let producer = world.client(client).producer.as_ref();
    let has_batches =
        producer.is_some_and(|it| it.queues.iter().any(|q| q.batches().next().is_some()));
    world.manager(client).is_some() && !has_batches
}

/// Orders whose batch failed and will be sent again.
fn backing_off(player: &Player, client: ClientId) -> Vec<OrderId> {
    let producer = player.world().client(client).producer.iter();
    let queues = producer.flat_map(|producer| &producer.queues);
    let batches = queues.flat_map(|queue| &queue.waiting);
    batches
        .filter(|batch| batch.attempts > 0)
        .flat_map(|batch| batch.orders.iter().copied())
        .collect()
}

/// What an application that reads and writes is busy with.
fn stream_lines(player: &Player, client: ClientId) -> Vec<Line> {
    let world = player.world();
    let Some(consumer) = &world.client(client).consumer else {
        return Vec::new();
    };
    let order = |order| player.scenario().order_name(order);
    let manager = world.manager(client);
    let text = match manager.map(|manager| manager.state) {
        Some(ManagerState::Uninitialized | ManagerState::Initializing) => {
            line(message("card-stream-registers"), Tone::Quiet)
        }
        Some(ManagerState::FatalError) => line(message("card-stream-must-go"), Tone::Bad),
        Some(ManagerState::AbortableError) => line(message("card-stream-must-abort"), Tone::Bad),
        Some(ManagerState::CommittingTransaction) => {
            line(message("card-stream-commits"), Tone::Waiting)
        }
        Some(ManagerState::AbortingTransaction) => {
            line(message("card-stream-aborts"), Tone::Waiting)
        }
        _ => match (consumer.polled.front(), writes(player, client)) {
            (Some(record), _) => line(
                message("card-stream-pays").with("order", order(record.order)),
                Tone::Plain,
            ),
            (None, Some(written)) => line(
                message("card-stream-waits").with("order", order(written)),
                Tone::Waiting,
            ),
            (None, None) => reading(consumer),
        },
    };
    let tick = tick(consumer).filter(|_| manager.is_none());
    [text]
        .into_iter()
        .chain(tick.map(|text| line(text, Tone::Quiet)))
        .collect()
}

/// The first order whose payment is on its way and not acknowledged.
fn writes(player: &Player, client: ClientId) -> Option<OrderId> {
    let producer = player.world().client(client).producer.as_ref()?;
    let mut batches = producer.queues.iter().flat_map(|queue| queue.batches());
    batches.next().map(|batch| batch.orders[0])
}

/// What a consumer with nothing in its application's hands does.
fn reading(consumer: &Consumer) -> Line {
    if !consumer.buffered.is_empty() {
        line(message("card-consumer-has-records"), Tone::Plain)
    } else if consumer.positions.contains(&Position::Unknown) {
        line(message("card-consumer-looks-up"), Tone::Quiet)
    } else {
        line(message("card-consumer-asks"), Tone::Quiet)
    }
}

fn consumer_lines(player: &Player, client: ClientId, detail: Detail) -> Vec<Line> {
    let (Some(consumer), Some(config)) = (
        &player.world().client(client).consumer,
        &player.scenario().client(client).consumer,
    ) else {
        return Vec::new();
    };
    let name = |order| player.scenario().order_name(order);
    let commits_first = config.commit_order == CommitOrder::BeforeProcessing
        && (consumer.commit != OffsetCommitState::Idle || consumer.uncommitted().is_some());
    let first = match consumer.polled.front() {
        Some(record) if config.commit_order == CommitOrder::Never => line(
            message("card-statement-reads").with("order", name(record.order)),
            Tone::Plain,
        ),
        Some(record) if commits_first => line(
            message("card-consumer-will-charge").with("order", name(record.order)),
            Tone::Plain,
        ),
        Some(record) => line(
            message("card-consumer-charges").with("order", name(record.order)),
            Tone::Plain,
        ),
        None if is_stream(player.scenario()) && consumer.buffered.is_empty() => {
            line(message("card-statement-asks"), Tone::Quiet)
        }
        None => reading(consumer),
    };
    // Offsets are a second story; the first minute tells one.
    let tick = tick(consumer)
        .filter(|_| FULL && detail == Detail::Full)
        .map(|text| line(text, Tone::Quiet));
    [first].into_iter().chain(tick).collect()
}

/// How far the consumer has ticked off what it read.
fn tick(consumer: &Consumer) -> Option<Message> {
    if let Some((_, offset)) = consumer
        .uncommitted()
        .filter(|_| consumer.commit != OffsetCommitState::Idle)
    {
        return Some(message("card-consumer-commits").with("offset", i64::from(offset.0)));
    }
    let committed = consumer.committed.iter().flatten().next();
    committed.map(|offset| message("card-consumer-committed").with("offset", i64::from(offset.0)))
}

/// When the client stops waiting for the answer to what it produced.
fn deadline(player: &Player, client: ClientId) -> Option<Deadline> {
    let pending = player.pending().iter().filter(|pending| {
        matches!(pending.action, Action::FireTimer(Timer::Request(key))
            if key.sender == NodeId::Client(client) && key.api == Api::Produce)
    });
    pending
        .map(|pending| Deadline { at: pending.due })
        .min_by_key(|deadline| deadline.at)
}
