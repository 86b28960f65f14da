//! The records of a replica.

use super::super::draft::{Draft, producer_id};
use super::super::kind::{ASSIGNMENTS, Kind, PARTITIONS, TRANSACTION_STATE};
use super::super::mistake::Mistake;
use super::super::run::Run;
use super::super::show::record::{Record, records};
use super::super::words::{Word, Words};
use super::{Condition, Finding, Read, listed};
use crate::ids::{BrokerId, NodeId, PartitionId};

/// Whose copy is looked at.
#[derive(Clone, Copy)]
pub(super) enum On {
    /// The leader's, by the controller's truth.
    Leader,
    Broker(BrokerId),
    /// That of every broker that keeps one.
    Every,
}

struct Log {
    partition: PartitionId,
    on: On,
    wanted: Vec<Wanted>,
}

/// A record as wanted: its value, and of its attributes those that the script names.
struct Wanted {
    value: String,
    attributes: Vec<Attribute>,
}

#[derive(Clone, PartialEq, Eq)]
enum Attribute {
    /// No producer id: not idempotent.
    Plain,
    Producer(String),
    Epoch(i16),
    Sequence(i32),
    /// Of a marker.
    CoordinatorEpoch(u16),
    LeaderEpoch(u16),
}

/// `log t-0 on broker 1 = a(P,e0,s0) b(P,e0,s1,L1)`; `none` for an empty log.
pub(super) fn log(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    let on = take_on(words, draft, partition)?.unwrap_or(On::Leader);
    let texts = words.expect_after_equals("records such as a or a(P,e0,s0), or `none`")?;
    let wanted = if texts.len() == 1 && texts[0].text == "none" {
        Vec::new()
    } else {
        texts
            .into_iter()
            .map(|word| wanted(word, draft))
            .collect::<Result<_, _>>()?
    };
    Ok(Box::new(Log {
        partition,
        on,
        wanted,
    }))
}

/// `on broker N` or `on every broker`, which must keep a copy.
pub(super) fn take_on(
    words: &mut Words<'_>,
    draft: &Draft,
    partition: PartitionId,
) -> Result<Option<On>, Mistake> {
    if !words.take_if("on") {
        return Ok(None);
    }
    if words.take_if("every") {
        return if words.take_if("broker") {
            Ok(Some(On::Every))
        } else {
            Err(words.mistake("`broker`"))
        };
    }
    let setup = draft.scenario.partition(partition);
    match draft.take_node(words)? {
        NodeId::Broker(broker) if setup.replicas.contains(&broker) => Ok(Some(On::Broker(broker))),
        NodeId::Broker(broker) => Err(words.mistake_before(format!(
            "expected a broker that keeps {}, found {broker}; it is on {}",
            setup.name(),
            setup
                .replicas
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ))),
        _ => Err(words.mistake_before("expected `broker N` or `every broker` after `on`")),
    }
}

impl On {
    /// The brokers that are looked at; none where nobody leads.
    pub fn brokers(self, run: &Run, partition: PartitionId) -> Vec<BrokerId> {
        match self {
            On::Broker(broker) => vec![broker],
            On::Every => run.player.scenario().partition(partition).replicas.clone(),
            On::Leader => {
                let view = run.player.world().controller().view.of(partition);
                view.leader.into_iter().collect()
            }
        }
    }
}

fn wanted(word: Word<'_>, draft: &Draft) -> Result<Wanted, Mistake> {
    // A record of the transaction log has brackets of its own, and ends with its partitions.
    let attributes = word.text.rsplit_once('(');
    let Some((value, rest)) = attributes.filter(|_| !word.text.ends_with(']')) else {
        check_value(word, draft)?;
        return Ok(Wanted {
            value: word.text.to_owned(),
            attributes: Vec::new(),
        });
    };
    let list = rest.strip_suffix(')').ok_or_else(|| {
        Mistake::new(
            word.line,
            format!(
                "expected `)` at the end, without spaces between, found `{}`",
                word.text
            ),
        )
    })?;
    let line = word.line;
    let attributes = list
        .split(',')
        .map(|text| attribute(Word { line, text }))
        .collect::<Result<_, _>>()?;
    check_value(Word { line, text: value }, draft)?;
    Ok(Wanted {
        value: value.to_owned(),
        attributes,
    })
}

/// `billing/t-0@2`
const OFFSET: Kind = Kind::Both(
    &Kind::Group,
    "/",
    &Kind::Both(&Kind::Partition, "@", &Kind::Number),
);
/// `billing/generation=1[tester/1:t-0]`, without the bracket at the end.
const GENERATION: Kind = Kind::Both(
    &Kind::Group,
    "/generation=",
    &Kind::Both(&Kind::Number, "[", &ASSIGNMENTS),
);
/// `app:Ongoing(P,e0)[t-0]`, without the bracket at the end.
const TRANSACTION: Kind = Kind::Both(
    &Kind::TransactionalId,
    ":",
    &Kind::Both(&TRANSACTION_STATE, "(", &IDENTITY),
);
const IDENTITY: Kind = Kind::Both(
    &Kind::ProducerId,
    ",e",
    &Kind::Both(&Kind::Number, ")[", &PARTITIONS),
);

/// A record is an order, a marker, or what a coordinator writes.
fn check_value(word: Word<'_>, draft: &Draft) -> Result<(), Mistake> {
    let (kind, text) = match word.text.strip_suffix(']') {
        Some(text) if text.contains("/generation=") => (GENERATION, text),
        Some(text) => (TRANSACTION, text),
        None if word.text.contains('/') => (OFFSET, word.text),
        None => (Kind::Or(&Kind::Order, &["COMMIT", "ABORT"]), word.text),
    };
    kind.check("record", Word { text, ..word }, draft)
}

fn attribute(word: Word<'_>) -> Result<Attribute, Mistake> {
    let mistake = || {
        Mistake::new(
            word.line,
            format!(
                "expected `plain`, a producer id such as P, e and its epoch, s and the sequence, K and a marker's coordinator epoch, or L and the leader epoch, found `{}`",
                word.text
            ),
        )
    };
    let number = |prefix| {
        word.text
            .strip_prefix(prefix)
            .filter(|rest: &&str| !rest.is_empty())
    };
    if word.text == "plain" {
        return Ok(Attribute::Plain);
    }
    if word.text.starts_with('P') {
        producer_id(word)?;
        return Ok(Attribute::Producer(word.text.to_owned()));
    }
    if let Some(epoch) = number('e') {
        return epoch.parse().map(Attribute::Epoch).map_err(|_| mistake());
    }
    if let Some(sequence) = number('s') {
        return sequence
            .parse()
            .map(Attribute::Sequence)
            .map_err(|_| mistake());
    }
    if let Some(epoch) = number('K') {
        return epoch
            .parse()
            .map(Attribute::CoordinatorEpoch)
            .map_err(|_| mistake());
    }
    if let Some(epoch) = number('L') {
        return epoch
            .parse()
            .map(Attribute::LeaderEpoch)
            .map_err(|_| mistake());
    }
    Err(mistake())
}

impl Wanted {
    fn fits(&self, record: &Record) -> bool {
        self.value == record.value
            && self.attributes.iter().all(|attribute| match attribute {
                Attribute::Plain => record.producer.is_none(),
                Attribute::Producer(producer) => record.producer.as_ref() == Some(producer),
                Attribute::Epoch(epoch) => record.epoch == Some(*epoch),
                Attribute::Sequence(sequence) => record.sequence == Some(*sequence),
                Attribute::CoordinatorEpoch(epoch) => record.coordinator_epoch == Some(*epoch),
                Attribute::LeaderEpoch(epoch) => record.leader_epoch == *epoch,
            })
    }
}

impl Condition for Log {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let brokers = self.on.brokers(run, self.partition);
        if brokers.is_empty() {
            return Finding::new(false, "nobody leads this partition");
        }
        let mut holds = true;
        let mut shown = Vec::new();
        for broker in brokers {
            let replica = run.player.world().replica(self.partition, broker);
            let found: Vec<Record> = replica
                .batches()
                .iter()
                .flat_map(|batch| records(run.names(), batch))
                .collect();
            holds &= found.len() == self.wanted.len()
                && self
                    .wanted
                    .iter()
                    .zip(&found)
                    .all(|(wanted, record)| wanted.fits(record));
            let texts: Vec<String> = found.iter().map(Record::to_string).collect();
            shown.push(format!("broker {broker}: {}", listed(&texts)));
        }
        Finding::new(holds, shown.join("; "))
    }
}
