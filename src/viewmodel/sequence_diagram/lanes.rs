//! The lanes: every process that takes part, from left to right as on the stage.

use ackademy_engine::ids::{BrokerId, GroupId, NodeId};
use ackademy_engine::player::Player;

use super::super::client::card_name;
use super::super::words::node_name;
use super::SequenceDiagram;
use crate::i18n::{Message, message};
use crate::t;

/// What stands above a lane.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    /// Whose lane.
    pub node: NodeId,
    /// Its name.
    pub name: Message,
    /// What it coordinates at this moment of the run, if anything.
    pub role: Option<Message>,
}

impl SequenceDiagram {
    /// Whoever only sends stands left of the brokers, whoever reads to the right of them.
    #[must_use]
    pub fn heads(&self, player: &Player) -> Vec<Head> {
        let lanes = self.lanes();
        let head = |node: &NodeId| Head {
            node: *node,
            name: match node {
                NodeId::Client(client) => card_name(&self.scenario.client(*client).name),
                NodeId::Broker(broker) => {
                    message("card-broker").with("broker", i64::from(broker.0))
                }
                NodeId::Controller => node_name(&self.scenario, *node),
            },
            role: match node {
                NodeId::Broker(broker) => role(player, *broker),
                _ => None,
            },
        };
        lanes.iter().map(head).collect()
    }

    pub(super) fn lanes(&self) -> Vec<NodeId> {
        let scenario = &self.scenario;
        let clients = |reads: bool| {
            let all = scenario.client_ids();
            all.filter(move |client| scenario.client(*client).consumer.is_some() == reads)
                .map(NodeId::Client)
                .filter(|node| self.takes_part(*node))
        };
        let brokers = scenario.brokers().map(NodeId::Broker);
        clients(false).chain(brokers).chain(clients(true)).collect()
    }
}

/// Which coordinators live in a broker: those of the partitions that it leads, as the controller knows.
fn role(player: &Player, broker: BrokerId) -> Option<Message> {
    let scenario = player.scenario();
    let view = &player.world().controller().view;
    let leads = |partition| view.of(partition).leader == Some(broker);
    let of_transactions = scenario
        .transactional_id_list()
        .filter_map(|id| scenario.transaction_partition(id))
        .any(leads);
    let of_groups = (0..scenario.groups.len())
        .filter_map(|group| u8::try_from(group).ok())
        .filter_map(|group| scenario.offsets_partition(GroupId(group)))
        .any(leads);
    match (of_transactions, of_groups) {
        (true, true) => Some(t!("diagram-coordinates-both")),
        (true, false) => Some(t!("diagram-coordinates-transactions")),
        (false, true) => Some(t!("diagram-coordinates-groups")),
        (false, false) => None,
    }
}
