//! From events to what stands in the diagram.

use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{BrokerId, NodeId, Offset, PartitionId};
use ackademy_engine::player::{Step, as_told};
use ackademy_engine::protocol::{Direction, EnvelopeKey};

use super::SequenceDiagram;
use super::arrows::{Arrow, End};
use super::notes::lane_of;

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// How many steps had been taken when it had happened.
    pub position: usize,
    /// In simulated microseconds.
    pub at: u64,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    /// This arrow sets out.
    Sent(usize),
    /// Its way ends.
    Ended(usize),
    /// It is held back, or goes on.
    Held(usize, bool),
    /// A process does something, or something happens to it.
    Note(Note),
    /// Something happens to the way between two.
    Between(NodeId, NodeId, Event),
    /// A follower fetches, there and back; and up to which offset of which partition it copied.
    ReplicaFetch {
        /// Who fetches.
        follower: BrokerId,
        /// From whom.
        leader: BrokerId,
        /// What it brought.
        copied: Option<(PartitionId, Offset)>,
    },
    /// What repeats begins here.
    Fold(usize),
    /// A fold counts it.
    Folded,
}

/// What a process does, or what happens to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Note {
    /// Whose lane.
    pub lane: NodeId,
    /// The same thing, of several orders or partitions.
    pub events: Vec<Event>,
    /// How often in a row.
    pub times: usize,
}

/// A time in which a process is not there, or stands still.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    /// Whose.
    pub node: NodeId,
    /// It stands still; otherwise it is gone.
    pub is_pause: bool,
    /// The item it begins with; a second process is gone from the beginning.
    pub from: Option<usize>,
    /// The item it ends with.
    pub to: Option<usize>,
}

impl SequenceDiagram {
    pub(super) fn record(&mut self, index: usize, step: &Step, events: &[Event]) {
        let now = (index + 1, step.at);
        if let Action::ReplicaFetch { follower, leader } = step.action {
            let copied = events.iter().find_map(|event| match *event {
                Event::RecordsReplicated(_, partition, offset) => Some((partition, offset)),
                _ => None,
            });
            let what = What::ReplicaFetch {
                follower,
                leader,
                copied,
            };
            self.push(now, what);
        }
        for event in as_told(events) {
            if !self.of_envelope(now, event) {
                self.of_process(now, *event);
            }
        }
    }

    pub(super) fn push(&mut self, (position, at): (usize, u64), what: What) -> usize {
        self.items.push(Item { position, at, what });
        self.items.len() - 1
    }

    fn of_envelope(&mut self, now: (usize, u64), event: &Event) -> bool {
        match *event {
            Event::EnvelopeSent(key) | Event::RequestDuplicated(key) => self.sent(now, key),
            Event::RequestReceived(key) => {
                self.ended(now, key, End::Arrived);
            }
            Event::Answered(key, digest) => self.given = Some((key, digest)),
            Event::ResponseReceived(asked, digest) => {
                let answer = asked.in_direction(Direction::Response);
                if let Some(arrow) = self.ended(now, answer, End::Arrived) {
                    self.exchanged(asked, digest, arrow);
                }
            }
            Event::EnvelopeDropped(key) => {
                self.ended(now, key, End::Cut);
            }
            Event::EnvelopeLost(key) => {
                self.ended(now, key, End::Lost);
            }
            Event::EnvelopeHeld(key) => self.held(now, key, true),
            Event::EnvelopeReleased(key) => self.held(now, key, false),
            Event::RequestBecameLate(key) => {
                if let Some(arrow) = self.under_way.get(&key) {
                    self.arrows[*arrow].is_late = true;
                }
            }
            _ => return false,
        }
        true
    }

    fn sent(&mut self, now: (usize, u64), key: EnvelopeKey) {
        let arrow = self.arrows.len();
        let item = self.push(now, What::Sent(arrow));
        let says = self.given.filter(|(asked, _)| {
            key.direction == Direction::Response && asked.in_direction(Direction::Response) == key
        });
        let says = says.map(|(_, digest)| digest);
        self.arrows.push(Arrow::new(key, item, says));
        self.under_way.insert(key, arrow);
        if key.direction == Direction::Request {
            self.asked.insert(key, arrow);
        }
    }

    fn ended(&mut self, now: (usize, u64), key: EnvelopeKey, end: End) -> Option<usize> {
        let arrow = *self.under_way.get(&key)?;
        let item = self.push(now, What::Ended(arrow));
        let ended = &mut self.arrows[arrow];
        ended.ended = Some((end, item));
        if let Some((_, until @ None)) = ended.held.last_mut() {
            *until = Some(item);
        }
        self.under_way.remove(&key);
        Some(arrow)
    }

    fn held(&mut self, now: (usize, u64), key: EnvelopeKey, is_held: bool) {
        let Some(arrow) = self.under_way.get(&key).copied() else {
            return;
        };
        let item = self.push(now, What::Held(arrow, is_held));
        let held = &mut self.arrows[arrow].held;
        match held.last_mut() {
            Some((_, until @ None)) if !is_held => *until = Some(item),
            _ => held.push((item, None)),
        }
    }

    fn of_process(&mut self, now: (usize, u64), event: Event) {
        match event {
            Event::LinkCut(a, b) | Event::LinkHealed(a, b) if !touches_controller(a, b) => {
                self.push(now, What::Between(a, b, event));
            }
            Event::ConnectionBroken(node, broker) => {
                self.push(now, What::Between(node, NodeId::Broker(broker), event));
            }
            _ => {
                let Some(lane) = lane_of(&event) else {
                    return;
                };
                let item = self.note(now, lane, event);
                self.bar(item, lane, &event);
            }
        }
    }

    /// The same of several orders is one note. To find nobody again and again, with nothing between, is counted.
    fn note(&mut self, now: (usize, u64), lane: NodeId, event: Event) -> usize {
        let kind = std::mem::discriminant(&event);
        if let Some(last) = self.items.last_mut()
            && let What::Note(note) = &mut last.what
            && note.lane == lane
            && last.position == now.0
            && std::mem::discriminant(&note.events[0]) == kind
        {
            note.events.push(event);
            return self.items.len() - 1;
        }
        let is_here = |item: &Item| match &item.what {
            What::Note(note) => note.lane == lane,
            What::Sent(arrow) => self.arrows[*arrow].ends().0 == lane,
            What::Ended(arrow) => self.arrows[*arrow].ends().1 == lane,
            _ => false,
        };
        // Far back is no row any more.
        let nearby = self.items.iter().rev().take(NEARBY).position(is_here);
        let before = nearby.map(|back| self.items.len() - 1 - back);
        if let Some(before) = before
            && let What::Note(note) = &mut self.items[before].what
            && matches!(event, Event::ConnectionRefused(..))
            && note.events == [event]
        {
            note.times += 1;
            return before;
        }
        let what = What::Note(Note {
            lane,
            events: vec![event],
            times: 1,
        });
        self.push(now, what)
    }

    fn bar(&mut self, item: usize, node: NodeId, event: &Event) {
        let open = |bar: &&mut Bar| bar.node == node && bar.to.is_none();
        let is_pause = matches!(event, Event::Paused(_));
        match event {
            Event::Crashed(_) | Event::ShutDown(_) | Event::Paused(_) => {
                // Whatever stood still is gone now.
                if let Some(bar) = self.bars.iter_mut().find(open) {
                    bar.to = Some(item);
                }
                self.bars.push(Bar {
                    node,
                    is_pause,
                    from: Some(item),
                    to: None,
                });
            }
            Event::Restarted(_) | Event::Resumed(_) => match self.bars.iter_mut().find(open) {
                Some(bar) => bar.to = Some(item),
                None => self.bars.push(Bar {
                    node,
                    is_pause: false,
                    from: None,
                    to: Some(item),
                }),
            },
            _ => {}
        }
    }
}

/// How many items back the same note still counts as the same row.
const NEARBY: usize = 12;

fn touches_controller(a: NodeId, b: NodeId) -> bool {
    a == NodeId::Controller || b == NodeId::Controller
}
