//! The state of a run, thing by thing.

use super::record::{Record, records};
use super::{Fields, Names, Value, envelope, group};
use crate::event::Event;
use crate::ids::{BrokerId, ClientId, GroupId, OrderId, PartitionId};
use crate::node::{
    BrokerStatus, ClientStatus, Consumer, Coordinator, OffsetCommitState, Position, Producer,
};
use crate::player::Player;
use crate::scenario::Scenario;
use crate::script::draft::producer_name;
use crate::script::kind::{
    BROKERS, Key, Kind, MAYBE_BROKER, MAYBE_FLAG, MAYBE_MEMBER, MAYBE_NUMBER, MAYBE_PRODUCER_ID,
    ORDERS, PARTITIONS,
};
use crate::script::watch::Watch;
use crate::world::World;

const BROKER_STATUS: Kind =
    Kind::Words(|| vec!["running", "paused", "starting", "crashed", "shut_down"]);
const CLIENT_STATUS: Kind = Kind::Words(|| vec!["running", "paused", "crashed"]);
const OFFSET: Kind = Kind::Or(&Kind::Number, &["latest", "none", "unassigned"]);
const POSITIONS: Kind = Kind::List(",", &Kind::Both(&Kind::Partition, "@", &OFFSET));
const LEADERS: Kind = Kind::List(",", &Kind::Both(&Kind::Partition, "@", &MAYBE_BROKER));

pub(in crate::script) const PARTITION_KEYS: [Key; 5] = [
    ("leader", MAYBE_BROKER),
    ("leader_epoch", Kind::Number),
    ("partition_epoch", Kind::Number),
    ("in_sync_replicas", BROKERS),
    ("eligible_leader_replicas", BROKERS),
];
pub(in crate::script) const REPLICA_KEYS: [Key; 6] = [
    ("high_watermark", Kind::Number),
    ("log_end_offset", Kind::Number),
    ("recovery_point", Kind::Number),
    ("leads", Kind::Flag),
    ("known_leader", MAYBE_BROKER),
    ("known_leader_epoch", Kind::Number),
];
pub(in crate::script) const BROKER_KEYS: [Key; 3] = [
    ("status", BROKER_STATUS),
    ("fenced", Kind::Flag),
    ("leads", PARTITIONS),
];
pub(in crate::script) const CLIENT_KEYS: [Key; 17] = [
    ("status", CLIENT_STATUS),
    ("unconfirmed", ORDERS),
    ("producer", MAYBE_PRODUCER_ID),
    ("epoch", MAYBE_NUMBER),
    ("waiting", ORDERS),
    ("in_flight", ORDERS),
    ("coordinator", MAYBE_BROKER),
    ("positions", POSITIONS),
    ("fetched", ORDERS),
    ("polled", ORDERS),
    ("committing", MAYBE_FLAG),
    ("leaders", LEADERS),
    ("membership", group::MEMBERSHIP),
    ("member", MAYBE_MEMBER),
    ("generation", MAYBE_NUMBER),
    ("assigned", PARTITIONS),
    ("must_rejoin", MAYBE_FLAG),
];
pub(in crate::script) const ORDER_KEYS: [Key; 6] = [
    ("sent", Kind::Number),
    ("told_stored", Kind::Number),
    ("told_failed", Kind::Number),
    ("copies", Kind::Number),
    ("polled", Kind::Number),
    ("charged", Kind::Number),
];

/// Everything there is to say at the end of a run.
pub(in crate::script) fn state(player: &Player, watch: &Watch) -> Fields {
    let (scenario, world) = (player.scenario(), player.world());
    let names = Names(scenario);
    let flying = (0..watch.sent.len()).filter(|place| watch.is_on_its_way(world, *place));
    let cut = world.links().cut_links().iter();
    vec![
        ("micros", player.now().into()),
        (
            "partitions",
            scenario
                .partition_ids()
                .map(|id| whole_partition(names, world, id))
                .collect(),
        ),
        (
            "brokers",
            scenario
                .brokers()
                .map(|id| named("broker", id, broker(names, world, id)))
                .collect(),
        ),
        (
            "clients",
            scenario
                .client_ids()
                .map(|id| named("client", names.client(id), client(names, world, id)))
                .collect(),
        ),
        ("committed_offsets", committed_offsets(scenario, world)),
        ("groups", groups(scenario, world)),
        ("orders", all_orders(scenario, world, watch)),
        (
            "on_their_way",
            flying
                .map(|place| envelope::fields(names, &watch.sent[place]))
                .collect(),
        ),
        (
            "cut_links",
            cut.map(|(a, b)| Value::from_iter([names.node(*a), names.node(*b)]))
                .collect(),
        ),
    ]
}

fn named(key: &'static str, name: impl Into<Value>, fields: Fields) -> Fields {
    [(key, name.into())].into_iter().chain(fields).collect()
}

fn whole_partition(names: Names<'_>, world: &World, id: PartitionId) -> Fields {
    let mut fields = named("partition", names.partition(id), partition(world, id));
    let whole = |broker: &BrokerId| {
        let mut fields = named("broker", *broker, replica(world, id, *broker));
        fields.push((
            "log",
            log(names, world, id, *broker)
                .iter()
                .map(Record::fields)
                .collect(),
        ));
        fields
    };
    let replicas = names.0.partition(id).replicas.iter().map(whole).collect();
    fields.push(("replicas", replicas));
    fields
}

pub(in crate::script) fn log(
    names: Names<'_>,
    world: &World,
    id: PartitionId,
    broker: BrokerId,
) -> Vec<Record> {
    let batches = world.replica(id, broker).batches();
    batches
        .iter()
        .flat_map(|batch| records(names, batch))
        .collect()
}

pub(in crate::script) fn partition(world: &World, id: PartitionId) -> Fields {
    let view = world.controller().view.of(id);
    vec![
        ("leader", view.leader.into()),
        ("leader_epoch", view.leader_epoch.0.into()),
        ("partition_epoch", view.partition_epoch.into()),
        ("in_sync_replicas", view.in_sync_replicas.into()),
        (
            "eligible_leader_replicas",
            view.eligible_leader_replicas.into(),
        ),
    ]
}

pub(in crate::script) fn replica(world: &World, id: PartitionId, broker: BrokerId) -> Fields {
    let replica = world.replica(id, broker);
    let known = world.broker(broker).view.of(id);
    vec![
        ("high_watermark", replica.high_watermark().into()),
        ("log_end_offset", replica.log_end_offset().into()),
        ("recovery_point", replica.recovery_point().into()),
        ("leads", world.broker(broker).leads(id).into()),
        ("known_leader", known.leader.into()),
        ("known_leader_epoch", known.leader_epoch.0.into()),
    ]
}

pub(in crate::script) fn broker(names: Names<'_>, world: &World, id: BrokerId) -> Fields {
    let state = world.broker(id);
    let status = match state.status {
        BrokerStatus::Running => "running",
        BrokerStatus::Paused => "paused",
        BrokerStatus::Starting => "starting",
        BrokerStatus::Down { clean: true } => "shut_down",
        BrokerStatus::Down { clean: false } => "crashed",
    };
    let leads = names
        .0
        .partition_ids()
        .filter(|partition| state.leads(*partition));
    vec![
        ("status", status.into()),
        ("fenced", world.controller().registration(id).fenced.into()),
        (
            "leads",
            leads.map(|partition| names.partition(partition)).collect(),
        ),
    ]
}

pub(in crate::script) fn client(names: Names<'_>, world: &World, id: ClientId) -> Fields {
    let state = world.client(id);
    let status = match state.status {
        ClientStatus::Running => "running",
        ClientStatus::Paused => "paused",
        ClientStatus::Crashed => "crashed",
    };
    let known = |partition| {
        let leader = Value::from(state.view.of(partition).leader);
        format!("{}@{leader}", names.partition(partition))
    };
    let mut fields: Fields = vec![
        ("status", status.into()),
        ("leaders", names.0.partition_ids().map(known).collect()),
    ];
    if let Some(producer) = &state.producer {
        fields.push(("unconfirmed", names.orders(&state.shop.unconfirmed)));
        of_producer(names, producer, &mut fields);
    }
    if let (Some(consumer), Some(config)) = (&state.consumer, &names.0.client(id).consumer) {
        of_consumer(names, consumer, &config.partitions, &mut fields);
        fields.extend(group::membership(names, world, id));
    }
    fields
}

fn of_producer(names: Names<'_>, producer: &Producer, fields: &mut Fields) {
    let waiting = producer.queues.iter().flat_map(|queue| &queue.waiting);
    let in_flight = producer.queues.iter().flat_map(|queue| &queue.in_flight);
    let orders = |batch: &crate::node::ProducerBatch| batch.orders.to_vec();
    let waiting: Vec<OrderId> = waiting.flat_map(orders).collect();
    let in_flight: Vec<OrderId> = in_flight.flat_map(orders).collect();
    fields.extend([
        (
            "producer",
            producer.identity.map(|(id, _)| producer_name(id)).into(),
        ),
        (
            "epoch",
            producer
                .identity
                .map(|(_, epoch)| i32::from(epoch.0))
                .into(),
        ),
        ("waiting", names.orders(&waiting)),
        ("in_flight", names.orders(&in_flight)),
    ]);
}

fn of_consumer(
    names: Names<'_>,
    consumer: &Consumer,
    assigned: &[PartitionId],
    fields: &mut Fields,
) {
    let coordinator = match consumer.coordinator {
        Coordinator::Known(broker) => broker.into(),
        Coordinator::Unknown | Coordinator::BackingOff | Coordinator::Asking(_) => Value::None,
    };
    let position = |(partition, position): (&PartitionId, &Position)| {
        let at = match position {
            Position::At(offset) => offset.to_string(),
            Position::Latest => "latest".to_owned(),
            Position::Unknown => "none".to_owned(),
            Position::Unassigned => "unassigned".to_owned(),
        };
        format!("{}@{at}", names.partition(*partition))
    };
    let orders = |records: &std::collections::VecDeque<crate::node::Fetched>| {
        records
            .iter()
            .map(|record| names.order(record.order))
            .collect::<Value>()
    };
    fields.extend([
        ("coordinator", coordinator),
        (
            "positions",
            assigned
                .iter()
                .zip(&consumer.positions)
                .map(position)
                .collect(),
        ),
        ("fetched", orders(&consumer.buffered)),
        ("polled", orders(&consumer.polled)),
        (
            "committing",
            (consumer.commit != OffsetCommitState::Idle).into(),
        ),
    ]);
}

/// Groups that anybody has joined or committed for.
fn groups(scenario: &Scenario, world: &World) -> Value {
    let count = u8::try_from(scenario.groups.len()).expect("few groups");
    let known = (0..count).map(GroupId).filter(|id| {
        let mut brokers = scenario.brokers();
        brokers.any(|broker| world.group(broker, *id).is_some())
    });
    let names = Names(scenario);
    known
        .map(|id| named("group", names.group(id), group::group(names, world, id)))
        .collect()
}

fn committed_offsets(scenario: &Scenario, world: &World) -> Value {
    let names = Names(scenario);
    let consumers = scenario
        .clients
        .iter()
        .filter_map(|client| client.consumer.as_ref());
    let mut asked: Vec<_> = consumers
        .flat_map(|consumer| {
            consumer
                .partitions
                .iter()
                .map(|partition| (consumer.group, *partition))
        })
        .collect();
    asked.sort();
    asked.dedup();
    let stored = |(group, partition)| {
        let offset = world.committed_offset(scenario, group, partition);
        let fields: Fields = vec![
            ("group", names.group(group)),
            ("partition", names.partition(partition)),
            ("offset", offset.into()),
        ];
        fields
    };
    asked.into_iter().map(stored).collect()
}

fn all_orders(scenario: &Scenario, world: &World, watch: &Watch) -> Value {
    let ids =
        (0..scenario.orders.len()).map(|index| OrderId(u16::try_from(index).expect("few orders")));
    ids.map(|id| {
        named(
            "order",
            Names(scenario).order(id),
            order(scenario, world, watch, id),
        )
    })
    .collect()
}

/// Exact numbers, from what happened and from the leaders' logs.
pub(in crate::script) fn order(
    scenario: &Scenario,
    world: &World,
    watch: &Watch,
    id: OrderId,
) -> Fields {
    let mut counts = [0_usize; 5];
    for seen in &watch.seen {
        let place = match seen.event {
            Event::OrderSent(_, order) if order == id => 0,
            Event::ToldStored(_, order, _) if order == id => 1,
            Event::ToldFailed(_, order, _) if order == id => 2,
            Event::RecordPolled(_, _, _, order) if order == id => 3,
            Event::Charged(_, order) if order == id => 4,
            _ => continue,
        };
        counts[place] += 1;
    }
    let leaders = scenario
        .partition_ids()
        .filter_map(|partition| world.leader_replica(partition));
    let copies = leaders
        .flat_map(|(_, replica)| replica.orders())
        .filter(|(_, order)| *order == id)
        .count();
    let [sent, told_stored, told_failed, polled, charged] = counts;
    vec![
        ("sent", sent.into()),
        ("told_stored", told_stored.into()),
        ("told_failed", told_failed.into()),
        ("copies", copies.into()),
        ("polled", polled.into()),
        ("charged", charged.into()),
    ]
}
