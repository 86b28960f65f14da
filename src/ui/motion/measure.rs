//! Where the cards stand now, and so where the wires run. Read from the document only after something changed.

use ackademy_engine::few::Few;
use ackademy_engine::ids::NodeId;
use web_sys::Element;

use super::super::browser::find;
use super::super::page::Page;
use super::Flyer;
use super::geometry::{Curve, Rect};
use super::place::find_moving;

/// Between the starts of two wires at one card.
const SPREAD: f64 = 18.0;

/// The cards' boxes, by whose they are.
#[derive(Default)]
pub struct Wiring {
    pub(super) is_stale: bool,
    cards: Few<NodeId, Rect>,
    /// The size of the stage.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Wiring {
    /// The curve between two nodes, from the first to the second.
    pub(super) fn curve(&self, from: NodeId, to: NodeId) -> Option<(Curve, bool)> {
        let card = |node| self.cards.get(&node).copied();
        let (a, b) = (card(from)?, card(to)?);
        Some(match (from, to) {
            (NodeId::Broker(x), NodeId::Broker(y)) if x < y => (Curve::beside(a, b), false),
            (NodeId::Broker(_), NodeId::Broker(_)) => (Curve::beside(b, a), true),
            // A wire is one line, whichever way something travels on it.
            (NodeId::Broker(_), _) => (Curve::between(b, a, self.shift(from)), true),
            _ => (Curve::between(a, b, self.shift(to)), false),
        })
    }

    /// Where a node's card begins.
    pub(super) fn left_of(&self, node: NodeId) -> Option<f64> {
        self.cards.get(&node).map(|card| card.left)
    }

    fn shift(&self, broker: NodeId) -> f64 {
        let NodeId::Broker(broker) = broker else {
            return 0.0;
        };
        let count = self
            .cards
            .keys()
            .filter(|node| matches!(node, NodeId::Broker(_)))
            .count();
        let middle = f64::from(u8::try_from(count).unwrap_or(u8::MAX).saturating_add(1)) / 2.0;
        (f64::from(broker.0) - middle) * SPREAD
    }
}

/// Finds what moves and draws the wires, if the document was drawn since the last time; before that it reads the cards' boxes, if
/// they may stand elsewhere.
pub fn measure(page: Page) {
    page.moving(|motion| {
        if !std::mem::take(&mut motion.has_new) {
            return;
        }
        let Some(stage) = find("[data-stage]") else {
            return;
        };
        if std::mem::take(&mut motion.wiring.is_stale) {
            read(&mut motion.wiring, &stage);
        }
        let strange = |flyer: &&mut Flyer| flyer.half == 0.0;
        for flyer in motion.flyers.values_mut().filter(strange) {
            flyer.half = f64::from(flyer.element.offset_width()) / 2.0;
        }
        motion.moving = find_moving(&stage);
        draw(&motion.wiring, &stage);
    });
}

fn read(wiring: &mut Wiring, stage: &Element) {
    let corner = stage.get_bounding_client_rect();
    wiring.width = corner.width();
    wiring.height = corner.height();
    wiring.cards = Few::default();
    for card in elements(stage, "[data-node]") {
        let box_ = card.get_bounding_client_rect();
        if box_.width() > 0.0
            && let Some(node) = card
                .get_attribute("data-node")
                .and_then(|mark| node_of(&mark))
        {
            wiring.cards.insert(
                node,
                Rect {
                    left: box_.left() - corner.left(),
                    top: box_.top() - corner.top(),
                    right: box_.right() - corner.left(),
                    bottom: box_.bottom() - corner.top(),
                },
            );
        }
    }
}

fn draw(wiring: &Wiring, stage: &Element) {
    for path in elements(stage, "[data-wire]") {
        let ends = path.get_attribute("data-wire").unwrap_or_default();
        let curve = ends
            .split_once(' ')
            .and_then(|(a, b)| wiring.curve(node_of(a)?, node_of(b)?));
        match curve {
            Some((curve, _)) => {
                let line = curve.path();
                if path.get_attribute("d").as_ref() != Some(&line) {
                    let _ = path.set_attribute("d", &line);
                }
            }
            None => {
                let _ = path.remove_attribute("d");
            }
        }
    }
}

fn node_of(mark: &str) -> Option<NodeId> {
    use ackademy_engine::ids::{BrokerId, ClientId};
    let (kind, number) = mark.split_once('-')?;
    let number = number.parse().ok()?;
    match kind {
        "broker" => Some(NodeId::Broker(BrokerId(number))),
        "client" => Some(NodeId::Client(ClientId(number))),
        _ => None,
    }
}

fn elements(within: &Element, selector: &str) -> Vec<Element> {
    use wasm_bindgen::JsCast;
    let Ok(list) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
        .collect()
}
