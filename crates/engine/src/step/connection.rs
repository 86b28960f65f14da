//! Envelopes on connections: sending, arriving, answering, and what becomes of them when a connection ends.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, NodeId};
use crate::network::Connection;
use crate::protocol::{
    Body, Channel, Direction, Envelope, EnvelopeKey, KafkaError, Request, Response, Subject,
};
use crate::world::World;

/// How many late repeats of one request a broker keeps.
const LATE_REPEATS_MAX: usize = 3;

/// What becomes of requests on a connection that ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// They are in the broker's socket buffer or on the wire and may still be carried out.
    Late,
    /// They are gone with the connection.
    Gone,
}

impl World {
    /// Whether a link between a sender and a broker passes messages.
    pub(crate) fn is_linked(&self, sender: impl Into<NodeId>, broker: BrokerId) -> bool {
        !self.links.is_cut(sender.into(), NodeId::Broker(broker))
    }

    /// Whether a process that sends requests works.
    pub(crate) fn is_working(&self, sender: NodeId) -> bool {
        match sender {
            NodeId::Client(client) => self.client(client).is_running(),
            NodeId::Broker(broker) => self.broker(broker).is_running(),
            NodeId::Controller => false,
        }
    }

    /// A sender's requests that wait for an answer, oldest first.
    pub(crate) fn outstanding(&self, sender: NodeId) -> &[EnvelopeKey] {
        match sender {
            NodeId::Client(client) => &self.client(client).outstanding,
            NodeId::Broker(broker) => self
                .coordinators
                .get(broker.index())
                .map_or(&[], |memory| &memory.outstanding),
            NodeId::Controller => &[],
        }
    }

    /// The requests that a sender waits for on one connection, oldest first.
    pub(crate) fn outstanding_on(
        &self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> impl Iterator<Item = EnvelopeKey> + '_ {
        let on_it = move |key: &EnvelopeKey| key.broker == broker && key.channel == channel;
        self.outstanding(sender).iter().copied().filter(on_it)
    }

    /// Whether the sender of a request still waits for its answer.
    pub(crate) fn waits_for_answer(&self, key: EnvelopeKey) -> bool {
        self.outstanding(key.sender).contains(&key)
    }

    /// The request at the head of its connection that its broker can take up now.
    pub(crate) fn deliverable_request(
        &self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> Option<EnvelopeKey> {
        let connection = self.connection(sender, broker, channel);
        let head = connection.requests.front()?;
        let can = !head.held
            && connection.working.is_none()
            && self.broker(broker).is_running()
            && self.is_linked(sender, broker);
        can.then_some(head.key)
    }

    /// The response at the head of its connection that its client can take up now.
    pub(crate) fn deliverable_response(
        &self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> Option<EnvelopeKey> {
        let head = self.connection(sender, broker, channel).responses.front()?;
        let can = !head.held && self.is_working(sender) && self.is_linked(sender, broker);
        can.then_some(head.key)
    }

    /// Whether a late request can be carried out now.
    pub(crate) fn is_late_executable(&self, envelope: &Envelope) -> bool {
        let key = envelope.key;
        !envelope.held
            && self.broker(key.broker).is_running()
            && self.is_linked(key.sender, key.broker)
    }

    /// Whether the client can notice now that this connection is gone.
    pub(crate) fn can_notice_disconnect(
        &self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> bool {
        let connection = self.connection(sender, broker, channel);
        connection.broken
            && connection.responses.is_empty()
            && !connection.responses_silenced
            && self.is_working(sender)
            && self.is_linked(sender, broker)
    }

    /// Whether a request that lost its connection may still change something at its broker: questions never do, and of
    /// repeats of one request a few stand for all, or a cut link would collect them for ever.
    fn may_matter_late(&self, envelope: &Envelope) -> bool {
        let meaning = envelope.key.meaning();
        let broker = self.broker(envelope.key.broker);
        let repeats = broker
            .late
            .iter()
            .filter(|late| late.key.meaning() == meaning)
            .count();
        broker.status.is_up() && !envelope.request().is_question() && repeats < LATE_REPEATS_MAX
    }

    fn is_in_use(&self, key: EnvelopeKey) -> bool {
        let answer = key.in_direction(Direction::Response);
        let connection = self.connection(key.sender, key.broker, key.channel);
        let broker = self.broker(key.broker);
        connection.requests.iter().any(|e| e.key == key)
            || connection.responses.iter().any(|e| e.key == answer)
            || connection.working == Some(key)
            || self.waits_for_answer(key)
            || broker.late.iter().any(|e| e.key == key)
            || broker.parked.iter().any(|parked| parked.key == key)
            || self.waits_for_transition(key)
            || self.waits_in_group(key.broker, key)
    }
}

impl<S: EventSink> Context<'_, S> {
    /// Sends a request over the sender's connection to a broker whose process exists.
    pub(super) fn send_request(
        &mut self,
        sender: impl Into<NodeId>,
        broker: BrokerId,
        channel: Channel,
        request: Request,
    ) -> EnvelopeKey {
        let sender = sender.into();
        let instance = match sender {
            NodeId::Client(client) => self.world.client(client).instance,
            NodeId::Broker(broker) => self.world.coordinator(broker).instance,
            NodeId::Controller => panic!("the controller sends no requests"),
        };
        let mut key = EnvelopeKey {
            direction: Direction::Request,
            api: request.api(),
            sender,
            instance,
            broker,
            channel,
            subject: Subject::of(&request),
            attempt: 0,
            copy: 0,
        };
        while self.world.is_in_use(key) {
            key.attempt += 1;
        }
        if request.expects_answer() {
            self.await_answer(sender, key);
        }
        self.report(Event::EnvelopeSent(key));
        let connection = self.world.connection_mut(sender, broker, channel);
        if connection.requests_silenced || connection.broken {
            self.report(Event::EnvelopeLost(key));
        } else {
            connection.requests.push_back(Envelope {
                key,
                body: Body::Request(request),
                held: false,
            });
        }
        key
    }

    /// An envelope arrives.
    pub(super) fn deliver(&mut self, key: EnvelopeKey) -> Applied {
        match key.direction {
            Direction::Request => self.deliver_request(key),
            Direction::Response => self.deliver_response(key),
        }
    }

    fn deliver_request(&mut self, key: EnvelopeKey) -> Applied {
        let (request, answerable) = self.take_request(key)?;
        self.report(Event::RequestReceived(key));
        self.carry_out(key, answerable, request);
        Ok(())
    }

    /// Takes a request off its connection (it can be answered) or out of the late ones (it cannot).
    fn take_request(&mut self, key: EnvelopeKey) -> Result<(Request, bool), NotEnabled> {
        if self
            .world
            .deliverable_request(key.sender, key.broker, key.channel)
            == Some(key)
        {
            let connection = self
                .world
                .connection_mut(key.sender, key.broker, key.channel);
            let envelope = connection.requests.pop_front().expect("it has a head");
            let answerable = envelope.request().expects_answer();
            if answerable {
                connection.working = Some(key);
            }
            return Ok((envelope.request().clone(), answerable));
        }
        let late = &self.world.broker(key.broker).late;
        let place = late.iter().position(|envelope| envelope.key == key);
        match place.filter(|place| self.world.is_late_executable(&late[*place])) {
            Some(place) => {
                let envelope = self.world.broker_mut(key.broker).late.remove(place);
                Ok((envelope.request().clone(), false))
            }
            None => Err(NotEnabled("this request cannot arrive now")),
        }
    }

    fn deliver_response(&mut self, key: EnvelopeKey) -> Applied {
        if self
            .world
            .deliverable_response(key.sender, key.broker, key.channel)
            != Some(key)
        {
            return Err(NotEnabled("this response cannot arrive now"));
        }
        let connection = self
            .world
            .connection_mut(key.sender, key.broker, key.channel);
        let Some(Envelope {
            body: Body::Response(response),
            ..
        }) = connection.responses.pop_front()
        else {
            panic!("a response stands at the head of its connection");
        };
        let asked = key.in_direction(Direction::Request);
        let outstanding = self.outstanding_mut(key.sender);
        let place = outstanding.iter().position(|waiting| *waiting == asked);
        outstanding.remove(
            place.expect("a response on a live connection has a request that waits for it"),
        );
        self.report(Event::ResponseReceived(asked, response.digest()));
        match key.sender {
            NodeId::Client(client) => {
                self.client_is_answered(asked, response);
                self.work(client);
            }
            _ => self.broker_is_answered(asked, &response),
        }
        Ok(())
    }

    /// A request was sent and waits for its answer. Which of two connections was used first changes nothing, so it leaves
    /// no trace; on one connection requests stand in the order they were sent.
    fn await_answer(&mut self, sender: NodeId, key: EnvelopeKey) {
        let connection = |key: &EnvelopeKey| (key.broker, key.channel);
        let outstanding = self.outstanding_mut(sender);
        let place = outstanding.partition_point(|other| connection(other) <= connection(&key));
        outstanding.insert(place, key);
    }

    fn outstanding_mut(&mut self, sender: NodeId) -> &mut Vec<EnvelopeKey> {
        match sender {
            NodeId::Client(client) => &mut self.world.client_mut(client).outstanding,
            NodeId::Broker(broker) => &mut self.world.coordinator_mut(broker).outstanding,
            NodeId::Controller => panic!("the controller sends no requests"),
        }
    }

    /// Forgets the requests that wait on one connection, and returns them, oldest first.
    pub(super) fn take_outstanding(
        &mut self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
    ) -> Vec<EnvelopeKey> {
        let failed: Vec<EnvelopeKey> = self.world.outstanding_on(sender, broker, channel).collect();
        if !failed.is_empty() {
            self.outstanding_mut(sender)
                .retain(|key| !failed.contains(key));
        }
        failed
    }

    /// A broker has done its part of a request.
    pub(super) fn answer(&mut self, key: EnvelopeKey, answerable: bool, response: Response) {
        self.report(Event::Answered(key, response.digest()));
        if !answerable {
            return;
        }
        let answer = key.in_direction(Direction::Response);
        self.report(Event::EnvelopeSent(answer));
        let connection = self
            .world
            .connection_mut(key.sender, key.broker, key.channel);
        connection.working = None;
        if connection.responses_silenced || connection.broken {
            self.report(Event::EnvelopeLost(answer));
        } else {
            connection.responses.push_back(Envelope {
                key: answer,
                body: Body::Response(response),
                held: false,
            });
        }
    }

    /// Scripts alone: the broker answers an error to a request that it does not carry out.
    pub(super) fn refuse(&mut self, key: EnvelopeKey, error: KafkaError) -> Applied {
        if key.direction != Direction::Request {
            return Err(NotEnabled("only a request can be refused"));
        }
        let (request, answerable) = self.take_request(key)?;
        self.report(Event::RequestReceived(key));
        self.answer(key, answerable, Response::refusal(key.api, error, &request));
        Ok(())
    }

    /// The broker's end of a connection goes away; the client will notice once the answers on the wire are in.
    pub(super) fn break_from_broker(&mut self, sender: NodeId, broker: BrokerId, channel: Channel) {
        self.lose_requests(sender, broker, channel, Fate::Gone);
        let connection = self.world.connection_mut(sender, broker, channel);
        connection.working = None;
        connection.broken = true;
    }

    /// Ends a connection on both sides: what was on it is late or gone, and the next request opens a new one.
    pub(super) fn reset_connection(
        &mut self,
        sender: NodeId,
        broker: BrokerId,
        channel: Channel,
        fate: Fate,
    ) {
        let place = self.world.connection_place(sender, broker, channel);
        if *self.world.connections[place] == Connection::default() {
            return;
        }
        self.lose_requests(sender, broker, channel, fate);
        let ended = std::mem::take(self.world.connection_mut(sender, broker, channel));
        for envelope in &ended.responses {
            self.report(Event::EnvelopeLost(envelope.key));
        }
        if let Some(working) = ended.working
            && let Some(parked) = self
                .world
                .broker_mut(broker)
                .parked
                .iter_mut()
                .find(|p| p.key == working)
        {
            parked.answerable = false;
        }
        if let Some(working) = ended.working {
            self.forget_asker(broker, working);
            self.forget_member_connection(broker, working);
        }
    }

    fn lose_requests(&mut self, sender: NodeId, broker: BrokerId, channel: Channel, fate: Fate) {
        let requests =
            std::mem::take(&mut self.world.connection_mut(sender, broker, channel).requests);
        for envelope in requests {
            if fate == Fate::Late && self.world.may_matter_late(&envelope) {
                self.report(Event::RequestBecameLate(envelope.key));
                self.world.broker_mut(broker).add_late(envelope);
            } else {
                self.report(Event::EnvelopeLost(envelope.key));
            }
        }
    }
}
