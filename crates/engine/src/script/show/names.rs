//! What ids are called in scripts.

use super::Value;
use crate::ids::{
    BrokerId, BrokerSet, ClientId, GroupId, NodeId, Offset, OrderId, PartitionId, PartitionSet,
    TransactionalId,
};
use crate::scenario::Scenario;

/// Names of a scenario's things.
#[derive(Clone, Copy)]
pub(in crate::script) struct Names<'a>(pub &'a Scenario);

impl Names<'_> {
    pub fn client(self, client: ClientId) -> Value {
        self.0.client(client).name.as_str().into()
    }

    pub fn partition(self, partition: PartitionId) -> Value {
        self.0.partition(partition).name().into()
    }

    pub fn order(self, order: OrderId) -> Value {
        self.0.order_name(order).into()
    }

    pub fn orders(self, orders: &[OrderId]) -> Value {
        orders.iter().map(|order| self.order(*order)).collect()
    }

    pub fn group(self, group: GroupId) -> Value {
        self.0.groups[usize::from(group.0)].as_str().into()
    }

    pub fn transactional_id(self, id: TransactionalId) -> Value {
        self.0.transactional_ids[id.index()].as_str().into()
    }

    pub fn partitions(self, set: PartitionSet) -> Value {
        set.iter()
            .map(|partition| self.partition(partition))
            .collect()
    }

    /// Who asks: a client by name, a broker as `broker 1`.
    pub fn sender(self, sender: NodeId) -> (&'static str, Value) {
        match sender {
            NodeId::Client(client) => ("client", self.client(client)),
            _ => ("sender", self.node(sender).into()),
        }
    }

    /// `checkout`, `broker 1` or `controller`.
    pub fn node(self, node: NodeId) -> String {
        match node {
            NodeId::Client(client) => self.0.client(client).name.clone(),
            NodeId::Broker(broker) => format!("broker {broker}"),
            NodeId::Controller => "controller".to_owned(),
        }
    }
}

impl From<BrokerId> for Value {
    fn from(broker: BrokerId) -> Value {
        broker.0.into()
    }
}

impl From<Offset> for Value {
    fn from(offset: Offset) -> Value {
        offset.0.into()
    }
}

impl From<BrokerSet> for Value {
    fn from(set: BrokerSet) -> Value {
        set.iter().collect()
    }
}
