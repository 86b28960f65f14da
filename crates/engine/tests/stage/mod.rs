//! A stage for transactions: three brokers, topic t, transactional producers that do what a test says, and what their logs
//! hold, in the notation of the fact sheet: `data(epoch,sequence) value`, `COMMIT(epoch)`, `State eEpoch`.
#![allow(dead_code, reason = "each test file uses its part of it")]

use ackademy_engine::action::{Action, Call, Timer};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, ClientId, GroupId, NodeId, Offset, OrderId, PartitionId, TransactionalId,
};
use ackademy_engine::log::{Payload, TransactionResult};
use ackademy_engine::node::{ManagerState, TransactionCall};
use ackademy_engine::protocol::{
    Acks, Api, ClientException, Direction, EnvelopeKey, IsolationLevel, OffsetReset,
};
use ackademy_engine::scenario::{
    CONSUMER_OFFSETS, ClientSetup, CommitOrder, ConsumerConfig, Driver, Mechanisms, PartitionSetup,
    ProducerConfig, RETRIES_MAX, Scenario, Subscription, TRANSACTION_STATE, Timeouts, Workarounds,
};
use ackademy_engine::step::{apply, enabled, is_only_asking_again, is_patience};
use ackademy_engine::world::World;

pub const T: PartitionId = PartitionId(0);
pub const TRANSACTIONS: PartitionId = PartitionId(1);
pub const OFFSETS: PartitionId = PartitionId(2);
/// Leads t.
pub const LEADER: BrokerId = BrokerId(1);
/// Coordinates every transactional id.
pub const COORDINATOR: BrokerId = BrokerId(2);
/// Coordinates the group.
pub const GROUP_COORDINATOR: BrokerId = BrokerId(3);
pub const A: ClientId = ClientId(0);
pub const B: ClientId = ClientId(1);
/// Reads t from the beginning, read_committed.
pub const RC: ClientId = ClientId(2);
/// Reads t from the beginning, read_uncommitted.
pub const RU: ClientId = ClientId(3);
/// A member of group g without transactions.
pub const MEMBER: ClientId = ClientId(4);
pub const G: GroupId = GroupId(0);

const STEPS_MAX: usize = 5_000;
const VALUES: [&str; 6] = ["a", "b", "c", "x", "y", "z"];

pub struct Stage {
    pub scenario: Scenario,
    pub world: World,
    pub events: Vec<Event>,
}

fn partition(topic: &str, first: u8) -> PartitionSetup {
    PartitionSetup {
        topic: topic.to_owned(),
        index: 0,
        partition_count: 1,
        replicas: (0..3).map(|n| BrokerId((first + n - 1) % 3 + 1)).collect(),
        min_insync_replicas: 2,
        unclean_leader_election: false,
    }
}

fn client(name: &str) -> ClientSetup {
    ClientSetup {
        name: name.to_owned(),
        producer: None,
        consumer: None,
        raw: Vec::new(),
        driver: Driver::Script,
        orders: Vec::new(),
    }
}

fn producer(name: &str, id: u8) -> ClientSetup {
    let config = ProducerConfig {
        acks: Acks::All,
        enable_idempotence: true,
        retries: RETRIES_MAX,
        max_in_flight_requests_per_connection: 5,
        linger_ms: 5,
        batch_records_max: 16,
        delivery_timeout_ms: 120_000,
        transactional_id: Some(TransactionalId(id)),
        transaction_timeout_ms: 60_000,
        partitions: vec![T],
    };
    ClientSetup {
        producer: Some(config),
        ..client(name)
    }
}

fn reader(name: &str, isolation_level: IsolationLevel) -> ClientSetup {
    let config = ConsumerConfig {
        group: G,
        partitions: vec![T],
        auto_offset_reset: OffsetReset::Earliest,
        max_poll_records: 500,
        commit_order: CommitOrder::Never,
        isolation_level,
        subscription: Subscription::Assign,
    };
    ClientSetup {
        consumer: Some(config),
        ..client(name)
    }
}

impl Stage {
    /// A and B are two transactional ids.
    pub fn new() -> Stage {
        Stage::with_ids(0, 1, Mechanisms::default())
    }

    /// A and B are two processes of one transactional id.
    pub fn twins() -> Stage {
        Stage::with_ids(0, 0, Mechanisms::default())
    }

    pub fn with_ids(of_a: u8, of_b: u8, mechanisms: Mechanisms) -> Stage {
        let scenario = Scenario {
            broker_count: 3,
            partitions: vec![
                partition("t", 1),
                partition(TRANSACTION_STATE, 2),
                partition(CONSUMER_OFFSETS, 3),
            ],
            clients: vec![
                producer("A", of_a),
                producer("B", of_b),
                reader("rc", IsolationLevel::ReadCommitted),
                reader("ru", IsolationLevel::ReadUncommitted),
                reader("member", IsolationLevel::ReadUncommitted),
            ],
            groups: vec!["g".to_owned()],
            transactional_ids: vec!["txn-A".to_owned(), "txn-B".to_owned()],
            orders: VALUES.map(str::to_owned).to_vec(),
            eligible_leader_replicas: true,
            background_flush: false,
            timeouts: Timeouts::default(),
            mechanisms,
            workarounds: Workarounds::default(),
            twins: Vec::new(),
        };
        scenario.validate().unwrap();
        let world = World::new(&scenario);
        let events = Vec::new();
        let mut stage = Stage {
            scenario,
            world,
            events,
        };
        stage.settle();
        stage
    }

    pub fn act(&mut self, action: Action) -> &mut Self {
        let done = apply(&self.scenario, &mut self.world, &action, &mut self.events);
        assert_eq!(done, Ok(()), "{action:?}");
        self
    }

    pub fn call(&mut self, client: ClientId, call: Call) -> &mut Self {
        self.act(Action::Client(client, call))
    }

    /// Takes every step but those that end somebody's patience.
    pub fn settle(&mut self) -> &mut Self {
        self.settle_but(|_| false)
    }

    /// The same, without the steps that `stays` names.
    pub fn settle_but(&mut self, stays: impl Fn(&Action) -> bool) -> &mut Self {
        for _ in 0..STEPS_MAX {
            let mut actions = Vec::new();
            enabled(&self.scenario, &self.world, &mut actions);
            actions.retain(|action| !stays(action));
            match next_of(&actions) {
                Some(action) => self.act(action),
                None => return self,
            };
        }
        panic!("this stage never comes to rest");
    }

    /// Steps until an envelope like this is on its way.
    pub fn until_sent(
        &mut self,
        direction: Direction,
        api: Api,
        sender: impl Into<NodeId>,
    ) -> EnvelopeKey {
        let sender = sender.into();
        let fits =
            |key: EnvelopeKey| (key.direction, key.api, key.sender) == (direction, api, sender);
        for _ in 0..STEPS_MAX {
            if let Some(found) = self.world.envelopes().map(|e| e.key).find(|key| fits(*key)) {
                return found;
            }
            let mut actions = Vec::new();
            enabled(&self.scenario, &self.world, &mut actions);
            self.act(next_of(&actions).expect("it is sent before all comes to rest"));
        }
        panic!("no such envelope is ever sent");
    }

    pub fn init(&mut self, client: ClientId) -> &mut Self {
        self.call(client, Call::InitTransactions).settle()
    }

    pub fn begin(&mut self, client: ClientId) -> &mut Self {
        self.call(client, Call::BeginTransaction)
    }

    pub fn send(&mut self, client: ClientId, value: &str) -> &mut Self {
        self.call(client, Call::Send(order(value), T))
    }

    pub fn flush(&mut self, client: ClientId) -> &mut Self {
        self.call(client, Call::Flush).settle()
    }

    pub fn commit(&mut self, client: ClientId) -> &mut Self {
        self.call(client, Call::CommitTransaction).settle()
    }

    pub fn abort(&mut self, client: ClientId) -> &mut Self {
        self.call(client, Call::AbortTransaction).settle()
    }

    /// What the last call of a producer returned.
    pub fn returned(&self, client: ClientId) -> (TransactionCall, Option<&'static str>) {
        let (call, thrown) = self.world.manager(client).unwrap().returned.unwrap();
        (call, thrown.map(ClientException::class_name))
    }

    pub fn state(&self, client: ClientId) -> ManagerState {
        self.world.manager(client).unwrap().state
    }

    /// The log of t at its leader.
    pub fn log(&self) -> Vec<String> {
        let (_, replica) = self.world.leader_replica(T).unwrap();
        let batches = replica.batches().iter();
        batches
            .flat_map(|batch| {
                let producer = batch.producer.unwrap();
                let epoch = producer.epoch.0;
                match &batch.payload {
                    Payload::Marker { result, .. } => vec![match result {
                        TransactionResult::Commit => format!("COMMIT({epoch})"),
                        TransactionResult::Abort => format!("ABORT({epoch})"),
                    }],
                    _ => batch
                        .orders()
                        .enumerate()
                        .map(|(n, (_, order))| {
                            let sequence = producer.base_sequence.plus(n).0;
                            format!("data({epoch},{sequence}) {}", VALUES[order.index()])
                        })
                        .collect(),
                }
            })
            .collect()
    }

    /// The records of an id in the transaction log.
    pub fn transaction_log(&self, id: u8) -> Vec<String> {
        let (_, replica) = self.world.leader_replica(TRANSACTIONS).unwrap();
        let batches = replica.batches().iter();
        batches
            .filter_map(|batch| match batch.payload {
                Payload::Transaction { id: of, record } if of.0 == id => Some(record),
                _ => None,
            })
            .map(|record| {
                let names = record.partitions.map(|partitions| {
                    let names = partitions.iter().map(|p| self.scenario.partition(p).name());
                    names.collect::<Vec<_>>().join(" ")
                });
                let names = names.map_or("null".to_owned(), |names| format!("{{{names}}}"));
                format!(
                    "{} e{} {names}",
                    record.state.name(),
                    record.producer_epoch.0
                )
            })
            .collect()
    }

    /// High watermark and last stable offset of t at its leader.
    pub fn marks(&self) -> (u32, u32) {
        let (_, replica) = self.world.leader_replica(T).unwrap();
        (replica.high_watermark().0, replica.last_stable_offset().0)
    }

    /// What a reader has been given, after it has polled all there is.
    pub fn read(&mut self, reader: ClientId) -> Vec<&'static str> {
        self.settle();
        let has_more = |stage: &Stage| {
            let consumer = stage.world.client(reader).consumer.as_ref();
            !consumer.unwrap().buffered.is_empty()
        };
        while has_more(self) {
            self.call(reader, Call::Poll).settle();
        }
        let polled = self.events.iter().filter_map(|event| match event {
            Event::RecordPolled(client, _, _, order) if *client == reader => {
                Some(VALUES[order.index()])
            }
            _ => None,
        });
        polled.collect()
    }

    /// Errors that an API was answered with, in order, NONE left out.
    pub fn refusals(&self, asked: Api) -> Vec<&'static str> {
        let refused = self.events.iter().filter_map(|event| match event {
            Event::Answered(key, digest) if key.api == asked => Some(digest.error.name()),
            _ => None,
        });
        refused.filter(|name| *name != "NONE").collect()
    }

    pub fn committed(&self) -> Option<Offset> {
        self.world.committed_offset(&self.scenario, G, T)
    }

    /// A broker dies, is fenced, and the others learn of it.
    pub fn kill(&mut self, broker: BrokerId) -> &mut Self {
        self.act(Action::Crash(NodeId::Broker(broker)));
        self.act(Action::FireTimer(Timer::BrokerSession(broker)))
    }
}

/// The first step that ends nobody's patience. Asking again comes last: it may change nothing for ever.
fn next_of(actions: &[Action]) -> Option<Action> {
    let able = || actions.iter().filter(|action| !is_patience(action));
    let asks_again = |action: &&Action| is_only_asking_again(std::slice::from_ref(*action));
    able()
        .find(|a| !asks_again(a))
        .or_else(|| able().next())
        .copied()
}

pub fn order(value: &str) -> OrderId {
    let place = VALUES.iter().position(|other| *other == value).unwrap();
    OrderId(u16::try_from(place).unwrap())
}
