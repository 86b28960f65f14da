//! Envelopes by meaning: `request Produce from checkout order=a nth=2`.

use super::draft::{Draft, api};
use super::mistake::Mistake;
use super::show::{Names, envelope};
use super::watch::{Sent, Watch};
use super::words::{Keys, Word, Words};
use crate::ids::{BrokerId, GroupId, NodeId, OrderId, PartitionId};
use crate::protocol::{Api, Direction, EnvelopeKey, Subject};
use crate::world::World;

/// What an envelope must be to be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    direction: Direction,
    api: Api,
    sender: NodeId,
    broker: Option<BrokerId>,
    order: Option<OrderId>,
    partition: Option<PartitionId>,
    group: Option<GroupId>,
    copy: bool,
    nth: Option<usize>,
}

impl Pattern {
    /// Reads the words of a pattern; its keys come later, with those of the command.
    pub fn take_words(words: &mut Words<'_>, draft: &Draft) -> Result<Pattern, Mistake> {
        let direction = if words.take_if("request") {
            Direction::Request
        } else if words.take_if("response") {
            Direction::Response
        } else {
            return Err(words.mistake("`request`, `response` or `it`"));
        };
        Pattern::take_rest(words, direction, draft)
    }

    fn take_rest(
        words: &mut Words<'_>,
        direction: Direction,
        draft: &Draft,
    ) -> Result<Pattern, Mistake> {
        let line = words.line();
        let text = words.take("the name of a request, such as Produce")?;
        let mut pattern = Pattern {
            direction,
            api: api(Word { line, text })?,
            sender: NodeId::Controller,
            broker: None,
            order: None,
            partition: None,
            group: None,
            copy: false,
            nth: None,
        };
        let mut asks = None;
        loop {
            let sender = words.take_if("from");
            if !sender && !words.take_if("to") {
                break;
            }
            let of_client = sender == (direction == Direction::Request);
            let named = draft.take_node(words)?;
            match (named, of_client) {
                (NodeId::Client(_) | NodeId::Broker(_), true) if asks.is_none() => {
                    asks = Some(named);
                }
                (NodeId::Broker(asked), false) if pattern.broker.is_none() => {
                    pattern.broker = Some(asked);
                }
                _ => {
                    let message = match direction {
                        Direction::Request => {
                            "expected `from CLIENT`, and `to broker N` if need be: a request goes from a client, or from a broker that asks another, to a broker"
                        }
                        Direction::Response => {
                            "expected `to CLIENT`, and `from broker N` if need be: a response goes from a broker to who asked"
                        }
                    };
                    return Err(words.mistake_before(message));
                }
            }
        }
        pattern.sender = asks.ok_or_else(|| {
            words.mistake(match direction {
                Direction::Request => "`from` and a client",
                Direction::Response => "`to` and a client",
            })
        })?;
        Ok(pattern)
    }

    /// Takes the pattern's own keys.
    pub fn take_keys(mut self, keys: &mut Keys<'_>, draft: &Draft) -> Result<Pattern, Mistake> {
        if let Some(pair) = keys.take("order") {
            self.order = Some(draft.order(pair.word())?);
            if self.api != Api::Produce {
                return Err(
                    pair.mistake(&format!("no order, as {} carries none,", self.api.name()))
                );
            }
        }
        if let Some(pair) = keys.take("partition") {
            self.partition = Some(draft.partition(pair.word())?);
        }
        if let Some(pair) = keys.take("group") {
            self.group = Some(draft.group(pair.word())?);
        }
        if let Some(pair) = keys.take("copy") {
            self.copy = pair.flag()?;
        }
        if let Some(pair) = keys.take("nth") {
            let nth: usize = pair.number()?;
            if nth == 0 {
                return Err(pair.mistake("a number from 1"));
            }
            self.nth = Some(nth);
        }
        Ok(self)
    }

    /// Reads the rest of a pattern, after its direction, to the end of the statement.
    pub fn read(
        words: &mut Words<'_>,
        direction: Direction,
        draft: &Draft,
    ) -> Result<Pattern, Mistake> {
        let pattern = Pattern::take_rest(words, direction, draft)?;
        let mut keys = words.take_keys()?;
        words.end()?;
        let pattern = pattern.take_keys(&mut keys, draft)?;
        keys.end()?;
        Ok(pattern)
    }

    /// Whether an envelope is meant, but for which of several. A pattern matches a batch that contains its order.
    pub fn fits(&self, sent: &Sent) -> bool {
        let key = sent.key;
        let (partition, group) = match key.subject {
            Subject::Itself => (None, None),
            Subject::Orders { partition, .. } | Subject::Position { partition, .. } => {
                (Some(partition), None)
            }
            Subject::Committed {
                group, partition, ..
            } => (Some(partition), Some(group)),
            Subject::Group(group) | Subject::Member { group, .. } => (None, Some(group)),
            Subject::TransactionalId(_) | Subject::End { .. } => (None, None),
            Subject::Transaction { partitions, .. } | Subject::Markers { partitions, .. } => {
                let named = self.partition.filter(|named| partitions.contains(*named));
                (named, None)
            }
        };
        (key.direction, key.api, key.sender) == (self.direction, self.api, self.sender)
            && self.broker.is_none_or(|broker| broker == key.broker)
            && self.order.is_none_or(|order| sent.orders.contains(&order))
            && self
                .partition
                .is_none_or(|wanted| partition == Some(wanted))
            && self.group.is_none_or(|wanted| group == Some(wanted))
            && self.copy == (key.copy > 0)
    }

    /// The envelope that is meant and on its way.
    ///
    /// # Errors
    /// There is none, or there are several: what is on its way instead.
    pub fn find(
        &self,
        names: Names<'_>,
        watch: &Watch,
        world: &World,
    ) -> Result<EnvelopeKey, String> {
        let fitting = watch
            .sent
            .iter()
            .enumerate()
            .filter(|(_, sent)| self.fits(sent));
        let place_of = |(place, _): (usize, &Sent)| place;
        let fitting: Vec<usize> = match self.nth {
            Some(nth) => fitting.map(place_of).skip(nth - 1).take(1).collect(),
            None => fitting.map(place_of).collect(),
        };
        let flying: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|place| watch.is_on_its_way(world, *place))
            .collect();
        match flying[..] {
            [place] => Ok(watch.sent[place].key),
            [] => Err(self.why_none(names, watch, world)),
            _ => Err(format!(
                "{} of them are on their way, say which by nth= or more keys: {}",
                flying.len(),
                phrases(names, watch, &flying)
            )),
        }
    }

    fn why_none(&self, names: Names<'_>, watch: &Watch, world: &World) -> String {
        let count = watch.sent.iter().filter(|sent| self.fits(sent)).count();
        let flying: Vec<usize> = (0..watch.sent.len())
            .filter(|place| watch.is_on_its_way(world, *place))
            .collect();
        let before = match count {
            0 => "none was ever sent".to_owned(),
            1 => "one was sent before, and it is not on its way any more".to_owned(),
            _ => format!("{count} were sent before"),
        };
        format!("{before}; on their way: {}", phrases(names, watch, &flying))
    }
}

fn phrases(names: Names<'_>, watch: &Watch, places: &[usize]) -> String {
    if places.is_empty() {
        return "nothing".to_owned();
    }
    let phrases: Vec<String> = places
        .iter()
        .map(|place| envelope::phrase(names, &watch.sent[*place]))
        .collect();
    phrases.join("; ")
}
