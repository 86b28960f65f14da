//! What was seen of one of our runs: taken from the report of its script and from nothing else.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, ClientId, GroupId, PartitionId, PartitionSet, ProducerId, TransactionalId,
};
use ackademy_engine::node::Group;
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{
    Body, Direction, EnvelopeKey, MemberId, Request, Response, ResponseDigest,
};
use ackademy_engine::script::{Report, Script};

use super::Told;
use super::wire::SettledConversations;

/// A request that a broker answered, whatever became of the answer.
pub struct Exchange {
    pub key: EnvelopeKey,
    pub request: Request,
    pub answer: ResponseDigest,
    /// The whole answer, unless it was lost at once.
    pub response: Option<Response>,
}

/// Who coordinates a group, and what is remembered of it.
pub type Remembered = (Option<BrokerId>, Option<Group>);

/// A run of a script, ready to be asked.
pub struct Seen {
    report: Report,
    /// The run at each moment that the script names.
    moments: BTreeMap<String, Player>,
    /// In the order in which they were answered, copies made by a fault too.
    pub exchanges: Vec<Exchange>,
    /// The first group's coordinator and what it remembered of it, after each step in which that changed.
    pub groups: Vec<Remembered>,
    /// Producer ids in order of appearance.
    producers: Vec<ProducerId>,
    /// What was said for each key so far, as planting asks for the same again and again.
    told: RefCell<BTreeMap<String, Option<Told>>>,
    /// All that went over the wire, in words, once somebody has asked.
    pub conversations: OnceCell<SettledConversations>,
}

impl Seen {
    /// Runs a script and looks at all that happened.
    ///
    /// # Errors
    /// The script cannot be read, or one of its steps was not possible.
    pub fn run(script: &str) -> Result<Seen, String> {
        let report = Script::parse(script)
            .map_err(|mistake| mistake.in_file("script"))?
            .run();
        if let Some(failure) = report.failures().next() {
            return Err(failure.in_file("script"));
        }
        let (exchanges, groups) = exchanges(&report);
        let mut producers = Vec::new();
        for exchange in &exchanges {
            if let Some((id, _)) = exchange.answer.identity
                && !producers.contains(&id)
            {
                producers.push(id);
            }
        }
        let names = report.commands().filter_map(|(_, text)| {
            let name = text.strip_prefix("moment ")?;
            Some((name.to_owned(), report.player_at(name)?))
        });
        Ok(Seen {
            moments: names.collect(),
            report,
            exchanges,
            groups,
            producers,
            told: RefCell::default(),
            conversations: OnceCell::new(),
        })
    }

    /// Hands over what is said for a key, which is found out once.
    pub fn remembered<T>(
        &self,
        key: &str,
        find: impl FnOnce() -> Option<Told>,
        use_it: impl FnOnce(&Option<Told>) -> T,
    ) -> T {
        if !self.told.borrow().contains_key(key) {
            let found = find();
            self.told.borrow_mut().insert(key.to_owned(), found);
        }
        use_it(&self.told.borrow()[key])
    }

    /// What the script did, one command a line.
    pub fn commands(&self) -> impl Iterator<Item = &str> {
        self.report.commands().map(|(_, text)| text)
    }

    /// Everything that happened.
    pub fn events(&self) -> &[Event] {
        self.end().events()
    }

    /// The run at its end.
    pub fn end(&self) -> &Player {
        self.report.player()
    }

    /// The run at a moment that the script names, or at its end. A moment is called as the recording calls it, with `-` for
    /// everything that is not a letter or digit.
    pub fn at(&self, moment: Option<&str>) -> Result<&Player, String> {
        let Some(moment) = moment else {
            return Ok(self.end());
        };
        let words = moment.split(|c: char| !c.is_ascii_alphanumeric());
        let name = words.collect::<Vec<_>>().join("-");
        self.moments
            .get(&name)
            .ok_or_else(|| format!("the script names no moment {name}"))
    }

    pub fn client(&self, name: &str) -> Option<ClientId> {
        self.end().scenario().client_named(name)
    }

    pub fn client_name(&self, client: ClientId) -> &str {
        &self.end().scenario().client(client).name
    }

    pub fn partition(&self, name: &str) -> Option<PartitionId> {
        self.end().scenario().partition_named(name)
    }

    pub fn partition_name(&self, partition: PartitionId) -> String {
        let scenario = self.end().scenario();
        scenario.partition(partition).name()
    }

    pub fn order_name(&self, order: ackademy_engine::ids::OrderId) -> &str {
        self.end().scenario().order_name(order)
    }

    pub fn transactional_id(&self, id: TransactionalId) -> &str {
        &self.end().scenario().transactional_ids[id.index()]
    }

    pub fn group(&self, group: GroupId) -> &str {
        &self.end().scenario().groups[usize::from(group.0)]
    }

    /// `A1`: a client's member ids are numbered.
    pub fn member(&self, id: MemberId) -> String {
        format!("{}{}", self.client_name(id.client), id.number)
    }

    /// `in-0, in-1` or `no partition`.
    pub fn owned(&self, set: PartitionSet) -> String {
        let names = set.iter().map(|partition| self.partition_name(partition));
        let names: Vec<String> = names.collect();
        match names.is_empty() {
            true => "no partition".to_owned(),
            false => names.join(", "),
        }
    }

    /// P, P2, P3, in order of appearance; an id that no answer named is unknown to everybody.
    pub fn producer_name(&self, id: ProducerId) -> String {
        match self.producers.iter().position(|known| *known == id) {
            None => format!("unknown producer {}", id.0),
            Some(0) => "P".to_owned(),
            Some(place) => format!("P{}", place + 1),
        }
    }
}

/// Envelopes stand in the world while they are on their way, so the run is gone through once more.
fn exchanges(report: &Report) -> (Vec<Exchange>, Vec<Remembered>) {
    let mut player = report.player().clone();
    let length = player.position();
    player.seek(0);
    let mut sent: BTreeMap<EnvelopeKey, Request> = BTreeMap::new();
    let (mut exchanges, mut groups) = (Vec::new(), Vec::<Remembered>::new());
    for position in 0..length {
        player.seek(position + 1);
        for event in player.trace().events_of(position) {
            match *event {
                Event::EnvelopeSent(key) if key.direction == Direction::Request => {
                    if let Some(envelope) = player.world().envelope(key)
                        && let Body::Request(request) = &envelope.body
                    {
                        sent.insert(key, request.clone());
                    }
                }
                Event::Answered(key, answer) => {
                    let key = key.in_direction(Direction::Request);
                    exchanges.push(Exchange {
                        request: sent[&EnvelopeKey { copy: 0, ..key }].clone(),
                        response: response(&player, key),
                        key,
                        answer,
                    });
                }
                _ => {}
            }
        }
        let (coordinator, group) = coordinated(&player);
        let is_new = |last: &Remembered| last.0 != coordinator || last.1.as_ref() != group;
        if groups.last().is_none_or(is_new) {
            groups.push((coordinator, group.cloned()));
        }
    }
    (exchanges, groups)
}

fn response(player: &Player, key: EnvelopeKey) -> Option<Response> {
    let envelope = player
        .world()
        .envelope(key.in_direction(Direction::Response))?;
    match &envelope.body {
        Body::Response(response) => Some(response.clone()),
        Body::Request(_) => None,
    }
}

fn coordinated(player: &Player) -> (Option<BrokerId>, Option<&Group>) {
    let (scenario, world) = (player.scenario(), player.world());
    let log = scenario.offsets_partition(GroupId(0));
    let leader = log.and_then(|log| world.leader_replica(log));
    let leader = leader.map(|(leader, _)| leader);
    let group = leader.and_then(|leader| world.group(leader, GroupId(0)));
    (leader, group)
}
