//! The steps of a transaction, told from the trace alone.

use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId, Offset, ProducerId, TransactionalId};
use ackademy_engine::log::{TransactionRecord, TransactionResult, TransactionState};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, EnvelopeKey, ResponseDigest};
use ackademy_engine::scenario::{CONSUMER_OFFSETS, Scenario};

use super::words::{self, Told};
use crate::i18n::Message;

/// Who takes part, from left to right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// The log that the application reads.
    Source,
    /// The application.
    App,
    /// Its coordinator's memory.
    Coordinator,
    /// The coordinator's partition of the transaction log.
    Log,
    /// Committed offsets.
    Offsets,
    /// The log that the application writes.
    Target,
}

impl Lane {
    /// From left to right.
    pub const ALL: [Lane; 6] = [
        Lane::Source,
        Lane::App,
        Lane::Coordinator,
        Lane::Log,
        Lane::Offsets,
        Lane::Target,
    ];
}

/// What travels in a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// From whom.
    pub from: Lane,
    /// To whom.
    pub to: Lane,
    /// An answer, drawn dashed.
    pub is_answer: bool,
}

/// What stands in a lane from a step on.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// A record of the transaction log.
    Record(Offset, TransactionState),
    /// The state in the coordinator's memory.
    Memory(TransactionState),
    /// A data record, in doubt until a marker follows; named by its order.
    Data(Offset, String),
    /// A committed offset that is pending.
    Pending(Offset),
    /// A marker.
    Marker(Offset, TransactionResult),
}

/// One numbered step.
#[derive(Clone, PartialEq, Debug)]
pub struct TransactionStep {
    /// From 1.
    pub number: usize,
    /// How many steps of the run had been taken when it had happened.
    pub position: usize,
    /// What travels.
    pub arrows: Vec<Arrow>,
    /// What stands somewhere from here on.
    pub cells: Vec<(Lane, Cell)>,
    /// Written at the first arrow: what travels, in Kafka's words.
    pub label: Message,
    /// Written at the second arrow, where there is an answer.
    pub answer: Option<Message>,
    /// What happens and why, in a sentence or two.
    pub text: Message,
}

/// Everything until the transaction is complete, or until the run ends.
pub(super) fn steps(player: &Player, app: ClientId) -> Vec<TransactionStep> {
    let mut teller = Teller::new(player, app);
    for (index, _) in player.past().iter().enumerate() {
        teller.position = index + 1;
        let events = player.trace().events_of(index);
        for (at, event) in events.iter().enumerate() {
            teller.tell(*event, &events[at..]);
        }
        if teller.is_complete {
            break;
        }
    }
    teller.steps
}

struct Teller<'a> {
    scenario: &'a Scenario,
    app: ClientId,
    id: Option<TransactionalId>,
    /// Given out by the coordinator.
    producer_id: Option<ProducerId>,
    position: usize,
    is_complete: bool,
    steps: Vec<TransactionStep>,
}

impl Teller<'_> {
    fn new(player: &Player, app: ClientId) -> Teller<'_> {
        let scenario = player.scenario();
        let producer = scenario.client(app).producer.as_ref();
        Teller {
            scenario,
            app,
            id: producer.and_then(|producer| producer.transactional_id),
            producer_id: None,
            position: 0,
            is_complete: false,
            steps: Vec::new(),
        }
    }

    /// `rest` begins with the event itself: what the same step of the run brings with it.
    fn tell(&mut self, event: Event, rest: &[Event]) {
        match event {
            Event::RequestReceived(key) if self.asks_coordinator(key) => {
                self.push(
                    &[(Lane::App, Lane::Coordinator)],
                    Vec::new(),
                    words::request(self.scenario, key),
                );
            }
            Event::Answered(key, digest) if self.asks_coordinator(key) && !self.has_answered() => {
                self.push(&[], Vec::new(), words::answered(key.api, digest.error));
                self.answer_last();
            }
            Event::RecordPolled(client, partition, offset, order) if client == self.app => {
                self.push(
                    &[(Lane::Source, Lane::App)],
                    Vec::new(),
                    words::polled(self.scenario, partition, offset, order),
                );
            }
            Event::TransactionLogged(_, id, offset, record) if Some(id) == self.id => {
                self.logged(offset, record);
            }
            Event::TransactionMoved(_, id, state) if Some(id) == self.id => {
                self.moved(state, rest);
            }
            Event::OffsetPending(_, _, partition, offset, producer)
                if Some(producer) == self.producer_id =>
            {
                self.push(
                    &[(Lane::App, Lane::Offsets)],
                    vec![(Lane::Offsets, Cell::Pending(offset))],
                    words::pending(self.scenario, partition, offset),
                );
            }
            _ => self.tell_appended(event, rest),
        }
    }

    fn tell_appended(&mut self, event: Event, rest: &[Event]) {
        match event {
            Event::RecordAppended(_, partition, offset, order) => {
                let in_transaction = rest.iter().any(|other| {
                    matches!(other, Event::AppendedInTransaction(_, where_to, _, producer)
                        if *where_to == partition && Some(*producer) == self.producer_id)
                });
                if in_transaction {
                    let name = self.scenario.order_name(order).to_owned();
                    self.push(
                        &[(Lane::App, Lane::Target)],
                        vec![(Lane::Target, Cell::Data(offset, name))],
                        words::produced(self.scenario, partition, offset, order),
                    );
                }
            }
            Event::MarkerAppended(_, partition, offset, producer, result)
                if Some(producer) == self.producer_id =>
            {
                let topic = self.scenario.partition(partition).topic.as_str();
                let lane = if topic == CONSUMER_OFFSETS {
                    Lane::Offsets
                } else {
                    Lane::Target
                };
                self.marked(lane, offset, result);
            }
            _ => {}
        }
    }

    fn asks_coordinator(&self, key: EnvelopeKey) -> bool {
        let is_asked = matches!(
            key.api,
            Api::InitProducerId | Api::AddPartitionsToTxn | Api::AddOffsetsToTxn | Api::EndTxn
        );
        is_asked && key.sender == NodeId::Client(self.app)
    }

    fn logged(&mut self, offset: Offset, record: TransactionRecord) {
        self.producer_id = Some(record.producer_id);
        self.push(
            &[(Lane::Coordinator, Lane::Log)],
            vec![(Lane::Log, Cell::Record(offset, record.state))],
            words::logged(self.scenario, offset, record),
        );
    }

    fn moved(&mut self, state: TransactionState, rest: &[Event]) {
        let answered: Option<(Api, ResponseDigest)> = rest.iter().find_map(|event| match *event {
            Event::Answered(key, digest) if self.asks_coordinator(key) => Some((key.api, digest)),
            _ => None,
        });
        self.push(
            &[(Lane::Log, Lane::Coordinator)],
            vec![(Lane::Coordinator, Cell::Memory(state))],
            words::moved(state, answered.as_ref()),
        );
        let Some(last) = self.steps.last_mut() else {
            return;
        };
        last.arrows[0].is_answer = true;
        if let Some((api, digest)) = answered {
            last.answer = Some(words::answer(api, &digest));
            self.answer_last();
        }
        self.is_complete = matches!(
            state,
            TransactionState::CompleteCommit | TransactionState::CompleteAbort
        );
    }

    /// Markers that one request brings belong to one step.
    fn marked(&mut self, lane: Lane, offset: Offset, result: TransactionResult) {
        let arrow = Arrow {
            from: Lane::Coordinator,
            to: lane,
            is_answer: false,
        };
        let cell = (lane, Cell::Marker(offset, result));
        let position = self.position;
        let same = self.steps.last_mut().filter(|last| {
            last.position == position
                && last
                    .cells
                    .iter()
                    .any(|(_, cell)| matches!(cell, Cell::Marker(..)))
        });
        match same {
            Some(last) => {
                last.arrows.push(arrow);
                last.cells.push(cell);
            }
            None => self.push(
                &[(Lane::Coordinator, lane)],
                vec![cell],
                words::marked(result),
            ),
        }
    }

    /// The change of state that this step of the run brought has told of the answer already.
    fn has_answered(&self) -> bool {
        self.steps
            .last()
            .is_some_and(|last| last.position == self.position && last.answer.is_some())
    }

    fn answer_last(&mut self) {
        if let Some(last) = self.steps.last_mut() {
            last.arrows.push(Arrow {
                from: Lane::Coordinator,
                to: Lane::App,
                is_answer: true,
            });
        }
    }

    fn push(&mut self, ways: &[(Lane, Lane)], cells: Vec<(Lane, Cell)>, told: Told) {
        let way = |(from, to): &(Lane, Lane)| Arrow {
            from: *from,
            to: *to,
            is_answer: false,
        };
        self.steps.push(TransactionStep {
            number: self.steps.len() + 1,
            position: self.position,
            arrows: ways.iter().map(way).collect(),
            cells,
            label: told.label,
            answer: None,
            text: told.text,
        });
    }
}
