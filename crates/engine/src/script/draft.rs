//! A scenario while its script is being read: what each name stands for.

use super::mistake::Mistake;
use super::words::{Pair, Word, Words, nearest};
use crate::ids::{BrokerId, ClientId, GroupId, NodeId, OrderId, PartitionId, ProducerId};
use crate::protocol::{Api, KafkaError};
use crate::scenario::{
    CONSUMER_OFFSETS, ClientSetup, Mechanisms, PartitionSetup, Pipeline, Preset, Scenario,
    TRANSACTION_STATE, Timeouts, Workarounds,
};

/// Bounds that keep a run small and its ids within their range.
pub(super) const CLIENTS_MAX: usize = 32;
pub(super) const PARTITIONS_MAX: usize = 120;
const ORDERS_MAX: usize = 1_000;

/// What a script says of a topic.
#[derive(Clone)]
pub(super) struct Topic {
    pub name: String,
    pub partition_count: u8,
    /// By partition; a topic with one placement uses it for all.
    pub placements: Vec<Vec<BrokerId>>,
    pub min_insync_replicas: u8,
    pub unclean_leader_election: bool,
}

impl Topic {
    pub fn partition(&self, index: u8) -> PartitionSetup {
        let placements = &self.placements;
        PartitionSetup {
            topic: self.name.clone(),
            index,
            partition_count: self.partition_count,
            replicas: placements[usize::from(index) % placements.len()].clone(),
            min_insync_replicas: self.min_insync_replicas,
            unclean_leader_election: self.unclean_leader_election,
        }
    }
}

/// Somebody who reads a topic from the beginning whenever a script looks, and leaves no trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reader {
    /// Its name.
    pub name: String,
    /// The topic it reads.
    pub topic: String,
    /// isolation.level=read_committed
    pub read_committed: bool,
}

/// The scenario so far, and what a run needs besides.
#[derive(Clone)]
pub(super) struct Draft {
    pub scenario: Scenario,
    pub topics: Vec<Topic>,
    pub readers: Vec<Reader>,
    pub moments: Vec<String>,
    /// Client timeouts that were named, with their values.
    pub shared_timeouts: Vec<(&'static str, u32)>,
    pub seed: u64,
    /// The preset that it began with.
    pub preset: Option<(Preset, Pipeline)>,
}

impl Draft {
    pub fn new() -> Draft {
        Draft {
            scenario: Scenario {
                broker_count: 3,
                partitions: Vec::new(),
                clients: Vec::new(),
                groups: Vec::new(),
                transactional_ids: Vec::new(),
                orders: Vec::new(),
                eligible_leader_replicas: true,
                background_flush: false,
                timeouts: Timeouts::default(),
                mechanisms: Mechanisms::default(),
                workarounds: Workarounds::default(),
                twins: Vec::new(),
            },
            topics: Vec::new(),
            readers: Vec::new(),
            moments: Vec::new(),
            shared_timeouts: Vec::new(),
            seed: 1,
            preset: None,
        }
    }

    /// Kafka's default placement: partition p starts at the p-th broker and goes round.
    pub fn placements(&self, partition_count: u8, replication_factor: u8) -> Vec<Vec<BrokerId>> {
        let brokers = self.scenario.broker_count;
        (0..partition_count)
            .map(|first| {
                (0..replication_factor)
                    .map(|step| BrokerId((first + step) % brokers + 1))
                    .collect()
            })
            .collect()
    }

    /// Too many partitions would take too long to look at.
    pub fn check_partition_count(&self, line: usize, more: usize) -> Result<(), Mistake> {
        let count = self.scenario.partitions.len() + more;
        if count <= PARTITIONS_MAX {
            return Ok(());
        }
        let message = format!(
            "expected at most {PARTITIONS_MAX} partitions in all, found {count}: declare fewer"
        );
        Err(Mistake::new(line, message))
    }

    /// Adds a topic. Of an internal topic only the partitions that names map to take space, as names come.
    pub fn add_topic(&mut self, topic: Topic) {
        if topic.name != CONSUMER_OFFSETS && topic.name != TRANSACTION_STATE {
            let partitions = (0..topic.partition_count).map(|index| topic.partition(index));
            self.scenario.partitions.extend(partitions);
        }
        self.topics.push(topic);
    }

    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.name == name)
    }

    /// The order of this name, which may be new.
    pub fn add_order(&mut self, word: Word<'_>) -> Result<OrderId, Mistake> {
        check_name(word)?;
        if let Some(order) = self.scenario.order_named(word.text) {
            return Ok(order);
        }
        if self.scenario.orders.len() == ORDERS_MAX {
            let message =
                format!("expected at most {ORDERS_MAX} orders, found one more: leave some out");
            return Err(Mistake::new(word.line, message));
        }
        self.scenario.orders.push(word.text.to_owned());
        Ok(OrderId(
            u16::try_from(self.scenario.orders.len() - 1).expect("few orders"),
        ))
    }

    /// An order that a statement above has brought in.
    pub fn order(&self, word: Word<'_>) -> Result<OrderId, Mistake> {
        let known = self.scenario.orders.iter().map(String::as_str);
        self.scenario
            .order_named(word.text)
            .ok_or_else(|| unknown("an order that was sent or listed above", word, known))
    }

    pub fn client(&self, word: Word<'_>) -> Result<ClientId, Mistake> {
        let known = self.scenario.clients.iter().map(|c| c.name.as_str());
        self.scenario
            .client_named(word.text)
            .ok_or_else(|| unknown("the name of a client", word, known))
    }

    pub fn partition(&self, word: Word<'_>) -> Result<PartitionId, Mistake> {
        let names: Vec<String> = self
            .scenario
            .partitions
            .iter()
            .map(PartitionSetup::name)
            .collect();
        self.scenario.partition_named(word.text).ok_or_else(|| {
            unknown(
                "a partition such as t-0",
                word,
                names.iter().map(String::as_str),
            )
        })
    }

    pub fn group(&self, word: Word<'_>) -> Result<GroupId, Mistake> {
        let place = self
            .scenario
            .groups
            .iter()
            .position(|group| group == word.text);
        match place {
            Some(index) => Ok(GroupId(u8::try_from(index).expect("few groups"))),
            None => {
                let known = self.scenario.groups.iter().map(String::as_str);
                Err(unknown("the name of a group", word, known))
            }
        }
    }

    pub fn broker(&self, word: Word<'_>) -> Result<BrokerId, Mistake> {
        let number = word.text.parse::<u8>().ok();
        number
            .filter(|number| (1..=self.scenario.broker_count).contains(number))
            .map(BrokerId)
            .ok_or_else(|| {
                let message = format!(
                    "expected a broker from 1 to {}, found `{}`",
                    self.scenario.broker_count, word.text
                );
                Mistake::new(word.line, message)
            })
    }

    /// A client with a producer.
    pub fn producer(&self, words: &mut Words<'_>) -> Result<ClientId, Mistake> {
        let client = self.take_client(words)?;
        self.must_have(words, client, "producer", |setup| setup.producer.is_some())
    }

    /// A client with a consumer.
    pub fn consumer(&self, words: &mut Words<'_>) -> Result<ClientId, Mistake> {
        let client = self.take_client(words)?;
        self.must_have(words, client, "consumer", |setup| setup.consumer.is_some())
    }

    pub fn must_have(
        &self,
        words: &Words<'_>,
        client: ClientId,
        part: &str,
        has: fn(&ClientSetup) -> bool,
    ) -> Result<ClientId, Mistake> {
        let setup = self.scenario.client(client);
        if has(setup) {
            return Ok(client);
        }
        Err(words.mistake_before(format!(
            "expected a client with a {part}; {} has none, declare it with the word {part}",
            setup.name
        )))
    }

    pub fn take_client(&self, words: &mut Words<'_>) -> Result<ClientId, Mistake> {
        let line = words.line();
        let text = words.take("the name of a client")?;
        self.client(Word { line, text })
    }

    pub fn take_partition(&self, words: &mut Words<'_>) -> Result<PartitionId, Mistake> {
        let line = words.line();
        let text = words.take("a partition such as t-0")?;
        self.partition(Word { line, text })
    }

    pub fn take_broker(&self, words: &mut Words<'_>) -> Result<BrokerId, Mistake> {
        let line = words.line();
        let text = words.take("the number of a broker")?;
        self.broker(Word { line, text })
    }

    /// `broker N`, `controller`, or the name of a client.
    pub fn take_node(&self, words: &mut Words<'_>) -> Result<NodeId, Mistake> {
        if words.take_if("broker") {
            return self.take_broker(words).map(NodeId::Broker);
        }
        if words.take_if("controller") {
            return Ok(NodeId::Controller);
        }
        let line = words.line();
        let text = words.take("a client, `broker` and its number, or `controller`")?;
        self.client(Word { line, text }).map(NodeId::Client)
    }
}

impl<'a> Pair<'a> {
    /// The value as one word.
    pub fn word(&self) -> Word<'a> {
        Word {
            line: self.line,
            text: self.value,
        }
    }
}

/// The API of this protocol name.
pub(super) fn api(word: Word<'_>) -> Result<Api, Mistake> {
    let known = Api::ALL.iter().map(|api| api.name());
    Api::from_name(word.text).ok_or_else(|| unknown("the name of a request", word, known))
}

/// The error of this protocol name.
pub(super) fn error(word: Word<'_>) -> Result<KafkaError, Mistake> {
    let known = KafkaError::ALL.iter().map(|error| error.name());
    KafkaError::from_name(word.text).ok_or_else(|| unknown("the name of an error", word, known))
}

/// Producer ids are written P, P2, P3 in the order in which they are given out.
pub(super) fn producer_id(word: Word<'_>) -> Result<ProducerId, Mistake> {
    let number = match word.text.strip_prefix('P') {
        Some("") => Some(1),
        Some(rest) => rest.parse().ok().filter(|number| *number > 1),
        None => None,
    };
    number.map(ProducerId).ok_or_else(|| {
        let message = format!(
            "expected a producer id such as P, P2 or P3 (in the order they are given out), found `{}`",
            word.text
        );
        Mistake::new(word.line, message)
    })
}

/// P, P2, P3.
pub(super) fn producer_name(id: ProducerId) -> String {
    if id.0 == 1 {
        "P".to_owned()
    } else {
        format!("P{}", id.0)
    }
}

pub(super) fn unknown<'k>(
    what: &str,
    word: Word<'_>,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Mistake {
    let advice = match nearest(word.text, known.clone()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => {
            let all: Vec<&str> = known.collect();
            match all.len() {
                0 => "; there is none yet".to_owned(),
                1..=32 => format!("; there are: {}", all.join(", ")),
                _ => "; docs/scripts.md lists them".to_owned(),
            }
        }
    };
    Mistake::new(
        word.line,
        format!("expected {what}, found `{}`{advice}", word.text),
    )
}

/// Names of orders, clients and the like: letters, digits, `_` and `-`.
pub(super) fn check_name(word: Word<'_>) -> Result<(), Mistake> {
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    if word.text.chars().all(fine) {
        return Ok(());
    }
    Err(Mistake::new(
        word.line,
        format!(
            "expected a name of letters, digits, `_`, `.` and `-`, found `{}`",
            word.text
        ),
    ))
}
