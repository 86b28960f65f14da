//! The stream pipeline with exactly once, in three shapes.

use ackademy_engine::ids::{ClientId, OrderId, TransactionalId};
use ackademy_engine::scenario::{
    GroupSettings, Mechanism, PartitionSetup, Pipeline, Preset, Scenario, Subscription,
    TRANSACTION_STATE,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::random::{CLEAN_KINDS, Case, Scene, cases_of};

/// The stream application.
pub const BILLING: ClientId = ClientId(1);

/// Who reads and writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One billing that has all partitions to itself.
    Alone,
    /// Two billings with ids of their own that share a group.
    Group,
    /// Two billings with one id: whoever comes later fences the other. The second one waits to be started.
    Twin,
}

/// The keys of a scenario that differ between runs.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    pub shape: Shape,
    pub order_count: u16,
    pub max_poll_records: u16,
    /// The mechanism that is taken out.
    pub without: Option<Mechanism>,
}

/// Runs of single steps of the stream pipeline, with this mechanism out.
pub fn streams(without: Option<Mechanism>) -> impl Strategy<Value = Case<Stream>> {
    cases_of(setups(without), &CLEAN_KINDS)
}

/// The stream pipeline with this mechanism out.
pub fn setups(without: Option<Mechanism>) -> impl Strategy<Value = Stream> {
    let shape = select(vec![Shape::Alone, Shape::Group, Shape::Twin]);
    let setups = (shape, 1..=3_u16, select(vec![1_u16, 2, 500]));
    setups.prop_map(move |(shape, order_count, max_poll_records)| Stream {
        shape,
        order_count,
        max_poll_records,
        without,
    })
}

impl Scene for Stream {
    fn scenario(&self) -> Scenario {
        let mut scenario = Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream);
        scenario.orders.truncate(usize::from(self.order_count));
        let orders = (0..self.order_count).map(OrderId);
        scenario.clients[0].orders = orders.map(|order| (order, 0)).collect();
        scenario.background_flush = false;
        let consumer = scenario.clients[BILLING.index()].consumer.as_mut();
        let consumer = consumer.expect("billing reads");
        consumer.max_poll_records = self.max_poll_records;
        match self.shape {
            Shape::Alone => {}
            Shape::Group => {
                consumer.subscription = Subscription::Group(GroupSettings::default());
                add_second_billing(&mut scenario);
            }
            Shape::Twin => {
                scenario.add_twin(BILLING);
            }
        }
        if let Some(mechanism) = self.without {
            scenario.mechanisms.set(mechanism, false);
        }
        scenario.validate().expect("only setups that Kafka accepts");
        scenario
    }
}

/// With a transactional.id of its own, whose partition of the transaction log the scenario may not have yet.
fn add_second_billing(scenario: &mut Scenario) {
    for index in 0..3 {
        if scenario
            .partition_named(&format!("{TRANSACTION_STATE}-{index}"))
            .is_none()
        {
            let mut known = scenario.partitions.iter();
            let known = known.find(|setup| setup.topic == TRANSACTION_STATE);
            let setup = PartitionSetup {
                index,
                ..known.expect("checkout has one").clone()
            };
            scenario.partitions.push(setup);
        }
    }
    let mut second = scenario.clients[BILLING.index()].clone();
    second.name = "second".to_owned();
    let producer = second.producer.as_mut().expect("billing writes");
    producer.transactional_id = Some(TransactionalId(2));
    scenario.transactional_ids.push("second".to_owned());
    scenario.clients.push(second);
}
