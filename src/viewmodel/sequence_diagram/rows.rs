//! The lines as sentences, for whoever hears them read.

use ackademy_engine::event::Event;
use ackademy_engine::ids::NodeId;
use ackademy_engine::player::Player;

use super::super::line_of;
use super::super::words::node_name;
use super::SequenceDiagram;
use super::arrows::{Arrow, End};
use super::lines::Line;
use super::record::{Note, What};
use super::said::said;
use super::words::{folded, label};
use crate::i18n::{Message, message};
use crate::t;

impl SequenceDiagram {
    /// What a line tells, a sentence for each thing on it.
    #[must_use]
    pub fn told(&self, player: &Player, line: &Line) -> Vec<Message> {
        if let Some(micros) = line.gap {
            let seconds = i64::try_from(micros / 1_000_000).unwrap_or(i64::MAX);
            return vec![message("stage-break").with("seconds", seconds)];
        }
        let items = &self.items[line.items.0..line.items.1];
        let told = items.iter().flat_map(|item| match &item.what {
            What::Sent(arrow) => vec![self.way(*arrow, Way::Begins)],
            What::Ended(arrow) => vec![self.way(*arrow, how_it_ended(&self.arrows[*arrow]))],
            What::Held(arrow, true) => vec![self.way(*arrow, Way::Stands)],
            What::Held(arrow, false) => vec![self.way(*arrow, Way::GoesOn)],
            What::Note(note) => self.sentences(player, item.position, note),
            What::Between(a, b, event) => vec![self.between(*a, *b, *event)],
            What::ReplicaFetch { follower, .. } => {
                vec![self.at(NodeId::Broker(*follower), t!("diagram-replica-fetch"))]
            }
            What::Fold(fold) => {
                let fold = &self.folds[*fold];
                vec![self.at(fold.key.sender, folded(&self.scenario, fold))]
            }
            What::Folded => Vec::new(),
        });
        told.collect()
    }

    fn way(&self, arrow: usize, how: Way) -> Message {
        let arrow = &self.arrows[arrow];
        let what = label(&self.scenario, arrow);
        let (from, to) = arrow.ends();
        let (from, to) = (
            node_name(&self.scenario, from),
            node_name(&self.scenario, to),
        );
        match how {
            Way::Begins => message("diagram-row-sent")
                .with("what", what)
                .with("from", from)
                .with("to", to),
            Way::Arrives => message("diagram-row-arrived")
                .with("what", what)
                .with("from", from)
                .with("to", to),
            Way::IsLost => message("diagram-row-lost")
                .with("what", what)
                .with("from", from)
                .with("to", to),
            Way::IsCut => message("diagram-row-cut")
                .with("what", what)
                .with("from", from)
                .with("to", to),
            Way::Stands => message("diagram-row-held")
                .with("what", what)
                .with("from", from)
                .with("to", to),
            Way::GoesOn => message("diagram-row-released")
                .with("what", what)
                .with("from", from)
                .with("to", to),
        }
    }

    fn at(&self, lane: NodeId, what: Message) -> Message {
        message("diagram-row-note")
            .with("name", node_name(&self.scenario, lane))
            .with("what", what)
    }

    /// As the list of what happened says it; what it does not tell is told in short.
    fn sentences(&self, player: &Player, position: usize, note: &Note) -> Vec<Message> {
        let events = note.events.iter();
        let told: Option<Vec<Message>> = events
            .map(|event| line_of(player, position - 1, event).map(|(text, _)| text))
            .collect();
        let is_counted = note.times > 1;
        told.filter(|_| !is_counted)
            .unwrap_or_else(|| vec![self.at(note.lane, said(&self.scenario, note))])
    }

    fn between(&self, a: NodeId, b: NodeId, event: Event) -> Message {
        let what = match event {
            Event::LinkCut(..) => t!("diagram-link-cut"),
            Event::LinkHealed(..) => t!("diagram-link-healed"),
            _ => t!("diagram-connection-broken"),
        };
        message("diagram-row-between")
            .with("a", node_name(&self.scenario, a))
            .with("b", node_name(&self.scenario, b))
            .with("what", what)
    }
}

fn how_it_ended(arrow: &Arrow) -> Way {
    match arrow.ended {
        Some((End::Cut, _)) => Way::IsCut,
        Some((End::Lost, _)) => Way::IsLost,
        _ => Way::Arrives,
    }
}

/// What becomes of an envelope on a line.
enum Way {
    Begins,
    Arrives,
    IsLost,
    IsCut,
    Stands,
    GoesOn,
}
