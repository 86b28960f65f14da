//! Connections and links. Order lives here, latency does not.

use std::collections::VecDeque;

use crate::ids::NodeId;
use crate::protocol::{Envelope, EnvelopeKey};

/// One TCP connection from a client to a broker: first in, first out, both ways.
///
/// Its generation is implicit: whatever belonged to an earlier one has left it for the broker's late requests, or is gone.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Connection {
    /// On the way to the broker.
    pub requests: VecDeque<Envelope>,
    /// On the way back.
    pub responses: VecDeque<Envelope>,
    /// A request was dropped: that one and all behind it never arrive on this connection.
    pub requests_silenced: bool,
    /// A response was dropped: that one and all behind it never arrive on this connection.
    pub responses_silenced: bool,
    /// The request the broker works on; the next one is not looked at before it is answered.
    pub working: Option<EnvelopeKey>,
    /// The broker's end is gone and the client has not noticed yet.
    pub broken: bool,
}

/// Which links between machines are cut.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Links {
    cut: Vec<(NodeId, NodeId)>,
}

impl Links {
    /// Whether nothing passes between the two.
    #[must_use]
    pub fn is_cut(&self, a: NodeId, b: NodeId) -> bool {
        !self.cut.is_empty() && self.cut.contains(&ordered(a, b))
    }

    /// The cut links, in ascending order.
    #[must_use]
    pub fn cut_links(&self) -> &[(NodeId, NodeId)] {
        &self.cut
    }

    /// Cuts a link; false if it was cut.
    pub fn cut(&mut self, a: NodeId, b: NodeId) -> bool {
        let link = ordered(a, b);
        match self.cut.binary_search(&link) {
            Ok(_) => false,
            Err(place) => {
                self.cut.insert(place, link);
                true
            }
        }
    }

    /// Heals a link; false if it was whole.
    pub fn heal(&mut self, a: NodeId, b: NodeId) -> bool {
        match self.cut.binary_search(&ordered(a, b)) {
            Ok(place) => {
                self.cut.remove(place);
                true
            }
            Err(_) => false,
        }
    }
}

fn ordered(a: NodeId, b: NodeId) -> (NodeId, NodeId) {
    if a <= b { (a, b) } else { (b, a) }
}
