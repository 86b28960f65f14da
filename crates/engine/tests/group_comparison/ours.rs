//! What was seen of a run of ours.

use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{PartitionId, PartitionSet, ProducerId};
use ackademy_engine::node::Group;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{
    Body, Direction, EnvelopeKey, MemberId, Request, Response, ResponseDigest,
};
use ackademy_engine::script::{Report, Script};

/// A request that was answered.
pub struct Exchange {
    pub sender: String,
    pub broker: u64,
    pub request: Request,
    pub digest: ResponseDigest,
    /// Whole, unless it was lost at once.
    pub response: Option<Response>,
}

pub struct Ours {
    report: Report,
    pub exchanges: Vec<Exchange>,
    /// The group as its coordinators remembered it, after each step in which it changed.
    pub groups: Vec<Option<Group>>,
    producers: Vec<ProducerId>,
}

impl Ours {
    pub fn run(script: &str) -> Ours {
        let parsed =
            Script::parse(script).unwrap_or_else(|mistake| panic!("{}", mistake.in_file("script")));
        let report = parsed.run();
        if let Some(failure) = report.failures().next() {
            panic!("{}\n{script}", failure.in_file("script"));
        }
        let mut ours = Ours {
            report,
            exchanges: Vec::new(),
            groups: vec![None],
            producers: Vec::new(),
        };
        ours.look();
        ours
    }

    pub fn player(&self) -> &Player {
        self.report.player()
    }

    pub fn at(&self, moment: &str) -> Player {
        let found = self.report.player_at(moment);
        found.unwrap_or_else(|| panic!("the script names no moment {moment}"))
    }

    pub fn member(&self, id: MemberId) -> String {
        let scenario = self.player().scenario();
        format!("{}{}", scenario.client(id.client).name, id.number)
    }

    pub fn partition(&self, partition: PartitionId) -> String {
        self.player().scenario().partition(partition).name()
    }

    /// `in-0, in-1` or `no partition`
    pub fn owned(&self, set: PartitionSet) -> String {
        let names: Vec<String> = set
            .iter()
            .map(|partition| self.partition(partition))
            .collect();
        if names.is_empty() {
            "no partition".to_owned()
        } else {
            names.join(", ")
        }
    }

    pub fn producer(&self, id: ProducerId) -> String {
        match self.producers.iter().position(|known| *known == id) {
            None => format!("unknown {}", id.0),
            Some(0) => "P".to_owned(),
            Some(place) => format!("P{}", place + 1),
        }
    }

    /// Envelopes stand in the world while they are on their way, so the run is gone through once more.
    fn look(&mut self) {
        let mut player = self.report.player().clone();
        let length = player.position();
        player.seek(0);
        let mut sent: BTreeMap<EnvelopeKey, Request> = BTreeMap::new();
        for position in 0..length {
            player.seek(position + 1);
            for event in player.trace().events_of(position).to_vec() {
                match event {
                    Event::EnvelopeSent(key) if key.direction == Direction::Request => {
                        if let Some(envelope) = player.world().envelope(key)
                            && let Body::Request(request) = &envelope.body
                        {
                            sent.insert(key, request.clone());
                        }
                    }
                    Event::Answered(key, digest) if key.copy == 0 => {
                        self.take(&player, key, digest, &sent)
                    }
                    _ => {}
                }
            }
            let (scenario, world) = (player.scenario(), player.world());
            let known = scenario
                .brokers()
                .find_map(|broker| world.group(broker, ackademy_engine::ids::GroupId(0)));
            if self.groups.last().is_none_or(|last| last.as_ref() != known) {
                self.groups.push(known.cloned());
            }
        }
    }

    fn take(
        &mut self,
        player: &Player,
        key: EnvelopeKey,
        digest: ResponseDigest,
        sent: &BTreeMap<EnvelopeKey, Request>,
    ) {
        let ackademy_engine::ids::NodeId::Client(client) = key.sender else {
            return;
        };
        if let Some((id, _)) = digest.identity
            && !self.producers.contains(&id)
        {
            self.producers.push(id);
        }
        let response = player
            .world()
            .envelope(key.in_direction(Direction::Response));
        let response = response.and_then(|envelope| match &envelope.body {
            Body::Response(response) => Some(response.clone()),
            Body::Request(_) => None,
        });
        self.exchanges.push(Exchange {
            sender: player.scenario().client(client).name.clone(),
            broker: key.broker.0.into(),
            request: sent[&key].clone(),
            digest,
            response,
        });
    }
}
