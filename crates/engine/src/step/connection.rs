//! Envelopes on connections: sending, arriving, answering, and what becomes of them when a connection ends.

use super::{Applied, Context, NotEnabled};
use crate::event::{Event, EventSink};
use crate::ids::{BrokerId, ClientId, NodeId};
use crate::network::Connection;
use crate::protocol::{
    Body, Channel, Direction, Envelope, EnvelopeKey, KafkaError, Request, Response, Subject,
};
use crate::world::World;

/// What becomes of requests on a connection that ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// They are in the broker's socket buffer or on the wire and may still be carried out.
    Late,
    /// They are gone with the connection.
    Gone,
}

impl World {
    /// Whether a link between a client and a broker passes messages.
    pub(crate) fn is_linked(&self, client: ClientId, broker: BrokerId) -> bool {
        !self
            .links
            .is_cut(NodeId::Client(client), NodeId::Broker(broker))
    }

    /// The request at the head of its connection that its broker can take up now.
    pub(crate) fn deliverable_request(
        &self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) -> Option<EnvelopeKey> {
        let connection = self.connection(client, broker, channel);
        let head = connection.requests.front()?;
        let can = !head.held
            && connection.working.is_none()
            && self.broker(broker).is_running()
            && self.is_linked(client, broker);
        can.then_some(head.key)
    }

    /// The response at the head of its connection that its client can take up now.
    pub(crate) fn deliverable_response(
        &self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) -> Option<EnvelopeKey> {
        let head = self.connection(client, broker, channel).responses.front()?;
        let can = !head.held && self.client(client).is_running() && self.is_linked(client, broker);
        can.then_some(head.key)
    }

    /// Whether a late request can be carried out now.
    pub(crate) fn is_late_executable(&self, envelope: &Envelope) -> bool {
        let key = envelope.key;
        !envelope.held
            && self.broker(key.broker).is_running()
            && self.is_linked(key.client, key.broker)
    }

    /// Whether the client can notice now that this connection is gone.
    pub(crate) fn can_notice_disconnect(
        &self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) -> bool {
        let connection = self.connection(client, broker, channel);
        connection.broken
            && connection.responses.is_empty()
            && !connection.responses_silenced
            && self.client(client).is_running()
            && self.is_linked(client, broker)
    }

    fn is_in_use(&self, key: EnvelopeKey) -> bool {
        let answer = key.in_direction(Direction::Response);
        let connection = self.connection(key.client, key.broker, key.channel);
        let broker = self.broker(key.broker);
        connection.requests.iter().any(|e| e.key == key)
            || connection.responses.iter().any(|e| e.key == answer)
            || connection.working == Some(key)
            || self.client(key.client).outstanding.contains(&key)
            || broker.late.iter().any(|e| e.key == key)
            || broker.parked.iter().any(|parked| parked.key == key)
    }
}

impl<S: EventSink> Context<'_, S> {
    /// Sends a request over the client's connection to a broker whose process exists.
    pub(super) fn send_request(
        &mut self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
        request: Request,
    ) -> EnvelopeKey {
        let mut key = EnvelopeKey {
            direction: Direction::Request,
            api: request.api(),
            client,
            instance: self.world.client(client).instance,
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
            self.world.client_mut(client).await_answer(key);
        }
        self.report(Event::EnvelopeSent(key));
        let connection = self.world.connection_mut(client, broker, channel);
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
            .deliverable_request(key.client, key.broker, key.channel)
            == Some(key)
        {
            let connection = self
                .world
                .connection_mut(key.client, key.broker, key.channel);
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
            .deliverable_response(key.client, key.broker, key.channel)
            != Some(key)
        {
            return Err(NotEnabled("this response cannot arrive now"));
        }
        let connection = self
            .world
            .connection_mut(key.client, key.broker, key.channel);
        let Some(Envelope {
            body: Body::Response(response),
            ..
        }) = connection.responses.pop_front()
        else {
            panic!("a response stands at the head of {key:?}'s connection");
        };
        let asked = key.in_direction(Direction::Request);
        let client = self.world.client_mut(key.client);
        let place = client
            .outstanding
            .iter()
            .position(|outstanding| *outstanding == asked);
        client.outstanding.remove(
            place.expect("a response on a live connection has a request that waits for it"),
        );
        self.report(Event::ResponseReceived(asked, response.digest()));
        self.client_is_answered(asked, response);
        self.work(key.client);
        Ok(())
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
            .connection_mut(key.client, key.broker, key.channel);
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
    pub(super) fn break_from_broker(
        &mut self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
    ) {
        self.lose_requests(client, broker, channel, Fate::Gone);
        let connection = self.world.connection_mut(client, broker, channel);
        connection.working = None;
        connection.broken = true;
    }

    /// Ends a connection on both sides: what was on it is late or gone, and the next request opens a new one.
    pub(super) fn reset_connection(
        &mut self,
        client: ClientId,
        broker: BrokerId,
        channel: Channel,
        fate: Fate,
    ) {
        let place = self.world.connection_place(client, broker, channel);
        if *self.world.connections[place] == Connection::default() {
            return;
        }
        self.lose_requests(client, broker, channel, fate);
        let ended = std::mem::take(self.world.connection_mut(client, broker, channel));
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
    }

    fn lose_requests(&mut self, client: ClientId, broker: BrokerId, channel: Channel, fate: Fate) {
        let requests =
            std::mem::take(&mut self.world.connection_mut(client, broker, channel).requests);
        for envelope in requests {
            if fate == Fate::Late && self.world.broker(broker).status.is_up() {
                self.report(Event::RequestBecameLate(envelope.key));
                self.world.broker_mut(broker).add_late(envelope);
            } else {
                self.report(Event::EnvelopeLost(envelope.key));
            }
        }
    }
}
